"""Recorded tracks: GPX files attached to an item, a site or a whole trip. Their bytes are checked by who reads them."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import NotFound
from tripplanner.i18n import msg
from tripplanner.model.files import Attachment, Blob, File
from tripplanner.model.programme import Item
from tripplanner.model.sites import Site
from tripplanner.model.trips import Trip
from tripplanner.planning import finding
from tripplanner.planning.archived import refuse_archived
from tripplanner.planning.rows import execute
from tripplanner.store import blobs

MEDIA_TYPE = "application/gpx+xml"
WHAT = msg("track")


@dataclass(frozen=True, slots=True)
class TrackRow:
    """An attached track. ``id`` is the attachment's; ``owner_uuid`` names a trip, an item or a site."""

    id: int
    owner_uuid: str
    name: str
    sha256: str
    size: int


def list_tracks(session: Session, trip_id: int) -> list[TrackRow]:
    """The tracks of a trip, of its items and of the sites they visit, in the order they were added."""
    owners = sa.union_all(
        sa.select(Trip.uuid).where(Trip.id == trip_id),
        sa.select(Item.uuid).where(Item.trip_id == trip_id),
        sa.select(Site.uuid).join(Item, Item.site_id == Site.id).where(Item.trip_id == trip_id),
    )
    statement = (
        sa.select(Attachment.id, Attachment.owner_uuid, File.name, File.sha256, File.size)
        .join(File, Attachment.file_id == File.id)
        .where(File.media_type == MEDIA_TYPE, Attachment.owner_uuid.in_(owners))
        .order_by(Attachment.id)
    )
    return [TrackRow(*row) for row in execute(session, statement)]


def track_bytes(session: Session, sha256: str) -> bytes:
    """The file as it was added; raises :class:`NotFound`."""
    data = session.scalar(sa.select(Blob.data).where(Blob.sha256 == sha256))
    if data is None:
        raise NotFound(msg("The bytes of the track are missing."), None, msg("Remove the track and add it again."))
    return data


def add_track(session: Session, owner_uuid: str, name: str, data: bytes) -> int:
    """Attach a track to an item, a site or a trip; the same one again changes nothing. Returns its number."""
    _refuse_archived(session, owner_uuid)
    digest = blobs.put(session, data)
    known = session.scalar(_OF.where(Attachment.owner_uuid == owner_uuid, File.sha256 == digest))
    if known is not None:
        return known
    file = File(sha256=digest, name=name, media_type=MEDIA_TYPE, size=len(data))
    session.add(file)
    session.flush()
    attached = Attachment(owner_uuid=owner_uuid, file_id=file.id)
    session.add(attached)
    session.flush()
    return attached.id


def remove_track(session: Session, attachment_id: int) -> None:
    """Take a track away; raises :class:`NotFound`."""
    attached = finding.get(session, Attachment, attachment_id, WHAT)
    _refuse_archived(session, attached.owner_uuid)
    file = attached.file
    session.delete(attached)
    session.flush()
    session.delete(file)
    session.flush()


_OF = sa.select(Attachment.id).join(File, Attachment.file_id == File.id)


def _refuse_archived(session: Session, owner_uuid: str) -> None:
    of_item = sa.select(Item.trip_id).where(Item.uuid == owner_uuid)
    of_trip = sa.select(Trip.id).where(Trip.uuid == owner_uuid)
    for trip_id in session.scalars(sa.union_all(of_item, of_trip)):
        refuse_archived(session, trip_id)
