"""RP2xx: places as they are written."""

from rotplan.roster.reading.error_codes.entry import error_entry, note_entry, warning_entry

PLACES = {
    "place-not-found": warning_entry(
        "RP220",
        "không tìm thấy nơi «{place}» trong danh mục xã, huyện, tỉnh{certain}",
        "there is no place '{place}' in the lists of communes, districts and provinces{certain}",
        "{hint}",
        "{hint}",
    ),
    "place-ambiguous": note_entry(
        "RP221",
        "«{place}» có thể là {count} nơi: {named}; theo địa giới ngày của đợt là {where}",
        "'{place}' may mean {count} places: {named}; by the units of the round's date {where}",
        "ghi rõ xã hay phường, huyện và tỉnh, hoặc mã kèm năm của danh mục",
        "name its kind, district and province, or its code with the year of the list",
    ),
    "place-divided": note_entry(
        "RP222",
        "{named}: theo địa giới ngày của đợt thuộc nhiều đơn vị: {where}",
        "{named} lies in several units of the round's date: {where}",
        "ghi rõ thuộc xã nào theo địa giới ngày của đợt",
        "write in which of them it lies on the round's date",
    ),
    "unknown-code": warning_entry(
        "RP223",
        "danh mục{year} không có mã «{place}»",
        "there is no code '{place}' in the list{year}",
        "{hint}",
        "{hint}",
    ),
    "short-code": warning_entry(
        "RP224",
        "mã «{place}» thiếu số 0 ở đầu",
        "the code '{place}' has lost its leading zero",
        "{hint} Đặt mã trong dấu nháy",
        "{hint} Write the code in quotes",
    ),
    "code-disagrees": warning_entry(
        "RP225",
        "mã «{place}» là {named}, không phải «{name}»",
        "the code '{place}' is {named}, not '{name}'",
        "sửa mã hoặc tên",
        "correct the code or the name",
    ),
    "list-not-held": note_entry(
        "RP226",
        "mã «{place}»: không có danh mục{year} của tỉnh này, chỉ chắc là ở {named}",
        "code '{place}': the list{year} of this province is not held; certain is only {named}",
        "ghi tên đầy đủ, hoặc mã theo danh mục năm 2025",
        "write the full name, or the code of the list of 2025",
    ),
    "place-vague": note_entry(
        "RP227",
        "«{place}» mới biết đến cấp huyện hoặc tỉnh: {named}",
        "'{place}' is known only to its district or province: {named}",
        "ghi thêm xã, phường",
        "add the commune",
    ),
    "facts-first": note_entry(
        "RP229",
        "{people} cán bộ thiếu dữ liệu nên chưa xét được chức danh; nên bổ sung trước: {listed}",
        "cadres with facts missing that keep posts closed: {people}; to collect first: {listed}",
        "bổ sung vào hồ sơ theo thứ tự này",
        "complete the files in this order",
    ),
    "abroad-at-home": error_entry(
        "RP246",
        "abroad ghi «{place}», nhưng đó là {named}, không phải nước ngoài",
        "abroad says '{place}', but that is {named}, not another country",
        "ghi nơi trong nước bằng chữ, không có abroad; ở nước ngoài thì ghi tên nước",
        "write a place in Viet Nam in words, without abroad; abroad takes the name of a country",
    ),
    "units-not-held": note_entry(
        "RP228",
        "«{place}»: địa giới xã của {where} vào ngày của đợt không có trong dữ liệu",
        "'{place}': the communes of {where} on the round's date are not held",
        "dùng mã đơn vị (id) trong danh sách thay cho chữ",
        "use the id of a unit of the roster instead of words",
    ),
}
