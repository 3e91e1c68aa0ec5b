"""The forms in which findings are told, by name: what options offer, and what `formats` holds."""

FORMS = ("full", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit")
# other names under which a form may be asked for
SYNONYMS = {"text": "full"}
# as options list them: a synonym beside what it means
OFFERED = ("full", *SYNONYMS, *FORMS[1:])
