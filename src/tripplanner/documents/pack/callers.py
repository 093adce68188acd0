"""Whom one may call: emergency numbers, the people on duty, the office. Only numbers that the audience may read."""

from __future__ import annotations

from dataclasses import dataclass

from tripplanner.documents.booklet.emergency import calls, numbers
from tripplanner.documents.booklet.practical import advice as told
from tripplanner.documents.content import StandardText, TripContent
from tripplanner.documents.pack.telephone import Telephone, telephone
from tripplanner.documents.pack.voice import Said, Saying, Speaker, fit
from tripplanner.documents.wallet.content import local_language
from tripplanner.i18n import printed, say

WITH_A_GROUP = printed("“I am with a group. Please call this number:”")


@dataclass(frozen=True, slots=True)
class Number:
    """Somebody to call and what for."""

    phone: Telephone
    said: Saying


@dataclass(frozen=True, slots=True)
class Advice:
    """A text of the office for every guest."""

    title: Saying
    body: Saying


def emergency_numbers(trip: TripContent, speaker: Speaker) -> tuple[Number, ...]:
    """112 and the like."""
    found = ((telephone(number.number), speaker.name(number.meaning)) for number in numbers(trip))
    return tuple(Number(phone, said) for phone, said in found if phone)


def on_call(trip: TripContent, speaker: Speaker) -> tuple[Number, ...]:
    """The office on call, staff and interpreters, the consulate: the booklet’s list."""
    found = ((telephone(call.number), call.who) for call in calls(trip, speaker.languages))
    return tuple(Number(phone, tuple(Said(fit(words), code) for words, code in who)) for phone, who in found if phone)


def passer_by(trip: TripContent) -> Said:
    """A sentence to show somebody in the street, in the language of the country."""
    code = local_language(trip)
    return Said(say(WITH_A_GROUP, code), code)


def advice(trip: TripContent, speaker: Speaker) -> tuple[Advice, ...]:
    """The office’s standard texts, in the order a traveller needs them."""
    return tuple(_advice(text, speaker) for text in told(trip) if text.body)


def _advice(text: StandardText, speaker: Speaker) -> Advice:
    return Advice(speaker.name(text.title), speaker.text(text.body, text.ref, "body"))
