"""What was promised on trips: by whom, until when, and what was heard of it since.

Commitments outlive their trip: they may be changed where it is archived, because that is when they fall due.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from tripplanner.dates import months_later
from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg
from tripplanner.model.cases import CaseResult, CaseStudy
from tripplanner.model.commitments import Commitment, CommitmentStep
from tripplanner.model.partners import Organisation
from tripplanner.model.people import Person
from tripplanner.model.programme import Item
from tripplanner.model.trips import Trip
from tripplanner.names import PersonName
from tripplanner.planning import finding
from tripplanner.text import EMPTY, Text

WHAT = msg("commitment")
STATUS: Mapping[str, Message] = {
    "open": msg("Still open"), "under_way": msg("Under way"), "done": msg("Done"), "stuck": msg("Stuck"),
    "dropped": msg("Given up"),
}  # fmt: skip
ENDED = ("done", "dropped")
MONTHS = 6  # after the trip, what was promised is asked about


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard of a commitment on a day."""

    id: int
    day: date
    status: str
    note: Text


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """A commitment, whose it is and what it belongs to. ``person`` is a printed name; ``heard`` in order of days."""

    id: int
    uuid: str
    version: int
    trip_id: int
    trip_uuid: str
    trip_code: str
    trip: Text
    last_day: date
    text: Text
    status: str
    due: date | None
    person_id: int | None
    person: str
    organisation_id: int | None
    organisation: Text
    item_id: int | None
    item: Text
    case_id: int | None
    case: Text
    heard: tuple[Heard, ...]
    changed: datetime

    @property
    def owned(self) -> bool:
        """Whether somebody answers for it."""
        return bool(self.person_id or self.organisation_id)

    @property
    def ended(self) -> bool:
        """Done or given up: nobody asks again."""
        return self.status in ENDED

    def late(self, today: date) -> bool:
        """Whether it should have been done by now."""
        return not self.ended and self.due is not None and self.due < today

    def unheard(self, today: date) -> bool:
        """Whether the six months are over and nobody asked about it since."""
        asked = follow_up_day(self.last_day)
        return not self.ended and asked <= today and not any(one.day >= asked for one in self.heard)


def follow_up_day(last_day: date) -> date:
    """The day from which one asks what became of what was promised."""
    return months_later(last_day, MONTHS)


_ROWS = sa.select(Commitment).options(
    joinedload(Commitment.trip), joinedload(Commitment.person), joinedload(Commitment.organisation),
    joinedload(Commitment.item), joinedload(Commitment.case), selectinload(Commitment.steps),
)  # fmt: skip


def list_commitments(session: Session, trip_id: int | None = None, statuses: Iterable[str] = ()) -> list[CommitmentRow]:
    """The commitments of a trip in their order, or of all trips: what falls due first, undated ones last."""
    wanted = _ROWS
    if trip_id is not None:
        finding.get(session, Trip, trip_id, msg("trip"))
        wanted = wanted.where(Commitment.trip_id == trip_id).order_by(Commitment.position, Commitment.id)
    else:
        wanted = wanted.order_by(Commitment.due.is_(None), Commitment.due, Commitment.id)
    if chosen := tuple(statuses):
        wanted = wanted.where(Commitment.status.in_(chosen))
    return [_row(one) for one in session.scalars(wanted).unique()]


def commitment_row(session: Session, commitment_id: int) -> CommitmentRow:
    """One commitment; raises :class:`NotFound`."""
    return _row(finding.get(session, Commitment, commitment_id, WHAT))


def add_commitment(
    session: Session,
    trip_id: int,
    language: str,
    words: str,
    *,
    due: date | None = None,
    person_id: int | None = None,
    organisation_id: int | None = None,
    item_id: int | None = None,
    case_id: int | None = None,
) -> int:
    """Something promised on a trip; its number. Owner and date may come later: a rule asks for them."""
    trip = finding.get(session, Trip, trip_id, msg("trip"))
    made = Commitment(text=EMPTY.with_words(language, _said(words)), due=due)
    made.position = 1 + max((one.position for one in trip.commitments), default=-1)
    trip.commitments.append(made)
    _tie(session, made, person_id, organisation_id, item_id, case_id)
    session.flush()
    return made.id


def reword_commitment(session: Session, commitment_id: int, language: str, words: str) -> None:
    """Other words in one language; that it is not said in a language changes nothing."""
    one = finding.get(session, Commitment, commitment_id, WHAT)
    text = one.text.rewritten(language, words.strip()) if words.strip() or one.text.get(language) else one.text
    if not text:
        _said("")
    if text != one.text:
        one.text = text
        session.flush()


