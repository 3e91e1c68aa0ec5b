"""The options of every rule, by their own declarations: each default, each refusal, both sides.

A default stands at the edge of some case: with one more, or one less, a case that leaves the option
out is answered otherwise. What is no value of an option is refused at its place.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal, get_args, get_origin

import pytest
from annotated_types import MinLen

from rotplan.roster.reading.problems import Level, Problems
from rotplan.rules import RULES
from rotplan.rules.cases import Case, cases
from tests.kit.judged_case import Outcome, agrees, outcome, policy_of, roster_of
from tests.kit.opening import try_open, write_round
from tests.paths import DOCS

pytestmark = pytest.mark.thorough

OPTIONS = [(rule, name) for rule in RULES for name in RULES[rule].options.model_fields]
UNKNOWN = "no_such_kind"
Clause = dict[str, Any]


def declared(rule: str, option: str) -> Any:
    return RULES[rule].options.model_fields[option]


def choices(rule: str, option: str) -> tuple[str, ...]:
    """The words an option may be, or may list."""
    kinds = [declared(rule, option).annotation]
    while kinds:
        kind = kinds.pop()
        if get_origin(kind) is Literal:
            return get_args(kind)
        kinds += [part for part in get_args(kind) if not isinstance(part, str)]
    return ()


# Grades are five apart, so one grade more changes nothing.
STEPS = {"max_up": 5, "max_down": 5}


# -- defaults ----------------------------------------------------------------------------------


def others(rule: str, option: str) -> Iterator[Any]:
    """Values beside the default: one more and one less, each other word, a list with one less."""
    default = declared(rule, option).default
    if isinstance(default, int):
        step = STEPS.get(option, 1)
        yield from (str(default + step), *((str(default - step),) if default else ()))
    elif isinstance(default, str):
        yield from (word for word in choices(rule, option) if word != default)
    elif isinstance(default, tuple):
        for left_out in default:
            yield [word for word in default if word != left_out] or [
                word for word in choices(rule, option) if word != left_out
            ]


DEFAULTS = [
    (rule, option, other)
    for rule, option in OPTIONS
    if not declared(rule, option).is_required()
    for other in others(rule, option)
]


@pytest.mark.parametrize(
    ("rule", "option", "other"), DEFAULTS, ids=[f"{r}-{o}-{v}" for r, o, v in DEFAULTS]
)
def test_some_case_turns_on_each_default(rule: str, option: str, other: Any) -> None:
    """Cases that say the default are asked without it too: the answer is the same."""
    silent = [without(case, option) for case in cases(rule) if says_default(case, option)]
    assert any(said(case) != said(with_option(case, option, other)) for case in silent)
    for case in silent:
        assert agrees(case, outcome(case))


def says_default(case: Case, option: str) -> bool:
    """Whether a case leaves an option out, or gives it its default."""
    default = declared(case.rule, option).default
    written = list(default) if isinstance(default, tuple) else str(default)
    return bool(case.clause.get(option, written) == written)


def without(case: Case, option: str) -> Case:
    return replace(case, clause={k: v for k, v in case.clause.items() if k != option})


def said(case: Case) -> Outcome:
    return replace(outcome(case), words=())


def with_option(case: Case, option: str, value: Any) -> Case:
    return replace(case, clause={**case.clause, option: value})


@pytest.mark.parametrize(("rule", "option"), OPTIONS)
def test_the_documentation_gives_the_default(rule: str, option: str) -> None:
    sections = (DOCS / "rules.md").read_text("utf-8").split("\n## ")
    section = next(s for s in sections if s.startswith(f"`{rule}`"))
    row = next(line for line in section.splitlines() if line.startswith(f"| `{option}` |"))
    shown = row.split("|")[2].strip().strip("`")
    field = declared(rule, option)
    if field.is_required():
        assert shown == "required"
    elif field.default is None:
        assert shown == "–"
    else:
        default = field.default
        listed = isinstance(default, tuple)
        assert shown == (f"[{', '.join(default)}]" if listed else str(default))


# -- refusals ----------------------------------------------------------------------------------


@cache
def base(rule: str) -> Case:
    """A case of the rule, and with it a clause that stands."""
    return cases(rule)[0]


def problems(case: Case) -> list[str]:
    """What is said of a case's roster and policy, errors alone, by kind."""
    with TemporaryDirectory() as name:
        _, found = try_open(write_round(Path(name), roster_of(case), policy_of(case)))
    return [problem.slug for problem in found if problem.level >= Level.ERROR]


