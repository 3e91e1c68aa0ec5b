"""The gazetteer as a book to look things up in: by code, by name, and who followed whom."""

from functools import cache, cached_property

from rotplan.roster.gazetteer.names import NameIndex
from rotplan.roster.gazetteer.tables import HERE
from rotplan.roster.gazetteer.units_of_any_time import UnitsOfAnyTime


@cache
def book() -> "Book":
    """The one book; read at the first use."""
    return Book(HERE)


class Book(UnitsOfAnyTime):
    """The units of any time, and the index of their names."""

    @cached_property
    def names(self) -> NameIndex:
        """The index of names."""
        return NameIndex(self)
