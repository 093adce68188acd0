"""Texts of frozen rows, decoded when somebody looks at them: a list of thousands shows forty."""

from __future__ import annotations

from functools import lru_cache

from tripplanner.text import Text


@lru_cache(maxsize=4_096)
def decoded(stored: str) -> Text:
    """The text stored as this string; texts are immutable, so equal strings share one."""
    return decoded_once(stored)


def decoded_once(stored: str) -> Text:
    """The same for whoever goes through all texts there are: none of them is kept."""
    try:
        return Text.from_json(stored)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        from tripplanner.store.faults import unreadable_value

        raise unreadable_value() from error


class LazyText:
    """A property of a row that decodes the text stored in its field ``stored``."""

    def __init__(self, stored: str) -> None:
        self._stored = stored

    def __get__(self, row: object, owner: type | None = None) -> Text:
        return decoded(getattr(row, self._stored, None) or "")
