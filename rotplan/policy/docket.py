"""What lies before the board: a roster under a policy, checked against each other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from rotplan.language.tiers import TierName, ranked
from rotplan.language.words import Words, day, joined
from rotplan.policy.clause import Clause
from rotplan.policy.clause_checks import check_asleep, check_clauses
from rotplan.policy.decision_checks import check_decisions
from rotplan.policy.policy import Policy, build_policy, load_policy, shipped
from rotplan.roster.cross_checks import check_facts
from rotplan.roster.facts import Cadre, Decision, Post, Supposed, Waiver
from rotplan.roster.id_checks import check_references
from rotplan.roster.load import assemble
from rotplan.roster.reading.named_files import Folder
from rotplan.roster.reading.problems import Mark, Problems
from rotplan.roster.reading.read_yaml import Document
from rotplan.roster.reading.validate import hint
from rotplan.roster.roster import Roster
from rotplan.roster.scores import read_scores
from rotplan.roster.table import Table
from rotplan.rules.kit.rule import ANY_POST, Brief, Pair
from rotplan.rules.kit.scope import Scope
from rotplan.rules.kit.statements import Allow
from rotplan.rules.kit.three_valued import Flags


@dataclass(frozen=True, eq=False)
class Docket:
    """A roster with the clauses in force on its round's date.

    What is only asked stands apart from what the board has settled: `supposed` are decisions that
    nobody took, on no paper; `set_aside` are decisions of the roster that are left out on trial.
    """

    roster: Roster
    policy: Policy
    supposed: tuple[Supposed, ...] = ()
    set_aside: frozenset[Decision] = frozenset()

    @property
    def settled(self) -> tuple[Decision, ...]:
        """The board's decisions, without those set aside."""
        return tuple(d for d in self.roster.decisions if d not in self.set_aside)

    @property
    def orders(self) -> tuple[Decision, ...]:
        """Everything that a plan has to carry out: what is settled, and what is supposed."""
        return (*self.settled, *self.supposed)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """In force on the round's date, by id."""
        return tuple(c for c in self.policy.clauses if c.in_force(self.roster.round.date))

    @cached_property
    def table(self) -> Table:
        kinds = [
            kind
            for clause in self.clauses
            if clause.rule.bars_locals
            for kind in self.policy.kinds
            if clause.lists(kind)
        ]
        return Table(self.roster, self.policy.kinds, frozenset(kinds))

    @cached_property
    def combinations(self) -> frozenset[tuple[str, ...]]:
        """Kinds that one cadre may hold together in one unit, as sorted tuples."""
        nothing = Scope.of(self.table, (), ())
        return frozenset(
            kinds
            for clause in self.clauses
            for said in clause.rule.statements(self.brief(clause, nothing))
            if isinstance(said, Allow)
            for kinds in said.combinations
        )

    @cached_property
    def orders_by_cadre(self) -> dict[str, list[Decision]]:
        """What a plan has to carry out about each cadre, by id."""
        found: dict[str, list[Decision]] = {}
        for decision in self.orders:
            found.setdefault(decision.cadre, []).append(decision)
        return found

    def may_hold(self, posts: list[str]) -> bool:
        """Whether one cadre may hold these posts together (two or more, by their ids)."""
        records = [self.roster.post_of[p] for p in posts]
        same_unit = len({p.unit for p in records}) == 1
        return same_unit and tuple(sorted(p.kind for p in records)) in self.combinations

    def listed(self, clause: Clause) -> Flags:
        """The posts whose kind a clause lists (flags, length P)."""
        number = self.table.kind_number
        kinds = np.zeros(len(number), dtype=bool)
        kinds[[number[kind] for kind in self.policy.kinds if clause.lists(kind)]] = True
        flags: Flags = kinds[self.table.kind]
        return flags

    def brief(self, clause: Clause, scope: Scope) -> Brief[Any]:
        """A clause's question about a scope, with its waivers."""
        waived = frozenset(self._waived_pairs(clause))
        listed = self.listed(clause)
        return Brief(scope, clause.options, listed, clause.applies, waived)

    def brief_without_waivers(self, clause: Clause, scope: Scope) -> Brief[Any]:
        """The same question as if no waiver had been given."""
        return Brief(scope, clause.options, self.listed(clause), clause.applies)

    def _waived_pairs(self, clause: Clause) -> Iterator[tuple[int, int]]:
        for waiver in self._waivers_by_clause.get(clause.id, ()):
            post = ANY_POST if waiver.post is None else self.table.post_number[waiver.post]
            yield self.table.cadre_number[waiver.cadre], post

    @cached_property
    def _waivers_by_clause(self) -> dict[str, list[Waiver]]:
        """The waivers that stand on the round's date."""
        found: dict[str, list[Waiver]] = {}
        for waiver in self.roster.waivers:
            if is_valid(waiver, self.roster):
                found.setdefault(waiver.clause, []).append(waiver)
        return found

    def capped(self, max_moves: int | None) -> "Docket":
        """The docket with the round's cap on moves replaced, when one is given."""
        if max_moves is None:
            return self
        return self.with_cap(max_moves)

    # -- the same docket, one thing otherwise --------------------------------------------------

    def with_cap(self, max_moves: int | None) -> "Docket":
        """With another cap on moves, or none."""
        capped = self.roster.round.model_copy(update={"max_moves": max_moves})
        return self._with(replace(self.roster, round=capped))

    def with_supposed(
        self, decisions: Iterable[Supposed], set_aside: Iterable[Decision] = ()
    ) -> "Docket":
        """With decisions that are only asked about, and without some of the board's.

        The roster's own list stays as it is, so that each decision keeps its line.
        """
        supposed, aside = (*self.supposed, *decisions), self.set_aside | frozenset(set_aside)
        return self._with(self.roster, supposed=supposed, set_aside=aside)

    def with_waivers(self, waivers: Iterable[Waiver]) -> "Docket":
        """With more waivers, on trial."""
        return self._with(replace(self.roster, waivers=(*self.roster.waivers, *waivers)))

    def with_clauses(self, clauses: Iterable[Clause], tiers: tuple[TierName, ...]) -> "Docket":
        """With other clauses and another order of the tiers."""
        policy = replace(self.policy, clauses=tuple(clauses), tiers=tiers)
        return replace(self, policy=policy)

    def with_post(self, post: Post) -> "Docket":
        """With one more post."""
        return replace(self, roster=replace(self.roster, posts=(*self.roster.posts, post)))

    def _with(self, roster: Roster, **supposed: Any) -> "Docket":
        """A roster of the same people, posts and units keeps its columns."""
        other = replace(self, roster=roster, **supposed)
        vars(other)["table"] = self.table
        return other

    @property
    def tier_names(self) -> tuple[str, ...]:
        """The tiers as a plan lists them: targets by rank when there are several priorities."""
        ranks = sorted({c.head.priority for c in self.clauses if c.force == "target"})
        return tuple(str(each) for tier in self.policy.tiers for each in ranked(tier, ranks))

    def post_words(self, post: Post) -> Words:
        """A post as it reads: its kind and its unit."""
        kind, unit = self.policy.kinds[post.kind].words, self.roster.unit_of[post.unit].name
        return Words("{kind} {unit}", "{kind}, {unit}").format(kind=kind, unit=unit)

    def pair(self, cadre: int, post: int) -> Pair:
        """A pair by its table numbers, for words."""
        return Pair(self.table, self.table.cadres[cadre], self.table.posts[post])

    @property
    def inputs(self) -> list[dict[str, str]]:
        """Every file that went in, with its SHA-256 and what it is."""
        files = [(d.source.path, d.sha256) for d in self.roster.documents]
        every = [
            *((*file, "roster") for file in files),
            *((*file, "scores") for file in self.roster.scores.files),
            *((*file, "policy") for file in self.policy.inputs),
        ]
        return [{"path": p, "sha256": s, "kind": kind} for p, s, kind in every]


def is_valid(waiver: Waiver, roster: Roster) -> bool:
    """Whether a waiver still stands on the round's date."""
    return waiver.until is None or waiver.until >= roster.round.date


def open_docket(
    documents: tuple[Document, ...],
    problems: Problems,
    policy_name: str | None = None,
    *,
    moved: bool = False,
    root: Folder | None = None,
    named_at: Mark | None = None,
) -> Docket | None:
    """The roster of these documents under its policy (or another); nothing on any error.

    `moved`: the round's date is not the one in the files. `named_at`: where a file names that other
    policy; without it the command line did. `root`: the folder below which files that a file names
    must lie.
    """
    before = problems.errors
    roster = assemble(documents, problems)
    if not any(document.cut for document in documents):
        check_references(documents, problems)
    if roster is None:
        return None
    roster = replace(roster, moved=moved)
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


def candidates(docket: Docket) -> list[tuple[int, Cadre]]:
    """The cadres whom the round may move, with their table numbers, by id."""
    return [
        (number, cadre)
        for number, cadre in enumerate(docket.table.cadres)
        if docket.roster.is_candidate(cadre)
    ]
