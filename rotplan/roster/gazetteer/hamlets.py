"""Which parts of an address may be left out because they are smaller than a commune."""

from collections.abc import Iterator

from rotplan.roster.gazetteer.address_parts import AddressPart
from rotplan.roster.gazetteer.book import Book


def without_hamlets(
    book: Book, parts: tuple[AddressPart, ...]
) -> Iterator[list[tuple[AddressPart, ...]]]:
    """As written; without what looks like a hamlet; without one more at the small end.

    Each step holds all ways to take it.
    """
    if 0 < len(parts) <= 3:
        yield [parts]
    # «Buôn Hồ», «Buôn Ma Thuột» are districts, no hamlets
    rest = tuple(p for p in parts if not p.hamlet_like or book.names.districts_called(p.whole))
    if rest != parts and 0 < len(rest) <= 3:
        yield [rest]
    if len(rest) == 4:
        yield [rest[1:]]
        yield [rest[:-1]]
    elif shorter := _without_smaller(book, rest):
        yield shorter


def _without_smaller(book: Book, parts: tuple[AddressPart, ...]) -> list[tuple[AddressPart, ...]]:
    """Without what stands beyond the one part that says to be a commune: a hamlet, if nothing
    larger is called so («Nà Tông, xã Thượng Lâm, tỉnh Tuyên Quang»)."""
    at = [n for n, part in enumerate(parts) if part.levels == ("commune",)]
    if len(at) != 1 or len(parts) > 3:
        return []
    before, after = parts[: at[0]], parts[at[0] + 1 :]
    found = [parts[at[0] :]] if before and not _any_larger(book, before) else []
    if after and not _any_larger(book, after):
        found.append(parts[: at[0] + 1])
    return found


def _any_larger(book: Book, parts: tuple[AddressPart, ...]) -> bool:
    return any(
        part.kind
        or book.names.districts_called(part.name)
        or book.names.provinces_called(part.name)
        for part in parts
    )
