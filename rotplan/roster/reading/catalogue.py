"""Every problem that reading, checking and the law's own limits can raise: code, level, words.

Codes are never reused: 0xx check itself, 1xx syntax, 2xx values, 3xx references, 4xx rotation
rules, 5xx advice, 6xx plan files. A slug that is renamed stays known in `RENAMED`. The sentence
says what was found and what was expected; the fix says how to mend it.
"""

from dataclasses import dataclass

from rotplan.language.words import Words


@dataclass(frozen=True, slots=True)
class Entry:
    """`repair`: `safe` or `unsafe` where check can mend it; `why` explains it at length."""

    code: str
    level: str
    words: Words
    fix: Words | None = None
    repair: str = ""
    why: Words | None = None


def _error(
    code: str, vi: str, en: str, fix_vi: str = "", fix_en: str = "", *, repair: str = ""
) -> Entry:
    return _entry(code, "error", vi, en, fix_vi, fix_en, repair=repair)


def _warning(
    code: str, vi: str, en: str, fix_vi: str = "", fix_en: str = "", *, repair: str = ""
) -> Entry:
    return _entry(code, "warning", vi, en, fix_vi, fix_en, repair=repair)


def _note(code: str, vi: str, en: str, fix_vi: str = "", fix_en: str = "") -> Entry:
    return _entry(code, "note", vi, en, fix_vi, fix_en)


def _entry(
    code: str, level: str, vi: str, en: str, fix_vi: str, fix_en: str, *, repair: str = ""
) -> Entry:
    fix = Words(fix_vi, fix_en) if fix_en else None
    return Entry(code, level, Words(vi, en), fix, repair)


META = {
    "bad-ignore": _error(
        "RP001",
        "chú thích bỏ qua không đúng cách viết: {reason}",
        "this ignore comment is not well formed: {reason}",
        'viết: # rotplan: ignore[RP401] until=2027-06-30 reason="…"',
        'write: # rotplan: ignore[RP401] until=2027-06-30 reason="…"',
    ),
    "unused-ignore": _warning(
        "RP002",
        "chú thích bỏ qua {code} không dùng đến: ở đây không còn vấn đề đó",
        "the ignore of {code} is not used: there is no such finding here",
        "bỏ mã này khỏi chú thích",
        "take the code out of the comment",
    ),
    "expired-ignore": _warning(
        "RP003",
        "chú thích bỏ qua đã hết hạn {until}, không còn tác dụng",
        "the ignore expired on {until} and no longer acts",
        "sửa vấn đề, hoặc gia hạn có lý do",
        "mend the finding, or extend the date with a reason",
    ),
    "undated-ignore": _entry(
        "RP004",
        "note",
        "chú thích bỏ qua không ghi {missing}",
        "the ignore does not say {missing}",
        'ghi thêm until=yyyy-mm-dd và reason="…"',
        'add until=yyyy-mm-dd and reason="…"',
    ),
    "stale-baseline": _warning(
        "RP005",
        "tệp nền ghi {count} vấn đề {code} ở {where} nay không còn",
        "the baseline lists {count} × {code} at {where} that are gone",
        "chạy lại với --write-baseline để rút gọn tệp nền",
        "run with --write-baseline to shorten the baseline",
    ),
    "vain-ignore": _warning(
        "RP006",
        "chú thích bỏ qua {code} không có tác dụng: lỗi này làm cho các quy định không xét được",
        "the ignore of {code} does not act: this finding keeps the rules from being asked",
        "sửa lỗi này, rồi bỏ mã khỏi chú thích",
        "mend the finding, then take the code out of the comment",
    ),
}

