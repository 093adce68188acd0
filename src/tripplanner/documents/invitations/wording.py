"""The words of the mails that ask a host, tell it of a change, or call a visit off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tripplanner.dates import full_date, long_date
from tripplanner.documents.calendars.content import Event
from tripplanner.documents.calendars.wording import hours, place, shown
from tripplanner.i18n import Message, printed, say
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


@dataclass(frozen=True, slots=True)
class Mail:
    """What a mail speaks of. ``form`` is how the person is addressed (Mme, 女士), ``gender`` f, m or unknown."""

    event: Event
    trip: Text
    language: str
    name: str
    form: Text
    gender: str
    office: Text
    signatory: Text


def asking(mail: Mail) -> tuple[str, str]:
    """Subject and text of the first invitation."""
    return _whole(mail, printed("Invitation: {title}, {day}"), _ASKING, _ANSWER)


def changed(mail: Mail) -> tuple[str, str]:
    """Subject and text where the visit has changed."""
    return _whole(mail, printed("Changed: {title}, {day}"), _CHANGED, _CONFIRM)


def taking_back(mail: Mail) -> tuple[str, str]:
    """Subject and text where the visit is off."""
    return _whole(mail, printed("Cancelled: {title}, {day}"), _OFF, _SORRY)


def title(event: Event, language: str) -> str:
    """The title on one line."""
    return " ".join(shown(event.title, language).split()) or say(printed("Programme item"), language)


def _whole(mail: Mail, subject: Message, opening: Message, closing: Message) -> tuple[str, str]:
    day = mail.event.start.date()
    head = _said(subject, mail.language, title=title(mail.event, mail.language), day=long_date(day, mail.language))
    parts = (
        greeting(mail),
        _said(opening, mail.language, trip=mail.trip.best(mail.language)),
        "\n".join(_facts(mail)),
        _said(closing, mail.language),
        "\n".join(_signed(mail)),
    )
    return " ".join(head.split()), "\n\n".join(part for part in parts if part) + "\n"


def greeting(mail: Mail) -> str:
    """How the mail begins: *Madame,* *Dear Claire DUPONT,* *尊敬的杜邦女士：*."""
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
    yield _said(_REGARDS, mail.language)
    yield from filter(None, (mail.signatory.best(mail.language), mail.office.best(mail.language)))


def _said(message: Message, language: str, **values: str) -> str:
    words = say(Message(message.id, values, message.domain), language)
    return polished(words, language)
