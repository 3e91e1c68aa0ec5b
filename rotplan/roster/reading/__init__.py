"""Bytes to text, text to trees, trees to records; what can be wrong on the way, and where."""
