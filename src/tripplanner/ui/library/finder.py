"""Filtering as one types: accents and case ignored, Chinese found by its characters or by pinyin."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from tripplanner.spelling.folding import found_by
from tripplanner.spelling.hanzi import spellings
from tripplanner.ui.tables import folded


def prepare() -> None:
    """Load the dictionary of pinyin ahead of the first question; for a job."""
    spellings("zh")  # begins a syllable and is none: both are looked up


class Finder:
    """Answers whether a row holds every word of a question; remembers what each row is found by."""

    def __init__(self, searched: Callable[[Any], Iterable[str]]) -> None:
        self._searched = searched
        self._plain: dict[str, str] = {}
        self._spelled: dict[str, str] = {}

    def forget(self) -> None:
        """The rows changed."""
        self._plain.clear()
        self._spelled.clear()

    def holds(self, row: Any, question: str) -> bool:
        """Whether ``row`` is found; pinyin is only spelled out for questions in Latin letters."""
        return all(self._has(row, needle) for needle in folded(question).split())

    def _has(self, row: Any, needle: str) -> bool:
        if needle in self._plain_of(row):
            return True
        return needle.isascii() and needle.isalpha() and needle in self._spelled_of(row)

    def _plain_of(self, row: Any) -> str:
        if row.uuid not in self._plain:
            self._plain[row.uuid] = "\n".join(folded(text) for text in self._searched(row) if text)
        return self._plain[row.uuid]

    def _spelled_of(self, row: Any) -> str:
        if row.uuid not in self._spelled:
            self._spelled[row.uuid] = "\n".join(found_by(*(text for text in self._searched(row) if text)))
        return self._spelled[row.uuid]
