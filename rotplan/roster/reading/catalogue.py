"""Every problem that reading, checking and the law's own limits can raise: code, level, words.

Codes are never reused: 0xx check itself, 1xx syntax, 2xx values, 3xx references, 4xx rotation
rules, 5xx advice, 6xx plan files. A slug that is renamed stays known in `RENAMED`. The sentence
says what was found and what was expected; the fix says how to mend it.
"""

from rotplan.roster.reading.error_codes.entry import Entry
from rotplan.roster.reading.error_codes.rp0_check_itself import META
from rotplan.roster.reading.error_codes.rp1_syntax import SYNTAX
from rotplan.roster.reading.error_codes.rp2_places import PLACES
from rotplan.roster.reading.error_codes.rp2_values import RANGES, VALUES
from rotplan.roster.reading.error_codes.rp2_ways_of_writing import SPELLING
from rotplan.roster.reading.error_codes.rp3_references import REFERENCES
from rotplan.roster.reading.error_codes.rp4_rotation import ROTATION
from rotplan.roster.reading.error_codes.rp5_advice import ADVICE
from rotplan.roster.reading.error_codes.rp6_plan_files import PLANS

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
