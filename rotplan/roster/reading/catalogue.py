"""Every problem that reading, checking and the law's own limits can raise: code, level, words.

Codes are never reused: 0xx check itself, 1xx syntax, 2xx values, 3xx references, 4xx rotation
rules, 5xx advice, 6xx plan files. A slug that is renamed stays known in `RENAMED`. The sentence
says what was found and what was expected; the fix says how to mend it.
"""

from rotplan.roster.reading.messages.about_check import META
from rotplan.roster.reading.messages.advice import ADVICE
from rotplan.roster.reading.messages.entry import Entry
from rotplan.roster.reading.messages.places import PLACES
from rotplan.roster.reading.messages.plan_files import PLANS
from rotplan.roster.reading.messages.references import REFERENCES
from rotplan.roster.reading.messages.rotation import ROTATION
from rotplan.roster.reading.messages.syntax import SYNTAX
from rotplan.roster.reading.messages.values import RANGES, VALUES
from rotplan.roster.reading.messages.ways_of_writing import SPELLING

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
