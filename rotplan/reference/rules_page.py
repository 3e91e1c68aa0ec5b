"""docs/rules.md: the reference, written from rules, cases and the shipped policies."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from rotplan.language.words import Words
from rotplan.policy.policy import Policy
from rotplan.reference.rule_descriptions import APPLIES, Rulebook, examples, plain
from rotplan.rules import RULES
from rotplan.rules.kit.rule import PairRule, Rule
from rotplan.show.markdown import escape

_HEAD = """# The rules

Written by `rotplan rules --format markdown > docs/rules.md`; a test fails when it drifts.

A **rule** is code: a norm with options. A **clause** is data: a rule with its options, force and
legal basis, in a policy or in a roster's `rules:`. Options that every clause may have: `posts`
(post kinds; default all), `force` (hard, approval, target, off), `goal` and `priority` (targets),
`basis`, `confidence`, `valid`, `reckon`, and `applies` where the rule asks about newcomers or
everyone. Where something cannot be told the answer is a doubt, counted like a breach.
The same text in Vietnamese: `rotplan explain NAME --lang vi`."""


def page(policies: list[Policy]) -> str:
    """The whole page."""
    parts = [_HEAD, *(_rule(rule) for rule in RULES.values()), _clauses(policies), _coverage()]
    return "\n\n".join(parts) + "\n"


def _rule(rule: Rule[Any]) -> str:
    lines = [f"## `{rule.name}` – {rule.title.en} ({rule.title.vi})", "", rule.says.en, ""]
    lines += [rule.why.en, ""]
    if isinstance(rule, PairRule):
        lines += [f"Asked about {APPLIES[rule.applies].en}.", ""]
    lines += _options(rule)
    for phrase, case in examples(rule):
        said = Rulebook("en").say(phrase, situation=case.situation)
        lines.append(f"- {escape(said)} *{escape(case.basis)}*")
    if rule.law:
        lines += ["", "Register entries: " + ", ".join(rule.law) + "."]
    return "\n".join(lines).rstrip()


def _options(rule: Rule[Any]) -> list[str]:
    fields = rule.options.model_fields
    if not fields:
        return []
    rows = ["| option | default | meaning |", "|---|---|---|"]
    for name, field in fields.items():
        words = next((m for m in field.metadata if isinstance(m, Words)), Words("", ""))
        default = "required" if field.is_required() else "–"
        if not field.is_required() and field.default is not None:
            default = f"`{plain(field.default)}`"
        rows.append(f"| `{field.alias or name}` | {default} | {escape(words.en)} |")
    return [*rows, ""]


def _clauses(policies: list[Policy]) -> str:
    """Which clause has which force in which policy."""
    ids = sorted({clause.id for policy in policies for clause in policy.clauses})
    names = " | ".join(f"`{p.name}`" for p in policies)
    rows = [f"| clause | rule | {names} |", "|---|---|" + "---|" * len(policies)]
    rows += [_clause_row(id_, policies) for id_ in ids]
    note = (
        "Force, then how sure its basis is: A the text or a government portal, P press, W weak, "
        "D derived, NV not verified. What is W, D or NV says so wherever it acts."
    )
    return "\n".join(["## Clauses of the shipped policies", "", note, "", *rows])


def _clause_row(id_: str, policies: list[Policy]) -> str:
    found = [policy.clause(id_) for policy in policies]
    rule = next(clause.rule.name for clause in found if clause is not None)
    cells = [
        "–" if c is None else f"{c.force or 'price'} · {c.head.confidence or '–'}" for c in found
    ]
    return f"| `{id_}` | `{rule}` | " + " | ".join(cells) + " |"


@cache
def coverage() -> dict[str, dict[str, Any]]:
    """For each entry of the regulations register what covers it."""
    text = files("rotplan").joinpath("policy", "coverage.yaml").read_text("utf-8")
    found: dict[str, dict[str, Any]] = yaml.safe_load(text)
    return found


def _coverage() -> str:
    rows = ["| entry | covered | by | what is left |", "|---|---|---|---|", *_coverage_rows()]
    note = (
        "For each entry of the register of regulations: the rules that cover it wholly, partly, or "
        "not at all. What is hard in law and not covered wholly says so."
    )
    return "\n".join(["## What of the law is covered", "", note, "", *rows])


def _coverage_rows() -> Iterator[str]:
    for entry, said in coverage().items():
        rules = ", ".join(f"`{name}`" for name in said["by"]) or "–"
        yield f"| {entry} | {said['covered']} | {rules} | {escape(said.get('note', ''))} |"
