"""Photos of sites, people and other records: several, in order, each with its credit and caption.

The first one is what documents print (``photo_id`` of a site or a person).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.model.files import Attachment, Blob, File
from tripplanner.planning import finding
from tripplanner.planning.attachments import safe_name
from tripplanner.planning.owning import open_owner, open_owner_of
from tripplanner.planning.pictures import Picture
from tripplanner.store import blobs
from tripplanner.text import Text

WHAT = msg("photo")
MOST = 60  # of one record
_ROLE = "photo"


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """A photo of a record; ``id`` is that of its place among the photos."""

    id: int
    file_id: int
    sha256: str
    name: str
    media_type: str
    width: int
    height: int
    size: int
    credit: str
    caption: Text


def photos(session: Session, owner_uuid: str) -> tuple[PhotoRow, ...]:
    """The photos of a record, the first one first."""
    return tuple(_row(link) for link in _links(session, owner_uuid))


def photo_bytes(session: Session, file_id: int) -> bytes | None:
    """The bytes of a photo or an attachment; ``None`` where they are missing."""
    return session.scalar(sa.select(Blob.data).join(File, File.sha256 == Blob.sha256).where(File.id == file_id))


def kept_bytes(session: Session, sha256: str) -> bytes | None:
    """The bytes of this content, also where its record lies in the bin; ``None`` where they are missing."""
    return session.scalar(sa.select(Blob.data).where(Blob.sha256 == sha256))


def add_photo(session: Session, table: str, id: int, name: str, found: Picture, credit: str = "") -> int:
    """Keep a picture behind the photos a record has; the number of its place. The same picture twice is kept once."""
    owner = open_owner(session, table, id)
    links = _links(session, owner.uuid)
    digest = blobs.put(session, found.data)
    same = next((link for link in links if link.file.sha256 == digest), None)
    if same is not None:
        return same.id
    if len(links) >= MOST:
        raise TripPlannerError(
            msg("A record keeps at most {most} photos.", most=MOST),
            msg("Nothing was changed."),
            msg("Take one away first."),
        )
    if not links and getattr(owner, "photo_id", None) is not None:
        session.add(Attachment(owner_uuid=owner.uuid, file_id=owner.photo_id, role=_ROLE, position=0))
    file = File(
        sha256=digest, name=safe_name(name), media_type=found.media_type, size=len(found.data), width=found.width,
        height=found.height, credit=credit.strip(),
    )  # fmt: skip
    made = Attachment(owner_uuid=owner.uuid, file=file, role=_ROLE, position=len(links) + 1)
    session.add(made)
    session.flush()
    _number(session, owner)
    return made.id


def move_photo(session: Session, photo_id: int, place: int) -> None:
    """Put a photo at a place, from 0: documents print the first one."""
    link, owner = _own(session, photo_id)
    links = [one for one in _links(session, link.owner_uuid) if one is not link]
    links.insert(max(0, min(place, len(links))), link)
    _number(session, owner, links)


def edit_photo(session: Session, photo_id: int, *, credit: str | None = None, caption: Text | None = None) -> None:
    """Another credit or caption; what is ``None`` stays."""
    link, _ = _own(session, photo_id)
    if credit is not None:
        link.file.credit = credit.strip()
    if caption is not None:
        link.file.caption = caption
    session.flush()


def caption_photo(session: Session, photo_id: int, language: str, words: str) -> None:
    """Another caption in one language."""
    link, _ = _own(session, photo_id)
    if link.file.caption.get(language) != words.strip():
        link.file.caption = link.file.caption.with_words(language, words.strip())
        session.flush()


def remove_photo(session: Session, photo_id: int) -> None:
    """Take a photo away; the next one is then the first."""
    link, owner = _own(session, photo_id)
    file = link.file
    session.delete(link)
    session.flush()
    _number(session, owner)
    if not _used(session, file):
        session.delete(file)
        session.flush()


def _links(session: Session, owner_uuid: str) -> list[Attachment]:
    wanted = sa.select(Attachment).where(Attachment.owner_uuid == owner_uuid, Attachment.role == _ROLE)
    return list(session.scalars(wanted.order_by(Attachment.position, Attachment.id)))


def _own(session: Session, photo_id: int) -> tuple[Attachment, Any]:
    link = finding.get(session, Attachment, photo_id, WHAT)
    return link, open_owner_of(session, link.owner_uuid)


def _number(session: Session, owner: Any, links: list[Attachment] | None = None) -> None:
    """Places from 0, and the first one is the photo of the record."""
    links = _links(session, owner.uuid) if links is None else links
    for position, link in enumerate(links):
        if link.position != position:
            link.position = position
    first = links[0].file_id if links else None
    if hasattr(owner, "photo_id") and owner.photo_id != first:
        owner.photo_id = first
    session.flush()


def _used(session: Session, file: File) -> bool:
    """Whether another record leads to the file."""
    from tripplanner.planning.using import count_uses

    return count_uses(session, file) > 0


def _row(link: Attachment) -> PhotoRow:
    file = link.file
    return PhotoRow(
        link.id, file.id, file.sha256, file.name, file.media_type, file.width or 0, file.height or 0, file.size,
        file.credit, file.caption,
    )  # fmt: skip
