"""Trips, as a list."""

from __future__ import annotations

from tripplanner.i18n import msg
from tripplanner.model.trips import Trip
from tripplanner.planning.kinds import SOURCED, Column, ListKind, listed, plain
from tripplanner.planning.trips import WHAT, list_trips
from tripplanner.planning.words import STAGE

KIND = ListKind(
    key="trips",
    title=msg("Trips"),
    what=WHAT,
    model=Trip,
    rows=list_trips,
    columns=(
        Column("id", msg("No.")),
        Column("code", msg("Code")),
        Column("title", msg("Title")),
        Column("first_day", msg("First day")),
        Column("last_day", msg("Last day")),
        Column("stage", msg("Stage"), STAGE),
        Column("delegates", msg("Delegates")),
        Column("items", msg("Items")),
        Column("days", msg("Days")),
        Column("languages", msg("Languages")),
    ),
    fields=(
        plain("code", msg("Code")),
        plain("title", msg("Title")),
        plain("short_title", msg("Short title")),
        plain("route", msg("Route")),
        plain("stage", msg("Stage"), words=STAGE),
        plain("first_day", msg("First day")),
        plain("last_day", msg("Last day")),
        plain("zone", msg("Time zone")),
        listed("languages", msg("Languages"), "languages", "language"),
        listed("delegations", msg("Delegations"), "delegations", "name"),
        listed("objectives", msg("Objectives"), "objectives", "text"),
        listed("compliance_notes", msg("Rules of the delegation"), "compliance_notes", "text"),
        listed("vehicles", msg("Vehicles"), "vehicles", "name"),
        listed("lodgings", msg("Lodgings"), "lodgings", "name"),
        plain("note", msg("Note")),
        plain("internal_notes", msg("Internal notes")),
        plain("calendar_url", msg("Published calendars")),
        *SOURCED,
    ),
    position=10,
)
