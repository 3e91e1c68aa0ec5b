"""The words of the report that no rule owns, in both languages; and what every section says."""

from rotplan.language.words import Words
from rotplan.plan.telling.long_lists import MOST_ITEMS
from rotplan.plan.telling.names_in_sentences import unsure
from rotplan.plan.telling.point import Point, Tone
from rotplan.policy.breach import Breach
from rotplan.policy.clause import Clause

PHRASES: dict[str, Words] = {
    "round": Words("Đợt luân chuyển", "Rotation round"),
    "frame": Words(
        "Cấp quyết định: {authority} · hiệu lực từ ngày {date}",
        "Decided by: {authority} · in effect from {date}",
    ),
    "law": Words("Khung pháp lý: {title}", "Legal frame: {title}"),
    "targets": Words("Chỉ tiêu", "Targets"),
    "target": Words(
        "{title}: {before}/{of} → {met}/{of} ({share})",
        "{title}: {before}/{of} → {met}/{of} ({share})",
    ),
    "goal": Words("mục tiêu {goal} %", "the goal is {goal} %"),
    "doubts": Words(
        "{count} trường hợp chưa đủ dữ liệu để kết luận, tính như chưa đạt",
        "{count} cannot be told for lack of data, counted as not met",
    ),
    "waived": Words("{count} trường hợp được miễn trừ", "{count} by waiver"),
    "basis": Words("[{clause}] Căn cứ: {basis}{caveat}", "[{clause}] Basis: {basis}{caveat}"),
    "moves": Words("Phương án: {count} người chuyển", "Proposal: {count} cadres move"),
    "no-moves": Words("không ai phải chuyển", "nobody has to move"),
    "chain": Words("Chuỗi {number} · {count} người{swap}", "Chain {number} · {count} cadres{swap}"),
    "swap": Words(
        " · hoán đổi khép kín, quyết định cùng một ngày", " · closed swap, decided on one day"
    ),
    "same-day": Words(" · cùng ngày với người liên quan", " · on the same day as its counterpart"),
    "who": Words("{name} ({id}) · {form}{day}", "{name} ({id}) · {form}{day}"),
    "on-doubt": Words(
        "{count} người chuyển chỉ vì hồ sơ thiếu dữ liệu: bổ sung hồ sơ có thể tránh được",
        "{count} move only because a fact is missing: completing the file may spare it",
    ),
    "approvals": Words(
        "Cần cấp có thẩm quyền xem xét, quyết định: {count}",
        "For the competent level to decide: {count}",
    ),
    "breach": Words("{name} ({id}): {words}{unsure}", "{name} ({id}): {words}{unsure}"),
    "joint-group": Words("Kiêm nhiệm mới", "Posts newly held together"),
    "joint": Words("{name} ({id}): {posts}", "{name} ({id}): {posts}"),
    "rank": Words(" (ưu tiên {n})", " (priority {n})"),
    "within-goal": Words(
        "thêm {count} trường hợp nằm trong phần mà chỉ tiêu cho phép",
        "{count} more are within what the goals leave free",
    ),
    "unmet": Words("Chỉ tiêu chưa đạt: {count}", "Targets not met: {count}"),
    "vacant": Words("Còn trống, chưa bố trí được: {count}", "Left vacant or unplaced: {count}"),
    "unplaced": Words(
        "{name} ({id}): chức danh kết thúc, chưa có vị trí mới",
        "{name} ({id}): the post closes, no other was found",
    ),
    "barred": Words("{clause} loại {count}", "{clause} bars {count}"),
    "missed": Words("{count} người không đạt {clause}", "{count} would miss {clause}"),
    "barred-decision": Words(
        "quyết định «{words}» loại {count}", "the decision “{words}” bars {count}"
    ),
    "barred-joint": Words(
        "chức danh ngoài diện quản lý không được kiêm loại {count}",
        "posts held outside the authority, not to be joined, bar {count}",
    ),
    "nobody": Words(
        "không ai trong {asked} cán bộ giữ được chức danh này: {barred}",
        "none of {asked} cadres may hold it: {barred}",
    ),
    "nobody-meets": Words(
        "không ai trong {asked} cán bộ đáp ứng chỉ tiêu: {barred}",
        "none of {asked} would meet the target: {barred}",
    ),
    "no-post-left": Words(
        "{name} ({id}): không còn chức danh nào trong {asked}: {barred}",
        "{name} ({id}): none of {asked} posts is left: {barred}",
    ),
    "no-cadre-left": Words(
        "{post} [{id}]: không ai trong {asked} cán bộ giữ được: {barred}",
        "{post} [{id}]: none of {asked} cadres may hold it: {barred}",
    ),
    "no-offer": Words(
        "quyết định hoặc kiêm nhiệm không để lại lựa chọn nào",
        "decisions or posts held together leave no choice",
    ),
    "without-pair": Words(
        "Cán bộ không còn chức danh nào phù hợp: {count}", "Cadres with no post left: {count}"
    ),
    "somebody": Words(
        "chỉ {count} người đủ điều kiện ({names}), nhưng bố trí ai trong số đó vào đây cũng không "
        "cho phương án nào tốt hơn{barred}",
        "only {count} qualify ({names}), and no plan that places any of them here is "
        "better{barred}",
    ),
    "somebody-open": Words(
        "chỉ {count} người đủ điều kiện ({names}); phương án này không bố trí ai trong số đó vào "
        "đây{barred}",
        "only {count} qualify ({names}); this plan places none of them here{barred}",
    ),
    "more": Words(
        "và {count} trường hợp nữa (tệp phương án ghi đủ)",
        "and {count} more (the plan file has them all)",
    ),
    "waivers": Words("Miễn trừ đã ghi: {count}", "Waivers on record: {count}"),
    "waiver": Words(
        "{name} ({id}): {clause}, theo {basis}{until}{expired}",
        "{name} ({id}): {clause}, by {basis}{until}{expired}",
    ),
    "expired": Words(" · đã hết hạn, không được tính", " · expired, not counted"),
    "until": Words(", đến {date}", ", until {date}"),
    "proof": Words("Mức độ chắc chắn", "How sure this is"),
    "tier": Words("{name}{rank} {value}", "{name}{rank} {value}"),
    "open-tier": Words(
        "{name}{rank} {value} (không thể dưới {bound})",
        "{name}{rank} {value} (no less than {bound})",
    ),
    "proved": Words(
        "đã chứng minh: không phương án nào tốt hơn theo thứ tự ưu tiên trên",
        "proved: no plan is better in this order of priorities",
    ),
    "stopped-time": Words("hết thời gian trước khi chứng minh xong", "time ended before the proof"),
    "stopped-signal": Words(
        "bị dừng trước khi chứng minh xong", "stopped before the proof was done"
    ),
    "stopped-gap": Words(
        "còn một khoảng giữa giá trị và cận, quá lớn để chứng minh tiếp",
        "a gap is left between value and bound, too large to be closed",
    ),
    "judged": Words(
        "kiểm tra lại từ đầu không dùng bộ giải: khớp", "judged anew without a solver: it agrees"
    ),
    "second-agrees": Words(
        "bộ giải thứ hai xác nhận trên toàn bộ mô hình",
        "a second solver confirms it on the whole model",
    ),
    "second-certificate": Words(
        "cận tính lại bằng số nguyên trên mọi cặp, không dùng bộ giải: khớp",
        "its bounds, computed anew in whole numbers over every pair without a solver, agree",
    ),
    "second-limit": Words(
        "chưa có bằng chứng độc lập thứ hai xác nhận",
        "no second witness has confirmed it",
    ),
    "excluded": Words(
        "đã kiểm tra {checked}/{of} cặp cán bộ – chức danh bị loại từ đầu: cặp nào cũng có căn cứ",
        "{checked} of {of} pairs of a cadre and posts that were left out were looked at: each is "
        "barred",
    ),
    "canonical": Words(
        "cùng một danh sách luôn cho đúng phương án này", "the same roster always gives this plan"
    ),
    "not-canonical": Words(
        "còn phương án ngang bằng chưa phân định", "equally good plans were not told apart"
    ),
    "undecided": Words("Chưa có kết quả: {reason}", "No answer: {reason}"),
    "undecided-gap": Words(
        "bộ giải không tìm được phương án nào mà cũng không loại trừ được",
        "the solvers neither found a plan nor ruled one out",
    ),
    "undecided-help": Words(
        "tăng --time-limit, ví dụ --time-limit 600s",
        "raise --time-limit, such as --time-limit 600s",
    ),
    "undecided-help-gap": Words(
        "các con số của đợt có thể chênh nhau quá xa; thử dùng trọng số nhỏ hơn",
        "the numbers of the round may lie too far apart; try smaller weights",
    ),
}
# how English says it of one; Vietnamese says it of one as of several
OF_ONE: dict[str, str] = {
    "moves": "Proposal: {count} cadre moves",
    "chain": "Chain {number} · {count} cadre{swap}",
    "on-doubt": "{count} moves only because a fact is missing: completing the file may spare it",
    "within-goal": "{count} more is within what the goals leave free",
    "nobody": "the only cadre may not hold it: {barred}",
    "nobody-meets": "the only cadre would not meet the target: {barred}",
    "no-post-left": "{name} ({id}): the only post is ruled out: {barred}",
    "no-cadre-left": "{post} [{id}]: the only cadre may not hold it: {barred}",
    "somebody": "only {count} qualifies ({names}), and no plan that places him or her here is "
    "better{barred}",
    "somebody-open": "only {count} qualifies ({names}); this plan does not place him or her here"
    "{barred}",
}


