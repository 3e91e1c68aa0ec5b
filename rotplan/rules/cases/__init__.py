"""Cases of each rule, worked out by hand from the legal text, and read by people as well as tests.

`_common.yaml` is their stage: real units of Lâm Bình as of 2019 with posts, and nobody in them.
Every scalar stays the text that was written, as in a roster.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast, get_args

import yaml

from rotplan.language.words import Words

Expected = Literal["keeps", "breaks", "cannot tell"]
Facts = Mapping[str, Any]

# What a case adds to the stage under the roster's own names.
SECTIONS = ("units", "posts", "cadres", "ties", "waivers")


@dataclass(frozen=True, eq=False)
class Case:
    """One situation and what the rule says of it.

    `after`: what each holds after the round; who is not named stays. `about`: only what is said of
    this unit is asked. `committees`: seats of one unit by kind, and how many are filled by people
    of whom only `each` is known. `says`: the words for each breach and doubt. `price` instead of an
    answer where the rule only prices.
    """

    rule: str
    situation: Words
    basis: str
    answer: Expected | None
    says: tuple[Words, ...] = ()
    price: int | None = None
    count: int | None = None
    approvals: int | None = None
    about: str | None = None
    clause: Facts = field(default_factory=dict)
    round: Facts = field(default_factory=dict)
    rules: Facts = field(default_factory=dict)
    sections: Mapping[str, tuple[Facts, ...]] = field(default_factory=dict)
    committees: tuple[Facts, ...] = ()
    distances: Facts = field(default_factory=dict)
    scores: Facts = field(default_factory=dict)
    after: Facts = field(default_factory=dict)


@cache
def cases(rule: str) -> tuple[Case, ...]:
    """All cases of a rule, in the order of its file; ValueError for an answer of another kind."""
    page = _read(rule)
    common = {key: page.get(key, {}) for key in ("clause", "round", "rules")}
    return tuple(_case(page["rule"], common, item) for item in page["cases"])


@cache
def stage() -> Facts:
    """The round, units and posts that all cases share."""
    return _read("_common")


def _read(name: str) -> dict[str, Any]:
    text = files("rotplan").joinpath("rules", "cases", f"{name}.yaml").read_text("utf-8")
    # the base loader guesses nothing: dates and codes stay text
    return cast(dict[str, Any], yaml.load(text, Loader=yaml.BaseLoader))


def _case(rule: str, common: dict[str, Facts], item: dict[str, Any]) -> Case:
    """A case with what its file says of all of them."""
    given = dict(item)
    given["situation"] = Words(item["situation"]["vi"], item["situation"]["en"])
    given["says"] = tuple(Words(said["vi"], said["en"]) for said in item.get("says", ()))
    given["committees"] = tuple(item.get("committees", ()))
    given["sections"] = {key: tuple(given.pop(key)) for key in SECTIONS if key in item}
    for key in ("price", "count", "approvals"):
        if key in item:
            given[key] = int(item[key])
    for key, own in common.items():
        given[key] = {**own, **item.get(key, {})}
    if given.setdefault("answer", None) not in get_args(Expected) and "price" not in item:
        raise ValueError(f"{rule}: {given['answer']!r} is no answer")
    return Case(rule=rule, **given)
