"""Themes and sub-themes: what visits and case studies are about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.model.cases import CaseTheme
from tripplanner.model.sites import SiteTheme
from tripplanner.model.themes import Theme
from tripplanner.planning.listings.themes import ThemeRow
from tripplanner.planning.rows import counted, decoded, execute, stored
from tripplanner.text import EMPTY, Text
from tripplanner.ui.library.shelf import Read, Shelf, Tongue
from tripplanner.ui.programme.slots import VISIT_ICONS
from tripplanner.ui.tables import Column

_TONES = {"governance": "urban", "method": "urban"}


class ThemeShelf(Shelf):
    kind = "themes"
    title = msg("Themes")
    item = msg("Theme")
    nothing = msg("No theme yet")
    empty = msg("Sites, organisations and case studies are ordered by the themes kept here.")
    search = msg("Filter the themes…")
    leading = ("name", "parent", "children")
    hidden = ("code", "colour")
    new = msg("New theme")
    cells: ClassVar[Mapping[str, str]] = {"name": "name"}
    together = ()

    def __init__(self, tongue: Tongue, get: Read) -> None:
        super().__init__(tongue, get)
        self._names: Mapping[str, Text] = {}
        self._sites: Mapping[int, int] = {}
        self._cases: Mapping[int, int] = {}

    def prepare(self, session: Session, trip: int | None) -> None:
        del trip
        named = execute(session, sa.select(Theme.code, stored(Theme.name)))
        self._names = {code: decoded(name) for code, name in named}
        self._sites = counted(session, SiteTheme.theme_id)
        self._cases = counted(session, CaseTheme.theme_id)

    def columns(self) -> Sequence[Column[ThemeRow]]:
        second = self.tongue.second_words
        return (
            Column("name", msg("Theme"), self._name, lambda row: second(row.name), icon=_icon, width=320),
            Column("parent", msg("Part of"), self._parent, width=200),
            Column("sites", msg("Sites"), lambda row: self._sites.get(row.id, "–"), width=70, right=True),
            Column(
                "cases", msg("Case studies"), lambda row: self._cases.get(row.id, "–"), width=110, right=True, spare=1
            ),
            Column("code", msg("Code"), lambda row: row.code, width=110, extra=True),
        )

    def headline(self, row: ThemeRow) -> tuple[str, str]:
        return self.tongue.words(row.name), self.tongue.second_words(row.name)

    def _name(self, row: ThemeRow) -> str:
        return ("– " if row.parent else "") + self.tongue.words(row.name)

    def _parent(self, row: ThemeRow) -> str:
        return self.tongue.words(self._names.get(row.parent or "", EMPTY))


def _tone(row: ThemeRow) -> str:
    return _TONES.get(row.colour, row.colour)


def _icon(row: ThemeRow) -> str:
    return VISIT_ICONS.get(_tone(row), "tag") if row.parent is None else ""
