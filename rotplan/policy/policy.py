"""A policy: post kinds and clauses under one name, with the dates in which it is valid."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from rotplan.language.words import Words
from rotplan.objective.tiers import TIER_NAMES, TierName
from rotplan.policy.clause import Clause, read_clause
from rotplan.policy.clause_checks import check_contradictions
from rotplan.policy.merged import merge
from rotplan.policy.post_kinds import read_kinds
from rotplan.roster.load import UnreadableError, contents
from rotplan.roster.reading.field_types import (
    Bilingual,
    Fact,
    Filled,
    Text,
    Validity,
    Version,
    error,
)
from rotplan.roster.reading.named_files import Folder, folder_of, may_name, real_path
from rotplan.roster.reading.problems import Problems
from rotplan.roster.reading.read_yaml import Document, read_yaml
from rotplan.roster.reading.source import Mark
from rotplan.roster.reading.validate import hint, record
from rotplan.roster.records import PostKind


class PolicyPart(Fact):
    """One policy file; `post_kinds` and `clauses` are merged before they are read."""

    rotplan_policy: Version
    name: Text
    title: Bilingual | None = None
    valid: Validity = Field(default_factory=lambda: Validity.model_validate({}))
    extends: Text | None = None
    post_kinds: Annotated[dict[Text, Any], Filled] = Field(default_factory=dict)
    clauses: Annotated[dict[Text, Any], Filled] = Field(default_factory=dict)
    tiers: tuple[TierName, ...] = TIER_NAMES

    def model_post_init(self, _: Any) -> None:
        """Raises PydanticCustomError where not every tier is named once."""
        if sorted(self.tiers) != sorted(TIER_NAMES):
            raise error(
                "unknown-value",
                value=" ".join(self.tiers),
                hint=Words("", ""),
                expected=", ".join(TIER_NAMES) + " – each once",
            )


# each is held against each, and judged for everybody
MOST_CLAUSES = 500


@dataclass(frozen=True)
class Policy:
    """What is in force for one roster: its policy, those it extends, and the roster's own rules."""

    name: str
    title: Words
    valid: Validity
    kinds: dict[str, PostKind]
    clauses: tuple[Clause, ...]
    tiers: tuple[TierName, ...]
    inputs: tuple[tuple[str, str], ...]

    def clause(self, id_: str) -> Clause | None:
        return next((c for c in self.clauses if c.id == id_), None)


def shipped() -> tuple[str, ...]:
    """Names of the policies that come with rotplan."""
    folder = files("rotplan").joinpath("policy")
    names = (f.name.removesuffix(".yaml") for f in folder.iterdir() if f.name.startswith("vn-"))
    return tuple(sorted(names))


@cache
def _shipped_bytes(name: str) -> bytes:
    return files("rotplan").joinpath("policy", f"{name}.yaml").read_bytes()


def load_policy(
    name: str, base: str, asked: Mark | None, problems: Problems, root: Folder | None = None
) -> list[tuple[str, Document]] | None:
    """The policy and those it extends, the most general first, each with the name it goes by.

    `base` is the path of the file that names it: relative paths start from its folder. `asked` is
    where it is named; without it the name came from the command line. What a file names must lie
    below its folder or below `root`.
    """
    chain: list[tuple[str, Document]] = []
    while True:
        document = _policy_document(name, base, asked, problems, root)
        if document is None:
            return None
        chain.insert(0, (name, document))
        extends = document.root.get("extends")
        if not isinstance(extends, str):
            return chain
        base, name, asked = document.source.path, extends, document.root.value_mark("extends")
        if any(_same(name, base, known, d) for known, d in chain):
            circle = " → ".join([*(n for n, _ in reversed(chain)), name])
            problems.add("policy-cycle", asked, chain=circle)
            return None


def _same(name: str, base: str, known: str, document: Document) -> bool:
    """Whether a name in a file means a policy read already."""
    if name in shipped() or known in shipped():
        return name == known
    return real_path(_beside(base, name)) == real_path(document.source.path)


def _beside(base: str, name: str) -> Path:
    return Path(name) if base == "-" else Path(base).parent / name


def _policy_document(
    name: str, base: str, asked: Mark | None, problems: Problems, root: Folder | None
) -> Document | None:
    if name in shipped():
        return read_yaml(f"<{name}>", _shipped_bytes(name), problems)
    path = _beside(base, name)
    if not path.suffix:
        problems.add("unknown-policy", asked, path=base, id=name, hint=hint(name, shipped()))
        return None
    if asked is not None:
        folders = folder_of(base), folder_of(asked.source.path)
        if not may_name(path, folders, root):
            problems.add("outside", asked, file=name)
            return None
    try:
        document = read_yaml(path.as_posix(), contents(str(path)), problems, ("rotplan_policy",))
    except UnreadableError as unreadable:
        problems.add("unreadable", asked, path=base, file=name, reason=unreadable.reason)
        return None
    if document is not None and "rotplan_policy" not in document.root and not document.cut:
        problems.add("missing-key", document.root.mark, key="rotplan_policy")
        return None
    return document


def missing_policy(name: str) -> Words | None:
    """Why a policy that a person names, apart from any file, cannot be read; nothing if it can."""
    if name in shipped():
        return None
    if not Path(name).suffix:
        return Words(f"không có chính sách «{name}»; ", f"there is no policy '{name}'; ") + hint(
            name, shipped()
        )
    try:
        contents(name)
    except UnreadableError as unreadable:
        return unreadable.words
    return None


def build_policy(
    chain: list[tuple[str, Document]], rosters: tuple[Document, ...], problems: Problems
) -> Policy | None:
    """Merge a chain of policies and a roster's own kinds and rules, and read the result."""
    parts = [record(PolicyPart, document.root, problems) for _, document in chain]
    kinds = read_kinds([d for _, d in chain] + list(rosters), problems)
    nodes = [(d, "clauses") for _, d in chain] + [(d, "rules") for d in rosters]
    clauses = []
    merged = merge(nodes, problems)
    if len(merged) > MOST_CLAUSES:
        first = list(merged.values())[MOST_CLAUSES].mark
        problems.add("too-many-clauses", first, count=len(merged), limit=MOST_CLAUSES)
        return None
    for id_, node in merged.items():
        clause = read_clause(id_, node, kinds, problems)
        if clause is not None:
            clauses.append(clause)
    check_contradictions(clauses, problems)
    if any(part is None for part in parts):
        return None
    read_parts = [p for p in parts if p is not None]
    last = read_parts[-1]
    tiers = [p.tiers for p in read_parts if "tiers" in p.model_fields_set] or [TIER_NAMES]
    return Policy(
        name=chain[-1][0],
        title=last.title.words if last.title else Words(last.name, last.name),
        valid=last.valid,
        kinds=kinds,
        clauses=tuple(sorted(clauses, key=lambda c: c.id)),
        tiers=tiers[-1],
        inputs=tuple((name, document.sha256) for name, document in chain),
    )
