"""What is sorted and searched: the tables, with the columns that name a record and those that tell of it.

Protected values have a table of their own, which is not among these.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

PERSON = "person"
# A person's name is sorted by its parts, not by one column.
NAME = "name"


@dataclass(frozen=True)
class Subject:
    """``names`` are the columns a record is called by, ``body`` the other words, ``sorts`` the columns sorted by.

    ``trip`` is the column with the number of the trip it belongs to, if any.
    """

    table: str
    names: tuple[str, ...]
    body: tuple[str, ...] = ()
    sorts: tuple[str, ...] = ()
    trip: str = ""

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Every column that matters, once."""
        parts = (*self.names, *self.body, *self.sorts, *((self.trip,) if self.trip not in ("", "id") else ()))
        return tuple(dict.fromkeys(part for part in parts if part))


def _subject(table: str, names: str, body: str = "", sorts: str = "", trip: str = "") -> Subject:
    return Subject(table, tuple(names.split()), tuple(body.split()), tuple(sorts.split()), trip)


NAME_PARTS = (
    "family_name", "second_family_name", "given_name", "native_family", "native_given", "romanisation",
    "preferred_latin", "name_order", "native_script",
)  # fmt: skip
SUBJECTS: Mapping[str, Subject] = {
    subject.table: subject
    for subject in (
        Subject(PERSON, NAME_PARTS, ("email", "phone", "notes"), ("nationality",)),
        _subject("organisation", "name acronym code", "kind role city address website email phone notes",
                 "name acronym city"),
        _subject("organisation_alias", "name", sorts="name"),
        _subject("contact", "", "post email phone availability notes", "post"),
        _subject("place", "name code", "address phone", "name"),
        _subject("site", "name code", "kind area massif managing_body summary facts season_note permit_note group_note "
                 "access_note fallback website notes", "name kind area massif managing_body"),
        _subject("site_closure", "", "reason"),
        _subject("leg_closure", "", "reason"),
        _subject("theme", "name code", sorts="name code"),
        _subject("theme_question", "", "text"),
        _subject("term", "term code", "note category forbidden", "term category"),
        _subject("case_study", "title code", "biogeographical_region scale period target_species stakeholders funding "
                 "ecological_stakes economic_stakes context challenge actions governance lessons failures "
                 "trade_offs transferability", "title"),
        _subject("case_result", "", "text evidence"),
        _subject("building_block", "title", "enabling_factors lessons", "title"),
        _subject("trip", "title short_title code", "route note internal_notes", "title", "id"),
        _subject("objective", "", "text", trip="trip_id"),
        _subject("compliance_note", "", "text", trip="trip_id"),
        _subject("delegation", "name", "note", "name", "trip_id"),
        _subject("subgroup", "name code", "origin", "name"),
        _subject("delegate", "", "post", "post"),
        _subject("trip_member", "", "post", "post", "trip_id"),
        _subject("vehicle", "name code", sorts="name", trip="trip_id"),
        _subject("lodging", "name", "address phone note", "name", "trip_id"),
        _subject("day", "title", "bring note", "title", "trip_id"),
        _subject("item", "title code", "purpose notes team_notes internal_notes participation_note fallback",
                 "title", "trip_id"),
        _subject("question", "", "text"),
        _subject("participation", "", "note"),
        _subject("trip_host", "", "note", trip="trip_id"),
        _subject("exchange", "", "summary", trip="trip_id"),
        _subject("observation", "", "text", trip="trip_id"),
        _subject("commitment", "", "text", trip="trip_id"),
        _subject("commitment_step", "", "note"),
        _subject("summary", "title", trip="trip_id"),
        _subject("summary_block", "", "text"),
        _subject("standard_text", "title key", "body", "title"),
    )
}  # fmt: skip
