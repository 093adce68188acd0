"""An anonymous answer that says nearly what another one said: perhaps the same, corrected.

Where neither the tool nor the person says which answer it is, its identity is made of what it says, so a corrected one
looks like another. Only those that are not in the file themselves are asked about: the others are still there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from tripplanner.exchange.intake.forms.sheets import MADE
from tripplanner.exchange.intake.subjects import Held, Values

_SHARE, _LEAST = 0.7, 3  # of what both say, and how many answers that is
_MOST = 60  # of such answers: beyond that a file is another office’s, not a corrected one


class Missing:
    """The anonymous answers of a trip that are not in a file; ``asked`` tells what of their values is an answer."""

    def __init__(self, held: Sequence[Held], keys: Iterable[str], asked: Callable[[str], bool]) -> None:
        there = set(keys)
        found = [one for one in held if _is_loose(one.values) and one.values["key"] not in there]
        self._found, self._asked = found if len(found) <= _MOST else [], asked

    def like(self, values: Values) -> Held | None:
        """The one of the same voice, else the only one that says nearly the same."""
        if not self._found or not _is_loose(values):
            return None
        voice = values.get("voice", "")
        same = [one for one in self._found if one.values.get("voice", "") == voice]
        near = same if voice else [one for one in same if self._is_near(one.values, values)]
        return near[0] if near and (len(near) == 1 or not voice) else None

    def _is_near(self, one: Values, other: Values) -> bool:
        keys = {key for key in (*one, *other) if self._asked(key)}
        equal = sum(one.get(key) == other.get(key) for key in keys)
        return equal >= max(_LEAST, _SHARE * len(keys))


def _is_loose(values: Values) -> bool:
    key: Any = values.get("key", "")
    return not values.get("person") and str(key).startswith(MADE)