def say(phrase: str, /, **parts: object) -> Words:
    """A phrase filled in: the singular where what it counts, or counts of, is one."""
    words = PHRASES[phrase]
    counts = [parts[key] for key in ("asked", "count") if key in parts]
    if phrase in OF_ONE and counts[:1] == [1]:
        words = Words(words.vi, OF_ONE[phrase])
    return words.format(**parts)


def basis_point(clause: Clause) -> Point:
    """The legal basis, with a warning where it is not settled."""
    words = say("basis", clause=clause.id, basis=clause.head.basis, caveat=clause.caveat)
    return Point("basis", words, tone="faint", clause=clause.id)


def and_more_items(count: int) -> tuple[Point, ...]:
    """How many of a list are left out, where it is too long to be read."""
    left = count - MOST_ITEMS
    return (Point("more", say("more", count=left), tone="faint"),) if left > 0 else ()


def breach_point(kind: str, breach: Breach, *parts: Point, tone: Tone = "plain") -> Point:
    """A breach or doubt as it reads, with what belongs to it."""
    cadre, post, missing = breach.cadre, breach.post, unsure(breach.doubt)
    if cadre is None or post is None:
        words = Words("{words}{unsure}", "{words}{unsure}").format(
            words=breach.words, unsure=missing
        )
    else:
        words = say("breach", name=cadre.name, id=cadre.id, words=breach.words, unsure=missing)
    return Point(
        kind,
        words,
        parts,
        tone=tone,
        clause=breach.clause.id,
        cadre=cadre.id if cadre else None,
        post=post.id if post else None,
    )
