"""From the documents (every scalar a text) to facts; the documents are valid by assumption."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from .dates import Span, span
from .facts import Cadre, Clause, Facts, Kind, Post, Stay, Stint, Tie, Unit, Waiver
from .places import authority_of

Doc = dict[str, Any]
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def clean(value: Any) -> Any:
    """ "Plain empty, `~` and `null` mean absent": such keys are dropped."""
    if isinstance(value, dict):
        kept = {key: clean(item) for key, item in value.items()}
        return {key: item for key, item in kept.items() if item not in (None, "", "~", "null")}
    return [clean(item) for item in value] if isinstance(value, list) else value


def merge(base: Doc, over: Doc) -> Doc:
    """format.md section 3: "same id merges key by key, lists are replaced"."""
    merged = dict(base)
    for key, value in over.items():
        old = merged.get(key)
        both = isinstance(old, dict) and isinstance(value, dict)
        merged[key] = merge(old, value) if both else value  # type: ignore[arg-type]
    return merged


def plain_name(text: str) -> str:
    """A name as looked up: NFC, case, spaces and the place of the tone mark do not count."""
    words = unicodedata.normalize("NFC", " ".join(text.split())).casefold()
    for pair in ("oa", "oe", "uy"):
        for tone in _TONES:
            late = unicodedata.normalize("NFC", pair + tone)
            words = words.replace(late, unicodedata.normalize("NFC", pair[0] + tone + pair[1]))
    return words


def _meanings(text: str, names: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """rules.md: history words "that equal a unit's name or a kind's title (either language)"."""
    if text in names:
        return frozenset([text])
    wanted = plain_name(text)
    matches = (key for key, titles in names.items() if wanted in map(plain_name, titles))
    return frozenset(matches)


def _dated(entries: list[Doc], today: Span) -> list[tuple[Doc, Span, Span]]:
    """History in time order; an entry without `to` "ends where the next begins, else on the
    round's date"."""
    ordered = sorted(entries, key=lambda entry: span(entry["from"]).first)
    begins = [span(entry["from"]) for entry in ordered]
    dated = []
    for entry, begin, following in zip(ordered, begins, [*begins, today][1:], strict=True):
        dated.append((entry, begin, span(entry["to"]) if "to" in entry else following))
    return dated


def _history(
    doc: Doc, today: Span, kinds: Mapping[str, Kind], units: Mapping[str, Unit]
) -> tuple[Stint, ...]:
    """The `history` of a cadre; "kind and unit may also be words"."""
    titles = {kind.id: kind.titles for kind in kinds.values()}
    names = {unit.id: (unit.name,) for unit in units.values()}
    return tuple(
        Stint(_meanings(entry["kind"], titles), _meanings(entry["unit"], names), begin, end)
        for entry, begin, end in _dated(doc.get("history", []), today)
    )


def _place(value: Any, units: Mapping[str, Unit]) -> str | None:
    """A unit id, or None for what is absent, words or a code: it cannot be told where that is."""
    return value if isinstance(value, str) and value in units else None


def _lived(doc: Doc, today: Span, units: Mapping[str, Unit]) -> tuple[Stay, ...] | None:
    """The stays; "an absent `to` is the round's date"; an absent list is unknown."""
    if "lived" not in doc:
        return None
    return tuple(
        Stay(
            _place(stay["at"], units),
            span(stay["from"]),
            span(stay["to"]) if "to" in stay else today,
        )
        for stay in doc["lived"]
    )


def _held(doc: Doc) -> dict[str, Span | None]:
    """ "A post id, or a list of {post, since} when posts are held together; absent = no post"."""
    holds = doc.get("holds", [])
    entries = [{**doc, "post": holds}] if isinstance(holds, str) else holds
    return {entry["post"]: span(entry["since"]) if "since" in entry else None for entry in entries}


def _texts(doc: Doc, key: str) -> frozenset[str] | None:
    """A list of texts; absent means unknown, "an empty list is known to be none"."""
    return frozenset(doc[key]) if key in doc else None


