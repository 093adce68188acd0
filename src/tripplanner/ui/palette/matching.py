"""What the palette offers, and which of its fixed entries (actions, pages) answer a few letters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tripplanner.planning.searching.question import PREFIXES, Question, marks, parse
from tripplanner.spelling.folding import words

Marks = tuple[tuple[int, int], ...]
__all__ = ["PREFIXES", "Entry", "fitting", "parse"]


@dataclass(frozen=True, slots=True)
class Entry:
    """Something the palette offers.

    ``group`` is ``go``, ``do`` or ``ask``; ``kind`` what the prefixes choose by. ``title`` and, beside it, ``second``
    name it; ``about`` is the line below, ``hint`` the keys or the way at the right. ``tone`` colours the icon's tile.
    ``run`` names an action, a page or a trip with its target, or a question; the window carries it out. ``field`` is
    the column of the record that holds what was found. Marks are ranges of characters that fit the question.
    """

    group: str
    kind: str
    title: str
    second: str
    about: str
    hint: str
    icon: str
    run: tuple[str, str, object]
    tone: str = "transfer"
    field: str = ""
    title_marks: Marks = ()
    second_marks: Marks = ()
    about_marks: Marks = ()
    searched: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """Everything it shows, for who hears it."""
        return " · ".join(part for part in (self.title, self.second, self.about, self.hint) if part)


def fitting(entries: Iterable[Entry], question: Question) -> list[Entry]:
    """The entries that hold all of the question, those that begin with it first; all of them for no question."""
    if not question:
        return list(entries)
    ranked = [
        (not _begins(entry, question), number, entry)
        for number, entry in enumerate(entries)
        if question.fits(*entry.searched)
    ]
    return [marked(entry, question) for _, _, entry in sorted(ranked, key=lambda found: found[:2])]


def marked(entry: Entry, question: Question) -> Entry:
    """The entry with the places in its names that fit."""
    from dataclasses import replace

    return replace(entry, title_marks=marks(entry.title, question), second_marks=marks(entry.second, question))


def _begins(entry: Entry, question: Question) -> bool:
    begun = " ".join(question.words)
    return any(" ".join(words(text)).startswith(begun) for text in entry.searched)
