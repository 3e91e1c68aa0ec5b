"""Repairs: exact spans, comments and layout kept, nothing else touched."""

import stat
import subprocess
from pathlib import Path

import pytest

from tests.kit.command import rotplan

MESSY = """\
# the commune's code, as the province writes it   \n\
rotplan: 1
round: {date: 15/10/2019, authority: d, policy: vn-2017}   # ngày họp
units:
  - {id: d,   name: "D",   kind: district}
  - {id: a, name: '  A ', kind: commune, parent: d,   code: 02233}  # phía bắc: 02242
posts:
  - {id: a/s, unit: a, kind: commune_secretary}
cadres:
  - id: X
    name: Nguye\u0302\u0303n Thị X   # tên
    born: 03/1975
    sex: female
    home: d
    holds: a/s
    since: "05/03/2015"
"""
CLEAN = """\
# the commune's code, as the province writes it   \n\
rotplan: 1
round: {date: 2019-10-15, authority: d, policy: vn-2017}   # ngày họp
units:
  - {id: d,   name: "D",   kind: district}
  - {id: a, name: 'A', kind: commune, parent: d,   code: "02233"}  # phía bắc: 02242
posts:
  - {id: a/s, unit: a, kind: commune_secretary}
cadres:
  - id: X
    name: Nguyễn Thị X   # tên
    born: 1975-03
    sex: female
    home: d
    holds: a/s
    since: "2015-03-05"
"""


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "r.yaml"
    path.write_bytes(MESSY.encode())
    return path


def test_safe_repairs_change_nothing_but_the_spelling(path: Path) -> None:
    before = rotplan("check", path)
    assert "4 fixable with --fix" in before.err
    path.chmod(0o640)
    done = rotplan("check", path, "--fix")
    assert path.read_bytes().decode() == CLEAN
    assert "6 edits made" in done.err
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    again = rotplan("check", path, "--fix")
    assert "edits made" not in again.err
    assert path.read_bytes().decode() == CLEAN


def test_line_ends_and_the_byte_order_mark_stay(path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbf" + MESSY.replace("\n", "\r\n").encode())
    rotplan("check", path, "--fix")
    assert path.read_bytes() == b"\xef\xbb\xbf" + CLEAN.replace("\n", "\r\n").encode()


def test_the_diff_is_a_patch_and_writes_nothing(path: Path) -> None:
    done = rotplan("check", "r.yaml", "--diff")
    assert done.code == 1
    assert path.read_bytes().decode() == MESSY
    subprocess.run(["patch", "-p1"], input=done.out, text=True, cwd=path.parent, check=True)
    assert path.read_bytes().decode() == CLEAN
    nothing = rotplan("check", "r.yaml", "--diff")
    assert (nothing.code, nothing.out) == (0, "")


def test_guesses_are_made_only_when_asked_for(path: Path) -> None:
    wrong = CLEAN.replace("sex: female", "sxe: femal").replace("holds: a/s", "holds: a/ss")
    wrong = wrong.replace("parent: d,", "parent: dd,").replace("Thị", "T\u200bhị")
    path.write_bytes(wrong.encode())
    assert rotplan("check", path, "--fix").code == 1
    assert path.read_bytes().decode() == wrong
    assert "-    sxe: femal" in rotplan("check", path, "--diff", "--unsafe-fixes").out
    assert rotplan("check", path, "--unsafe-fixes").code == 0
    assert path.read_bytes().decode() == CLEAN


def test_only_chosen_findings_are_repaired(path: Path) -> None:
    rotplan("check", path, "--fix", "--select", "RP203")
    assert path.read_bytes().decode() == MESSY.replace("02233}", '"02233"}')


def test_a_link_stays_a_link(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.yaml"
    link.symlink_to(path)
    rotplan("check", link, "--fix")
    assert link.is_symlink()
    assert path.read_bytes().decode() == CLEAN


def test_standard_input_is_shown_but_not_written(path: Path) -> None:
    assert rotplan("check", "-", "--fix", given=MESSY).code == 2
    shown = rotplan("check", "-", "--diff", given=MESSY, env={})
    assert shown.code == 1
    assert "+  - {id: a, name: 'A', kind: commune, parent: d,   code: \"02233\"}" in shown.out


@pytest.mark.parametrize("code", ["02233", "08912", "00123"])
def test_codes_survive_byte_for_byte(path: Path, code: str) -> None:
    path.write_bytes(CLEAN.replace('"02233"', code).encode())
    rotplan("check", path, "--fix")
    assert path.read_bytes().decode() == CLEAN.replace("02233", code)
