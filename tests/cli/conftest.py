"""Fixtures of the command line."""

from pathlib import Path

import pytest

from tests.cli.projects import GOOD, NOTED


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "rosters" / "north").mkdir(parents=True)
    (tmp_path / "rosters" / "north" / "1.yaml").write_text(GOOD, "utf-8")
    (tmp_path / "rosters" / "2.yaml").write_text(NOTED, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path
