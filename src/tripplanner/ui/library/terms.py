"""The glossary: the words the hosts and the delegates agreed on, in every language side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from sqlalchemy.orm import Session

from tripplanner.i18n import Message, msg
from tripplanner.planning.listings.terms import TermRow, list_terms
from tripplanner.planning.provenance import trust
from tripplanner.ui.library.shelf import Read, Section, Shelf
from tripplanner.ui.tables import Column

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


class TermShelf(Shelf):
    kind = "terms"
    title = msg("Glossary")
    item = msg("Term")
    nothing = msg("No term yet")
    empty = msg("The words of the trade in every language, as your office writes them, are kept here.")
    search = msg("Filter the terms…")
    leading = ("term", "note", "forbidden", "category", "status")
    hidden = ("code",)
    words: ClassVar[Mapping[str, Mapping[str, Message]]] = {"category": CATEGORIES, "status": STATUSES}

    def load(self, session: Session, trip: int | None) -> Read:
        del trip
        return Read(list_terms(session), trust(session))

    def columns(self) -> Sequence[Column[TermRow]]:
        return (
            Column("first", msg("Term"), lambda row: self.tongue.words(row.term), width=200),
            Column("second", msg("Second language"), lambda row: self.tongue.second_words(row.term), width=150),
            Column("third", msg("Other language"), self._third, width=160),
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
        )

    def headline(self, row: TermRow) -> tuple[str, str]:
        return self.tongue.words(row.term), self.tongue.second_words(row.term)

    def searched(self, row: TermRow) -> Iterable[str]:
        return (*row.term.words.values(), *row.note.words.values())

    def sections(self) -> Sequence[Section]:
        return (
            self.by(msg("Categories"), lambda row: (row.category,), self._category),
            self.by(msg("Status"), lambda row: (row.status,), self._status),
        )

    def _third(self, row: TermRow) -> str:
        shown = (self.tongue.first, self.tongue.second)
        return " · ".join(words for language, words in row.term.words.items() if language not in shown)

    def _category(self, code: str) -> str:
        found = CATEGORIES.get(code)
        return self.tongue.say(found) if found else code

    def _status(self, code: str) -> str:
        found = STATUSES.get(code)
        return self.tongue.say(found) if found else code


def _tone(row: TermRow) -> str:
    return "warn" if row.status == "draft" else ""
