"""What a message says: the office’s standard texts, else ours, with their placeholders filled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from sqlalchemy.orm import Session

from tripplanner.dates import date_span, long_date
from tripplanner.documents.outbox.filling import Fields, Words, own_words
from tripplanner.documents.wordings import Wording
from tripplanner.i18n import Message, msg, printed, say
from tripplanner.names import addressed, greeted
from tripplanner.planning.offices import OfficeRow
from tripplanner.planning.outbox import Due, Receiver
from tripplanner.planning.outbox.due import Heading
from tripplanner.planning.releases import ItemChange
from tripplanner.planning.releases.wording import details, kinds_of, when, where
from tripplanner.typography import polished

_GREETING = printed("Dear {greeted},")
_COLLEAGUES = printed("Dear colleagues,")
_CLOSING = printed("With kind regards,\n{signatory}\n{office}")
_CALENDAR = printed(
    "The calendar file (.ics) puts the programme into your telephone or computer: open it and accept all events. What"
    " was there from an earlier version is brought up to date."
)
_ANSWER = printed("If something does not suit you, just answer this message.")
_WORDS: Mapping[tuple[str, str], tuple[Message, Message]] = {
    ("programme", "person"): (
        printed("Your programme: {trip}"),
        printed("Please find attached your programme of the study trip “{trip}”, {dates} (version {version})."),
    ),
    ("changes", "person"): (
        printed("What changes in your programme: {trip} (version {version})"),
        printed("The programme of the study trip “{trip}”, {dates}, has changed. This is what changes for you:"
                "\n\n{changes}"),
    ),
    ("programme", "host"): (
        printed("Study trip “{trip}”, {dates}: your part in it"),
        printed("Please find attached what concerns you in the study trip “{trip}”, {dates} (version {version})."),
    ),
    ("changes", "host"): (
        printed("Study trip “{trip}”, {dates}: what changes for you"),
        printed("The programme of the study trip “{trip}”, {dates}, has changed. This is what concerns you:"
                "\n\n{changes}"),
    ),
    ("changes", "gone"): (
        printed("You no longer take part: {trip}"),
        printed(
            "You are no longer among those who take part in the study trip “{trip}”, {dates}. Please delete from your"
            " calendar:\n\n{changes}"
        ),
    ),
}  # fmt: skip


def _key(purpose: str, whom: str) -> str:
    """Of the office’s standard text."""
    return f"mail.{purpose}" if whom == "person" else f"mail.{purpose}.{whom}"


_NAMES = {
    ("programme", "person"): msg("Message to a delegate: first programme"),
    ("changes", "person"): msg("Message to a delegate: what changes"),
    ("programme", "host"): msg("Message to a host: first programme"),
    ("changes", "host"): msg("Message to a host: what changes"),
    ("changes", "gone"): msg("Message to somebody who no longer takes part"),
}
WORDINGS = (
    *(Wording(_key(*case), name, _WORDS[case][1], _WORDS[case][0], ("version", "person", "changes"))
      for case, name in _NAMES.items()),
    Wording("mail.greeting", msg("Message: greeting of a person"), _GREETING,
            fields=("person", "addressed", "greeted")),
    Wording("mail.greeting.colleagues", msg("Message: greeting of colleagues"), _COLLEAGUES),
    Wording("mail.calendar", msg("Message: what to do with the calendar file"), _CALENDAR),
    Wording("mail.answer", msg("Message: how to answer"), _ANSWER),
    Wording("mail.closing", msg("Message: closing words"), _CLOSING),
)  # fmt: skip


class Writer:
    """Composes subjects and bodies for a version of a trip."""

    def __init__(self, session: Session, trip: Heading, office: OfficeRow) -> None:
        self._trip, self._office = trip, office
        self._own = own_words(session)

    def compose(
        self, due: Due, *, calendar: bool, opening: Message | None = None
    ) -> tuple[str, str, tuple[Message, ...]]:
        """Subject, body and what a human has to look at in them.

        ``calendar``: a calendar file goes with it; ``opening`` says how it is opened on this person’s phone.
        """
        receiver, language = due.receiver, due.receiver.language
        whom = "host" if receiver.is_host else "gone" if receiver.gone else "person"
        subject, body = _WORDS[due.purpose, whom]
        words = Words(self._own, language, self._fields(due))
        key = _key(due.purpose, whom)
        greeting = _COLLEAGUES if receiver.greeted is None else _GREETING
        parts = [
            words.body("mail.greeting" if receiver.greeted else "mail.greeting.colleagues", greeting),
            words.body(key, body),
            words.body("mail.calendar", _CALENDAR) if calendar else "",
            polished(say(opening, language), language) if calendar and opening is not None else "",
            words.body("mail.answer", _ANSWER),
            words.body("mail.closing", _CLOSING),
        ]
        text = "\n\n".join(part for part in parts if part) + "\n"
        return words.title(key, subject), text, words.doubts()

    def blank(self, language: str) -> str:
        """The frame of a message of one’s own: greeting and closing words, placeholders and all."""
        words = Words(self._own, language, None)
        return f"{words.body('mail.greeting', _GREETING)}\n\n\n\n{words.body('mail.closing', _CLOSING)}\n"

    def free(self, receiver: Receiver, language: str, subject: str, body: str) -> tuple[str, str, tuple[Message, ...]]:
        """A message of one’s own to one receiver: what stands in braces is filled in."""
        raw, words = Words(self._own, language, None), Words(self._own, language, self._of(receiver))
        if receiver.greeted is None:  # an organisation of which nobody is known has no form of address
            greeting = raw.body("mail.greeting", _GREETING)
            body = body.replace(greeting, raw.body("mail.greeting.colleagues", _COLLEAGUES), 1)
        return words.filled(subject), words.filled(body), words.doubts()

    def _fields(self, due: Due) -> Fields:
        return {
            **self._of(due.receiver),
            "version": lambda _: str(due.version.number),
            "changes": partial(listed, due.changes),
        }

    def _of(self, receiver: Receiver) -> Fields:
        trip, office = self._trip, self._office
        return {
            "trip": trip.title.best,
            "dates": partial(date_span, trip.first_day, trip.last_day),
            "first_day": partial(long_date, trip.first_day),
            "last_day": partial(long_date, trip.last_day),
            "office": lambda code: office.name.best(code) or office.short_name,
            "signatory": office.signatory.best,
            "person": lambda _: receiver.name,
            "addressed": lambda code: addressed(receiver.greeted, receiver.form.get(code), code, receiver.name),
            "greeted": lambda code: greeted(receiver.greeted, receiver.form.get(code), code, receiver.name),
        }


def listed(changes: tuple[ItemChange, ...], language: str) -> str:
    """For each change when and what, then what happened to it, then where it is."""
    return "\n\n".join(_told(change, language) for change in changes)


def _told(change: ItemChange, language: str) -> str:
    colon, comma = ("：", "，") if language == "zh" else (": ", ", ")
    item, hours = change.item, replace(change, kinds=tuple(kind for kind in change.kinds if kind != "text"))
    pairs = (f"{before} → {after}" for before, after in details(hours, language) if before and after)
    what = colon.join([kinds_of(change, language), *filter(None, [("；" if language == "zh" else "; ").join(pairs)])])
    lines = [f"– {when(item, language)}{comma}{item.title.best(language)}", what, where(item, language)]
    return "\n  ".join(polished(line, language) for line in lines if line)
