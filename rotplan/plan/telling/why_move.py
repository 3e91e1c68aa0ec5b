"""Why a cadre moves or stays, what else could be, and what it would cost."""

from collections.abc import Iterable, Iterator

from rotplan.language.words import Words
from rotplan.plan.telling.chain_sentences import chain_words
from rotplan.plan.telling.difference_points import placed_points
from rotplan.plan.telling.moves import FORM_WORDS, Move
from rotplan.plan.telling.moves_and_reasons import Account
from rotplan.plan.telling.names_in_sentences import basis, holding_words, who
from rotplan.plan.telling.point import Explanation, Point
from rotplan.plan.telling.reasons import Reason
from rotplan.plan.telling.what_if_points import barred_points, broken_point, consequence
from rotplan.planning.asking.equally_good_plans import Firmness, Questioner, firmness
from rotplan.planning.asking.what_bars_a_pair import pinned, staying
from rotplan.planning.propose import Proposal
from rotplan.planning.solving.solve_again import AS_IT_IS, keep
from rotplan.policy.docket import Docket
from rotplan.roster.records import Cadre

WHY = Words("Vì sao chuyển", "Why this move")
_CHAIN = Words("Chuỗi liên quan", "The chain it belongs to")
_IF_STAYED = Words("Nếu đồng chí ở lại", "If this cadre stayed")
_IF_NOT_PLACED = Words("Nếu không bố trí đồng chí này", "If this cadre were not placed")
_IF_DECLINED = Words(
    "Nếu đồng chí không nhận: phương án tốt nhất khi đó",
    "If this cadre declines: the best plan then",
)
_FIRM = Words("Có thể bố trí khác mà vẫn tốt ngang bằng?", "Could it be otherwise, equally good?")
_BACKBONE = Words(
    "không: mọi phương án tốt ngang bằng đều bố trí đồng chí này như vậy",
    "no: every equally good plan places this cadre so",
)
_INSTEAD = Words("có: {posts}", "yes: {posts}")
_OPEN = Words(
    "chưa xác định hết trong thời hạn", "not all of it could be settled within the time limit"
)


def about_cadre(asking: Questioner, cadre: Cadre) -> Explanation:
    """The move or the stay of a cadre."""
    proposal = asking.proposal
    account = Account(proposal)
    move = next((m for m in account.moves if m.cadre == cadre), None)
    if move is not None:
        return _moving(asking, account, move)
    before = holding_words(proposal.docket, (h.post for h in cadre.holds), before=True)
    if not proposal.docket.roster.is_candidate(cadre):
        words = _LEAVES if cadre.leaving is not None else _OUTSIDE
        return Explanation(who(cadre), (before,), (Point("no-candidate", words, cadre=cadre.id),))
    points = tuple(_staying(asking, cadre))
    return Explanation(who(cadre), (before,), points, answered_in_time(points))


_LEAVES = Words(
    "Thôi công tác trong đợt này, nên không thuộc diện bố trí",
    "Leaves the service in this round, and so is not to be placed",
)
_OUTSIDE = Words(
    "Giữ chức ngoài diện quản lý của đợt này, nên không thuộc diện bố trí (chưa ghi available: "
    "true)",
    "Holds a post outside the round's authority, and so is not to be placed (not available: true)",
)

# -- who moves -------------------------------------------------------------------------------


def _moving(asking: Questioner, account: Account, move: Move) -> Explanation:
    proposal, docket = asking.proposal, asking.proposal.docket
    title = Words("{who} · {form}", "{who} · {form}").format(
        who=who(move.cadre), form=FORM_WORDS[move.form]
    )
    points = [Point("why", WHY, reason_points(account, move), cadre=move.cadre.id)]
    told = chain_words(docket, tuple(m for m in account.moves if m.chain == move.chain))
    if told is not None:
        points.append(Point("chain", _CHAIN, (Point("chain-read", told),)))
    points += what_if(asking, move)
    notes = (move_words(proposal, move),)
    return Explanation(title, notes, tuple(points), answered_in_time(points))


def answered_in_time(points: Iterable[Point]) -> bool:
    """Whether no question under these headings was left open."""
    return all(part.kind != "unanswered" for point in points for part in point.parts)


def move_words(proposal: Proposal, move: Move) -> Words:
    """From what to what."""
    docket = proposal.docket
    return Words("{before} → {after}", "{before} → {after}").format(
        before=holding_words(docket, (p.id for p in move.before), before=True),
        after=holding_words(docket, (p.id for p in move.after)),
    )


def reason_points(account: Account, move: Move) -> tuple[Point, ...]:
    """The causes, each clause with its basis."""
    docket, found = account.arrangement.docket, account.reasons[move.cadre.id]
    return tuple(_reason(docket, move.cadre, reason) for reason in found)


