"""A clause: a rule with its options, force and legal basis; read as strictly as a roster."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from pydantic import Field

from rotplan.language.words import Words
from rotplan.policy.merged import Merged
from rotplan.roster.reading.field_types import (
    Bilingual,
    Count,
    Fact,
    Name,
    Partial,
    Percentage,
    Text,
    Validity,
)
from rotplan.roster.reading.problems import Entity, Problems
from rotplan.roster.reading.source import Mark
from rotplan.roster.reading.validate import field_names, hint, locate, record
from rotplan.roster.records import PostKind
from rotplan.rules import RULES
from rotplan.rules.kit.rule import Applies, Kinds, PairRule, Rule

Force = Literal["hard", "approval", "target", "off"]
Confidence = Literal["A", "P", "W", "D", "NV"]


class ClauseHead(Fact):
    """What every clause may say, whatever its rule."""

    rule: Text
    title: Bilingual | None = None
    posts: Kinds | None = None
    force: Force | None = None
    goal: Percentage | None = None
    priority: Count = 1
    basis: Name
    confidence: Confidence | None = None
    valid: Validity = Field(default_factory=lambda: Validity.model_validate({}))
    reckon: Partial | None = None
    applies: Literal["newcomers", "everyone"] | None = None


@dataclass(frozen=True)
class Clause:
    """`posts` are the kinds it is about, None for all; `node` is how it stands in the files."""

    id: str
    rule: Rule[Any]
    options: Any
    head: ClauseHead
    node: Merged = field(repr=False, compare=False)

    @property
    def force(self) -> Force | None:
        """Nothing where the rule only prices."""
        return self.head.force

    @property
    def title(self) -> Words:
        return self.head.title.words if self.head.title else self.rule.title

    @property
    def caveat(self) -> Words:
        """What is said behind a legal basis that is not settled; nothing where it is."""
        unsettled = _UNSETTLED.get(self.head.confidence or "")
        return Words(" ({u})", " ({u})").format(u=unsettled) if unsettled else Words("", "")

    @property
    def mark(self) -> Mark:
        """Where it was last changed: in the roster's own rules, else in the policy."""
        return self.node.last or self.node.mark

    @property
    def applies(self) -> Applies | None:
        if isinstance(self.rule, PairRule):
            return self.head.applies or self.rule.applies
        return None

    @property
    def goal(self) -> int:
        """In percent; a goal inherited by a clause that is no longer a target has no effect."""
        return self.head.goal if self.force == "target" and self.head.goal is not None else 100

    def lists(self, kind: str) -> bool:
        return self.head.posts is None or kind in self.head.posts

    def in_force(self, on: date) -> bool:
        return self.force != "off" and self.head.valid.covers(on)


_UNSETTLED: dict[str, Words] = {
    "W": Words("nguồn yếu, chưa xác minh", "weak source, not verified"),
    "D": Words("suy ra, không phải quy định đã xác minh", "derived, not verified as law"),
    "NV": Words("chưa xác minh", "not verified"),
}


def read_clause(
    id_: str, node: Merged, kinds: dict[str, PostKind], problems: Problems
) -> Clause | None:
    """The clause, or nothing where something in it does not fit."""
    common = [k for k in node if k in field_names(ClauseHead)]
    head = record(ClauseHead, node.part(common), problems)
    rule = RULES.get(str(node.get("rule", "")))
    if rule is None:
        if "rule" in node:
            mark, name = node.value_mark("rule"), str(node["rule"])
            problems.add("unknown-rule", mark, id=name, hint=hint(name, list(RULES)))
        return None
    own = node.part(k for k in node if k not in common or k in field_names(rule.options))
    if not own:
        own.start = node.mark.start
    options = record(rule.options, own, problems)
    if head is None or options is None:
        return None
    clause = Clause(id_, rule, options, head, node)
    return clause if _fits(clause, node, kinds, problems) else None


def _fits(clause: Clause, node: Merged, kinds: dict[str, PostKind], problems: Problems) -> bool:
    """Whether kinds are known and the common options suit the rule."""
    before = len(problems)
    if clause.force is None and not clause.rule.priced:
        problems.add("missing-key", node.mark, key="force", entity=Entity("clause", clause.id))
    for kind, path in _kinds_named(clause):
        if kind not in kinds:
            mark = locate(node, path)
            problems.add("unknown-kind", mark, id=kind, hint=hint(kind, list(kinds)))
    for key, reason in _misfits(clause, node):
        mark = node.value_mark(key) if key in node else node.mark
        problems.add(
            "bad-option",
            mark,
            rule=clause.rule.name,
            reason=reason,
            entity=Entity("clause", clause.id),
        )
    return len(problems) == before


def _kinds_named(clause: Clause) -> Iterable[tuple[str, tuple[str | int, ...]]]:
    yield from ((kind, ("posts", n)) for n, kind in enumerate(clause.head.posts or ()))
    yield from clause.options.kinds_named()


def _misfits(clause: Clause, node: Merged) -> Iterable[tuple[str, Words]]:
    head, rule = clause.head, clause.rule
    asks = rule.applies if isinstance(rule, PairRule) else None
    written_together = "goal" in node and node.origins["goal"] is node.origins.get("force")
    if written_together and (head.force != "target" or asks in (None, "movers")):
        yield (
            "goal",
            Words(
                "goal chỉ dùng với force: target, trên quy tắc xét từng người",
                "goal goes with force: target, on rules about single cadres in posts",
            ),
        )
    if head.applies is not None and asks not in ("newcomers", "everyone"):
        yield (
            "applies",
            Words("quy tắc này không đổi applies được", "applies cannot be changed for this rule"),
        )
    if rule.priced and head.force not in (None, "off"):
        yield (
            "force",
            Words(
                "quy tắc này chỉ tính giá, không có force", "this rule only prices, it has no force"
            ),
        )
    if rule.hard_only and head.force not in (None, "hard", "off"):
        yield "force", Words("quy tắc này chỉ nhận hard hoặc off", "this rule is hard or off")
