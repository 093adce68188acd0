"""What a summary says: sections of statements with their evidence, and the numbers that its charts draw."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from tripplanner.documents.content import PersonLine, Photo, Ref, TripContent
from tripplanner.i18n import Message
from tripplanner.names import PersonName
from tripplanner.text import EMPTY, Text


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a voice. ``name`` only of whoever agreed to be named."""

    ref: Ref
    text: Text
    name: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """A block. ``grounds`` say on what it rests, a part each; ``leads``: it opens its theme and bears no number.

    ``stale``: what it rests on has changed since somebody wrote it.
    """

    ref: Ref
    text: Text
    grounds: tuple[Message, ...] = ()
    quotes: tuple[Quote, ...] = ()
    leads: bool = False
    stale: bool = False


@dataclass(frozen=True, slots=True)
class ThemePart:
    """The statements of one theme under its name; without a name they follow each other."""

    name: Text
    ref: Ref
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a chart of ratings: ``mean`` from 1 to 5, unknown where too few answered."""

    ref: Ref
    name: Text
    n: int
    mean: float | None


@dataclass(frozen=True, slots=True)
class Arrow:
    """A row of a chart of changes: means before and after, unknown where too few answered."""

    ref: Ref
    name: Text
    before: float | None
    after: float | None
    n_before: int
    n_after: int


@dataclass(frozen=True, slots=True)
class Column:
    """A visit of the coverage chart."""

    ref: Ref
    name: Text
    day: date | None


@dataclass(frozen=True, slots=True)
class Grid:
    """Themes by visits; ``cells`` has, row by row, *crossed*, *single*, *planned* or nothing."""

    rows: tuple[tuple[Ref, Text], ...]
    columns: tuple[Column, ...]
    cells: tuple[tuple[str, ...], ...]


Chart = Grid | tuple[Bar, ...] | tuple[Arrow, ...]


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A commitment in the list of them."""

    ref: Ref
    status: str
    text: Text
    person: PersonName | None
    organisation: Text | str
    due: date | None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands below it."""

    key: str
    title: Message
    parts: tuple[ThemePart, ...] = ()
    grid: Grid | None = None
    ratings: tuple[Bar, ...] = ()
    changes: tuple[Arrow, ...] = ()
    promises: tuple[PromiseLine, ...] = ()
    people: tuple[PersonLine, ...] = ()
    photos: tuple[Photo, ...] = ()


@dataclass(frozen=True, slots=True)
class SummaryContent:
    """A summary in one or two languages. ``figures`` are numbers with what they count; ``final``: no draft strip."""

    trip: TripContent
    languages: tuple[str, ...]
    kind: str
    title: Message
    own_title: Text = EMPTY
    figures: tuple[tuple[int, Message], ...] = ()
    parts: tuple[Section, ...] = field(default=())
    final: bool = False

    @property
    def sections(self) -> frozenset[str]:
        """A summary has none that could be left out."""
        return frozenset()

    @property
    def facing(self) -> bool:
        """Its languages never stand on facing pages."""
        return False

    @property
    def stale(self) -> tuple[Statement, ...]:
        """The statements that somebody should look at again."""
        return tuple(one for part in self.parts for theme in part.parts for one in theme.statements if one.stale)
