"""Every case of every rule, judged: the answer is the one worked out by hand, and no other."""

from dataclasses import replace
from typing import Any, TypeVar

import pytest

from rotplan.rules import RULES
from rotplan.rules.cases import Case, cases
from tests.kit.judged_case import Outcome, agrees, outcome

CASES = [case for rule in RULES for case in cases(rule)]
ANSWERS = ("keeps", "breaks", "cannot tell")


def name(case: Case) -> str:
    """The rule, the answer and the first words of the situation."""
    words = "-".join(case.situation.en.lower().replace(",", "").split()[:9])
    return f"{case.rule}-{case.answer or case.price}-{words}".replace(" ", "-")


@pytest.mark.parametrize("case", CASES, ids=name)
def test_the_judge_agrees(case: Case) -> None:
    found = outcome(case)
    assert agrees(case, found), found


def test_every_case_says_something_that_the_judge_can_miss() -> None:
    """An answer or a price; nothing that is left out is compared."""
    for case in CASES:
        assert case.answer in ANSWERS or case.price is not None, name(case)


Said = TypeVar("Said", Case, Outcome)


def with_field(record: Said, name: str, value: object) -> Said:
    changes: dict[str, Any] = {name: value}
    return replace(record, **changes)


@pytest.mark.parametrize("said", ["answer", "count", "price", "approvals"])
def test_whatever_a_case_says_is_compared(said: str) -> None:
    """With a judge who says all that the case says but for one thing."""
    bare = replace(CASES[0], answer=None, count=None, price=None, approvals=None)
    case = with_field(bare, said, "keeps" if said == "answer" else 2)
    right = Outcome(answer="keeps", count=2, price=2, approvals=2, words=())
    assert agrees(case, right)
    wrongs: list[object] = [1, 3, -2] if said != "answer" else ["breaks", "cannot tell", ""]
    for wrong in wrongs:
        assert not agrees(case, with_field(right, said, wrong))
    assert agrees(with_field(case, said, None), with_field(right, said, wrongs[0]))


@pytest.mark.parametrize("case", CASES, ids=name)
def test_the_judge_says_it_in_these_words(case: Case) -> None:
    """For every breach and doubt, in both languages: no rule may name the wrong thing."""
    silent = case.answer in (None, "keeps") or RULES[case.rule].hard_only
    assert bool(case.says) is not silent
    assert outcome(case).words == case.says
