"""Where a record's facts come from, and what somebody still has to verify: noted, put right, settled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.model.base import now
from tripplanner.model.provenance import Reference, VerifyMark
from tripplanner.planning import finding
from tripplanner.planning.owning import open_owner


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source: words, an address, or both."""

    id: int
    citation: str
    url: str


@dataclass(frozen=True, slots=True)
class DoubtRow:
    """Something to verify; ``settled_by`` and ``settled_at`` once somebody has."""

    id: int
    what: str
    settled_at: datetime | None
    settled_by: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """The sources and doubts of a record, in order."""

    sources: tuple[SourceRow, ...]
    doubts: tuple[DoubtRow, ...]


def provenance(session: Session, owner_uuid: str) -> Provenance:
    """What is known of where a record comes from."""
    sources = session.scalars(
        sa.select(Reference).where(Reference.owner_uuid == owner_uuid).order_by(Reference.position, Reference.id)
    )
    marks = session.scalars(
        sa.select(VerifyMark).where(VerifyMark.owner_uuid == owner_uuid).order_by(VerifyMark.position, VerifyMark.id)
    )
    return Provenance(
        tuple(SourceRow(one.id, one.citation, one.url) for one in sources),
        tuple(DoubtRow(one.id, one.what, one.settled_at, one.settled_by) for one in marks),
    )


def set_source(session: Session, table: str, id: int, source_id: int | None, citation: str, url: str) -> int:
    """A new source (``source_id`` is ``None``), or other words of one. Only web addresses are taken as addresses."""
    record = open_owner(session, table, id)
    citation, url = citation.strip(), url.strip()
    if not citation and not url:
        raise TripPlannerError(
            msg("A source is an address or words."), msg("Nothing was changed."), msg("Write one of them.")
        )
    if url and not url.startswith(("http://", "https://")):
        if "." not in url or " " in url or ":" in url.partition("/")[0]:
            raise TripPlannerError(
                msg("“{url}” is no web address.", url=url), msg("Nothing was changed."),
                msg("Write one such as {example}, or put it among the words.", example="https://example.org"),
            )  # fmt: skip
        url = f"https://{url}"
    row = next((one for one in record.references if one.id == source_id), None)
    if row is None:
        row = Reference(position=max((one.position for one in record.references), default=-1) + 1)
        record.references.append(row)
    row.citation, row.url = citation, url
    session.flush()
    return row.id


def remove_source(session: Session, table: str, id: int, source_id: int) -> None:
    """A source does not hold any more."""
    record = open_owner(session, table, id)
    row = finding.get(session, Reference, source_id, msg("source"))
    record.references.remove(row)
    session.flush()


def add_doubt(session: Session, table: str, id: int, what: str) -> int:
    """Something of the record is to be verified."""
    record = open_owner(session, table, id)
    if not what.strip():
        raise TripPlannerError(
            msg("There is nothing to note."), msg("Nothing was changed."), msg("Write what is to be verified.")
        )
    row = VerifyMark(position=max((one.position for one in record.verify_marks), default=-1) + 1, what=what.strip())
    record.verify_marks.append(row)
    session.flush()
    return row.id


def settle_doubt(session: Session, table: str, id: int, doubt_id: int, by: str, *, settled: bool = True) -> None:
    """Somebody (``by``) has verified it, or takes that back."""
    open_owner(session, table, id)
    row = finding.get(session, VerifyMark, doubt_id, msg("doubt"))
    row.settled_at, row.settled_by = (now(), by) if settled else (None, "")
    session.flush()
