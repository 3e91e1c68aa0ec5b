"""What counts of service and residence: from the 15th birthday or from birth, up to the round.

What is cut off is told at its line; what cannot be at all is an error; a vague date is blamed for
nothing that it may not mean.
"""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from rotplan.policy.docket import Docket
from rotplan.roster.counted_spans import residence_of
from rotplan.rules.kit.residence import lived_months
from rotplan.rules.kit.service import FOREVER, career, total
from rotplan.rules.min_stay import held_for
from rotplan.rules.term_limit import unbroken
from tests.kit.command import rotplan
from tests.kit.marks import MARK, unmarked
from tests.kit.opening import open_roster, try_open

ROSTER = """\
rotplan: 1
round: {date: 2025-11-15, authority: t, policy: vn-2025}
units:
  - {id: t, name: Tỉnh T, kind: province}
  - {id: l, name: Xã L, kind: commune, parent: t}
  - {id: m, name: Xã M, kind: commune, parent: t}
posts:
  - {id: l/s, unit: l, kind: commune_secretary}
  - {id: m/c, unit: m, kind: commune_chair}
cadres:
  - {id: B1, name: Cán bộ Mẫu, sex: male, home: m, planned: [commune_secretary], FACTS}
rules:
  RULE
"""
EXPERIENCE = (
    "exp: {rule: experience, posts: [commune_secretary], kinds: [commune_secretary], months: 36,"
    " force: hard, basis: thử}"
)
BORN = "born: 1984-02-02, "


def text(facts: str, rule: str = EXPERIENCE) -> str:
    return ROSTER.replace("FACTS", facts).replace("RULE", rule)


def history(*entries: str) -> str:
    return (
        "history: ["
        + ", ".join(f"{{kind: commune_secretary, unit: m, {e}}}" for e in entries)
        + "]"
    )


def lived(entry: str) -> str:
    return f"lived: [{{at: l, {entry}}}]"


def docket(tmp_path: Path, facts: str) -> Docket:
    path = tmp_path / "r.yaml"
    path.write_text(text(facts), "utf-8")
    return open_roster(path)


# -- what counts -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "low", "high"),
    [
        (BORN + history("from: 2024-11-01, to: 2031-05-01"), 12, 12),
        (BORN + history("from: 2024-11-01"), 12, 12),
        (BORN + history("from: 1995-01-01, to: 2001-02-01"), 23, 23),
        (BORN + history("from: 1995-01-01, to: 2001-02-02"), 24, 24),
        (history("from: 1995-01-01, to: 2001-02-01"), 73, 73),
        # by law a birth known by its year is 1 January; one known by its month is any day of it
        ("born: 1984, " + history("from: 1995-01-01, to: 2001-01-01"), 24, 24),
        ("born: 1984-02, " + history("from: 1995-01-01, to: 2001-03-01"), 24, 25),
        ("born: 1984-02-29, " + history("from: 1995-01-01, to: 1999-03-27"), 0, 0),
        ("born: 1984-02-29, " + history("from: 1995-01-01, to: 1999-03-28"), 1, 1),
        # a vague end reaches the round's date at most, a vague or unknown beginning the birthday
        (BORN + history("from: 2024-11-15, to: 2025"), 1, 12),
        (BORN + history("from: 1999, to: 2001-02-02"), 13, 24),
        (BORN + history("to: 2001-02-02"), 0, 24),
        (history("to: 2001-02-02"), 0, FOREVER),
        # at most what may lie after the birthday, for certain nothing
        (BORN + history("from: 1998-01-01, to: 1999"), 0, 10),
        # overlaps once, also where both are cut
        (BORN + history("from: 2024-11-15, to: 2030", "from: 2025-01-01, to: 2029"), 12, 12),
    ],
)
def test_months_of_service(tmp_path: Path, facts: str, low: int, high: int) -> None:
    opened = docket(tmp_path, facts)
    stints = career(opened.table, opened.roster.cadres[0])
    assert total((s, s.is_of(["commune_secretary"])) for s in stints) == (low, high)


