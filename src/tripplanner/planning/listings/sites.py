"""Visit sites: the list and its frozen rows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.dates import month_list, weekday_list
from tripplanner.i18n import msg
from tripplanner.model.sites import Site, SiteTheme
from tripplanner.model.themes import Theme
from tripplanner.planning.kinds import SOURCED, Column, ListKind, listed, plain
from tripplanner.planning.rows import LazyText, columns_of, extended, grouped, some, stored

WHAT = msg("site")


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A site in a list. Access rules that are ``None`` are unknown. ``themes`` are codes."""

    id: int
    uuid: str
    version: int
    code: str
    name_json: str
    kind_json: str
    summary_json: str
    managing_body_json: str
    country: str
    area: str
    massif: str
    latitude: float | None
    longitude: float | None
    altitude_m: int | None
    open_months_json: str | None
    group_cap: int | None
    permit_needed: bool | None
    outdoor: bool | None
    step_free: bool | None
    max_vehicle_seats: int | None
    lead_days: int | None
    typical_visit_min: int | None
    sample_key: str | None
    updated_at: datetime
    themes: tuple[str, ...] = ()

    name = LazyText("name_json")
    kind = LazyText("kind_json")
    summary = LazyText("summary_json")
    managing_body = LazyText("managing_body_json")

    @property
    def open_months(self) -> tuple[int, ...] | None:
        """Months 1–12, ``None`` when unknown."""
        raw: Any = json.loads(self.open_months_json) if self.open_months_json else None
        return None if raw is None else tuple(raw)


_COLUMNS = columns_of(
    SiteRow,
    id=Site.id,
    uuid=Site.uuid,
    version=Site.version,
    code=Site.code,
    name_json=stored(Site.name),
    kind_json=stored(Site.kind),
    summary_json=stored(Site.summary),
    managing_body_json=stored(Site.managing_body),
    country=Site.country,
    area=Site.area,
    massif=Site.massif,
    latitude=Site.latitude,
    longitude=Site.longitude,
    altitude_m=Site.altitude_m,
    open_months_json=stored(Site.open_months),
    group_cap=Site.group_cap,
    permit_needed=Site.permit_needed,
    outdoor=Site.outdoor,
    step_free=Site.step_free,
    max_vehicle_seats=Site.max_vehicle_seats,
    lead_days=Site.lead_days,
    typical_visit_min=Site.typical_visit_min,
    sample_key=Site.sample_key,
    updated_at=Site.updated_at,
)


_SITES = sa.select(*_COLUMNS).order_by(Site.code, Site.id)
_THEMES = (
    sa.select(SiteTheme.site_id, Theme.code)
    .join(Theme, SiteTheme.theme_id == Theme.id)
    .order_by(SiteTheme.site_id, SiteTheme.position, SiteTheme.id)
)


def list_sites(session: Session, ids: Sequence[int] | None = None) -> list[SiteRow]:
    """Every site (those with these numbers, when given), by code."""
    themes = grouped(session, *some(_THEMES, SiteTheme.site_id, ids))
    statement, values = some(_SITES, Site.id, ids)
    return extended(session, SiteRow, statement, lambda row: (themes.get(row[0], ()),), values)


KIND = ListKind(
    key="sites",
    title=msg("Sites"),
    what=WHAT,
    model=Site,
    rows=list_sites,
    columns=(
        Column("id", msg("No.")),
        Column("code", msg("Code")),
        Column("name", msg("Name")),
        Column("country", msg("Country")),
        Column("area", msg("Area")),
        Column("open_months", msg("Open months"), form=month_list),
        Column("group_cap", msg("Largest group")),
        Column("permit_needed", msg("Permit")),
        Column("typical_visit_min", msg("Visit (min)")),
        Column("themes", msg("Themes")),
    ),
    fields=(
        plain("code", msg("Code")),
        plain("name", msg("Name")),
        plain("kind", msg("Kind of site")),
        plain("country", msg("Country")),
        plain("area", msg("Area")),
        plain("massif", msg("Massif")),
        plain("latitude", msg("Latitude")),
        plain("longitude", msg("Longitude")),
        plain("altitude_m", msg("Altitude (m)")),
        plain("managing_body", msg("Managed by")),
        listed("organisations", msg("Organisations"), "organisation_links", "organisation.name"),
        listed("themes", msg("Themes"), "theme_links", "theme.name"),
        plain("summary", msg("Summary")),
        plain("facts", msg("Facts")),
        plain("open_months", msg("Open months"), form=month_list),
        plain("open_weekdays", msg("Open weekdays"), form=weekday_list),
        plain("open_hours", msg("Opening hours")),
        plain("season_note", msg("Season")),
        plain("group_cap", msg("Largest group")),
        plain("group_note", msg("Groups")),
        plain("permit_needed", msg("Permit")),
        plain("permit_note", msg("Permits")),
        plain("lead_days", msg("Book ahead (days)")),
        plain("walk_min", msg("Walk (min)")),
        plain("ascent_m", msg("Ascent (m)")),
        plain("step_free", msg("Step-free")),
        plain("outdoor", msg("Outdoors")),
        plain("max_vehicle_seats", msg("Largest coach (seats)")),
        plain("access_note", msg("Access")),
        plain("fallback", msg("Plan B")),
        plain("typical_visit_min", msg("Visit (min)")),
        plain("website", msg("Website")),
        plain("notes", msg("Internal notes")),
        *SOURCED,
    ),
    position=30,
)
