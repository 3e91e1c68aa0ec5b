"""Folders in which tests run the commands."""

from pathlib import Path

import pytest

from tests.kit.small_roster import ROSTER


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project, in which the test runs."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a small roster `r.yaml`, in which the test runs."""
    monkeypatch.chdir(tmp_path)
    Path("r.yaml").write_text(ROSTER, "utf-8")
    return tmp_path
