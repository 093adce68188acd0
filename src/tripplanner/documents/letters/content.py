"""What a letter says: blocks in their order, all words resolved in the languages asked for. Nothing of how it looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tripplanner.documents.content import Head, Photo
from tripplanner.documents.voices import Voice
from tripplanner.i18n import Message
from tripplanner.names import PersonName

Voices = tuple[Voice, ...]
"""The same words, one voice per language of the letter."""


@dataclass(frozen=True, slots=True)
class Line:
    """Words of a cell, the second language below the first; or a person’s name as it is written everywhere."""

    voices: Voices = ()
    name: PersonName | None = None
    bold: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """Lines below each other; empty for an empty cell."""

    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The office: its logo, name, address and where it is reached. A letter begins with it."""


@dataclass(frozen=True, slots=True)
class Address:
    """To whom a letter goes, and the day it was written."""

    lines: tuple[Line, ...]
    date: Voices = ()


@dataclass(frozen=True, slots=True)
class Title:
    """What a letter or an annex is about."""

    voices: Voices


@dataclass(frozen=True, slots=True)
class Heading:
    """A small heading over a rule."""

    voices: Voices


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running words, two languages beside each other. ``look``: *large* is what a certificate certifies, *quote* what
    somebody said, *statement* one that a report makes and founds below.
    """

    voices: Voices
    look: Literal["body", "quiet", "bold", "large", "quote", "statement", "subhead"] = "body"
    bullet: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """A person named in letters of their own, with lines below."""

    name: PersonName
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A heading (may be empty), and the column’s share of the width beside the others."""

    title: Voices = ()
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Table:
    """A small table; its header is repeated where it goes on overleaf, and no row is cut.

    ``small``: it has to leave room on its page, so Word sets its rows closer.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    small: bool = False

    @property
    def headed(self) -> bool:
        """Whether any column has a heading."""
        return any(column.title for column in self.columns)


@dataclass(frozen=True, slots=True)
class Signature:
    """Room to sign, and who signs below it; the day where it stands nowhere else."""

    lines: tuple[Line, ...]
    date: Voices = ()


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins a page: another letter, or an annex."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the office must settle before the letter leaves."""

    voices: Voices


@dataclass(frozen=True, slots=True)
class Illustration:
    """A photograph with what is said of it."""

    photo: Photo
    caption: Voices = ()


Block = (
    Illustration | Letterhead | Address | Title | Heading | Paragraph | Name | Table | Signature | NewPage | Notice
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter, or several that are printed together. ``title`` is what the file calls itself."""

    title: Message
    trip: Head
    languages: tuple[str, ...]
    blocks: tuple[Block, ...]

    @property
    def sections(self) -> frozenset[str]:
        """A letter has none that could be left out."""
        return frozenset()

    @property
    def facing(self) -> bool:
        """Its languages never stand on facing pages."""
        return False
