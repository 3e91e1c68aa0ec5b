"""A plan file held against what it was made from: what is wrong in it, and what stays unchecked."""

from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel

from rotplan.language.words import Words, joined
from rotplan.plan.file.json_diff import differences, is_sentence, key_of
from rotplan.plan.file.parse_plan import Taken
from rotplan.plan.file.plan_keys import how
from rotplan.plan.file.plan_schema import PlanFile
from rotplan.plan.telling.report.besides_headings import BESIDES, Besides
from rotplan.policy.docket import Docket
from rotplan.roster.reading.nodes import KeyPath, Mapping
from rotplan.roster.reading.problems import Problems
from rotplan.roster.reading.validate import locate

COMMAND = Words(
    "dòng lệnh khi đó không ghi trong tệp nào", "what the command line said stands in no file"
)
RUN = Words("chỉ lần chạy đó mới biết", "only the run itself could tell")
SOLVER = Words("cần bộ giải", "it takes a solver")
NO_CERTIFICATE = Words("không có chứng thực chứng minh", "no certificate proves it")
VERSION = Words("do phiên bản khác viết", "another version wrote it")
AFTER_ERRORS = Words("vì đã có lỗi nêu trên", "because of the errors told beside this")
UNKNOWN = Words("phiên bản này không biết khóa đó", "this version does not know the key")
MISSING = Words("tệp không có khóa đó", "the file does not have the key")


class CheckedPlan:
    """One plan file (`root` for its places) and its docket."""

    def __init__(self, taken: Taken, root: Mapping, docket: Docket, problems: Problems) -> None:
        self.taken, self.root, self.docket, self.problems = taken, root, docket, problems
        self._unchecked: dict[str, Words] = {}
        for key in sorted(taken.unknown):
            self._unchecked[key] = UNKNOWN
        for key in sorted(taken.missing):
            self._unchecked[key] = MISSING

    @property
    def plan(self) -> PlanFile:
        return self.taken.plan

    @property
    def besides(self) -> tuple[Besides, ...]:
        """What was asked besides and has answers: the report has their headings, and no others.

        Where another version left the answers out, its heading stands for them.
        """
        headings = {point.kind for point in self.plan.report}
        return tuple(
            what
            for what in BESIDES
            if getattr(self.plan, what) or (self.lacks(what) and what in headings)
        )

    @property
    def solved(self) -> bool:
        """Whether the file says that it holds a plan."""
        return self.plan.status in ("optimal", "feasible")

    def say(self, slug: str, *path: str | int, **words: Any) -> None:
        """Report a problem at a place of the file."""
        self.problems.add(slug, locate(self.root, path), **words)

    def lacks(self, key: str) -> bool:
        """Whether a key, or all it stands in, is missing in a file of another version."""
        steps = key.split(".")
        above = (".".join(steps[:n]) for n in range(1, len(steps) + 1))
        return any(part in self.taken.missing for part in above)

    # -- unchecked ----------------------------------------------------------------------------

    def leave(self, reason: Words, *keys: str) -> None:
        """These keys are not checked; the first reason given for one stays."""
        for key in keys:
            assert key in self.taken.unknown or how(key), key
            self._unchecked.setdefault(key, reason)

    def leaves(self, key: str) -> bool:
        """Whether a key is not checked."""
        return key in self._unchecked

    def list_unchecked(self) -> None:
        """All keys that are not checked in one finding, by reason."""
        by_reason: dict[Words, list[str]] = {}
        for key, reason in self._unchecked.items():
            by_reason.setdefault(reason, []).append(key)
        if by_reason:
            listed = joined([_listed(keys, why) for why, keys in by_reason.items()], "; ")
            self.say("plan-unchecked", "rotplan_plan", listed=listed)

    # -- told again ---------------------------------------------------------------------------

    def compare(
        self, key: str, told: Sequence[BaseModel], places: Sequence[int] | None = None
    ) -> None:
        """Report the first entry of a list that differs from what is told again.

        `places`: of the entries in the file, if they are not all. Sentences of another version
        that this one puts otherwise are left unchecked.
        """
        if self.lacks(key):
            return
        stated: list[Any] = self.taken.data[key]
        chosen = range(len(stated)) if places is None else places
        for n, mine in zip(chosen, told, strict=False):
            path = self._first_difference(key, stated[n], mine.model_dump(by_alias=True))
            if path is not None:
                words = Words("mục {n} khác ở {where}", "entry {n} differs at {where}")
                what = words.format(n=n + 1, where=".".join(map(str, path)) or key)
                self.say("plan-part", key, n, *path, key=key, what=what)
                return
        if len(told) != len(chosen):
            words = Words(
                "số mục là {n}, phải là {m}", "the number of entries is {n}, it should be {m}"
            )
            what = words.format(n=len(chosen), m=len(told))
            self.say("plan-part", key, key=key, what=what)

    def compare_whole(self, key: str, told: BaseModel) -> None:
        """Report where one record differs from what is told again."""
        if self.lacks(key):
            return
        path = self._first_difference(key, self.taken.data[key], told.model_dump(by_alias=True))
        if path is not None:
            words = Words("khác ở {where}", "it differs at {where}")
            what = words.format(where=".".join(map(str, path)) or key)
            self.say("plan-part", key, *path, key=key, what=what)

    def _first_difference(self, key: str, stated: Any, told: Any) -> KeyPath | None:
        for path in differences(stated, told):
            name = key_of((key, *path))
            if self.lacks(name):
                continue
            if self.taken.same_version or not is_sentence(path):
                return path
            self.leave(VERSION, name.removesuffix(".vi").removesuffix(".en"))
        return None


def _listed(keys: list[str], reason: Words) -> Words:
    return Words("{keys} ({reason})", "{keys} ({reason})").format(
        keys=", ".join(keys), reason=reason
    )
