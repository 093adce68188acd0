"""What may go with a message: the kinds of document that are for its receiver, and files of one’s own."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.documents import registry
from tripplanner.documents.calendars.phones import Phone, phone
from tripplanner.documents.copies import may_drive_with
from tripplanner.documents.naming import file_name
from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg
from tripplanner.model.outbox import OutboxMessage
from tripplanner.planning.feeds import list_feeds
from tripplanner.planning.outbox import Enclosure, MessageRow, enclose, message_row, weigh
from tripplanner.planning.outbox.due import Heading
from tripplanner.planning.participants import list_participants
from tripplanner.planning.releases import content_of, latest, version_of
from tripplanner.planning.trips import trip_row

_OPEN = frozenset({"delegates", "public"})
_CALENDAR = ".ics"
#: Octets of a file of one’s own: more fits into no message that any server takes.
MOST_BYTES = 75_000_000


class Reader(Protocol):
    """Whose copy of a document it is."""

    @property
    def uuid(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def language(self) -> str: ...

    @property
    def person_id(self) -> int | None: ...

    @property
    def is_host(self) -> bool: ...

    @property
    def drives(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class _Of:
    """The reader of a message that there is."""

    uuid: str
    name: str
    language: str
    person_id: int | None
    is_host: bool
    drives: bool = False


def offered(*, hosts: bool = False) -> list[registry.DocumentKind]:
    """The kinds of document that may be attached for a person of the trip, or for a host."""
    return [kind for kind in registry.kinds().values() if _is_for(kind, hosts)]


def offered_for(messages: Iterable[MessageRow]) -> list[registry.DocumentKind]:
    """Those that may be attached to every one of these messages."""
    hosts = {one.organisation_id is not None for one in messages}
    return [kind for kind in registry.kinds().values() if hosts and all(_is_for(kind, host) for host in hosts)]


def _is_for(kind: registry.DocumentKind, host: bool) -> bool:
    if kind.protected is not None or kind.series is not None:
        return False
    about_nobody = kind.audience == "public" and not kind.published  # a test sheet for the printer
    return kind.for_hosts if host else kind.audience in _OPEN and not about_nobody


def may_have(kind: registry.DocumentKind, reader: Reader) -> bool:
    """Whether a message to this reader may hold a document of the kind: a driver’s, what drivers may read."""
    if reader.drives and not reader.is_host:
        return may_drive_with(kind)
    return _is_for(kind, reader.is_host)


def check_kind(key: str, reader: Reader) -> registry.DocumentKind:
    """The kind, if a message to this reader may hold it; raises :class:`TripPlannerError`."""
    kind = registry.kind(key)
    if not may_have(kind, reader):
        raise TripPlannerError(
            msg("“{kind}” is not for {name}.", kind=kind.title, name=reader.name), msg("It was not attached."),
            msg("Choose one of: {kinds}.", kinds=tuple(key for key, one in registry.kinds().items()
                                                       if may_have(one, reader))),
        )  # fmt: skip
    return kind


class Encloser:
    """Makes what is attached of one version of a trip. Files are called by what the version says, not by the draft."""

    def __init__(self, session: Session, trip_id: int, heading: Heading, number: int) -> None:
        released = {"title_json": heading.title.to_json(), "first_day": heading.first_day}
        self._trip = replace(trip_row(session, trip_id), **released)
        self._number, self._feeds = number, list_feeds(session, trip_id)

    def phone(self, reader: Reader) -> Phone:
        """What somebody reads their calendar on; the office of a host has a computer."""
        if reader.is_host:
            return phone("outlook")
        feed = self._feeds.get(reader.person_id)
        return phone(feed.phone if feed is not None else "")

    def enclosure(
        self, kind: registry.DocumentKind, reader: Reader, since: int | None, flavour: str = ""
    ) -> Enclosure:  # fmt: skip
        """A document of this kind for the reader: their own copy, in their own language alone.

        ``since``: the version that they were sent before, for kinds that compare.
        """
        request = self._request(kind, reader, since, flavour or self.phone(reader).flavour)
        asked = {
            "language": request.language, "person": request.person,
            "organisation": request.organisation, "release": request.number, "options": dict(request.options),
        }  # fmt: skip
        name = file_name(self._trip, kind, request, request.language)
        return Enclosure(name, media_type(name), kind.key, {k: v for k, v in asked.items() if v not in (None, {})})

    def _request(
        self, kind: registry.DocumentKind, reader: Reader, since: int | None, flavour: str
    ) -> registry.Request:  # fmt: skip
        options: dict[str, str] = {}
        if kind.suffix == _CALENDAR:
            options["flavour"] = flavour
        if kind.compares and since is not None:
            options["against"] = str(since)
        whose = (None, reader.uuid) if reader.is_host else (reader.uuid, None)
        return registry.Request(reader.language, None, whose[0], self._number, options, whose[1])


def attach(session: Session, message_ids: Iterable[int], key: str) -> int:
    """A document of the kind ``key`` goes with each of these messages that has none yet; returns how many got one.

    It is that of the version the message is about, otherwise of the last one. A writing verb. Raises
    :class:`TripPlannerError` where one is not for the receiver, or nothing was released: then none is attached.
    """
    count = 0
    for id in dict.fromkeys(message_ids):
        row = message_row(session, id)
        if any(one.kind == key for one in row.attachments):
            continue
        reader = reader_of(session, row)
        kind = check_kind(key, reader)
        number = _version(session, row)
        since = _sent_before(session, row, number)
        if kind.compares and since is None:
            raise TripPlannerError(
                msg("{name} was sent no earlier version: “{kind}” would have nothing to compare with.", name=row.name,
                    kind=kind.title),
                msg("It was not attached."), msg("Attach the programme instead."),
            )  # fmt: skip
        rows = content_of(session, version_of(session, row.trip_id, number))["rows"]
        made = Encloser(session, row.trip_id, Heading.of(rows), number)
        enclose(session, id, made.enclosure(kind, reader, since))
        count += 1
    return count


def attach_file(session: Session, message_ids: Iterable[int], name: str, data: bytes) -> int:
    """A file of one’s own goes with each of these messages; returns with how many. A writing verb.

    Raises :class:`TripPlannerError` for a message that left, or that would weigh more than mail servers take.
    """
    ids = list(dict.fromkeys(message_ids))
    for id in ids:
        enclose(session, id, Enclosure(name, media_type(name), data=data))
        weigh(session, session.get_one(OutboxMessage, id))
    return len(ids)


def _why(error: OSError | ValueError) -> Message:
    if isinstance(error, IsADirectoryError):
        return msg("it is a folder.")
    if isinstance(error, PermissionError):
        return msg("you may not read it.")
    return msg("there is no such file.")


def own_file(path: Path) -> tuple[str, bytes]:
    """Name and bytes of a file; raises :class:`TripPlannerError` for one that cannot be read, is empty or too large."""
    name = path.name or str(path)
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MOST_BYTES else b""
    except (OSError, ValueError) as error:  # ValueError: a name that holds a NUL
        raise TripPlannerError(
            msg("“{file}” cannot be read: {reason}", file=name, reason=_why(error)), msg("It was not attached."),
            msg("Choose another file."),
        ) from error  # fmt: skip
    if size > MOST_BYTES or not data:
        what = msg("“{file}” is empty.", file=name)
        if size:
            what = msg("“{file}” is larger than {size} MB: few mail servers take it.", file=name,
                       size=MOST_BYTES // 1_000_000)  # fmt: skip
        raise TripPlannerError(what, msg("It was not attached."), msg("Choose another file."))
    return name, data


def media_type(name: str) -> str:
    """The media type of a file by its ending."""
    ending = name.rpartition(".")[2].lower()
    known = _TYPES.get(ending) or mimetypes.guess_type(name)[0]
    return known or "application/octet-stream"


_TYPES = {
    "ics": "text/calendar",
    "pdf": "application/pdf",
    "zip": "application/zip",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "png": "image/png",
}


def reader_of(session: Session, row: MessageRow) -> Reader:
    """Whose message it is."""
    host = row.organisation_id is not None
    uuid = row.organisation_uuid if host else row.person_uuid
    drives = not host and any(one.uuid == uuid and one.role == "driver"
                              for one in list_participants(session, row.trip_id))  # fmt: skip
    return _Of(uuid, row.name, row.language, row.person_id, host, drives)


def _version(session: Session, row: MessageRow) -> int:
    found = row.release_number
    if found is None:
        last = latest(session, row.trip_id)
        found = last.number if last is not None else None
    if found is None:
        raise TripPlannerError(
            msg("Nothing was released yet: no draft leaves the office by mail."), msg("It was not attached."),
            msg("Release the programme first, or attach a file of your own."),
        )  # fmt: skip
    return found


def _sent_before(session: Session, row: MessageRow, number: int) -> int | None:
    """The last version before ``number`` that this receiver was sent."""
    wanted = sa.select(sa.func.max(OutboxMessage.release_number)).where(
        OutboxMessage.trip_id == row.trip_id, OutboxMessage.state == "sent", OutboxMessage.release_number < number,
        OutboxMessage.organisation_id == row.organisation_id,
        OutboxMessage.purpose.in_(("programme", "changes")),
    )  # fmt: skip
    if row.organisation_id is None:
        wanted = wanted.where(OutboxMessage.person_id == row.person_id)
    return session.scalar(wanted)
