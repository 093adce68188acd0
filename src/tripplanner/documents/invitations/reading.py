"""Which invitations are due for a trip, each ready to be sent: subject, text and calendar in the host’s language.

A host reads of a visit what it says to everyone: title, hours, place, purpose, how many come. Who they are, what the
team notes and what is private stay out; so do other hosts and the part of a single person in it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from tripplanner.documents.calendars.content import Attendee, CalendarContent, Event, Organiser, printed_texts
from tripplanner.documents.calendars.reading import TripCalendar, read_trip
from tripplanner.documents.calendars.writing import calendar
from tripplanner.documents.invitations import wording
from tripplanner.documents.invitations.wording import Mail
from tripplanner.documents.outbox.filling import own_words
from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg, printedn, say
from tripplanner.planning.offices import office
from tripplanner.planning.outbox.due import NATIVE_ONLY
from tripplanner.planning.requests import Due, HostRequest, Invited, Sent, due, list_requests
from tripplanner.planning.requests.sent import sent_of
from tripplanner.text import EMPTY, Text

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
FILE = "invite.ics"


@dataclass(frozen=True, slots=True)
class Invitation:
    """A mail to one host about one item.

    ``method``: REQUEST or CANCEL. ``calendar`` are the bytes of the calendar part. ``key`` is equal for the same mail,
    however often it is made. ``facts`` are what :func:`~tripplanner.planning.requests.sent.sent_of` wants to know of it
    once it was sent. ``why`` says for what reason it goes, ``doubts`` what a human has to look at before.
    """

    method: str
    key: str
    why: Message
    item_uuid: str
    organisation_id: int | None
    person_id: int | None
    name: str
    address: str
    language: str
    subject: str
    body: str
    calendar: bytes
    facts: Mapping[str, Any]
    doubts: tuple[Message, ...] = ()


def due_invitations(session: Session, trip_id: int, moment: datetime, *, still: bool = False) -> list[Invitation]:
    """The invitations that a trip owes its hosts, made at ``moment`` (UTC), which is their DTSTAMP.

    ``still``: also to hosts who heard of it otherwise meanwhile, since what waits to be sent to them is as true.
    Raises :class:`NotFound`, and :class:`TripPlannerError` where the office has no address for answers.
    """
    trip = read_trip(session, trip_id)
    requests = [_as_before(one) if still else one for one in list_requests(session, trip_id)]
    making = _Making(session, trip, moment)
    invited = [making.invited(one) for one in requests]
    found = due([one for one in invited if one is not None], sent_of(session, trip.trip.uuid))
    if found and not trip.organiser.email.strip():
        raise no_address()
    return [making.invitation(one) for one in found]


def _as_before(request: HostRequest) -> HostRequest:
    """Somebody who agreed by telephone may well get the invitation that was prepared."""
    return replace(request, state="to_contact") if request.state != "refused" else request


def no_address() -> TripPlannerError:
    """Hosts could not answer."""
    return TripPlannerError(
        msg("The office has no e-mail address: hosts could not answer an invitation."),
        msg("No invitation was made."),
        msg("Enter the address of the office in Settings."),
    )


class _Making:
    """What the invitations of one trip have in common."""

    def __init__(self, session: Session, trip: TripCalendar, moment: datetime) -> None:
        self._session, self._trip, self._moment = session, trip, moment
        self._events = {event.uid: event for _, event in trip.items}
        self._guests = _guests(trip)
        self._office, self._words = office(session), own_words(session)

    def invited(self, request: HostRequest) -> Invited | None:
        """What the host should know now; nothing of what calendars do not show."""
        event = self._events.get(request.item_uuid)
        if event is None:
            return None
        own = self._own(event, request.language)
        return Invited(request, _digest(own, request.language), _times(own), event.sequence)

    def invitation(self, one: Due) -> Invitation:
        """The mail for what is due."""
        return self._asking(one, one.invited) if one.invited is not None else self._taking_back(one)

    def _asking(self, one: Due, invited: Invited) -> Invitation:
        request = invited.request
        event = self._own(self._events[request.item_uuid], request.language)
        mail = self._mail(event, request.language, request.name, request.form, request.gender)
        subject, body, doubts = wording.changed(mail) if one.before is not None else wording.asking(mail)
        accepted = request.state == "confirmed" and not one.moved
        content = self._content(one, event, request.language, Attendee(request.name, request.address, accepted))
        facts = {
            "method": "REQUEST", "sequence": one.sequence, "digest": invited.digest, "times": invited.times,
            "organisation": request.organisation_uuid, "name": request.name, "language": request.language,
            "moved": one.moved, "event": _kept(event, request.language),
        }  # fmt: skip
        return Invitation(
            "REQUEST", _key("request", request.item_uuid, request.address, one.sequence, invited.digest), one.why,
            request.item_uuid, request.organisation_id, request.person_id, request.name or request.organisation.best(
                request.language), request.address, request.language, subject, body, calendar(content), facts,
            (*_doubts(event, request.language), *doubts),
        )  # fmt: skip

    def _taking_back(self, one: Due) -> Invitation:
        before = one.before
        assert before is not None
        event, language = self._remembered(before), before.event.get("language", "en")
        mail = self._mail(event, language, before.event.get("name", ""), None, "")
        content = self._content(one, event, language, Attendee(before.event.get("name", ""), before.address))
        facts = {
            "method": "CANCEL", "sequence": one.sequence, "digest": "", "times": before.times,
            "organisation": before.organisation_uuid, "name": before.event.get("name", ""), "language": language,
            "event": dict(before.event),
        }  # fmt: skip
        organisation_id, person_id = before.event.get("organisation_id"), before.event.get("person_id")
        subject, body, doubts = wording.taking_back(mail)
        return Invitation(
            "CANCEL", _key("cancel", before.item_uuid, before.address, one.sequence, ""), one.why, before.item_uuid,
            organisation_id, person_id, before.event.get("name", ""), before.address, language,
            subject, body, calendar(content), facts, doubts,
        )  # fmt: skip

    def _content(self, one: Due, event: Event, language: str, attendee: Attendee) -> CalendarContent:
        status = "cancelled" if one.method == "CANCEL" else event.status
        own = replace(event, sequence=one.sequence, stamp=self._moment, status=status)
        return CalendarContent(language, self._trip.organiser, (own,), method=one.method, attendee=attendee)

    def _own(self, event: Event, language: str) -> Event:
        """The event without what concerns others, with how many come."""
        count = self._guests.get(event.uid, 0)
        said = say(printedn("{n} delegate comes", "{n} delegates come", count), language) if count else ""
        return replace(
            event, who=EMPTY, own_note=Text.of(language, **{language: said}) if said else EMPTY, hosts=(), groups=(),
            passport_needed=False, travel_min=None, distance_km=None, drive_min=None,
        )  # fmt: skip

    def _remembered(self, before: Sent) -> Event:
        """The event as it was told; where and why no longer matter."""
        kept, language = before.event, before.event.get("language", "en")
        end = kept.get("end")
        return Event(
            before.item_uuid, 0, self._moment, self._moment, self._moment, "visit", "cancelled",
            datetime.fromisoformat(kept["start"]), kept["start_zone"], datetime.fromisoformat(end) if end else None,
            kept["end_zone"], Text.of(language, **{language: kept.get("title", "")}),
        )  # fmt: skip

    def _mail(self, event: Event, language: str, name: str, form: Text | None, gender: str) -> Mail:
        own = self._office
        return Mail(event, self._trip.trip, language, name, form or EMPTY, gender, own.name, own.signatory, self._words)


def _guests(trip: TripCalendar) -> dict[str, int]:
    """How many delegates take part in each item."""
    counted: dict[str, int] = {}
    for reader in trip.readers:
        if reader.is_delegate:
            for event in trip.of(reader).events:
                counted[event.uid] = counted.get(event.uid, 0) + 1
    return counted


def _digest(event: Event, language: str) -> str:
    """Equal where the host reads the same; that a visit is settled by now is no news to its host."""
    plain = replace(event, sequence=0, stamp=_NEVER, created=_NEVER, changed=_NEVER, status="confirmed")
    return hashlib.sha256(calendar(CalendarContent(language, Organiser(), (plain,)))).hexdigest()


def _doubts(event: Event, language: str) -> tuple[Message, ...]:
    """Whether the words of the visit are those of the host’s language, and whether somebody read them."""
    states = {text.state(language) for text in printed_texts(event) if text}
    found = [("missing", _MISSING), ("stale", _STALE), *([("draft", _DRAFT)] if language in NATIVE_ONLY else [])]
    return tuple(sentence for state, sentence in found if state in states)


_MISSING = msg("Something of the visit is not translated into the language of the host.")
_STALE = msg("A translation of the visit is out of date.")
_DRAFT = msg("Nobody who speaks the language has read the translation of the visit.")


def _times(event: Event) -> str:
    return json.dumps([str(event.start), event.start_zone, str(event.end), event.end_zone])


def _kept(event: Event, language: str) -> dict[str, Any]:
    """What a CANCEL has to say of the event, should it be gone by then."""
    return {
        "title": wording.title(event, language), "start": event.start.isoformat(), "start_zone": event.start_zone,
        "end": event.end.isoformat() if event.end else None, "end_zone": event.end_zone,
    }  # fmt: skip


def _key(*parts: object) -> str:
    """Short enough for the outbox, and telling nobody’s address."""
    said = "\0".join(str(part).casefold() for part in parts)
    return f"{parts[0]}:{hashlib.sha256(said.encode()).hexdigest()[:40]}"
