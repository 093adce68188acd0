"""Where the record of a text is shown: its page and what to select there."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.model.programme import Day, Item, Question
from tripplanner.planning.texts.reading import TextRow

#: The pages of records that are shown under their own UUID.
_PAGES: Mapping[str, str] = {
    "item": "programme", "site": "sites", "place": "places", "organisation": "partners", "contact": "partners",
    "case_study": "cases", "term": "terms", "theme": "themes", "delegate": "delegates", "trip_member": "delegates",
    "lodging": "delegates", "trip": "trips", "objective": "trips", "office": "settings",
}  # fmt: skip
#: Parts of an item, and days, are shown by the programme.
_OF_PROGRAMME = frozenset({"question", "day"})


def has_page(row: TextRow) -> bool:
    """Whether some page shows the record of this text."""
    return row.field.table in _PAGES or row.field.table in _OF_PROGRAMME


def record_place(session: Session, row: TextRow) -> tuple[str, object]:
    """The page of the record, and its UUID there; of a question that of its item, of a day its date."""
    if row.field.table == "question":
        found = session.scalar(sa.select(Item.uuid).join(Question).where(Question.uuid == row.uuid))
        return "programme", found
    if row.field.table == "day":
        return "programme", session.scalar(sa.select(Day.date).where(Day.uuid == row.uuid))
    return _PAGES.get(row.field.table, ""), row.uuid