SYNTAX = {
    "syntax": _error(
        "RP101",
        "tệp không đúng cú pháp YAML: {what}",
        "this is not valid YAML: {what}",
        "xem lại dòng này và dòng ngay trước: thụt lề, dấu hai chấm, dấu nháy, ngoặc",
        "look at this line and the one before: indentation, colon, quotes, brackets",
    ),
    "encoding": _error(
        "RP102",
        "tệp không phải UTF-8 (byte 0x{byte:02X}); có vẻ là {guess}",
        "the file is not UTF-8 (byte 0x{byte:02X}); it looks like {guess}",
        "lưu lại tệp với bảng mã UTF-8 (Unicode dựng sẵn)",
        "save the file again as UTF-8",
    ),
    "too-large": _error(
        "RP103",
        "tệp lớn hơn {limit} MB",
        "the file is larger than {limit} MB",
        "chia danh sách thành nhiều tệp trong một thư mục",
        "split the roster into several files in one folder",
    ),
    "duplicate-key": _error(
        "RP104",
        "khóa «{key}» viết hai lần, lần đầu ở dòng {line}",
        "the key '{key}' stands twice, first on line {line}",
        "giữ một trong hai dòng",
        "keep one of the two lines",
    ),
    "alias": _error(
        "RP105",
        "không dùng tham chiếu YAML «*{name}»",
        "YAML aliases are not used here: *{name}",
        "chép lại giá trị vào chỗ này",
        "write the value out in full",
    ),
    "anchor": _error(
        "RP106",
        "không dùng mỏ neo YAML «&{name}»",
        "YAML anchors are not used here: &{name}",
        "bỏ «&{name}» (muốn giữ dấu & thì đặt giá trị trong dấu nháy)",
        "take '&{name}' away (quote the value if the & belongs to it)",
    ),
    "tag": _error(
        "RP107",
        "không dùng nhãn YAML «{name}»",
        "YAML tags are not used here: {name}",
        "bỏ nhãn (muốn giữ dấu ! thì đặt giá trị trong dấu nháy)",
        "take the tag away (quote the value if the ! belongs to it)",
    ),
    "merge-key": _error(
        "RP108",
        "không dùng khóa gộp «<<»",
        "merge keys '<<' are not used here",
        "chép các khóa vào từng mục",
        "write the keys out in each entry",
    ),
    "second-document": _error(
        "RP109",
        "tệp có tài liệu thứ hai bắt đầu từ đây; mỗi tệp chỉ một tài liệu",
        "a second document begins here; a file holds one",
        "bỏ dòng «---» hoặc tách thành hai tệp",
        "remove the '---' line or split the file",
    ),
    "tab-indent": _error(
        "RP110",
        "đầu dòng thụt bằng phím Tab",
        "the line is indented with a tab",
        "thay Tab bằng dấu cách",
        "use spaces",
        repair="unsafe",
    ),
    "nbsp-indent": _error(
        "RP111",
        "đầu dòng có dấu cách không ngắt (U+00A0)",
        "the line is indented with a no-break space (U+00A0)",
        "thay bằng dấu cách thường",
        "use ordinary spaces",
        repair="unsafe",
    ),
    "hidden-character": _error(
        "RP112",
        "có ký tự ẩn U+{code:04X}",
        "there is an invisible character U+{code:04X}",
        "xóa ký tự này (gõ lại chỗ chữ đó)",
        "delete it (type that part again)",
        repair="unsafe",
    ),
    "too-deep": _error(
        "RP113",
        "lồng sâu quá {limit} tầng",
        "nested deeper than {limit} levels",
        "một danh sách không cần sâu như vậy; xem lại dấu ngoặc",
        "a roster needs no such depth; look at the brackets",
    ),
    "empty-file": _error(
        "RP115",
        "tệp rỗng",
        "the file is empty",
        "tệp danh sách bắt đầu bằng «rotplan: 1», tệp chính sách bằng «rotplan_policy: 1»",
        "a roster begins with 'rotplan: 1', a policy with 'rotplan_policy: 1'",
    ),
    "invisible-letter": _error(
        "RP130",
        "có chữ không nhìn thấy được: {codes}",
        "there are letters that cannot be seen: {codes}",
        "xóa các chữ này (gõ lại giá trị)",
        "delete them (type the value again)",
        repair="unsafe",
    ),
    "key-not-text": _error(
        "RP116",
        "khóa phải là một từ, không phải danh sách hay bảng",
        "a key must be a word, not a list or a mapping",
        "xem lại dấu ngoặc và dấu hỏi ở đây",
        "look at the brackets or the question mark here",
    ),
}

