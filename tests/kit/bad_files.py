"""Bad input beside what boards write most (bad_rosters.py): a file or a few for each code that the
rosters there do not raise. The marks ‸ stand right before the places that must be named, in the
order of the files' names; all that is found must be marked.

To add a code: one more `_roster`, `_more` or `Case` here; or, where a test of its own raises it, a
line in `ELSEWHERE`. tests/checking/test_every_code.py asks for every code of the catalogue.
"""

from typing import NamedTuple

from tests.kit.bad_rosters import BASE


class Case(NamedTuple):
    """Files by name, and the codes in the order of the marks. `target` is what check is given."""

    name: str
    codes: tuple[str, ...]
    files: dict[str, str]
    target: str = "r.yaml"


def _roster(name: str, changes: dict[str, str], *codes: str, more: str = "", **files: str) -> Case:
    """The sound roster with some words changed, lines more, and files beside it."""
    text = BASE
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new, 1)
    beside = {f"{stem}.yaml": words for stem, words in files.items()}
    return Case(name, codes, {"r.yaml": text + more, **beside})


def _more(name: str, more: str, *codes: str, **files: str) -> Case:
    return _roster(name, {}, *codes, more=more, **files)


BORN, HOME, HOLDS = "1975-03-02", "home: b\n", "holds: a/s\n"
POST = "{id: b/s, unit: b, kind: commune_secretary}"
OWN = "round: {date: 2019-10-15, authority: d, policy: own.yaml}"
ROUND = "round: {date: 2019-10-15, authority: d, policy: vn-2017}"
RULE = "rules: {{x: {{{}, force: hard, basis: b}}}}\n"
# evidence of no clause in the shipped policies
BIRTH = "home: b\n    birthplace: "
HISTORY = "home: b\n    history: [{{kind: front_chair, unit: a, {}}}]\n"
LIVED = "home: b\n    lived: [{{at: a, {}}}]\n"

# no place of the roster is looked at but the one that a case changes
PLACES = {
    "Lâm Bình, kind: district": "Trùng Khánh, kind: district, parent: p",
    "- {id: d,": "- {id: p, name: Cao Bằng, kind: province}\n  - {id: d,",
    "home: a\n": "home: b\n",
}

NEW = """\
rotplan: 1
round: {{date: 2025-10-15, authority: t, policy: vn-2025}}
units: [{{id: t, name: Tuyên Quang, kind: province}}]
posts: []
cadres: [{{id: X, name: Ma Văn Mẫu, birthplace: ‸"{}"}}]
"""

COMMENTS = (
    _more("an ignore without codes", "‸# rotplan: ignore\n", "RP001"),
    _more(
        "an ignore without use",
        '# rotplan: ignore[‸RP203] until=2027-06-30 reason="x"\n',
        "RP002",
    ),
    _more(
        "an ignore that is over",
        "ties: ‸# rotplan: ignore[RP203] until=2019-10-14 reason=x\n",
        "RP003",
    ),
    _more(
        "an ignore without a date",
        "rules: {planned: {basis: 0123}} ‸# rotplan: ignore[RP203]\n",
        "RP004",
    ),
)

VALUES = (
    _more("a list for a key", "? ‸[a, b]\n: c\n", "RP116"),
    _roster("an empty value in a list", {"home: b\n": "home: b\n    planned: [‸'']\n"}, "RP209"),
    _more("a decision of two verbs", "decisions: [‸{keep: X, never: Z}]\n", "RP210"),
    _more("a decision of no verb", "decisions: [‸{because: x}]\n", "RP210"),
    _more("a decision without its place", "decisions: [‸{place: X}]\n", "RP210"),
    _more("a decision to keep in", "decisions: [‸{keep: X, in: a/s}]\n", "RP210"),
    _roster(
        "no reckoning month",
        {ROUND: "round: ‸{date: 2019-10-15, authority: d, policy: vn-2017}"},
        "RP211",
        more=(
            "rules: {x: {rule: election-age, posts: [front_chair], force: hard, basis: b,\n"
            "  re_elected_kinds: [front_chair], first_time: 60, re_elected: 30,\n"
            "  re_elected_since: 2010-01-01}}\n"
        ),
    ),
    _roster("another version", {"rotplan: 1": "rotplan: ‸2"}, "RP214"),
    Case("no roster", ("RP216",), {"r.yaml": "‸units: []\n"}),
    _more(
        "options that do not fit",
        RULE.format("rule: committee-size, posts: [front_chair], ‸min: 3, max: 2"),
        "RP218",
    ),
    _roster("an NFD name", {"Khuôn Hà": "‸Khuo\u0302n Hà"}, "RP230"),
    _roster("outer spaces", {"name: Khuôn Hà": "name: ‸' Khuôn Hà'"}, "RP231"),
    _roster(
        "served as a child",
        {HOME: HISTORY.format("from: 1985, to: ‸1990-03-01")},
        "RP255",
    ),
    _roster("lived before birth", {HOME: LIVED.format("from: ‸1974, to: 1990")}, "RP530"),
    _roster("serves beyond the round", {HOME: HISTORY.format("from: 2010, to: ‸2020")}, "RP531"),
)

