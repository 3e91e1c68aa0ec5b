"""Texts in which a mark stands right before what must be named."""

MARK = "‸"


def unmarked(text: str) -> str:
    return text.replace(MARK, "")


def marked_places(text: str) -> list[tuple[int, int]]:
    """Line and column of each mark, by counting; any of the three line ends ends a line."""
    found, before = [], ""
    for part in text.split(MARK)[:-1]:
        before += part
        lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        found.append((len(lines), len(lines[-1]) + 1))
    return found
