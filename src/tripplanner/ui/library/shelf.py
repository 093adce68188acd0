"""What a library page shows of one kind of record: its columns, words for its groups, what can be edited. No widgets.

Which records there are, in which order and in which groups, is asked of :mod:`tripplanner.planning.browsing`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy.orm import Session

from tripplanner.i18n import Message, msg
from tripplanner.planning.browsing.asking import GroupCount
from tripplanner.planning.kinds import Shown
from tripplanner.store.vault.vault import Vault
from tripplanner.text import Text
from tripplanner.ui.library.surroundings import Point, Town
from tripplanner.ui.tables import Column
from tripplanner.worldnames import country_name

Row = Any
Read = Callable[..., Any]


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

    def listed(self, parts: Iterable[str]) -> str:
        """Words beside each other, with the commas of the language of the window."""
        return self.say(msg("{names}", names=tuple(parts)))


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

    #: Columns whose cells are edited in place, with the field each one shows (``person.nationality``).
    cells: ClassVar[Mapping[str, str]] = {}
    #: Fields that are changed together for several records: key of a line of the detail, in order.
    together: ClassVar[tuple[str, ...]] = ()
    #: Words for a new record, also its first name where its kind has one.
    new: ClassVar[Message] = msg("New record")

    def __init__(self, tongue: Tongue, get: Read) -> None:
        self.tongue, self.get = tongue, get

    def prepare(self, session: Session, trip: int | None) -> None:
        """Read the few things besides the rows that columns and groups need."""
        del session, trip

    def beside(self, session: Session, vault: Vault, rows: Sequence[Row], shown: Collection[str]) -> None:
        """Read what the shown columns say of rows and the rows do not hold themselves."""
        del session, vault, rows, shown

    @abstractmethod
    def columns(self) -> Sequence[Column[Row]]:
        """The columns of the list; they read through ``self``."""

    @abstractmethod
    def headline(self, row: Row) -> tuple[str, str]:
        """A row's name in the two languages of content."""

    def label(self, group: GroupCount) -> str:
        """The words of a group at the left."""
        if group.section == "trust":
            return self.tongue.say(_TRUST[group.value][0])
        if group.section == "countries":
            return self.tongue.country(group.value)
        return self.tongue.words(group.label) or group.value

    def sign(self, group: GroupCount) -> tuple[str, str]:
        """The icon of a group and its tone; empty for none."""
        return _TRUST[group.value][1:] if group.section == "trust" else ("", "")

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


_TRUST: Mapping[str, tuple[Message, str, str]] = {
    "sourced": (msg("Sourced"), "circle-check", "ok"),
    "to_verify": (msg("To verify"), "circle-question-mark", "warn"),
}
