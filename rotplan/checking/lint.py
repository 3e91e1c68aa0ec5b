"""The roster as it stands: clauses that today's holders break, retirement, waivers without use."""

from rotplan.checking.facts_to_collect import LIMIT, facts_to_collect, pairs_to_ask
from rotplan.language.dates import month_index, month_words
from rotplan.language.words import Words, joined
from rotplan.planning.program.columns import constants, open_holdings, scope_today
from rotplan.planning.proof.breaches import breaches_in
from rotplan.policy.breach import Breach
from rotplan.policy.clause import Clause
from rotplan.policy.docket import Docket, is_valid
from rotplan.roster.places.place_checks import check_places
from rotplan.roster.reading.problems import Entity, Level, Problem, Problems
from rotplan.roster.reading.source import Mark
from rotplan.roster.records import Waiver
from rotplan.rules.kit.rule import PairRule
from rotplan.rules.kit.scope import Scope
from rotplan.rules.kit.statements import Bounds
from rotplan.rules.kit.three_valued import NO

_LEVELS = {"hard": Level.ERROR, "approval": Level.WARNING, "target": Level.NOTE}


def lint(docket: Docket, problems: Problems, *, thorough: bool = False) -> bool:
    """Report places that cannot be read, and what the law in force says about today's holders.

    Which facts to collect first is a question about every cadre in every post: in rosters beyond a
    province it is answered only when `thorough`. Whether it was.
    """
    check_places(docket.roster, problems)
    for breach in breaches_in(docket, scope_today(docket)):
        problems.report(_finding(docket, breach))
    _retirement(docket, problems)
    _unused_waivers(docket, problems)
    if not thorough and pairs_to_ask(docket) > LIMIT:
        return False
    _to_collect(docket, problems)
    return True


def _finding(docket: Docket, breach: Breach) -> Problem:
    level = _LEVELS[breach.clause.force or "target"]
    if breach.doubt:
        level = Level(max(level - 1, Level.NOTE))
    clause = breach.clause
    words = Words("{title}: {words}", "{title}: {words}").format(
        title=clause.title, words=breach.words
    )
    return Problem(
        slug="doubt" if breach.doubt else "broken",
        level=level,
        mark=_place(docket, breach),
        words=words,
        entity=docket.roster.entity(breach.cadre) if breach.cadre else _unit(breach),
        clause=clause.id,
        basis=clause.head.basis,
        norm=clause.mark,
        bare={"sentence": clause.title},
    )


def _to_collect(docket: Docket, problems: Problems) -> None:
    """One note at the round: which facts to collect first, by how many posts they would open."""
    missing = facts_to_collect(docket)
    if not missing:
        return
    listed = [
        Words("{name} ({id}): {facts}, mở {posts}", "{name} ({id}): {facts}, opens {posts}").format(
            name=m.cadre.name,
            id=m.cadre.id,
            facts=joined(FACT_WORDS[fact] for fact in m.facts),
            posts=m.posts,
        )
        for m in missing[:_SHOWN]
    ]
    people = len({m.cadre.id for m in missing})
    ids = ", ".join(dict.fromkeys(m.cadre.id for m in missing[:_SHOWN]))
    problems.add(
        "facts-first",
        docket.roster.round_mark(),
        bare={"listed": ids},
        people=people,
        listed=joined(listed, "; "),
    )


# how many of the facts worth collecting are named
_SHOWN = 10

FACT_WORDS = {
    "appraisals": Words("xếp loại hằng năm", "yearly appraisals"),
    "birthplace": Words("nơi sinh", "birthplace"),
    "born": Words("ngày sinh", "date of birth"),
    "discipline": Words("ngày quyết định kỷ luật", "date of the discipline"),
    "education": Words("trình độ chuyên môn", "education"),
    "expertise": Words("chuyên ngành", "expertise"),
    "family_home": Words("nơi gia đình ở", "family home"),
    "history": Words("quá trình công tác", "service history"),
    "home": Words("quê quán", "home place"),
    "languages": Words("ngôn ngữ", "languages"),
    "lived": Words("nơi đã sống", "places lived in"),
    "sex": Words("giới tính", "sex"),
    "since": Words("ngày nhận chức", "since when in post"),
    "theory": Words("lý luận chính trị", "political theory"),
}


