"""Multipliers that nobody reckoned, of the right sign, large and small."""

from random import Random

from rotplan.planning.program.program import Program
from rotplan.planning.proof.multipliers import SCALE, Multipliers, row_name
from rotplan.planning.proof.row_sum import NamedCut


def row_names(program: Program) -> list[str]:
    return [row_name(program, n) for n in range(len(program.rows))]


def anything(program: Program, tier: str, before: list[str], rng: Random) -> Multipliers:
    """Random multipliers of the right sign, large and small."""
    size = rng.choice((SCALE // 4, SCALE, 3 * SCALE))
    posts = {p.id: -rng.randrange(size) for p in program.docket.table.posts if rng.random() < 0.5}
    signs = zip(row_names(program), program.rows.sign.tolist(), strict=True)
    rows = {name: sign * rng.randrange(size // 3) for name, sign in signs if rng.random() < 0.5}
    cuts = tuple(any_cut(program, n, size, rng) for n in range(rng.randrange(4)))
    return Multipliers(tier, posts, rows, {name: -rng.randrange(size) for name in before}, cuts)


def any_cut(program: Program, place: int, size: int, rng: Random) -> NamedCut:
    """Some rows with small weights of the right sign; so many cuts stand before it."""
    table = program.docket.table

    def some(names: list[str], least: int) -> dict[str, int]:
        return {n: rng.randint(least, 3) for n in names if rng.random() < 0.4}

    return NamedCut(
        rng.randint(2, 4),
        some([table.cadres[n].id for n in program.candidates], -3),
        some([post.id for post in table.posts], 0),
        some(row_names(program), 0),
        tuple(rng.randint(0, 2) for _ in range(place)),
        -rng.randrange(size),
    )
