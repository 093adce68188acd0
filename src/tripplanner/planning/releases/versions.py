"""The frozen versions of a trip: releases, approved versions and private snapshots."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import NotFound
from tripplanner.i18n import Message, msg
from tripplanner.model.releases import Release
from tripplanner.model.trips import Trip
from tripplanner.planning import finding
from tripplanner.planning.trips import WHAT
from tripplanner.text import Text


@dataclass(frozen=True, slots=True)
class Version:
    """A frozen version. ``made_at`` is in UTC; ``anyway`` says why it was made in spite of findings that block."""

    id: int
    uuid: str
    kind: str
    number: int
    name: str
    note: str
    anyway: str
    made_at: datetime
    made_by: str

    @property
    def title(self) -> Message:
        """What it is called where no name was given."""
        if self.kind == "release":
            return msg("Version {number}", number=self.number)
        if self.kind == "approved":
            return msg("Approved version {number}", number=self.number)
        return msg("Snapshot {number}", number=self.number)


_COLUMNS = (
    Release.id, Release.uuid, Release.kind, Release.number, Release.name, Release.note, Release.anyway,
    Release.made_at, Release.made_by,
)  # fmt: skip


def list_versions(session: Session, trip_id: int, kind: str | None = None) -> list[Version]:
    """The versions of a trip, or those of one kind; the latest first. Raises :class:`NotFound`."""
    uuid = finding.get(session, Trip, trip_id, WHAT).uuid
    chosen = sa.select(*_COLUMNS).where(Release.trip_uuid == uuid, *([Release.kind == kind] if kind else []))
    return [Version(*row) for row in session.execute(chosen.order_by(Release.id.desc()))]


def announced(session: Session, uuids: Collection[str]) -> list[tuple[int, Text, Version]]:
    """Those of these records that are releases, with the trip (its number and shortest title), as they were made."""
    asked = (
        sa.select(Trip.id, Trip.short_title, Trip.title, *_COLUMNS)
        .join(Trip, Trip.uuid == Release.trip_uuid)
        .where(Release.uuid.in_(uuids), Release.kind == "release")
    )
    rows: Any = session.execute(asked.order_by(Release.id))
    return [(trip, short if short.words else title, Version(*values)) for trip, short, title, *values in rows]


def latest(session: Session, trip_id: int, kind: str = "release") -> Version | None:
    """The last version of a kind; ``None`` before the first."""
    return next(iter(list_versions(session, trip_id, kind)), None)


def version_of(session: Session, trip_id: int, number: int, kind: str = "release") -> Version:
    """The version of a kind with this number; raises :class:`NotFound` with the numbers there are."""
    known = list_versions(session, trip_id, kind)
    for version in known:
        if version.number == number:
            return version
    numbers = tuple(str(version.number) for version in reversed(known))
    raise NotFound(
        _missing(kind, number),
        None,
        msg("There are: {numbers}.", numbers=numbers) if known else msg("None was made yet."),
    )


def _missing(kind: str, number: int) -> Message:
    if kind == "release":
        return msg("This trip has no version {number}.", number=number)
    if kind == "approved":
        return msg("This trip has no approved version {number}.", number=number)
    return msg("This trip has no snapshot {number}.", number=number)


def record_of(session: Session, version: Version) -> Release:
    """The row of a version, with all that it froze."""
    return session.get_one(Release, version.id)


def content_of(session: Session, version: Version) -> Any:
    """What a version froze: ``rows`` by table, and ``withdrawn``, what calendars still have to take back."""
    return record_of(session, version).content
