"""Sites of the library."""

from __future__ import annotations

import sqlalchemy as sa

from tripplanner.i18n import msg
from tripplanner.model.cases import CaseSite
from tripplanner.model.programme import Item
from tripplanner.model.sites import Site, SiteTheme
from tripplanner.planning.browsing.clauses import (
    MONTHS,
    by_value,
    has_number,
    no_chinese,
    themed,
    to_verify,
    trusted,
)
from tripplanner.planning.browsing.shapes import Browse, Condition, Sort
from tripplanner.planning.listings.sites import list_sites
from tripplanner.worldnames import country_name


def _visited() -> sa.ColumnElement[bool]:
    return sa.exists().where(Item.site_id == Site.id, Item.status != "cancelled")


def _visited_in(trip: int | None) -> sa.ColumnElement[bool]:
    return sa.exists().where(Item.site_id == Site.id, Item.trip_id == (trip or 0))


#: The first month of a site's season, of the list ``[4,5,6]``; a site that is closed comes first.
_SEASON = sa.func.length(sa.type_coerce(Site.open_months, sa.Text()))
BROWSES = (
    Browse(
        "sites",
        Site,
        list_sites,
        lambda: sa.select(Site.id),
        (Site.code, Site.id),
        {
            "name": Sort(Site.id, field="name"),
            "code": Sort(Site.code, "words"),
            "kind": Sort(Site.id, field="kind"),
            "area": Sort(Site.id, field="area"),
            "country": Sort(Site.country, "words", country_name),
            "visit": Sort(Site.typical_visit_min),
            "season": Sort(_SEASON),
            "cap": Sort(Site.group_cap),
            "lead": Sort(Site.lead_days),
            "altitude": Sort(Site.altitude_m),
            "changed": Sort(Site.updated_at, "date"),
        },
        (
            themed(Site, SiteTheme, SiteTheme.site_id),
            trusted(Site),
            by_value("countries", msg("Countries"), Site.country, Site),
        ),
        (
            to_verify(Site),
            Condition("never_visited", msg("Never visited"), lambda _: sa.not_(_visited()), suggested=True),
            no_chinese(Site.name),
            Condition("in_trip", msg("In this trip"), _visited_in),
            Condition("not_in_trip", msg("Not in this trip"), lambda trip: sa.not_(_visited_in(trip))),
            Condition("large_group", msg("Group of 15 or more"), lambda _: Site.group_cap >= 15),
            Condition("step_free", msg("Step-free"), lambda _: Site.step_free.is_(True)),
            Condition("indoors", msg("Indoors"), lambda _: Site.outdoor.is_(False)),
            Condition("no_hours", msg("Opening unknown"), lambda _: Site.open_months.is_(None)),
            Condition("no_coordinates", msg("No coordinates"), lambda _: Site.latitude.is_(None)),
            Condition(
                "no_case", msg("No case study"), lambda _: sa.not_(sa.exists().where(CaseSite.site_id == Site.id))
            ),
            *(
                Condition(f"open_{month:02}", label, lambda _, month=month: has_number(Site.open_months, month))
                for month, label in enumerate(MONTHS, start=1)
            ),
        ),
        found_by=(("site", lambda ids: Site.id.in_(ids)),),
    ),
)
