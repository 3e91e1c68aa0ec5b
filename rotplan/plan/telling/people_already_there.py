"""Who serves in the unit of a post already, when somebody is brought to it from another.

A board asks first about those for whom the post would be the natural next step. So they stand in
this order: whose highest grade today is below that of the post before those of the same grade, and
these before those above it; then the nearest grade; then who is in the planning list for the kind
of the post; then by id. Each stands with what keeps him or her from it: a decision of the board,
else the first clause that bars it, else what the placement would break at a price, else that no
plan with it is better.
"""

from collections.abc import Iterator, Sequence

from rotplan.language.words import Words, joined
from rotplan.plan.telling.decision_words import decision_words
from rotplan.plan.telling.moves import Move
from rotplan.plan.telling.names_in_sentences import one_or_many, unsure, who
from rotplan.planning.asking.what_bars_a_pair import Bars, against, alone
from rotplan.planning.proof.judged_plan import Arrangement
from rotplan.roster.records import Cadre, Post

_SHOWN = 3


class Nearby:
    """`brought` are all moves to a post of another unit that are to be told: what stands against
    those who are nearer is asked at once."""

    def __init__(self, arrangement: Arrangement, brought: Sequence[tuple[Move, Post]]) -> None:
        self._optimal, self._docket = arrangement.optimal, arrangement.docket
        roster, table = self._docket.roster, self._docket.table
        serving: dict[str, dict[str, Cadre]] = {}
        for held, cadre in roster.holder.items():
            if roster.is_candidate(cadre):
                serving.setdefault(roster.post_of[held].unit, {})[cadre.id] = cadre
        self._serving = {unit: list(near.values()) for unit, near in serving.items()}
        pairs = [(c, p) for move, p in brought for c in self.others(move, p)[:_SHOWN]]
        self._bars = alone(
            self._docket, [(table.cadre_number[c.id], table.post_number[p.id]) for c, p in pairs]
        )

    def listed(self, move: Move, post: Post) -> Words | None:
        """They by name, each with what stands against it; nothing where nobody else is there."""
        others = self.others(move, post)
        if not others:
            return None
        listed = joined([self._why_not(cadre, post) for cadre in others[:_SHOWN]], "; ")
        if len(others) <= _SHOWN:
            return listed
        words = Words("{listed}; {more}", "{listed}; {more}")
        return words.format(listed=listed, more=one_or_many(len(others) - _SHOWN, *_MORE))

    def others(self, move: Move, post: Post) -> list[Cadre]:
        """Neither who takes the post nor who leaves it; whose next step it is stands first."""
        former = self._docket.roster.holder.get(post.id)
        concerned = {move.cadre.id, former.id if former else None}
        near = (c for c in self._serving.get(post.unit, ()) if c.id not in concerned)
        return sorted(near, key=lambda cadre: self._rank(cadre, post))

    def _rank(self, cadre: Cadre, post: Post) -> tuple[int, int, bool, str]:
        """How natural a step a post would be for a cadre, the most natural first."""
        kinds, roster = self._docket.policy.kinds, self._docket.roster
        held = max(kinds[roster.post_of[h.post].kind].grade for h in cadre.holds)
        up = kinds[post.kind].grade - held
        direction = 0 if up > 0 else 1 if up == 0 else 2
        return direction, abs(up), post.kind not in cadre.planned, cadre.id

    def _why_not(self, cadre: Cadre, post: Post) -> Words:
        words = Words("{who} – {why}", "{who} – {why}")
        return words.format(who=who(cadre), why=next(self._reasons(cadre, post)))

    def _reasons(self, cadre: Cadre, post: Post) -> Iterator[Words]:
        """What keeps a cadre from a post, the gravest first."""
        decision = against(self._docket, cadre, post)
        if decision is not None:
            yield _DECIDED.format(words=decision_words(self._docket, decision))
        table = self._docket.table
        bars: Bars = self._bars[table.cadre_number[cadre.id], table.post_number[post.id]]
        for breach in bars.barring:
            words = Words("{words}{sure}", "{words}{sure}")
            yield words.format(words=breach.words, sure=unsure(breach.doubt))
        for breach in bars.priced:
            if breach.post == post or breach.post is None:
                words = _PRICED[breach.clause.force == "target"]
                yield words.format(words=breach.words, sure=unsure(breach.doubt))
        yield _NO_BETTER if self._optimal else _ANOTHER


_MORE = (
    Words("và {n} người nữa", "and 1 more"),
    Words("và {n} người nữa", "and {n} more"),
)
_DECIDED = Words("tập thể đã quyết định: {words}", "the board decided: {words}")
_PRICED = {
    False: Words(
        "bố trí được nhưng phải xin ý kiến: {words}{sure}",
        "possible, but for approval: {words}{sure}",
    ),
    True: Words(
        "bố trí được nhưng không đạt chỉ tiêu: {words}{sure}",
        "possible, but it misses a target: {words}{sure}",
    ),
}
_NO_BETTER = Words(
    "đủ điều kiện, nhưng bố trí như vậy không cho phương án nào tốt hơn",
    "qualifies, but no plan that does so is better",
)
_ANOTHER = Words("đủ điều kiện, phương án chọn người khác", "qualifies, the plan takes another")
