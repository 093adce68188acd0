"""Who changed the record, when, and what it said before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from tripplanner.i18n import Message, msg
from tripplanner.planning.changes import ChangeRow, FieldChange, changes_of
from tripplanner.planning.kinds import Shown
from tripplanner.planning.owning import owner
from tripplanner.text import Text
from tripplanner.ui.language import short_name
from tripplanner.ui.library.section import About, Section
from tripplanner.ui.plain import one_line

_MOST, _LONG = 30, 120
_ACTION: Mapping[str, Message] = {"created": msg("Created"), "changed": msg("Changed"), "deleted": msg("Deleted")}


class HistorySection(Section):
    key = "history"
    title = msg("History")
    position = 90

    def read(self, session: Session, about: About) -> tuple[ChangeRow, ...]:
        record: Any = owner(session, about.table, about.id)
        person = [record.person.uuid] if hasattr(record, "person") else []
        return tuple(changes_of(session, about.uuid, *person, most=_MOST))

    def build(self, content: tuple[ChangeRow, ...], about: About) -> None:
        for row in content:
            self._add(row, about)
        if not content:
            self.lines.addWidget(self.note(self.say(msg("Nothing was changed since it came in."))))

    def _add(self, row: ChangeRow, about: About) -> None:
        label = self.say(row.label)
        self.lines.addWidget(self.head(f"{self.moment(row.at)} · {row.actor}"))
        self.lines.addWidget(self.note(f"{label[:1].upper()}{label[1:]}", ""))
        if row.action != "changed":
            self.lines.addWidget(self.note(self.say(_ACTION[row.action]), "text2"))
        for field in row.fields:
            self.lines.addWidget(self.note(self._told(field, about), "text2"))

    def _told(self, field: FieldChange, about: About) -> str:
        title = self.say(field.title)
        if field.language:
            title = f"{title} ({short_name(field.language)})"
        before, after = (self._words(field, value, about) for value in (field.before, field.after))
        return self.say(msg("{field}: {before} → {after}", field=title, before=before, after=after))

    def _words(self, field: FieldChange, value: object, about: About) -> str:
        if value is None or value == "":
            return "–"
        if isinstance(value, Text):
            return one_line(about.words(value))
        words = one_line(about.writer.value(Shown(field.column, field.title, value)))
        return words if len(words) <= _LONG else f"{words[: _LONG - 1]}…"


SECTION = HistorySection
