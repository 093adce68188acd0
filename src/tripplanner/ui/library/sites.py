"""Sites: what they show and what they ask of those who come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.dates import clock, duration, short_date, short_month_list
from tripplanner.i18n import msg
from tripplanner.model.cases import CaseSite, CaseStudy
from tripplanner.model.programme import Item
from tripplanner.planning.kinds import Shown
from tripplanner.planning.listings.sites import SiteRow, list_sites
from tripplanner.planning.listings.themes import list_themes
from tripplanner.planning.provenance import trust
from tripplanner.ui.library.shelf import Read, Section, Shelf
from tripplanner.ui.records.jump import Jump
from tripplanner.ui.records.values import UNVERIFIED
from tripplanner.ui.tables import Column


class SiteShelf(Shelf):
    kind = "sites"
    title = msg("Sites")
    item = msg("Site")
    search = msg("Filter the sites…")
    note = msg("Unknown opening hours never mean “open”.")
    leading = (
        "access_note",
        "permit_needed",
        "permit_note",
        "group_cap",
        "group_note",
        "open_months",
        "season_note",
        "open_weekdays",
        "open_hours",
        "lead_days",
        "typical_visit_min",
        "walk_min",
        "ascent_m",
        "step_free",
        "outdoor",
        "max_vehicle_seats",
        "fallback",
        "visits",
        "cases",
        "to_verify",
        "summary",
        "facts",
    )
    hidden = ("code",)

    def load(self, session: Session, trip: int | None) -> Read:
        del trip
        themes = {theme.code: theme for theme in list_themes(session)}
        return Read(list_sites(session), trust(session), themes)

    def columns(self) -> Sequence[Column[SiteRow]]:
        words, second = self.tongue.words, self.tongue.second_words
        return (
            Column(
                "name", msg("Site"), lambda row: words(row.name), lambda row: second(row.name), width=250, middle=True
            ),
            Column("area", msg("Area"), lambda row: row.area or row.massif, width=92, spare=1),
            Column("visit", msg("Visit"), self._visit, sort=lambda row: row.typical_visit_min, width=88),
            Column("season", msg("Season"), self._season, tone=self._season_tone, sort=_first_month, width=104),
            Column(
                "cap",
                msg("Group"),
                self._cap,
                tone=self._cap_tone,
                sort=lambda row: row.group_cap,
                width=76,
                right=True,
            ),
        )

    def headline(self, row: SiteRow) -> tuple[str, str]:
        return self.tongue.words(row.name), self.tongue.second_words(row.name)

    def searched(self, row: SiteRow) -> Iterable[str]:
        country = self.tongue.country(row.country)
        return (*row.name.words.values(), row.code, row.area, row.massif, country, self.tongue.words(row.kind))

    def sections(self) -> Sequence[Section]:
        themes = self.read.more
        themed = self.by(msg("Themes"), self._tops, lambda code: self.tongue.words(themes[code].name))
        countries = self.by(msg("Countries"), lambda row: (row.country,), self.tongue.country)
        return (themed, self.trusted(), countries)

    def _tops(self, row: SiteRow) -> tuple[str, ...]:
        """The main themes of a site, its sub-themes counted with them."""
        themes = self.read.more
        return tuple(themes[code].parent or code for code in row.themes if code in themes)

    def _visit(self, row: SiteRow) -> str:
        return "–" if not row.typical_visit_min else duration(row.typical_visit_min, self.tongue.language)

    def _season(self, row: SiteRow) -> object:
        months = row.open_months
        if months is None:
            return UNVERIFIED
        if len(set(months)) == 12:
            return msg("all year")
        return short_month_list(months, self.tongue.language) or msg("closed")

    def _season_tone(self, row: SiteRow) -> str:
        if row.open_months is None:
            return "warn"
        return "" if row.open_months else "error"

    def _cap(self, row: SiteRow) -> object:
        return UNVERIFIED if row.group_cap is None else str(row.group_cap)

    def _cap_tone(self, row: SiteRow) -> str:
        return "warn" if row.group_cap is None else ""

    def extra(self, session: Session, row: SiteRow) -> Sequence[Shown]:
        """Where programmes visit it, and the case studies that can be seen there."""
        visits = session.scalars(sa.select(Item).where(Item.site_id == row.id).order_by(Item.start))
        cases = session.scalars(
            sa.select(CaseStudy).join(CaseSite, CaseSite.case_id == CaseStudy.id).where(CaseSite.site_id == row.id)
        )
        return (
            Shown("visits", msg("In trips"), tuple(self._visited(item) for item in visits)),
            Shown(
                "cases",
                msg("Case studies"),
                tuple(Jump(self.tongue.words(case.title), "cases", case.uuid) for case in cases),
            ),
        )

    def _visited(self, item: Item) -> Jump:
        when = self.tongue.say(msg("to place"))
        if item.start is not None:
            when = f"{short_date(item.start.date(), self.tongue.language)} {clock(item.start)}"
        return Jump(f"{when} · {self.tongue.words(item.title)}", "programme", item.uuid, item.trip_id)


def _first_month(row: SiteRow) -> object:
    return min(row.open_months, default=0) if row.open_months is not None else None