def _reason(docket: Docket, cadre: Cadre, reason: Reason) -> Point:
    clause = reason.clause
    return Point(
        reason.kind,
        reason.words,
        (basis(docket, clause),) if clause else (),
        clause=clause.id if clause else None,
        cadre=cadre.id,
        facts=(
            ("for", reason.beneficiary.id if reason.beneficiary else None),
            ("doubt", reason.doubt),
        ),
    )


def what_if(asking: Questioner, move: Move) -> Iterator[Point]:
    """What if the cadre stayed, declined; and whether others could do as well."""
    number = asking.proposal.docket.table.cadre_number[move.cadre.id]
    heading = _IF_STAYED if move.before else _IF_NOT_PLACED
    yield Point("if-stayed", heading, stayed(asking, move.cadre), cadre=move.cadre.id)
    if move.taken:
        declined = consequence(asking, asking.declined(number), move.cadre)
        yield Point("if-declined", _IF_DECLINED, (declined,), cadre=move.cadre.id)
    firm = firm_points(asking, move, firmness(asking, number))
    yield Point("firm", _FIRM, firm, cadre=move.cadre.id)


_CLOSES = Words(
    "không thể: {posts} kết thúc cùng đợt này", "not possible: {posts} closes with this round"
)


def stayed(asking: Questioner, cadre: Cadre) -> tuple[Point, ...]:
    """What would happen if a cadre kept what he or she holds."""
    docket = asking.proposal.docket
    closing = [h.post for h in cadre.holds if docket.roster.post_of[h.post].closing]
    if closing:
        words = _CLOSES.format(posts=holding_words(docket, closing))
        return (Point("closing", words, tone="bad", cadre=cadre.id),)
    barred = barred_points(docket, staying(docket, cadre))
    if barred:
        return barred
    supposed = keep(cadre.id)
    return (consequence(asking, asking.ask(supposed), cadre),)


def firm_points(asking: Questioner, move: Move, firm: Firmness) -> tuple[Point, ...]:
    """Whether a move is in every equally good plan, and if not what else could be."""
    docket, cadre = asking.proposal.docket, move.cadre.id
    if firm.backbone:
        return (Point("backbone", _BACKBONE, cadre=cadre, facts=(("backbone", True),)),)
    points = []
    for instead in firm.instead:
        posts = tuple(docket.table.posts[p].id for p in instead.holding)
        words = _INSTEAD.format(posts=holding_words(docket, posts))
        parts = placed_points(docket, instead.others)
        points.append(Point("instead", words, parts, cadre=cadre, facts=(("posts", posts),)))
    if not firm.complete:
        points.append(Point("unanswered", _OPEN, tone="bad", cadre=cadre))
    return tuple(points)


# -- who stays -------------------------------------------------------------------------------

_WHY_STAYS = Words("Vì sao ở lại", "Why this cadre stays")
_IF_MOVED = Words("Nếu phải chuyển", "If this cadre had to move")
_IF_PLACED = Words("Nếu phải bố trí", "If this cadre had to be placed")
_KEPT = Words("Đã quyết định: tập thể giữ nguyên{because}", "Settled: kept in post{because}")
_PINNED = Words("Không được chuyển: {words}", "May not move: {words}")
_NO_CAUSE = Words(
    "không điều khoản nào buộc rời chức danh đang giữ", "no clause makes this cadre leave"
)
_REMAINS = Words("Còn vướng: {words}", "Still stands: {words}")


def _staying(asking: Questioner, cadre: Cadre) -> Iterator[Point]:
    docket = asking.proposal.docket
    number = docket.table.cadre_number[cadre.id]
    held = docket.table.before[number]
    if held:
        yield Point("why", _WHY_STAYS, tuple(_why_stays(asking, cadre)), cadre=cadre.id)
    if any(decision.keep == cadre.id for decision in docket.roster.decisions):
        return
    moved = asking.ask(AS_IT_IS, frozenset({(number, held)}))
    heading = _IF_MOVED if held else _IF_PLACED
    yield Point("if-moved", heading, (consequence(asking, moved, cadre),), cadre=cadre.id)


def _why_stays(asking: Questioner, cadre: Cadre) -> Iterator[Point]:
    docket = asking.proposal.docket
    for decision in docket.roster.decisions:
        if decision.keep == cadre.id:
            because = f": {decision.because}" if decision.because else ""
            yield Point("decided", _KEPT.format(because=because), cadre=cadre.id)
    for breach in pinned(docket, cadre):
        words, parts = _PINNED.format(words=breach.words), (basis(docket, breach.clause),)
        yield Point("pinned", words, parts, clause=breach.clause.id, cadre=cadre.id)
    remaining = [b for b in asking.proposal.after.breaches if b.cadre == cadre]
    if not remaining:
        yield Point("no-cause", _NO_CAUSE, cadre=cadre.id)
    for breach in remaining:
        told = broken_point(breach)
        words, parts = _REMAINS.format(words=told.words), (basis(docket, breach.clause),)
        yield Point("remains", words, parts, tone="bad", clause=breach.clause.id, cadre=cadre.id)
