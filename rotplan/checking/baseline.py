"""The baseline: findings that stood when check was taken up. It knows no lines and only shrinks."""

import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from rotplan.checking.findings import Finding
from rotplan.language.words import Words, same
from rotplan.roster.reading.json_text import NotJsonError, parsed
from rotplan.roster.reading.path_at_offset import field_of
from rotplan.roster.reading.problems import Problem, Problems

FORMAT, VERSION = "rotplan.baseline", "1.0"


class BadBaselineError(Exception):
    """The file is no baseline: why, in both languages."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


@dataclass(frozen=True)
class Baseline:
    """Entries by fingerprint, each with how many findings it stands for."""

    entries: dict[str, dict[str, Any]]

    def divide(self, findings: Iterable[Finding]) -> tuple[tuple[Finding, ...], int]:
        """The findings that are not in it, and how many are; what stopped the judging never is."""
        left = Counter({key: entry["count"] for key, entry in self.entries.items()})
        new: list[Finding] = []
        hidden = 0
        for finding in findings:
            key = finding.kinship
            if left[key] > 0 and not finding.problem.stops:
                left[key] -= 1
                hidden += 1
            else:
                new.append(finding)
        return tuple(new), hidden

    def stale(
        self, findings: Iterable[Finding], path: str, is_seen: Callable[[str], bool]
    ) -> Iterable[Problem]:
        """A warning for each entry of which fewer are found than it lists, in files seen."""
        found, gone = Counter(f.kinship for f in findings), Problems()
        for key, entry in self.entries.items():
            count = entry["count"] - found[key]
            if count > 0 and is_seen(entry["path"]):
                where = " ".join(str(entry[k]) for k in ("path", "entity", "field") if entry.get(k))
                told = {"count": count, "code": entry["code"], "where": same(where)}
                gone.add("stale-baseline", None, path=path, **told)
        return gone

    def shrunk(self, findings: Iterable[Finding], is_seen: Callable[[str], bool]) -> "Baseline":
        """What of it is still found, and all that lies in files that were not seen."""
        found = Counter(f.kinship for f in findings if not f.problem.stops)
        kept = {}
        for key, entry in self.entries.items():
            if not is_seen(entry["path"]):
                kept[key] = entry
            elif found[key]:
                kept[key] = {**entry, "count": min(entry["count"], found[key])}
        return Baseline(kept)

    def text(self) -> str:
        """One entry a line, in a fixed order, so that changes to it can be read."""
        lines = [
            json.dumps({"fingerprint": key, **entry}, ensure_ascii=False)
            for key, entry in sorted(
                self.entries.items(), key=lambda e: (e[1]["path"], e[1]["code"], e[0])
            )
        ]
        head = f'{{"format": "{FORMAT}", "format_version": "{VERSION}", "entries": ['
        return head + "\n" + ",\n".join(lines) + "\n]}\n"


def baseline_of(findings: Iterable[Finding]) -> Baseline:
    """A baseline of all findings but those that stopped the judging."""
    entries: dict[str, dict[str, Any]] = {}
    for finding in (f for f in findings if not f.problem.stops):
        who = finding.entity
        fresh = {
            "code": finding.code,
            "name": finding.slug,
            "clause": finding.problem.clause,
            "path": finding.place.path,
            "entity": f"{who.kind} {who.id}" if who else None,
            "field": field_of(finding.steps),
            "count": 0,
        }
        entries.setdefault(finding.kinship, fresh)["count"] += 1
    return Baseline(entries)


def read_baseline(text: str) -> Baseline:
    """A baseline from its file. Raises BadBaselineError."""
    try:
        data = parsed(text)
        if data["format"] != FORMAT or data["format_version"].split(".")[0] != "1":
            raise BadBaselineError(_VERSION)
        entries = {entry.pop("fingerprint"): entry for entry in data["entries"]}
        sound = all(map(_is_sound, entries.values()))
    except NotJsonError as error:
        raise BadBaselineError(error.words) from error
    except (KeyError, TypeError, AttributeError) as error:
        raise BadBaselineError(_FOREIGN) from error
    if not sound or not all(isinstance(key, str) for key in entries):
        raise BadBaselineError(_LACKS)
    return Baseline(entries)


def _is_sound(entry: dict[str, Any]) -> bool:
    """Whether an entry has what is counted and told of it."""
    count = entry["count"]
    counted = isinstance(count, int) and not isinstance(count, bool) and 0 <= count < 1 << 53
    words = (entry["code"], entry["path"])
    return counted and all(isinstance(word, str) and word for word in words)


_VERSION = Words("không phải tệp nền phiên bản 1", "not a baseline of version 1")
_FOREIGN = Words("không phải tệp nền do rotplan ghi", "not a baseline that rotplan wrote")
_LACKS = Words(
    "có mục thiếu count, code hoặc path đúng dạng", "an entry lacks its count, code or path"
)
