"""Whom a question is about: a cadre by id or name, a post by id, as typed."""

from rotplan.cli.shared import fail
from rotplan.language.words import Lang, Words, key, nearest
from rotplan.policy.docket import Docket
from rotplan.roster.records import Cadre, Post


def cadre_and_post(
    about: str | None, target: str | None, docket: Docket, said: Lang
) -> tuple[Cadre | None, Post | None]:
    """The cadre and the post that the words mean; what is unknown is refused with the nearest."""
    if about is None:
        if target is not None:
            raise fail(_NO_CADRE[said])
        return None, None
    post = docket.roster.post_of.get(about)
    if target is None and post is not None:
        return None, post
    cadre = _cadre(docket, about, said, posts_too=target is None)
    return cadre, None if target is None else _post(docket, target, said)


_NO_CADRE = Words(
    "--to cần có cán bộ: rotplan explain PHƯƠNG_ÁN CÁN_BỘ --to CHỨC_DANH",
    "--to needs a cadre: rotplan explain PLAN CADRE --to POST",
)
_UNKNOWN_CADRE = Words(
    "trong danh sách này không có cán bộ «{word}»{meant}",
    "no cadre '{word}' in this roster{meant}",
)
_UNKNOWN = Words(
    "trong danh sách này không có cán bộ hay chức danh «{word}»{meant}",
    "no cadre or post '{word}' in this roster{meant}",
)
_UNKNOWN_POST = Words(
    "trong danh sách này không có chức danh «{word}»{meant}",
    "no post '{word}' in this roster{meant}",
)
_NAMESAKES = Words(
    "có {n} cán bộ tên «{word}»; nêu mã của một người: {ids}",
    "{n} cadres are called '{word}'; name one by id: {ids}",
)


def _cadre(docket: Docket, word: str, said: Lang, *, posts_too: bool) -> Cadre:
    """By id, else by a name that only one has."""
    roster = docket.roster
    if word in roster.cadre_of:
        return roster.cadre_of[word]
    same_name = [c for c in roster.cadres if key(c.name) == key(word)]
    if len(same_name) == 1:
        return same_name[0]
    if same_name:
        ids = ", ".join(sorted(c.id for c in same_name))
        raise fail(_NAMESAKES.format(n=len(same_name), word=word, ids=ids)[said])
    posts = docket.roster.post_of if posts_too else {}
    meant = _nearest(word, {**{c.id: c.id for c in roster.cadres}, **{p: p for p in posts}})
    meant = meant or _nearest(word, {c.name: c.id for c in roster.cadres})
    unknown = _UNKNOWN if posts_too else _UNKNOWN_CADRE
    raise fail(unknown.format(word=word, meant=meant or "")[said])


def _post(docket: Docket, word: str, said: Lang) -> Post:
    if word in docket.roster.post_of:
        return docket.roster.post_of[word]
    meant = _nearest(word, {p: p for p in docket.roster.post_of})
    raise fail(_UNKNOWN_POST.format(word=word, meant=meant or "")[said])


def _nearest(word: str, known: dict[str, str]) -> Words | None:
    near = nearest(word, known)
    if near is None:
        return None
    shown = near if known[near] == near else f"{known[near]} ({near})"
    return Words(f"; có phải «{shown}»?", f"; did you mean '{shown}'?")
