"""Delegates of the trip, by rank. Of what is protected the list shows the state alone, while the vault is open."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.dates import short_date
from tripplanner.i18n import Message, languages, msg
from tripplanner.model.trips import Delegate, Trip
from tripplanner.planning.browsing.asking import GroupCount
from tripplanner.planning.finding import get
from tripplanner.planning.kinds import Shown
from tripplanner.planning.listings.delegates import DelegateRow
from tripplanner.planning.privacy.standing import CONSENTS, DIET_STATES, PASSPORTS, Standing, standings
from tripplanner.planning.rows import execute
from tripplanner.planning.words import DELEGATE_ROLE, word
from tripplanner.store.vault.vault import Vault
from tripplanner.ui.language import ENDONYMS, short_name, verbatim
from tripplanner.ui.library.people import NAMELESS, NAMES, names_of
from tripplanner.ui.library.shelf import Shelf
from tripplanner.ui.tables import Column

_UNREAD = Standing("none", "locked", "locked")
_PASSPORT_TONES = {"none": "warn", "undated": "warn", "over": "error", "soon": "warn"}
_CONSENT_TONES = {"given": "", "withdrawn": "error"}


class DelegateShelf(Shelf):
    _back: date | None = None
    _standings: Mapping[int, Standing] = MappingProxyType({})
    kind = "delegates"
    title = msg("Delegates")
    item = msg("Delegate")
    nothing = msg("No delegate yet")
    empty = msg("Those who travel with the chosen trip are listed here, in the order of rank.")
    search = msg("Filter: name, pinyin, post…")
    note = msg("In the order of rank unless you sort otherwise.")
    leading = (*NAMES, "romanisation", "form_of_address", "rank", "role", "post", "organisation", "subgroups")
    hidden = ("trip", "name")
    of_trip = True
    new = msg("New delegate")
    cells: ClassVar[Mapping[str, str]] = {
        "post": "post", "role": "role", "language": "language", "arrives": "arrives_on", "leaves": "leaves_on",
        "nationality": "person.nationality",
    }  # fmt: skip
    together = ("role", "language", "post", "arrives_on", "leaves_on", "nationality")
    words: ClassVar[Mapping[str, Mapping[str, Message]]] = {
        "language": {code: verbatim(ENDONYMS.get(code, code)) for code in languages()}
    }

    def columns(self) -> Sequence[Column[DelegateRow]]:
        words, second = self.tongue.words, self.tongue.second_words
        return (
            Column("name", msg("Full name"), _native, _latin, tone=_unnamed, width=210),
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
            Column("arrives", msg("Arrives on"), lambda row: self._day(row.arrives_on), width=96, extra=True),
            Column("leaves", msg("Leaves on"), lambda row: self._day(row.leaves_on), width=96, extra=True),
            Column("diet", msg("Diet"), self._diet, icon=self._diet_icon, width=104, extra=True),
            Column("passport", msg("Passport"), self._passport, tone=self._passport_tone, width=150, extra=True),
            Column("consent", msg("Consent"), self._consent, tone=self._consent_tone, width=96, extra=True),
        )

    def prepare(self, session: Session, trip: int | None) -> None:
        found = execute(session, sa.select(Trip.last_day).where(Trip.id == (trip or 0)))
        self._back = found[0][0] if found else None
        self._standings = {}

    def beside(self, session: Session, vault: Vault, rows: Sequence[DelegateRow], shown: Collection[str]) -> None:
        if {"diet", "passport", "consent"}.intersection(shown):
            people = {row.person_id for row in rows}
            self._standings = {**self._standings, **standings(session, vault, people, self._back)}

    def _standing(self, row: DelegateRow) -> Standing:
        return self._standings.get(row.person_id, _UNREAD)

    def _diet(self, row: DelegateRow) -> Message:
        return DIET_STATES[self._standing(row).diet]

    def _diet_icon(self, row: DelegateRow) -> str:
        return "" if self._standing(row).diet == "none" else "lock"

    def _passport(self, row: DelegateRow) -> Message:
        return PASSPORTS[self._standing(row).passport]

    def _passport_tone(self, row: DelegateRow) -> str:
        return _PASSPORT_TONES.get(self._standing(row).passport, "")

    def _consent(self, row: DelegateRow) -> Message:
        return CONSENTS[self._standing(row).consent]

    def _consent_tone(self, row: DelegateRow) -> str:
        return _CONSENT_TONES.get(self._standing(row).consent, "warn")

    def headline(self, row: DelegateRow) -> tuple[str, str]:
        return row.name or self.tongue.say(NAMELESS), self.tongue.words(row.post)

    def _day(self, day: date | None) -> str:
        return short_date(day, self.tongue.language) if day else "–"

    def extra(self, session: Session, row: DelegateRow) -> Sequence[Shown]:
        return names_of(get(session, Delegate, row.id, self.item).person)

    def label(self, group: GroupCount) -> str:
        return f"{group.value} · {self.tongue.words(group.label)}" if group.label else group.value


def _native(row: DelegateRow) -> str | Message:
    """The name in its own script, else as it is printed."""
    return row.person.native or row.name or NAMELESS


def _unnamed(row: DelegateRow) -> str:
    return "" if row.name else "warn"


def _latin(row: DelegateRow) -> str:
    native = str(_native(row))
    return row.name.removeprefix(native).strip() if native != row.name else ""
