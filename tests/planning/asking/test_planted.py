"""Planted rounds: what is asked of them is known before anything is solved."""

from typing import Any

import pytest

from rotplan.planning.asking.alternatives import alternatives
from rotplan.planning.asking.equally_good_plans import Questioner, firmness
from rotplan.planning.asking.frontier import frontier
from rotplan.planning.asking.prices import prices
from rotplan.planning.asking.repairs import repairs
from rotplan.planning.conflict.shortage import homeless, unfilled
from rotplan.planning.engine import Budget
from rotplan.planning.propose import Proposal
from rotplan.planning.solving.solve_again import (
    Again,
    AgainOutcome,
    Impossible,
    Replanned,
    forced_to,
    keep,
)
from tests.kit.planted_rosters import (
    PLANNED,
    SEAT,
    TERMS,
    Doc,
    answer,
    asking,
    cadre,
    locals_and_reserves,
    no_plan,
    post,
    ring,
    roster,
)

pytestmark = pytest.mark.thorough


def tiers(found: AgainOutcome) -> dict[str, int]:
    assert isinstance(found, Replanned)
    assert found.proved
    return dict(found.after.tiers)


def number(asked: Questioner, id_: str) -> int:
    return asked.proposal.docket.table.cadre_number[id_]


# -- the smallest conflict -------------------------------------------------------------------

KEPT = {"decisions": [{"keep": "x"}]}
PLACED = {"decisions": [{"place": "x", "in": "p1"}]}
X = {"holds": "p0"}
ONE_AGAINST_ONE: dict[str, tuple[Doc, dict[str, Any], dict[str, Any]]] = {
    # a clause, x's facts, the decision that it stands against
    "qualification": (
        {"rule": "qualification", "theory": "advanced"},
        X | {"theory": "none"},
        PLACED,
    ),
    "planning-list": ({"rule": "planning-list"}, X, PLACED),
    "experience": ({"rule": "experience", "kinds": ["k0"], "months": "999"}, X, PLACED),
    "non-local": ({"rule": "non-local"}, X | {"home": "u1"}, PLACED),
    "min-stay": ({"rule": "min-stay"}, X | {"since": "2020-01-01"}, PLACED),
    "frozen": ({"rule": "frozen"}, X | {"circumstances": ["under_investigation"]}, PLACED),
    "protected": (
        {"rule": "protected", "months_to_retirement": "0"},
        X | {"circumstances": ["pregnant"], "born": "1985-01-01", "sex": "female"},
        PLACED,
    ),
    "no-return": (
        {"rule": "no-return"},
        X | {"history": [{"kind": "k1", "unit": "u1", "from": "2014-01", "to": "2018-01"}]},
        PLACED,
    ),
    "service-left": (
        {"rule": "service-left"},
        X | {"born": "1963-01-01", "sex": "male"},
        PLACED,
    ),
    "term-limit": ({"rule": "term-limit"}, X | {"since": "2005-01-01"}, KEPT),
    "election-age": (
        {
            "rule": "election-age",
            "reckon": "2020-06",
            "posts": ["k1"],
            "re_elected_kinds": ["k1"],
            "re_elected_since": "2015-06-01",
        },
        X | {"born": "1963-01-01", "sex": "male"},
        PLACED,
    ),
}


@pytest.mark.parametrize("name", ONE_AGAINST_ONE)
def test_one_clause_against_one_decision(name: str) -> None:
    clause, facts, decided = ONE_AGAINST_ONE[name]
    people = [cadre("x", **facts), cadre("y", holds="p2")]
    doc = roster(
        people, [post(0), post(1), post(2)], {"law": {**clause, "force": "hard"}}, **decided
    )
    found = no_plan(doc)
    (decision,) = found.docket.roster.decisions
    assert [m.id for m in found.conflict.members] == ["law", decision.id]
    (concern,) = found.conflict.concerns
    assert [c.id for c in concern.cadres] == ["x"]
    told = repairs(Again(found.docket, Budget(60)), found.conflict)
    assert {(r.kind, r.id) for r in told.found} == {("waive", "law"), ("drop", decision.id)}


@pytest.mark.parametrize("size", range(1, 7))
def test_one_more_person_than_posts(size: int) -> None:
    """An outsider is placed in a full round: size + 1 people for size posts."""
    people = [cadre(f"c{i}", holds=f"p{i}") for i in range(size)]
    doc = roster(
        [*people, cadre("z")],
        [post(i) for i in range(size)],
        {},
        decisions=[{"place": "z", "in": "p0"}],
    )
    found = no_plan(doc)
    assert [m.id for m in found.conflict.members] == ["nobody-dropped", "place z in p0"]
    (short,) = homeless(found.docket, found.conflict.demands)
    assert len(short.cadres) == size + 1
    assert len(short.posts) == size
    told = repairs(Again(found.docket, Budget(60)), found.conflict)
    assert (told.found[0].kind, tiers(told.found[0].found)["moves"]) == ("drop", 0)
    opened = [r for r in told.found if r.kind == "open"]
    assert [(r.id, tiers(r.found)["moves"]) for r in opened] == [
        (f"u{i}/k{i}+", 2) for i in range(size)
    ]


