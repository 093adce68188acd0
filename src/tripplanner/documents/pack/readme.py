"""What a person reads first: what the files are and how a telephone opens them. Plain text, in their languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tripplanner import dates
from tripplanner.documents import registry
from tripplanner.documents.naming import safe_part
from tripplanner.documents.pack.page import version_words
from tripplanner.documents.pack.voice import PAGE, fit
from tripplanner.i18n import Message, printed, say

if TYPE_CHECKING:
    from tripplanner.documents.content import TripContent
    from tripplanner.documents.pack.content import PackContent

FILES = {
    "readme": printed("READ ME"),
    "page": printed("Programme"),
    "calendar": printed("Calendar"),
    "places": printed("Places"),
    "contacts": printed("Contacts"),
    "events": printed("Calendar, event by event"),
}

PLACES = printed("for map programs that work without a network.")
TO_CALL = printed("tap it to keep the numbers of those who help you on the way.")
SHEET = printed("what each vehicle drives, from where to where, and whom to call: to print, or to read as it is.")
_OPEN = printed("Unpack the file first (tap it, then “Unpack” or “Extract”). Nothing needs a network afterwards.")
_LINES = (
    ("1", "page", printed(
        "the days with hours, addresses and numbers. In a browser, what goes on now and next stands at the top; "
        "a viewer of files shows the same days without it."
    )),
    ("2", "", printed("the pages to print, or to read on a large screen.")),
    ("3", "calendar", printed("tap it to add the programme to your calendar.")),
    ("4", "places", PLACES),
    ("5", "contacts", TO_CALL),
    ("6", "events", printed("for telephones that take one event at a time.")),
)  # fmt: skip
_LATER = printed("A later version replaces this one: the number is at the top of the page.")


def readme(content: PackContent) -> bytes:
    """UTF-8 with a mark that says so, for viewers that would guess; CRLF."""
    return told(content.trip, content.languages, list(_files(content)))


def told(trip: TripContent, languages: tuple[str, ...], files: Sequence[tuple[str, Message, Message]]) -> bytes:
    """The same of any files: the number of each, what it is called, what is said of it."""
    parts = ["\n".join(_lines(trip, files, languages[0], code)) + "\n" for code in languages]
    return "\r\n\r\n".join(parts).replace("\n", "\r\n").replace("\r\r", "\r").encode("utf-8-sig")


def _files(content: PackContent) -> Iterator[tuple[str, Message, Message]]:
    for number, key, said in _LINES:
        titles = [FILES[key]] if key else [registry.kind(one).title for one, _ in content.prints]
        yield from ((number, title, said) for title in titles)


def _lines(
    trip: TripContent, files: Sequence[tuple[str, Message, Message]], named_in: str, code: str
) -> Iterator[str]:  # fmt: skip
    yield " ".join(fit(trip.heading.best(code)).split()) or trip.code or say(PAGE, code)
    span = dates.date_span(trip.first_day, trip.last_day, code)
    yield f"{span} · {say(version_words(trip), code)}"
    if trip.reader:
        yield fit(trip.reader.name.printed)
    yield ""
    yield say(_OPEN, code)
    yield ""
    for number, title, said in files:
        yield say(_line(number, title, said, named_in, code), code)
    yield ""
    yield say(_LATER, code)


def _line(number: str, title: Message, said: Message, named_in: str, code: str) -> Message:
    """``3_Calendrier : …``; files are named in the reader’s first language."""
    return printed("{name}: {text}", name=f"{number}_{safe_part(say(title, named_in))}", text=say(said, code))
