"""A word of its own in every field of a database, and the fields whose words a file or a content holds.

Where a table tells people apart who are known to different readers, its contact data have a word for each: the
telephone of a delegate and that of an interpreter are two fields.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import sqlalchemy as sa

from tripplanner.model import Base
from tripplanner.model.types import TextColumn, TextsColumn
from tripplanner.text import Text

# What no reader is ever shown as it stands, or what is one of a few fixed words: a word of ours would mean nothing.
_OWN_BOOKS = {
    "bin_entry", "blob", "feed", "history_entry", "import_mark", "import_template", "outbox_attachment",
    "outbox_message", "publication", "release", "release_item", "reveal", "sensitive_value", "setting", "store_fact",
    "tombstone", "undo_step", "wrapped_key",
}  # fmt: skip
_FIXED_COLUMNS = {"uuid", "sample_key", "country", "code", "state", "kind", "role", "language", "zone", "owner_uuid"}
_FIXED = {
    "axis_code.axis", "case_study.region_code", "case_study.scale_code", "check_level.level", "check_level.rule",
    "commitment.status", "commitment_step.status", "self_assessment.moment", "summary_block.section",
    "consent.purpose", "cost.category", "cost.currency", "dismissal.rule", "dismissal.about", "exchange.way",
    "file.media_type", "file.sha256", "item.end_zone", "item.interpreting", "item.permit_status", "item.start_zone",
    "item.status", "item.type", "item_host.answer", "journey.direction", "office.accent", "participation.mode",
    "person.gender", "person.name_order", "person.nationality", "person.native_script", "standard_text.key",
    "subgroup.compliance_profile", "term.category", "term.status", "theme.colour", "trip.stage",
}  # fmt: skip
_TOLD_APART = ("phone", "email", "notes")
_WHO = {
    "delegate": "SELECT person_id FROM delegate",
    "duty": "SELECT person_id FROM trip_member WHERE role IN ('staff', 'interpreter')",
    "driver": "SELECT person_id FROM trip_member WHERE role = 'driver'",
}
_LETTERS = "bcdfghjkmnpqrstvwxyz"


def plant(engine: sa.Engine) -> Mapping[str, str]:
    """Writes a word into every field; returns the field (``table.column``) of each word."""
    words = _words()
    fields: dict[str, str] = {}
    with engine.begin() as connection:
        for column in _columns():
            name = f"{column.table.name}.{column.key}"
            fields[word := next(words)] = name
            connection.execute(column.table.update().values({column: _value(column, word)}))
        for column, who, chosen in _told_apart():
            fields[word := next(words)] = f"{column.table.name}.{column.key} of a {who}"
            here = column.table.c.id.in_(sa.text(chosen))
            connection.execute(column.table.update().where(here).values({column: _value(column, word)}))
    return fields


_IDENTIFIER = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|\b(?=[0-9a-f]*[0-9])[0-9a-f]{5,}\b")


def fields_in(said: str, fields: Mapping[str, str]) -> set[str]:
    """The fields whose words are in ``said``: each is looked up where its first two letters stand.

    A year is not looked for within the digits of a UUID or of a moment: any of them may hold it by chance.
    """
    lower, lengths = _IDENTIFIER.sub(" ", said.lower()), {len(word) for word in fields}
    starts = {word[:2] for word in fields}
    at = (match.start() for start in starts for match in re.finditer(start, lower))
    return {fields[word] for start in at for length in lengths if (word := lower[start : start + length]) in fields}


def words_of(path: Path) -> str:
    """All that a file says: its text, what it says of itself, its links, its parts."""
    data = path.read_bytes()
    if data.startswith(b"%PDF"):
        return _pdf_words(path)
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            return "\n".join(_part_words(name, parts.read(name)) for name in parts.namelist())
    return _plain(data)


def _words() -> Iterator[str]:
    for first in _LETTERS:
        for second in _LETTERS:
            yield from (f"zq{first}{second}{third}" for third in _LETTERS)


def _columns() -> Iterator[sa.Column[Any]]:
    for table in Base.metadata.sorted_tables:
        for column in table.columns if table.name not in _OWN_BOOKS else ():
            fixed = column.key in _FIXED_COLUMNS or f"{table.name}.{column.key}" in _FIXED
            if not fixed and (type(column.type) in (sa.String, sa.Text, TextColumn, TextsColumn)):
                yield column


def _told_apart() -> Iterator[tuple[sa.Column[Any], str, str]]:
    person = Base.metadata.tables["person"]
    return ((person.c[key], who, chosen) for key in _TOLD_APART for who, chosen in _WHO.items())


def _value(column: sa.Column[Any], word: str) -> object:
    text = Text(words={"fr": word, "en": word, "zh": word}, source="fr")
    if isinstance(column.type, TextColumn):
        return text
    if isinstance(column.type, TextsColumn):
        return (text,)
    return {"email": f"{word}@example.org"}.get(column.key, f"https://{word}.example" if _is_link(column) else word)


def _is_link(column: sa.Column[Any]) -> bool:
    return column.key in ("website", "url", "calendar_url")


def _pdf_words(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    said = [page.get_textpage().get_text_range() for page in document]
    document.close()
    with pikepdf.open(path) as pdf:
        said += [repr(dict(thing.items())) for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary)]
        said += [f"{key} {value}" for key, value in pdf.docinfo.items()]
        if (described := pdf.Root.get("/Metadata")) is not None:
            said.append(described.read_bytes().decode())
    return "\n".join(said)


def _part_words(name: str, data: bytes) -> str:
    if data.startswith(b"%PDF"):
        document = pypdfium2.PdfDocument(data)
        said = "\n".join(page.get_textpage().get_text_range() for page in document)
        document.close()
        return f"{name}\n{said}"
    return f"{name}\n{_plain(data)}"


def _plain(data: bytes) -> str:
    """The words of a text file; lines of a calendar that were folded are one again."""
    return data.decode(errors="replace").replace("\r\n ", "")
