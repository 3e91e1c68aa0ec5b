"""Past service as several rules read it."""

from rotplan.roster.dates import PartialDate
from rotplan.roster.facts import Cadre, Service
from rotplan.roster.table import Table


def end_of(table: Table, cadre: Cadre, service: Service) -> PartialDate:
    """When past service ended: without a date where the next begins, else on the round's date."""
    if service.end is not None:
        return service.end
    starts = [s.start for s in cadre.history if s.start is not None and s is not service]
    starts += [d for h in cadre.holds if (d := cadre.since_when(h)) is not None]
    later = [s for s in starts if service.start is None or s.earliest >= service.start.earliest]
    today = table.roster.round.date
    return min(later, default=PartialDate(today, today))
