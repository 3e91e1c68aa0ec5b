"""A cadre whose post closes and one without a post, for one vacancy: planned and explained."""

from pathlib import Path

from tests.kit.command import rotplan

ROSTER = """\
rotplan: 1
round: {date: 2019-10-15, authority: d, policy: vn-2017}
units:
  - {id: d, name: Huyện D, kind: district}
  - {id: a, name: Xã A, kind: commune, parent: d}
  - {id: g, name: Xã G, kind: commune, parent: d}
posts:
  - {id: a/c, unit: a, kind: commune_chair}
  - {id: g/x, unit: g, kind: commune_chair, closing: true}
cadres:
  - {id: G, name: Cán bộ Gờ, born: 1978-02-03, sex: male, home: g, holds: g/x, since: 2015-01-01}
  - {id: L, name: Cán bộ Lờ, born: 1979-04-05, sex: female, home: g, planned: [commune_chair]}
"""
NEVER = "decisions:\n  - {never: G, in: a/c, because: x}\n  - {never: L, in: a/c, because: x}\n"


def planned(folder: Path, roster: str, *asked: str) -> Path:
    (folder / "r.yaml").write_text(roster, "utf-8")
    path = folder / "plan.json"
    done = rotplan("plan", folder / "r.yaml", "-o", path, *asked)
    assert done.code == 0, done.err
    return path


def explained(plan: Path, lang: str, *asked: str) -> str:
    return rotplan("explain", plan, *asked, "--lang", lang).out
