"""What a roster's records must say of each other: known ids, one holder a post, dates in order."""

from rotplan.language.words import Words
from rotplan.roster.career_checks import check_births, check_careers, check_names
from rotplan.roster.lookalike_checks import check_lookalikes
from rotplan.roster.namesake_checks import check_namesakes
from rotplan.roster.reading.problems import Problems
from rotplan.roster.reading.source import Mark
from rotplan.roster.roster import Roster
from rotplan.roster.unit_tree import DEEPEST


def check_facts(roster: Roster, problems: Problems) -> None:
    """Report everything in the roster that contradicts itself, before any rule or law is asked."""
    for check in (
        _unique_ids,
        _cycles,
        _ranges,
        _holders,
        _ties,
        check_careers,
        check_births,
        check_namesakes,
        check_names,
        check_lookalikes,
    ):
        check(roster, problems)


# -- ids and references ----------------------------------------------------------------------


def _unique_ids(roster: Roster, problems: Problems) -> None:
    units = [unit.id for unit in roster.units]
    people_and_posts = [post.id for post in roster.posts] + [c.id for c in roster.cadres]
    if any(len({_folded(id_) for id_ in ids}) < len(ids) for ids in (units, people_and_posts)):
        _doubles(roster, problems)


def _doubles(roster: Roster, problems: Problems) -> None:
    """Ids that are used twice, and those that differ only by case or spaces."""
    people_and_posts: dict[str, tuple[str, int]] = {}
    alike: dict[tuple[bool, str], str] = {}
    for section, seen in (("units", {}), ("posts", people_and_posts), ("cadres", people_and_posts)):
        for index, item in enumerate(getattr(roster, section)):
            there = seen.setdefault(item.id, (section, index))
            like = alike.setdefault((seen is people_and_posts, _folded(item.id)), item.id)
            if like != item.id and there == (section, index):
                _similar(roster, (section, index), item.id, seen[like], like, problems)
            if there != (section, index):
                first = roster.mark(*there, "id")
                related = ((first, Words("lần đầu ở đây", "first here")),)
                where = f"{first.source.path}:{first.line}"
                mark = roster.mark(section, index, "id")
                problems.add("duplicate-id", mark, id=item.id, where=where, related=related)


def _folded(id_: str) -> str:
    return " ".join(id_.split()).casefold()


def _similar(
    roster: Roster,
    at: tuple[str, int],
    id_: str,
    there: tuple[str, int],
    other: str,
    problems: Problems,
) -> None:
    first = roster.mark(*there, "id")
    related = ((first, Words("mã kia ở đây", "the other stands here")),)
    where = f"{first.source.path}:{first.line}"
    mark = roster.mark(*at, "id")
    problems.add("similar-ids", mark, related=related, id=id_, other=other, where=where)


def _ranges(roster: Roster, problems: Problems) -> None:
    for index, unit in enumerate(roster.units):
        low, high = (unit.seats.min, unit.seats.max) if unit.seats else (None, None)
        if low is not None and high is not None and low > high:
            mark = roster.mark("units", index, "seats", "min")
            problems.add("empty-range", mark, low=low, high=high)


def _cycles(roster: Roster, problems: Problems) -> None:
    for index, unit in enumerate(roster.units):
        lineage = list(roster.lineage(unit.id))
        if len(lineage) > DEEPEST:
            mark = roster.mark("units", index, "parent")
            problems.add("units-too-deep", mark, id=unit.id, limit=DEEPEST)
        elif lineage[-1].parent in {u.id for u in lineage}:
            chain = " → ".join([u.id for u in lineage] + [str(lineage[-1].parent)])
            problems.add(
                "unit-cycle", roster.mark("units", index, "parent"), id=unit.id, chain=chain
            )


def _holders(roster: Roster, problems: Problems) -> None:
    first: dict[str, tuple[int, int]] = {}
    for index, cadre in enumerate(roster.cadres):
        for n, held in enumerate(cadre.holds):
            there = first.setdefault(held.post, (index, n))
            if there != (index, n):
                other = roster.cadres[there[0]]
                mark = roster.mark("cadres", there[0], "holds", there[1], "post")
                problems.add(
                    "two-holders",
                    roster.mark("cadres", index, "holds", n, "post"),
                    entity=roster.entity(cadre),
                    related=((mark, Words("đã giữ ở đây", "held here")),),
                    bare={"other": other.id},
                    post=held.post,
                    other=f"{other.id} {other.name}".strip(),
                )


def _ties(roster: Roster, problems: Problems) -> None:
    seen: dict[tuple[frozenset[str], str], Mark] = {}
    for index, tie in enumerate(roster.ties):
        mark = roster.mark("ties", index)
        if tie.a == tie.b:
            problems.add("self-tie", mark)
            continue
        kind = "parent" if tie.kind == "child" else tie.kind
        first = seen.setdefault((frozenset((tie.a, tie.b)), kind), mark)
        if first is not mark:
            where = f"{first.source.path}:{first.line}"
            related = ((first, Words("lần đầu ở đây", "first here")),)
            problems.add("duplicate-tie", mark, where=where, related=related)
