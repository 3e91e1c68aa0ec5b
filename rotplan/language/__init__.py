"""How words, names, dates, numbers and paths read, in Vietnamese and in English."""
