"""Who could hold what stays vacant, or meet a target that is missed, and what bars the others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rotplan.language.words import Words, joined
from rotplan.plan.telling.long_lists import MOST_ITEMS
from rotplan.plan.telling.names_in_sentences import people_words
from rotplan.plan.telling.point import Point
from rotplan.plan.telling.report.report_sentences import say
from rotplan.planning.asking.who_could_hold_a_post import AskedPost, Opening, look_for_holders
from rotplan.planning.proof.judged_plan import Arrangement


@dataclass(frozen=True)
class ToldOpening:
    """A vacant post; or, with a clause, a post whose holder misses that target."""

    asked: AskedPost
    found: Opening
    words: Words

    @property
    def point(self) -> Point:
        post, clause = self.asked
        kind, id_ = "opening", clause.id if clause else None
        return Point(kind, self.words, clause=id_, post=post.id)


def openings_told(arrangement: Arrangement) -> tuple[ToldOpening, ...]:
    """For the seats that miss their targets, then the vacant posts, that a report tells one by one;
    each once."""
    after = arrangement.after
    missed = [b for b in after.breaches if b.clause.force == "target"][:MOST_ITEMS]
    asked: list[AskedPost] = [(b.post, b.clause) for b in missed if b.post is not None]
    vacant = ((post, None) for post in after.vacant[:MOST_ITEMS])
    return _openings(arrangement, list(dict.fromkeys([*asked, *vacant])))


def openings_untold(arrangement: Arrangement) -> tuple[ToldOpening, ...]:
    """For the vacant posts beyond those."""
    return _openings(arrangement, [(post, None) for post in arrangement.after.vacant[MOST_ITEMS:]])


def _openings(arrangement: Arrangement, asked: Sequence[AskedPost]) -> tuple[ToldOpening, ...]:
    found = look_for_holders(arrangement.docket, asked)
    return tuple(
        ToldOpening(each, opening, _words(opening, each, proved=arrangement.optimal))
        for each, opening in zip(asked, found, strict=True)
    )


def _words(opening: Opening, asked: AskedPost, *, proved: bool) -> Words:
    """Who might hold a post; and meet a target, which bars nobody from it."""
    target = asked[1].id if asked[1] else None
    barred = joined(list(_barred(opening, target)), "; ")
    if not opening.able:
        nobody = "nobody-meets" if target else "nobody"
        return say(nobody, asked=opening.asked, barred=barred)
    names = people_words(opening.able, most=3)
    after = Words("; {barred}", "; {barred}").format(barred=barred) if opening.barred else ""
    said = "somebody" if proved else "somebody-open"
    return say(said, count=len(opening.able), names=names, barred=after)


def _barred(opening: Opening, target: str | None) -> Iterator[Words]:
    for clause, count in opening.barred:
        yield say("missed" if clause == target else "barred", clause=clause, count=count)
