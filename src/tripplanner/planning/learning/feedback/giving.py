"""Giving forms out: what was asked is frozen as an edition, so that answers can be read for ever."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import NotFound, TripPlannerError
from tripplanner.i18n import Message, msg
from tripplanner.model.feedback import FORM_KINDS, FeedbackAnswer, FeedbackForm
from tripplanner.model.people import Person
from tripplanner.model.trips import Delegate, Delegation, Trip
from tripplanner.names import PersonName
from tripplanner.planning import finding
from tripplanner.planning.learning.feedback.asking import asked_of
from tripplanner.planning.learning.feedback.building import build
from tripplanner.planning.learning.feedback.questions import FormContent, from_json, to_json

FORM = msg("form")
KIND: dict[str, Message] = {
    "feedback": msg("Feedback at the end"),
    "before": msg("Self-assessment before"),
    "after": msg("Self-assessment after"),
    "follow_up": msg("Six months later"),
}
_LENGTH = 4  # characters of a respondent’s code: a million of them, for some dozens of people


@dataclass(frozen=True, slots=True)
class FormRow:
    """An edition that was given out. ``answers`` counts what came back, ``named`` of them with a person."""

    id: int
    uuid: str
    kind: str
    edition: str
    given_at: datetime
    languages: tuple[str, ...]
    answers: int
    named: int


@dataclass(frozen=True, slots=True)
class Respondent:
    """Somebody who is asked, in the order of rank; ``code`` stands on their form and says nothing to others."""

    person_id: int
    uuid: str
    name: PersonName
    email: str
    language: str
    code: str


def give_out(session: Session, trip_id: int, kind: str, per: str = "day") -> int:
    """The edition (its number) that asks what the trip is now: the last one of this kind where it asks the same,
    else the next. Raises where there is nothing to ask yet.
    """
    content = drafted(session, trip_id, kind, per)
    if len(content.groups) < 2:
        raise _empty(kind)
    last = latest(session, trip_id, kind)
    frozen = to_json(content)
    if last is not None and last.questions == frozen:
        return last.id
    edition = str(int(last.edition) + 1) if last is not None else "1"
    made = FeedbackForm(trip_id=trip_id, kind=kind, edition=edition, languages=list(content.languages))
    made.questions = frozen
    session.add(made)
    session.flush()
    return made.id


def drafted(session: Session, trip_id: int, kind: str, per: str = "day") -> FormContent:
    """What a form of this kind would ask now; raises for a kind there is not."""
    if kind not in FORM_KINDS:
        raise TripPlannerError(
            msg("There is no form “{kind}”.", kind=kind), None, msg("Choose one of: {kinds}.", kinds=FORM_KINDS)
        )
    return build(asked_of(session, trip_id), kind, per)


def latest(session: Session, trip_id: int, kind: str) -> FeedbackForm | None:
    """The last edition of a kind; editions count 1, 2, 3 …"""
    query = sa.select(FeedbackForm).where(FeedbackForm.trip_id == trip_id, FeedbackForm.kind == kind)
    return max(session.scalars(query), key=lambda one: int(one.edition), default=None)


def content_of(session: Session, form_id: int) -> FormContent:
    """What an edition asks; raises :class:`NotFound`."""
    return from_json(finding.get(session, FeedbackForm, form_id, FORM).questions or ())


def find_form(session: Session, trip_id: int, kind: str, edition: str) -> int:
    """The number of an edition; raises :class:`NotFound`."""
    query = sa.select(FeedbackForm.id).where(
        FeedbackForm.trip_id == trip_id, FeedbackForm.kind == kind, FeedbackForm.edition == edition
    )
    found = session.scalar(query)
    if found is None:
        raise NotFound(
            msg("No edition {edition} of “{kind}” was given out.", edition=edition, kind=KIND.get(kind, kind)),
            None, msg("Leave the edition out: the form is made of what the trip is now."),
        )  # fmt: skip
    return found


def forms_of(session: Session, trip_id: int) -> Sequence[FormRow]:
    """The editions of a trip: by kind as time goes, the latest first."""
    counted = sa.select(FeedbackAnswer.form_id, sa.func.count(), sa.func.count(FeedbackAnswer.person_id))
    counts = {form: (all_, named) for form, all_, named in session.execute(counted.group_by(FeedbackAnswer.form_id))}
    forms = session.scalars(sa.select(FeedbackForm).where(FeedbackForm.trip_id == trip_id)).all()
    order = ("before", "feedback", "after", "follow_up")
    rows = [FormRow(one.id, one.uuid, one.kind, one.edition, one.created_at, tuple(one.languages or ()),
                    *counts.get(one.id, (0, 0))) for one in forms]  # fmt: skip
    return sorted(rows, key=lambda one: (order.index(one.kind), -int(one.edition)))


def respondents(session: Session, trip_id: int) -> Sequence[Respondent]:
    """Who is asked: the delegates of a trip, by delegation and rank."""
    trip = finding.get(session, Trip, trip_id, msg("trip"))
    query = (
        sa.select(Delegate, Person)
        .join(Delegation, Delegate.delegation_id == Delegation.id)
        .join(Person, Delegate.person_id == Person.id)
        .where(Delegation.trip_id == trip_id)
        .order_by(Delegation.position, Delegation.id, Delegate.rank, Delegate.id)
    )
    people = {person.id: (delegate, person) for delegate, person in session.execute(query)}
    return [Respondent(person.id, person.uuid, PersonName.of(person), person.email, delegate.language,
                       code_of(trip.uuid, person.uuid)) for delegate, person in people.values()]  # fmt: skip


def code_of(trip: str, person: str) -> str:
    """The code of a person (both by UUID) on the forms of a trip: letters and digits that are not taken for others."""
    digest = hashlib.blake2s(f"{trip} {person}".encode(), digest_size=5).digest()
    return base64.b32encode(digest).decode()[:_LENGTH].translate(_CLEAR)


_CLEAR = str.maketrans("IO", "89")


def given_on(form: FormRow) -> date:
    """The day an edition was given out, where the office is."""
    return form.given_at.astimezone().date()


def _empty(kind: str) -> TripPlannerError:
    needs = {
        "before": msg("Give the trip objectives first."),
        "after": msg("Give the trip objectives first."),
        "feedback": msg("Place a visit or a meeting in the programme first."),
    }
    return TripPlannerError(
        msg("There is nothing to ask yet."), msg("No form was given out."),
        needs.get(kind, msg("Note what was promised first.")),
    )  # fmt: skip
