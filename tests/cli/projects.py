"""A project of two rosters: its configuration, and which files are checked."""

from pathlib import Path

from tests.kit.command import rotplan

GOOD = """\
rotplan: 1
round: {date: 2019-10-15, authority: d, policy: vn-2017}
units: [{id: d, name: D, kind: district}]
"""


NOTED = GOOD.replace("name: D,", "name: ' D',")


def set_up(folder: Path, text: str, name: str = "rotplan.toml") -> None:
    (folder / name).write_text(text, "utf-8")


def files(*arguments: str) -> list[str]:
    done = rotplan("check", "--show-files", *arguments)
    assert done.code == 0
    return done.out.splitlines()