VALUES = {
    "unknown-key": _error(
        "RP201",
        "không có khóa «{key}» ở đây",
        "there is no key '{key}' here",
        "{hint}",
        "{hint}",
        repair="unsafe",
    ),
    "missing-key": _error(
        "RP202",
        "thiếu «{key}»",
        "'{key}' is missing",
        "thêm dòng «{key}: …»",
        "add a line '{key}: …'",
    ),
    "unquoted-code": _warning(
        "RP203",
        "«{value}» không đặt trong dấu nháy; rotplan giữ nguyên, nhưng chương trình khác sẽ đọc "
        "thành {other}",
        "{value} is not quoted; rotplan keeps it as it is, other readers turn it into {other}",
        'viết "{value}"',
        'write "{value}"',
        repair="safe",
    ),
    "wrong-shape": _error(
        "RP204",
        "chỗ này cần {expected}, nhưng gặp {found}",
        "{expected} was expected here, {found} was found",
        "xem mẫu ở docs/format.md",
        "see the examples in docs/format.md",
    ),
    "bad-date": _error(
        "RP205",
        "«{value}» không phải ngày tháng: {reason}",
        "'{value}' is not a date: {reason}",
        "viết {expected}",
        "write {expected}",
    ),
    "bad-number": _error(
        "RP206",
        "«{value}» không phải {expected}",
        "'{value}' is not {expected}",
        "viết số bằng chữ số thường, ví dụ 36",
        "write it in plain digits, such as 36",
    ),
    "bad-flag": _error(
        "RP207",
        "«{value}» không phải true hay false",
        "'{value}' is neither true nor false",
        "viết true (có) hoặc false (không)",
        "write true or false",
    ),
    "unknown-value": _error(
        "RP208",
        "«{value}» không phải giá trị được dùng ở đây",
        "'{value}' is not a value for this field",
        "{hint}chọn một trong: {expected}",
        "{hint}choose one of: {expected}",
        repair="unsafe",
    ),
    "empty": _error(
        "RP209",
        "chỗ này để trống",
        "this is empty",
        "điền giá trị hoặc bỏ mục này",
        "fill it in or take the entry away",
    ),
    "decision-shape": _error(
        "RP210",
        "một quyết định là keep, place … in, hoặc never … in",
        "a decision is one of: keep, place … in, never … in",
        "ví dụ {{keep: LB-014}}, {{place: LB-020, in: khuon-ha/chair}}, "
        "{{never: LB-031, in: thuong-lam}}",
        "such as {{keep: LB-014}}, {{place: LB-020, in: khuon-ha/chair}}, "
        "{{never: LB-031, in: thuong-lam}}",
    ),
    "abroad-and-place": _error(
        "RP245",
        "abroad là nước ngoài, không đi cùng {keys}",
        "abroad is a place outside Viet Nam; it does not go with {keys}",
        "chỉ ghi {{abroad: Lào}}, hoặc bỏ abroad nếu nơi đó ở trong nước",
        "write {{abroad: Laos}} alone, or leave abroad out for a place in Viet Nam",
    ),
    "missing-for-clause": _error(
        "RP211",
        "điều khoản «{clause}» cần «{key}» ở round",
        "the clause '{clause}' needs '{key}' in round",
        "thêm «{key}: yyyy-mm» vào round, hoặc ghi {key} ngay ở điều khoản đó",
        "add '{key}: yyyy-mm' to round, or give the clause its own {key}",
    ),
    "date-order": _error(
        "RP212",
        "ngày tháng ngược thứ tự: {later} ({later_value}) trước {earlier} ({earlier_value})",
        "dates out of order: {later} ({later_value}) comes before {earlier} ({earlier_value})",
        "sửa một trong hai ngày",
        "correct one of the two dates",
    ),
    "future-date": _error(
        "RP213",
        "{what} ({value}) sau ngày của đợt ({round})",
        "{what} ({value}) is after the round's date ({round})",
        "sửa ngày này, hoặc ngày của đợt",
        "correct it, or the round's date",
    ),
    "wrong-version": _error(
        "RP214",
        "phiên bản định dạng «{value}» không được hỗ trợ",
        "format version '{value}' is not supported",
        "bản rotplan này đọc phiên bản 1",
        "this rotplan reads version 1",
    ),
    "not-a-roster": _error(
        "RP216",
        "tệp không có «rotplan: 1» hay «rotplan_policy: 1» ở đầu",
        "the file has neither 'rotplan: 1' nor 'rotplan_policy: 1'",
        "thêm dòng «rotplan: 1» vào đầu tệp danh sách",
        "put 'rotplan: 1' at the top of a roster",
    ),
    "young": _error(
        "RP217",
        "nhận chức ({since}) khi chưa đủ 18 tuổi (sinh {born})",
        "took up the post ({since}) before the age of 18 (born {born})",
        "sửa ngày sinh hoặc ngày nhận chức",
        "correct the date of birth or of taking office",
    ),
    "bad-option": _error(
        "RP218",
        "tùy chọn không hợp lệ: {reason}",
        "the options do not fit: {reason}",
        "xem quy tắc {rule}",
        "see the rule {rule}",
    ),
    "before-counted": _error(
        "RP255",
        "{what} kết thúc {end}, trước {birthday} ({first})",
        "{what} ended {end}, before {birthday} ({first})",
        "sửa ngày sinh, hoặc from và to của mục này",
        "correct the date of birth, or from and to of this entry",
    ),
    "bad-scores": _error(
        "RP219",
        "tệp điểm: {reason}",
        "the scores file: {reason}",
        "mỗi dòng: mã cán bộ, mã chức danh, điểm (số nguyên); dòng đầu «cadre,post,score»",
        "each line: cadre id, post id, score (an integer); first line 'cadre,post,score'",
    ),
}

