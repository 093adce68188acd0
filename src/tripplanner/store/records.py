"""Records read as plain values, with no mapped class behind them.

A document needs a few hundred rows of two dozen tables and hands them on at once: mapping them to classes, with all
that has to be loaded and configured first, took longer than laying the pages out. Here a statement names the columns
it wants and each value is decoded as its column stores it (:mod:`tripplanner.model.types`); a test compares the
tables below with the mapped classes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Protocol, TypeGuard

from tripplanner.text import Text, texts_from_json

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

# SQLite allows 32,766 variables in a statement; a trip has a few hundred records at most per question.
CHUNK = 5000


class Plain(Protocol):
    """Something that runs a statement with named parameters; :class:`tripplanner.store.straight.Straight`."""

    def run(self, statement: str, values: Mapping[str, Any]) -> Sequence[Sequence[Any]]:
        """The rows of the statement."""
        ...


@lru_cache(maxsize=16_384)
def decode_text(stored: str) -> Text:
    """The text stored as this string; texts are immutable, so equal strings share one."""
    return Text.from_json(stored)


def decode_json(stored: str | None) -> Any:
    """The value of a JSON column; NULL is unknown."""
    return None if stored is None else json.loads(stored)


def decode_moment(stored: str | None) -> datetime | None:
    """A civil time without zone, or an instant in UTC."""
    return None if stored is None else datetime.fromisoformat(stored)


def decode_date(stored: str | None) -> date | None:
    """A civil date."""
    return None if stored is None else date.fromisoformat(stored)


def decode_flag(stored: Any) -> bool | None:
    """Yes, no or unknown; SQLite stores 1 and 0."""
    return None if stored is None else bool(stored)


DECODERS: Mapping[str, Callable[[Any], Any]] = {
    "texts": decode_text, "lists": texts_from_json, "values": decode_json,
    "moments": decode_moment, "dates": decode_date, "flags": decode_flag,
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Table:
    """Columns of a table that are read, with what decodes some of them."""

    name: str
    columns: tuple[str, ...]
    decoders: tuple[tuple[str, Callable[[Any], Any]], ...]
    row: type[SimpleNamespace]


def _table(name: str, plain: str, **decoded: str) -> Table:
    """A table with its columns by what they hold, separated by spaces; see :data:`DECODERS`."""
    kinds = {column: DECODERS[kind] for kind, columns in decoded.items() for column in columns.split()}
    row = type(name, (SimpleNamespace,), {"__tablename__": name})
    return Table(name, ("id", *plain.split(), *kinds), tuple(kinds.items()), row)


def _record(name: str, plain: str = "", *, moments: str = "", **decoded: str) -> Table:
    """A table of records, which have an identity and the moment of their last edit."""
    return _table(name, f"uuid {plain}", moments=f"updated_at {moments}", **decoded)


TABLES = {
    table.name: table
    for table in (
        _record("trip", "code stage zone calendar_url", texts="title short_title route note",
                dates="first_day last_day"),
        _record("trip_language", "trip_id language position"),
        _record("objective", "trip_id position", texts="text"),
        _record("compliance_note", "trip_id position", texts="text"),
        _record("delegation", "trip_id position country organisation_id expected_size", texts="name note"),
        _record("subgroup", "delegation_id position code organisation_id expected_size compliance_profile",
                texts="name origin"),
        _record("delegate", "delegation_id person_id rank role organisation_id language", texts="post",
                dates="arrives_on leaves_on"),
        _record("delegate_subgroup", "delegate_id subgroup_id"),
        _record("person", "family_name second_family_name given_name native_family native_given native_script"
                " romanisation preferred_latin name_order gender nationality email phone", texts="address"),
        _record("trip_member", "trip_id person_id role position organisation_id", texts="post",
                values="working_languages", dates="from_day to_day"),
        _record("vehicle", "trip_id code seats driver_id company_id", texts="name"),
        _record("lodging", "trip_id position place_id address phone", texts="name note"),
        _record("room", "lodging_id number beds"),
        _record("room_guest", "room_id person_id"),
        _record("journey", "trip_id person_id direction zone place_id where_words carrier note", moments="at"),
        _record("cost", "trip_id item_id category amount_minor currency payer", texts="label", flags="actual"),
        _record("day", "trip_id", dates="date", texts="title bring note"),
        _record("night", "day_id lodging_id subgroup_id"),
        _record("item", "trip_id code type status start_zone end_zone duration_min position internal_notes"
                " fallback_site_id interpreting permit_status site_id place_id from_place_id to_place_id leg_id"
                " distance_km drive_min vehicle_id", moments="created_at start end", flags="private passport_needed",
                texts="title purpose notes team_notes participation_note fallback"),
        _record("item_subgroup", "item_id subgroup_id"),
        _record("item_host", "item_id organisation_id contact_id state position"),
        _record("item_case", "item_id case_id position"),
        _record("participation", "item_id person_id mode", moments="from_time to_time", texts="note"),
        _record("question", "item_id position", texts="text"),
        _record("item_break", "item_id position", moments="start end"),
        _record("leg", "distance_km drive_min"),
        _record("place", "code kind country latitude longitude altitude_m zone address phone parent_id", texts="name"),
        _record("organisation", "code acronym country city address website email phone", texts="name kind role"),
        _record("contact", "person_id email phone", texts="post"),
        _record("site", "code country area massif latitude longitude altitude_m typical_visit_min website photo_id"
                " group_cap walk_min ascent_m max_vehicle_seats lead_days", lists="facts",
                values="open_months open_weekdays open_hours", flags="permit_needed step_free outdoor",
                texts="name kind managing_body summary season_note permit_note group_note access_note fallback"),
        _record("site_theme", "site_id theme_id position"),
        _record("site_organisation", "site_id organisation_id position"),
        _record("theme", "colour", texts="name"),
        _record("case_study", "code", texts="title", values="countries"),
        _record("case_site", "case_id site_id position"),
        _record("reference", "owner_uuid position citation url"),
        _record("verify_mark", "owner_uuid position what", moments="settled_at"),
        _record("term", "code category status", texts="term note", values="forbidden"),
        _record("standard_text", "key", texts="title body"),
        _record("office", "short_name email phone emergency_phone website accent logo_id",
                texts="name address signatory"),
        _record("file", "sha256 credit", texts="caption"),
        _record("attachment", "owner_uuid file_id role position"),
        _table("release", "trip_uuid number kind", moments="made_at"),
        _record("feed", "trip_id person_id phone"),
        _record("publication", "feed_id address", moments="finished_at"),
    )
}  # fmt: skip


def every(source: Session | Plain, name: str) -> list[Any]:
    """All rows of a table, by number."""
    return _made(source, TABLES[name], "", {})


def having(source: Session | Plain, name: str, column: str, values: Iterable[Any]) -> list[Any]:
    """The rows whose ``column`` is among ``values``, by number; no question for none."""
    wanted = sorted(set(values) - {None})
    found: list[Any] = []
    for start in range(0, len(wanted), CHUNK):
        named = {f"v{n}": value for n, value in enumerate(wanted[start : start + CHUNK])}
        marks = ", ".join(f":{key}" for key in named)
        found += _made(source, TABLES[name], f' WHERE "{column}" IN ({marks})', named)
    return found


def blob(source: Session | Plain, sha256: str) -> bytes | None:
    """The bytes of a file; ``None`` when they are missing."""
    rows = run(source, "SELECT data FROM blob WHERE sha256 = :sha256", {"sha256": sha256})
    return bytes(rows[0][0]) if rows and rows[0][0] is not None else None


def run(source: Session | Plain, statement: str, values: Mapping[str, Any]) -> Sequence[Sequence[Any]]:
    """Rows as the driver gives them; what a session holds back is written first."""
    if _is_plain(source):
        return source.run(statement, values)
    from sqlalchemy import text

    session: Any = source
    if session.new or session.dirty or session.deleted:
        session.flush()
    return session.connection().execute(text(statement), dict(values)).all()


def _is_plain(source: Session | Plain) -> TypeGuard[Plain]:
    return hasattr(source, "run")


def _made(source: Session | Plain, table: Table, condition: str, values: Mapping[str, Any]) -> list[Any]:
    columns = ", ".join(f'"{column}"' for column in table.columns)
    rows = run(source, f'SELECT {columns} FROM "{table.name}"{condition} ORDER BY "id"', values)
    return [_record_of(table, row) for row in rows]


def _record_of(table: Table, row: Sequence[Any]) -> SimpleNamespace:
    record = table.row(**dict(zip(table.columns, row, strict=True)))
    held = record.__dict__
    for column, decode in table.decoders:
        held[column] = decode(held[column])
    return record
