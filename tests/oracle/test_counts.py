"""Structure, decisions, waivers, goals and priorities of the oracle, worked out by hand."""

from __future__ import annotations

from .oracle import score, solve
from .tiny import POLICY, Doc, best, roster, seats, values

HOLDS = {"holds": "a/secretary"}
PAIR = seats("a/secretary", "b/secretary")
LOCAL = {"k": {"rule": "non-local"}}


def test_nobody_is_dropped() -> None:
    """A closing post leaves its holder unplaced: one vacancy, one move; in a free seat: a move."""
    closing = [{**PAIR[0], "closing": "true"}]
    assert values(best([{"id": "z", **HOLDS}], closing, {})) == (1, 0, 0, 1)
    assert values(best([{"id": "z", **HOLDS}], [*closing, PAIR[1]], {})) == (0, 0, 0, 1)


def test_leaving() -> None:
    """A leaver empties the post and is no move; the bench fills it."""
    leaver = {"id": "y", **HOLDS, "leaving": "2019-10-31"}
    assert values(best([leaver], PAIR[:1], {})) == (1, 0, 0, 0)
    assert values(best([leaver, {"id": "z"}], PAIR[:1], {})) == (0, 0, 0, 1)


def test_required() -> None:
    """Required is never hard, and a post's own word overrides its kind's."""
    assert values(best([], PAIR, {})) == (2, 0, 0, 0)
    assert values(best([], [PAIR[0], {**PAIR[1], "required": "false"}], {})) == (1, 0, 0, 0)


def test_outside_authority() -> None:
    """Who holds only an outside post is a candidate only when `available`; the old post stays
    empty and is no vacancy."""
    posts = [PAIR[0], *seats("x/secretary")]
    outsider = {"id": "z", "holds": "x/secretary"}
    assert values(best([outsider], posts, {})) == (1, 0, 0, 0)
    answer = best([{**outsider, "available": "true"}], posts, {})
    assert values(answer) == (0, 0, 0, 1)
    assert answer.plans == [frozenset({("z", "a/secretary")})]


def test_authority_of_posts() -> None:
    """The post's own authority comes first, then its unit's or the nearest ancestor's."""
    posts = [{**PAIR[0], "authority": "p"}, PAIR[1]]
    assert values(best([], posts, {})) == (1, 0, 0, 0)
    doc = roster([], [*PAIR, *seats("x/chair")], {})
    doc["units"] = [
        {**unit, **({"authority": "d"} if unit["id"] == "e" else {})} for unit in doc["units"]
    ]
    assert values(solve(doc, POLICY)) == (3, 0, 0, 0)


def test_decisions() -> None:
    """keep against a target, place that breaks a hard clause, never on a unit."""
    home: Doc = {"id": "z", **HOLDS, "home": "a"}
    assert values(best([home], PAIR, LOCAL, decisions=[{"keep": "z"}])) == (1, 1, 0, 0)
    hard = {"k": {"rule": "non-local", "force": "hard"}}
    place = [{"place": "z", "in": "b/secretary"}]
    assert best([{**home, "home": "b"}], PAIR, hard, decisions=place).status == "infeasible"
    never = [{"never": "z", "in": "b"}]
    assert values(best([home], PAIR, LOCAL, decisions=never)) == (1, 1, 0, 0)
    assert values(best([home], PAIR, LOCAL)) == (1, 0, 0, 1)


def test_doubt_under_hard() -> None:
    """A held pair in doubt is kept for one approval; a new pair in doubt is forbidden."""
    hard = {"k": {"rule": "non-local", "force": "hard"}}
    cadres = [{"id": "y", **HOLDS}, {"id": "z"}]
    assert values(best(cadres, PAIR, hard)) == (1, 0, 1, 0)


def test_waivers() -> None:
    """A waived pair is no breach, until its last day; `of` and `met` count it as met."""
    cadre = {"id": "z", **HOLDS, "home": "a"}
    waiver = {"clause": "k", "cadre": "z", "basis": "-", "post": "a/secretary"}
    only = PAIR[:1]
    answer = best([cadre], only, LOCAL, waivers=[{**waiver, "until": "2019-10-15"}])
    assert (values(answer), answer.targets) == ((0, 0, 0, 0), {"k": (1, 1, 1)})
    late = best([cadre], only, LOCAL, waivers=[{**waiver, "until": "2019-10-14"}])
    assert (values(late), late.targets) == ((0, 1, 0, 0), {"k": (0, 1, 0)})


def test_waiver_of_a_post_given_up() -> None:
    """For movers "a waiver's `post` is that post", not the new one."""
    cadre: Doc = {"id": "z", **HOLDS, "since": "2019-01-01"}
    more: Doc = {"decisions": [{"place": "z", "in": "b/secretary"}]}
    rules = {"k": {"rule": "min-stay", "force": "hard"}}
    waiver = {"clause": "k", "cadre": "z", "basis": "-"}
    lifted = best([cadre], PAIR, rules, waivers=[{**waiver, "post": "a/secretary"}], **more)
    assert values(lifted) == (1, 0, 0, 1)
    other = best([cadre], PAIR, rules, waivers=[{**waiver, "post": "b/secretary"}], **more)
    assert other.status == "infeasible"


