"""What is told of long texts: their beginning and their length, in every message and every form."""

from typing import Any

from rotplan.language.words import Words

# a value of a file; a phrase made of several; a whole sentence
VALUE, PHRASE, SENTENCE = 200, 2_000, 6_000
_KEPT = 120


def brief(part: Any) -> Any:
    """A part of a sentence: of a long text its beginning and how long it is."""
    if isinstance(part, str):
        return _cut(part) if len(part) > VALUE else part
    if isinstance(part, Words) and max(len(part.vi), len(part.en)) > PHRASE:
        return Words(_cut(part.vi, PHRASE).vi, _cut(part.en, PHRASE).en)
    return part


def brief_text(text: str, most: int = VALUE) -> str:
    """The same for a text that is no part of a sentence: an id, a name, a path of keys."""
    return text if len(text) <= most else f"{text[:_KEPT]}…({len(text)})"


def brief_words(words: Words) -> Words:
    """A whole sentence; only one that repeats a long text many times is ever cut."""
    if max(len(words.vi), len(words.en)) <= SENTENCE:
        return words
    return Words(_cut(words.vi, SENTENCE).vi, _cut(words.en, SENTENCE).en)


def _cut(text: str, kept: int = _KEPT) -> Words:
    head = text[:kept]
    return Words(f"{head}… ({len(text)} ký tự)", f"{head}… ({len(text)} characters)")
