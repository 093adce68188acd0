"""Whether a caterer of which only the place is recorded knows the diets of the trip of the window."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.planning import diets
from tripplanner.planning.diets import Told
from tripplanner.ui.library.section import About, Section
from tripplanner.ui.records.sheet import day_field


@dataclass(frozen=True, slots=True)
class _Known:
    """When they were told, and the day a diet was last written."""

    told: Told | None
    changed: date


class DietsSection(Section):
    key = "diets"
    title = msg("Diets")
    kinds = ("places",)
    position = 22
    opened = True

    def read(self, session: Session, about: About) -> _Known | None:
        if about.trip is None or not diets.feeds(session, about.trip, about.id):
            return None
        changed = diets.changed_on(session, about.trip)
        return _Known(diets.told_place(session, about.trip, about.id), changed) if changed is not None else None

    def build(self, content: _Known, about: About) -> None:
        told, edit = content.told, lambda: self.tell(about)
        if told is None:
            self.lines.addLayout(self.entry(self.say(msg("diets not passed on yet")), edit=edit, ink="warn"))
            return
        late = told.day < content.changed
        second = self.say(msg("a diet has changed since")) if late else ""
        words = self.say(msg("diets passed on, {day}", day=self.day(told.day)))
        self.lines.addLayout(self.entry(words, second, edit=edit, ink="warn" if late else "text2"))

    def tell(self, about: About) -> None:
        """When they were told; the place becomes a partner with it, whose timeline keeps it."""
        today, trip = date.today(), about.trip  # noqa: DTZ011 - the person's own day
        words = self.say(msg("The diets of the group were passed on."))

        def write(session: Session, values: dict[str, Any]) -> object:
            return diets.tell_place(session, trip or 0, about.id, values["day"] or today, words)

        fields = [day_field("day", msg("Day"), today, self.context.language.code)]
        self.ask_for(msg("Diets passed on"), fields, msg("note that diets were passed on"), write)


SECTION = DietsSection
