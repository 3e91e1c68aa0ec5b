"""Who serves in the unit of a post already, when somebody is brought to it from another."""

from collections.abc import Sequence

from rotplan.plan.moves import Move
from rotplan.plan.naming import who
from rotplan.planning.questions.arrangement import Arrangement
from rotplan.planning.questions.bars import alone
from rotplan.roster.facts import Cadre, Post
from rotplan.text import Words, joined

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
        self._serving = {u: [near[id_] for id_ in sorted(near)] for u, near in serving.items()}
        pairs = [(c, p) for move, p in brought for c in self._others(move, p)[:_SHOWN]]
        self._bars = alone(
            self._docket, [(table.cadre_number[c.id], table.post_number[p.id]) for c, p in pairs]
        )

    def listed(self, move: Move, post: Post) -> Words | None:
        """They by name, each with what stands against it; nothing where nobody else is there."""
        others = self._others(move, post)
        if not others:
            return None
        listed = joined([self._why_not(cadre, post) for cadre in others[:_SHOWN]], "; ")
        if len(others) <= _SHOWN:
            return listed
        words = Words("{listed}; và {n} người nữa", "{listed}; and {n} more")
        return words.format(listed=listed, n=len(others) - _SHOWN)

    def _others(self, move: Move, post: Post) -> list[Cadre]:
        """Neither who takes the post nor who leaves it."""
        former = self._docket.roster.holder.get(post.id)
        concerned = {move.cadre.id, former.id if former else None}
        return [c for c in self._serving.get(post.unit, ()) if c.id not in concerned]

    def _why_not(self, cadre: Cadre, post: Post) -> Words:
        """The first thing that bars a cadre from a post, else what it would cost."""
        table = self._docket.table
        bars = self._bars[table.cadre_number[cadre.id], table.post_number[post.id]]
        stood = [*bars.barring, *(b for b in bars.priced if b.post == post)]
        able = _NO_BETTER if self._optimal else _ANOTHER
        why = stood[0].words if stood else able
        return Words("{who} – {why}", "{who} – {why}").format(who=who(cadre), why=why)


_NO_BETTER = Words(
    "đủ điều kiện, nhưng bố trí như vậy không cho phương án nào tốt hơn",
    "qualifies, but no plan that does so is better",
)
_ANOTHER = Words("đủ điều kiện, phương án chọn người khác", "qualifies, the plan takes another")
