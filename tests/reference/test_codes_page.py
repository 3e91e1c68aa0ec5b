"""The codes in docs/check.md are the catalogue's."""

from rotplan.checking.code_slugs import blanks
from rotplan.roster.reading.catalogue import CATALOGUE, RENAMED
from tests.kit.golden import Committed
from tests.paths import DOCS

PAGE = DOCS / "check.md"
HEAD = "## Codes\n"


def table() -> str:
    lines = ["", "| code | name | level | says | repair |", "|---|---|---|---|---|"]
    for slug, entry in sorted(CATALOGUE.items(), key=lambda item: item[1].code):
        old = "".join(f", formerly `{name}`" for name, new in RENAMED.items() if new == slug)
        level = "by the clause" if slug in ("broken", "doubt") else entry.level
        repair = {"safe": "`--fix`", "unsafe": "`--unsafe-fixes`", "": ""}[entry.repair]
        code = f'<a id="{entry.code.lower()}"></a>{entry.code}'
        says = blanks(entry.words.en).replace("|", "\\|")
        lines.append(f"| {code} | `{slug}`{old} | {level} | {says} | {repair} |")
    return "\n".join(lines) + "\n"


def page() -> str:
    before, _, _ = PAGE.read_text("utf-8").partition(HEAD)
    return before + HEAD + table()


def test_the_page_lists_the_codes_of_the_catalogue(committed: Committed) -> None:
    committed(PAGE, page())
