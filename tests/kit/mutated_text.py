"""Rosters and a policy after a few random changes of words, letters, lines and pieces."""

import random
import re

from tests.kit.bad_rosters import BASE, CASES
from tests.kit.marks import unmarked
from tests.paths import LAM_BINH

SAMPLES = [
    BASE,
    *(unmarked(c.text) for c in CASES if c.text),
    LAM_BINH.read_text("utf-8")[:6000],
    """\
rotplan_policy: 1
name: mine
extends: vn-2017
valid: {from: 2017-01-01, to: 2022-12-31}
post_kinds:
  clerk: {title: {vi: Văn thư, en: Clerk}, grade: 10}
clauses:
  min-stay: {months: 24, force: approval, basis: 'Kết luận 1'}
  x: {rule: qualification, posts: [clerk], education: college, force: hard, basis: y}
tiers: [vacancies, targets, approvals, moves, preference]
""",
]
TOKENS = [
    "\t", ": ", "- ", "{", "}", "[", "]", "&a ", "*a", "!!x ", "<<: ", "'", '"', "\n", "\r", "\r\n",
    "~", "0123", "\u202e", "\u00a0", "é", "e\u0301", "\x00", "---\n", "...\n", "2019-13-45", "#",
    "|\n", ">-\n", "? ", "%YAML 1.2\n", "\\", "@", "`", "\ufeff", "\u2028", "😀", ", ", "NO",
    "# rotplan: ignore[RP203] until=2030-01-01\n", "# rotplan: ignore", "9" * 30, "-1", "\ufffe",
]  # fmt: skip
WORDS = (
    "02233", "NO", "~", "[]", "{}", "1e9", "12:30", "2019-02-30", "31/12/2018", "1800", "-5",
    "100%", "101%", "''", "[a, b]", "{a: b}", "true", "off", "999999999", "0", "d/d", "X", "hard",
)  # fmt: skip


def mutated(seed: int) -> bytes:
    """A sample after one to four mutations: of words, which stay YAML, or of anything."""
    rng = random.Random(seed)
    text = rng.choice(SAMPLES) if rng.random() < 0.5 else BASE
    ways = (_word,) if rng.random() < 0.5 else (_word, _letters, _letters, _lines, _piece)
    for _ in range(rng.randint(1, 4)):
        text = rng.choice(ways)(rng, text)
    data = text.encode("utf-8", "surrogatepass")
    if rng.random() < 0.03:
        at = rng.randrange(len(data) + 1)
        data = data[:at] + bytes([rng.randrange(256)]) + data[at:]
    return data[: rng.randrange(len(data) + 1)] if rng.random() < 0.05 else data


def _word(rng: random.Random, text: str) -> str:
    """One word becomes another of the file, or a strange one."""
    words = list(re.finditer(r"[\w./%-]+", text))
    if not words:
        return text
    old, new = rng.choice(words), rng.choice(words).group()
    new = rng.choice((new, new, rng.choice(WORDS)))
    return text[: old.start()] + new + text[old.end() :]


def _letters(rng: random.Random, text: str) -> str:
    at = rng.randrange(len(text) + 1)
    cut = rng.choice((0, 0, 1, rng.randint(1, 30)))
    return text[:at] + rng.choice([*TOKENS, ""]) + text[at + cut :]


def _lines(rng: random.Random, text: str) -> str:
    lines = text.split("\n")
    a, b = rng.randrange(len(lines)), rng.randrange(len(lines))
    if rng.random() < 0.5:
        lines[a], lines[b] = lines[b], lines[a]
    else:
        lines.insert(a, lines[b])
    return "\n".join(lines)


def _piece(rng: random.Random, text: str) -> str:
    """A stretch of the text once more, somewhere else."""
    at = rng.randrange(len(text) + 1)
    piece = text[at : at + rng.randint(1, 60)]
    there = rng.randrange(len(text) + 1)
    return text[:there] + piece + text[there:]
