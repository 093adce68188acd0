"""What people agreed to: the wording they saw, in which language, and when; withdrawn, it stays as a fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg, say
from tripplanner.model.people import Consent, Person
from tripplanner.planning.edits import current, edit
from tripplanner.planning.finding import get
from tripplanner.planning.privacy.classes import retention_days

WHAT = msg("consent")
PURPOSES: Mapping[str, Message] = {
    "personal_data": msg("Personal data"),
    "photos": msg("Photos"),
    "contact": msg("Staying in touch"),
}
_WORDINGS: Mapping[str, Message] = {
    "personal_data": msg(
        "I agree that the office keeps my personal data (passport, diet, health, emergency contact) to organise this "
        "study trip, shows them only to those who need them, and erases them {days} days after the return. I can "
        "withdraw my consent at any time."
    ),
    "photos": msg(
        "I agree that photos taken of me during this study trip are used in its report and shared with the "
        "participants. I can withdraw my consent at any time."
    ),
    "contact": msg(
        "I agree that the office keeps my name, post and professional address to stay in touch after this study trip. "
        "I can withdraw my consent at any time."
    ),
}
State = Literal["none", "asked", "given", "withdrawn"]
STATES: Mapping[State, Message] = {
    "none": msg("not asked"),
    "asked": msg("asked, no answer yet"),
    "given": msg("given"),
    "withdrawn": msg("withdrawn"),
}


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """One consent of a person."""

    id: int
    version: int
    purpose: str
    wording: str
    language: str
    asked_on: date | None
    given_on: date | None
    withdrawn_on: date | None

    @property
    def state(self) -> State:
        """What holds: withdrawn counts before given, given before asked."""
        if self.withdrawn_on is not None:
            return "withdrawn"
        return "given" if self.given_on is not None else "asked" if self.asked_on is not None else "none"


_COLUMNS = (
    Consent.id, Consent.version, Consent.purpose, Consent.wording, Consent.language, Consent.asked_on,
    Consent.given_on, Consent.withdrawn_on,
)  # fmt: skip


def standard_wording(session: Session, purpose: str, language: str) -> str:
    """What people are asked to agree to, in a language with a catalogue, with the office’s own number of days."""
    days = max(retention_days(session).values())
    return say(Message(_WORDINGS[purpose].id, {"days": days}), language)


def list_consents(session: Session, person_id: int) -> tuple[ConsentRow, ...]:
    """The consents of a person, in the order in which they were asked for."""
    query = sa.select(*_COLUMNS).where(Consent.person_id == person_id).order_by(Consent.id)
    return tuple(ConsentRow(*row) for row in session.execute(query))


def add_consent(session: Session, person_id: int, purpose: str, language: str, **fields: Any) -> int:
    """A new consent of a person, in the standard wording unless ``wording`` is given; returns its number.

    ``fields``: ``wording``, ``asked_on``, ``given_on``, ``withdrawn_on``.
    """
    get(session, Person, person_id, msg("person"))
    wording = fields.pop("wording", None) or standard_wording(session, purpose, language)
    made = Consent(person_id=person_id, purpose=purpose, language=language, wording=wording, **fields)
    _check(made)
    session.add(made)
    session.flush()
    return made.id


def edit_consent(session: Session, id: int, version: int | None, **changes: Any) -> None:
    """Set fields of a consent; raises :class:`Conflict` where somebody changed it since."""
    _check(edit(session, Consent, id, version, WHAT, **changes))


def remove_consent(session: Session, id: int, version: int | None) -> None:
    """Take away a consent that was entered by mistake; one that was withdrawn is a fact and is marked so instead."""
    session.delete(current(session, Consent, id, version, WHAT))
    session.flush()


def _check(consent: Consent) -> None:
    """Dates in their order: asked, given, withdrawn."""
    known = [day for day in (consent.asked_on, consent.given_on, consent.withdrawn_on) if day is not None]
    if known != sorted(known):
        raise TripPlannerError(
            msg("A consent is asked for, then given, then withdrawn: the dates are not in this order."),
            msg("Nothing was changed."), msg("Correct the dates."),
        )  # fmt: skip
