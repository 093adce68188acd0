"""Writing many files: where one cannot be written, what is said of those that were."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tripplanner.errors import Cancelled, TripPlannerError
from tripplanner.i18n import msgn


@contextmanager
def those_before(files: Sequence[Path]) -> Generator[None]:
    """Has a refusal say how many ``files`` were written before it: they are whole, and stay."""
    try:
        yield
    except Cancelled:
        raise
    except TripPlannerError as error:
        if files:
            error.kept = msgn("{n} file was written before: it is whole, and stays.",
                              "{n} files were written before: they are whole, and stay.", len(files))  # fmt: skip
        raise
