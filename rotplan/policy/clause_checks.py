"""Whether clauses can stand together, and find in the roster what they ask for."""

from collections.abc import Iterator
from itertools import combinations

from rotplan.language.words import Words, day
from rotplan.policy.clause import Clause
from rotplan.policy.replaced_texts import replaced_text
from rotplan.roster.reading.nodes import Mapping
from rotplan.roster.reading.problems import Entity, Problems
from rotplan.roster.reading.source import Mark
from rotplan.roster.reading.validate import hint, locate
from rotplan.roster.roster import Roster


def check_contradictions(clauses: list[Clause], problems: Problems) -> None:
    """Report hard clauses of one rule about the same posts that no plan can keep together."""
    hard = [c for c in clauses if c.force == "hard"]
    for first, second in combinations(hard, 2):
        if first.rule is not second.rule or not _meet(first, second):
            continue
        reason = first.rule.contradiction(first.options, second.options)
        if reason is not None:
            there = first.node.mark
            problems.add(
                "contradictory-clauses",
                second.node.mark,
                entity=Entity("clause", second.id),
                related=((there, Words("trái với", "against this")),),
                other=first.id,
                reason=reason,
            )


def _meet(first: Clause, second: Clause) -> bool:
    """Whether two clauses list the same posts and are in force on a common day."""
    same_posts = set(first.head.posts or ()) == set(second.head.posts or ())
    one, other = first.head.valid, second.head.valid
    return same_posts and one.overlaps(other)


def check_clauses(
    roster: Roster, clauses: tuple[Clause, ...], problems: Problems, *, current: bool
) -> None:
    """Report what clauses in force need and the roster does not have, and texts that were replaced.

    `current`: the policy as a whole is valid on the round's date.
    """
    for clause in clauses:
        missing = clause.rule.lacks(roster, clause.options)
        if missing is not None:
            problems.add("missing-for-clause", roster.round_mark(), key=missing, clause=clause.id)
        for unit, path in clause.options.units_named():
            if unit not in roster.unit_of:
                mark = locate(clause.node, path)
                problems.add("unknown-unit", mark, id=unit, hint=hint(unit, list(roster.unit_of)))
        _check_basis(roster, clause, current, problems)


def check_asleep(roster: Roster, clauses: tuple[Clause, ...], problems: Problems) -> None:
    """Report changes and waivers of a clause that sleeps while another of its rule is in force."""
    on = roster.round.date
    by_id = {clause.id: clause for clause in clauses}
    for id_, mark in _named(roster):
        clause = by_id.get(id_)
        if clause is None or clause.head.valid.covers(on):
            continue
        awake = [c.id for c in clauses if c.rule is clause.rule and c.in_force(on)]
        if awake:
            valid = clause.head.valid.words
            problems.add("clause-asleep", mark, id=id_, valid=valid, other=awake[0])


def _named(roster: Roster) -> Iterator[tuple[str, Mark]]:
    """The clauses that a roster changes or waives, and where."""
    for document in roster.documents:
        rules = document.root.get("rules")
        if isinstance(rules, Mapping):
            yield from ((id_, rules.key_mark(id_)) for id_ in rules)
    for index, waiver in enumerate(roster.waivers):
        yield waiver.clause, roster.mark("waivers", index, "clause")


def _check_basis(roster: Roster, clause: Clause, current: bool, problems: Problems) -> None:
    """Report a replaced text; of a policy that has ended as a whole one word is enough."""
    mark = clause.node.value_mark("basis")
    own = mark.source in [document.source for document in roster.documents]
    old = replaced_text(clause.head.basis, roster.round.date) if current or own else None
    if old is not None:
        problems.add(
            "replaced-text",
            mark,
            entity=Entity("clause", clause.id),
            text=" ".join(old.cites),
            until=day(old.until),
            successor=old.successor,
        )
