"""From the documents (every scalar a text) to facts; the documents are valid by assumption."""

from __future__ import annotations

from typing import Any

from .dates import Span, span
from .dossiers import read_cadre
from .facts import Clause, Facts, Kind, Post, Tie, Unit, Waiver
from .places import authority_of

Doc = dict[str, Any]


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
        if isinstance(old, dict) and isinstance(value, dict):
            merged[key] = merge(old, value)
        else:
            merged[key] = value
    return merged


def _unit(doc: Doc) -> Unit:
    """One unit."""
    return Unit(
        id=doc["id"],
        name=str(doc.get("name", doc["id"])),
        kind=doc["kind"],
        parent=doc.get("parent"),
        authority=doc.get("authority"),
        formerly=tuple(doc.get("formerly", ())),
        seat=doc.get("seat"),
        at=(float(doc["at"][0]), float(doc["at"][1])) if "at" in doc else None,
        zone=int(doc["zone"]) if "zone" in doc else None,
        languages=frozenset(doc["languages"]) if "languages" in doc else None,
        seats={key: int(value) for key, value in doc.get("seats", {}).items()},
    )


def _distances(roster: Doc) -> dict[frozenset[str], str]:
    """ "km by road, symmetric": one number for each two units."""
    table = roster.get("distances", {})
    return {frozenset((a, b)): km for a, row in table.items() for b, km in row.items()}


def _scores(text: str | None) -> dict[tuple[str, str], int]:
    """The scores file: "cadre,post,score: integers", below its heading."""
    lines = [] if text is None else text.splitlines()[1:]
    rows = (line.split(",") for line in lines)
    return {(cadre, post): int(score) for cadre, post, score in rows}


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
    """The clauses in force: not `off`, and `valid` "for rounds dated within"; "`preference` has
    no force"."""
    found = []
    for key, doc in sorted(docs.items()):
        valid = doc.get("valid", {})
        early = "from" in valid and span(valid["from"]).first > today.first
        late = "to" in valid and span(valid["to"]).last < today.first
        if doc.get("force") != "off" and not early and not late:
            found.append(Clause(key, doc["rule"], doc.get("force", "none"), doc))
    return tuple(found)


def _waivers(roster: Doc, today: Span) -> tuple[Waiver, ...]:
    """The waivers in force: "valid while `until` >= round date"."""
    return tuple(
        Waiver(doc["clause"], doc["cadre"], doc.get("post"))
        for doc in roster.get("waivers", [])
        if "until" not in doc or span(doc["until"]).last >= today.first
    )


def read(roster: Doc, policy: Doc, scores: str | None = None) -> Facts:
    """Both documents and the scores file as facts; the roster's `rules` and `post_kinds` go over
    the policy's."""
    roster, policy = clean(roster), clean(policy)
    head, units = roster["round"], {doc["id"]: _unit(doc) for doc in roster.get("units", [])}
    kinds = _kinds(merge(policy.get("post_kinds", {}), roster.get("post_kinds", {})))
    today = span(head["date"])
    ties = (Tie(doc["a"], doc["b"], doc["kind"]) for doc in roster.get("ties", []))
    return Facts(
        day=today.first,
        reckon=span(head["reckon"]) if "reckon" in head else None,
        max_moves=int(head["max_moves"]) if "max_moves" in head else None,
        kinds=kinds,
        units=units,
        posts=_posts(roster, kinds, units),
        cadres={
            doc["id"]: read_cadre(doc, today, kinds, units) for doc in roster.get("cadres", [])
        },
        ties=tuple(ties),
        decisions=tuple(roster.get("decisions", ())),
        waivers=_waivers(roster, today),
        clauses=_clauses(merge(policy.get("clauses", {}), roster.get("rules", {})), today),
        distances=_distances(roster),
        scores=_scores(scores),
        tiers=tuple(policy["tiers"]),
    )