PLACES = {
    "place-not-found": _warning(
        "RP220",
        "không tìm thấy nơi «{place}» trong danh mục xã, huyện, tỉnh{certain}",
        "there is no place '{place}' in the lists of communes, districts and provinces{certain}",
        "{hint}",
        "{hint}",
    ),
    "place-ambiguous": _note(
        "RP221",
        "«{place}» có thể là {count} nơi: {named}; theo địa giới ngày của đợt là {where}",
        "'{place}' may mean {count} places: {named}; by the units of the round's date {where}",
        "ghi rõ xã hay phường, huyện và tỉnh, hoặc mã kèm năm của danh mục",
        "name its kind, district and province, or its code with the year of the list",
    ),
    "place-divided": _note(
        "RP222",
        "{named}: theo địa giới ngày của đợt thuộc nhiều đơn vị: {where}",
        "{named} lies in several units of the round's date: {where}",
        "ghi rõ thuộc xã nào theo địa giới ngày của đợt",
        "write in which of them it lies on the round's date",
    ),
    "unknown-code": _warning(
        "RP223",
        "danh mục{year} không có mã «{place}»",
        "there is no code '{place}' in the list{year}",
        "{hint}",
        "{hint}",
    ),
    "short-code": _warning(
        "RP224",
        "mã «{place}» thiếu số 0 ở đầu",
        "the code '{place}' has lost its leading zero",
        "{hint} Đặt mã trong dấu nháy",
        "{hint} Write the code in quotes",
    ),
    "code-disagrees": _warning(
        "RP225",
        "mã «{place}» là {named}, không phải «{name}»",
        "the code '{place}' is {named}, not '{name}'",
        "sửa mã hoặc tên",
        "correct the code or the name",
    ),
    "list-not-held": _note(
        "RP226",
        "mã «{place}»: không có danh mục{year} của tỉnh này, chỉ chắc là ở {named}",
        "code '{place}': the list{year} of this province is not held; certain is only {named}",
        "ghi tên đầy đủ, hoặc mã theo danh mục năm 2025",
        "write the full name, or the code of the list of 2025",
    ),
    "place-vague": _note(
        "RP227",
        "«{place}» mới biết đến cấp huyện hoặc tỉnh: {named}",
        "'{place}' is known only to its district or province: {named}",
        "ghi thêm xã, phường",
        "add the commune",
    ),
    "facts-first": _note(
        "RP229",
        "{people} cán bộ thiếu dữ liệu nên chưa xét được chức danh; nên bổ sung trước: {listed}",
        "cadres with facts missing that keep posts closed: {people}; to collect first: {listed}",
        "bổ sung vào hồ sơ theo thứ tự này",
        "complete the files in this order",
    ),
    "abroad-at-home": _error(
        "RP246",
        "abroad ghi «{place}», nhưng đó là {named}, không phải nước ngoài",
        "abroad says '{place}', but that is {named}, not another country",
        "ghi nơi trong nước bằng chữ, không có abroad; ở nước ngoài thì ghi tên nước",
        "write a place in Viet Nam in words, without abroad; abroad takes the name of a country",
    ),
    "units-not-held": _note(
        "RP228",
        "«{place}»: địa giới xã của {where} vào ngày của đợt không có trong dữ liệu",
        "'{place}': the communes of {where} on the round's date are not held",
        "dùng mã đơn vị (id) trong danh sách thay cho chữ",
        "use the id of a unit of the roster instead of words",
    ),
}

