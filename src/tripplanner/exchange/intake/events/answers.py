"""What hosts answer to invitations, as their mail programs write it (iTIP REPLY and COUNTER, RFC 5546)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from tripplanner.exchange.intake.cards.lines import Property
from tripplanner.exchange.intake.cards.values import Wording, plain, text_of
from tripplanner.exchange.intake.events.events import Calendar, Event
from tripplanner.exchange.intake.events.moments import Moment, moment, property_moment
from tripplanner.exchange.intake.kinds.kind import even
from tripplanner.mailboxes import ascii_mailbox, of_uri

_SAID = {"ACCEPTED": "accepted", "TENTATIVE": "tentative", "DECLINED": "declined", "COMPLETED": "accepted"}
_MAILTO = re.compile(r"^\s*mailto\s*:\s*", re.I)
_STAMP = re.compile(r"(\d{8}T\d{6})Z")
# Exchange keeps a UID of others inside one of its own: this mark, then the UID, then a null.
_FOREIGN = b"vCal-Uid\x01\x00\x00\x00"
_METHOD = re.compile(rb"^METHOD[ \t]*:[ \t]*(?:REPLY|COUNTER)[ \t]*\r?$", re.I | re.M)
_MOST_NOTE, _MOST_HEAD = 1000, 20_000


@dataclass(frozen=True, slots=True)
class Said:
    """One attendee’s answer to one event. Of a delegate it is that of whoever was asked and passed it on.

    ``answer``: accepted, tentative, declined, counter; empty where nothing was decided. ``at`` is its moment in UTC,
    ``proposed`` the hours of a counter-proposal: both ends, in the zone that stands with them.
    """

    uid: str
    address: str
    title: str
    answer: str
    at: datetime | None
    sequence: int | None
    note: str
    proposed: tuple[Moment, Moment | None] | None = None


def is_answer(data: bytes) -> bool:
    """Whether a calendar file is an answer, by what stands in its head."""
    return _METHOD.search(data[:_MOST_HEAD].partition(b"BEGIN:VEVENT")[0]) is not None


def answers(calendar: Calendar) -> Iterator[Said]:
    """Each answer of a calendar file, in its order."""
    counter = calendar.method == "COUNTER"
    for event in calendar.events:
        for one in event.all("ATTENDEE"):
            yield _answer(event, one, calendar, counter)


def _answer(event: Event, attendee: Property, calendar: Calendar, counter: bool) -> Said:
    said = _SAID.get(attendee.parameters.get("PARTSTAT", "").strip().upper(), "")
    sequence = event.words("SEQUENCE").strip()
    return Said(
        uid=uid_of(event.words("UID")),
        address=asked_by(attendee) or address_of(attendee),
        title=" ".join(even(event.words("SUMMARY")).split()),
        answer="counter" if counter else said,
        at=_stamp(event, calendar),
        sequence=int(sequence) if re.fullmatch(r"\d{1,9}", sequence) else None,
        note=_note(event, attendee),
        proposed=_proposed(event, calendar) if counter else None,
    )


def address_of(attendee: Property) -> str:
    """The mail address of an attendee, in small letters: of its value, else of its parameter EMAIL."""
    address = _mailbox(plain(text_of(attendee, Wording()) or ""))
    return address if "@" in address else _mailbox(attendee.parameters.get("EMAIL", ""))  # a principal of some server


def asked_by(attendee: Property) -> str:
    """Who passed the invitation on to this attendee (RFC 5546, 3.2.2.3); empty for most."""
    return _mailbox(attendee.parameters.get("DELEGATED-FROM", ""))


def _mailbox(words: str) -> str:
    bare = _MAILTO.sub("", words)
    address = of_uri(bare) if bare != words else bare
    return ascii_mailbox(even(address).strip("<> ")).casefold()


def uid_of(words: str) -> str:
    """The UID that the invitation had, also where Exchange has packed it into one of its own."""
    uid = even(words)
    if uid[:16].upper() != "040000008200E000":
        return uid
    try:
        packed = bytes.fromhex(uid)
    except ValueError:
        return uid
    _, mark, rest = packed.partition(_FOREIGN)
    return rest.partition(b"\0")[0].decode("utf-8", "replace") if mark else uid


def _stamp(event: Event, calendar: Calendar) -> datetime | None:
    words = event.words("DTSTAMP").strip()
    if exact := _STAMP.fullmatch(words):
        try:
            return datetime.strptime(exact[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
        except ValueError:
            return None
    found = moment(words, "", calendar.zones)
    return found.civil.replace(tzinfo=UTC) if found is not None else None


def _note(event: Event, attendee: Property) -> str:
    """What was said with it: as a comment of the event, or beside the attendee; first of all by whom, where that is
    somebody else."""
    delegate = address_of(attendee) if asked_by(attendee) else ""
    beside = attendee.parameters.get("X-RESPONSE-COMMENT", "")
    said = [plain(text_of(one, Wording()) or "") for one in event.all("COMMENT")]
    lines = dict.fromkeys(even(words) for words in (delegate, *said, plain(beside)))
    return "\n".join(line for line in lines if line)[:_MOST_NOTE]


def _proposed(event: Event, calendar: Calendar) -> tuple[Moment, Moment | None] | None:
    start, end = (
        next((property_moment(one, event.words(name), calendar.zones) for one in event.all(name)), None)
        for name in ("DTSTART", "DTEND")
    )
    return (start, end) if start is not None else None
