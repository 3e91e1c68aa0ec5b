"""RP2xx: values that no record may have."""

from rotplan.roster.reading.error_codes.entry import error_entry, warning_entry

VALUES = {
    "unknown-key": error_entry(
        "RP201",
        "không có khóa «{key}» ở đây",
        "there is no key '{key}' here",
        "{hint}",
        "{hint}",
        repair="unsafe",
    ),
    "missing-key": error_entry(
        "RP202",
        "thiếu «{key}»",
        "'{key}' is missing",
        "thêm dòng «{key}: …»",
        "add a line '{key}: …'",
    ),
    "unquoted-code": warning_entry(
        "RP203",
        "«{value}» không đặt trong dấu nháy; rotplan giữ nguyên, nhưng chương trình khác sẽ đọc "
        "thành {other}",
        "{value} is not quoted; rotplan keeps it as it is, other readers turn it into {other}",
        'viết "{value}"',
        'write "{value}"',
        repair="safe",
    ),
    "wrong-shape": error_entry(
        "RP204",
        "chỗ này cần {expected}, nhưng gặp {found}",
        "{expected} was expected here, {found} was found",
        "xem mẫu ở docs/format.md",
        "see the examples in docs/format.md",
    ),
    "bad-date": error_entry(
        "RP205",
        "«{value}» không phải ngày tháng: {reason}",
        "'{value}' is not a date: {reason}",
        "viết {expected}",
        "write {expected}",
    ),
    "bad-number": error_entry(
        "RP206",
        "«{value}» không phải {expected}",
        "'{value}' is not {expected}",
        "viết số bằng chữ số thường, ví dụ 36",
        "write it in plain digits, such as 36",
    ),
    "bad-flag": error_entry(
        "RP207",
        "«{value}» không phải true hay false",
        "'{value}' is neither true nor false",
        "viết true (có) hoặc false (không)",
        "write true or false",
    ),
    "unknown-value": error_entry(
        "RP208",
        "«{value}» không phải giá trị được dùng ở đây",
        "'{value}' is not a value for this field",
        "{hint}chọn một trong: {expected}",
        "{hint}choose one of: {expected}",
        repair="unsafe",
    ),
    "empty": error_entry(
        "RP209",
        "chỗ này để trống",
        "this is empty",
        "điền giá trị hoặc bỏ mục này",
        "fill it in or take the entry away",
    ),
    "decision-shape": error_entry(
        "RP210",
        "một quyết định là keep, place … in, hoặc never … in",
        "a decision is one of: keep, place … in, never … in",
        "ví dụ {{keep: LB-014}}, {{place: LB-020, in: khuon-ha/chair}}, "
        "{{never: LB-031, in: thuong-lam}}",
        "such as {{keep: LB-014}}, {{place: LB-020, in: khuon-ha/chair}}, "
        "{{never: LB-031, in: thuong-lam}}",
    ),
    "abroad-and-place": error_entry(
        "RP245",
        "abroad là nước ngoài, không đi cùng {keys}",
        "abroad is a place outside Viet Nam; it does not go with {keys}",
        "chỉ ghi {{abroad: Lào}}, hoặc bỏ abroad nếu nơi đó ở trong nước",
        "write {{abroad: Laos}} alone, or leave abroad out for a place in Viet Nam",
    ),
    "missing-for-clause": error_entry(
        "RP211",
        "điều khoản «{clause}» cần «{key}» ở round",
        "the clause '{clause}' needs '{key}' in round",
        "thêm «{key}: yyyy-mm» vào round, hoặc ghi {key} ngay ở điều khoản đó",
        "add '{key}: yyyy-mm' to round, or give the clause its own {key}",
    ),
    "date-order": error_entry(
        "RP212",
        "ngày tháng ngược thứ tự: {later} ({later_value}) trước {earlier} ({earlier_value})",
        "dates out of order: {later} ({later_value}) comes before {earlier} ({earlier_value})",
        "sửa một trong hai ngày",
        "correct one of the two dates",
    ),
    "future-date": error_entry(
        "RP213",
        "{what} ({value}) sau ngày của đợt ({round})",
        "{what} ({value}) is after the round's date ({round})",
        "sửa ngày này, hoặc ngày của đợt",
        "correct it, or the round's date",
    ),
    "wrong-version": error_entry(
        "RP214",
        "phiên bản định dạng «{value}» không được hỗ trợ",
        "format version '{value}' is not supported",
        "bản rotplan này đọc phiên bản 1",
        "this rotplan reads version 1",
    ),
    "not-a-roster": error_entry(
        "RP216",
        "tệp không có «rotplan: 1» hay «rotplan_policy: 1» ở đầu",
        "the file has neither 'rotplan: 1' nor 'rotplan_policy: 1'",
        "thêm dòng «rotplan: 1» vào đầu tệp danh sách",
        "put 'rotplan: 1' at the top of a roster",
    ),
    "young": error_entry(
        "RP217",
        "nhận chức ({since}) khi chưa đủ 18 tuổi (sinh {born})",
        "took up the post ({since}) before the age of 18 (born {born})",
        "sửa ngày sinh hoặc ngày nhận chức",
        "correct the date of birth or of taking office",
    ),
    "bad-option": error_entry(
        "RP218",
        "tùy chọn không hợp lệ: {reason}",
        "the options do not fit: {reason}",
        "xem quy tắc {rule}",
        "see the rule {rule}",
    ),
    "before-counted": error_entry(
        "RP255",
        "{what} kết thúc {end}, trước {birthday} ({first})",
        "{what} ended {end}, before {birthday} ({first})",
        "sửa ngày sinh, hoặc from và to của mục này",
        "correct the date of birth, or from and to of this entry",
    ),
    "bad-scores": error_entry(
        "RP219",
        "tệp điểm: {reason}",
        "the scores file: {reason}",
        "mỗi dòng: mã cán bộ, mã chức danh, điểm (số nguyên); dòng đầu «cadre,post,score»",
        "each line: cadre id, post id, score (an integer); first line 'cadre,post,score'",
    ),
}

RANGES = {
    "empty-range": error_entry(
        "RP233",
        "khoảng rỗng: ít nhất {low}, nhiều nhất {high}",
        "an empty range: at least {low}, at most {high}",
        "đổi chỗ min và max, hoặc sửa một trong hai",
        "swap min and max, or correct one of them",
    ),
}
