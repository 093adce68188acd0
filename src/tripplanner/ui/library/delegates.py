"""Delegates of the trip, by rank. Protected values (passport, diet, health) are neither read nor shown here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from sqlalchemy.orm import Session

from tripplanner.i18n import Message, languages, msg
from tripplanner.model.trips import Delegate
from tripplanner.planning.finding import get
from tripplanner.planning.kinds import Shown
from tripplanner.planning.listings.delegates import DelegateRow, list_delegates
from tripplanner.planning.programme import list_subgroups
from tripplanner.planning.words import DELEGATE_ROLE, word
from tripplanner.ui.language import ENDONYMS, short_name, verbatim
from tripplanner.ui.library.people import NAMES, names_of
from tripplanner.ui.library.shelf import Group, Read, Section, Shelf
from tripplanner.ui.tables import Column


class DelegateShelf(Shelf):
    kind = "delegates"
    title = msg("Delegates")
    item = msg("Delegate")
    nothing = msg("No delegate yet")
    empty = msg("Those who travel with the chosen trip are listed here, in the order of rank.")
    search = msg("Filter: name, pinyin, post…")
    note = msg("In the order of rank. Passports, diets and health are not kept here.")
    leading = (*NAMES, "romanisation", "form_of_address", "rank", "role", "post", "organisation", "subgroups")
    hidden = ("trip", "name")
    of_trip = True
    words: ClassVar[Mapping[str, Mapping[str, Message]]] = {
        "language": {code: verbatim(ENDONYMS.get(code, code)) for code in languages()}
    }

    def load(self, session: Session, trip: int | None) -> Read:
        if trip is None:
            return Read()
        groups = {group.code: group for group in list_subgroups(session, trip)}
        return Read(list_delegates(session, trip), more=groups)

    def columns(self) -> Sequence[Column[DelegateRow]]:
        words, second = self.tongue.words, self.tongue.second_words
        return (
            Column("name", msg("Name"), _native, _latin, width=210),
            Column("rank", msg("Rank"), lambda row: row.rank, sort=lambda row: row.rank, width=56, right=True),
            Column("post", msg("Post"), lambda row: words(row.post), lambda row: second(row.post), width=170),
            Column(
                "organisation",
                msg("Organisation"),
                lambda row: words(row.organisation),
                lambda row: second(row.organisation),
                width=210,
            ),
            Column("groups", msg("Group"), lambda row: ", ".join(row.subgroups), width=70, spare=1),
            Column("role", msg("Role"), lambda row: word(DELEGATE_ROLE, row.role), width=120, spare=2),
            Column("language", msg("Documents"), lambda row: short_name(row.language), width=90, spare=3),
        )

    def headline(self, row: DelegateRow) -> tuple[str, str]:
        return row.name, self.tongue.words(row.post)

    def searched(self, row: DelegateRow) -> Iterable[str]:
        return (row.name, *row.post.words.values(), *row.organisation.words.values())

    def extra(self, session: Session, row: DelegateRow) -> Sequence[Shown]:
        return names_of(get(session, Delegate, row.id, self.item).person)

    def sections(self) -> Sequence[Section]:
        groups = tuple(
            Group(code, f"{code} · {self.tongue.words(group.name)}", _in_group(code))
            for code, group in self.read.more.items()
        )
        return (Section(msg("Groups"), groups),)


def _in_group(code: str):  # type: ignore[no-untyped-def]
    return lambda row: code in row.subgroups


def _native(row: DelegateRow) -> str:
    """The name in its own script, else as it is printed."""
    return f"{row.person.native_family}{row.person.native_given}".strip() or row.name


def _latin(row: DelegateRow) -> str:
    native = _native(row)
    return row.name.removeprefix(native).strip() if native != row.name else ""
