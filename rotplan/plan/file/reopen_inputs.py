"""The files a plan was made from, opened again: only if the facts in them are as they were."""

import os
from pathlib import Path

from rotplan.language.words import Words
from rotplan.plan.file.fingerprints import fingerprints, what_changed
from rotplan.plan.file.parse_plan import Taken
from rotplan.plan.file.plan_records import Input
from rotplan.plan.file.plan_schema import PlanFile
from rotplan.policy.docket import Docket
from rotplan.policy.open_docket import open_docket
from rotplan.policy.policy import shipped
from rotplan.roster.load import UnreadableError, contents
from rotplan.roster.reading.named_files import Folder, folder_of, may_name
from rotplan.roster.reading.nodes import Mapping
from rotplan.roster.reading.problems import Problems
from rotplan.roster.reading.read_yaml import Document, read_yaml
from rotplan.roster.reading.validate import locate


def opened_again(
    taken: Taken, root: Mapping, problems: Problems, top: Folder | None = None
) -> Docket | None:
    """The docket that a plan was made from; nothing where a file is gone or its facts changed.

    `root` is the plan file as read, for places; `top` the folder below which its inputs must lie
    where they lie neither below the plan's folder nor below the current one.
    """
    before, plan = problems.errors, taken.plan
    documents = _roster(plan, root, problems, top)
    if problems.errors > before:
        return None
    found = Problems()
    asked = asked_policy(plan, root.source.path)
    named_at = locate(root, ("asked", "policy"))
    docket = (
        open_docket(tuple(documents), found, asked, root=top, named_at=named_at)
        if documents
        else None
    )
    if docket is None:
        words = Words("có {n} lỗi", "{n} errors in them").format(n=found.errors)
        if not documents:
            words = Words("không có danh sách nào", "there is no roster among them")
        problems.add("plan-input-refused", locate(root, ("inputs",)), reason=words)
        return None
    _compare(taken, root, docket, problems)
    return docket.capped(plan.asked.max_moves) if problems.errors == before else None


def facts_changed(taken: Taken, docket: Docket) -> tuple[Words, ...]:
    """What is otherwise than when the plan was made; nothing where no fact is."""
    stated = taken.plan.fingerprints
    if stated == fingerprints(docket):
        return ()
    if not taken.same_version:
        return (_CANNOT_TELL,)
    return what_changed(stated, docket) or (_NO_ROSTER,)


_CANNOT_TELL = Words(
    "phiên bản rotplan khác đã lập phương án, không biết dữ kiện nào thay đổi",
    "another version of rotplan made the plan, so which facts changed cannot be told",
)
_NO_ROSTER = Words(
    "fingerprints trong tệp phương án không thuộc danh sách nào",
    "the fingerprints in the plan file are those of no roster",
)


def changed_inputs(plan: PlanFile, docket: Docket) -> list[tuple[int, Input]]:
    """Those whose bytes are not what they were, with their places; both lists are of a kind."""
    pairs = enumerate(zip(plan.inputs, docket.inputs, strict=True))
    return [(n, stated) for n, (stated, file) in pairs if stated.sha256 != file["sha256"]]


def _roster(
    plan: PlanFile, root: Mapping, problems: Problems, top: Folder | None
) -> list[Document]:
    """The parts of the roster; those that are gone are reported."""
    parts = []
    for n, stated in enumerate(plan.inputs):
        if stated.kind != "roster":
            continue
        path, mark = input_place(stated.path, root.source.path), locate(root, ("inputs", n, "path"))
        if not may_name(path, input_folders(root.source.path), top):
            problems.add("outside", mark, file=stated.path)
            continue
        try:
            if path == "-":
                raise UnreadableError(path, Words("đầu vào chuẩn", "standard input"))
            document = read_yaml(path, contents(path), found := Problems(), ("rotplan",))
        except UnreadableError as error:
            problems.add("plan-input-missing", mark, file=stated.path, reason=error.reason)
            continue
        if document is None or "rotplan" not in document.root:
            first = next((p.words for p in found), _IS_NONE)
            problems.add("plan-input-missing", mark, file=stated.path, reason=first)
        else:
            parts.append(document)
    return parts


_IS_NONE = Words("không phải danh sách", "it is no roster")


def _compare(taken: Taken, root: Mapping, docket: Docket, problems: Problems) -> None:
    """Report every file that is not what it was, and what the change amounts to."""
    plan, now = taken.plan, docket.inputs
    if [f.kind for f in plan.inputs] != [f["kind"] for f in now]:
        words = Words("nay cần {n} tệp", "they are {n} now").format(n=len(now))
        problems.add("plan-input-refused", locate(root, ("inputs",)), reason=words)
        return
    for n, (stated, file) in enumerate(zip(plan.inputs, now, strict=True)):
        if not _same_place(stated.path, file["path"], root.source.path):
            mark, key = locate(root, ("inputs", n, "path")), f"inputs[{n}].path"
            problems.add("plan-claim", mark, key=key, claimed=stated.path, found=file["path"])
    changed = changed_inputs(plan, docket)
    what = facts_changed(taken, docket) if changed else ()
    for n, stated in changed:
        mark = locate(root, ("inputs", n, "sha256"))
        if what:
            told = Words("; ".join(w.vi for w in what), "; ".join(w.en for w in what))
            problems.add("plan-input-changed", mark, file=stated.path, what=told)
        else:
            problems.add("plan-input-bytes", mark, file=stated.path, n=n)


def _same_place(stated: str, now: str, plan: str) -> bool:
    """Whether a path means the file that was opened: as it stands, or from beside the plan."""
    if stated == now:
        return True
    places = (Path(stated), Path(plan).parent / stated)
    return any(place.as_posix() == Path(now).as_posix() for place in places)


def asked_policy(plan: PlanFile, path: str) -> str | None:
    """The policy that the command line named when the plan at a path was made: shipped, or where
    it lies now."""
    named = plan.asked.policy
    return named if named is None or named in shipped() else input_place(named, path)


def input_folders(plan: str) -> tuple[Path, Path]:
    """Where the inputs of a plan file may lie: its folder, and the one they were named from."""
    return folder_of(plan), Path()


def input_place(path: str, plan: str) -> str:
    """As named when the plan was made, else beside the plan file."""
    beside = Path(plan).parent / path
    # not Path.exists: of a name that can be no file that would raise
    there = os.path.exists(path) or not os.path.exists(beside)  # noqa: PTH110
    return path if path == "-" or there else str(beside)