# one finding a file: how values are written where rotplan does not mind and others may
SPELLING = {
    "decomposed": Entry(
        "RP230",
        "note",
        Words(
            "{count} chỗ viết bằng Unicode tổ hợp (NFD), chỗ đầu là «{value}»; rotplan đọc như chữ "
            "dựng sẵn, chương trình khác sẽ coi là chữ khác",
            "{count} × decomposed Unicode (NFD), first '{value}'; rotplan composes it, other "
            "programs see another word",
        ),
        Words("lưu lại bằng Unicode dựng sẵn (NFC)", "save as composed Unicode (NFC)"),
        repair="safe",
    ),
    "outer-spaces": Entry(
        "RP231",
        "note",
        Words(
            "{count} chỗ có dấu cách thừa ở đầu hoặc cuối, chỗ đầu là «{value}»",
            "{count} × spaces at the beginning or end of a value, first '{value}'",
        ),
        Words("viết «{read}»", "write '{read}'"),
        repair="safe",
    ),
    "local-date": Entry(
        "RP232",
        "note",
        Words(
            "{count} ngày viết theo kiểu ngày/tháng/năm, chỗ đầu «{value}» được hiểu là {read}",
            "{count} × day/month/year, first '{value}', which was read as {read}",
        ),
        Words("viết {read} thì không ai đọc nhầm", "write {read}, which nobody can misread"),
        repair="safe",
    ),
}

RANGES = {
    "empty-range": _error(
        "RP233",
        "khoảng rỗng: ít nhất {low}, nhiều nhất {high}",
        "an empty range: at least {low}, at most {high}",
        "đổi chỗ min và max, hoặc sửa một trong hai",
        "swap min and max, or correct one of them",
    ),
}

REFERENCES = {
    "unknown-unit": _error(
        "RP301",
        "không có đơn vị «{id}»",
        "there is no unit '{id}'",
        "{hint}",
        "{hint}",
        repair="unsafe",
    ),
    "unknown-post": _error(
        "RP302",
        "không có chức danh «{id}»",
        "there is no post '{id}'",
        "{hint}",
        "{hint}",
        repair="unsafe",
    ),
    "unknown-cadre": _error(
        "RP303",
        "không có cán bộ mã «{id}»",
        "there is no cadre '{id}'",
        "{hint}",
        "{hint}",
        repair="unsafe",
    ),
    "unknown-kind": _error(
        "RP304",
        "không có loại chức danh «{id}»",
        "there is no post kind '{id}'",
        "{hint}",
        "{hint}",
    ),
    "duplicate-id": _error(
        "RP305",
        "mã «{id}» đã dùng ở {where}",
        "the id '{id}' is already used at {where}",
        "đặt mã khác cho một trong hai",
        "give one of the two another id",
    ),
    "two-holders": _error(
        "RP306",
        "chức danh «{post}» đã có {other} giữ",
        "the post '{post}' is already held by {other}",
        "một chức danh chỉ một người giữ; người dự kiến thì không ghi ở holds",
        "a post has one holder; whoever is only proposed does not belong in holds",
    ),
    "two-posts": _error(
        "RP307",
        "giữ cùng lúc {posts}, mà không điều khoản concurrency nào cho phép",
        "holds {posts} together, which no concurrency clause allows",
        "bỏ bớt chức danh, hoặc thêm điều khoản concurrency cùng căn cứ",
        "remove a post, or add a concurrency clause with its basis",
    ),
    "contradiction": _error(
        "RP308",
        "hai quyết định trái nhau: {reason}",
        "contradictory decisions: {reason}",
        "bỏ một trong hai",
        "withdraw one of the two",
    ),
    "impossible-decision": _error(
        "RP309",
        "quyết định không thể thực hiện: {reason}",
        "this decision cannot be carried out: {reason}",
        "sửa hoặc bỏ quyết định này",
        "correct or withdraw it",
    ),
    "unknown-clause": _error(
        "RP310", "không có điều khoản «{id}»", "there is no clause '{id}'", "{hint}", "{hint}"
    ),
    "unknown-rule": _error(
        "RP311", "không có quy tắc «{id}»", "there is no rule '{id}'", "{hint}", "{hint}"
    ),
    "unknown-policy": _error(
        "RP312",
        "không có chính sách «{id}»",
        "there is no policy '{id}'",
        "{hint}",
        "{hint}",
    ),
    "not-waivable": _error(
        "RP313",
        "điều khoản «{clause}» (quy tắc {rule}) không miễn cho từng người được",
        "the clause '{clause}' (rule {rule}) cannot be waived for one cadre",
        "miễn trừ chỉ dùng cho quy tắc xét từng người và family",
        "waivers act on rules about single cadres and on family",
    ),
    "unit-cycle": _error(
        "RP314",
        "đơn vị «{id}» nằm trong chính nó: {chain}",
        "the unit '{id}' lies inside itself: {chain}",
        "sửa parent",
        "correct parent",
    ),
    "units-too-deep": _error(
        "RP324",
        "đơn vị «{id}» nằm trong hơn {limit} đơn vị lồng nhau",
        "the unit '{id}' lies more than {limit} units deep",
        "xem lại parent của các đơn vị ở trên nó",
        "look at the parent of each unit above it",
    ),
    "policy-cycle": _error(
        "RP315",
        "chính sách kế thừa vòng tròn: {chain}",
        "the policies extend each other in a circle: {chain}",
        "bỏ một extends",
        "remove one extends",
    ),
    "self-tie": _error(
        "RP316",
        "quan hệ gia đình với chính mình",
        "a tie of a cadre to himself or herself",
        "sửa a hoặc b",
        "correct a or b",
    ),
    "duplicate-tie": _error(
        "RP317",
        "quan hệ này đã ghi ở {where}",
        "this tie already stands at {where}",
        "giữ một trong hai",
        "keep one of the two",
    ),
    "closing-held": _error(
        "RP318",
        "chức danh «{post}» kết thúc cùng đợt này, không thể giữ hay bố trí vào",
        "the post '{post}' closes with this round; nobody can be kept or placed in it",
        "bỏ closing hoặc bỏ quyết định",
        "remove closing, or the decision",
    ),
    "unreadable": _error(
        "RP319",
        "không đọc được tệp «{file}»: {reason}",
        "the file '{file}' cannot be read: {reason}",
        "đường dẫn tính từ tệp này",
        "paths are relative to this file",
    ),
    "outside": _error(
        "RP322",
        "tệp «{file}» nằm ngoài thư mục của tệp này và ngoài thư mục gốc của dự án; không đọc",
        "the file '{file}' lies outside this file's folder and the project's root; it was not read",
        "chuyển tệp đó vào trong thư mục, hoặc nêu thư mục chứa cả hai bằng --root",
        "move it into the folder, or name a folder that holds both with --root",
    ),
    "contradictory-clauses": _error(
        "RP321",
        "điều khoản này và «{other}» không thể cùng được giữ: {reason}",
        "this clause and '{other}' cannot both be kept: {reason}",
        "sửa một trong hai, hoặc tắt một (force: off)",
        "correct one of the two, or switch one off (force: off)",
    ),
    "too-many-clauses": _error(
        "RP325",
        "chính sách và danh sách có {count} điều khoản, nhiều nhất là {limit}",
        "policy and roster have {count} clauses, {limit} are the most",
        "một quy định có vài chục điều khoản; gộp hoặc bỏ bớt",
        "a regulation has a few dozen; join some, or take some away",
    ),
    "round-count": _error(
        "RP320",
        "thư mục này có {count} mục round, cần đúng một",
        "this folder holds {count} 'round:' sections, one is needed",
        "mỗi thư mục là một danh sách; tách các đợt ra các thư mục",
        "one folder is one roster; keep each round in a folder of its own",
    ),
}

