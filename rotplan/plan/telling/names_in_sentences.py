"""How people, posts, clauses and lists of them read in a sentence."""

from collections.abc import Iterable

from rotplan.language.words import Words, joined, same
from rotplan.plan.telling.point import Point
from rotplan.policy.clause import Clause
from rotplan.policy.docket import Docket
from rotplan.roster.reading.source import Mark
from rotplan.roster.records import Cadre, Post

_NO_POST = Words("chưa giữ chức vụ", "no post")
_UNPLACED = Words("chưa bố trí", "not placed")


def unsure(doubt: bool) -> Words:
    """What follows words that rest on a missing fact; nothing behind others."""
    return _UNSURE if doubt else same("")


_UNSURE = Words(" (chưa đủ dữ liệu)", " (cannot be told)")


def who(cadre: Cadre) -> Words:
    """A name never stands without its id, nor an id without its name."""
    return same(f"{cadre.name} ({cadre.id})")


def people_words(cadres: Iterable[Cadre], most: int = 6) -> Words:
    """Names in a row, by id; beyond some only how many more."""
    named = list(cadres)
    listed = joined([who(c) for c in named[:most]])
    return and_more(listed, len(named) - most, Words(" người", ""))


def posts_named(docket: Docket, posts: Iterable[Post], most: int = 8) -> Words:
    """Posts in a row: those of one kind share its name, so that only the units differ; beyond some
    only how many more."""
    named = list(posts)
    by_kind: dict[str, list[Post]] = {}
    for post in named[:most]:
        by_kind.setdefault(post.kind, []).append(post)
    parts = []
    for kind, same_kind in by_kind.items():
        units = joined([docket.roster.unit_of[p.unit].name for p in same_kind])
        words = Words("{kind} ở {units}", "{kind} in {units}")
        words = words.format(kind=docket.policy.kinds[kind].words, units=units)
        parts.append(docket.post_words(same_kind[0]) if len(same_kind) == 1 else words)
    return and_more(joined(parts, "; "), len(named) - most, Words(" chức danh", ""))


def and_more(listed: Words, more: int, noun: Words | None = None) -> Words:
    """What is listed, and how many more there are beside it, if any."""
    if more <= 0:
        return listed
    return Words("{listed} và {more}{noun} nữa", "{listed} and {more}{noun} more").format(
        listed=listed, more=more, noun=noun or Words(" mục", "")
    )


def holding_words(docket: Docket, posts: Iterable[str], *, before: bool = False) -> Words:
    """Posts held together (ids), the highest first; or that there are none."""
    kinds = docket.policy.kinds
    records = [docket.roster.post_of[p] for p in posts]
    ranked = sorted(records, key=lambda p: (-kinds[p.kind].grade, p.id))
    if not ranked:
        return _NO_POST if before else _UNPLACED
    return joined([docket.post_words(p) for p in ranked], " + ")


def path_and_line(mark: Mark) -> tuple[str, int]:
    """Path and line; a policy that is shipped goes by its name."""
    return mark.source.path.strip("<>"), mark.line


def basis(docket: Docket, clause: Clause) -> Point:
    """Where a clause stands and what it rests on."""
    path, line = place = path_and_line(clause.mark)
    words = Words("[{id}] Căn cứ: {basis}{caveat}", "[{id}] Basis: {basis}{caveat}").format(
        id=clause.id, basis=clause.head.basis, caveat=clause.caveat
    )
    where = Words(" – {path}, dòng {line}", " – {path}, line {line}").format(path=path, line=line)
    return Point("basis", words, tone="faint", clause=clause.id, place=place, where=where)


def one_or_many(count: int, one: Words, many: Words, **parts: object) -> Words:
    """One or several: Vietnamese keeps its nouns, English does not."""
    return (one if count == 1 else many).format(n=count, **parts)


def plural(count: int, noun: str) -> str:
    """An English noun with its number."""
    return f"{count} {noun}" + ("" if count == 1 else "s")
