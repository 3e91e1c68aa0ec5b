"""Bad rosters by number, as boards write them. The mark ‸ stands right before each place that must
be named, once for each finding; it is taken out before the file is written. A name ends with a
letter where one number has several forms."""

from typing import NamedTuple

from tests.kit.marks import unmarked

BASE = """\
rotplan: 1
round: {date: 2019-10-15, authority: d, policy: vn-2017}
units:
  - {id: d, name: Lâm Bình, kind: district}
  - {id: a, name: Khuôn Hà, kind: commune, parent: d}
  - {id: b, name: Thượng Lâm, kind: commune, parent: d}
posts:
  - {id: a/s, unit: a, kind: commune_secretary}
  - {id: a/c, unit: a, kind: commune_chair}
  - {id: b/s, unit: b, kind: commune_secretary}
cadres:
  - id: X
    name: Ma Văn Mẫu
    born: 1975-03-02
    sex: male
    home: b
    holds: a/s
    since: 2015-01-01
  - id: Z
    name: Hoàng Thị Ví Dụ
    born: 1976-03-02
    sex: female
    home: a
    holds: a/c
    since: 2015-01-01
"""


class Case(NamedTuple):
    """A file and the codes it must raise, one for each mark, in the order of the marks."""

    name: str
    text: str
    codes: tuple[str, ...]
    data: bytes | None = None


def _with(name: str, old: str, new: str, *codes: str) -> Case:
    assert old in BASE, old
    return Case(name, BASE.replace(old, new, 1), codes)


def _more(name: str, more: str, *codes: str) -> Case:
    return Case(name, BASE + more, codes)


