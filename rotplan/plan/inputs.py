"""The files a plan was made from, opened again: only if every one is as it was."""

from hashlib import sha256
from pathlib import Path

from rotplan.plan.form import PlanFile
from rotplan.policy.docket import Docket, open_docket
from rotplan.policy.policy import shipped
from rotplan.roster.load import UnreadableError, contents
from rotplan.roster.nodes import Mapping
from rotplan.roster.problems import Problems
from rotplan.roster.reading import Document, read
from rotplan.roster.records import locate
from rotplan.text import Words


def reopened(plan: PlanFile, root: Mapping, problems: Problems) -> Docket | None:
    """The docket that a plan was made from; nothing where a file is gone or has changed.

    `root` is the plan file as read, for places.
    """
    before = problems.errors
    files = list(_files(plan, root, problems))
    if problems.errors > before:
        return None
    found = Problems()
    docket = open_docket(tuple(_roster(files)), found, plan.asked.policy) if files else None
    if docket is None:
        _refuse(root, found, problems)
        return None
    for n, (stated, now) in enumerate(zip(plan.inputs, docket.inputs, strict=False)):
        if stated.sha256 != now["sha256"]:
            mark = locate(root, ("inputs", n, "sha256"))
            problems.add("plan-input-changed", mark, file=stated.path, found=now["sha256"][:12])
    if len(plan.inputs) != len(docket.inputs):
        several = len(docket.inputs)
        words = Words(f"nay cần {several} tệp", f"they are {several} now")
        problems.add("plan-input-refused", locate(root, ("inputs",)), reason=words)
    return docket.capped(plan.asked.max_moves) if problems.errors == before else None


def _refuse(root: Mapping, found: Problems, problems: Problems) -> None:
    several = found.errors
    words = Words(f"có {several} lỗi", f"{several} errors in them")
    if not several:
        words = Words("không có danh sách nào", "there is no roster among them")
    problems.add("plan-input-refused", locate(root, ("inputs",)), reason=words)


def _files(plan: PlanFile, root: Mapping, problems: Problems) -> list[tuple[str, bytes]]:
    """Every file on the disk with its bytes; those that are gone or changed are reported."""
    files = []
    for n, stated in enumerate(plan.inputs):
        if stated.path in shipped():
            continue
        path = _place(stated.path, root.source.path)
        try:
            if path == "-":
                raise UnreadableError(path, "standard input")
            data = contents(path)
        except UnreadableError as error:
            mark, reason = locate(root, ("inputs", n, "path")), error.reason
            problems.add("plan-input-missing", mark, file=stated.path, reason=reason)
            continue
        found = sha256(data).hexdigest()
        if found != stated.sha256:
            mark = locate(root, ("inputs", n, "sha256"))
            problems.add("plan-input-changed", mark, file=stated.path, found=found[:12])
        files.append((path, data))
    return files


def _place(path: str, plan: str) -> str:
    """As named when the plan was made, else beside the plan file."""
    beside = Path(plan).parent / path
    return str(beside) if path != "-" and not Path(path).exists() and beside.exists() else path


def _roster(files: list[tuple[str, bytes]]) -> list[Document]:
    """The parts of the roster: they come first, before scores and policies."""
    parts: list[Document] = []
    for path, data in files:
        document = None if path.lower().endswith(".csv") else read(path, data, Problems())
        if document is None or "rotplan" not in document.root:
            break
        parts.append(document)
    return parts
