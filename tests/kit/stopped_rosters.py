"""A roster of one cadre, and what keeps the rules from being asked about it."""

ROUND = "rotplan: 1\nround: {date: 2019-10-15, authority: d, policy: vn-2017}\n"
ROSTER = (
    ROUND
    + """\
units:
  - {id: d, name: Huyện A, kind: district}
  - {id: a1, name: Xã A Một, kind: commune, parent: d}
posts:
  - {id: a1/s, unit: a1, kind: commune_secretary}
cadres:
  - {id: a-01, name: Cán bộ Một, born: 1978-02-03, sex: male, home: a1, holds: a1/s, \
since: 2012-01-01}
"""
)
# what keeps the rules unasked: the code of the finding, and the roster
STOPS = {
    "RP101": ROUND + "units: [\n",
    "RP104": ROSTER + "cadres: []\n",
    "RP105": ROSTER.replace("name: Xã A Một", "name: *x"),
    "RP112": ROSTER.replace("Cán bộ Một", "Cán\u200b bộ"),
    "RP130": ROSTER.replace("Cán bộ Một", "\u3164"),
    "RP201": ROSTER.replace("sex: male", "sax: male"),
    "RP202": ROSTER.replace("kind: commune,", ""),
    "RP205": ROSTER.replace("1978-02-03", "1978-02-30"),
    "RP208": ROSTER.replace("sex: male", "sex: mail"),
    "RP214": ROSTER.replace("rotplan: 1\n", "rotplan: 9\n"),
    "RP216": ROSTER.replace("rotplan: 1\n", ""),
    "RP301": ROSTER.replace("unit: a1,", "unit: a9,"),
    "RP302": ROSTER.replace("holds: a1/s", "holds: a9/s"),
    "RP304": ROSTER.replace("commune_secretary}", "commune_secretarie}"),
    "RP305": ROSTER.replace("id: a1,", "id: d,"),
    "RP310": ROSTER + "waivers: [{clause: nope, cadre: a-01, basis: x}]\n",
    "RP311": ROSTER + "rules: {own: {rule: nope, basis: x, force: hard}}\n",
    "RP312": ROSTER.replace("vn-2017", "vn-2071"),
    "RP319": ROSTER + "scores: nowhere.csv\n",
}
NOTED = ROSTER.replace("parent: d}", "parent: d, code: 02233}").replace("Xã A Một", "Phúc Yên")
