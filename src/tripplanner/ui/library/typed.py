"""What a person types or pastes for a field of a list, read as the value it stands for. No widgets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tripplanner.i18n import Message, languages, msg, say
from tripplanner.planning.kinds import Detail, Shown
from tripplanner.typography import polished
from tripplanner.ui.records.editing import sort_of
from tripplanner.ui.records.parsing import READERS, Unreadable
from tripplanner.ui.tables import folded

#: Sorts of fields that are typed as one line of words.
LINES = ("text", "words", "choice", "whole", "real", "day", "country", "countries", "tongues", "hours", "truth")
_YES = {"yes", "y", "oui", "o", "是", "1", "true", "vrai", "x", "✓"}
_NO = {"no", "n", "non", "否", "0", "false", "faux"}


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of the records of a list: where it lies, and how it is read."""

    line: Shown
    sort: str
    language: str = ""

    @property
    def path(self) -> str:
        return self.line.path or self.line.key


def cell_of(detail: Detail, key: str, language: str) -> Cell | None:
    """The field called ``key`` of a record such as this one; ``None`` where it is not typed as a line."""
    line = next((one for one in detail.lines if one.key == key), None)
    sort = sort_of(detail, line) if line is not None else ""
    if line is None or sort not in LINES:
        return None
    return Cell(line, sort, language if sort == "text" else "")


def read_cell(cell: Cell, words: str) -> object:
    """The value of ``words``; raises :class:`Unreadable` with what was typed."""
    if cell.language:
        return polished(words.strip(), cell.language)
    if cell.sort == "choice":
        return choice(cell.line.words or {}, words)
    if cell.sort == "truth":
        return truth(words)
    if cell.sort in READERS:
        return READERS[cell.sort](words, cell.line.key)
    return words.strip()


def choice(known: Mapping[str, Message], words: str) -> str:
    """The code that ``words`` stand for: itself, or its words in any language of the program."""
    wanted = folded(words.strip())
    for code, message in known.items():
        if wanted in (folded(code), *(folded(say(message, language)) for language in languages())):
            return code
    raise Unreadable(
        msg("“{value}” is none of the choices of this field.", value=words),
        msg("Choose one of: {kinds}.", kinds=tuple(known)),
    )


def truth(words: str) -> bool | None:
    """Yes, no, or nobody knows."""
    plain = folded(words.strip())
    if not plain:
        return None
    if plain not in _YES | _NO:
        raise Unreadable(
            msg("“{value}” is neither yes nor no.", value=words), msg("Write yes or no, or leave it empty.")
        )
    return plain in _YES
