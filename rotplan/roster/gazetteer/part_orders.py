"""In which orders the parts of an address may be taken for commune, district and province."""

from functools import cache
from itertools import permutations

from rotplan.roster.gazetteer.address_parts import ADDRESS_LEVELS, AddressLevel, AddressPart
from rotplan.roster.gazetteer.units_by_name import AskedName


def in_order(parts: tuple[AddressPart, ...]) -> tuple[tuple[AddressLevel, ...], ...]:
    """Levels from small to large or from large to small, as the kinds allow."""
    return _in_order(tuple(part.levels for part in parts))


def in_any_order(parts: tuple[AddressPart, ...]) -> tuple[tuple[AddressLevel, ...], ...]:
    """Every way to give each part a level of its own, as the kinds allow."""
    return _in_any_order(tuple(part.levels for part in parts))


@cache
def _in_order(may_be: tuple[tuple[AddressLevel, ...], ...]) -> tuple[tuple[AddressLevel, ...], ...]:
    up = [
        tuple(level for level in ADDRESS_LEVELS if level not in left)
        for left in _left_out(len(may_be))
    ]
    both = dict.fromkeys(up + [levels[::-1] for levels in up])
    return tuple(levels for levels in both if _fits(may_be, levels))


@cache
def _in_any_order(
    may_be: tuple[tuple[AddressLevel, ...], ...],
) -> tuple[tuple[AddressLevel, ...], ...]:
    every = permutations(ADDRESS_LEVELS, len(may_be))
    return tuple(levels for levels in every if _fits(may_be, levels))


def _left_out(count: int) -> list[set[AddressLevel]]:
    if count == 3:
        return [set()]
    if count == 2:
        return [{level} for level in ADDRESS_LEVELS]
    return [set(ADDRESS_LEVELS) - {level} for level in ADDRESS_LEVELS]


def _fits(may_be: tuple[tuple[AddressLevel, ...], ...], levels: tuple[AddressLevel, ...]) -> bool:
    return all(level in one for one, level in zip(may_be, levels, strict=True))


def as_asked(parts: tuple[AddressPart, ...], levels: tuple[AddressLevel, ...]) -> AskedName:
    return AskedName(**dict(zip(levels, parts, strict=True)))
