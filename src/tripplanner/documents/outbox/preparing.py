"""Preparing the messages of a release: a message to review for everybody whose programme is not what they have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.documents import registry
from tripplanner.documents.outbox.enclosing import Encloser, check_kind, may_have
from tripplanner.documents.outbox.wording import Writer
from tripplanner.errors import NotFound
from tripplanner.i18n import Message, msg
from tripplanner.model.outbox import OutboxMessage
from tripplanner.planning.archived import open_trip
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
FOR_DRIVERS = {"programme": ("calendar", "drivers"), "changes": ("calendar", "drivers")}
FOR_HOSTS = {"programme": ("calendar", "brief"), "changes": ("calendar", "changes", "brief")}


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
    :data:`FOR_HOSTS`: also to messages that were prepared before and did not leave, whose files of other kinds go
    (those that somebody added stay). ``flavour`` is that of all calendars, otherwise each goes by the phone of its
    reader. ``only``: the UUIDs of those to prepare for. Messages of earlier versions that did not leave yet are set
    aside: nobody is told what is no longer so. A writing verb.

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
        self._session, self._trip, self._flavour = session, trip_row(session, trip_id), flavour
        self._people, self._hosts = people, hosts
        self.refilled: list[int] = []
        self._encloser = Encloser(session, trip_id, found.trip, found.version.number)
        self._writer = Writer(session, found.trip, office(session))

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

    def _opening(self, receiver: Receiver) -> Message | None:
        """How the file is opened there, where somebody said what they have and one file is enough."""
        known = None if receiver.is_host else self._encloser.phone(receiver)
        return known.opening if known is not None and known.key and known.flavour == "standard" else None

    def _kinds(self, due: Due) -> list[registry.DocumentKind]:
        receiver = due.receiver
        chosen = self._hosts if receiver.is_host else self._people
        usual = FOR_HOSTS if receiver.is_host else FOR_DRIVERS if receiver.drives else FOR_PEOPLE
        keys = chosen if chosen is not None else usual[due.purpose]
        if receiver.drives and chosen is not None:  # what was chosen for everybody goes to drivers as far as it may
            keys = [key for key in keys if may_have(registry.kind(key), receiver)]
        kinds = [check_kind(key, receiver) for key in keys]
        if receiver.gone:  # whoever left is in no version: only what they no longer do can be told
            return [kind for kind in kinds if kind.compares]
        return [kind for kind in kinds if not (kind.compares and due.since is None)]

    def _enclosure(self, kind: registry.DocumentKind, due: Due) -> Enclosure:
        return self._encloser.enclosure(kind, due.receiver, due.since, self._flavour)
