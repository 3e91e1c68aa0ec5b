"""The plan file: its form, how it is written, read, and checked against what it was made from."""
