"""A whole plan explained: every move with its causes, what if not, and how firm the plan is."""

from collections.abc import Iterator

from rotplan.language.words import Words
from rotplan.plan.telling.chain_sentences import chain_words
from rotplan.plan.telling.long_lists import MOST_POINTS
from rotplan.plan.telling.moves import FORM_WORDS, Move
from rotplan.plan.telling.moves_and_reasons import Account
from rotplan.plan.telling.names_in_sentences import one_or_many, people_words, plural, who
from rotplan.plan.telling.point import Explanation, Point
from rotplan.plan.telling.why_move import WHY, answered_in_time, move_words, reason_points, what_if
from rotplan.planning.asking.equally_good_plans import Questioner

_TITLE = (
    Words("Giải trình phương án: {n} người chuyển", "The plan explained: {n} cadre moves"),
    Words("Giải trình phương án: {n} người chuyển", "The plan explained: {n} cadres move"),
)
_FIRM = Words("Phương án vững đến đâu", "How firm the plan is")
_BACKBONE = (
    Words(
        "{n}/{of} việc có trong mọi phương án tốt ngang bằng: {who}",
        "{n} of {moves} is in every equally good plan: {who}",
    ),
    Words(
        "{n}/{of} việc có trong mọi phương án tốt ngang bằng: {who}",
        "{n} of {moves} are in every equally good plan: {who}",
    ),
)
_NO_BACKBONE = Words(
    "không việc nào có trong mọi phương án tốt ngang bằng",
    "no move is in every equally good plan",
)
_CHANGEABLE = Words(
    "{n}/{of} việc có thể bố trí khác mà vẫn tốt ngang bằng: {who}",
    "{n} of {moves} could be otherwise, equally good: {who}",
)
_OPEN = Words(
    "{n} việc chưa xác định được trong thời hạn: {who}",
    "{n} could not be settled within the time limit: {who}",
)
_NONE = Words("không ai phải chuyển", "nobody has to move")


UNPROVED = Words(
    "Phương án này chưa được chứng minh là tốt nhất: so với nó, câu trả lời có thể tốt hơn",
    "This plan was not proved to be the best: an answer may come out better than the plan itself",
)


def about_plan(asking: Questioner) -> tuple[Explanation, ...]:
    """One explanation a move, by chain, after what holds for all of them."""
    account = Account(asking.proposal)
    moves = account.moves
    told = tuple(_about(asking, account, move) for move in moves)
    title = one_or_many(len(moves), *_TITLE)
    points = (Point("firmness", _FIRM, tuple(_firmness(moves, told))),)
    answered = not told or any(explanation.answered for explanation in told)
    return (Explanation(title, (), points, answered), *told)


def _about(asking: Questioner, account: Account, move: Move) -> Explanation:
    title = Words("{who} · {form}", "{who} · {form}").format(
        who=who(move.cadre), form=FORM_WORDS[move.form]
    )
    causes = reason_points(account, move)
    points = (Point("why", WHY, causes, cadre=move.cadre.id), *what_if(asking, move))
    answered = answered_in_time(points)
    together = tuple(m for m in account.moves if m.chain == move.chain)
    chain = chain_words(asking.proposal.docket, together)
    notes = (move_words(asking.proposal, move), *((chain,) if chain else ()))
    return Explanation(title, notes, points, answered)


def _firmness(moves: tuple[Move, ...], told: tuple[Explanation, ...]) -> Iterator[Point]:
    """How many moves are in every equally good plan, and which are not."""
    groups: dict[str, list[Move]] = {"backbone": [], "instead": [], "unanswered": []}
    for move, explanation in zip(moves, told, strict=True):
        firm = next(p for p in explanation.points if p.kind == "firm")
        groups[firm.parts[0].kind].append(move)
    if not moves:
        yield Point("no-moves", _NONE)
        return
    for kind, words in (
        ("backbone", _BACKBONE),
        ("instead", (_CHANGEABLE, _CHANGEABLE)),
        ("unanswered", (_OPEN, _OPEN)),
    ):
        found = groups[kind]
        if not found and kind != "backbone":
            continue
        named = people_words((m.cadre for m in found), most=MOST_POINTS)
        all_moves = plural(len(moves), "move")
        said = one_or_many(len(found), *words, of=len(moves), moves=all_moves, who=named)
        ids = tuple(m.cadre.id for m in found)
        yield Point(kind, said if found else _NO_BACKBONE, facts=(("cadres", ids),))
