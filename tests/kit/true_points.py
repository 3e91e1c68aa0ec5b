"""Holds sentences against facts: ids, names, lines, clauses, figures, read from the records alone.

Nothing here calls what made the sentences; that each check can fail is seen in
`test_true_sentences`.
"""

import re
from collections.abc import Iterator
from datetime import date

from rotplan.plan.telling.point import Explanation, Point
from rotplan.policy.docket import Docket
from rotplan.roster.records import Cadre, Decision
from tests.oracle.dates import elapsed

LINE = re.compile(r"([^\s(]+), (?:dòng|line) (\d+)")
LISTED = re.compile(r"\(([^()\s]+)\) – (.*?)(?=; [^;]+? \([^()\s]+\) – |$)")
MONTHS = re.compile(r"gives up (.+?) in (.+?) after (\d+) months?, (\d+) are needed")
GRADE = re.compile(
    r"(?:; |: |– )?([^;:–]+?) \(grade (\d+)\) is too far (above|below) the present grade (\d+)"
)


def every_point(points: tuple[Point, ...]) -> Iterator[Point]:
    for point in points:
        yield point
        yield from every_point(point.parts)


def several(point: Point, name: str) -> tuple[str, ...]:
    """The ids that a fact of a point lists; none where it has no such fact."""
    listed = dict(point.facts).get(name, ())
    assert isinstance(listed, tuple)
    return listed


