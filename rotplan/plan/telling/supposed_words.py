"""What is only asked, in words: it stands in no file, and nobody has decided it."""

from collections.abc import Iterator
from typing import Literal

from rotplan.language.words import Words, joined, same
from rotplan.plan.telling.names_in_sentences import who
from rotplan.planning.program.other_plans import Comparison
from rotplan.policy.docket import Docket
from rotplan.roster.records import Supposed
from rotplan.rules.kit.scope import Holding

_PLACED = Words("bố trí {who} vào {posts}", "{who} is placed in {posts}")
_KEPT = Words("{who} ở lại {posts}", "{who} stays {posts}")
_WITHOUT = Words("{who} chưa được bố trí chức danh nào", "{who} is given no post")
_NEVER = Words("{who} không nhận {posts}", "{who} does not take {posts}")
_OTHERWISE = Words("{who} không giữ {posts}", "{who} does not hold {posts}")
_SOME_POST = Words("{who} được bố trí một chức danh", "{who} is given a post")
_EMPTY = Words("để khuyết {posts}", "{posts} is left vacant")
_DIFFERENT = Words(
    "một phương án khác các phương án đã nêu", "a plan other than those already given"
)


def asked_words(docket: Docket, compared: Comparison) -> Words | None:
    """Everything that is asked of a docket, in one phrase; nothing where nothing is."""
    phrases = [*_supposed(docket), *_compared(docket, compared)]
    return joined(phrases, "; ") if phrases else None


def _supposed(docket: Docket) -> Iterator[Words]:
    never: dict[str, list[Supposed]] = {}
    for order in docket.supposed:
        if order.verb == "never":
            never.setdefault(order.cadre, []).append(order)
        else:
            yield _one(docket, order, order.verb)
    for cadre, orders in never.items():
        posts = joined([_target(docket, order) for order in orders])
        yield _NEVER.format(who=who(docket.roster.cadre_of[cadre]), posts=posts)


def _one(docket: Docket, order: Supposed, verb: Literal["keep", "place"]) -> Words:
    cadre = docket.roster.cadre_of[order.cadre]
    if verb == "place":
        return _PLACED.format(who=who(cadre), posts=_target(docket, order))
    held = docket.table.before[docket.table.cadre_number[cadre.id]]
    if not held:
        return _WITHOUT.format(who=who(cadre))
    return _KEPT.format(who=who(cadre), posts=_held(docket, held))


def _compared(docket: Docket, compared: Comparison) -> Iterator[Words]:
    for number, holding in sorted(compared.refused):
        words = _OTHERWISE if holding else _SOME_POST
        cadre = docket.table.cadres[number]
        yield words.format(who=who(cadre), posts=_held(docket, holding))
    if compared.empty:
        yield _EMPTY.format(posts=joined([_post(docket, n) for n in sorted(compared.empty)]))
    if compared.unlike:
        yield _DIFFERENT


def _post(docket: Docket, number: int) -> Words:
    return docket.post_words(docket.table.posts[number])


def _held(docket: Docket, holding: Holding) -> Words:
    """Posts held together, the highest first."""
    kinds, posts = docket.policy.kinds, docket.table.posts
    ranked = sorted(holding, key=lambda n: (-kinds[posts[n].kind].grade, posts[n].id))
    return joined([_post(docket, number) for number in ranked], " + ")


def _target(docket: Docket, order: Supposed) -> Words:
    """The post, or the unit, that a supposed decision is about."""
    target, roster = order.target or "", docket.roster
    if target in roster.post_of:
        return docket.post_words(roster.post_of[target])
    return same(roster.unit_of[target].name if target in roster.unit_of else target)