@pytest.mark.parametrize(
    ("facts", "low", "high"),
    [
        (BORN + lived("from: 1970, to: 2000-02-02"), 192, 192),
        (lived("from: 1970-01-01, to: 2000-01-01"), 360, 360),
        (BORN + lived("from: 2015-11-15, to: 2040"), 120, 120),
        (BORN + lived("to: 1994-02-02"), 0, 120),
        (BORN + lived("from: 2015-11-15"), 120, 120),
        ("born: 1984, " + lived("from: 1980, to: 1985-01-01"), 12, 12),
        ("born: 1984-02, " + lived("from: 1980, to: 1985-02-01"), 11, 12),
    ],
)
def test_months_of_residence(tmp_path: Path, facts: str, low: int, high: int) -> None:
    opened = docket(tmp_path, facts)
    cadre = opened.roster.cadres[0]
    counted, stays = residence_of(cadre, opened.roster.round.date), list(cadre.lived or ())
    assert lived_months(stays, counted, longest=False) == low
    assert lived_months(stays, counted, longest=True) == high


LOCAL_BY_SERVICE = (
    "know: {rule: local-knowledge, posts: [commune_secretary], months: 24, force: hard, basis: b}"
)

LOCAL_BY_STAY = (
    "stay: {rule: non-local, posts: [commune_secretary], evidence: [lived], lived_years: 15,"
    " force: hard, basis: b}"
)


@pytest.mark.parametrize(
    ("rule", "short", "enough"),
    [
        (
            EXPERIENCE,
            BORN + history("from: 2022-11-16, to: 2031"),
            BORN + history("from: 2022-11-15, to: 2031"),
        ),
        (
            EXPERIENCE,
            BORN + history("from: 1995-01-01, to: 2002-02-01"),
            BORN + history("from: 1995-01-01, to: 2002-02-02"),
        ),
        (
            LOCAL_BY_SERVICE,
            BORN + history("from: 1995-01-01, to: 2001-02-01").replace("unit: m", "unit: l"),
            BORN + history("from: 1995-01-01, to: 2001-02-02").replace("unit: m", "unit: l"),
        ),
        (
            LOCAL_BY_STAY,
            BORN + lived("from: 1980, to: 1999-02-02"),
            BORN + lived("from: 1980, to: 1999-02-01"),
        ),
        (
            LOCAL_BY_STAY,
            BORN + lived("from: 2010-11-15, to: 2040"),
            BORN + lived("from: 2010-11-16, to: 2040"),
        ),
        (
            "hard: {rule: hardship, posts: [commune_secretary], units: [m, l], months: 36,"
            " force: hard, basis: b}",
            BORN + history("from: 2022-11-15, to: 2026-05-01"),
            BORN + history("from: 2022-11-16, to: 2026-05-01"),
        ),
    ],
)
def test_rules_count_what_is_cut(tmp_path: Path, rule: str, short: str, enough: str) -> None:
    """The same span, a day more or less within the days that count: barred, and placed."""
    for facts, holder in ((short, None), (enough, "B1")):
        (tmp_path / "r.yaml").write_text(text(facts, rule), "utf-8")
        done = rotplan("plan", tmp_path / "r.yaml", "-f", "json")
        assert done.code in (0, 3), done.err
        assert json.loads(done.out)["holdings"].get("l/s") == holder, facts


# -- what is told ------------------------------------------------------------------------------