CASES = (
    Case("01a empty", "‸", ("RP115",)),
    Case("01b only comments", "‸# danh sách\n", ("RP115",)),
    Case("02 top level is a list", "‸- a\n- b\n", ("RP204",)),
    _more("03 two documents", "‸---\nrotplan: 1\n", "RP109"),
    _with("04 same key twice", "sex: male\n", "sex: male\n    ‸sex: female\n", "RP104"),
    _with("05a NO for a flag", "home: b\n", "home: b\n    willing: ‸NO\n", "RP207"),
    _with("05b y for a flag", "home: b\n", "home: b\n    willing: ‸y\n", "RP207"),
    _with("06 an id of digits", "- id: Z", "- id: ‸051166232460", "RP203"),
    _with("07 an id that is octal", "- id: Z", "- id: ‸0123", "RP203"),
    _with("08 a time for a date", "since: 2015-01-01\n  -", "since: ‸12:30\n  -", "RP205"),
    _with("09 month 13", "1975-03-02", "‸1980-13-45", "RP205"),
    _with("10 30 February", "1975-03-02", "‸1980-02-30", "RP205"),
    _with("11 day and month", "1975-03-02", "‸05/03/1980", "RP232"),
    _more("12a not a number", "rules: {min-stay: {months: ‸.nan}}\n", "RP206"),
    _more("12b infinity", "distances: {a: {b: ‸.inf}}\n", "RP206"),
    _with("13 a name cut by #", "Ma Văn Mẫu", "‸Trần # Văn", "RP521"),
    _with("14 a colon in a name", "Ma Văn Mẫu", "A‸: B", "RP101"),
    _with("15 a tab as indent", "    sex: male", "‸\tsex: male", "RP110"),
    _with("16 a quote never closed", "name: Ma Văn Mẫu", "name: ‸'Ma Văn Mẫu", "RP101"),
    _with("17 a tag", "born: 1975", "born: ‸!!python/object:os.system 1975", "RP107"),
    _with("18 anchor and alias", "home: b\n", "home: ‸&h b\n    family_home: ‸*h\n",
          "RP106", "RP105"),
    Case(
        "19 a billion laughs",
        "‸rotplan: 1\n‸a: ‸&a [x, x]\n‸b: ‸&b [‸*a, ‸*a]\n‸c: [‸*b, ‸*b]\n",
        ("RP202", "RP201", "RP106", "RP201", "RP106", "RP105", "RP105", "RP201", "RP105", "RP105"),
    ),
    _with("20 a merge key", "home: b\n", "home: b\n    ‸<<: ‸*x\n", "RP108", "RP105"),
    Case("21 nested too deep", "rotplan: 1\nunits: " + "[" * 19 + "‸[" + "[" * 480, ("RP113",)),
    Case("23a TCVN3", "", ("RP102",), "rotplan: 1\nname: Vò Duy ThÕ T¸c\n".encode("latin-1")),
    Case("23b UTF-16", "", ("RP102",), "rotplan: 1\n".encode("utf-16")),
    Case("23c Windows-1258", "", ("RP102",), b"rotplan: 1\nname: Nguy\xea\xdEn V\xecn\n"),
    _with("24a an escape code", "Ma Văn Mẫu", '‸"\\x1b[31m"', "RP112"),
    _with("24b right to left", "Ma Văn Mẫu", "Ma ‸\u202eVăn", "RP112"),
    _with("24c an invisible space in a key", "    born: 1975", "    ‸bo‸\u200brn: 1975",
          "RP201", "RP112"),
    _with("24d a lone surrogate", "Ma Văn Mẫu", '"\\u‸D800"', "RP101"),
    _with("25 no-break spaces as indent", "    sex: male",
          "‸\u00a0\u00a0\u00a0\u00a0sex: male", "RP111"),
    Case(
        "26 one name in two forms of Unicode",
        BASE.replace("Ma Văn Mẫu", "Nguyễn Ví Dụ")
        .replace("Hoàng Thị Ví Dụ", "‸‸Nguye\u0302\u0303n Ví Dụ")
        .replace("1976-03-02", "1975-03-02"),
        ("RP505", "RP230"),
    ),
    Case(
        "27 one name and birth twice",
        BASE.replace("Hoàng Thị Ví Dụ", "‸Ma Văn Mẫu").replace("1976-03-02", "1975-03-02"),
        ("RP505",),
    ),
    _with("28a one id twice", "- id: Z", "- id: ‸X", "RP305"),
    _with("28b ids that differ by case", "- id: Z", "- id: ‸x", "RP522"),
    _with("28c ids that differ by a space", "- id: Z", '- id: ‸‸"X "', "RP522", "RP231"),
    _with("29 an unknown unit", "{id: a/c, unit: a,", "{id: a/c, unit: ‸aa,", "RP301"),
    _with("30 an unknown key", "sex: male", "‸sxe: male", "RP201"),
    _with("31 two full posts", "holds: a/s", "holds: ‸[a/s, b/s]", "RP307"),
    _with("32 one post, two holders", "holds: a/c", "holds: ‸a/s", "RP306"),
    _with("33 in post from the future", "2015-01-01\n  -", "‸2020-01-01\n  -", "RP213"),
    _with("34a in post before birth", "2015-01-01\n  -", "‸1970-01-01\n  -", "RP212"),
    _with("34b in post as a child", "2015-01-01\n  -", "‸1990-01-01\n  -", "RP217"),
    _with("36a born in 1880", "1975-03-02", "‸‸1880-03-02", "RP506", "RP403"),
    Case(
        "36b born in 2026",
        BASE.replace("1975-03-02", "‸2026").replace("since: 2015", "since: ‸2015", 1),
        ("RP506", "RP212"),
    ),
    _with("36c a year of two digits", "1975-03-02", "‸80", "RP205"),
    _with("37 only the year", "1975-03-02", "1975"),
    _with("38a past retirement", "1975-03-02", "‸1957-03-02", "RP403"),
    _with("38b retires within a year", "1975-03-02", "‸1960-03-02", "RP404"),
    Case(
        "40 no home place",
        BASE.replace("    home: b\n    holds: a/s", "    holds: ‸a/s").replace("{date", "‸{date"),
        ("RP229", "RP402"),
    ),
    _more("41a a tie to oneself", "ties: [‸{a: X, b: X, kind: spouse}]\n", "RP316"),
    _more(
        "41b one tie said twice",
        "ties: [{a: X, b: Z, kind: parent}, ‸{a: Z, b: X, kind: child}]\n",
        "RP317",
    ),
    _more(
        "42a kept and forbidden", "decisions: [{keep: X}, ‸{never: X, in: a}]\n", "RP308"
    ),
    _more(
        "42b placed and forbidden",
        "decisions: [{place: X, in: b/s}, ‸{never: X, in: b}]\n",
        "RP308",
    ),
    _with("43a more than the most", "parent: d}\n  - {id: b",
          "parent: d, seats: {min: ‸33, max: 27}}\n  - {id: b", "RP233"),
    _with("43b less than nothing", "policy: vn-2017", "policy: vn-2017, max_moves: ‸-1", "RP206"),
    _with("47a discipline without a date", "    sex: male",
          "    discipline: [‸{form: warning}]", "RP202"),
    _with("47b another form of discipline", "    sex: male",
          "    discipline: [{form: ‸khác, date: 2018}]", "RP208"),
    _with("48 a policy that is no longer in force", "2019-10-15, authority: d, policy: ",
          "2026-10-15, authority: d, policy: ‸", "RP501"),
    _with("49 a number too large", "policy: vn-2017",
          "policy: vn-2017, max_moves: ‸1000000000000000000", "RP206"),
    _with("50a a formula for a name", "Ma Văn Mẫu", "'=HYPERLINK(\"http://x\")'"),
    _with("50b a script for a name", "Ma Văn Mẫu", "<script>alert(1)</script>"),
    _with("50c markup for a name", "Ma Văn Mẫu", '"[red]A[/x] & B <w:b/>"'),
)  # fmt: skip

# numbers that have no counterpart in a roster of this format, or are told elsewhere
ELSEWHERE = {
    22: "a file over the limit: test_a_file_over_the_limit",
    35: "party dates are no field of a roster",
    39: "places of abolished communes: the tests of places",
    44: "more who must move than posts: a plan is judged, not a roster",
    45: "a post nobody qualifies for: openings of a plan",
    46: "a rule against a rule: the conflict of a plan",
    51: "paths that are no ordinary files: system/test_streams.py",
    52: "permissions of a file: nothing in the format page speaks of them",
    53: "a plan of another roster: apply and explain",
    54: "workbooks: import",
}


def content(case: Case) -> bytes:
    return case.data if case.data is not None else unmarked(case.text).encode()
