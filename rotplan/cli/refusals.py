"""What planning refuses, or finds amiss in itself, as exit codes: for plan and explain alike."""

from collections.abc import Iterator
from contextlib import contextmanager

from rotplan.cli.bugs import disagreement
from rotplan.cli.exit_codes import BUG, FINDINGS
from rotplan.cli.shared import fail
from rotplan.language.paths import shown
from rotplan.language.words import Lang, Words
from rotplan.plan.telling.refused_sizes import refusal_words
from rotplan.planning.program.column_costs import TooLargeError
from rotplan.planning.program.memory_estimate import TooMuchError
from rotplan.planning.solving.confirm_by_judge import DisagreementError


@contextmanager
def refusals_told(path: str, said: Lang) -> Iterator[None]:
    """Turn what may come out of solving into a line about the file `path`; raises click's Exit."""
    try:
        yield
    except DisagreementError as error:
        raise fail(disagreement(error)[said], BUG) from error
    except TooLargeError as error:
        raise fail(f"{shown(path)}: {refusal_words(error)[said]}", FINDINGS) from error
    except TooMuchError as error:
        raise fail(f"{shown(path)}: {refusal_words(error)[said]}") from error
    except MemoryError as error:
        raise fail(f"{shown(path)}: {_TOO_LITTLE[said]}") from error


_TOO_LITTLE = Words(
    "không đủ bộ nhớ; thu hẹp đợt (ít cán bộ, ít chức danh hơn) hoặc dùng máy nhiều bộ nhớ hơn",
    "the memory did not suffice; plan a smaller round (fewer cadres or posts), or use a larger "
    "machine",
)
