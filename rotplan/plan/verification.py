"""A plan file checked from the files it was made from, without any solver.

The holdings are judged anew, whatever the file says of them is told again and compared, and where
it carries a certificate every bound is computed anew over all columns. Each difference is located.
"""

import json
from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

from rotplan.plan import parts
from rotplan.plan.account import Account
from rotplan.plan.certified import check_certificate
from rotplan.plan.differences import differences, without_sentences
from rotplan.plan.fingerprints import fingerprints
from rotplan.plan.form import PlanFile
from rotplan.plan.inputs import opened_again
from rotplan.planning.model.columns import scope_of, scope_today
from rotplan.planning.proof.judge import judge
from rotplan.planning.questions.arrangement import Arrangement
from rotplan.policy.docket import Docket, candidates
from rotplan.roster.enclosure import Folder
from rotplan.roster.nodes import shape
from rotplan.roster.problems import Mark, Problems
from rotplan.roster.reading import Document
from rotplan.roster.records import locate
from rotplan.rules.scope import Holding
from rotplan.text import Words


def verify(
    document: Document,
    problems: Problems,
    memory: int | None = None,
    root: Folder | None = None,
) -> None:
    """Report everything in a plan file that does not hold.

    `memory`: bytes that may be used. `root`: the folder below which its inputs may lie.
    """
    plan = None if document.cut or document.refused else _read(document, problems)
    docket = opened_again(plan, document.root, problems, root) if plan is not None else None
    if plan is None or docket is None:
        return
    before, check = problems.errors, _Check(plan, document, docket, problems)
    check.run()
    if problems.errors == before:
        check_certificate(plan, document.root, docket, problems, memory)


def _read(document: Document, problems: Problems) -> PlanFile | None:
    """The file in its form; its values by JSON, the places of what does not fit by the tree."""
    source, root = document.source, document.root
    try:
        return PlanFile.model_validate(json.loads(source.text), strict=True)
    except json.JSONDecodeError as error:
        mark = Mark(source, error.pos, error.pos + 1)
        problems.add("plan-form", mark, what=Words("không phải JSON", "it is not JSON"))
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            _misfit(document, detail, problems)
    except (RecursionError, ValueError):
        problems.add("plan-form", root.mark, what=Words("không đọc được", "it cannot be read"))
    return None


def _misfit(document: Document, detail: Any, problems: Problems) -> None:
    path, kind = detail["loc"], detail["type"]
    mark = locate(document.root, path, key=kind == "extra_forbidden")
    name = ".".join(map(str, path))
    found = shape(detail["input"])
    words = Words("«{name}» không nhận {found}", "{found} does not fit '{name}'")
    if kind == "missing":
        words = Words("thiếu «{name}»", "'{name}' is missing")
    elif kind == "extra_forbidden":
        words = Words("không có khóa «{name}»", "there is no key '{name}'")
    problems.add("plan-form", mark, what=words.format(name=name, found=found))


