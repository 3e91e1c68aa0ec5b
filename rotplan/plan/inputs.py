"""The files a plan was made from, opened again: only if every one is as it was."""

import os
from pathlib import Path

from rotplan.plan.fingerprints import what_changed
from rotplan.plan.form import PlanFile
from rotplan.policy.docket import Docket, open_docket
from rotplan.roster.enclosure import Folder, folder_of, may_name
from rotplan.roster.load import UnreadableError, contents
from rotplan.roster.nodes import Mapping
from rotplan.roster.problems import Problems
from rotplan.roster.reading import Document, read
from rotplan.roster.records import locate
from rotplan.text import Words


def opened_again(
    plan: PlanFile, root: Mapping, problems: Problems, top: Folder | None = None
) -> Docket | None:
    """The docket that a plan was made from; nothing where a file is gone or has changed.

    `root` is the plan file as read, for places; `top` the folder below which its inputs must lie
    where they lie neither below the plan's folder nor below the current one.
    """
    before = problems.errors
    documents = _roster(plan, root, problems, top)
    if problems.errors > before:
        return None
    found = Problems()
    named_at = locate(root, ("asked", "policy"))
    docket = (
        open_docket(tuple(documents), found, plan.asked.policy, root=top, named_at=named_at)
        if documents
        else None
    )
    if docket is None:
        words = Words("có {n} lỗi", "{n} errors in them").format(n=found.errors)
        problems.add("plan-input-refused", locate(root, ("inputs",)), reason=words)
        return None
    _compare(plan, root, docket, problems)
    return docket.capped(plan.asked.max_moves) if problems.errors == before else None


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
                raise UnreadableError(path, "standard input")
            document = read(path, contents(path), found := Problems(), ("rotplan",))
        except UnreadableError as error:
            problems.add("plan-input-missing", mark, file=stated.path, reason=error.reason)
            continue
        if document is None or "rotplan" not in document.root:
            first = next((p.words for p in found), _NO_ROSTER)
            problems.add("plan-input-missing", mark, file=stated.path, reason=first)
        else:
            parts.append(document)
    return parts


def _compare(plan: PlanFile, root: Mapping, docket: Docket, problems: Problems) -> None:
    """Report every file that is not what it was, and what the change amounts to."""
    now = docket.inputs
    if [f.kind for f in plan.inputs] != [f["kind"] for f in now]:
        words = Words("nay cần {n} tệp", "they are {n} now").format(n=len(now))
        problems.add("plan-input-refused", locate(root, ("inputs",)), reason=words)
        return
    for n, (stated, file) in enumerate(zip(plan.inputs, now, strict=True)):
        if stated.sha256 != file["sha256"]:
            what = what_changed(plan.fingerprints, docket) or (_WRITING,)
            told = Words("; ".join(w.vi for w in what), "; ".join(w.en for w in what))
            mark = locate(root, ("inputs", n, "sha256"))
            problems.add("plan-input-changed", mark, file=stated.path, what=told)


_WRITING = Words("chỉ cách viết thay đổi", "only the writing changed, none of the facts")


_NO_ROSTER = Words("không phải danh sách", "it is no roster")


def input_folders(plan: str) -> tuple[Path, Path]:
    """Where the inputs of a plan file may lie: its folder, and the one they were named from."""
    return folder_of(plan), Path()


def input_place(path: str, plan: str) -> str:
    """As named when the plan was made, else beside the plan file."""
    beside = Path(plan).parent / path
    # not Path.exists: of a name that can be no file that would raise
    there = os.path.exists(path) or not os.path.exists(beside)  # noqa: PTH110
    return path if path == "-" or there else str(beside)
