"""RP0xx: `check` itself, its ignore comments and what it was not asked."""

from rotplan.roster.reading.error_codes.entry import entry_of_level, error_entry, warning_entry

META = {
    "bad-ignore": error_entry(
        "RP001",
        "chú thích bỏ qua không đúng cách viết: {reason}",
        "this ignore comment is not well formed: {reason}",
        'viết: # rotplan: ignore[RP401] until=2027-06-30 reason="…"',
        'write: # rotplan: ignore[RP401] until=2027-06-30 reason="…"',
    ),
    "unused-ignore": warning_entry(
        "RP002",
        "chú thích bỏ qua {code} không dùng đến: ở đây không còn vấn đề đó",
        "the ignore of {code} is not used: there is no such finding here",
        "bỏ mã này khỏi chú thích",
        "take the code out of the comment",
    ),
    "expired-ignore": warning_entry(
        "RP003",
        "chú thích bỏ qua đã hết hạn {until}, không còn tác dụng",
        "the ignore expired on {until} and no longer acts",
        "sửa vấn đề, hoặc gia hạn có lý do",
        "mend the finding, or extend the date with a reason",
    ),
    "undated-ignore": entry_of_level(
        "RP004",
        "note",
        "chú thích bỏ qua không ghi {missing}",
        "the ignore does not say {missing}",
        'ghi thêm until=yyyy-mm-dd và reason="…"',
        'add until=yyyy-mm-dd and reason="…"',
    ),
    "stale-baseline": warning_entry(
        "RP005",
        "tệp nền ghi {count} vấn đề {code} ở {where} nay không còn",
        "the baseline lists {count} × {code} at {where} that are gone",
        "chạy lại với --write-baseline để rút gọn tệp nền",
        "run with --write-baseline to shorten the baseline",
    ),
    "vain-ignore": warning_entry(
        "RP006",
        "chú thích bỏ qua {code} không có tác dụng: lỗi này làm cho các quy định không xét được",
        "the ignore of {code} does not act: this finding keeps the rules from being asked",
        "sửa lỗi này, rồi bỏ mã khỏi chú thích",
        "mend the finding, then take the code out of the comment",
    ),
}
