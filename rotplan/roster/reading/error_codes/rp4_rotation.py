"""RP4xx: the rules of rotation."""

from rotplan.roster.reading.error_codes.entry import entry_of_level, warning_entry

ROTATION = {
    "broken": warning_entry("RP401", "{clause}: {words}", "{clause}: {words}"),
    "doubt": warning_entry("RP402", "{clause}: {words}", "{clause}: {words}"),
    "past-retirement": warning_entry(
        "RP403",
        "đã đến tuổi nghỉ hưu từ tháng {month}",
        "past retirement since {month}",
        "ghi leaving, hoặc retires nếu được kéo dài",
        "record leaving, or retires if the service was extended",
    ),
    "near-retirement": entry_of_level(
        "RP404",
        "note",
        "đến tuổi nghỉ hưu tháng {month}, trong vòng một năm",
        "retires in {month}, within a year",
        "",
        "",
    ),
}
