"""JSON as it stands in a file: read, or refused with the place; whatever the file holds."""

import json
import re
from typing import Any

from rotplan.language.words import Words


class NotJsonError(Exception):
    """The text is no JSON: why, and the offset at which it ends to be."""

    def __init__(self, words: Words, at: int = 0) -> None:
        super().__init__(words.en)
        self.words, self.at = words, at


def parsed(text: str, **hooks: Any) -> Any:
    """The data of a JSON text; `hooks` are those of the standard reader. Raises NotJsonError, and
    what the hooks raise."""
    try:
        return json.loads(text, **hooks)
    except json.JSONDecodeError as error:
        raise _refusal(_NO_JSON, text, error.pos) from error
    except RecursionError as error:
        raise NotJsonError(_TOO_DEEP) from error
    except ValueError as error:  # an integer of thousands of digits
        long = _LONG.search(text)
        raise _refusal(_TOO_LONG, text, long.start() if long else 0) from error


def _refusal(words: Words, text: str, at: int) -> NotJsonError:
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    return NotJsonError(words.format(line=line, column=column), at)


_LONG = re.compile(r"[0-9]{4301}")
_NO_JSON = Words(
    "không phải JSON: dòng {line}, cột {column}", "not JSON: line {line}, column {column}"
)
_TOO_DEEP = Words("JSON lồng quá sâu", "JSON nested too deeply")
_TOO_LONG = Words(
    "số nguyên quá dài ở dòng {line}, cột {column}",
    "an integer of too many digits at line {line}, column {column}",
)
