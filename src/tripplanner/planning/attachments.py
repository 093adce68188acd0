"""Files that hang on a record: kept in the database, under names that are safe on every computer."""

from __future__ import annotations

import mimetypes
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg
from tripplanner.model.files import Attachment, File
from tripplanner.planning import finding
from tripplanner.planning.owning import open_owner, open_owner_of
from tripplanner.planning.using import count_uses, perhaps_used
from tripplanner.store import blobs
from tripplanner.store.changes import portions

WHAT = msg("attachment")
MOST_BYTES = 25_000_000
MOST = 200  # of one record
LONGEST_NAME = 120
_ROLE = "attachment"
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
#: Endings that a computer runs instead of showing: they are kept and given back, and never opened from here.
RUN = frozenset({
    "app", "appimage", "bat", "cmd", "com", "cpl", "desktop", "dll", "exe", "hta", "htm", "html", "inf", "jar", "js",
    "jse", "jnlp", "lnk", "mht", "mhtml", "msi", "msp", "pif", "pl", "ps1", "py", "pyw", "rb", "reg", "scf", "scr",
    "sh", "svg", "svgz", "swf", "url", "vb", "vbe", "vbs", "wsf", "wsh", "xht", "xhtml", "xll",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """A file of a record. ``size`` in bytes."""

    id: int
    file_id: int
    name: str
    media_type: str
    size: int
    at: datetime


def attachments(session: Session, owner_uuid: str) -> tuple[AttachmentRow, ...]:
    """The files of a record in their order; photos are not among them."""
    return tuple(
        AttachmentRow(link.id, link.file_id, link.file.name, link.file.media_type, link.file.size, link.created_at)
        for link in _links(session, owner_uuid)
    )


def attach(session: Session, table: str, id: int, name: str, data: bytes) -> int:
    """Keep a file with a record; the number of the attachment. The same bytes under the same name are kept once.

    Raises :class:`TripPlannerError` for a file that is empty or too large.
    """
    owner = open_owner(session, table, id)
    safe = safe_name(name)
    check_size(safe, len(data))
    links = _links(session, owner.uuid)
    digest = blobs.put(session, data)
    same = next((link for link in links if link.file.sha256 == digest and link.file.name == safe), None)
    if same is not None:
        return same.id
    if len(links) >= MOST:
        raise _refused(safe, msg("the record has {most} files already", most=MOST))
    kind = mimetypes.guess_type(safe)[0] or "application/octet-stream"
    file = File(sha256=digest, name=_free(safe, {link.file.name for link in links}), media_type=kind, size=len(data))
    made = Attachment(owner_uuid=owner.uuid, file=file, role=_ROLE, position=len(links))
    session.add(made)
    session.flush()
    return made.id


def rename_attachment(session: Session, attachment_id: int, name: str) -> None:
    """Another name; its ending stays, for computers go by it."""
    link = _own(session, attachment_id)
    ending = PurePosixPath(link.file.name).suffix
    wanted = safe_name(name if name.casefold().endswith(ending.casefold()) else name + ending)
    others = {one.file.name for one in _links(session, link.owner_uuid) if one is not link}
    link.file.name = _free(wanted, others)
    session.flush()


def remove_attachment(session: Session, attachment_id: int) -> None:
    """Take a file off a record."""
    link = _own(session, attachment_id)
    file = link.file
    session.delete(link)
    session.flush()
    if not count_uses(session, file):
        session.delete(file)
        session.flush()


def drop_files(session: Session, *owner_uuids: str) -> int:
    """Take all photos and attachments off records that are being deleted; how many those were."""
    links = [
        link
        for some in portions(list(owner_uuids))
        for link in session.scalars(sa.select(Attachment).where(Attachment.owner_uuid.in_(some)))
    ]
    if not links:
        return 0
    files = {link.file_id: link.file for link in links}
    for link in links:
        session.delete(link)
    session.flush()
    for id in files.keys() - perhaps_used(session, File, files):
        session.delete(files[id])
    session.flush()
    return len(links)


def read_bounded(path: Path, most: int = MOST_BYTES) -> bytes:
    """The bytes of a file of somebody's disk, never more than ``most``; raises :class:`TripPlannerError`."""
    try:
        if not path.is_file():
            raise _refused(path.name, msg("it is a folder, or no file any more"))
        check_size(path.name, path.stat().st_size, most)
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise _refused(path.name, msg("it cannot be read")) from error
    check_size(path.name, len(data), most)
    return data


def check_size(name: str, size: int, most: int = MOST_BYTES) -> None:
    """Raises for an empty file, and for one with more than ``most`` bytes."""
    if size == 0:
        raise _refused(name, msg("it is empty"))
    if size > most:
        raise _refused(name, msg("it has more than {most} megabytes", most=most // 1_000_000))


def may_open(name: str) -> bool:
    """Whether a file is shown by a computer, and not run by it."""
    return PurePosixPath(name).suffix.lstrip(".").casefold() not in RUN


def safe_name(name: str) -> str:
    """A file name that every system takes: no folders, no signs with a meaning, no turned reading direction."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    plain = "".join(c for c in last if unicodedata.category(c)[0] != "C" and c not in '<>:"|?*')
    plain = " ".join(plain.split()).strip(". ")
    stem, ending = PurePosixPath(plain).stem, PurePosixPath(plain).suffix
    if len(plain) > LONGEST_NAME:
        ending = ending if len(ending) <= 12 else ""
        plain = stem[: LONGEST_NAME - len(ending)].rstrip(". ") + ending
    if not plain:
        return "file"
    return f"_{plain}" if _RESERVED.fullmatch(plain) else plain


def _free(name: str, taken: set[str]) -> str:
    """``plan.pdf``, else ``plan (2).pdf`` …"""
    path = PurePosixPath(name)
    numbered = (f"{path.stem} ({number}){path.suffix}" for number in range(2, MOST + 3))
    lower = {one.casefold() for one in taken}
    return next(one for one in (name, *numbered) if one.casefold() not in lower)


def _links(session: Session, owner_uuid: str) -> list[Attachment]:
    wanted = sa.select(Attachment).where(Attachment.owner_uuid == owner_uuid, Attachment.role == _ROLE)
    return list(session.scalars(wanted.order_by(Attachment.position, Attachment.id)))


def _own(session: Session, attachment_id: int) -> Attachment:
    link = finding.get(session, Attachment, attachment_id, WHAT)
    open_owner_of(session, link.owner_uuid)
    return link


def _refused(name: str, why: Message) -> TripPlannerError:
    return TripPlannerError(
        msg("The file “{name}” was not taken: {why}.", name=name, why=why),
        msg("Nothing was changed."),
        msg("Attach another file, or keep this one elsewhere and note where."),
    )
