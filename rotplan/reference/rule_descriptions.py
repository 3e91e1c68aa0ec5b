"""Rules and clauses in words: what each says, why, its options, its basis, its examples."""

from collections.abc import Iterator
from typing import Any

from pydantic.fields import FieldInfo

from rotplan.language.words import Lang, Words
from rotplan.policy.clause import Clause
from rotplan.policy.policy import Policy
from rotplan.rules import RULES
from rotplan.rules.cases import Case, cases
from rotplan.rules.kit.rule import PairRule, Rule
from rotplan.show.report_line import Line

WORDS: dict[str, Words] = {
    "rules": Words("Các quy tắc", "The rules"),
    "count": Words(
        "{count} quy tắc; một điều khoản của chính sách là một quy tắc cùng tùy chọn, hiệu lực và "
        "căn cứ. Xem từng quy tắc: rotplan explain TÊN",
        "{count} rules; a clause of a policy is a rule with options, force and basis. Each in "
        "full: rotplan explain NAME",
    ),
    "why": Words("Vì sao: {why}", "Why: {why}"),
    "asked": Words("Xét với: {whom}", "Asked about: {whom}"),
    "options": Words("Tùy chọn", "Options"),
    "required": Words("bắt buộc", "required"),
    "optional": Words("tùy ý", "optional"),
    "default": Words("mặc định {value}", "default {value}"),
    "examples": Words("Ví dụ", "Examples"),
    "keeps": Words("Giữ đúng: {situation}", "Keeps it: {situation}"),
    "breaks": Words("Vi phạm: {situation}", "Breaks it: {situation}"),
    "priced": Words("Tính giá: {situation}", "Priced: {situation}"),
    "case-basis": Words("Căn cứ: {basis}", "Basis: {basis}"),
    "clauses": Words("Điều khoản dùng quy tắc này", "Clauses that rest on it"),
    "clause": Words("Điều khoản {id} · {policy}", "Clause {id} · {policy}"),
    "rests": Words("Quy tắc: {rule} ({title})", "Rule: {rule} ({title})"),
    "basis": Words("Căn cứ: {basis}", "Basis: {basis}"),
    "valid": Words("Áp dụng {valid}", "In force {valid}"),
    "aim": Words("Mục tiêu {goal} %, ưu tiên {rank}", "Goal {goal} %, priority {rank}"),
    "posts": Words("Chức danh: {posts}", "Posts: {posts}"),
    "all-posts": Words("mọi chức danh", "all posts"),
    "set": Words("{name}: {value}", "{name}: {value}"),
}
FORCES: dict[str | None, Words] = {
    "hard": Words("bắt buộc: không có phương án nào vi phạm", "hard: no plan breaks it"),
    "approval": Words(
        "xin ý kiến: mỗi trường hợp vi phạm do cấp có thẩm quyền xem xét, quyết định",
        "approval: each breach goes to the competent level",
    ),
    "target": Words("chỉ tiêu: càng ít vi phạm càng tốt", "target: as few breaches as possible"),
    "off": Words("đang tắt, bật lên ở rules của danh sách", "off, to be switched on in a roster"),
    None: Words("chỉ tính giá", "a price only"),
}
APPLIES: dict[str, Words] = {
    "everyone": Words(
        "mọi người giữ chức danh sau đợt", "everyone who holds a post after the round"
    ),
    "newcomers": Words("người nhận chức danh mới", "whoever takes a post anew"),
    "holders": Words("người ở lại chức danh đang giữ", "whoever stays in a post"),
    "movers": Words("người thôi chức danh đang giữ", "whoever gives up a post"),
}


