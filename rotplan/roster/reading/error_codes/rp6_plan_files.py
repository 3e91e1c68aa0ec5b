"""RP6xx: plan files."""

from rotplan.roster.reading.error_codes.entry import error_entry, note_entry

PLANS = {
    "plan-form": error_entry(
        "RP601",
        "tệp phương án không đúng dạng: {what}",
        "this is not what a plan file holds: {what}",
        "lập lại bằng rotplan plan -o; không sửa tay tệp phương án",
        "write it again with rotplan plan -o; a plan file is not edited by hand",
    ),
    "plan-input-missing": error_entry(
        "RP602",
        "không đọc được tệp mà phương án dựa vào: {file}: {reason}",
        "a file that the plan was made from cannot be read: {file}: {reason}",
        "chạy trong thư mục đã lập phương án, với đủ các tệp khi đó",
        "run this where the plan was made, with all files of that time",
    ),
    "plan-input-changed": error_entry(
        "RP603",
        "{file} đã thay đổi từ khi lập phương án: {what}",
        "{file} has changed since the plan was made: {what}",
        "lập lại phương án, hoặc lấy lại tệp khi đó; chưa kiểm tra gì thêm",
        "plan again, or bring the former file back; nothing else was checked",
    ),
    "plan-input-refused": error_entry(
        "RP604",
        "các tệp của phương án không mở lại được thành một đợt: {reason}",
        "the files of the plan do not open as one round any more: {reason}",
        "chạy rotplan check trên các tệp đó",
        "run rotplan check on those files",
    ),
    "plan-holding": error_entry(
        "RP605",
        "{post}: {what}",
        "{post}: {what}",
        "lập lại bằng rotplan plan -o; không sửa tay tệp phương án",
        "write it again with rotplan plan -o; a plan file is not edited by hand",
    ),
    "plan-fault": error_entry(
        "RP606",
        "bố trí này không phải phương án: {what}",
        "these holdings are no plan: {what}",
        "lập lại bằng rotplan plan -o",
        "write it again with rotplan plan -o",
    ),
    "plan-tier": error_entry(
        "RP607",
        "tầng {tier}: tệp ghi {claimed}, bố trí này cho {found}",
        "tier {tier}: the file says {claimed}, these holdings give {found}",
    ),
    "plan-bound": error_entry(
        "RP608",
        "tầng {tier}: tệp ghi cận {claimed}, chỉ chứng minh được {found}",
        "tier {tier}: the file claims a bound of {claimed}, what is proved is {found}",
    ),
    "plan-certificate": error_entry(
        "RP609",
        "chứng thực không khớp: {what}",
        "the certificate does not hold: {what}",
        "lập lại bằng rotplan plan --certificate -o",
        "write it again with rotplan plan --certificate -o",
    ),
    "plan-part": error_entry(
        "RP610",
        "«{key}» không khớp với bố trí và dữ kiện: {what}",
        "'{key}' does not follow from the holdings and the facts: {what}",
    ),
    "plan-status": error_entry(
        "RP611",
        "{key} ghi {claimed}, theo phần còn lại của tệp là {found}",
        "{key} says {claimed}, by the rest of the file it is {found}",
    ),
    "plan-unproved": note_entry(
        "RP612",
        "các cận chưa được kiểm lại hết: {reason}",
        "not all bounds were checked: {reason}",
        "lập phương án với --certificate để kiểm tra được không cần bộ giải",
        "plan with --certificate to have them checked without a solver",
    ),
    "plan-unchecked": note_entry(
        "RP613",
        "các khóa chưa kiểm được (không có nghĩa là đúng): {listed}",
        "these keys were not checked, which does not mean that they hold: {listed}",
        "muốn chắc, lập lại bằng rotplan plan từ các tệp ghi ở inputs",
        "to be sure, plan again from the files that stand under inputs",
    ),
    "plan-input-bytes": note_entry(
        "RP614",
        "{file} không còn nguyên từng byte (inputs[{n}].sha256), nhưng không dữ kiện nào thay đổi: "
        "phương án vẫn còn giá trị",
        "{file} is not the same to the byte (inputs[{n}].sha256), but no fact in it changed: the "
        "plan is not stale",
    ),
    "plan-claim": error_entry(
        "RP615",
        "{key} ghi «{claimed}», theo các tệp thì là «{found}»",
        "{key} says '{claimed}', by the files it is '{found}'",
        "lập lại bằng rotplan plan -o; không sửa tay tệp phương án",
        "write it again with rotplan plan -o; a plan file is not edited by hand",
    ),
    "plan-answer": error_entry(
        "RP616",
        "«{key}» không thể do rotplan viết cho đợt này: {what}",
        "'{key}' is not what rotplan writes of this round: {what}",
        "lập lại bằng rotplan plan -o; không sửa tay tệp phương án",
        "write it again with rotplan plan -o; a plan file is not edited by hand",
    ),
}
