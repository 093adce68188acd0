"""Texts of frozen rows, decoded when somebody looks at them: a list of thousands shows forty."""

from __future__ import annotations

import json
from collections.abc import Mapping
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
    except _UNREADABLE as error:
        raise _unreadable() from error


def words_once(stored: str) -> Mapping[str, str]:
    """Its words alone, by language, for whoever asks nothing else of thousands."""
    try:
        return dict(json.loads(stored)["w"]) if stored else {}
    except _UNREADABLE as error:
        raise _unreadable() from error


_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError)


def _unreadable() -> Exception:
    from tripplanner.store.faults import unreadable_value

    return unreadable_value()


class LazyText:
    """A property of a row that decodes the text stored in its field ``stored``."""

    def __init__(self, stored: str) -> None:
        self._stored = stored

    def __get__(self, row: object, owner: type | None = None) -> Text:
        return decoded(getattr(row, self._stored, None) or "")