def _unit(breach: Breach) -> Entity | None:
    return Entity("unit", breach.unit) if breach.unit else None


def _place(docket: Docket, breach: Breach) -> Mark:
    """Where the cadre holds the post; else where the cadre, the unit or the round stands."""
    roster = docket.roster
    if breach.cadre is not None:
        index = roster.cadre_index[breach.cadre.id]
        held = [h.post for h in breach.cadre.holds]
        if breach.post is not None and breach.post.id in held:
            return roster.mark("cadres", index, "holds", held.index(breach.post.id), "post")
        return roster.mark("cadres", index, "id")
    if breach.unit is not None:
        index = next(i for i, u in enumerate(roster.units) if u.id == breach.unit)
        return roster.mark("units", index, "id")
    return roster.round_mark()


def _retirement(docket: Docket, problems: Problems) -> None:
    """Holders past retirement age, or within a year of it."""
    roster = docket.roster
    now = month_index(roster.round.date)
    for index, cadre in enumerate(roster.cadres):
        months = docket.table.retirement(cadre) if cadre.holds else None
        if months is None or cadre.leaving is not None:
            continue
        slug = "past-retirement" if months.high < now else "near-retirement"
        if slug == "past-retirement" or (months.low == months.high and months.high <= now + 12):
            path = "retires" if cadre.retires is not None else "born"
            mark, who = roster.mark("cadres", index, path), roster.entity(cadre)
            problems.add(slug, mark, entity=who, month=month_words(months.high))


def _unused_waivers(docket: Docket, problems: Problems) -> None:
    roster, near = docket.roster, _tied(docket)
    clauses = {clause.id: clause for clause in docket.clauses}
    left = _PAIRS_FOR_WAIVERS
    for index, waiver in enumerate(roster.waivers):
        if left < 0:
            return
        left -= (_A_QUESTION + len(docket.table.posts)) * len(near.get(waiver.cadre, "."))
        clause = clauses.get(waiver.clause)
        if is_valid(waiver, roster) and not _is_used(docket, waiver, clause, near):
            problems.add(
                "waiver-unused",
                roster.mark("waivers", index),
                entity=roster.entity(roster.cadre_of[waiver.cadre]),
                clause=waiver.clause,
            )


# each waiver is asked about in every holding of the cadre and of all tied to him or her: so many
# pairs are looked at (a question costs as much as some thousand of them); a roster of thousands of
# waivers is not told which of the last are of no use
_PAIRS_FOR_WAIVERS, _A_QUESTION = 1_000_000, 2_000


def _tied(docket: Docket) -> dict[str, set[str]]:
    """For each cadre with ties, those tied to him or her, and the cadre too."""
    near: dict[str, set[str]] = {}
    for tie in docket.roster.ties:
        for one, other in ((tie.a, tie.b), (tie.b, tie.a)):
            near.setdefault(one, {one}).add(other)
    return near


def _is_used(
    docket: Docket, waiver: Waiver, clause: Clause | None, near: dict[str, set[str]]
) -> bool:
    """Whether the clause could break or doubt any pair of the cadre (with that post, if given)."""
    if clause is None:
        return False
    scope = _all_of(docket, near.get(waiver.cadre, {waiver.cadre}))
    brief = docket.brief(clause, scope)
    if isinstance(clause.rule, PairRule):
        pairs, verdicts = clause.rule.verdicts(brief)
        concerned = verdicts != NO
        if waiver.post is not None:
            concerned &= pairs.post == docket.table.post_number[waiver.post]
        return bool(concerned.any())
    unwaived = docket.brief_without_waivers(clause, scope)
    rows = (s for s in clause.rule.statements(unwaived) if isinstance(s, Bounds))
    return any(waiver.cadre in subject.cadres for said in rows for subject in said.subjects)


def _all_of(docket: Docket, near: set[str]) -> Scope:
    """Every holding for some cadres."""
    table, roster = docket.table, docket.roster
    numbers = sorted(table.cadre_number[id_] for id_ in near)
    holdings = [*open_holdings(docket)]
    rows = [
        (n, h)
        for n in numbers
        if roster.is_candidate(table.cadres[n])
        for h in {*holdings, table.before[n]}
    ]
    cadres, held = [n for n, _ in rows], [h for _, h in rows]
    return Scope.of(table, cadres, held, constants(docket))
