"""What a library page shows of one kind of record: rows, columns, groups to choose from. No widgets."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from sqlalchemy.orm import Session

from tripplanner.i18n import Message, msg
from tripplanner.planning.kinds import Shown
from tripplanner.planning.provenance import Trust
from tripplanner.text import Text
from tripplanner.ui.library.surroundings import Point, Town
from tripplanner.ui.records.values import country_name
from tripplanner.ui.tables import Column

Row = Any
Keep = Callable[[Row], bool]


@dataclass(frozen=True, slots=True)
class Group:
    """An entry at the left: its words, how many rows it has and which ones. ``icon`` with ``tone`` is optional."""

    key: str
    label: str
    keep: Keep | None = None
    icon: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Groups under a heading."""

    title: Message
    groups: Sequence[Group]


@dataclass
class Tongue:
    """The languages of the moment: of the window and, first and second, of the content. Columns keep a reference."""

    say: Callable[[Message], str]
    language: str = "fr"
    first: str = "fr"
    second: str = "zh"

    def words(self, text: Text) -> str:
        """A text in the first language that has it."""
        return text.best(self.first, self.second)

    def second_words(self, text: Text) -> str:
        """The same text in the second language, unless it is the same."""
        words = text.get(self.second)
        return "" if words == self.words(text) else words

    def country(self, code: str) -> str:
        """A country's name in the language of the window."""
        return country_name(code, self.language) if code else ""


@dataclass
class Read:
    """All rows of a shelf, with what its columns and groups need besides."""

    rows: Sequence[Row] = ()
    trust: Trust = field(default_factory=lambda: Trust({}, frozenset()))
    more: Mapping[Any, Any] = field(default_factory=dict[Any, Any])


class Shelf(ABC):
    """One kind of record of the library."""

    kind: ClassVar[str]
    title: ClassVar[Message]
    item: ClassVar[Message]
    search: ClassVar[Message]
    note: ClassVar[Message | None] = None
    nothing: ClassVar[Message] = msg("There is nothing here yet.")
    empty: ClassVar[Message] = msg("The sample shows what this page is for.")
    leading: ClassVar[tuple[str, ...]] = ()
    hidden: ClassVar[tuple[str, ...]] = ()
    of_trip: ClassVar[bool] = False
    words: ClassVar[Mapping[str, Mapping[str, Message]]] = {}

    def __init__(self, tongue: Tongue) -> None:
        self.tongue = tongue
        self.read = Read()

    @abstractmethod
    def load(self, session: Session, trip: int | None) -> Read:
        """Everything, in the order lists show it."""

    @abstractmethod
    def columns(self) -> Sequence[Column[Row]]:
        """The columns of the list; they read through ``self``."""

    @abstractmethod
    def headline(self, row: Row) -> tuple[str, str]:
        """A row's name in the two languages of content."""

    def sections(self) -> Sequence[Section]:
        """The groups at the left, those with rows only."""
        return ()

    def searched(self, row: Row) -> Iterable[str]:
        """What a row is found by."""
        return self.headline(row)

    def extra(self, session: Session, row: Row) -> Sequence[Shown]:
        """Lines of the detail that the record itself does not have."""
        del session, row
        return ()

    def surroundings(self, row: Row) -> tuple[Point, Sequence[Point], Sequence[Town]] | None:
        """Where a row lies, in degrees, with other rows and towns around it; None where it lies nowhere."""
        del row
        return None

    def worded(self, line: Shown) -> Shown:
        """A line of the detail with words for the codes it holds."""
        words = self.words.get(line.key)
        return line if words is None else Shown(line.key, line.title, line.value, words, line.form, line.path)

    def trusted(self) -> Section:
        """Sourced, and to verify."""
        marks, sourced = self.read.trust.open_marks, self.read.trust.sourced
        return Section(
            msg("Reliability"),
            (
                Group(
                    "sourced", self.tongue.say(msg("Sourced")), lambda row: row.uuid in sourced, "circle-check", "ok"
                ),
                Group(
                    "to_verify",
                    self.tongue.say(msg("To verify")),
                    lambda row: bool(marks.get(row.uuid)),
                    "circle-question-mark",
                    "warn",
                ),
            ),
        )

    def by(self, title: Message, key: Callable[[Row], Iterable[str]], label: Callable[[str], str]) -> Section:
        """A group per value of ``key``, the most frequent first."""
        counts: dict[str, int] = {}
        for row in self.read.rows:
            for value in dict.fromkeys(key(row)):
                if value:
                    counts[value] = counts.get(value, 0) + 1
        order = sorted(counts, key=lambda value: (-counts[value], label(value)))
        return Section(title, tuple(Group(value, label(value), _having(key, value)) for value in order))


def _having(key: Callable[[Row], Iterable[str]], value: str) -> Keep:
    return lambda row: value in key(row)
