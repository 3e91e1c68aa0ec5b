"""In which orders the parts of an address may be taken for commune, district and province."""

from itertools import permutations

from rotplan.roster.area import Asked
from rotplan.roster.wording import LEVELS, Level, Part


def in_order(parts: tuple[Part, ...]) -> list[tuple[Level, ...]]:
    """Levels from small to large or from large to small, as the kinds allow."""
    up = [tuple(level for level in LEVELS if level not in left) for left in _left_out(len(parts))]
    both = dict.fromkeys(up + [levels[::-1] for levels in up])
    return [levels for levels in both if _fits(parts, levels)]


def _left_out(count: int) -> list[set[Level]]:
    if count == 3:
        return [set()]
    if count == 2:
        return [{level} for level in LEVELS]
    return [set(LEVELS) - {level} for level in LEVELS]


def in_any_order(parts: tuple[Part, ...]) -> list[tuple[Level, ...]]:
    return [levels for levels in permutations(LEVELS, len(parts)) if _fits(parts, levels)]


def _fits(parts: tuple[Part, ...], levels: tuple[Level, ...]) -> bool:
    return all(level in part.levels for part, level in zip(parts, levels, strict=True))


def as_asked(parts: tuple[Part, ...], levels: tuple[Level, ...]) -> Asked:
    return Asked(**dict(zip(levels, parts, strict=True)))