@pytest.mark.parametrize("size", range(2, 7))
def test_a_cap_one_too_low_for_a_ring(size: int) -> None:
    """c0 must leave p0; only the whole ring can turn."""
    doc = ring(size)
    doc["cadres"][0]["since"] = "2005-01-01"
    doc["rules"]["terms"] = {**TERMS, "basis": "-", "months": "180"}
    doc["round"]["max_moves"] = str(size - 1)
    found = no_plan(doc)
    ids = {m.id for m in found.conflict.members}
    # two may change places whatever is planned, so the list matters from three on
    assert (
        {"nobody-dropped", "terms", "max_moves"}
        <= ids
        <= {"nobody-dropped", "terms", "max_moves", "planned"}
    )
    told = repairs(Again(found.docket, Budget(60)), found.conflict)
    (raised,) = [r for r in told.found if r.kind == "cap"]
    assert raised.cap == size
    assert tiers(raised.found)["moves"] == size
    waived = [(r.id, r.cadre.id if r.cadre else "") for r in told.found if r.kind == "waive"]
    assert ("terms", "c0") in waived
    assert tiers(told.found[0].found)["moves"] == 0


def test_nobody_may_move_and_one_must() -> None:
    doc = ring(3)
    doc["cadres"][0]["since"] = "2005-01-01"
    doc["rules"]["terms"] = {**TERMS, "basis": "-", "months": "180"}
    doc["round"]["max_moves"] = "0"
    found = no_plan(doc)
    assert [m.id for m in found.conflict.members] == ["terms", "max_moves"]


def test_a_couple_that_is_kept_together() -> None:
    kin = {
        "rule": "family",
        "relations": ["spouse"],
        "force": "hard",
        "groups": [{"a": ["k0"], "b": ["k1"], "within": "unit"}],
    }
    doc = roster(
        [cadre("x", holds="p0"), cadre("y", holds="p1")],
        [post(0), post(1, unit="u0"), post(2)],
        {"kin": kin},
        ties=[{"a": "x", "b": "y", "kind": "spouse"}],
        decisions=[{"keep": "x"}, {"keep": "y"}],
    )
    found = no_plan(doc)
    assert [m.id for m in found.conflict.members] == ["kin", "keep x", "keep y"]
    told = repairs(Again(found.docket, Budget(60)), found.conflict)
    done = {(r.kind, r.id, r.cadre.id if r.cadre else "") for r in told.found}
    # a waiver for either lifts the breach in which both take part; one of them is named
    assert {("drop", "keep x", ""), ("drop", "keep y", "")} < done
    assert {kind for kind, _, _ in done} == {"waive", "drop"}


def test_more_kept_than_the_committee_seats() -> None:
    size = {"rule": "committee-size", "max": "2", "posts": ["k0", "k1", "k2"], "force": "hard"}
    people = [cadre(f"c{i}", holds=f"p{i}") for i in range(3)]
    posts = [post(i, unit="u0") for i in range(3)]
    decisions = [{"keep": f"c{i}"} for i in range(3)]
    found = no_plan(roster(people, [*posts, post(9)], {"size": size}, decisions=decisions))
    assert [m.id for m in found.conflict.members] == ["size", "keep c0", "keep c1", "keep c2"]


def test_a_place_that_a_ring_does_not_allow() -> None:
    """The ring is open: if c0 goes on, somebody is left without a post."""
    doc = ring(4, closed=False)
    doc["decisions"] = [{"place": "c0", "in": "p1"}]
    found = no_plan(doc)
    assert [m.id for m in found.conflict.members] == [
        "nobody-dropped",
        "planned",
        "place c0 in p1",
    ]
    turns = {c.member: [x.id for x in c.cadres] for c in found.conflict.concerns}
    assert turns["planned"] == ["c1", "c2", "c3"]
    (short,) = homeless(found.docket, found.conflict.demands)
    assert [c.id for c in short.cadres] == ["c0", "c1", "c2", "c3"]
    assert [p.id for p in short.posts] == ["p1", "p2", "p3"]


# -- why not, and its price ------------------------------------------------------------------


@pytest.mark.parametrize("size", range(2, 8))
def test_forcing_one_turns_the_whole_ring(size: int) -> None:
    asked = asking(ring(size))
    found = asked.ask(forced_to("c0", "p1"))
    assert tiers(found)["moves"] == size
    assert isinstance(found, Replanned)
    assert [p.cadre for p in asked.placed(found)] == [f"c{i}" for i in range(size)]


