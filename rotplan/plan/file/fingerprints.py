"""A short digest of every fact that a plan rests on, so that a stale plan can say what changed."""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from pydantic import BaseModel

from rotplan.language.words import Words, joined, key
from rotplan.plan.telling.names_in_sentences import who
from rotplan.policy.docket import Docket
from rotplan.roster.records import Cadre, Place, Round, Tie
from rotplan.roster.roster import Roster

Fingerprints = dict[str, dict[str, str]]

_SECTIONS: dict[str, Words] = {
    "round": Words("phần round", "the round itself"),
    "units": Words("đơn vị", "units"),
    "posts": Words("chức danh", "posts"),
    "cadres": Words("cán bộ", "cadres"),
    "clauses": Words("điều khoản", "clauses"),
    "post_kinds": Words("loại chức danh", "kinds of posts"),
    "tiers": Words("thứ tự ưu tiên", "the order of the tiers"),
    "ties": Words("quan hệ gia đình", "family ties"),
    "decisions": Words("quyết định", "decisions"),
    "waivers": Words("miễn trừ", "waivers"),
    "distances": Words("khoảng cách", "distances"),
    "scores": Words("điểm phù hợp", "scores"),
    "tables": Words("bảng địa danh, tuổi nghỉ hưu", "the tables of places and retirement ages"),
}
# lists in which the order says nothing: every other list is told as it stands
AS_SETS = frozenset(
    {
        "a", "allowed", "b", "circumstances", "discipline", "expertise", "formerly", "history",
        "holds", "kinds", "languages", "lived", "planned", "posts", "prefers", "re_elected_kinds",
        "relations", "units",
    }
)  # fmt: skip
_NAMES = ("words", "abroad")
_SHOWN = 8


def fingerprints(docket: Docket) -> Fingerprints:
    """By section, then by id; lists without ids count as one."""
    roster, policy = docket.roster, docket.policy
    whole: dict[str, object] = {
        "round": (_round(roster.round), written_cap(roster)),
        "tiers": policy.tiers,
        "ties": sorted(map(_tie, roster.ties)),
        "decisions": sorted(repr(_plain(decision)) for decision in roster.decisions),
        "waivers": sorted(repr(_plain(waiver)) for waiver in roster.waivers),
        "distances": sorted(_distances(roster.distances)),
        "scores": sorted(roster.scores.of.items()),
        "tables": _tables(),
    }
    by_id: dict[str, list[tuple[str, object]]] = {
        "units": [(unit.id, unit) for unit in roster.units],
        "posts": [(post.id, post) for post in roster.posts],
        "cadres": [(cadre.id, _cadre(cadre)) for cadre in roster.cadres],
        "clauses": [(c.id, (c.rule.name, c.options, c.head)) for c in policy.clauses],
        "post_kinds": [(kind, facts) for kind, facts in policy.kinds.items()],
    }
    found = {section: _digests(records) for section, records in by_id.items()}
    found |= {section: _digests([("", facts)]) for section, facts in whole.items()}
    return {section: found[section] for section in _SECTIONS}


# -- two ways of writing one fact ---------------------------------------------------------------


def _round(written: Round) -> tuple[object, object]:
    """A reckoning month is a month; what the policy says is told by itself, by whatever path."""
    reckon = written.reckon
    month = None if reckon is None else (reckon.earliest.year, reckon.earliest.month)
    return written.model_copy(update={"max_moves": None, "policy": "", "reckon": None}), month


def _cadre(written: Cadre) -> Cadre:
    """Since when each post is held, wherever it is said."""
    holds = tuple(
        held.model_copy(update={"since": written.since_when(held)}) for held in written.holds
    )
    return written.model_copy(update={"holds": holds, "since": None})


def _tie(written: Tie) -> tuple[str, str, str]:
    """Whoever is named first: a parent before the child, all others by their ids."""
    if written.kind in ("parent", "child"):
        parent = (written.a, written.b) if written.kind == "parent" else (written.b, written.a)
        return "parent", *parent
    first, second = sorted((written.a, written.b))
    return written.kind, first, second


