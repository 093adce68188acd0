"""Days on which the site or the leg is closed."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.planning.closures import ClosureRow, closures, remove_closure, set_closure
from tripplanner.ui.language import short_name
from tripplanner.ui.library.section import About, Section
from tripplanner.ui.records.sheet import day_field, number_field, words_field


class ClosuresSection(Section):
    key = "closures"
    title = msg("Closed on some days")
    kinds = ("sites", "legs")
    position = 30

    def read(self, session: Session, about: About) -> tuple[ClosureRow, ...]:
        return closures(session, about.table, about.id)

    def build(self, content: tuple[ClosureRow, ...], about: About) -> None:
        for one in content:
            span = about.writer.span(one.first, one.last)
            reason = about.words(one.reason)
            if one.detour_min is not None:
                detour = self.say(msg("detour of {count} min", count=one.detour_min))
                reason = " · ".join(part for part in (reason, detour) if part)
            remove = lambda one=one: self._remove(one, about)  # noqa: E731
            self.lines.addLayout(self.entry(span, reason, edit=lambda one=one: self.edit(one, about), remove=remove))
        if not content:
            self.lines.addWidget(self.note(self.say(msg("No closure is known."))))
        self.add_link(msg("Add a closure…"), lambda: self.edit(None, about))

    def edit(self, one: ClosureRow | None, about: About) -> None:
        """The days, and the reason in the first language of the content."""
        code, language = about.languages[0], self.context.language.code
        fields = [
            day_field("first", msg("First day"), one.first if one else None, language),
            day_field("last", msg("Last day"), one.last if one else None, language),
            words_field("reason", msg("Reason, {language}", language=short_name(code)),
                        one.reason.get(code) if one else "", code),
        ]  # fmt: skip
        if about.table == "leg":
            fields.append(number_field("detour", msg("Detour (min)"), one.detour_min if one else None))

        def write(session: Session, values: dict[str, Any]) -> object:
            return set_closure(
                session, about.table, about.id, one.id if one else None, values["first"], values["last"], code,
                values["reason"], values.get("detour"),
            )  # fmt: skip

        self.ask_for(msg("Closure"), fields, msg("note a closure"), write)

    def _remove(self, one: ClosureRow, about: About) -> None:
        self.do(msg("take off a closure"), remove_closure, about.table, about.id, one.id)


SECTION = ClosuresSection