def own_commitment(session: Session, commitment_id: int, person_id: int | None, organisation_id: int | None) -> None:
    """Who answers for it: a person, an organisation, both, or nobody yet."""
    one = finding.get(session, Commitment, commitment_id, WHAT)
    _tie(session, one, person_id, organisation_id, one.item_id, one.case_id)
    session.flush()


def place_commitment(session: Session, commitment_id: int, item_id: int | None, case_id: int | None) -> None:
    """The visit at which it was made and the case study it carries on."""
    one = finding.get(session, Commitment, commitment_id, WHAT)
    _tie(session, one, one.person_id, one.organisation_id, item_id, case_id)
    session.flush()


def date_commitment(session: Session, commitment_id: int, due: date | None) -> None:
    """Until when it is to be done; ``None`` where nobody said."""
    finding.get(session, Commitment, commitment_id, WHAT).due = due
    session.flush()


def hear_of(session: Session, commitment_id: int, day: date, status: str, language: str = "fr", words: str = "") -> int:
    """What was heard of it on a day; the latest day says how it stands. The number of the step."""
    if status not in STATUS:
        raise ValueError(f"no status of a commitment {status!r}")
    one = finding.get(session, Commitment, commitment_id, WHAT)
    made = CommitmentStep(day=day, status=status, note=EMPTY.with_words(language, words.strip()))
    one.steps.append(made)
    session.flush()
    _settle(one)
    session.flush()
    return made.id


def unhear(session: Session, step_id: int) -> None:
    """Take a step away that was noted by mistake."""
    step = finding.get(session, CommitmentStep, step_id, WHAT)
    one = step.commitment
    one.steps.remove(step)
    _settle(one)
    session.flush()


def remove_commitment(session: Session, commitment_id: int) -> None:
    """Take a commitment away, with what was heard of it."""
    one = finding.get(session, Commitment, commitment_id, WHAT)
    one.trip.commitments.remove(one)
    session.flush()


def tell_case(session: Session, commitment_id: int) -> int:
    """Makes what became of a commitment a result of its case study, with whose it is and when as evidence; its number.

    Told a second time it is the same result. Raises where there is no case study, or nothing was heard.
    """
    one = finding.get(session, Commitment, commitment_id, WHAT)
    if one.case is None:
        raise _refused(msg("This commitment belongs to no case study."), msg("Choose the case study it carries on."))
    if not one.steps:
        raise _refused(msg("Nothing has been heard of this commitment."), msg("Note first what became of it."))
    last = _in_order(one)[-1]
    text, dated = last.note or one.text, last.day.isoformat()
    told = next((result for result in one.case.results if (result.text, result.dated) == (text, dated)), None)
    if told is None:
        told = CaseResult(text=text, evidence=one.text, dated=dated)
        told.position = 1 + max((result.position for result in one.case.results), default=-1)
        one.case.results.append(told)
        session.flush()
    return told.id


def _tie(session: Session, one: Commitment, person: int | None, organisation: int | None, item: int | None,
         case: int | None) -> None:  # fmt: skip
    for cls, number, what in ((Person, person, msg("person")), (Organisation, organisation, msg("organisation")),
                              (CaseStudy, case, msg("case study"))):  # fmt: skip
        if number is not None:
            finding.get(session, cls, number, what)
    if item is not None and finding.get(session, Item, item, msg("programme item")).trip_id != one.trip.id:
        raise _refused(msg("The visit belongs to another trip."), msg("Choose a visit of this trip."))
    one.person_id, one.organisation_id, one.item_id, one.case_id = person, organisation, item, case


def _settle(one: Commitment) -> None:
    one.status = _in_order(one)[-1].status if one.steps else "open"


def _in_order(one: Commitment) -> list[CommitmentStep]:
    return sorted(one.steps, key=lambda step: (step.day, step.id))


def _said(words: str) -> str:
    if not words.strip():
        raise _refused(msg("There is nothing to note."), msg("Write what was promised."))
    return words.strip()


def _refused(what: Message, todo: Message) -> TripPlannerError:
    return TripPlannerError(what, msg("Nothing was changed."), todo)


def _row(one: Commitment) -> CommitmentRow:
    heard = tuple(Heard(step.id, step.day, step.status, step.note) for step in _in_order(one))
    return CommitmentRow(
        one.id, one.uuid, one.version, one.trip_id, one.trip.uuid, one.trip.code, one.trip.title, one.trip.last_day,
        one.text, one.status, one.due,
        one.person_id, PersonName.of(one.person).printed if one.person else "",
        one.organisation_id, one.organisation.name if one.organisation else EMPTY,
        one.item_id, one.item.title if one.item else EMPTY, one.case_id, one.case.title if one.case else EMPTY, heard,
        max(one.updated_at, *(step.updated_at for step in one.steps), one.updated_at),
    )  # fmt: skip
