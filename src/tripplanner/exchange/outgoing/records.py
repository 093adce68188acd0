"""Records of a subject in a format of their own: vCards, points on the map. What is protected is never among them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from tripplanner import discovery
from tripplanner.errors import TripPlannerError
from tripplanner.exchange.intake.kinds.kind import even, plain
from tripplanner.exchange.intake.subjects import Field, Subject, Target, subject
from tripplanner.i18n import msg
from tripplanner.store.targets import write_bytes

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Record:
    """A record to write: its UUID, what people call it, its values by field, the same as words."""

    uuid: str
    label: str
    values: Values
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Shipment:
    """What goes out: the records of a subject, in the order of lists; ``version`` of the format, if it has several."""

    subject: str
    language: str
    records: tuple[Record, ...]
    version: str = ""


@dataclass(frozen=True, slots=True)
class Writer:
    """A format. ``holds`` says whether a record can be written at all: a point needs a position.

    ``versions`` of the format that can be asked for, the usual one first; empty where there is one.
    """

    key: str
    suffixes: tuple[str, ...]
    subjects: tuple[str, ...]
    write: Callable[[Shipment], bytes]
    holds: Callable[[Values], bool] = lambda values: True
    versions: tuple[str, ...] = ()


@cache
def writers() -> tuple[Writer, ...]:
    """Every format beside tables."""
    found: list[Writer] = discovery.found("tripplanner.exchange.outgoing.formats", "WRITER")
    return tuple(sorted(found, key=lambda writer: writer.key))


def writer_of(path: Path) -> Writer | None:
    """The format a file is named after; ``None`` for tables and what nobody knows."""
    return next((writer for writer in writers() if path.suffix.lower() in writer.suffixes), None)


def read_shipment(session: Session, key: str, target: Target, version: str = "") -> Shipment:
    """The records of a subject (of the trip of the target); raises :class:`NotFound` for no such subject."""
    chosen = subject(key)
    if chosen.of_trip and target.trip_id is None:
        raise TripPlannerError(
            msg("“{subject}” belong to a trip.", subject=chosen.title), None, msg("Name it with --trip.")
        )
    fields = [one for one in chosen.fields if one.stored and not one.protected and one.kind.in_tables]
    records = tuple(_record(chosen, fields, held.uuid, held.values) for held in chosen.known(session, target).held)
    return Shipment(key, target.language, records, version)


def _record(chosen: Subject, fields: Sequence[Field], uuid: str, values: Values) -> Record:
    known = {field.key: values[field.key] for field in fields if values.get(field.key) not in (None, "", (), [])}
    words = {field.key: even(plain(field.kind.cell(known[field.key], "en"))) for field in fields if field.key in known}
    return Record(uuid, chosen.label(known), known, {key: text for key, text in words.items() if text})


def write_shipment(shipment: Shipment, path: Path) -> int:
    """Writes the records that the format of the file can hold, aside first; how many it could not.

    :raises TripPlannerError: the format does not hold such records, or the file cannot be written.
    """
    writer = writer_of(path)
    if writer is None or shipment.subject not in writer.subjects:
        raise TripPlannerError(
            msg("“{subject}” are not written as “{suffix}”.", subject=subject(shipment.subject).title,
                suffix=path.suffix or path.name),
            msg("The file was not written."),
            msg(
                "People are written as .vcf, sites and places as .gpx, .kml or .geojson, all of them as .xlsx or .csv."
            ),
        )  # fmt: skip
    kept = tuple(one for one in shipment.records if writer.holds(one.values))
    write_bytes(writer.write(Shipment(shipment.subject, shipment.language, kept, shipment.version)), path)
    return len(shipment.records) - len(kept)
