"""Folders in which tests run the commands; committed files, and the option that makes them anew."""

from pathlib import Path

import pytest

from tests.kit.golden import Committed
from tests.kit.small_roster import ROSTER

# what `addopts` asks for
FAST = "not slow and not thorough"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--golden",
        action="store_true",
        help="write golden files, schemas and generated pages anew; runs only the tests that "
        "hold them",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Golden files are all written; of a file that is named the thorough tests run too."""
    if config.getoption("--golden"):
        config.option.markexpr = ""
    elif config.option.markexpr == FAST and any(".py" in name for name in config.args):
        config.option.markexpr = "not slow"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--golden"):
        items[:] = [i for i in items if "committed" in getattr(i, "fixturenames", ())]


@pytest.fixture
def committed(request: pytest.FixtureRequest) -> Committed:
    """Whether a file that stands in the tree is as the code makes it."""
    anew = request.config.getoption("--golden")

    def held(path: Path, text: str) -> None:
        if anew:
            path.write_text(text, "utf-8")
        assert path.read_text("utf-8") == text

    return held


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
