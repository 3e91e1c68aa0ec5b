"""`sarif`: a SARIF 2.1.0 log, for code scanning and editors."""

import json
import os
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from rotplan.checking.code_slugs import blanks
from rotplan.checking.findings import Finding, Location, Report, finding_fingerprints, location_of
from rotplan.checking.formats.json import MOST_EDITS, both
from rotplan.language.words import Lang, show
from rotplan.roster.reading.catalogue import CATALOGUE
from rotplan.roster.reading.error_codes.entry import Entry
from rotplan.roster.reading.problems import Edit

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_ROOT = "%SRCROOT%"
# rotplan has no address of its own: its pages lie where somebody put them, which `docs` says
_NAME = "urn:x-rotplan:check"


def lines(report: Report) -> Iterator[str]:
    slugs = sorted({f.slug for f in report.findings}, key=lambda s: CATALOGUE[s].code)
    number = {slug: n for n, slug in enumerate(slugs)}
    driver = {
        "name": "rotplan",
        "version": version("rotplan"),
        "informationUri": report.docs or _NAME,
        "rules": [_rule(slug, report) for slug in slugs],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "the root of the repository"}}},
        "artifacts": [{"location": _artifact(path)} for path in report.files],
        "results": [
            {
                **_result(finding, number[finding.slug], report.lang),
                "partialFingerprints": {"rotplan/v1": fingerprint},
            }
            for finding, fingerprint in zip(
                report.findings, finding_fingerprints(report.findings), strict=True
            )
        ],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    yield json.dumps(log, ensure_ascii=False, indent=1)


def _rule(slug: str, report: Report) -> dict[str, Any]:
    """`helpUri` only where somebody said at which address the page of codes is to be found."""
    entry, lang = CATALOGUE[slug], report.lang
    told = f"rotplan explain {entry.code}"
    return {
        "id": entry.code,
        "name": slug,
        "shortDescription": {"text": blanks(entry.words[lang])},
        "fullDescription": {"text": _in_full(entry, lang)},
        "help": {"text": told, "markdown": f"`{told}`"},
        "defaultConfiguration": {"level": entry.level},
        **({"helpUri": report.url(entry.code)} if report.docs else {}),
    }


def _in_full(entry: Entry, lang: Lang) -> str:
    """What a code says, how to mend it, and why it is there."""
    fix = blanks(entry.fix[lang]) if entry.fix else ""
    said = [blanks(entry.words[lang]), "" if fix == "‹hint›" else fix]
    said.append(entry.why[lang] if entry.why else "")
    return ". ".join(part[0].upper() + part[1:] for part in said if part) + "."


def _result(finding: Finding, rule: int, lang: Lang) -> dict[str, Any]:
    problem = finding.problem
    result = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": finding.level.name.lower(),
        "message": {"text": show(problem.words[lang])},
        "locations": [_location(finding.place)],
        "properties": {
            "message": both(problem.words),
            "pointer": finding.pointer,
            "clause": problem.clause,
            "basis": problem.basis,
            "entity": finding.entity._asdict() if finding.entity else None,
        },
    }
    related = [*_related(finding, lang)]
    if related:
        result["relatedLocations"] = related
    if finding.applicability == "safe" and len(finding.problem.edits) <= MOST_EDITS:
        result["fixes"] = [_fix(finding, lang)]
    return result


def _related(finding: Finding, lang: Lang) -> Iterator[dict[str, Any]]:
    """The other places of a conflict, and where the user's own clause is written."""
    for at, words in finding.related:
        yield {**_location(at), "message": {"text": show(words[lang])}}
    if finding.norm is not None and finding.norm.is_file:
        yield {**_location(finding.norm), "message": {"text": finding.problem.clause}}


def _location(at: Location) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": _artifact(at.path), "region": _region(at)}}


def _artifact(path: str) -> dict[str, str]:
    """Relative to the root of the repository wherever the file lies in it."""
    uri = quote(os.fsencode(path))
    if path.startswith("/"):
        return {"uri": f"file://{uri}"}
    return {"uri": uri, "uriBaseId": _ROOT}


def _region(at: Location) -> dict[str, int]:
    return {
        "startLine": at.line,
        "startColumn": at.column,
        "endLine": at.end_line,
        "endColumn": at.end_column,
    }


def _fix(finding: Finding, lang: Lang) -> dict[str, Any]:
    path, words = finding.place.path, finding.problem.fix
    return {
        "description": {"text": show(words[lang]) if words else finding.slug},
        "artifactChanges": [
            {
                "artifactLocation": _artifact(path),
                "replacements": [_replacement(edit, path) for edit in finding.problem.edits],
            }
        ],
    }


def _replacement(edit: Edit, path: str) -> dict[str, Any]:
    region = _region(location_of(edit.mark, lambda _: path))
    return {"deletedRegion": region, "insertedContent": {"text": edit.text}}
