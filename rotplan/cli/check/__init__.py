"""`rotplan check`: its options and settings, which files it is about, what it writes."""