EARLY, LATE, NEVER = "warning[RP530]", "warning[RP531]", "error[RP255]"
TOLD = {
    "served on": (BORN + history(f"from: 2024-11-01, to: {MARK}2031-05-01"), LATE),
    "served the day after": (BORN + history(f"from: 2024-11, to: {MARK}2025-11-16"), LATE),
    "served to the day": (BORN + history("from: 2024-11-01, to: 2025-11-15"), None),
    "served to some day of the month": (BORN + history("from: 2024-11-01, to: 2025-11"), None),
    "served to some day of the year": (BORN + history("from: 2024-11-01, to: 2025"), None),
    "served to the next month": (BORN + history(f"from: 2024-11, to: {MARK}2025-12"), LATE),
    "served to the next year": (BORN + history(f"from: 2024-11, to: {MARK}2026"), LATE),
    "a child served": (BORN + history(f"from: 1993-01, to: {MARK}1998-01"), NEVER),
    "served before birth": (BORN + history(f"from: 1979-01, to: {MARK}1983-01"), NEVER),
    "to the day before 15": (BORN + history(f"from: 1993, to: {MARK}1999-02-01"), NEVER),
    "to the 15th birthday": (BORN + history(f"from: {MARK}1993, to: 1999-02-02"), EARLY),
    "perhaps past 15": (BORN + history(f"from: {MARK}1993, to: 1999"), EARLY),
    "from the day before 15": (BORN + history(f"from: {MARK}1999-02-01, to: 2005"), EARLY),
    "from the 15th birthday": (BORN + history("from: 1999-02-02, to: 2005"), None),
    "from some day of that month": (BORN + history("from: 1999-02, to: 2005"), None),
    "from some day of that year": (BORN + history("from: 1999, to: 2005"), None),
    "from the year before": (BORN + history(f"from: {MARK}1998, to: 2005"), EARLY),
    "birth by its year": ("born: 1984, " + history("from: 1999-01-01, to: 2005"), None),
    "birth by its year, before": (
        "born: 1984, " + history(f"from: {MARK}1998-12-31, to: 2005"),
        EARLY,
    ),
    "birth by its month": ("born: 1984-02, " + history("from: 1999-02-01, to: 2005"), None),
    "birth by its month, a child": (
        "born: 1984-02, " + history(f"from: 1995, to: {MARK}1999-01-31"),
        NEVER,
    ),
    "birth unknown": (history("from: 1950, to: 1960"), None),
    "begun after the round": (BORN + history(f"from: {MARK}2025-11-16, to: 2031"), "error[RP213]"),
    "lived on": (BORN + lived(f"from: 2015, to: {MARK}2040"), LATE),
    "lived before birth": (BORN + lived(f"from: {MARK}1970, to: 2000"), EARLY),
    "lived from birth": (BORN + lived("from: 1984-02-02, to: 2000"), None),
    "lived from the year of birth": (BORN + lived("from: 1984, to: 2000"), None),
    "left before birth": (BORN + lived(f"from: 1970, to: {MARK}1984-02-01"), NEVER),
    "a stay after the round": (BORN + lived(f"from: {MARK}2026, to: 2040"), "error[RP213]"),
    "a child may live": (BORN + lived("from: 1985, to: 1990"), None),
    "in post before birth": (BORN + f"holds: m/c, since: {MARK}1980-01-01", "error[RP212]"),
}


def found(roster: str, *options: str) -> list[tuple[str, int, int]]:
    done = rotplan("check", "-", "-f", "concise", *options, given=roster)
    matches = (re.match(r"-:(\d+):(\d+): (\S+\]) ", line) for line in done.out.splitlines())
    told = [(m[3], int(m[1]), int(m[2])) for m in matches if m]
    return [t for t in told if t[0][-6:-1] not in ("RP229", "RP402", "RP401")]


def place(roster: str) -> tuple[int, int]:
    before = roster.split(MARK, maxsplit=1)[0]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


@pytest.mark.parametrize("name", TOLD)
def test_what_is_told(name: str) -> None:
    facts, what = TOLD[name]
    roster = text(facts)
    expected = [(what, *place(roster))] if what else []
    told = found(unmarked(roster))
    assert [t for t in told if t[0][-6:-4] != "RP4"] == expected


def test_an_end_that_the_next_entry_begins() -> None:
    roster = text(BORN + history(f"{MARK}from: 1990", "from: 1998, to: 2005"))
    roster = roster.replace(
        "{kind: commune_secretary, unit: m, " + MARK, MARK + "{kind: commune_secretary, unit: m, "
    )
    told = found(unmarked(roster))
    assert told[0] == ("error[RP255]", *place(roster))
    assert [what for what, _, _ in told] == ["error[RP255]", "warning[RP530]"]