PLACE_CASES = (
    _roster("no such place", {HOME: BIRTH + "‸Bản Không Tên\n"}, "RP220"),
    Case("several such places", ("RP221",), {"r.yaml": NEW.format("Tân Quang, Tuyên Quang")}),
    Case("a divided commune", ("RP222",), {"r.yaml": NEW.format("Kim Phú, Yên Sơn")}),
    _roster("no such code", {HOME: BIRTH + '{code: ‸"99999"}\n'}, "RP223"),
    _roster("a code too short", {HOME: BIRTH + '{code: ‸"2251"}\n'}, "RP224"),
    _roster("another's code", {HOME: BIRTH + '{code: ‸"02251", words: Thượng Lâm}\n'}, "RP225"),
    _roster("a list that is not held", {HOME: BIRTH + '{code: ‸"01273", as_of: 2015}\n'}, "RP226"),
    _roster("a district alone", {HOME: BIRTH + "‸huyện Na Hang\n"}, "RP227"),
    _roster(
        "units that are not held",
        {**PLACES, "2019-10-15": "2018-10-15", HOME: BIRTH + "‸xã Đàm Thủy, Trùng Khánh\n"},
        "RP228",
    ),
    _roster(
        "a blank that closes a post",
        {ROUND: f"round: ‸{ROUND[7:]}", f"{HOME}    {HOLDS}": "holds: ‸a/s\n"},
        "RP229",
        "RP402",
    ),
)

REFERENCES = (
    _roster("no such post", {HOLDS: "holds: ‸a/x\n"}, "RP302"),
    _more("no such cadre", "decisions: [{keep: ‸Q}]\n", "RP303"),
    _roster("no such kind", {POST: "{id: b/s, unit: b, kind: ‸secretary}"}, "RP304"),
    _roster(
        "placed and leaving",
        {HOME: "home: b\n    leaving: 2019-10-31\n"},
        "RP309",
        more="decisions: [‸{place: X, in: b/s}]\n",
    ),
    _roster(
        "placed where another decides",
        {POST: POST.replace("kind", "authority: b, kind")},
        "RP309",
        more="decisions: [‸{place: X, in: b/s}]\n",
    ),
    _more("no such clause", "waivers: [{clause: ‸q, cadre: X, basis: b}]\n", "RP310"),
    _more("no such rule", RULE.format("rule: ‸q"), "RP311"),
    _roster("no such policy", {"policy: vn-2017": "policy: ‸vn-2071"}, "RP312"),
    _more("no such waiver", "waivers: [{clause: ‸concurrency, cadre: X, basis: b}]\n", "RP313"),
    _roster(
        "a unit in itself",
        {
            "kind: district}": "kind: district, parent: ‸a}",
            "kind: commune, parent: d}\n": "kind: commune, parent: ‸d}\n",
            "name: Thượng Lâm, kind: commune, parent: d": "name: Thượng Lâm, kind: commune",
        },
        "RP314",
        "RP314",
    ),
    _roster(
        "policies in a circle",
        {ROUND: OWN},
        "RP315",
        own="rotplan_policy: 1\nname: own\nextends: other.yaml\n",
        other="rotplan_policy: 1\nname: other\nextends: ‸own.yaml\n",
    ),
    _roster(
        "a policy that extends itself",
        {ROUND: OWN},
        "RP315",
        own="rotplan_policy: 1\nname: own\nextends: ‸own.yaml\n",
    ),
    _roster(
        "kept in a post that closes",
        {"a/s, unit: a,": "a/s, unit: a, closing: true,"},
        "RP318",
        more="decisions: [‸{keep: X}]\n",
    ),
    _roster(
        "placed in a post that closes",
        {"b/s, unit: b,": "b/s, unit: b, closing: true,"},
        "RP318",
        more="decisions: [‸{place: X, in: b/s}]\n",
    ),
    _more("a file that is not there", "scores: ‸nowhere.csv\n", "RP319"),
    Case(
        "two rounds and a part",
        ("RP320",),
        {"a.yaml": BASE, "b.yaml": BASE, "part.yaml": "‸rotplan: 1\nunits: []\n"},
        target=".",
    ),
    _more(
        "clauses that no plan keeps together",
        "rules:\n"
        "  few: {rule: committee-size, posts: [front_chair], max: 7, force: hard, basis: b}\n"
        "  many: {‸rule: committee-size, posts: [front_chair], min: 8, force: hard, basis: b}\n",
        "RP321",
    ),
)

