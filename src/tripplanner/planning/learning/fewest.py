"""Of how few answers no mean is told."""

from __future__ import annotations

LEAST = 5
"""No mean is told of fewer answers: it would be an accident, or tell who answered."""


def may_tell(n: int, people: int | None = None) -> bool:
    """Whether a mean of ``n`` grades may be told, ``people`` of them of somebody who answered (all, if not said).

    What an evening noted for the whole group, of nobody in particular, is nobody’s secret.
    """
    own = n if people is None else people
    return n > 0 and (own == 0 or own >= LEAST)
