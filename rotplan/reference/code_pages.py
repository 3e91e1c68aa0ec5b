"""The reference of finding codes: what each says, how grave it is, how to mend it."""

from rotplan.checking.code_slugs import blanks, slug_of
from rotplan.checking.findings import LEVEL_WORDS
from rotplan.language.words import Lang, Words
from rotplan.roster.reading.catalogue import CATALOGUE, RENAMED
from rotplan.roster.reading.error_codes.entry import Entry
from rotplan.roster.reading.problems import Level

_CHAPTERS = {
    "0": Words("chính lệnh check", "check itself"),
    "1": Words("cú pháp YAML", "YAML syntax"),
    "2": Words("giá trị", "values"),
    "3": Words("tham chiếu giữa các mục", "references between records"),
    "4": Words("quy định luân chuyển", "rotation rules"),
    "5": Words("lời khuyên", "advice"),
    "6": Words("tệp phương án", "plan files"),
}
_NAMES = {
    "level": Words("mức độ", "level"),
    "chapter": Words("nhóm", "group"),
    "says": Words("nội dung", "says"),
    "mend": Words("cách sửa", "to mend it"),
    "fix": Words("sửa tự động", "repair"),
    "ignore": Words("bỏ qua một chỗ", "to ignore one place"),
    "also": Words("tên cũ", "formerly"),
}
_BY_CLAUSE = Words(
    "theo điều khoản: hard là lỗi, approval là cảnh báo, target là lưu ý; chưa đủ căn cứ kết luận "
    "thì thấp hơn một mức",
    "by the clause: hard is an error, approval a warning, target a note; what cannot be told is "
    "one level lower",
)
_REPAIRS = {
    "safe": Words("rotplan check --fix", "rotplan check --fix"),
    "unsafe": Words(
        "rotplan check --unsafe-fixes (phỏng đoán; xem lại bằng --diff)",
        "rotplan check --unsafe-fixes (a guess; look at it with --diff)",
    ),
}


def explain_code(code_or_slug: str, lang: Lang) -> list[str] | None:
    """What a finding code means, line by line; nothing where there is no such code."""
    slug = slug_of(code_or_slug)
    if slug is None:
        return None
    entry = CATALOGUE[slug]
    told = [f"{entry.code} {slug}"]
    told += [f"  {_NAMES[name][lang]}: {said}" for name, said in _about(slug, entry, lang)]
    if entry.why is not None:
        told += ["", entry.why[lang]]
    return told


def _about(slug: str, entry: Entry, lang: Lang) -> list[tuple[str, str]]:
    by_clause = slug in ("broken", "doubt")
    level = _BY_CLAUSE if by_clause else LEVEL_WORDS[Level[entry.level.upper()]]
    about = [
        ("level", level[lang]),
        ("chapter", _CHAPTERS[entry.code[2]][lang]),
        ("says", blanks(entry.words[lang])),
    ]
    if entry.fix is not None and blanks(entry.fix[lang]) != "‹hint›":
        about.append(("mend", blanks(entry.fix[lang])))
    if entry.repair:
        about.append(("fix", _REPAIRS[entry.repair][lang]))
    about.append(("ignore", f'# rotplan: ignore[{entry.code}] until=yyyy-mm-dd reason="…"'))
    old = [name for name, new in RENAMED.items() if new == slug]
    return about + [("also", name) for name in old]
