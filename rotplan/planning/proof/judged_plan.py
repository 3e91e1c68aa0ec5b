"""A set of holdings for a docket, judged before and after: what moves and reasons are read off.

No solver is in it, so that a plan can be told, and told again from its file, without one.
"""

from dataclasses import dataclass

from rotplan.planning.proof.judge import Judgement
from rotplan.policy.docket import Docket
from rotplan.rules.kit.scope import Holding


@dataclass(frozen=True)
class Arrangement:
    """What each candidate holds after the round, by table numbers, and what it amounts to.

    `optimal`: no better one exists, as far as is claimed.
    """

    docket: Docket
    holdings: dict[int, Holding]
    today: Judgement
    after: Judgement
    optimal: bool
