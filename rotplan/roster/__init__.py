"""What the board knows: files, facts, dates, and the same facts as columns."""
