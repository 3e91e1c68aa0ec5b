"""Reports of contestants as Markdown tables."""

from math import log
from typing import Any

from tests.bench.contestants import FLOOR, ROTPLAN

Record = dict[str, Any]
COLUMNS = (
    "communes",
    "seed",
    "posts",
    "cadres",
    "pairs",
    "who",
    "CPU s",
    "to moves",
    "wall s",
    "peak MB",
    "tiers",
    "proved",
    "× rotplan",
    "× floor",
)


def comparison(rows: list[Record], caps: str, policy: str) -> str:
    """One line for each contestant on each instance; ratios of CPU time within the instance: all
    tiers to rotplan's, and those up to moves to the floor's."""
    ours, floor = _cpu(rows, ROTPLAN), _cpu(rows, FLOOR)
    lines = [
        _comparison_line(row, ours.get(_instance(row)), floor.get(_instance(row))) for row in rows
    ]
    return f"{policy}, caps {caps}\n\n" + table(COLUMNS, lines)


def _cpu(rows: list[Record], who: str) -> dict[tuple[int, int], float | None]:
    return {_instance(row): row.get("cpu") for row in rows if row["who"] == who}


def _to_moves(row: Record) -> float | None:
    """CPU seconds from facts in memory until the moves tier was done."""
    seconds: float | None = row.get("cpu_to", {}).get("moves")
    return seconds


def _ratio(part: float | None, whole: float | None, form: str) -> str:
    return format(part / whole, form) if part is not None and whole else ""


def _instance(row: Record) -> tuple[int, int]:
    return row["communes"], row["seed"]


def _comparison_line(row: Record, ours: float | None, floor: float | None) -> list[str]:
    cpu = row.get("cpu")
    return [
        *(str(row[key]) for key in ("communes", "seed", "posts", "cadres")),
        _number(row.get("columns"), "d"),
        row["who"],
        _seconds(cpu),
        _seconds(_to_moves(row)),
        _seconds(row.get("wall")),
        _number(row.get("peak_mb"), "d"),
        " ".join(f"{_initial(name)}{value}" for name, value in row.get("tiers", {}).items()),
        _proof(row),
        _ratio(cpu, ours, ".3g"),
        _ratio(_to_moves(row), floor, ".2f"),
    ]


def _initial(tier: str) -> str:
    """V(acancies), T(argets), A(pprovals), M(oves), P(reference), U(nplaced by the floor)."""
    name, _, rank = tier.partition(".")
    return name[0].upper() + (f".{rank} " if rank else "")


def _proof(row: Record) -> str:
    """All, so many of how many, or why there is nothing."""
    tiers, proved = row.get("tiers", {}), row.get("proved", [])
    if row["status"] == "optimal":
        return "all"
    if row["status"] == "feasible":
        return f"{len(proved)} of {len(tiers)}"
    return str(row["status"])


def growth(rows: list[Record]) -> str:
    """CPU seconds against the number of pairs; the exponent is that of the step from the size
    before (1 is linear in the pairs)."""
    cost = ("communes", "pairs", "who", "CPU s", "to moves", "µs a pair", "exponent")
    header = (*cost, "× floor", "to moves × floor", "peak MB")
    floor = _cpu(rows, FLOOR)
    before: dict[tuple[str, int], Record] = {}
    lines = []
    for row in rows:
        cpu, pairs = row.get("cpu"), row.get("columns")
        if not cpu or not pairs:
            continue
        last = before.get((row["who"], row["seed"]))
        exponent = log(cpu / last["cpu"]) / log(pairs / last["columns"]) if last else None
        before[row["who"], row["seed"]] = row
        least = floor.get(_instance(row))
        lines.append(
            [
                str(row["communes"]),
                str(pairs),
                row["who"],
                _seconds(cpu),
                _seconds(_to_moves(row)),
                f"{1e6 * cpu / pairs:.3g}",
                _number(exponent, ".2f"),
                _ratio(cpu, least, ".2f"),
                _ratio(_to_moves(row), least, ".2f"),
                _number(row.get("peak_mb"), "d"),
            ]
        )
    return table(header, lines)


def _number(value: float | None, form: str) -> str:
    return "" if value is None else format(value, form)


def _seconds(value: float | None) -> str:
    """Three digits up to ten, tenths above."""
    return "" if value is None else f"{value:.3g}" if value < 10 else f"{value:.1f}"


def table(header: tuple[str, ...], lines: list[list[str]]) -> str:
    rows = [list(header), ["---"] * len(header), *lines]
    return "".join("| " + " | ".join(row) + " |\n" for row in rows)
