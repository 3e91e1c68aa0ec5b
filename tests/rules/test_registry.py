"""No rule without cases, words in both languages, and a place in the documentation.

The sentences of all breaches and doubts stand in golden/sentences.txt, read by people.
"""

import re
from importlib.resources import files
from typing import Any

import pytest

from rotplan.language.words import LANGS, Words
from rotplan.rules import RULES
from rotplan.rules.cases import cases
from rotplan.rules.kit.rule import Rule
from tests.kit.golden import Committed
from tests.kit.judged_case import NEVER_IN_DOUBT, outcome
from tests.paths import DOCS, GOLDEN

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
    assert names == {*RULES, "_common"}


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


def sentences() -> str:
    """What the judge says over every case: the names, figures and dates of just that case."""
    lines = []
    for rule in RULES.values():
        lines.append(f"# {rule.name}")
        for case in cases(rule.name):
            said = outcome(case).words
            lines += [f"- {case.situation.en}"] if said else []
            lines += [f"  {lang}: {words[lang]}" for words in said for lang in LANGS]
    return "\n".join(lines) + "\n"


def test_the_sentences_are_those_that_people_have_read(committed: Committed) -> None:
    committed(GOLDEN / "sentences.txt", sentences())


FIGURE = re.compile(r"\d+")


@every_rule
def test_sentences_of_breaches_and_doubts(rule: Rule[Any]) -> None:
    """Both languages say something, and the same figures; each answer but *keeps* is put in words,
    as far as the rule has words for it."""
    for case in cases(rule.name):
        said = outcome(case).words
        for words in said:
            assert is_said(words)
            assert words.vi != words.en
            assert sorted(FIGURE.findall(words.vi)) == sorted(FIGURE.findall(words.en)), words
        silent = rule.priced or rule.hard_only or case.answer == "keeps"
        assert bool(said) != silent, case.situation.en


@every_rule
def test_the_documentation_has_a_section(rule: Rule[Any]) -> None:
    headings = [
        line for line in (DOCS / "rules.md").read_text("utf-8").splitlines() if line.startswith("#")
    ]
    assert any(f"`{rule.name}`" in heading for heading in headings)