class _Check:
    """One plan against its docket."""

    def __init__(
        self, plan: PlanFile, document: Document, docket: Docket, problems: Problems
    ) -> None:
        self.plan, self.root, self.docket = plan, document.root, docket
        self.problems, self.same_version = problems, plan.tool.version == parts.tool().version

    def run(self) -> None:
        plan, problems = self.plan, self.problems
        names = [tier.name for tier in plan.tiers]
        if tuple(names) != self.docket.tier_names:
            self.say("plan-form", "tiers", what=_listed(self.docket.tier_names))
            return
        self.compare("waivers", parts.waivers(self.docket))
        self.fingerprints()
        self.status()
        if plan.status in ("infeasible", "undecided"):
            self.empty()
            return
        before = problems.errors
        holdings = self.holdings()
        if problems.errors == before:
            self.told_again(holdings)

    def say(self, slug: str, *path: str | int, **words: Any) -> None:
        self.problems.add(slug, locate(self.root, path), **words)

    # -- holdings ---------------------------------------------------------------------------------

    def holdings(self) -> dict[int, Holding]:
        """What each candidate holds; posts and cadres that cannot be are reported."""
        table, held = self.docket.table, dict[int, list[int]]()
        may = {number for number, _ in candidates(self.docket)}
        planned = {
            p.id for p, flag in zip(table.posts, table.planned.tolist(), strict=True) if flag
        }
        for post, cadre in self.plan.holdings.items():
            number = None if cadre is None else table.cadre_number.get(cadre)
            if post not in planned:
                self._unheld(post, Words("không thuộc đợt này", "is no post of this round"))
            elif cadre is not None and number not in may:
                words = Words("{id} không thuộc đợt này", "{id} is no cadre of this round")
                self._unheld(post, words.format(id=cadre))
            elif number is not None:
                held.setdefault(number, []).append(table.post_number[post])
        for post in sorted(planned - self.plan.holdings.keys()):
            words = Words("chưa ghi", "is not listed")
            self.say("plan-holding", "holdings", post=post, what=words)
        return {number: tuple(sorted(posts)) for number, posts in held.items()}

    def _unheld(self, post: str, what: Words) -> None:
        self.say("plan-holding", "holdings", post, post=post, what=what)

    def told_again(self, holdings: dict[int, Holding]) -> None:
        """All that follows from the holdings, against what the file says."""
        docket = self.docket
        after = judge(docket, scope_of(docket, holdings))
        self.against_moves()
        for fault in after.faults:
            self.say("plan-fault", "holdings", what=fault)
        if after.faults:
            return
        today, optimal = judge(docket, scope_today(docket)), self.plan.status == "optimal"
        told = Account(Arrangement(docket, holdings, today, after, optimal))
        for n, ((name, value), tier) in enumerate(zip(after.tiers, self.plan.tiers, strict=True)):
            if tier.value != value:
                self.say(
                    "plan-tier", "tiers", n, "value", tier=name, claimed=tier.value, found=value
                )
        self.compare("targets", parts.targets(today, after))
        self.compare("moves", parts.planned_moves(told))
        self.compare("findings", parts.findings(after))
        self.compare("shortages", parts.shortages(told))
        if self.plan.unplaced != [cadre.id for cadre in after.unplaced]:
            what = _listed([cadre.id for cadre in after.unplaced])
            self.say("plan-part", "unplaced", key="unplaced", what=what)

    def against_moves(self) -> None:
        """Whom the file's own moves put elsewhere than its holdings do."""
        table = self.docket.table
        put = {p: c.id for c, posts in zip(table.cadres, table.before, strict=True) for p in posts}
        moved = {move.cadre: move.after for move in self.plan.moves}
        leaving = {c.id for c in table.cadres if c.leaving is not None}
        after = {table.posts[p].id: c for p, c in put.items() if c not in moved.keys() | leaving}
        after |= {post: cadre for cadre, posts in moved.items() for post in posts}
        for post, cadre in self.plan.holdings.items():
            stated = after.get(post)
            if stated != cadre and not self._closes(post):
                words = Words(
                    "ở đây là {here}, theo moves là {there}", "{here} here, {there} by moves"
                )
                what = words.format(here=_who(cadre), there=_who(stated))
                self._unheld(post, what)

    def _closes(self, post: str) -> bool:
        return bool(self.docket.roster.post_of[post].closing)

    # -- what is told -----------------------------------------------------------------------------

    def compare(self, key: str, told: Sequence[BaseModel]) -> None:
        """Report the first entry of a list that differs from what follows from the holdings."""
        stated: Sequence[BaseModel] = getattr(self.plan, key)
        for n, (mine, theirs) in enumerate(zip(told, stated, strict=False)):
            for path in differences(self._plain(theirs), self._plain(mine)):
                words = Words("mục {n} khác ở {where}", "entry {n} differs at {where}")
                where = ".".join(map(str, path))
                self.say(
                    "plan-part", key, n, *path, key=key, what=words.format(n=n + 1, where=where)
                )
                return
        if len(told) != len(stated):
            words = Words("có {n} mục, phải là {m}", "{n} entries, they should be {m}")
            self.say("plan-part", key, key=key, what=words.format(n=len(stated), m=len(told)))

    def _plain(self, entry: BaseModel) -> Any:
        """An entry as data; sentences count only where the same version wrote them."""
        data = entry.model_dump(by_alias=True)
        return data if self.same_version else without_sentences(data)

    def fingerprints(self) -> None:
        """The digests of the facts, where the same version wrote them."""
        now = fingerprints(self.docket)
        if self.same_version and self.plan.fingerprints != now:
            path = next(iter(differences(now, self.plan.fingerprints)), ())
            what = Words("khác ở {where}", "it differs at {where}").format(
                where=".".join(map(str, path))
            )
            self.say("plan-part", "fingerprints", *path, key="fingerprints", what=what)

    def status(self) -> None:
        """Status and proof against the tiers, which are checked by themselves."""
        plan, met = (
            self.plan,
            all(t.value is not None and t.value == t.bound for t in self.plan.tiers),
        )
        for n, tier in enumerate(plan.tiers):
            above = tier.value is not None and tier.bound is not None and tier.bound > tier.value
            if above:
                self.say(
                    "plan-bound", "tiers", n, "bound",
                    tier=tier.name, claimed=tier.bound, found=tier.value,
                )  # fmt: skip
        if plan.status in ("optimal", "feasible"):
            found = "optimal" if met else "feasible"
            if plan.status != found:
                self.say("plan-status", "status", key="status", claimed=plan.status, found=found)
        else:
            met = plan.status == "infeasible"
        if plan.proof.bound_met != met:
            stated, given = str(plan.proof.bound_met).lower(), str(met).lower()
            self.say(
                "plan-status", "proof", "bound_met", key="bound_met", claimed=stated, found=given
            )

    def empty(self) -> None:
        """Without a plan nothing is held and nothing moves."""
        nothing = Words("không có phương án thì để trống", "without a plan it is empty")
        for key in ("holdings", "moves", "targets", "findings", "unplaced"):
            if getattr(self.plan, key):
                self.say("plan-part", key, key=key, what=nothing)
        for n, tier in enumerate(self.plan.tiers):
            if tier.value is not None:
                self.say("plan-part", "tiers", n, "value", key="tiers", what=nothing)


def _who(cadre: str | None) -> Words:
    return Words("không ai", "nobody") if cadre is None else Words(cadre, cadre)


def _listed(names: Sequence[str]) -> Words:
    several = ", ".join(names)
    return Words(f"phải là [{several}]", f"it should be [{several}]")
