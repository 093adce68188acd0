"""The glossary: the words the hosts and the delegates agreed on, in every language side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import ClassVar

from tripplanner.dates import listed
from tripplanner.i18n import Message, msg
from tripplanner.planning.browsing.asking import GroupCount
from tripplanner.planning.listings.terms import TermRow
from tripplanner.ui.library.shelf import Shelf
from tripplanner.ui.tables import Column
from tripplanner.worldnames import language_name

LANGUAGES = ("fr", "zh", "en")
#: Words for the categories the library uses; others are shown as they are.
CATEGORIES: Mapping[str, Message] = {
    "trip": msg("Study trips"),
    "connectivity": msg("Connectivity"),
    "governance": msg("Governance"),
    "river": msg("Rivers"),
    "protected areas": msg("Protected areas"),
    "predators": msg("Large predators"),
    "climate": msg("Climate"),
    "methods": msg("Methods"),
    "monitoring": msg("Monitoring"),
    "infrastructure": msg("Infrastructure"),
    "forest": msg("Forests"),
    "species": msg("Species"),
    "dark sky": msg("Dark sky"),
    "wetland": msg("Wetlands"),
    "pastoralism": msg("Pastoralism"),
}
STATUSES: Mapping[str, Message] = {
    "draft": msg("draft"),
    "attested": msg("attested"),
    "reviewed": msg("reviewed"),
}


class _Named:
    """The names of languages as they are when they are said: a table keeps its headings when the languages change."""

    def __init__(self, shelf: Shelf, codes: Callable[[], Sequence[str]]) -> None:
        self._shelf, self._codes = shelf, codes

    def __str__(self) -> str:
        language = self._shelf.tongue.language
        return listed(self._names(language), language)

    def _names(self, language: str) -> Iterator[str]:
        return (language_name(code, language) for code in self._codes())


class TermShelf(Shelf):
    kind = "terms"
    title = msg("Glossary")
    item = msg("Term")
    nothing = msg("No term yet")
    empty = msg("The words of the trade in every language, as your office writes them, are kept here.")
    search = msg("Filter the terms…")
    leading = ("term", "note", "forbidden", "category", "status")
    hidden = ("code",)
    new = msg("New term")
    cells: ClassVar[Mapping[str, str]] = {"first": "term", "category": "category", "status": "status"}
    together = ("category", "status", "note")
    words: ClassVar[Mapping[str, Mapping[str, Message]]] = {"category": CATEGORIES, "status": STATUSES}

    def columns(self) -> Sequence[Column[TermRow]]:
        return (
            Column("first", msg("Term"), lambda row: self.tongue.words(row.term), width=200),
            Column("second", self._in(lambda: (self.tongue.second,)), self._second, width=150),
            Column("third", self._in(self._others), self._third, width=160),
            Column(
                "category", msg("Category"), lambda row: CATEGORIES.get(row.category, row.category), width=104, spare=1
            ),
            Column(
                "status",
                msg("Status"),
                lambda row: STATUSES.get(row.status, row.status),
                tone=_tone,
                width=78,
                spare=2,
            ),
            Column("note", msg("Note"), lambda row: self.tongue.words(row.note), width=200, extra=True),
            Column("code", msg("Code"), lambda row: row.code, width=70, extra=True),
        )

    def headline(self, row: TermRow) -> tuple[str, str]:
        return self.tongue.words(row.term), self.tongue.second_words(row.term)

    def label(self, group: GroupCount) -> str:
        words = CATEGORIES if group.section == "categories" else STATUSES
        return self.tongue.say(words[group.value]) if group.value in words else group.value

    def _in(self, codes: Callable[[], Sequence[str]]) -> Message:
        """*Term (Chinese)*, in the languages that the column shows at the moment."""
        return msg("{field} ({language})", field=msg("Term"), language=_Named(self, codes))

    def _others(self) -> Sequence[str]:
        return [code for code in LANGUAGES if code not in (self.tongue.first, self.tongue.second)]

    def _second(self, row: TermRow) -> str:
        return self.tongue.second_words(row.term)

    def _third(self, row: TermRow) -> str:
        shown = (self.tongue.first, self.tongue.second)
        return " · ".join(words for language, words in row.term.words.items() if language not in shown)


def _tone(row: TermRow) -> str:
    return "warn" if row.status == "draft" else ""
