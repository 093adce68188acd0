"""What came back: ratings of visits, self-assessments before and after, quotations without a name unless agreed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.model.feedback import FeedbackAnswer, FeedbackForm, SelfAssessment
from tripplanner.model.observations import Observation
from tripplanner.model.people import Person
from tripplanner.model.programme import Item
from tripplanner.model.trips import Objective
from tripplanner.names import PersonName
from tripplanner.planning.learning.feedback.questions import SCALE
from tripplanner.planning.learning.fewest import may_tell
from tripplanner.text import Text


@dataclass(frozen=True, slots=True)
class Rated:
    """How a visit was rated: how many gave each of 1 to 5, ``people`` of them somebody who answered. ``day`` in civil
    time there.
    """

    item_uuid: str
    day: date | None
    title: Text
    counts: tuple[int, ...]
    people: int = 0

    @property
    def n(self) -> int:
        """How many rated it."""
        return sum(self.counts)

    @property
    def may_be_told(self) -> bool:
        """Whether its mean and its steps say nothing of a few people."""
        return may_tell(self.n, self.people)

    @property
    def mean(self) -> float:
        """The mean; only where anybody rated it."""
        return sum(step * count for step, count in zip(SCALE, self.counts, strict=True)) / self.n


@dataclass(frozen=True, slots=True)
class Mastered:
    """An objective before and after: means of 1 to 5 (``None``: nobody said) and how many said so.

    ``paired``: by how much those who answered both times moved, on average, and how many they are.
    """

    objective_uuid: str
    text: Text
    before: float | None
    before_n: int
    after: float | None
    after_n: int
    paired: tuple[float, int] | None


@dataclass(frozen=True, slots=True)
class Quotation:
    """What somebody said. ``voice`` is empty unless they agreed to be named; ``person`` tells nobody who it was.

    ``speaker`` is equal for what one and the same voice said, within one reading, and leads to nobody.
    """

    uuid: str
    kind: str
    text: Text
    day: date | None
    item_uuid: str
    item: Text | None
    voice: str
    speaker: int


def ratings(session: Session, trip_id: int) -> Sequence[Rated]:
    """The visits that anybody rated, in the order of the programme."""
    own = Observation.person_id.is_not(None) | Observation.answer_id.is_not(None)
    query = (
        sa.select(
            Item.uuid, Item.start, Item.title, Observation.rating, sa.func.count(), sa.func.count(sa.case((own, 1)))
        )
        .join(Item, Observation.item_id == Item.id)
        .where(Observation.trip_id == trip_id, Observation.rating.is_not(None))
        .group_by(Item.id, Observation.rating)
        .order_by(Item.start, Item.id)
    )
    found: dict[str, tuple[date | None, Text, dict[int, int], list[int]]] = {}
    for uuid, start, title, rating, count, people in session.execute(query):
        one = found.setdefault(uuid, (start.date() if start is not None else None, title, {}, []))
        one[2][rating or 0] = count
        one[3].append(people)
    return [Rated(uuid, day, title, tuple(counts.get(step, 0) for step in SCALE), sum(people))
            for uuid, (day, title, counts, people) in found.items()]  # fmt: skip


def mastery(session: Session, trip_id: int) -> Sequence[Mastered]:
    """Every objective of the trip with what was said of it before and after."""
    aims = session.scalars(sa.select(Objective).where(Objective.trip_id == trip_id).order_by(Objective.position)).all()
    query = sa.select(SelfAssessment).where(SelfAssessment.objective_id.in_([one.id for one in aims]))
    by_aim: dict[int, list[SelfAssessment]] = defaultdict(list)
    for one in session.scalars(query.order_by(SelfAssessment.id)):
        by_aim[one.objective_id].append(one)
    return [_mastered(aim, by_aim[aim.id]) for aim in aims]


def _mastered(aim: Objective, said: Iterable[SelfAssessment]) -> Mastered:
    values: dict[str, dict[object, int]] = {"before": {}, "after": {}}
    for one in said:
        values[one.moment][one.person_id or one.respondent or f"answer {one.answer_id}"] = one.value
    before, after = values["before"], values["after"]
    both = [after[who] - before[who] for who in before.keys() & after.keys()]
    paired = (sum(both) / len(both), len(both)) if both else None
    return Mastered(aim.uuid, aim.text, _mean(before.values()), len(before), _mean(after.values()), len(after), paired)


def _mean(values: Iterable[int]) -> float | None:
    given = list(values)
    return sum(given) / len(given) if given else None


def quotations(session: Session, trip_id: int) -> Sequence[Quotation]:
    """What was said on a trip, in the order of its days; whose words they are is told only where they agreed to it."""
    query = (
        sa.select(Observation, Person, Item, FeedbackAnswer.respondent)
        .outerjoin(Person, Observation.person_id == Person.id)
        .outerjoin(Item, Observation.item_id == Item.id)
        .outerjoin(FeedbackAnswer, Observation.answer_id == FeedbackAnswer.id)
        .where(Observation.trip_id == trip_id)
        .order_by(Observation.day, Observation.id)
    )
    speakers: dict[object, int] = {}
    return [_quotation(one, person, item, respondent, speakers)
            for one, person, item, respondent in session.execute(query) if one.text]  # fmt: skip


def _quotation(
    one: Observation, person: Person | None, item: Item | None, respondent: str | None, speakers: dict[object, int]
) -> Quotation:
    who: object = ("person", one.person_id) if one.person_id else ("answer", respondent or one.answer_id)
    if not one.person_id and not one.answer_id:
        who = ("group", one.subgroup_id) if one.subgroup_id else ("observation", one.id)
    speaker = speakers.setdefault(who, len(speakers) + 1)
    voice = PersonName.of(person).printed if one.named and person is not None else ""
    return Quotation(one.uuid, one.kind, one.text, one.day, item.uuid if item is not None else "",
                     item.title if item is not None else None, voice, speaker)  # fmt: skip


def answered(session: Session, trip_id: int, kind: str) -> int:
    """How many filled a form of this kind in, whatever its edition: a person once, each anonymous form once."""
    query = sa.select(FeedbackAnswer.person_id, FeedbackAnswer.respondent, FeedbackAnswer.id)
    query = query.join(FeedbackForm).where(FeedbackForm.trip_id == trip_id, FeedbackForm.kind == kind)
    return len({person or respondent or -id for person, respondent, id in session.execute(query)})