def bad_values(rule: str, option: str) -> Iterator[Any]:
    """What an option can never be, by its type."""
    field = declared(rule, option)
    annotation = str(field.annotation) + str(field.metadata)
    if choices(rule, option):
        listed = "tuple" in annotation
        yield ["nonsense"] if listed else "nonsense"
    if "_count" in annotation:
        yield from ("-1", "1.5", "many")
    if "_whole" in annotation:
        yield from ("1.5", "many")
    if "_share" in annotation:
        yield from ("101", "101%", "-1", "half")
    if "_day" in annotation or "_partial" in annotation:
        yield from ("2019-02-29", "someday")
    if any(isinstance(note, MinLen) for note in field.metadata):
        yield []


BAD = [(rule, option, bad) for rule, option in OPTIONS for bad in bad_values(rule, option)]


@pytest.mark.parametrize(("rule", "option", "bad"), BAD, ids=[f"{r}-{o}-{v}" for r, o, v in BAD])
def test_what_is_no_value_is_refused(rule: str, option: str, bad: Any) -> None:
    assert problems(with_option(base(rule), option, bad))


@pytest.mark.parametrize("rule", RULES)
def test_what_is_required_is_required_and_nothing_else_is_known(rule: str) -> None:
    case = base(rule)
    assert problems(case) == []
    assert problems(with_option(case, "nonsense", "1"))
    for option, field in RULES[rule].options.model_fields.items():
        left = {key: value for key, value in case.clause.items() if key != option}
        if field.is_required():
            assert problems(replace(case, clause=left)), option


@pytest.mark.parametrize(("rule", "option"), OPTIONS)
def test_the_least_value_stands(rule: str, option: str) -> None:
    """Nought where numbers are counted; below it where a price may be a bonus."""
    field = declared(rule, option)
    annotation = str(field.annotation) + str(field.metadata)
    least = "-1" if "_whole" in annotation else "0"
    if any(kind in annotation for kind in ("_count", "_whole", "_share")):
        clause = {k: v for k, v in base(rule).clause.items() if k not in ("min", "max")}
        keep = {"min": "0"} if option == "max" and "min" in RULES[rule].options.model_fields else {}
        assert problems(replace(base(rule), clause={**clause, **keep, option: least})) == []


