"""The pages name what is there: files, folders, modules, each other; what rooms know nothing of."""

import ast
import re
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.paths import PACKAGE, ROOT

DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md")], key=str)
# The changelog tells of what was.
OF_TODAY = [page for page in PAGES if page.name != "CHANGELOG.md"]


def each(pages: list[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        "page", pages, ids=[page.relative_to(ROOT).as_posix() for page in pages]
    )


# Named on purpose though it is not there: a file that a reader is told to make.
INVENTED = {"rules/new_norm.py"}

FILE = re.compile(r"(?<![\w./*<-])(?:[\w.-]+/)*[\w-]+\.py\b")
TABLE = re.compile(r"`((?:[a-z_-]+/)+[\w.-]+\.(?:yaml|csv|json|toml))`")
FOLDER = re.compile(r"`((?:[a-z_-]+/)+)`")
# `Name`, or `Name.part`, in `file.py`
NAME_IN = re.compile(r"`([A-Z_]\w+)(?:\.\w+)?` in `([\w/]+\.py)`")
MODULE = re.compile(r"(?<![\w./-])((?:rotplan|tests)(?:\.[a-z_]+)+)\b(?!\()")
LINK = re.compile(r"\]\(([^)\s]+)\)")
DATA = {"toml", "yaml", "json", "csv"}


@cache
def sources() -> frozenset[str]:
    """Every Python file of the package and the tests, from the root of the repository."""
    folders = (PACKAGE, ROOT / "tests")
    return frozenset(
        f"{folder.name}/{path.relative_to(folder).as_posix()}"
        for folder in folders
        for path in folder.rglob("*.py")
    )


def is_there(named: str) -> bool:
    """Whether some source has this path or ends in it."""
    return any(path == named or path.endswith(f"/{named}") for path in sources())


def prose(page: Path) -> str:
    return page.read_text("utf-8")


@each(OF_TODAY)
def test_files_that_are_named_are_there(page: Path) -> None:
    named = set(FILE.findall(prose(page))) - INVENTED
    assert {name for name in named if not is_there(name.removeprefix("./"))} == set()


@each(OF_TODAY)
def test_folders_and_tables_that_are_named_are_there(page: Path) -> None:
    """From the root or the package; only those whose first part is one of ours."""
    ours = {p.name for p in PACKAGE.iterdir() if p.is_dir()} | {"rotplan", "tests", "docs", "data"}
    text = prose(page)
    named = {*FOLDER.findall(text), *TABLE.findall(text)}
    absent = {n for n in named if not ((ROOT / n).exists() or (PACKAGE / n).exists())}
    assert {name for name in absent if name.split("/")[0] in ours} == set()


@each(OF_TODAY)
def test_names_are_in_the_files_where_pages_say(page: Path) -> None:
    for name, file in NAME_IN.findall(prose(page)):
        text = (PACKAGE / file).read_text("utf-8")
        assert re.search(rf"^(?:class |def )?{name}\b", text, re.MULTILINE), (name, file)


@each(OF_TODAY)
def test_modules_that_are_named_are_there(page: Path) -> None:
    def stands(name: str) -> bool:
        path = name.replace(".", "/")
        return f"{path}.py" in sources() or f"{path}/__init__.py" in sources()

    named = {name for name in MODULE.findall(prose(page)) if name.rpartition(".")[2] not in DATA}
    assert {name for name in named if not stands(name)} == set()


def anchor(heading: str) -> str:
    """As a heading is linked to: small letters, digits, dashes for spaces."""
    kept = heading.replace("`", "").strip().lower()
    kept = "".join(c for c in kept if c in "-_ " or c not in string.punctuation + "«»…–")
    return kept.replace(" ", "-")


def anchors(page: Path) -> Iterator[str]:
    for line in prose(page).splitlines():
        if line.startswith("#"):
            yield anchor(line.lstrip("#"))
    yield from re.findall(r'<a id="([^"]+)">', prose(page))


@each(PAGES)
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(prose(page)):
        if target.startswith(("http:", "https:", "mailto:")):
            continue
        name, _, place = target.partition("#")
        there = (page.parent / name).resolve() if name else page
        assert there.exists(), target
        if place:
            assert place in set(anchors(there)), target


def test_every_page_has_a_line_in_the_index() -> None:
    index = DOCS / "index.md"
    linked = {(DOCS / target.partition("#")[0]).resolve() for target in LINK.findall(prose(index))}
    pages = {p.resolve() for p in DOCS.rglob("*.md")} - {index.resolve()}
    assert {p.relative_to(DOCS).as_posix() for p in pages - linked} == set()


# -- what the rooms inside of rooms know nothing of ----------------------------------------------

# room -> what it may import beside itself; the rooms themselves are kept by the test of the house
KNOWN = {
    "rotplan.roster.reading": ("rotplan.language", "rotplan.system"),
    "rotplan.roster.gazetteer": ("rotplan.language",),
    "rotplan.planning.engine": ("rotplan.rules.kit.three_valued",),
}
# room -> what it may not import
UNKNOWN = {
    "rotplan.system": ("rotplan.roster",),
    "rotplan.rules.kit": tuple(
        f"rotplan.rules.{path.stem}"
        for path in (PACKAGE / "rules").glob("*.py")
        if path.stem != "__init__"
    ),
    "rotplan.planning.program": ("rotplan.planning.engine", "rotplan.planning.solving"),
    "rotplan.planning.proof": ("rotplan.planning.engine", "rotplan.planning.solving"),
    "rotplan.planning.conflict": ("rotplan.planning.propose", "rotplan.planning.asking"),
    "rotplan.plan.telling": ("rotplan.plan.file",),
    "rotplan.reference": ("rotplan.plan", "rotplan.planning"),
}


def imports(room: str) -> Iterator[tuple[str, str]]:
    """(file, module) for every import in a room, lazy ones and those for types alone too."""
    folder = PACKAGE.joinpath(*room.split(".")[1:])
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                for alias in node.names:
                    yield path.name, f"{node.module}.{alias.name}"
            elif isinstance(node, ast.Import):
                yield from ((path.name, alias.name) for alias in node.names)


def within(module: str, rooms: tuple[str, ...]) -> bool:
    return any(module == room or module.startswith(f"{room}.") for room in rooms)


@pytest.mark.parametrize("room", KNOWN)
def test_a_room_knows_only_what_it_may(room: str) -> None:
    ours = [(file, m) for file, m in imports(room) if m.startswith("rotplan.")]
    assert ours
    assert [i for i in ours if not within(i[1], (room, *KNOWN[room]))] == []


@pytest.mark.parametrize("room", UNKNOWN)
def test_a_room_knows_nothing_of_what_is_above(room: str) -> None:
    assert [i for i in imports(room) if within(i[1], UNKNOWN[room])] == []
