"""Preparing the messages of a release: a message to review for everybody whose programme is not what they have."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.documents import registry
from tripplanner.documents.calendars.phones import Phone, phone
from tripplanner.documents.naming import file_name
from tripplanner.documents.outbox.wording import Writer
from tripplanner.errors import NotFound, TripPlannerError
from tripplanner.i18n import Message, msg
from tripplanner.model.outbox import OutboxMessage
from tripplanner.planning.archived import open_trip
from tripplanner.planning.feeds import list_feeds
from tripplanner.planning.offices import office
from tripplanner.planning.outbox import (
    Due,
    Enclosure,
    Prepared,
    Receiver,
    Round,
    add_message,
    due,
    enclose,
    message_row,
    set_aside,
    take_out,
)
from tripplanner.planning.outbox.receiving import key_of
from tripplanner.planning.trips import trip_row

#: What a person, and a host, get by themselves: with the first version, and with a later one.
FOR_PEOPLE = {"programme": ("calendar", "itinerary"), "changes": ("calendar", "changes")}
FOR_HOSTS = {"programme": ("calendar", "brief"), "changes": ("calendar",)}
_OPEN = frozenset({"delegates", "public"})
_CALENDAR = ".ics"


@dataclass(frozen=True, slots=True)
class Made:
    """What was prepared: the numbers of the messages that there are now for this version, how many of earlier versions
    it replaces (they were set aside), and who is concerned. ``added`` are those of them that were not there before,
    ``refilled`` those that were and have other files now."""

    messages: tuple[int, ...]
    replaced: int
    round: Round
    added: tuple[int, ...] = ()
    refilled: tuple[int, ...] = ()

    @property
    def again(self) -> int:
        """How many were prepared before."""
        return len(self.messages) - len(self.added)


def prepare(
    session: Session,
    trip_id: int,
    number: int | None = None,
    *,
    people: Sequence[str] | None = None,
    hosts: Sequence[str] | None = None,
    flavour: str = "",
    only: Iterable[str] | None = None,
) -> Made:
    """Prepares a message for everybody who is concerned by release ``number`` (the last one); again it adds nothing.

    ``people`` and ``hosts`` are kinds of document to attach instead of those of :data:`FOR_PEOPLE` and
    :data:`FOR_HOSTS`: also to messages that were prepared before and did not leave, whose files of other kinds go (those
    that somebody added stay). ``flavour`` is that of all calendars, otherwise each goes by the phone of its reader.
    ``only``: the UUIDs of those to prepare for. Messages of earlier versions that did not leave yet are set aside:
    nobody is told what is no longer so. A writing verb.

    Raises :class:`NotFound` before the first release, :class:`~tripplanner.planning.archived.Archived`, and
    :class:`TripPlannerError` for a kind that is not for its receiver.
    """
    open_trip(session, trip_id)
    found = due(session, trip_id, number)
    if found is None:
        raise NotFound(
            msg("Nothing was released yet."), msg("No message was prepared."), msg("Release the programme first.")
        )
    preparing = _Preparing(session, trip_id, found, people, hosts, flavour)
    wanted = None if only is None else set(only)
    replaced = _set_former_aside(session, trip_id, found, wanted)
    chosen = [one for one in found.due if wanted is None or one.receiver.uuid in wanted]
    known = {one.message_id for one in chosen}
    messages = tuple(preparing.message(one) for one in chosen)
    return Made(messages, replaced, found, tuple(id for id in messages if id not in known), tuple(preparing.refilled))


def offered(*, hosts: bool = False) -> list[registry.DocumentKind]:
    """The kinds of document that may be attached for a person of the trip, or for a host."""
    return [kind for kind in registry.kinds().values() if _is_for(kind, hosts)]


def _is_for(kind: registry.DocumentKind, host: bool) -> bool:
    if kind.protected is not None or kind.series is not None:
        return False
    return kind.for_hosts if host else kind.audience in _OPEN


def check_kind(key: str, receiver: Receiver) -> registry.DocumentKind:
    """The kind, if a message to this receiver may hold it; raises :class:`TripPlannerError`."""
    kind = registry.kind(key)
    if not _is_for(kind, receiver.is_host):
        raise TripPlannerError(
            msg("“{kind}” is not for {name}.", kind=kind.title, name=receiver.name), msg("It was not attached."),
            msg("Choose one of: {kinds}.", kinds=tuple(one.key for one in offered(hosts=receiver.is_host))),
        )  # fmt: skip
    return kind


def _set_former_aside(session: Session, trip_id: int, found: Round, only: set[str] | None) -> int:
    """Earlier messages that did not leave yet, of those who are prepared for."""
    mine = {one.receiver.key for one in found.due if only is None or one.receiver.uuid in only}
    mine |= {one.key for one in found.unchanged if only is None or one.uuid in only}
    waiting = sa.select(OutboxMessage).where(
        OutboxMessage.trip_id == trip_id,
        OutboxMessage.purpose.in_(("programme", "changes")),
        OutboxMessage.release_number < found.version.number,
        OutboxMessage.state.in_(("review", "ready", "failed")),
    )
    former = [one.id for one in session.scalars(waiting) if key_of(one.person_id, one.organisation_id) in mine]
    return set_aside(session, former, msg("Version {number} replaces it.", number=found.version.number))


class _Preparing:
    """Makes the messages of one version."""

    def __init__(
        self, session: Session, trip_id: int, found: Round, people: Sequence[str] | None, hosts: Sequence[str] | None,
        flavour: str,
    ) -> None:  # fmt: skip
        self._session, self._flavour = session, flavour
        self._people, self._hosts = people, hosts
        self.refilled: list[int] = []
        # files are called by what the version says, not by what the draft says meanwhile
        released = {"title_json": found.trip.title.to_json(), "first_day": found.trip.first_day}
        self._trip = replace(trip_row(session, trip_id), **released)
        self._writer = Writer(session, found.trip, office(session))
        self._feeds = list_feeds(session, trip_id)

    def message(self, due: Due) -> int:
        """The number of the message for one receiver."""
        if due.message_id is not None:
            self._refill(due.message_id, due)
            return due.message_id
        receiver, number = due.receiver, due.version.number
        enclosures = tuple(self._enclosure(kind, due) for kind in self._kinds(due))
        calendar = any(one.kind == "calendar" for one in enclosures)
        subject, body, doubts = self._writer.compose(due, calendar=calendar, opening=self._opening(receiver))
        return add_message(self._session, self._trip.id, Prepared(
            key=f"release:{self._trip.uuid}:{number}:{receiver.uuid}", purpose=due.purpose, name=receiver.name,
            address=receiver.address, language=receiver.language, subject=subject, body=body, why=due.why,
            doubts=(*due.doubts, *doubts), release_number=number, person_id=receiver.person_id,
            organisation_id=receiver.organisation_id, enclosures=enclosures,
        ))  # fmt: skip

    def _refill(self, message_id: int, due: Due) -> None:
        """Gives a message that was prepared before the kinds that are asked for now."""
        if (self._hosts if due.receiver.is_host else self._people) is None:
            return
        row, kinds = message_row(self._session, message_id), self._kinds(due)
        wanted = {kind.key for kind in kinds}
        kept = {one.kind for one in row.attachments} & wanted
        others = [one.id for one in row.attachments if one.kind and one.kind not in wanted]
        if not row.may_change or not (others or wanted - kept):
            return
        for id in others:
            take_out(self._session, id)
        for kind in kinds:
            if kind.key not in kept:
                enclose(self._session, message_id, self._enclosure(kind, due))
        self.refilled.append(message_id)

    def _phone(self, receiver: Receiver) -> Phone:
        """What somebody reads their calendar on; the office of a host has a computer."""
        if receiver.is_host:
            return phone("outlook")
        feed = self._feeds.get(receiver.person_id)
        return phone(feed.phone if feed is not None else "")

    def _opening(self, receiver: Receiver) -> Message | None:
        """How the file is opened there, where somebody said what they have and one file is enough."""
        known = None if receiver.is_host else self._phone(receiver)
        return known.opening if known is not None and known.key and known.flavour == "standard" else None

    def _kinds(self, due: Due) -> list[registry.DocumentKind]:
        receiver = due.receiver
        chosen = self._hosts if receiver.is_host else self._people
        keys = chosen if chosen is not None else (FOR_HOSTS if receiver.is_host else FOR_PEOPLE)[due.purpose]
        kinds = [check_kind(key, receiver) for key in keys]
        if receiver.gone:  # whoever left is in no version: only what they no longer do can be told
            return [kind for kind in kinds if kind.compares]
        return [kind for kind in kinds if not (kind.compares and due.since is None)]

    def _enclosure(self, kind: registry.DocumentKind, due: Due) -> Enclosure:
        request = request_for(kind, due, self._flavour or self._phone(due.receiver).flavour)
        asked = {
            "language": request.language, "person": request.person,
            "organisation": request.organisation, "release": request.number, "options": dict(request.options),
        }  # fmt: skip
        name = file_name(self._trip, kind, request, request.language)
        return Enclosure(name, media_type(name), kind.key, {k: v for k, v in asked.items() if v not in (None, {})})


def request_for(kind: registry.DocumentKind, due: Due, flavour: str) -> registry.Request:
    """What is asked of a kind for one receiver: their own copy, in their own language alone."""
    receiver = due.receiver
    options: dict[str, str] = {}
    if kind.suffix == _CALENDAR:
        options["flavour"] = flavour
    if kind.compares and due.since is not None:
        options["against"] = str(due.since)
    return registry.Request(
        receiver.language, None, None if receiver.is_host else receiver.uuid, due.version.number, options,
        receiver.uuid if receiver.is_host else None,
    )  # fmt: skip


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
