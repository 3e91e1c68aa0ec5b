"""What the process ends with, beside 0: for scripts and CI, the same in every command."""

FINDINGS, USAGE, NO_PLAN, NO_TIME, STALE = 1, 2, 3, 4, 5
# a bug of rotplan itself
BUG = 70