def _cadre(doc: Doc, today: Span, kinds: Mapping[str, Kind], units: Mapping[str, Unit]) -> Cadre:
    """One cadre, with what is absent kept apart from what is none."""
    years = doc.get("appraisals")
    return Cadre(
        id=doc["id"],
        born=span(doc["born"]) if "born" in doc else None,
        sex=doc.get("sex"),
        home=_place(doc.get("home"), units),
        birthplace=_place(doc.get("birthplace"), units),
        lived=_lived(doc, today, units),
        held=_held(doc),
        education=doc.get("education"),
        theory=doc.get("theory"),
        expertise=_texts(doc, "expertise"),
        languages=_texts(doc, "languages"),
        history=_history(doc, today, kinds, units),
        planned=_texts(doc, "planned") or frozenset(),
        appraisals=None if years is None else {int(year): years[year] for year in years},
        retires=span(doc["retires"]) if "retires" in doc else None,
        leaving="leaving" in doc,
        available=doc.get("available") == "true",
    )


def _units(roster: Doc) -> dict[str, Unit]:
    """The units by id."""
    return {
        doc["id"]: Unit(
            doc["id"],
            doc.get("name", doc["id"]),
            doc["kind"],
            doc.get("parent"),
            doc.get("authority"),
            tuple(doc.get("formerly", ())),
        )
        for doc in roster.get("units", [])
    }


def _kinds(docs: Doc) -> dict[str, Kind]:
    """The post kinds by id."""
    return {
        key: Kind(
            key,
            int(doc["grade"]),
            doc.get("required") == "true",
            tuple(doc.get("title", {}).values()),
        )
        for key, doc in docs.items()
    }


def _posts(roster: Doc, kinds: dict[str, Kind], units: dict[str, Unit]) -> dict[str, Post]:
    """The posts by id; planned are those "whose authority is the round's"."""
    ours = roster["round"]["authority"]
    posts = {}
    for doc in roster.get("posts", []):
        authority = doc.get("authority") or authority_of(units, doc["unit"], ours)
        required = doc["required"] == "true" if "required" in doc else kinds[doc["kind"]].required
        closing = doc.get("closing") == "true"
        posts[doc["id"]] = Post(
            doc["id"], doc["unit"], doc["kind"], required, closing, authority == ours
        )
    return posts


def _clauses(docs: Doc, today: Span) -> tuple[Clause, ...]:
    """The clauses in force: not `off`, and `valid` "for rounds dated within"."""
    found = []
    for key, doc in sorted(docs.items()):
        valid = doc.get("valid", {})
        early = "from" in valid and span(valid["from"]).first > today.first
        late = "to" in valid and span(valid["to"]).last < today.first
        if doc["force"] != "off" and not early and not late:
            found.append(Clause(key, doc["rule"], doc["force"], doc))
    return tuple(found)


def _waivers(roster: Doc, today: Span) -> tuple[Waiver, ...]:
    """The waivers in force: "valid while `until` >= round date"."""
    return tuple(
        Waiver(doc["clause"], doc["cadre"], doc.get("post"))
        for doc in roster.get("waivers", [])
        if "until" not in doc or span(doc["until"]).last >= today.first
    )


def read(roster: Doc, policy: Doc) -> Facts:
    """Both documents as facts; the roster's `rules` and `post_kinds` go over the policy's."""
    roster, policy = clean(roster), clean(policy)
    head, units = roster["round"], _units(roster)
    kinds = _kinds(merge(policy.get("post_kinds", {}), roster.get("post_kinds", {})))
    today = span(head["date"])
    ties = (Tie(doc["a"], doc["b"], doc["kind"]) for doc in roster.get("ties", []))
    return Facts(
        day=today.first,
        max_moves=int(head["max_moves"]) if "max_moves" in head else None,
        kinds=kinds,
        units=units,
        posts=_posts(roster, kinds, units),
        cadres={doc["id"]: _cadre(doc, today, kinds, units) for doc in roster.get("cadres", [])},
        ties=tuple(ties),
        decisions=tuple(roster.get("decisions", ())),
        waivers=_waivers(roster, today),
        clauses=_clauses(merge(policy.get("clauses", {}), roster.get("rules", {})), today),
        tiers=tuple(policy["tiers"]),
    )
