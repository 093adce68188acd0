"""The words of the mails that ask a host, tell it of a change, or call a visit off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from tripplanner.dates import date_span, full_date, long_date
from tripplanner.documents.calendars.content import Event
from tripplanner.documents.calendars.wording import hours, place, shown
from tripplanner.documents.outbox.filling import Fields, Own, Words
from tripplanner.documents.wordings import Wording
from tripplanner.i18n import Message, msg, printed, say
from tripplanner.names import addressed, greeted
from tripplanner.planning.trips import TripRow
from tripplanner.text import Text
from tripplanner.typography import polished

_DEAR = printed("Dear {name},")
_DEAR_ALL = printed("Dear colleagues,")
_ASKING = printed(
    "During the study trip “{trip}” we would be glad to be received by you. Here is what we have in mind:"
)
_ANSWER = printed(
    "Could you tell us whether this suits you? Accept or decline the enclosed invitation in your calendar, propose"
    " another time, or simply answer this message."
)
_CHANGED = printed("Something has changed in the visit of the study trip “{trip}”. It is now as follows:")
_CONFIRM = printed(
    "Please confirm it by answering the enclosed invitation, which updates your calendar, or this message."
)
_OFF = printed("We are sorry to tell you that this visit of the study trip “{trip}” will not take place at your site:")
_SORRY = printed("The enclosed message takes it out of your calendar. Please excuse the trouble; we stay in touch.")
_REGARDS = printed("Kind regards,")

_VISIT = ("title", "day", "person", "addressed", "greeted")
_ASKED, _MOVED, _CALLED_OFF = "mail.request", "mail.request.changed", "mail.cancel"
_AFTER = ".answer"
_CLOSING = "mail.request.closing"
_CASES: Mapping[str, tuple[Message, Message, Message]] = {
    _ASKED: (printed("Invitation: {title}, {day}"), _ASKING, _ANSWER),
    _MOVED: (printed("Changed: {title}, {day}"), _CHANGED, _CONFIRM),
    _CALLED_OFF: (printed("Cancelled: {title}, {day}"), _OFF, _SORRY),
}
_NAMES: Mapping[str, tuple[Message, Message]] = {
    _ASKED: (msg("Invitation of a host: subject, and before the visit"), msg("Invitation of a host: after the visit")),
    _MOVED: (msg("Changed visit of a host: subject, and before the visit"),
             msg("Changed visit of a host: after the visit")),
    _CALLED_OFF: (msg("Cancelled visit of a host: subject, and before the visit"),
                  msg("Cancelled visit of a host: after the visit")),
}  # fmt: skip
WORDINGS = (
    *(wording for key, (subject, opening, after) in _CASES.items() for wording in (
        Wording(key, _NAMES[key][0], opening, subject, _VISIT),
        Wording(key + _AFTER, _NAMES[key][1], after, None, _VISIT),
    )),
    Wording(_CLOSING, msg("Messages about the visit of a host: closing words"), _REGARDS, fields=_VISIT),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mail:
    """What a mail speaks of. ``form`` is how the person is addressed (Mme, 女士), ``gender`` f, m or unknown; ``own``
    are the office’s standard texts."""

    event: Event
    trip: TripRow
    language: str
    name: str
    form: Text
    gender: str
    office: Text
    signatory: Text
    own: Own


Written = tuple[str, str, tuple[Message, ...]]
"""Subject and text of a mail, and what a human has to look at in them."""


def asking(mail: Mail) -> Written:
    """The first invitation."""
    return _whole(mail, _ASKED)


def changed(mail: Mail) -> Written:
    """Where the visit has changed."""
    return _whole(mail, _MOVED)


def taking_back(mail: Mail) -> Written:
    """Where the visit is off."""
    return _whole(mail, _CALLED_OFF)


def title(event: Event, language: str) -> str:
    """The title on one line."""
    return " ".join(shown(event.title, language).split()) or say(printed("Programme item"), language)


def _whole(mail: Mail, key: str) -> Written:
    subject, opening, after = _CASES[key]
    words = Words(mail.own, mail.language, _fields(mail))
    parts = (
        _greeting(mail, words),
        words.body(key, opening),
        "\n".join(_facts(mail)),
        words.body(key + _AFTER, after),
        "\n".join((words.body(_CLOSING, _REGARDS), *_signed(mail))),
    )
    return words.title(key, subject), "\n\n".join(part for part in parts if part) + "\n", words.doubts()


def _fields(mail: Mail) -> Fields:
    trip = mail.trip
    return {
        "title": partial(title, mail.event),
        "day": partial(long_date, mail.event.start.date()),
        "person": lambda _: mail.name,
        "addressed": lambda code: addressed(None, mail.form.get(code), code, mail.name),
        "greeted": lambda code: greeted(None, mail.form.get(code), code, mail.name),
        "trip": trip.title.best,
        "dates": partial(date_span, trip.first_day, trip.last_day),
        "first_day": partial(long_date, trip.first_day),
        "last_day": partial(long_date, trip.last_day),
        "office": mail.office.best,
        "signatory": mail.signatory.best,
    }


def _greeting(mail: Mail, words: Words) -> str:
    """The office’s own greeting where it wrote one, with the name where somebody is known."""
    key, default = ("mail.greeting", _DEAR) if mail.name else ("mail.greeting.colleagues", _DEAR_ALL)
    return words.body(key, default) if key in mail.own else greeting(mail)


def greeting(mail: Mail) -> str:
    """How the mail begins in our words: *Madame,* *Dear Claire DUPONT,* *尊敬的杜邦女士：*."""
    language = mail.language
    if not mail.name:
        return _said(_DEAR_ALL, language)
    if language == "fr":
        return {"f": "Madame,", "m": "Monsieur,"}.get(mail.gender, "Madame, Monsieur,")
    form = mail.form.get(language) if language == "zh" else ""
    return _said(_DEAR, language, name=f"{mail.name}{form}")


def _facts(mail: Mail) -> Iterator[str]:
    event, language = mail.event, mail.language
    day = full_date(event.start.date(), language)
    day = f"{event.start.year}年{day}" if language == "zh" else f"{day} {event.start.year}"
    yield title(event, language)
    joint = "，" if language == "zh" else ", "
    yield f"{day}{joint}{hours(event, language)}"
    yield from filter(None, (place(event.spot, language), shown(event.purpose, language)))
    yield from filter(None, (shown(event.own_note, language),))


def _signed(mail: Mail) -> Iterator[str]:
    yield from filter(None, (mail.signatory.best(mail.language), mail.office.best(mail.language)))


def _said(message: Message, language: str, **values: str) -> str:
    words = say(Message(message.id, values, message.domain), language)
    return polished(words, language)