@pytest.mark.parametrize(
    ("facts", "en", "vi"),
    [
        (
            BORN + history("from: 1993-01, to: 1998-01"),
            "the service ended 1998-01, before the 15th birthday (1999-02-02)",
            "thời gian công tác kết thúc 01/1998, trước khi đủ 15 tuổi (02/02/1999)",
        ),
        (
            BORN + history("from: 1993-01, to: 2008-01"),
            "the service begins 1993-01, before the 15th birthday (1999-02-02); it counts from "
            "then on only",
            "thời gian công tác bắt đầu 01/1993, trước khi đủ 15 tuổi (02/02/1999); chỉ tính từ đó",
        ),
        (
            "born: 1984-02, " + lived("from: 1970, to: 2031-05-01"),
            "the stay begins 1970, before birth (1984-02); it counts from then on only",
            "thời gian cư trú bắt đầu 1970, trước khi sinh ra (02/1984); chỉ tính từ đó",
        ),
        (
            BORN + lived("from: 2015, to: 2031-05-01"),
            "the stay ends 2031-05-01, after the round's date (2025-11-15); it counts up to that "
            "day only",
            "thời gian cư trú kết thúc 01/05/2031, sau ngày của đợt (15/11/2025); chỉ tính đến "
            "ngày của đợt",
        ),
    ],
)
def test_the_words(facts: str, en: str, vi: str) -> None:
    for lang, words in (("en", en), ("vi", vi)):
        out = rotplan("check", "-", "-f", "concise", "--lang", lang, given=text(facts)).out
        assert f": {words}\n" in out, out


def test_a_date_that_two_posts_share_is_told_once() -> None:
    posts = "holds: [{post: l/s}, {post: m/c}], "
    told = found(text(BORN + posts + "since: 2026-01-01"))
    assert [what for what, _, _ in told].count("error[RP213]") == 1
    own = "holds: [{post: l/s, since: 2026-01-01}, {post: m/c, since: 2026-01-02}]"
    assert [what for what, _, _ in found(text(BORN + own))].count("error[RP213]") == 2


def test_both_ends_are_told() -> None:
    told = found(text(BORN + history("from: 1990, to: 2031")))
    assert [what for what, _, _ in told] == ["warning[RP530]", "warning[RP531]"]


AS_OF = ("--as-of", "2020-03-01")


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (history("from: 2018, to: 2025-01-01"), "note[RP531]"),
        (history("from: 2021-01-01, to: 2025-01-01"), "note[RP532]"),
        (lived("from: 2018, to: 2025-01-01"), "note[RP531]"),
        (lived("from: 2021, to: 2025-01-01"), "note[RP532]"),
        ("holds: m/c, since: 2021-05-01", "note[RP532]"),
        ("discipline: [{form: warning, date: 2021-05-01}]", "note[RP532]"),
    ],
)
def test_seen_from_an_earlier_day_it_has_not_come_yet(facts: str, expected: str) -> None:
    roster = text(BORN + facts)
    assert found(roster) == []
    assert expected in [what for what, _, _ in found(roster, *AS_OF)]
    assert all(what[:5] != "error" for what, _, _ in found(roster, *AS_OF))
    # the day that the file names moves nothing
    late = roster.replace("2025-11-15", "2020-03-01")
    severe = [what for what, _, _ in found(late, *AS_OF)]
    assert severe == [what for what, _, _ in found(late)]
    assert expected not in severe


def test_what_has_not_come_yet_bars_nothing() -> None:
    """A decision of August does not close the secretary's post in June: the home would open it."""
    rule = (
        "wait: {rule: discipline, posts: [commune_secretary], force: hard, basis: b, "
        "waits: [{reprimand: 60, warning: 60, removal: 60}]}"
    )
    facts = "holds: m/c, since: 2019-05-01, discipline: [{{form: warning, date: {}}}]"
    own = ', equal-grade: {force: "off"}, qualification: {force: "off"}'
    for on, opened in (("2025-08-01", True), ("2025-05-01", False)):
        roster = text(BORN + facts.format(on), "{" + rule + own + "}").replace("home: m, ", "")
        roster = roster.replace("rules:\n  ", "rules: ")
        out = rotplan("check", "-", "--as-of", "2025-06-01", "-f", "concise", given=roster).out
        assert ("home place, opens 1" in out) == opened, out


def test_a_post_that_is_yet_to_be_taken_up_is_held_for_no_month(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(text(BORN + "holds: m/c, since: 2021-05-01"), "utf-8")
    opened, problems = try_open(path, as_of=date(2020, 3, 1))
    assert opened is not None
    assert "not-yet" in [p.slug for p in problems]
    cadre, post = opened.roster.cadres[0], opened.roster.post_of["m/c"]
    assert held_for(opened.table, cadre, post) == (0, 0)
    assert unbroken(opened.table, cadre, post) == (0, 0)