@pytest.mark.parametrize("size", range(2, 8))
def test_forcing_one_in_an_open_ring_is_impossible(size: int) -> None:
    assert isinstance(asking(ring(size, closed=False)).ask(forced_to("c0", "p1")), Impossible)


@pytest.mark.parametrize("seats", range(1, 6))
def test_a_local_who_is_forced_costs_one_seat(seats: int) -> None:
    """All seats are mended; l0 back in the seat at home costs one of them and saves two moves."""
    asked = asking(locals_and_reserves(seats, seats))
    assert dict(asked.proposal.after.tiers)["moves"] == 2 * seats
    found = tiers(asked.ask(keep("l0")))
    assert (found["targets"], found["moves"], found["vacancies"]) == (1, 2 * seats - 2, 0)


def test_the_only_one_who_can_fill_a_post_leaves_it_vacant() -> None:
    doc = roster(
        [cadre("x", planned=["k0", "k1"]), cadre("y", holds="p2")],
        [post(0), post(1, required="false"), post(2)],
        {"planned": PLANNED},
    )
    asked = asking(doc)
    assert dict(asked.proposal.after.tiers)["vacancies"] == 0
    assert tiers(asked.ask(forced_to("x", "p1")))["vacancies"] == 1


@pytest.mark.parametrize("breaches", range(1, 4))
def test_a_pair_that_needs_approval(breaches: int) -> None:
    """So many approval clauses that x alone breaks in p1, where somebody else would be right."""
    clauses = {
        f"a{i}": {
            "rule": "qualification",
            "posts": ["k1"],
            "expertise": [f"s{i}"],
            "force": "approval",
        }
        for i in range(breaches)
    }
    good = cadre("y", expertise=[f"s{i}" for i in range(breaches)])
    doc = roster([cadre("x", expertise=[]), good], [post(1)], clauses)
    asked = asking(doc)
    assert dict(asked.proposal.after.tiers)["approvals"] == 0
    assert tiers(asked.ask(forced_to("x", "p1")))["approvals"] == breaches


@pytest.mark.parametrize("wish", [1, 7, 40])
def test_a_wish_that_is_not_met(wish: int) -> None:
    price = {
        "rule": "preference",
        "prefers": str(wish),
        "per_km": "0",
        "per_score": "0",
        "stay_near_family": "0",
    }
    doc = roster([cadre("x", prefers=["u0"]), cadre("y")], [post(0)], {"wish": price})
    asked = asking(doc)
    assert dict(asked.proposal.after.tiers)["preference"] == -wish
    assert tiers(asked.ask(forced_to("y", "p0")))["preference"] == 0


# -- backbone and what could stand instead ---------------------------------------------------


@pytest.mark.parametrize("reserves", range(1, 6))
def test_one_vacancy_and_equal_reserves(reserves: int) -> None:
    """One reserve: backbone. Several: whoever is chosen could as well be left without a post."""
    asked = asking(roster([cadre(f"r{i}") for i in range(reserves)], [post(0)], {}))
    ((chosen, holding),) = [(c, h) for c, h in asked.proposal.holdings.items() if h]
    firm = firmness(asked, chosen)
    assert holding == (0,)
    assert firm.backbone == (reserves == 1)
    assert [i.holding for i in firm.instead] == ([] if reserves == 1 else [()])


@pytest.mark.parametrize("posts", range(2, 6))
def test_equal_posts_for_equal_reserves(posts: int) -> None:
    """As many reserves as vacancies: each could be in any of them."""
    doc = roster([cadre(f"r{i}") for i in range(posts)], [post(i) for i in range(posts)], {})
    asked = asking(doc)
    for who in range(posts):
        firm = firmness(asked, number(asked, f"r{who}"))
        others = {i.holding for i in firm.instead} | {asked.proposal.holdings[who]}
        assert firm.complete
        assert others == {(p,) for p in range(posts)}


def test_a_move_that_only_one_can_make_is_backbone_beside_one_that_is_not() -> None:
    doc = roster(
        [cadre("only", planned=["k0"]), cadre("r0", planned=["k1"]), cadre("r1", planned=["k1"])],
        [post(0), post(1)],
        {"planned": PLANNED},
    )
    asked = asking(doc)
    assert firmness(asked, number(asked, "only")).backbone
    chosen = next(r for r in ("r0", "r1") if asked.proposal.holdings[number(asked, r)])
    assert not firmness(asked, number(asked, chosen)).backbone


