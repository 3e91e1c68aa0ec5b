"""The files a plan was made from, opened again: only if every one is as it was."""

import os
from pathlib import Path

from rotplan.plan.fingerprints import what_changed
from rotplan.plan.form import PlanFile
from rotplan.policy.docket import Docket, open_docket
from rotplan.roster.load import UnreadableError, contents
from rotplan.roster.nodes import Mapping
from rotplan.roster.problems import Problems
from rotplan.roster.reading import Document, read
from rotplan.roster.records import locate
from rotplan.text import Words


def opened_again(plan: PlanFile, root: Mapping, problems: Problems) -> Docket | None:
    """The docket that a plan was made from; nothing where a file is gone or has changed.

    `root` is the plan file as read, for places.
    """
    before = problems.errors
    documents = _roster(plan, root, problems)
    if problems.errors > before:
        return None
    found = Problems()
    docket = open_docket(tuple(documents), found, plan.asked.policy) if documents else None
    if docket is None:
        words = Words("có {n} lỗi", "{n} errors in them").format(n=found.errors)
        problems.add("plan-input-refused", locate(root, ("inputs",)), reason=words)
        return None
    _compare(plan, root, docket, problems)
    return docket.capped(plan.asked.max_moves) if problems.errors == before else None


def _roster(plan: PlanFile, root: Mapping, problems: Problems) -> list[Document]:
    """The parts of the roster; those that are gone are reported."""
    parts = []
    for n, stated in enumerate(plan.inputs):
        if stated.kind != "roster":
            continue
        path, mark = _place(stated.path, root.source.path), locate(root, ("inputs", n, "path"))
        try:
            if path == "-":
                raise UnreadableError(path, Words("đầu vào chuẩn", "standard input"))
            document = read(path, contents(path), found := Problems())
        except UnreadableError as error:
            problems.add("plan-input-missing", mark, file=stated.path, reason=error.reason)
            continue
        if document is None:
            first = next(iter(found)).words
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


def _place(path: str, plan: str) -> str:
    """As named when the plan was made, else beside the plan file."""
    beside = str(Path(plan).parent / path)
    # false, not an error, for names that no file can have
    lost = path != "-" and not os.path.exists(path) and os.path.exists(beside)  # noqa: PTH110
    return beside if lost else path
