"""What the YAML parser complains of, in the user's words."""

from rotplan.language.words import Words

NEVER_CLOSED = "found unexpected end of stream"
# libyaml's own limit, met while it looks for a key before any event is given out
TOO_DEEP = "exceeded maximum nesting depth"
_PARSER_WORDS = {
    "found character that cannot start any token": Words(
        "ký tự này không thể đứng đầu một giá trị (đặt trong dấu nháy)",
        "this character cannot begin a value (quote it)",
    ),
    "mapping values are not allowed in this context": Words(
        "dấu hai chấm không được ở đây (đặt cả giá trị trong dấu nháy, hoặc xem lại thụt lề)",
        "a colon is not allowed here (quote the whole value, or look at the indentation)",
    ),
    "did not find expected key": Words("thụt lề lệch, hoặc thiếu khóa", "a key was expected here"),
    "did not find expected '-' indicator": Words(
        "thụt lề lệch trong danh sách", "a list item '-' was expected here"
    ),
    "could not find expected ':'": Words("thiếu dấu hai chấm «:»", "a colon ':' is missing"),
    NEVER_CLOSED: Words(
        "dấu nháy hoặc ngoặc mở ra mà không đóng", "a quote or bracket is opened and never closed"
    ),
    "did not find expected ',' or ']'": Words(
        "danh sách [ … ] thiếu dấu phẩy hoặc ngoặc đóng", "expected ',' or ']' in the list"
    ),
    "did not find expected ',' or '}'": Words(
        "bảng { … } thiếu dấu phẩy hoặc ngoặc đóng", "expected ',' or '}' in the mapping"
    ),
    "block sequence entries are not allowed in this context": Words(
        "dấu gạch đầu mục «-» không được ở đây (xem lại thụt lề, hoặc đặt giá trị trong dấu nháy)",
        "a list item '-' is not allowed here (look at the indentation, or quote the value)",
    ),
    "block collections are not allowed in this context": Words(
        "danh sách hay bảng nhiều dòng không được ở đây", "no list or mapping may begin here"
    ),
    "mapping keys are not allowed in this context": Words(
        "khóa không được ở đây (xem lại thụt lề)",
        "no key is allowed here (look at the indentation)",
    ),
    "did not find expected node content": Words("thiếu giá trị", "a value was expected here"),
    "did not find expected key while parsing": Words("thiếu khóa", "a key was expected here"),
    "did not find expected <document start>": Words(
        "sau phần này không được viết thêm gì ngoài khóa",
        "nothing but keys may follow at this place",
    ),
    "found unexpected document indicator": Words(
        "dấu --- hay ... nằm trong dấu nháy chưa đóng",
        "--- or ... inside a quote that is still open",
    ),
    "found unknown escape character": Words(
        "sau dấu \\ trong nháy kép không được viết chữ này (dùng nháy đơn)",
        "this letter means nothing after a \\ in double quotes (use single quotes)",
    ),
    "found invalid Unicode character escape code": Words(
        "mã \\u hay \\x này không phải một chữ", "this \\u or \\x is no character"
    ),
    "did not find expected hexdecimal number": Words(
        "sau \\u hay \\x phải là số thập lục phân", "\\u and \\x need hexadecimal digits"
    ),
    "found a tab character that violates indentation": Words(
        "thụt lề bằng phím Tab", "indented with a tab"
    ),
    "found a tab character where an indentation space is expected": Words(
        "thụt lề bằng phím Tab", "indented with a tab"
    ),
    "did not find expected comment or line break": Words(
        "sau dấu | hay > chỉ được xuống dòng", "after | or > only a line break may follow"
    ),
    "did not find expected alphabetic or numeric character": Words(
        "sau dấu & hay * phải là một tên (đặt giá trị trong dấu nháy)",
        "& and * must be followed by a name (quote the value)",
    ),
    "found undefined tag handle": Words(
        "không dùng nhãn YAML (đặt giá trị trong dấu nháy)",
        "YAML tags are not used (quote the value)",
    ),
    "found incompatible YAML document": Words(
        "không dùng chỉ thị %YAML phiên bản này", "this version of %YAML is not used"
    ),
    "control characters are not allowed": Words(
        "có ký tự điều khiển", "there is a control character"
    ),
}


UNEXPLAINED = Words("không phân tích được", "it cannot be parsed")


def is_explained(sentence: Words) -> bool:
    """Whether a sentence repeats words of this list, and not the parser's own."""
    return any(words.en in sentence.en for words in _PARSER_WORDS.values())


def parser_message(what: str) -> Words:
    """The parser's words in the user's; unknown ones are passed on as they are."""
    return _PARSER_WORDS.get(what, Words(f"không phân tích được ({what})", what))