@pytest.mark.parametrize("size", [3, 4, 5])
def test_if_one_of_a_ring_declines_nobody_moves(size: int) -> None:
    """c0 has to leave for approval's sake; if c1 declines, c0 stays with an approval."""
    doc = ring(size)
    doc["cadres"][0]["since"] = "2005-01-01"
    doc["rules"]["terms"] = {
        "rule": "term-limit",
        "force": "approval",
        "months": "180",
        "basis": "-",
    }
    asked = asking(doc)
    assert dict(asked.proposal.after.tiers)["moves"] == size
    declined = tiers(asked.declined(number(asked, "c1")))
    assert (declined["approvals"], declined["moves"]) == (1, 0)


# -- frontier, prices, other plans -----------------------------------------------------------


@pytest.mark.parametrize("seats", range(1, 6))
def test_two_moves_mend_one_seat(seats: int) -> None:
    """0–1 moves: none; 2–3: one; and so on."""
    asked = asking(locals_and_reserves(seats, seats))
    found = frontier(asked.again)
    assert [(s.first, s.last) for s in found] == [
        *((2 * j, 2 * j + 1) for j in range(seats)),
        (2 * seats, None),
    ]
    assert [tiers(s.found)["targets"] for s in found] == list(range(seats, -1, -1))


@pytest.mark.parametrize("size", range(2, 6))
def test_fewer_moves_than_a_ring_have_no_plan(size: int) -> None:
    doc = ring(size)
    doc["cadres"][0]["since"] = "2005-01-01"
    doc["rules"]["terms"] = {**TERMS, "basis": "-", "months": "180"}
    first, second = frontier(asking(doc).again)
    assert (first.first, first.last, type(first.found)) == (0, size - 1, Impossible)
    assert first.proved
    assert (second.first, second.last) == (size, None)


@pytest.mark.parametrize("seats", range(1, 5))
def test_what_a_target_costs_in_moves(seats: int) -> None:
    found = {p.member.id: p.found for p in prices(asking(locals_and_reserves(seats, seats)).again)}
    assert tiers(found["local"])["moves"] == 0


@pytest.mark.parametrize("most", [0, 1, 2])
def test_what_a_cap_costs(most: int) -> None:
    """Three vacancies, three reserves, and a cap: without it all would be filled."""
    doc = roster(
        [cadre(f"r{i}") for i in range(3)],
        [post(i) for i in range(3)],
        {},
        round={"max_moves": str(most)},
    )
    asked = asking(doc)
    assert dict(asked.proposal.after.tiers)["vacancies"] == 3 - most
    (price,) = prices(asked.again)
    assert price.member.id == "max_moves"
    assert tiers(price.found)["vacancies"] == 0


@pytest.mark.parametrize("posts", [1, 2, 3])
def test_other_plans_of_equal_reserves(posts: int) -> None:
    """`posts` vacancies and twice as many reserves: the next plan changes everybody."""
    doc = roster([cadre(f"r{i}") for i in range(2 * posts)], [post(i) for i in range(posts)], {})
    asked = asking(doc)
    found = alternatives(asked, 1)
    assert found.plans[0].different == 2 * posts
    assert tiers(found.plans[0].found) == dict(asked.proposal.after.tiers)


def test_when_there_is_no_other_plan() -> None:
    doc = roster([cadre("x", holds="p0")], [post(0)], {})
    found = alternatives(asking(doc), 3)
    assert found.plans == ()
    assert isinstance(found.ended, Impossible)


# -- what can be counted ---------------------------------------------------------------------


@pytest.mark.parametrize(("seats", "outsiders"), [(n, k) for n in range(1, 6) for k in range(n)])
def test_too_few_outsiders_for_the_seats(seats: int, outsiders: int) -> None:
    """`seats` seats held by locals who may change places with nobody; k reserves from outside."""
    doc = locals_and_reserves(seats, outsiders)
    found = answer(doc)
    assert isinstance(found, Proposal)
    assert dict(found.after.tiers)["targets"] == seats - outsiders
    clause = found.docket.policy.clause("local")
    ((short,),) = unfilled(found.docket, [clause], found.holdings)
    assert [p.id for p in short.posts] == [f"p{i}" for i in range(seats)]
    assert [c.id for c in short.able] == [f"r{i}" for i in range(outsiders)]
    assert short.most == outsiders


@pytest.mark.parametrize(("vacant", "able"), [(2, 1), (3, 1), (3, 2), (4, 2)])
def test_too_few_for_the_vacancies(vacant: int, able: int) -> None:
    doc = roster(
        [cadre("x", holds="p9"), *(cadre(f"r{i}", planned=[SEAT]) for i in range(able))],
        [post(9), *(post(i, SEAT) for i in range(vacant))],
        {"planned": PLANNED},
    )
    found = answer(doc)
    assert isinstance(found, Proposal)
    ((short,),) = unfilled(found.docket, [None], found.holdings)
    assert [p.id for p in short.posts] == [f"p{i}" for i in range(vacant)]
    assert [c.id for c in short.able] == [f"r{i}" for i in range(able)]
    assert dict(found.after.tiers)["vacancies"] == vacant - able