class Rulebook:
    """Writes rules and clauses in one language."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang

    def say(self, phrase: str, **parts: object) -> str:
        return WORDS[phrase].format(**parts)[self.lang]

    def list_rules(self) -> Iterator[Line]:
        """All rules with their options."""
        yield Line("title", self.say("rules"), "strong")
        yield Line("note", self.say("count", count=len(RULES)))
        for rule in RULES.values():
            yield Line("group", f"{rule.name} – {rule.title[self.lang]}", "strong")
            for line in self._options(rule):
                yield Line("item", line)

    def rule(self, rule: Rule[Any]) -> Iterator[Line]:
        """One rule in full."""
        yield Line("title", f"{rule.name} – {rule.title[self.lang]}", "strong")
        yield Line("note", rule.says[self.lang])
        yield Line("note", self.say("why", why=rule.why))
        if isinstance(rule, PairRule):
            yield Line("note", self.say("asked", whom=APPLIES[rule.applies]))
        options = list(self._options(rule))
        if options:
            yield Line("heading", self.say("options"))
            yield from (Line("item", line) for line in options)
        yield from self._examples(rule)

    def _options(self, rule: Rule[Any]) -> Iterator[str]:
        for name, field in rule.options.model_fields.items():
            words = next((m for m in field.metadata if isinstance(m, Words)), Words("", ""))
            yield f"{field.alias or name}: {words[self.lang]} ({self._default(field)})"

    def _default(self, field: FieldInfo) -> str:
        if field.is_required():
            return self.say("required")
        if field.default is None:
            return self.say("optional")
        return self.say("default", value=plain(field.default))

    def _examples(self, rule: Rule[Any]) -> Iterator[Line]:
        found = examples(rule)
        if found:
            yield Line("heading", self.say("examples"))
        for phrase, case in found:
            yield Line("item", self.say(phrase, situation=case.situation))
            yield Line("detail", self.say("case-basis", basis=case.basis), "faint")

    def resting(self, rule: Rule[Any], policies: list[Policy]) -> Iterator[Line]:
        """The clauses that rest on a rule."""
        found = [(p, c) for p in policies for c in p.clauses if c.rule is rule]
        if found:
            yield Line("heading", self.say("clauses"))
        for policy, clause in found:
            force = FORCES[clause.force][self.lang]
            yield Line("item", f"{policy.name} / {clause.id}: {force}")
            yield Line("detail", self.basis(clause), "faint")

    def clause(self, clause: Clause, policy: Policy) -> Iterator[Line]:
        """One clause: its force, basis, validity and options."""
        yield Line("title", self.say("clause", id=clause.id, policy=policy.name), "strong")
        yield Line("note", clause.title[self.lang])
        yield Line("item", FORCES[clause.force][self.lang])
        yield Line("item", self.basis(clause))
        valid = clause.head.valid
        if valid.start or valid.end:
            yield Line("item", self.say("valid", valid=valid.words))
        yield Line("item", self.say("rests", rule=clause.rule.name, title=clause.rule.title))
        kinds = [policy.kinds[k].words[self.lang] for k in clause.head.posts or ()]
        posts = ", ".join(kinds) or self.say("all-posts")
        yield Line("item", self.say("posts", posts=posts))
        if clause.applies is not None:
            yield Line("item", self.say("asked", whom=APPLIES[clause.applies]))
        if clause.force == "target":
            goal, rank = clause.goal, clause.head.priority
            yield Line("item", self.say("aim", goal=goal, rank=rank))
        for name, value in clause.options:
            if value is not None:
                yield Line("detail", self.say("set", name=name, value=plain(value)))

    def basis(self, clause: Clause) -> str:
        """The legal basis, with a warning where it is not settled."""
        return self.say("basis", basis=clause.head.basis) + clause.caveat[self.lang]


def examples(rule: Rule[Any]) -> list[tuple[str, Case]]:
    """The first case that keeps the rule and the first that breaks it; where it only prices, the
    first two. Each with the phrase that introduces it."""
    every = cases(rule.name)
    if rule.priced:
        return [("priced", case) for case in every[:2]]
    chosen = [(a, next((c for c in every if c.answer == a), None)) for a in ("keeps", "breaks")]
    return [(phrase, case) for phrase, case in chosen if case is not None]


def plain(value: Any) -> str:
    """An option's value as it would stand in a file."""
    if isinstance(value, tuple | list):
        return "[" + ", ".join(plain(v) for v in value) + "]"
    if hasattr(value, "model_dump"):
        given = value.model_dump(exclude_none=True, by_alias=True)
        return "{" + ", ".join(f"{k}: {plain(v)}" for k, v in given.items()) + "}"
    if hasattr(value, "words"):
        return str(value.words.en)
    return str(value)