ROTATION = {
    "broken": _warning("RP401", "{clause}: {words}", "{clause}: {words}"),
    "doubt": _warning("RP402", "{clause}: {words}", "{clause}: {words}"),
    "past-retirement": _warning(
        "RP403",
        "đã đến tuổi nghỉ hưu từ tháng {month}",
        "past retirement since {month}",
        "ghi leaving, hoặc retires nếu được kéo dài",
        "record leaving, or retires if the service was extended",
    ),
    "near-retirement": _entry(
        "RP404",
        "note",
        "đến tuổi nghỉ hưu tháng {month}, trong vòng một năm",
        "retires in {month}, within a year",
        "",
        "",
    ),
}

ADVICE = {
    "policy-dates": _warning(
        "RP501",
        "chính sách {policy} áp dụng {valid}; đợt ngày {round}",
        "policy {policy} is valid {valid}; the round is dated {round}",
        "{hint}",
        "{hint}",
    ),
    "waiver-expired": _warning(
        "RP502",
        "miễn trừ đã hết hạn {until}, không được tính",
        "the waiver expired on {until} and is not counted",
        "gia hạn bằng văn bản, hoặc bỏ mục này",
        "renew it by a decision, or remove it",
    ),
    "waiver-unused": _entry(
        "RP503",
        "note",
        "miễn trừ không dùng đến: điều khoản {clause} không thể vướng cán bộ này",
        "the waiver is not used: clause {clause} cannot touch this cadre",
        "bỏ mục này",
        "remove it",
    ),
    "replaced-text": _warning(
        "RP507",
        "căn cứ {text} hết hiệu lực từ {until}, thay bằng {successor}",
        "the basis {text} ended on {until}; it was replaced by {successor}",
        "đối chiếu văn bản mới, rồi sửa basis hoặc dùng chính sách của thời điểm đó",
        "look at the new text, then correct basis or use the policy of that time",
    ),
    "clause-asleep": _warning(
        "RP508",
        "điều khoản «{id}» không áp dụng vào ngày của đợt ({valid}); đang áp dụng «{other}»",
        "the clause '{id}' is not in force on the round's date ({valid}); '{other}' is",
        "ghi cả «{other}» nếu muốn đổi điều khoản đang áp dụng",
        "name '{other}' as well to change what is in force",
    ),
    "unread-key": _warning(
        "RP509",
        "khóa «{key}» của loại chức danh không có tác dụng: không chỗ nào đọc khóa này",
        "the key '{key}' of a kind of post has no effect: nothing reads it",
        "bỏ khóa này đi",
        "leave it out",
    ),
    "leaving-late": _warning(
        "RP504",
        "thôi việc ngày {value}, hơn sáu tháng sau ngày của đợt; chức danh vẫn tính là trống",
        "leaves on {value}, over six months after the round; the post is counted as empty",
        "sửa ngày, hoặc bỏ leaving",
        "correct the date, or remove leaving",
    ),
    "counted-from": _warning(
        "RP530",
        "{what} bắt đầu {start}, trước {birthday} ({first}); chỉ tính từ đó",
        "{what} begins {start}, before {birthday} ({first}); it counts from then on only",
        "sửa ngày sinh, hoặc from của mục này",
        "correct the date of birth, or from of this entry",
    ),
    "counted-until": _warning(
        "RP531",
        "{what} kết thúc {end}, sau ngày của đợt ({round}); chỉ tính đến ngày của đợt",
        "{what} ends {end}, after the round's date ({round}); it counts up to that day only",
        "sửa to của mục này; nếu đang tiếp diễn thì bỏ to",
        "correct to of this entry; leave it out for what still goes on",
    ),
    "not-yet": _note(
        "RP532",
        "{what} ({value}) sau ngày được hỏi ({round}), không tính",
        "{what} ({value}) is after the day asked about ({round}) and does not count",
    ),
    "namesakes": _warning(
        "RP505",
        "{how} với {other} ({where})",
        "{how} as {other} ({where})",
        "nếu là một người, giữ một mục",
        "if they are one person, keep one entry",
    ),
    "name-cut": _warning(
        "RP521",
        "tên chỉ còn «{name}»: chữ sau dấu # là chú thích, không thuộc về tên",
        "the name is only '{name}': what follows the # is a comment, not part of it",
        'nếu là tên, đặt cả tên trong dấu nháy: "{whole}"',
        'if it is part of the name, quote all of it: "{whole}"',
    ),
    "similar-ids": _warning(
        "RP522",
        "mã «{id}» chỉ khác «{other}» ({where}) ở chữ hoa, chữ thường hoặc dấu cách",
        "the id '{id}' differs from '{other}' ({where}) only by case or spaces",
        "nếu là một, viết giống nhau; nếu là hai, đặt mã khác hẳn",
        "if they are one, write them alike; if two, choose ids that nobody confuses",
    ),
    "lookalike-ids": _warning(
        "RP526",
        "mã «{id}» trông giống hệt «{other}» ({where}) nhưng dùng chữ khác: {letters}",
        "the id '{id}' looks like '{other}' ({where}) but is written with other letters: {letters}",
        "nếu là một, viết cùng một thứ chữ; nếu là hai, đặt mã khác hẳn",
        "if they are one, write them in one script; if two, choose ids that nobody confuses",
    ),
    "mixed-scripts": _warning(
        "RP527",
        "«{value}» lẫn chữ trông như chữ Latinh: {letters}",
        "'{value}' holds letters that only look like Latin ones: {letters}",
        "gõ lại bằng bàn phím tiếng Việt: «{latin}»",
        "type it again with Latin letters: '{latin}'",
        repair="unsafe",
    ),
    "odd-birth": _warning(
        "RP506",
        "năm sinh {value} có vẻ không đúng",
        "the year of birth {value} looks wrong",
        "xem lại hồ sơ",
        "look at the file again",
    ),
}

