"""Themes and sub-themes: what visits and case studies are about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.planning.listings.cases import list_cases
from tripplanner.planning.listings.sites import list_sites
from tripplanner.planning.listings.themes import ThemeRow, list_themes
from tripplanner.planning.provenance import trust
from tripplanner.ui.library.shelf import Group, Read, Section, Shelf
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

    def load(self, session: Session, trip: int | None) -> Read:
        del trip
        sites = [code for site in list_sites(session) for code in site.themes]
        cases = [code for case in list_cases(session) for code in case.themes]
        return Read(list_themes(session), trust(session), {"sites": sites, "cases": cases})

    def columns(self) -> Sequence[Column[ThemeRow]]:
        words, second = self.tongue.words, self.tongue.second_words
        return (
            Column("name", msg("Theme"), self._name, lambda row: second(row.name), icon=_icon, width=320),
            Column(
                "parent", msg("Part of"), lambda row: words(self._parent(row).name) if row.parent else "", width=200
            ),
            Column(
                "sites",
                msg("Sites"),
                lambda row: self._count("sites", row),
                sort=lambda row: self._number("sites", row),
                width=70,
                right=True,
            ),
            Column(
                "cases",
                msg("Case studies"),
                lambda row: self._count("cases", row),
                sort=lambda row: self._number("cases", row),
                width=110,
                right=True,
                spare=1,
            ),
        )

    def headline(self, row: ThemeRow) -> tuple[str, str]:
        return self.tongue.words(row.name), self.tongue.second_words(row.name)

    def searched(self, row: ThemeRow) -> Iterable[str]:
        return (*row.name.words.values(), row.code)

    def sections(self) -> Sequence[Section]:
        tops = [row for row in self.read.rows if row.parent is None]
        groups = tuple(Group(row.code, self.tongue.words(row.name), _family(row.code)) for row in tops)
        return (Section(msg("Main themes"), groups),)

    def _name(self, row: ThemeRow) -> str:
        return ("– " if row.parent else "") + self.tongue.words(row.name)

    def _parent(self, row: ThemeRow) -> ThemeRow:
        return next(one for one in self.read.rows if one.code == row.parent)

    def _number(self, what: str, row: ThemeRow) -> int:
        return sum(code == row.code for code in self.read.more.get(what, ()))

    def _count(self, what: str, row: ThemeRow) -> object:
        return self._number(what, row) or "–"


def _family(code: str):  # type: ignore[no-untyped-def]
    return lambda row: code in (row.code, row.parent)


def _tone(row: ThemeRow) -> str:
    return _TONES.get(row.colour, row.colour)


def _icon(row: ThemeRow) -> str:
    return VISIT_ICONS.get(_tone(row), "tag") if row.parent is None else ""