def test_waiver_of_hardship() -> None:
    """A waived pair is no breach: another year in the hard unit."""
    cadre: Doc = {"id": "z", **HOLDS, "since": "2010-01-01"}
    rules = {"k": {"rule": "hardship", "units": ["a"]}}
    waiver = {"clause": "k", "cadre": "z", "basis": "-", "post": "a/secretary"}
    assert values(best([cadre], PAIR[:1], rules)) == (0, 1, 0, 0)
    assert values(best([cadre], PAIR[:1], rules, waivers=[waiver])) == (0, 0, 0, 0)


def test_waiver_of_family() -> None:
    """It "lifts every breach in which that cadre (holding that post, if given) takes part"."""
    cadres: list[Doc] = [{"id": "y", "holds": "a/secretary"}, {"id": "z", "holds": "a/chair"}]
    group = {"a": ["secretary"], "b": ["chair"]}
    rules = {"k": {"rule": "family", "relations": ["spouse"], "groups": [group]}}
    more: Doc = {"ties": [{"a": "y", "b": "z", "kind": "spouse"}]}
    more["decisions"] = [{"keep": "y"}, {"keep": "z"}]
    for post, breaches in (("", 0), ("a/chair", 0), ("a/secretary", 1)):
        waiver = {"clause": "k", "cadre": "z", "basis": "-", "post": post}
        answer = best(cadres, seats("a/secretary", "a/chair"), rules, waivers=[waiver], **more)
        assert values(answer) == (0, breaches, 0, 0)


def test_goal() -> None:
    """Of three seats at 67 % one breach is free (33*3 // 100 = 0 is not; 50 % gives 1)."""
    cadres = [{"id": f"z{name}", "holds": f"{name}/secretary", "home": name} for name in ("a", "b")]
    posts = [*PAIR, *seats("a/chair")]
    keep = [{"keep": "za"}, {"keep": "zb"}]
    for goal, breaches in (("100%", 2), ("67%", 2), ("66%", 1), ("50%", 1), ("0%", 0)):
        rules = {"k": {"rule": "non-local", "goal": goal}}
        answer = best(cadres, posts, rules, decisions=keep)
        assert values(answer) == (1, breaches, 0, 0)
        assert answer.targets == {"k": (0, 3, 0)}


def test_priorities() -> None:
    """Two priorities make two tiers by rank; a clause that is off makes none."""
    rules = {
        "k": {"rule": "non-local", "priority": "7"},
        "m": {"rule": "planning-list", "priority": "3"},
        "n": {"rule": "min-stay", "priority": "1", "force": "off"},
    }
    answer = best([{"id": "z", "home": "a"}], PAIR[:1], rules)
    assert answer.tiers == (
        ("vacancies", 0),
        ("targets.1", 1),
        ("targets.2", 1),
        ("approvals", 0),
        ("moves", 1),
        ("preference", 0),
    )


def test_tiers_and_merging() -> None:
    """The policy's order of tiers, and a roster that switches a clause of the policy on."""
    clause = {"rule": "non-local", "force": "off", "basis": "-", "goal": "50%"}
    order = ["moves", "targets", "vacancies", "approvals", "preference"]
    law = {**POLICY, "clauses": {"k": clause}, "tiers": order}
    doc = roster([{"id": "z", "home": "a"}], PAIR, {})
    doc["rules"] = {"k": {"force": "target", "posts": ["chair"]}}
    answer = solve(doc, law)
    assert [name for name, _ in answer.tiers] == order
    assert dict(answer.tiers)["vacancies"] == 2
    assert answer.targets == {"k": (0, 0, 0)}


def test_valid() -> None:
    """A clause is in force only for rounds dated within its `valid`."""
    cadre = {"id": "z", **HOLDS, "home": "a"}
    for window, breaches in (
        ({"to": "2019-10-15"}, 1),
        ({"to": "2019-10-14"}, 0),
        ({"from": "2019-10-16"}, 0),
    ):
        rules = {"k": {"rule": "non-local", "valid": window}}
        assert values(best([cadre], PAIR[:1], rules))[1] == breaches


def test_combination_with_an_outside_post() -> None:
    """In a mixture the outside post stays; together they must still be an allowed holding."""
    posts = [PAIR[0], {**seats("a/chair")[0], "authority": "p"}, PAIR[1]]
    both = {"id": "z", "holds": [{"post": "a/secretary"}, {"post": "a/chair"}]}
    rule = {"rule": "concurrency", "force": "hard", "allowed": [["secretary", "chair"]]}
    answer = best([both], posts, {"c": rule, **LOCAL})
    assert answer.plans == [frozenset({("z", "a/secretary")})]


def test_score() -> None:
    """A given plan is judged as it stands; one that drops a holder is none at all."""
    doc = roster([{"id": "z", **HOLDS, "home": "a"}], PAIR, LOCAL)
    judged = score(doc, POLICY, frozenset({("z", "a/secretary")}))
    assert judged is not None
    assert judged.targets == {"k": (0, 2, 0)}
    assert [value for _, value in judged.tiers] == [1, 1, 0, 0, 0]
    assert score(doc, POLICY, frozenset()) is None
