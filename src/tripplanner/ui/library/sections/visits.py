"""Who has seen the site, and what they said of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from tripplanner.dates import duration, number
from tripplanner.i18n import Message, msg, msgn
from tripplanner.model.trips import Delegate, Delegation
from tripplanner.names import PersonName
from tripplanner.planning.visits import (
    SAID,
    Said,
    Visit,
    Visits,
    add_observation,
    edit_observation,
    rate_observation,
    remove_observation,
    visits_of,
)
from tripplanner.planning.words import ITEM_STATUS
from tripplanner.text import Text
from tripplanner.ui.benchmark.harvest import Harvest
from tripplanner.ui.language import ENDONYMS, verbatim
from tripplanner.ui.library.section import About, Section
from tripplanner.ui.records.sheet import Asked, choice_field, long_field

_STARS = 5


@dataclass(frozen=True, slots=True)
class _Seen:
    visits: Visits
    people: tuple[tuple[int, tuple[tuple[int, str], ...]], ...]  # delegates by trip


class VisitsSection(Section):
    key = "visits"
    title = msg("Visits and what was said")
    kinds = ("sites",)
    position = 25

    def read(self, session: Session, about: About) -> _Seen:
        found = visits_of(session, about.id)
        trips = {visit.trip_id for visit in found.visits}
        people = tuple((trip, self._people(session, trip)) for trip in sorted(trips))
        return _Seen(found, people)

    def _people(self, session: Session, trip: int) -> tuple[tuple[int, str], ...]:
        statement = sa.select(Delegate).join(Delegation, Delegate.delegation_id == Delegation.id)
        rows = session.scalars(statement.where(Delegation.trip_id == trip).order_by(Delegate.rank))
        return tuple((one.person_id, PersonName.of(one.person).printed) for one in rows)

    def build(self, content: _Seen, about: About) -> None:
        visits = content.visits
        self.lines.addWidget(self.note(self._sum(visits), "text2"))
        for visit in visits.visits:
            self._visit(visit, content, about)
        for said in visits.loose:
            self._said(said, about)

    def _sum(self, visits: Visits) -> str:
        seen = self.say(msgn("Planned for {n} delegation", "Planned for {n} delegations", visits.delegations))
        if visits.took is not None:
            seen = f"{seen} · {self.say(self._took(*visits.took))}"
        if visits.rating is None:
            return seen
        mean = number(round(visits.rating, 1), self.context.language.code, 1)
        rated = msg("rated {mean} of {most}", mean=mean, most=_STARS)
        return f"{seen} · {self.say(rated)}"

    def _took(self, count: int, planned: int, actual: int) -> Message:
        times = {"planned": self._lasting(planned), "actual": self._lasting(actual)}
        return msgn(
            "{planned} planned, {actual} taken ({n} visit)", "{planned} planned, {actual} taken ({n} visits)", count,
            **times,
        )  # fmt: skip

    def _visit(self, visit: Visit, content: _Seen, about: About) -> None:
        day = self.day(visit.day) if visit.day is not None else self.say(msg("to place"))
        minutes = self._lasting(visit.planned_min) if visit.planned_min else ""
        if visit.actual_min:
            took = self.say(msg("took {actual}", actual=self._lasting(visit.actual_min)))
            minutes = f"{minutes}, {took}" if minutes else took
        line = " · ".join(part for part in (day, minutes, self.say(ITEM_STATUS[visit.status])) if part)
        self.lines.addWidget(self.jump(line, "programme", visit.uuid, visit.trip_id))
        names = tuple(about.words(name) for name in visit.delegations) or (about.words(visit.trip),)
        who = self.say(msg("{names}", names=names))
        self.lines.addWidget(self.note(who, "text2"))
        for said in visit.said:
            self._said(said, about)
        self.add_link(msg("Note what was said…"), lambda: self.add(visit, content, about))

    def _lasting(self, minutes: int) -> str:
        return duration(minutes, self.context.language.code)

    def _said(self, said: Said, about: About) -> None:
        voice = about.words(said.voice) if isinstance(said.voice, Text) else said.voice
        stars = "★" * said.rating + "☆" * (_STARS - said.rating) if said.rating else ""
        second = " · ".join(part for part in (self.say(SAID[said.kind]), voice, stars) if part)
        own = said.text.get(said.text.source) or "–"
        other = about.words(said.text)
        words = own if other in ("", own) else f"{own}\n{other}"
        remove = lambda: self.do(msg("take off an observation"), remove_observation, said.id)  # noqa: E731
        edit = lambda: self.edit(said, about)  # noqa: E731
        self.lines.addLayout(self.entry(words, second, edit=edit, remove=remove, more=self._more(said)))

    def _more(self, said: Said) -> list[QWidget]:
        """What else can be done with words that were said."""
        if not (self.may_write and said.text):
            return []
        return [
            self.icon("git-pull-request-arrow", msg("Make something of what was said…"), lambda: self.harvest(said))
        ]

    # -- edits

    def add(self, visit: Visit, content: _Seen, about: About) -> None:
        """What a delegate said, in the language it was said in."""
        people = next((people for trip, people in content.people if trip == visit.trip_id), ())
        fields = [
            long_field("words", msg("What was said")),
            choice_field(
                "language", msg("Language"), [(code, ENDONYMS[code]) for code in ENDONYMS], about.languages[0]
            ),
            choice_field("person_id", msg("By whom"), [(None, "–"), *people]),
            *self._sorts("seen", None),
        ]

        def write(session: Session, values: dict[str, Any]) -> object:
            language, words = values.pop("language"), values.pop("words")
            return add_observation(session, visit.trip_id, language, words, item_id=visit.item_id, **values)

        self.ask_for(msg("What was said"), fields, msg("note an observation"), write)

    def harvest(self, said: Said) -> None:
        """A building block or a case study of what was said."""
        Harvest(self.context, self, lambda sheet: self.sheet(sheet)).ask(said.id, said.text)

    def edit(self, said: Said, about: About) -> None:
        """Its words in the languages of the content, its sort and rating."""
        codes = tuple(dict.fromkeys((said.text.source, *about.languages[:3])))
        fields: list[Asked] = []
        for code in codes:
            title = verbatim(ENDONYMS.get(code, code))
            fields.append(long_field(code, title, said.text.get(code), code))

        def write(session: Session, values: dict[str, Any]) -> None:
            for code in codes:
                if values[code] != said.text.get(code):
                    edit_observation(session, said.id, code, values[code])
            rate_observation(session, said.id, values["kind"], values["rating"])

        fields += self._sorts(said.kind, said.rating)
        self.ask_for(msg("What was said"), fields, msg("change an observation"), write)

    def _sorts(self, kind: str, rating: int | None) -> list[Asked]:
        stars = [(None, "–"), *((count, "★" * count) for count in range(1, _STARS + 1))]
        return [
            choice_field("kind", msg("Sort"), [(key, self.say(word)) for key, word in SAID.items()], kind),
            choice_field("rating", msg("Rating of the visit"), stars, rating),
        ]


SECTION = VisitsSection
