"""Where a finding leads: to its item, to the text that waits for somebody, to the record it is about."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.model.partners import Contact
from tripplanner.model.people import Person
from tripplanner.model.trips import Delegate, Delegation, TripMember
from tripplanner.planning.checks import Finding
from tripplanner.ui.programme.findings import items_of
from tripplanner.ui.texts.place import TextPlace

#: The pages of records other than items.
_PAGES: Mapping[str, str] = {
    "site": "sites", "organisation": "partners", "contact": "partners", "delegate": "delegates", "trip": "trips",
    "trip_member": "delegates", "lodging": "delegates", "term": "terms", "theme": "themes", "case_study": "cases",
}  # fmt: skip
_UNREVIEWED = "language.translation_unreviewed"


def lead(finding: Finding) -> tuple[str, object]:
    """The page to open and what to select there; of the programme page, the key of an item. An empty page: nowhere."""
    if finding.rule.startswith("language."):
        text = next((row for row in finding.rows if row.field), None)
        if text is not None:
            field, language, *part = text.field.split("/")
            return "texts", TextPlace(part[0], "", language) if part else TextPlace(text.uuid, field, language)
        if finding.rule == _UNREVIEWED:
            return "texts", ("", "draft")
    keys = items_of(finding)
    if keys:
        return "programme", keys[0]
    return next(((_PAGES[row.table], row.uuid) for row in finding.rows if row.table in _PAGES), ("", None))


def part_of_person(session: Session, uuid: str, trip: int | None) -> tuple[str, str]:
    """The page that shows a person by their part in the trip, and the UUID of that part."""
    for page, model, way in (
        ("delegates", Delegate, Delegate.delegation_id.in_(sa.select(Delegation.id).where(Delegation.trip_id == trip))),
        ("delegates", TripMember, TripMember.trip_id == trip),
        ("partners", Contact, sa.true()),
    ):
        statement = sa.select(model.uuid).join(Person, model.person_id == Person.id).where(Person.uuid == uuid, way)
        found = session.scalars(statement.limit(1)).first()
        if found is not None:
            return page, found
    return "", ""
