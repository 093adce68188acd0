"""Where words of a page come from: the text itself where it is one, and the page that shows its record."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from tripplanner.documents.typesetting.marks import Source
from tripplanner.i18n import Message, msg
from tripplanner.planning.texts.fields import RECORDS, field_of
from tripplanner.planning.texts.reading import TextRow, read_again
from tripplanner.ui.programme.leading import part_of_person
from tripplanner.ui.texts.place import TextPlace
from tripplanner.ui.texts.records import has_page, record_place

#: Fields of records that are no texts, as they are called.
_FIELDS: Mapping[str, Message] = {
    "name": msg("name"), "post": msg("post"), "contact": msg("contact"), "acronym": msg("acronym"), "at": msg("time"),
    "phone": msg("telephone"), "label": msg("label"),
}  # fmt: skip
#: Pages of records that hold no text.
_PAGES: Mapping[str, str] = {"person": "delegates", "journey": "delegates", "item": "programme"}


def text_of(session: Session, source: Source) -> TextRow | None:
    """The text that words come from: a field, or one of the texts that a field holds; None for other values."""
    attribute, _, number = source.field.partition(".")
    if field_of(source.table, attribute) is None:
        return None
    at = int(number) if number.isdigit() else 0
    rows = [row for row in read_again(session, source.table, [source.uuid]) if row.field.attribute == attribute]
    return next((row for row in rows if row.number == at), None)


def place_of(session: Session, source: Source, language: str, trip: int | None) -> tuple[str, object]:
    """The page that shows the record, and what to select there; the page of texts where no other does."""
    if source.table == "person":
        return part_of_person(session, source.uuid, trip)
    row = text_of(session, source)
    if row is not None and has_page(row) and source.table not in ("office", "trip", "objective"):
        return record_place(session, row)
    if row is not None:
        return "texts", TextPlace(source.uuid, row.field.attribute, language)
    return _PAGES.get(source.table, ""), source.uuid


def named(source: Source, row: TextRow | None) -> Message:
    """``Programme, title``: what kind of record and which field."""
    record = RECORDS.get(source.table) or msg("{name}", name=source.table.replace("_", " "))
    attribute = source.field.partition(".")[0]
    field = row.field.words if row is not None else _FIELDS.get(attribute) or msg("{name}", name=attribute)
    return msg("{record}, {field}", record=record, field=field)
