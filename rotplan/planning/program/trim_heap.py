"""Memory that compiling is done with goes back to the system before the search asks for more."""

import ctypes
import sys


def hand_back() -> None:
    """What thousands of short-lived arrays leave behind in the heap of the C library.

    glibc keeps it until it is told, and solvers take theirs elsewhere. Measured at 52 million
    columns: 230 MB of 2.3 GB. Where the library knows no such thing, nothing happens.
    """
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