def _distances(written: dict[str, dict[str, float]]) -> Iterator[tuple[str, str, float]]:
    """As far from one to the other as back."""
    for one, others in written.items():
        for other, km in others.items():
            first, second = sorted((one, other))
            yield first, second, float(km)


def written_cap(roster: Roster) -> int | None:
    """The cap on moves as the roster has it: a docket may have another from the command line."""
    written = roster.round_document.root["round"].get("max_moves")
    return None if written is None else int(written)


def _digests(records: Iterable[tuple[str, object]]) -> dict[str, str]:
    return {
        id_: hashlib.blake2b(repr(_plain(facts)).encode("utf-8"), digest_size=8).hexdigest()
        for id_, facts in sorted(records, key=lambda r: r[0])
    }


def _plain(value: object) -> object:
    """Facts as they count: what is as good as absent is left out, sets are in one order."""
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        told = ((name, getattr(value, name)) for name in fields)
        if isinstance(value, Place):
            # spellings of one name are looked up alike
            told = ((name, key(v) if name in _NAMES and v else v) for name, v in told)
        stated = ((name, v) for name, v in told if v != fields[name].default)
        return {name: _in_order(name, _plain(v)) for name, v in stated}
    if isinstance(value, dict):
        return sorted((repr(key), _plain(inner)) for key, inner in value.items())
    return tuple(map(_plain, value)) if isinstance(value, tuple | list) else value


def _in_order(name: str, value: object) -> object:
    return sorted(value, key=repr) if name in AS_SETS and isinstance(value, tuple) else value


@cache
def _tables() -> str:
    """The vintage of what ships as facts beside any roster: places, retirement ages."""
    package, digest = files("rotplan"), hashlib.blake2b(digest_size=8)
    tables = package.joinpath("roster", "gazetteer").iterdir()
    named = {table.name: table for table in tables if table.name.endswith(".csv")}
    named["retirement.yaml"] = package.joinpath("policy", "retirement.yaml")
    for name in sorted(named):
        digest.update(name.encode() + hashlib.blake2b(named[name].read_bytes()).digest())
    return digest.hexdigest()


def what_changed(before: Fingerprints, docket: Docket) -> tuple[Words, ...]:
    """What differs now, section by section; nothing where only the writing differs."""
    after = fingerprints(docket)
    return tuple(
        words
        for section, label in _SECTIONS.items()
        for words in _changed(docket, section, label, before.get(section, {}), after[section])
    )


_CHANGED = Words("{section} đã đổi: {ids}", "{section} changed: {ids}")
_ADDED = Words("{section} mới: {ids}", "{section} added: {ids}")
_GONE = Words("{section} không còn: {ids}", "{section} gone: {ids}")
_WHOLE = Words("{section} đã đổi", "{section} changed")


def _changed(
    docket: Docket, section: str, label: Words, before: dict[str, str], after: dict[str, str]
) -> Iterator[Words]:
    if before.keys() | after.keys() <= {""}:
        if before != after:
            yield _WHOLE.format(section=label)
        return
    both = [id_ for id_ in after if id_ in before and after[id_] != before[id_]]
    added = [id_ for id_ in after if id_ not in before]
    gone = [id_ for id_ in before if id_ not in after]
    for template, ids in ((_CHANGED, both), (_ADDED, added), (_GONE, gone)):
        if ids:
            listed = joined([_name(docket, section, id_) for id_ in ids[:_SHOWN]])
            if len(ids) > _SHOWN:
                words = Words("{listed} và {n} nữa", "{listed} and {n} more")
                listed = words.format(listed=listed, n=len(ids) - _SHOWN)
            yield template.format(section=label, ids=listed)


def _name(docket: Docket, section: str, id_: str) -> Words:
    """An id with its name where there is one."""
    cadre = docket.roster.cadre_of.get(id_) if section == "cadres" else None
    return who(cadre) if cadre else Words(id_, id_)
