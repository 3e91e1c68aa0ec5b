"""Every case of every rule, judged: the answer is the one worked out by hand, and no other."""

from dataclasses import replace

import pytest

from rotplan.rules import RULES
from rotplan.rules.cases import Case, cases
from tests.trial import Outcome, outcome

CASES = [case for rule in RULES for case in cases(rule)]
ANSWERS = ("keeps", "breaks", "cannot tell")


def name(case: Case) -> str:
    """The rule, the answer and the first words of the situation."""
    words = "-".join(case.situation.en.lower().replace(",", "").split()[:9])
    return f"{case.rule}-{case.answer or case.price}-{words}".replace(" ", "-")


def agrees(case: Case, found: Outcome) -> bool:
    """Whether the judge says exactly what the case says."""
    said = {
        "answer": case.answer,
        "count": case.count,
        "price": case.price,
        "approvals": case.approvals,
    }
    return all(getattr(found, key) == value for key, value in said.items() if value is not None)


@pytest.mark.parametrize("case", CASES, ids=name)
def test_the_judge_agrees(case: Case) -> None:
    found = outcome(case)
    assert agrees(case, found), found


@pytest.mark.parametrize("case", CASES, ids=name)
def test_no_other_answer_passes(case: Case) -> None:
    """A case whose answer is flipped fails: doubts and breaches are told apart."""
    found = outcome(case)
    if case.price is not None:
        assert not agrees(replace(case, price=-case.price - 1), found)
    for other in ANSWERS:
        if case.answer is not None and other != case.answer:
            assert not agrees(replace(case, answer=other), found)


@pytest.mark.parametrize("case", CASES, ids=name)
def test_the_judge_says_it_in_these_words(case: Case) -> None:
    """For every breach and doubt, in both languages: no rule may name the wrong thing."""
    silent = case.answer in (None, "keeps") or RULES[case.rule].hard_only
    assert bool(case.says) is not silent
    assert outcome(case).words == case.says
