"""Answers to forms: filled on paper and typed in, in our own workbook, or with KoboToolbox and ODK.

Which fields there are depends on the form: :func:`adapt` looks which edition a sheet answers and gives the subject a
field for each of its questions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.exchange.intake import linked
from tripplanner.exchange.intake.forms import kinds
from tripplanner.exchange.intake.forms.nearly import Missing
from tripplanner.exchange.intake.forms.people import Voices
from tripplanner.exchange.intake.forms.recognising import Edition, Recognised, editions, recognise
from tripplanner.exchange.intake.forms.sheets import MADE, identified, left_out, turned
from tripplanner.exchange.intake.forms.tongue import languages_in
from tripplanner.exchange.intake.kinds.kind import WORDS, Kind
from tripplanner.exchange.intake.limits import Unreadable
from tripplanner.exchange.intake.sheets import Sheet
from tripplanner.exchange.intake.subjects import Composed, Field, Held, Match, Subject, Target, Told, Values
from tripplanner.i18n import msg
from tripplanner.model.commitments import Commitment
from tripplanner.model.feedback import FeedbackAnswer, FeedbackForm
from tripplanner.model.programme import Item
from tripplanner.model.trips import Objective
from tripplanner.planning.learning.feedback.questions import WHO, Question
from tripplanner.text import Text

_OWN = (
    Field("key", msg("Identity of the answer"), (), kinds.IdentityKind(), stored=False),
    Field("edition", msg("Edition of the form"), (), stored=False),
    Field("day", msg("Answered on"), (), kinds.DayKind()),
    Field("language", msg("Language of the answers"), ()),
    Field(WHO, msg("Who answers"), (), stored=False),
    Field("person", msg("Participant"), ()),
    Field("voice", msg("Sign of an anonymous voice"), ()),
)
OWN = tuple(one.key for one in _OWN)
_LANGUAGES = {"fr": msg("French"), "en": msg("English"), "zh": msg("Chinese")}
_MANY = 3  # languages in one cell that are worth a remark


def kind_of(question: Question) -> Kind:
    """The kind of value a question is answered with."""
    if question.sort == "scale":
        return kinds.ScaleKind(question.choices)
    if question.sort == "one":
        return kinds.OneKind(question.choices)
    if question.sort == "several":
        return kinds.SeveralKind(question.name, question.choices)
    return {"date": kinds.DueKind(), "words": kinds.AnswerKind()}.get(question.sort, WORDS)


def adapt(session: Session, sheet: Sheet, file: str) -> tuple[Subject, Sheet]:
    """The subject of one sheet, and the sheet with the field of each column; raises :class:`Unreadable`."""
    if sheet.lines and sheet.lines[0].cells[:2] == ("type", "name"):
        raise Unreadable(file, msg("it is the form itself, not the answers to it."),
                         msg("Export the answers from KoboToolbox or ODK, and import that file."))  # fmt: skip
    found = _recognised(session, sheet)
    if found is None:
        raise Unreadable(
            file, msg("none of its columns is a question of a form that was given out."),
            msg("Give the form out first; then export its answers again, or fill the workbook made of it."),
        )  # fmt: skip
    even = Sheet(sheet.name, found.lines, sheet.hidden, fields=found.fields, subject=SUBJECT.key,
                 epoch_1904=sheet.epoch_1904, left=left_out(found))  # fmt: skip
    asked, titles = found.questions, found.titles
    voices = Voices(session, found.editions[0].trip_id)
    own = [replace(one, kind=kinds.PersonKind(voices.names)) if one.key == "person" else one for one in _OWN]
    fields = (*own, *(_field(one, titles[name]) for name, one in asked.items() if name != WHO))
    adapted = replace(
        SUBJECT,
        fields=fields,
        known=partial(KnownAnswers, found=found),
        writer=partial(_writer, found=found),
        compose=partial(_compose, asked, titles),
        label=partial(_label, voices.names),
        needs=(tuple(name for name in asked if name != WHO),),
        adapted=None,
    )
    return adapted, even


def _recognised(session: Session, sheet: Sheet) -> Recognised | None:
    found = recognise(editions(session), turned(sheet))
    return identified(found) if found is not None else None


def _field(one: Question, title: Text) -> Field:
    return Field(one.name, msg("{question}", question=title), (), kind_of(one), several=one.sort == "several")


def _compose(asked: Mapping[str, Question], titles: Mapping[str, Text], values: Values, target: Target) -> Composed:
    """What an answer says, with a word on cells in several languages."""
    found = Composed(dict(values), {key: (key,) for key in values})
    for key, value in values.items():
        if key in asked and asked[key].sort == "words" and len(spoken := languages_in(str(value))) >= _MANY:
            languages = tuple(_LANGUAGES.get(code, code) for code in spoken)
            words = msg("“{question}” is answered in {languages}; all of it is kept, as one text.",
                        question=titles[key], languages=languages)  # fmt: skip
            found.told.append(Told(key, words, fatal=False))
    return found


class KnownAnswers:
    """The answers to the forms that a sheet holds, and who may have given them."""

    def __init__(self, session: Session, target: Target, found: Recognised | None = None) -> None:
        assert target.trip_id is not None, "answers belong to a trip"
        self._trip, self._found = target.trip_id, found
        self._asked: Mapping[str, Question] = found.questions if found is not None else {}
        self._titles: Mapping[str, Text] = found.titles if found is not None else {}
        self._voices = Voices(session, target.trip_id)
        people = {id: uuid for uuid, id in self._voices.ids.items()}
        rows = _answers(session, target.trip_id)
        self.held: Sequence[Held] = tuple(Held(one.id, one.uuid, self._values(one, people)) for one in rows)
        self._index = linked.Index(self.held)
        for one, held in zip(rows, self.held, strict=True):
            self._index.add(held, one.key, (one.form_id, one.person_id) if one.person_id else None)
        keys = found.column("key") if found is not None else ()
        self._missing = Missing(self.held, keys, self._asked.__contains__)
        self._there = _there(session, target.trip_id)
        self._answered = {(one.form_id, one.person_id) for one in rows if one.person_id}

    def _values(self, one: FeedbackAnswer, people: Mapping[int, str]) -> dict[str, Any]:
        found: dict[str, Any] = {"key": one.key, "day": one.day, "language": one.language,
                                 "person": people.get(one.person_id or 0), "voice": one.respondent}  # fmt: skip
        for name, value in (one.values or {}).items():
            question = self._asked.get(name)
            found[name] = stored(question, value) if question is not None else value
        return {key: value for key, value in found.items() if value not in (None, "")}

    def canonical(self, values: dict[str, Any]) -> Iterable[Told]:
        """Who answered becomes a person, or a sign of a voice that nobody knows; names are not kept."""
        words = values.pop(WHO, "")
        if values.get("person", "") not in self._voices.names:
            words = values.pop("person", "") or words  # the person chose a column for it
        if not words:
            return
        people = self._voices.find(words)
        near = self._voices.called(words) if not people else ()
        if len(people) == 1:
            values["person"] = people[0]
        elif len(near) == 1:
            values["person"] = near[0]
            yield Told(WHO, msg("“{name}” is taken for “{known}”.", name=words, known=self._voices.names[near[0]]),
                       fatal=False)  # fmt: skip
        elif people or near:
            yield self._several(people or near)
        else:
            values["voice"] = self._voices.voice(words)
            yield Told(WHO, msg("“{name}” is nobody of this trip: the answer is kept without a name.", name=words),
                       fatal=False)  # fmt: skip

    def _several(self, people: Sequence[str]) -> Told:
        names = tuple(self._voices.names[one] for one in people)
        what = msg("{count} people of the trip may be meant: {names}.", count=len(people), names=names)
        todo = msg("Write the code on the form, or the whole name; or ignore the cell: the answer is then anonymous.")
        return Told(WHO, what, todo)

    def _edition_of(self, values: Values) -> Edition | None:
        return self._found.edition_of(values.get("edition", "")) if self._found is not None else None

    def find(self, values: Values) -> Match:
        """By the identity that the tool gave; what has none, by the person who answers."""
        key = values.get("key", "")
        match = self._index.of_keys(msg("by the identity of the answer"), key)
        person = self._voices.ids.get(values.get("person", ""))
        if not match.records and person is not None and key.startswith(MADE):
            own = self._edition_of(values)
            return self._index.of_keys(msg("by participant"), (own.id if own is not None else 0, person))
        return match if match.records else Match(near=self._missing.like(values))

    def look(self, values: Values, record: Held | None) -> Iterable[Told]:
        """Why a row is left out, or read otherwise than it says."""
        own, mark = self._edition_of(values), values.get("edition", "")
        if own is None:
            yield Told("edition", msg("it answers another form ({mark})", mark=mark[:60]), skip=True)
        elif own.trip_id != self._trip:
            yield Told("edition", msg("it answers a form of another trip"), skip=True)
        else:
            yield from self._remarks(values, own, mark, record)

    def _remarks(self, values: Values, own: Edition, mark: str, record: Held | None) -> Iterable[Told]:
        if mark and mark != own.mark:
            yield Told("edition", msg("It answers edition {edition}, which was not given out here: it is read as "
                                      "edition {known}.", edition=mark.rpartition("/")[2][:20], known=own.number),
                       fatal=False)  # fmt: skip
        for one in (self._asked[key] for key in values if key in self._asked):
            if one.about and one.about not in self._there and not _DAY.fullmatch(one.about):
                yield Told(one.name, msg("“{question}” asks about something that this trip no longer has; the answer "
                                         "is kept with the form.", question=self._titles[one.name]),
                           fatal=False)  # fmt: skip
        strange = [self._asked[key] for key in values if key in self._asked and key not in own.questions]
        for one in strange:
            yield Told(one.name, msg("“{question}” is no question of edition {edition}; the answer is kept.",
                                     question=self._titles[one.name], edition=own.number), fatal=False)  # fmt: skip
        yield from self._emptied(values, record)
        person = self._voices.ids.get(values.get("person", ""))
        if record is None and person is not None and (own.id, person) in self._answered:
            yield Told("person", msg("{name} has answered this form before: both answers are kept.",
                                     name=self._voices.names[values["person"]]), fatal=False)  # fmt: skip

    def _emptied(self, values: Values, record: Held | None) -> Iterable[Told]:
        """What was answered and no longer is, in a column that the file has: an empty cell takes nothing away."""
        assert self._found is not None
        lost = [key for key in self._found.fields if key in self._asked and key not in values]
        for key in dict.fromkeys(lost):
            if record is not None and record.values.get(key) not in (None, "", ()):
                yield Told(key, msg("“{question}” is not answered any more: what was answered stays.",
                                    question=self._titles[key]), fatal=False, unless=key)  # fmt: skip


def stored(question: Question, value: Any) -> Any:
    """A value as it is compared: dates and lists lie otherwise in JSON."""
    if question.sort == "date" and isinstance(value, str) and _DAY.fullmatch(value):
        return date.fromisoformat(value)
    return tuple(map(str, value)) if question.sort == "several" and value else value


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _there(session: Session, trip_id: int) -> set[str]:
    """What of a trip questions can be about, by UUID: its items, objectives and commitments."""
    asked = (sa.select(kind.uuid).where(kind.trip_id == trip_id) for kind in (Item, Objective, Commitment))
    return {uuid for one in asked for uuid in session.scalars(one)}


def _answers(session: Session, trip_id: int) -> Sequence[FeedbackAnswer]:
    query = sa.select(FeedbackAnswer).join(FeedbackForm).where(FeedbackForm.trip_id == trip_id)
    return session.scalars(query.order_by(FeedbackAnswer.id)).all()


def _label(names: Mapping[str, str], values: Values) -> str:
    """Who answered; an anonymous answer by the beginning of its identity."""
    name = names.get(values.get("person", ""), "")
    return name or f"#{str(values.get('key', '')).removeprefix(MADE)[:6]}"


def _trip_of(session: Session, sheet: Sheet) -> int | None:
    found = recognise(editions(session), turned(sheet))
    return found.editions[0].trip_id if found is not None else None


def _writer(session: Session, target: Target, found: Recognised) -> Any:
    from tripplanner.exchange.intake.writing.feedback import FeedbackWriter

    return FeedbackWriter(session, target, found)


def _no_writer(session: Session, target: Target) -> Any:
    raise TypeError("answers are written as those of the form that their sheet answers")


SUBJECT = Subject(
    key="feedback",
    title=msg("Answers to forms"),
    one=msg("filled form"),
    fields=_OWN,
    known=KnownAnswers,
    compose=lambda values, target: Composed(dict(values), {key: (key,) for key in values}),
    label=partial(_label, {}),
    writer=_no_writer,
    naming=(WHO, "key"),
    identity=lambda values: values.get("key") or None,
    of_trip=True,
    marked=False,
    position=75,
    trip_of=_trip_of,
    adapted=adapt,
)
