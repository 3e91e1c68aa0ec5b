"""How sure it is: the value of every tier with its bound, and who confirmed it."""

from dataclasses import dataclass

from rotplan.language.words import Words, joined
from rotplan.objective.tiers import TIERS, read_tier
from rotplan.plan.telling.point import Point
from rotplan.plan.telling.report.report_sentences import say


@dataclass(frozen=True)
class HowSure:
    """What is claimed of a plan: (name, value, bound) of each tier, what cut the run short, and
    what the witnesses said; `excluded` is how many left-out pairs were asked about, of how many."""

    tiers: tuple[tuple[str, int | None, int | None], ...]
    stopped: str | None
    second_opinion: str
    excluded: tuple[int, int] | None
    canonical: bool

    @property
    def optimal(self) -> bool:
        """Whether every tier is at its bound."""
        return all(v is not None and v == bound for _, v, bound in self.tiers)


def proof_point(sure: HowSure) -> Point:
    """The tiers in their order, and how sure it is that no plan is better."""
    values = joined([_tier(*tier) for tier in sure.tiers])
    said = Point("how-sure", _how_sure(sure), tone="good" if sure.optimal else "bad")
    return Point("proof", say("proof"), (Point("tier-values", values), said))


def _tier(name: str, value: int | None, bound: int | None) -> Words:
    found = read_tier(name)
    assert found is not None, name
    rank = "" if found.n is None else say("rank", n=found.n)
    phrase = "tier" if value is not None and value == bound else "open-tier"
    return say(phrase, name=TIERS[found.tier].label, rank=rank, value=value, bound=bound)


def _how_sure(sure: HowSure) -> Words:
    parts = [say("proved" if sure.optimal else f"stopped-{sure.stopped or 'time'}"), say("judged")]
    if sure.optimal:
        parts.append(say(f"second-{sure.second_opinion}"))
    if sure.excluded is not None:
        checked, of = sure.excluded
        parts.append(say("excluded", checked=checked, of=of))
    parts.append(say("canonical" if sure.canonical else "not-canonical"))
    return Words("{said}.", "{said}.").format(said=joined(parts, "; "))


def witness_point(opinion: str) -> Point:
    """Who confirmed that there is none."""
    return Point("witness", say(f"second-{opinion}"))


def undecided_point(stopped: str | None) -> Point:
    """Why there is no answer, and what may bring one."""
    gap = stopped == "gap"
    reason = say("undecided-gap" if gap else f"stopped-{stopped or 'time'}")
    help_ = say("undecided-help-gap" if gap else "undecided-help")
    return Point("undecided", say("undecided", reason=reason), (Point("help", help_),), tone="bad")
