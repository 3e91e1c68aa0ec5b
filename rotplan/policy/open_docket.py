"""A roster and its policy opened as a docket, and checked against each other."""

from dataclasses import replace
from datetime import date

from rotplan.language.words import Words, day, joined
from rotplan.policy.clause_checks import check_asleep, check_clauses
from rotplan.policy.decision_checks import check_decisions
from rotplan.policy.docket import Docket, is_valid
from rotplan.policy.policy import Policy, build_policy, load_policy, shipped
from rotplan.roster.cross_checks import check_facts
from rotplan.roster.id_checks import check_references
from rotplan.roster.load import assemble
from rotplan.roster.reading.named_files import Folder
from rotplan.roster.reading.problems import Problems
from rotplan.roster.reading.read_yaml import Document
from rotplan.roster.reading.source import Mark
from rotplan.roster.reading.validate import hint
from rotplan.roster.roster import Roster
from rotplan.roster.scores import read_scores


def open_docket(
    documents: tuple[Document, ...],
    problems: Problems,
    policy_name: str | None = None,
    *,
    as_of: date | None = None,
    root: Folder | None = None,
    named_at: Mark | None = None,
) -> Docket | None:
    """The roster of these documents under its policy (or another); nothing on any error.

    `as_of`: as if the round were dated so. `named_at`: where a file names that other policy;
    without it the command line did. `root`: the folder below which files that a file names must
    lie.
    """
    before = problems.errors
    roster = assemble(documents, problems, as_of)
    if not any(document.cut for document in documents):
        check_references(documents, problems)
    if roster is None:
        return None
    check_facts(roster, problems)
    roster = replace(roster, scores=read_scores(roster, problems, root))
    policy = _policy(roster, policy_name, problems, root, named_at)
    if policy is None:
        return None
    _check_kinds(roster, policy, problems)
    if problems.errors > before or any(document.refused for document in documents):
        return None
    docket = Docket(roster, policy)
    _check_holdings(docket, problems)
    check_decisions(roster, docket.may_hold, problems)
    _check_waivers(docket, problems)
    check_asleep(roster, policy.clauses, problems)
    current = policy.valid.covers(roster.round.date)
    check_clauses(roster, docket.clauses, problems, current=current)
    _check_dates(docket, problems)
    return docket if problems.errors == before else None


def _policy(
    roster: Roster,
    given: str | None,
    problems: Problems,
    root: Folder | None,
    named_at: Mark | None,
) -> Policy | None:
    if given is not None:
        chain = load_policy(given, "-", named_at, problems, root)
    elif roster.round.policy is None:
        problems.add("missing-key", roster.round_mark(), key="policy")
        return None
    else:
        base = roster.round_document.source.path
        asked = roster.round_mark("policy")
        chain = load_policy(roster.round.policy, base, asked, problems, root)
    if chain is None:
        return None
    if any(document.cut for _, document in chain):
        return None
    return build_policy(chain, roster.documents, problems)


def _check_kinds(roster: Roster, policy: Policy, problems: Problems) -> None:
    kinds = policy.kinds
    named = tuple(kinds)

    def unknown(section: str, index: int, *path: str | int, word: str) -> None:
        mark = roster.mark(section, index, *path)
        known = named if not problems.is_full(mark.source, "unknown-kind") else ()
        problems.add("unknown-kind", mark, id=word, hint=hint(word, known))

    for i, post in enumerate(roster.posts):
        if post.kind not in kinds:
            unknown("posts", i, "kind", word=post.kind)
    for i, cadre in enumerate(roster.cadres):
        for n, kind in enumerate(cadre.planned):
            if kind not in kinds:
                unknown("cadres", i, "planned", n, word=kind)
        for n, wish in enumerate(cadre.prefers):
            if wish not in kinds and wish not in roster.unit_of:
                mark = roster.mark("cadres", i, "prefers", n)
                full = problems.is_full(mark.source, "unknown-unit")
                known = () if full else (*kinds, *roster.unit_of)
                problems.add("unknown-unit", mark, id=wish, hint=hint(wish, known))


def _check_holdings(docket: Docket, problems: Problems) -> None:
    roster = docket.roster
    for index, cadre in enumerate(roster.cadres):
        posts = [held.post for held in cadre.holds]
        if len(posts) > 1 and not docket.may_hold(posts):
            problems.add(
                "two-posts",
                roster.mark("cadres", index, "holds"),
                entity=roster.entity(cadre),
                posts=joined(posts),
            )


def _check_waivers(docket: Docket, problems: Problems) -> None:
    roster = docket.roster
    for index, waiver in enumerate(roster.waivers):
        clause = docket.policy.clause(waiver.clause)
        if clause is None:
            mark, known = roster.mark("waivers", index, "clause"), docket.policy.clauses
            suggestion = hint(waiver.clause, [c.id for c in known])
            problems.add("unknown-clause", mark, id=waiver.clause, hint=suggestion)
        elif not clause.rule.waivable:
            mark = roster.mark("waivers", index, "clause")
            problems.add("not-waivable", mark, clause=clause.id, rule=clause.rule.name)
        elif not is_valid(waiver, roster):
            mark = roster.mark("waivers", index, "until")
            who = roster.entity(roster.cadre_of[waiver.cadre])
            until = day(waiver.until) if waiver.until else ""
            problems.add("waiver-expired", mark, entity=who, until=until)


def _check_dates(docket: Docket, problems: Problems) -> None:
    policy, on = docket.policy, docket.roster.round.date
    if policy.valid.covers(on):
        return
    named = docket.roster.round.policy is not None
    mark = docket.roster.round_mark("policy") if named else docket.roster.round_mark()
    problems.add(
        "policy-dates",
        mark,
        policy=policy.name,
        valid=policy.valid.words,
        round=day(on),
        hint=_successor(docket),
    )


def _successor(docket: Docket) -> Words:
    """The shipped policy that covers the round's date, or that there is none."""
    on = docket.roster.round.date
    for name in shipped():
        chain = load_policy(name, "-", None, Problems())
        built = build_policy(chain, (), Problems()) if chain else None
        if built is not None and built.valid.covers(on):
            return Words(f"dùng chính sách {name}", f"use the policy {name}")
    return Words(
        "bản rotplan này không có chính sách cho ngày đó; xem lại từng điều khoản",
        "this rotplan ships no policy for that date; look at each clause",
    )
