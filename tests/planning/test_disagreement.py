"""When judge or second solver do not confirm the solver: no plan, exit 70, the case is kept."""

import stat
import tempfile
from pathlib import Path

import pytest

from rotplan.__main__ import run
from rotplan.planning import witnesses
from tests.paths import LAM_BINH


def test_no_plan_is_written_and_the_case_is_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(witnesses, "second_opinion", lambda *_: "disagrees")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    out = tmp_path / "plan.json"
    assert run(["plan", str(LAM_BINH), "-o", str(out), "--second-solver"]) == 70
    assert not out.exists()
    (case,) = tmp_path.glob("rotplan-case-*.yaml")
    assert stat.S_IMODE(case.stat().st_mode) == 0o600
    assert "rotplan: 1" in case.read_text("utf-8")
    assert capsys.readouterr().err.strip().endswith(str(case))