LAW = (
    _roster("a local", {HOME: "home: a\n", HOLDS: "holds: ‸a/s\n"}, "RP401"),
    _more(
        "a waiver that is over",
        "waivers: [{clause: planned, cadre: X, basis: b, until: ‸2019-10-14}]\n",
        "RP502",
    ),
    _more("a waiver without use", "waivers: [‸{clause: two-terms, cadre: Z, basis: b}]\n", "RP503"),
    _roster("leaves late", {HOME: "home: b\n    leaving: ‸2020-04-16\n"}, "RP504"),
    _roster(
        "a text that was replaced",
        {"2019-10-15": "2023-10-15", "vn-2017": "vn-2022"},
        "RP507",
        more=RULE.replace("basis: b", "basis: ‸'Quy định 98-QĐ/TW, Điều 5'").format(
            "rule: frozen, posts: [front_chair]"
        ),
    ),
    _roster(
        "a clause that sleeps",
        {"2019-10-15": "2023-01-10", "vn-2017": "vn-2022"},
        "RP508",
        more='rules: {‸kin: {force: "off"}}\n',
    ),
    _more(
        "keys that nothing reads",
        "post_kinds:\n"
        "  commune_chair: {grade: 46, ‸side: government, ‸standing_committee: true}\n"
        "  front_chair: {‸party: [whatever], side: }\n",
        *["RP509"] * 3,
    ),
)  # fmt: skip

CASES = (*COMMENTS, *VALUES, *PLACE_CASES, *REFERENCES, *LAW)

# codes that only a test of its own can raise, and which: it must name the code (or its slug); of a
# file alone any part may name it
ELSEWHERE = {
    "RP005": "checking/test_adoption.py::test_the_baseline_only_shrinks",
    "RP103": "roster/test_bad_rosters.py::test_a_file_over_the_limit",
    "RP006": "checking/test_filter.py",
    "RP130": "roster/test_lookalikes.py",
    "RP245": "roster/places/test_place_kinds.py",
    "RP246": "roster/places/test_place_kinds.py",
    "RP322": "roster/reading/test_named_files.py",
    "RP324": "planning/test_limits.py::test_units_lie_in_each_other_so_deep_and_no_deeper",
    "RP325": "planning/test_limits.py::test_so_many_clauses_and_no_more",
    "RP526": "roster/test_lookalikes.py",
    "RP527": "roster/test_lookalikes.py",
    "RP219": "roster/test_scores.py::test_each_line_is_told_at_its_place_in_both_languages",
    "RP532": "roster/test_counted_spans.py::test_seen_from_an_earlier_day_it_has_not_come_yet",
    "RP601": "plan/file/test_plan_check.py::test_a_change_is_found_where_it_is",
    "RP602": "plan/file/test_plan_check.py::test_a_change_is_found_where_it_is",
    "RP603": "plan/file/test_plan_check.py::test_what_changed_in_a_roster_is_named",
    "RP604": "plan/file/test_plan_check.py::test_files_that_open_as_no_round_any_more",
    "RP605": "plan/file/test_plan_check.py::test_a_change_is_found_where_it_is",
    "RP606": "plan/file/test_plan_check.py::test_a_change_is_found_where_it_is",
    "RP607": "plan/file/test_plan_check.py::test_a_change_is_found_where_it_is",
    "RP608": "plan/file/test_plan_check.py::test_a_change_is_found_where_it_is",
    "RP609": "plan/file/test_plan_check.py::test_a_change_is_found_where_it_is",
    "RP610": "plan/file/test_plan_check.py::test_a_change_is_found_where_it_is",
    "RP611": "plan/file/test_plan_check.py::test_a_change_is_found_where_it_is",
    "RP612": "plan/file/test_plan_check.py::test_a_certificate_that_proves_too_little_is_said_to",
    "RP613": "plan/file/test_altered_plans.py",
    "RP614": "plan/file/test_fingerprints.py",
    "RP615": "plan/file/test_plan_check.py",
    "RP616": "plan/file/test_plan_check.py::test_a_stop_that_does_not_go_with_the_status",
}
