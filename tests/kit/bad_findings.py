"""A roster with one finding of each level, where columns are hard to count."""

BAD = """\
rotplan: 1
round: {date: 2019-10-15, authority: d, policy: vn-2017}
units:
  - {id: d, name: D, kind: district}
  - {id: a, name: Phúc Yên, kind: commune, parent: d, code: 02233}
posts:
  - {id: a/s, unit: a, kind: commune_secretary}
  - {id: a/c, unit: a, kind: commune_chair}
cadres:
  - {id: X, name: Ma Văn X, born: 1975-03-02, sex: male, home: a, holds: a/s, since: 2015-01-01}
  - {id: Z, name: Nguye\u0302\u0303n Thị Hòa, nmae: q, born: 1976-02-31, holds: a/s}
"""
