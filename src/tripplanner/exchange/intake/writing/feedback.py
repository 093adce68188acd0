"""Writing answers to forms: the answer as it came, and what it says of visits, objectives and promises as records."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.exchange.intake.forms.people import Voices
from tripplanner.exchange.intake.forms.recognising import Recognised
from tripplanner.exchange.intake.forms.sheets import MADE
from tripplanner.exchange.intake.forms.tongue import language_of
from tripplanner.exchange.intake.subjects import Held, Target, Values
from tripplanner.model.base import new_uuid
from tripplanner.model.commitments import Commitment, CommitmentStep
from tripplanner.model.feedback import MOMENTS, FeedbackAnswer, SelfAssessment
from tripplanner.model.observations import Observation
from tripplanner.model.programme import Item
from tripplanner.model.trips import Objective
from tripplanner.planning.learning.feedback.building import OPEN
from tripplanner.planning.learning.feedback.questions import NAMED, Question
from tripplanner.text import Text


class FeedbackWriter:
    """Writes the answers of one sheet."""

    def __init__(self, session: Session, target: Target, found: Recognised) -> None:
        assert target.trip_id is not None, "answers belong to a trip"
        self._session, self._trip, self._found = session, target.trip_id, found
        self._voices, self._language = Voices(session, target.trip_id), target.language
        items = session.scalars(sa.select(Item).where(Item.trip_id == target.trip_id))
        self._items = {one.uuid: one for one in items}
        aims = session.scalars(sa.select(Objective).where(Objective.trip_id == target.trip_id))
        self._aims = {one.uuid: one for one in aims}
        self._said = _Said(session, self._aims)

    def write(self, record: Held | None, changes: Values, values: Values) -> FeedbackAnswer:
        """An answer that is new, or that says otherwise than it did."""
        answer = self._answer(record, values)
        known = self._found.questions
        before = dict(answer.values or {})
        said = {key: value for key, value in changes.items() if key in known}
        answer.values = {**before, **{key: _plain(value) for key, value in said.items()}}
        self._put_head(answer, changes, values)
        for key, value in said.items():
            self._put(answer, known[key], value, before.get(key))
        if "commitment" in said or "commitment_due" in said:
            self._promise(answer, before)
        self._agree(answer)
        return answer

    def _answer(self, record: Held | None, values: Values) -> FeedbackAnswer:
        if record is not None:
            answer = self._session.get_one(FeedbackAnswer, record.id)
            if answer.person_id is None and answer.key.startswith(MADE):
                answer.key = values["key"]  # an identity made of what it said; the same file is known again
            return answer
        own = self._found.edition_of(values.get("edition", ""))
        assert own is not None, "an answer to another form is left out"
        made = FeedbackAnswer(uuid=new_uuid(), form_id=own.id, key=values["key"], respondent="", language="")
        self._session.add(made)
        return made

    def _put_head(self, answer: FeedbackAnswer, changes: Values, values: Values) -> None:
        """Who answered, when, in which language."""
        if "person" in changes:
            person = answer.person_id = self._voices.ids[changes["person"]]
            answer.subgroup_id = self._voices.subgroups.get(person)
        answer.respondent = changes.get("voice", answer.respondent)
        answer.day = changes.get("day", answer.day)
        words = " ".join(value for value in (answer.values or {}).values() if isinstance(value, str))
        answer.language = changes.get("language") or answer.language or language_of(words, "")

    def _put(self, answer: FeedbackAnswer, question: Question, value: Any, before: Any) -> None:
        if question.says == "rating" or question.says in OPEN:
            self._observe(answer, question, value, before)
        elif question.says in MOMENTS:
            self._assess(answer, question, value)
        elif question.says in ("status", "note"):
            self._follow(answer, question)

    # --- what was seen and learnt ------------------------------------------------------------------------

    def _observe(self, answer: FeedbackAnswer, question: Question, value: Any, before: Any) -> None:
        """A rating of a visit, or what was said of it, of its day or of the trip; ``before``: what it said earlier."""
        item = self._items.get(question.about)
        rated = question.says == "rating"
        if rated and item is None:
            return  # the visit is gone: the grade stays with the answer, where it says of what
        kind = "seen" if rated else question.says
        day = item.start.date() if item is not None and item.start is not None else _day(question.about)
        one = self._said.observation(answer, kind, item, day, rated) or (
            self._said.orphan(answer, kind, before) if item is None else None
        )
        if one is None:
            one = Observation(trip_id=self._trip, kind=kind, day=day, answer=answer, named=False)
            one.item_id, one.site_id = (item.id, item.site_id) if item is not None else (None, None)
            self._said.of(answer).append(one)
            self._session.add(one)
        if rated:
            one.rating = value
        else:
            language = language_of(value, answer.language or self._language)
            one.text = Text({language: value}, language)  # as it was said: no sign of it is changed

    def _agree(self, answer: FeedbackAnswer) -> None:
        """Whose words they are, and whether they may be told so."""
        named = (answer.values or {}).get(NAMED) == "yes"
        for one in self._said.of(answer):
            one.person_id, one.subgroup_id, one.named = answer.person_id, answer.subgroup_id, named

    def _assess(self, answer: FeedbackAnswer, question: Question, value: int) -> None:
        """One value per person, objective and moment: what somebody says later counts."""
        aim = self._aims.get(question.about)
        if aim is None:
            return
        one = self._said.assessment(answer, aim.id, question.says)
        if one is None:
            one = SelfAssessment(objective_id=aim.id, moment=question.says)
            self._session.add(one)
        one.answer, one.value = answer, value
        one.person_id, one.respondent = answer.person_id, answer.respondent
        self._said.assessed(one, answer)

    # --- promises ----------------------------------------------------------------------------------------

    def _promise(self, answer: FeedbackAnswer, before: Mapping[str, Any]) -> None:
        """What somebody will do at home; of an answer that came before, the promise it made then."""
        words, due = ((answer.values or {}).get(key) for key in ("commitment", "commitment_due"))
        if not words:
            return
        one = self._said.promise(self._trip, answer.person_id, before.get("commitment"))
        if one is None:
            one = Commitment(trip_id=self._trip, person_id=answer.person_id, position=self._said.next(self._trip))
            self._session.add(one)
        language = language_of(words, answer.language or self._language)
        one.text, one.due = Text({language: words}, language), date.fromisoformat(due) if due else None

    def _follow(self, answer: FeedbackAnswer, question: Question) -> None:
        """What became of a promise; only who made it says so, a promise of nobody is anybody’s."""
        one = self._session.scalar(sa.select(Commitment).where(Commitment.uuid == question.about))
        values = answer.values or {}
        key = question.name.rpartition("_")[0]
        status, note = values.get(f"{key}_status"), values.get(f"{key}_note", "")
        own = one is not None and answer.person_id is not None and one.person_id in (None, answer.person_id)
        if one is None or not own or not (status or note):
            return
        day = answer.day or datetime.now(UTC).astimezone().date()
        step = next((step for step in one.steps if step.day == day), None)
        if step is None:
            step = CommitmentStep(day=day)
            one.steps.append(step)
        one.status = step.status = status or one.status
        if note:
            language = language_of(note, answer.language or self._language)
            step.note = Text({language: note}, language)


class _Said:
    """What answers of a trip have said already; of those that came earlier it is read when it is asked for first."""

    def __init__(self, session: Session, aims: Mapping[str, Objective]) -> None:
        self._session, self._aims = session, [one.id for one in aims.values()]
        self._observations: dict[str, list[Observation]] = {}
        self._assessments: dict[tuple[object, int, str], SelfAssessment] | None = None
        self._positions: int | None = None

    def of(self, answer: FeedbackAnswer) -> list[Observation]:
        """The observations of an answer."""
        if answer.uuid not in self._observations:
            query = sa.select(Observation).where(Observation.answer_id == answer.id)
            known = sa.inspect(answer, raiseerr=True).persistent
            self._observations[answer.uuid] = list(self._session.scalars(query)) if known else []
        return self._observations[answer.uuid]

    def observation(
        self, answer: FeedbackAnswer, kind: str, item: Item | None, day: date | None, rated: bool
    ) -> Observation | None:
        """What the answer said to the same question; a visit may have been moved to another day since."""
        wanted = (kind, item.id if item is not None else None, rated)
        return next((one for one in self.of(answer) if (one.kind, one.item_id, one.rating is not None) == wanted
                     and (item is not None or one.day == day)), None)  # fmt: skip

    def orphan(self, answer: FeedbackAnswer, kind: str, words: Any) -> Observation | None:
        """What the answer said in these words of a visit that is gone: it kept the day and lost the visit."""
        return next((one for one in self.of(answer) if one.item_id is None and one.kind == kind
                     and words and words in one.text.words.values()), None)  # fmt: skip

    def assessment(self, answer: FeedbackAnswer, aim: int, moment: str) -> SelfAssessment | None:
        """What the same person, or the same anonymous answer, said of an objective at a moment."""
        return self._known().get((_who(answer.person_id, answer.uuid), aim, moment))

    def assessed(self, one: SelfAssessment, answer: FeedbackAnswer) -> None:
        """One that was just written."""
        self._known()[_who(one.person_id, answer.uuid), one.objective_id, one.moment] = one

    def _known(self) -> dict[tuple[object, int, str], SelfAssessment]:
        if self._assessments is None:
            query = sa.select(SelfAssessment, FeedbackAnswer.uuid).outerjoin(FeedbackAnswer)
            rows = self._session.execute(query.where(SelfAssessment.objective_id.in_(self._aims)))
            self._assessments = {(_who(one.person_id, answer), one.objective_id, one.moment): one
                                 for one, answer in rows}  # fmt: skip
        return self._assessments

    def promise(self, trip_id: int, person_id: int | None, words: str | None) -> Commitment | None:
        """The promise of a person in these words."""
        if not words:
            return None
        query = sa.select(Commitment).where(Commitment.trip_id == trip_id, Commitment.person_id == person_id)
        return next((one for one in self._session.scalars(query) if words in one.text.words.values()), None)

    def next(self, trip_id: int) -> int:
        """The place of a promise that is made."""
        if self._positions is None:
            query = sa.select(sa.func.max(Commitment.position)).where(Commitment.trip_id == trip_id)
            self._positions = self._session.scalar(query) or 0
        self._positions += 1
        return self._positions


def _who(person_id: int | None, answer: str | None) -> object:
    return person_id if person_id is not None else answer


def _plain(value: Any) -> Any:
    """A value as JSON holds it."""
    if isinstance(value, date):
        return value.isoformat()
    return [*map(str, cast("tuple[object, ...]", value))] if isinstance(value, tuple) else value


def _day(about: str) -> date | None:
    """The day a question is about."""
    try:
        return date.fromisoformat(about)
    except ValueError:
        return None
