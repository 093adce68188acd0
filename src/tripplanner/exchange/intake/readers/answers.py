"""Answers to invitations: the calendar file that came with a mail (.ics), or the mail itself (.eml, or .emlx as Apple
Mail keeps it)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from email.message import Message as Mail
from email.parser import BytesParser
from email.policy import compat32
from email.utils import parsedate_to_datetime

from tripplanner.exchange.intake.events.answers import Said, answers, is_answer
from tripplanner.exchange.intake.events.events import Calendar, read_calendar
from tripplanner.exchange.intake.limits import Meter, Unreadable
from tripplanner.exchange.intake.named import NamedTable, Part
from tripplanner.exchange.intake.readers import Options, Reader
from tripplanner.exchange.intake.sheets import Book
from tripplanner.i18n import msg

_HEADER = re.compile(rb"(?:From |[!-9;-~]{1,60}:)")
_COUNT = re.compile(rb"[ \t]*(\d{1,12})[ \t]*\r?\n")  # how long the mail is that follows: what .emlx begins with
_MOST_HEAD, _MOST_PARTS = 20_000, 60
_KEPT = ("REPLY", "COUNTER")
_EVER = datetime.min.replace(tzinfo=UTC)


def knows(data: bytes) -> bool:
    """Whether it is a calendar that answers, or a mail with a calendar in it."""
    data = _taken_out(data)
    head = data[:_MOST_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head[:15].upper() == b"BEGIN:VCALENDAR":
        return is_answer(data)
    if head[:6].upper() == b"BEGIN:" or _HEADER.match(head) is None:
        return False
    lower = data.lower()
    return b"\ncontent-type:" in lower and (b"text/calendar" in lower or b"application/ics" in lower)


def _taken_out(data: bytes) -> bytes:
    """The mail out of an .emlx: its length stands before it on a line, and a property list after it."""
    found = _COUNT.match(data)
    if found is None or _HEADER.match(data, found.end()) is None:
        return data
    return data[found.end() : found.end() + int(found[1])]


def holds_answer(data: bytes) -> bool:
    """Whether a file is an answer, or a mail that brings one: an invitation, or any other calendar, is none.

    What is no mail or calendar at all, or too damaged to be seen, is none.
    """
    if not knows(data):
        return False
    data = _taken_out(data)
    if data[:_MOST_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()[:15].upper() == b"BEGIN:VCALENDAR":
        return True  # known by its method
    try:
        return any(_answering(part) for part in _mail(data, Meter("")).walk())
    except Unreadable:
        return False


def _answering(part: Mail) -> bool:
    content = part.get_payload(decode=True) if _is_calendar(part) else None
    return isinstance(content, bytes) and is_answer(_narrow(part, content))


def read(data: bytes, options: Options, meter: Meter) -> Book:
    """The answers of a file, a line each."""
    return read_several([(meter.name, data)], meter)


def read_several(files: Sequence[tuple[str, bytes]], meter: Meter) -> Book:
    """The answers of many files as one: of two by the same person about the same visit the later one counts."""
    found = [one for _name, data in files for one in _of_file(data, meter)]
    if not found:
        raise Unreadable(
            meter.name, msg("it holds no answer to an invitation."),
            msg("Save the mail with the answer as .eml, or the calendar attached to it as .ics."),
        )  # fmt: skip
    table, last = NamedTable(meter), _latest(found)
    for number, one in enumerate(found, 1):
        table.add(number, list(_parts(one)))
        if not one.answer:
            table.leave(number, msg("it says neither yes nor no"))
        elif last[one.uid, one.address] is not one:
            table.leave(number, msg("a later answer comes with it"))
    return Book(meter.name, "answers", (table.sheet(meter.name, "answers"),))


def _of_file(data: bytes, meter: Meter) -> Iterator[Said]:
    head = data[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head[:15].upper() == b"BEGIN:VCALENDAR":
        return _answers(read_calendar(data, meter), None)
    return _of_mail(_taken_out(data), meter)


def _latest(found: list[Said]) -> dict[tuple[str, str], Said]:
    """The last answer of each person about each visit."""
    ordered = sorted(found, key=lambda one: (one.sequence or 0, one.at or _EVER))
    return {(one.uid, one.address): one for one in ordered if one.answer}


def _answers(calendar: Calendar, sent: datetime | None) -> Iterator[Said]:
    if calendar.method in _KEPT:
        for one in answers(calendar):
            yield one if one.at is not None or sent is None else _dated(one, sent)


def _dated(one: Said, sent: datetime) -> Said:
    """An answer that does not say when it was written: the mail does."""
    return replace(one, at=sent)


def _of_mail(data: bytes, meter: Meter) -> Iterator[Said]:
    mail = _mail(data, meter)
    sent = _sent(mail)
    seen: set[Said] = set()
    for number, part in enumerate(mail.walk()):
        meter.tick()
        if number > _MOST_PARTS:
            raise _too_many(meter)
        if _is_calendar(part):
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content.strip():
                found = _answers(read_calendar(_narrow(part, content), meter), sent)
                yield from (one for one in found if one not in seen and not seen.add(one))  # attached twice


def _mail(data: bytes, meter: Meter) -> Mail:
    """The mail; a parser that calls itself once per part is not given ever deeper ones."""
    lower = data.lower()
    if lower.count(b"boundary") > 3 * _MOST_PARTS or lower.count(b"message/rfc822") > _MOST_PARTS:
        raise _too_many(meter)
    try:
        return BytesParser(policy=compat32).parsebytes(data)
    except (ValueError, LookupError, TypeError, RecursionError):
        raise Unreadable(
            meter.name, msg("it is no mail that can be read."), msg("Save the mail again as .eml.")
        ) from None


def _is_calendar(part: Mail) -> bool:
    if part.is_multipart():
        return False
    kind = part.get_content_type()
    return kind == "text/calendar" or kind in ("application/ics", "application/calendar") or _named(part)


def _named(part: Mail) -> bool:
    try:
        return (part.get_filename() or "").lower().endswith(".ics")
    except (ValueError, LookupError, TypeError):
        return False


def _narrow(part: Mail, content: bytes) -> bytes:
    """The bytes as UTF-8 where the part says that they are wider; other encodings are seen from the bytes."""
    try:
        charset = (part.get_content_charset() or "").lower()
    except (ValueError, LookupError, TypeError):
        charset = ""
    if charset.startswith("utf-16"):
        return content.decode(charset, "replace").encode("utf-8", "replace")
    return content


def _sent(mail: Mail) -> datetime | None:
    """When the mail was sent, in UTC, as far as it says so."""
    try:
        found = parsedate_to_datetime(str(mail.get("Date", "")))
        return found.astimezone(UTC) if found.tzinfo is not None else found.replace(tzinfo=UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _too_many(meter: Meter) -> Unreadable:
    return Unreadable(
        meter.name, msg("the mail has more than {count} parts.", count=_MOST_PARTS),
        msg("Save the calendar attached to it as .ics, and import that."),
    )  # fmt: skip


def _parts(one: Said) -> Iterator[Part]:
    yield Part("UID", "uid", one.uid)
    yield Part("ATTENDEE", "address", one.address)
    yield Part("SUMMARY", "title", one.title)
    yield Part("PARTSTAT", "answer", one.answer)
    yield Part("DTSTAMP", "answer_at", one.at.isoformat() if one.at is not None else None)
    yield Part("SEQUENCE", "answer_sequence", one.sequence)
    yield Part("COMMENT", "answer_note", one.note)
    if one.proposed is not None:
        start, end = one.proposed
        yield Part("DTSTART", "proposed_start", start.civil.isoformat(" ", "minutes"))
        yield Part("DTSTART TZID", "proposed_zone", start.zone)
        yield Part("DTEND", "proposed_end", end.within(start.zone).isoformat(" ", "minutes") if end else None)


READER = Reader(
    "answers", msg("Answer to an invitation"), (".eml", ".emlx", ".ics"), read, knows, ("answers",), position=22,
    several=read_several,
)  # fmt: skip
