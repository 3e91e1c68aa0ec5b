"""How tests open a roster and plan its round; nothing else here does."""

import json
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rotplan.planning.engine import Budget
from rotplan.planning.propose import Proposal, propose
from rotplan.policy.docket import Docket
from rotplan.policy.open_docket import open_docket
from rotplan.roster.load import find
from rotplan.roster.reading.problems import Problems

Doc = dict[str, Any]


def try_open(
    path: Path | str, law: str | None = None, *, as_of: date | None = None
) -> tuple[Docket | None, Problems]:
    """What comes of a file or folder, and all that is said of it."""
    problems = Problems()
    rosters = find(str(path), problems).rosters
    return (open_docket(rosters[0], problems, law, as_of=as_of) if rosters else None), problems


def open_roster(path: Path | str, law: str | None = None) -> Docket:
    """The docket of a sound roster."""
    docket, problems = try_open(path, law)
    assert docket is not None, [(p.place, p.code, p.words.en) for p in problems]
    return docket


def write_json(path: Path, document: Doc) -> None:
    """JSON keeps every scalar quoted."""
    path.write_text(json.dumps(document, ensure_ascii=False), "utf-8")


def write_round(folder: Path, roster: Doc, policy: Doc, scores: str | None = None) -> Path:
    """All documents as files; the roster names `policy.yaml`, and `fit.csv` where it has scores."""
    if scores is not None:
        (folder / "fit.csv").write_text(scores, "utf-8")
    write_json(folder / "policy.yaml", policy)
    write_json(folder / "roster.yaml", roster)
    return folder / "roster.yaml"


def open_round(roster: Doc, policy: Doc, scores: str | None = None) -> Docket:
    """The docket of documents that stand in no file."""
    with TemporaryDirectory() as folder:
        return open_roster(write_round(Path(folder), roster, policy, scores))


def proposed(docket: Docket, seconds: float = 60) -> Proposal:
    """The plan of a round that has one."""
    answer = propose(docket, Budget(seconds))
    assert isinstance(answer, Proposal)
    return answer


def tier_values(proposal: Proposal) -> dict[str, int | None]:
    """Of a plan that is proved."""
    assert proposal.solved.optimal
    return {tier.name: tier.value for tier in proposal.solved.tiers}
