"""Whoever takes a post is in the planning list (quy hoạch) for that kind of post."""

from rotplan.language.words import Words
from rotplan.rules.kit.pairs import Pairs
from rotplan.rules.kit.rule import Options, Pair, PairRule
from rotplan.rules.kit.three_valued import Verdicts, known


class PlanningListOptions(Options):
    pass


class PlanningList(PairRule[PlanningListOptions]):
    """Someone who holds that kind of post already need not be in the list."""

    name = "planning-list"
    title = Words("trong quy hoạch chức danh", "in the planning list")
    says = Words(
        "Người nhận chức danh mới phải được quy hoạch loại chức danh đó, hoặc đang giữ loại chức "
        "danh đó ở nơi khác.",
        "Whoever takes a post is in the planning list for that kind, or holds that kind already.",
    )
    why = Words(
        "Luân chuyển là để đào tạo cán bộ trong quy hoạch.",
        "Rotation is there to train those who are planned for higher tasks.",
    )
    law = ("R1.04", "R6.11")
    options = PlanningListOptions
    applies = "newcomers"
    turns_on = "kind"

    def broken(self, pairs: Pairs, options: PlanningListOptions) -> Verdicts:
        post_of = pairs.table.roster.post_of
        planned = pairs.kind_among(lambda cadre: cadre.planned)
        holds = pairs.kind_among(lambda cadre: (post_of[h.post].kind for h in cadre.holds))
        return known(~planned & ~holds)

    def breach(self, pair: Pair, options: PlanningListOptions) -> Words:
        return Words(
            "chưa được quy hoạch chức danh {kind}", "not in the planning list for {kind}"
        ).format(kind=pair.kind)

    def doubt(self, pair: Pair, options: PlanningListOptions) -> Words:
        """Raises AssertionError: there is none to be told."""
        raise AssertionError("an absent planning list is an empty one: there is no doubt")