class Truth:
    """A docket as read; `lies` says what is wrong with some points."""

    def __init__(self, docket: Docket) -> None:
        self.docket, self.roster = docket, docket.roster
        self.in_force = {clause.id: clause for clause in docket.clauses}
        self.decided: dict[str, list[Decision]] = {}
        for decision in self.roster.decisions:
            self.decided.setdefault(decision.id, []).append(decision)

    def lies(self, explanations: tuple[Explanation, ...]) -> list[str]:
        found: list[str] = []
        for told in explanations:
            for words in (told.title, *told.notes):
                found += [*self.misnamed(words.vi), *self.misnamed(words.en)]
            for point in every_point(told.points):
                found += self.of(point)
        return found

    def of(self, point: Point) -> list[str]:
        checks = (self._ids, self._names, self._lines, self._decision, self._asked, self._counts)
        return [f"{point.kind}: {lie}: {point.words.en}" for c in checks for lie in c(point)]

    # -- whom and what it is about ---------------------------------------------------------------

    def _ids(self, point: Point) -> Iterator[str]:
        if point.clause is not None and point.clause not in self.in_force:
            yield f"no clause in force is called {point.clause}"
        if point.cadre is not None and point.cadre not in self.roster.cadre_of:
            yield f"no cadre is called {point.cadre}"
        if point.post is not None and point.post not in self.roster.post_of:
            yield f"no post is called {point.post}"

    def _names(self, point: Point) -> Iterator[str]:
        yield from self.misnamed(point.words.vi)
        yield from self.misnamed(point.words.en)

    def misnamed(self, text: str) -> Iterator[str]:
        """An id beside another name, or a name without its id."""
        for cadre in self.roster.cadres:
            whole = f"{cadre.name} ({cadre.id})"
            if text.count(f"({cadre.id})") > text.count(whole):
                yield f"the id {cadre.id} stands beside another name"
            name = re.compile(rf"(?<!\w){re.escape(cadre.name)}(?!\w)")
            with_id = sum(
                len(re.findall(re.escape(f"{c.name} ({c.id})"), text))
                for c in self.roster.cadres
                if name.search(c.name)
            )
            if len(name.findall(text)) > with_id:
                yield f"the name {cadre.name} stands without an id"

    # -- where it stands -------------------------------------------------------------------------

    def _lines(self, point: Point) -> Iterator[str]:
        """Every line that is named is that of what is named with it."""
        for words in (point.words.vi, point.words.en):
            named = {(path, int(line)) for path, line in LINE.findall(words)}
            if not named <= set(self._standing(point)):
                yield f"lines {named}, it stands on {list(self._standing(point))}"
        if point.place is not None and point.place not in set(self._standing(point)):
            yield f"place {point.place}, it stands on {list(self._standing(point))}"

    def _standing(self, point: Point) -> Iterator[tuple[str, int]]:
        if point.kind == "decision":
            for n, decision in enumerate(self.roster.decisions):
                if decision.id == dict(point.facts)["id"]:
                    mark = self.roster.mark("decisions", n)
                    yield mark.source.path, mark.line
        elif point.kind == "cap":
            if "max_moves" in self.roster.round_document.root["round"]:
                mark = self.roster.round_mark("max_moves")
                yield mark.source.path, mark.line
        elif point.clause in self.in_force:
            mark = self.in_force[point.clause].mark
            yield mark.source.path.strip("<>"), mark.line

    # -- what is decided, what is asked ----------------------------------------------------------

    def _decision(self, point: Point) -> Iterator[str]:
        """Whatever is called a decision is one of the board's, with its people and its reason."""
        called = re.match(r"(decision|quyết định):", point.words.en) or point.kind == "decision"
        if not called:
            return
        found = self.decided.get(str(dict(point.facts).get("id")))
        if not found:
            yield "the board decided no such thing"
            return
        if f"({found[0].cadre})" not in point.words.en:
            yield "it names another cadre"
        reasons = {part.words.en for part in point.parts if part.kind == "because"}
        if not reasons <= {d.because for d in found}:
            yield "it gives another reason"

    def _asked(self, point: Point) -> Iterator[str]:
        if point.kind != "asked":
            return
        if point.place is not None or point.clause is not None or LINE.search(point.words.en):
            yield "what is only asked stands on a line"
        if not point.words.en.startswith("what is asked:"):
            yield "what is asked is not called so"
        if not point.words.vi.startswith("điều được hỏi:"):
            yield "what is asked is not called so in Vietnamese"

    # -- how many, how much ----------------------------------------------------------------------

    def _counts(self, point: Point) -> Iterator[str]:
        facts = dict(point.facts)
        if point.kind == "more":
            n = facts["more"]
            if str(n) not in point.words.vi:
                yield f"it does not say {n}"
        if point.kind == "countable" and "moves" not in facts and point.clause is None:
            for name in ("cadres", "posts"):
                several = facts.get(name)
                size = len(several) if isinstance(several, tuple) else 0
                if size > 1 and str(size) not in point.words.vi:
                    yield f"there are {size} {name}"
        if point.kind == "nearer":
            for cadre, why in self.already_there(point.words.en):
                yield from self.figures(why, cadre)
        else:
            about = facts.get("for") if point.kind == "makes-room" else point.cadre
            yield from self.figures(point.words.en, self.roster.cadre_of.get(str(about)))

    def already_there(self, text: str) -> Iterator[tuple[Cadre, str]]:
        """Those whom a list names, each with what is said of him or her."""
        for id_, why in LISTED.findall(text):
            yield self.roster.cadre_of[id_], why

    def figures(self, text: str, cadre: Cadre | None) -> Iterator[str]:
        """Months and grades in a sentence about one cadre."""
        if cadre is None:
            return
        titles = {k.words.en: k.grade for k in self.docket.policy.kinds.values()}
        held = [titles[self._kind(h.post)] for h in cadre.holds]
        for kind, new, _, old in GRADE.findall(text):
            if titles.get(kind.strip().rpartition(": ")[2]) != int(new):
                yield f"{kind} is not of grade {new}"
            if held and max(held) != int(old):
                yield f"the present grade is {max(held)}"
        for kind, unit, months, _ in MONTHS.findall(text):
            served = [
                self._months(cadre.since_when(h))
                for h in cadre.holds
                if self._kind(h.post) == kind and self._unit(h.post) == unit
            ]
            if int(months) not in served:
                yield f"served {served} months"

    def _kind(self, post: str) -> str:
        return self.docket.policy.kinds[self.roster.post_of[post].kind].words.en

    def _unit(self, post: str) -> str:
        return self.roster.unit_of[self.roster.post_of[post].unit].name

    def _months(self, since: object) -> int | None:
        """Whole months from the earliest possible day to the round, as the oracle counts them."""
        first: date | None = getattr(since, "earliest", None)
        return None if first is None else elapsed(first, self.roster.round.date)
