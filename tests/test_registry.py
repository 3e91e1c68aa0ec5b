"""No rule without cases, words in both languages, and a place in the documentation."""

import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from rotplan.rules import RULES
from rotplan.rules.cases import cases
from rotplan.rules.rule import Rule
from rotplan.text import Words
from tests.trial import outcome

DOCS = Path(__file__).parents[1] / "docs" / "rules.md"

# Rules that are never in doubt: they ask what absent means none for (lists, circumstances, ties),
# or count posts and moves, which the roster always knows. `preference` gives no answers at all.
NEVER_IN_DOUBT = {
    "planning-list",
    "frozen",
    "family",
    "continuity",
    "committee-size",
    "concurrency",
    "move-limit",
}
ENTRY = re.compile(r"\bR\d{1,2}(?:\.\d{2})?\b")
every_rule = pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))


def is_said(words: Words) -> bool:
    """Something in each language, without a brace that nobody filled."""
    return all(
        isinstance(text, str) and text.strip() and "{" not in text and "}" not in text
        for text in (words.vi, words.en)
    )


def test_names_are_the_keys_and_each_file_has_its_rule() -> None:
    assert all(name == rule.name for name, rule in RULES.items())
    folder = files("rotplan").joinpath("rules", "cases")
    names = {f.name.removesuffix(".yaml") for f in folder.iterdir() if f.name.endswith(".yaml")}
    assert names == {*RULES, "stage"}


@every_rule
def test_cases_of_each_answer(rule: Rule[Any]) -> None:
    found = cases(rule.name)
    assert {case.rule for case in found} == {rule.name}
    if rule.priced:
        assert len({case.price for case in found}) > 1
        return
    doubts = set() if rule.name in NEVER_IN_DOUBT else {"cannot tell"}
    assert {case.answer for case in found} == {"keeps", "breaks"} | doubts


@every_rule
def test_each_case_has_its_basis_and_both_languages(rule: Rule[Any]) -> None:
    cited = set()
    for case in cases(rule.name):
        assert is_said(case.situation)
        assert case.situation.vi != case.situation.en
        assert case.basis.strip()
        cited |= set(ENTRY.findall(case.basis))
    if rule.law:
        assert any(entry.startswith(tuple(rule.law)) for entry in cited)
    situations = [case.situation for case in cases(rule.name)]
    assert len(set(situations)) == len(situations)


@every_rule
def test_title_says_and_why_in_both_languages(rule: Rule[Any]) -> None:
    for words in (rule.title, rule.says, rule.why):
        assert is_said(words)
        assert words.vi != words.en


@every_rule
def test_each_option_carries_words(rule: Rule[Any]) -> None:
    for name, field in rule.options.model_fields.items():
        words = [note for note in field.metadata if isinstance(note, Words)]
        assert len(words) == 1, name
        assert is_said(words[0])
        assert words[0].vi != words[0].en


@every_rule
def test_sentences_of_breaches_and_doubts(rule: Rule[Any]) -> None:
    """Whatever the judge said over the cases; each answer other than keeps said something."""
    for case in cases(rule.name):
        said = outcome(case).words
        assert all(is_said(words) for words in said)
        assert all(words.vi != words.en for words in said)
        if not (rule.priced or rule.hard_only):
            assert bool(said) == (case.answer != "keeps")


@every_rule
def test_the_documentation_has_a_section(rule: Rule[Any]) -> None:
    headings = [line for line in DOCS.read_text("utf-8").splitlines() if line.startswith("#")]
    assert any(f"`{rule.name}`" in heading for heading in headings)