def kinds_at(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every list of post kinds somewhere in an option, with the place of each kind."""
    if isinstance(value, list):
        for n, item in enumerate(value):
            if isinstance(item, str):
                yield value, n
            else:
                yield from kinds_at(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from kinds_at(item)


NAMING = ("experience", "election-age", "family", "concurrency")


@pytest.mark.parametrize("rule", NAMING)
def test_every_kind_named_in_an_option_is_known(rule: str) -> None:
    """One unknown kind, wherever it stands, is one error."""
    options = RULES[rule].options.model_fields
    text = json.dumps({k: v for k, v in base(rule).clause.items() if k in options})
    asked = 0
    for place in range(len(list(kinds_at(json.loads(text))))):
        clause = json.loads(text)
        where, n = list(kinds_at(clause))[place]
        if "_" not in where[n]:
            continue
        where[n] = UNKNOWN
        changed = replace(base(rule), clause={**base(rule).clause, **clause})
        assert problems(changed) == ["unknown-kind"], place
        asked += 1
    assert asked > 1


# What an option says only together with another one: refused, and the nearest that stands.
TOGETHER: dict[str, tuple[list[Clause], list[Clause]]] = {
    "committee-size": (
        [{}, {"min": "4", "max": "3"}],
        [{"min": "3"}, {"max": "3"}, {"min": "3", "max": "3"}, {"min": "0", "max": "1"}],
    ),
    "composition": (
        [
            {"group": {"sex": "female"}},
            {"group": {"sex": "female"}, "min": "16", "max": "15"},
            {"group": {}, "min": "15"},
            {"group": {"sex": "female", "under": "40"}, "min": "15"},
            {"group": {"under": "40", "not_ethnicity": "Kinh"}, "min": "15"},
            {"group": {"between": ["41", "40"]}, "min": "15"},
            {"group": {"between": ["41"]}, "min": "15"},
        ],
        [
            {"group": {"sex": "female"}, "min": "15"},
            {"group": {"sex": "male"}, "max": "15"},
            {"group": {"sex": "female"}, "min": "15", "max": "15"},
            {"group": {"under": "0"}, "min": "0"},
            {"group": {"between": ["40", "40"]}, "min": "15"},
            {"group": {"not_ethnicity": "Kinh"}, "min": "15"},
        ],
    ),
    "discipline": (
        [
            {"waits": [{"reprimand": "3", "warning": "6", "removal": "12"}] * 2},
            {"waits": [{"from": "2022-01-01", "reprimand": "3", "warning": "6", "removal": "9"}]
             * 2},
            {"waits": [{"reprimand": "3", "warning": "6"}]},
        ],
        [
            {"waits": [
                {"reprimand": "3", "warning": "6", "removal": "12"},
                {"from": "2022-01-01", "reprimand": "3", "warning": "6", "removal": "12"},
            ]},
        ],
    ),
    "hardship": (
        [{}, {"months": "60"}, {"units": ["no-such-unit"]}],
        [{"zone": "3"}, {"units": ["khuon-ha"]}, {"zone": "3", "units": ["khuon-ha"]}],
    ),
    "qualification": (
        [{}],
        [{"education": "none"}, {"theory": "none"}, {"expertise": ["luật"]},
         {"languages": ["Tày"]}],
    ),
}  # fmt: skip
BARE = ("committee-size", "composition", "discipline", "hardship", "qualification")


def bare(rule: str, clause: Clause) -> Case:
    """The rule's first case with these options and no others."""
    options = RULES[rule].options.model_fields
    kept = {key: value for key, value in base(rule).clause.items() if key not in options}
    return replace(base(rule), clause={**kept, **clause})


@pytest.mark.parametrize("rule", BARE)
def test_options_that_do_not_go_together_are_refused(rule: str) -> None:
    refused, stand = TOGETHER[rule]
    for clause in refused:
        assert problems(bare(rule, clause)), clause
    for clause in stand:
        assert problems(bare(rule, clause)) == [], clause


CONTRADICTING: list[tuple[str, list[Clause], list[Clause]]] = [
    ("committee-size", [{"min": "5"}, {"max": "4"}], [{"min": "5"}, {"max": "5"}]),
    (
        "committee-size",
        [{"min": "5", "max": "9"}, {"min": "1", "max": "4"}],
        [{"min": "5", "max": "9"}, {"min": "1", "max": "5"}],
    ),
    (
        "composition",
        [{"group": {"sex": "female"}, "min": "51"}, {"group": {"sex": "female"}, "max": "50"}],
        [{"group": {"sex": "female"}, "min": "50"}, {"group": {"sex": "female"}, "max": "50"}],
    ),
]


@pytest.mark.parametrize(("rule", "never", "both"), CONTRADICTING)
def test_two_clauses_that_can_never_both_be_kept(
    rule: str, never: list[Clause], both: list[Clause]
) -> None:
    """Of any two, whichever comes first; at the same figure they can."""
    made = RULES[rule]
    for pair, contradicting in ((never, True), (both, False)):
        first, second = (made.options.model_validate(c, context=Problems()) for c in pair)
        assert (made.contradiction(first, second) is not None) == contradicting
        assert (made.contradiction(second, first) is not None) == contradicting
        assert made.contradiction(first, first) is None