PLANS = {
    "plan-form": _error(
        "RP601",
        "tệp phương án không đúng dạng: {what}",
        "this is not what a plan file holds: {what}",
        "lập lại bằng rotplan plan -o; không sửa tay tệp phương án",
        "write it again with rotplan plan -o; a plan file is not edited by hand",
    ),
    "plan-input-missing": _error(
        "RP602",
        "không đọc được tệp mà phương án dựa vào: {file}: {reason}",
        "a file that the plan was made from cannot be read: {file}: {reason}",
        "chạy trong thư mục đã lập phương án, với đủ các tệp khi đó",
        "run this where the plan was made, with all files of that time",
    ),
    "plan-input-changed": _error(
        "RP603",
        "{file} đã thay đổi từ khi lập phương án: {what}",
        "{file} has changed since the plan was made: {what}",
        "lập lại phương án, hoặc lấy lại tệp khi đó; chưa kiểm tra gì thêm",
        "plan again, or bring the former file back; nothing else was checked",
    ),
    "plan-input-refused": _error(
        "RP604",
        "các tệp của phương án không mở lại được thành một đợt: {reason}",
        "the files of the plan do not open as one round any more: {reason}",
        "chạy rotplan check trên các tệp đó",
        "run rotplan check on those files",
    ),
    "plan-holding": _error(
        "RP605",
        "{post}: {what}",
        "{post}: {what}",
        "lập lại bằng rotplan plan -o; không sửa tay tệp phương án",
        "write it again with rotplan plan -o; a plan file is not edited by hand",
    ),
    "plan-fault": _error(
        "RP606",
        "bố trí này không phải phương án: {what}",
        "these holdings are no plan: {what}",
        "lập lại bằng rotplan plan -o",
        "write it again with rotplan plan -o",
    ),
    "plan-tier": _error(
        "RP607",
        "tầng {tier}: tệp ghi {claimed}, bố trí này cho {found}",
        "tier {tier}: the file says {claimed}, these holdings give {found}",
    ),
    "plan-bound": _error(
        "RP608",
        "tầng {tier}: tệp ghi cận {claimed}, chỉ chứng minh được {found}",
        "tier {tier}: the file claims a bound of {claimed}, what is proved is {found}",
    ),
    "plan-certificate": _error(
        "RP609",
        "chứng thực không khớp: {what}",
        "the certificate does not hold: {what}",
        "lập lại bằng rotplan plan --certificate -o",
        "write it again with rotplan plan --certificate -o",
    ),
    "plan-part": _error(
        "RP610",
        "«{key}» không khớp với bố trí và dữ kiện: {what}",
        "'{key}' does not follow from the holdings and the facts: {what}",
    ),
    "plan-status": _error(
        "RP611",
        "{key} ghi {claimed}, theo phần còn lại của tệp là {found}",
        "{key} says {claimed}, by the rest of the file it is {found}",
    ),
    "plan-unproved": _note(
        "RP612",
        "các cận chưa được kiểm lại hết: {reason}",
        "not all bounds were checked: {reason}",
        "lập phương án với --certificate để kiểm tra được không cần bộ giải",
        "plan with --certificate to have them checked without a solver",
    ),
    "plan-unchecked": _note(
        "RP613",
        "các khóa chưa kiểm được (không có nghĩa là đúng): {listed}",
        "these keys were not checked, which does not mean that they hold: {listed}",
        "muốn chắc, lập lại bằng rotplan plan từ các tệp ghi ở inputs",
        "to be sure, plan again from the files that stand under inputs",
    ),
    "plan-input-bytes": _note(
        "RP614",
        "{file} không còn nguyên từng byte (inputs[{n}].sha256), nhưng không dữ kiện nào thay đổi: "
        "phương án vẫn còn giá trị",
        "{file} is not the same to the byte (inputs[{n}].sha256), but no fact in it changed: the "
        "plan is not stale",
    ),
    "plan-claim": _error(
        "RP615",
        "{key} ghi «{claimed}», theo các tệp thì là «{found}»",
        "{key} says '{claimed}', by the files it is '{found}'",
        "lập lại bằng rotplan plan -o; không sửa tay tệp phương án",
        "write it again with rotplan plan -o; a plan file is not edited by hand",
    ),
    "plan-answer": _error(
        "RP616",
        "«{key}» không thể do rotplan viết cho đợt này: {what}",
        "'{key}' is not what rotplan writes of this round: {what}",
        "lập lại bằng rotplan plan -o; không sửa tay tệp phương án",
        "write it again with rotplan plan -o; a plan file is not edited by hand",
    ),
}

CATALOGUE: dict[str, Entry] = {
    **META,
    **SYNTAX,
    **VALUES,
    **PLACES,
    **SPELLING,
    **RANGES,
    **REFERENCES,
    **ROTATION,
    **ADVICE,
    **PLANS,
}

# old slug -> the slug that took its place
RENAMED = {"unquoted-text": "unquoted-code"}
