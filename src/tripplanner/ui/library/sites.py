"""Sites: what they show and what they ask of those who come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.dates import clock, duration, short_date, short_month_list
from tripplanner.i18n import msg
from tripplanner.model.cases import CaseSite, CaseStudy
from tripplanner.model.programme import Item
from tripplanner.model.sites import Site
from tripplanner.planning.kinds import Shown
from tripplanner.planning.listings.places import PlaceRow, list_places
from tripplanner.planning.listings.sites import SiteRow
from tripplanner.planning.rows import execute
from tripplanner.ui.library.shelf import Shelf
from tripplanner.ui.library.surroundings import FAR_DEGREES, Point, Town, near
from tripplanner.ui.records.jump import Jump
from tripplanner.ui.records.values import UNVERIFIED
from tripplanner.ui.tables import Column

#: Dots that a small map can show.
_MOST_AROUND = 400


class SiteShelf(Shelf):
    kind = "sites"
    title = msg("Sites")
    item = msg("Site")
    nothing = msg("No site yet")
    empty = msg("Places worth a visit are kept here once for all trips, with what they ask of those who come.")
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
    new = msg("New site")
    cells: ClassVar[Mapping[str, str]] = {
        "name": "name", "area": "area", "visit": "typical_visit_min", "season": "open_months", "cap": "group_cap",
        "country": "country", "kind": "kind", "lead": "lead_days", "altitude": "altitude_m",
    }  # fmt: skip
    together = (
        "country", "area", "massif", "kind", "managing_body", "open_months", "open_weekdays", "open_hours", "group_cap",
        "typical_visit_min", "lead_days", "permit_needed", "outdoor", "step_free", "max_vehicle_seats",
    )  # fmt: skip

    def prepare(self, session: Session, trip: int | None) -> None:
        del trip
        self._towns = [one for one in list_places(session) if one.kind == "town"]

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
            Column("country", msg("Country"), lambda row: self.tongue.country(row.country), width=90, extra=True),
            Column("kind", msg("Kind of site"), lambda row: words(row.kind), width=150, extra=True),
            Column(
                "lead",
                msg("Book ahead (days)"),
                lambda row: "–" if row.lead_days is None else row.lead_days,
                width=80,
                right=True,
                extra=True,
            ),
            Column(
                "altitude",
                msg("Altitude (m)"),
                lambda row: "–" if row.altitude_m is None else row.altitude_m,
                width=80,
                right=True,
                extra=True,
            ),
            Column("code", msg("Code"), lambda row: row.code, width=70, extra=True),
            Column(
                "changed",
                msg("Last change"),
                lambda row: short_date(row.updated_at.astimezone().date(), self.tongue.language),
                width=96,
                extra=True,
            ),
        )

    def headline(self, row: SiteRow) -> tuple[str, str]:
        return self.tongue.words(row.name), self.tongue.second_words(row.name)

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

    def surroundings(self, row: SiteRow) -> tuple[Point, Sequence[Point], Sequence[Town]] | None:
        """The site, the other sites and the towns near it."""
        here = _degrees(row)
        if here is None:
            return None
        others = self.get(_around, row.id, here)
        towns = [Town(at, self.tongue.words(one.name)) for one in self._towns if (at := _degrees(one))]
        return here, others, near(here, towns)

    def _visited(self, item: Item) -> Jump:
        when = self.tongue.say(msg("to place"))
        if item.start is not None:
            when = f"{short_date(item.start.date(), self.tongue.language)} {clock(item.start)}"
        return Jump(f"{when} · {self.tongue.words(item.title)}", "programme", item.uuid, item.trip_id)


def _degrees(row: SiteRow | PlaceRow) -> Point | None:
    """Longitude and latitude, where both are known."""
    if row.longitude is None or row.latitude is None or abs(row.latitude) > 85:
        return None
    return row.longitude, row.latitude


def _around(session: Session, id: int, here: Point) -> list[Point]:
    """The other sites that a map of this one may show."""
    (x, y), far = here, FAR_DEGREES
    statement = sa.select(Site.longitude, Site.latitude).where(
        Site.id != id, Site.longitude.between(x - 2 * far, x + 2 * far), Site.latitude.between(y - far, y + far)
    )
    return [(row[0], row[1]) for row in execute(session, statement.limit(_MOST_AROUND))]


def _first_month(row: SiteRow) -> object:
    return min(row.open_months, default=0) if row.open_months is not None else None
