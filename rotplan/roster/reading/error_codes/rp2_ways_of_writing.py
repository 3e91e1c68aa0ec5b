"""RP2xx: values written in ways that rotplan does not mind and others may."""

from rotplan.language.words import Words
from rotplan.roster.reading.error_codes.entry import Entry

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
