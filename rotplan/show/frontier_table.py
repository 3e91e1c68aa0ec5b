"""The frontier as a table with a bar for the targets: plain characters, one row a stretch."""

from collections.abc import Iterator

from rotplan.language.words import Lang, width
from rotplan.objective.tiers import TIERS, RankedTier, read_tier
from rotplan.plan.telling.point import NO_PLAN_THERE, NOT_KNOWN, Point, PointFact
from rotplan.show.report_line import Line

_BAR = 20


def frontier_table(frontier: Point, lang: Lang) -> Iterator[Line]:
    """The rows below their heads; the bar shows how many target seats are met."""
    rows = [dict(point.facts) for point in frontier.parts if point.kind == "reach"]
    names = _columns(rows)
    heads = [TIERS["moves"].head[lang], *(_head(name, lang) for name in names), ""]
    cells = [heads, *(_cells(row, names, lang) for row in rows)]
    widths = [max(width(line[n]) for line in cells) for n in range(len(heads))]
    for line in cells:
        padded = [
            " " * (w - width(cell)) + cell for cell, w in zip(line[:-1], widths, strict=False)
        ]
        yield Line("figure", "  ".join([*padded, line[-1]]).rstrip())


def _columns(rows: list[dict[str, PointFact]]) -> list[RankedTier]:
    """The tiers but for the moves, in their order, as far as any row has them."""
    found = (tier for row in rows for name in row if (tier := read_tier(name)) is not None)
    return list(dict.fromkeys(each for each in found if each.tier != "moves"))


def _head(each: RankedTier, lang: Lang) -> str:
    return TIERS[each.tier].head[lang] + (f" {each.n}" if each.n is not None else "")


def _cells(row: dict[str, PointFact], names: list[RankedTier], lang: Lang) -> list[str]:
    first, last = row["from"], row["to"]
    caps = f"{first}+" if last is None else f"{first}" if first == last else f"{first}–{last}"
    if not row["plan"]:
        return [caps, *("–" for _ in names), (NO_PLAN_THERE if row["proved"] else NOT_KNOWN)[lang]]
    open_ = "" if row["proved"] else f"  ({NOT_KNOWN[lang]})"
    return [caps, *(str(row.get(str(name), "")) for name in names), _bar(row) + open_]


def _bar(row: dict[str, PointFact]) -> str:
    """Met of all target seats, as a bar and as numbers; nothing without targets."""
    met = sum(v for name, v in row.items() if name.endswith(".met") and isinstance(v, int))
    of = sum(v for name, v in row.items() if name.endswith(".of") and isinstance(v, int))
    if not of:
        return ""
    full = met * _BAR // of
    return "█" * full + "·" * (_BAR - full) + f" {met}/{of}"
