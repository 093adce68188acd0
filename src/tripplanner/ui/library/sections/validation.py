"""From the author of a case to its reviewer: where it stands, who took which step, what changed since."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from tripplanner.i18n import Message, msg
from tripplanner.planning.learning.validating import Difference, Standing, Step, give_back, hand_on, standing, validate
from tripplanner.planning.learning.vocabulary import STATES
from tripplanner.text import Text
from tripplanner.ui.language import short_name
from tripplanner.ui.library.section import About, Section
from tripplanner.ui.records.sheet import long_field, words_field

_LONGEST = 160  # letters of a line that changed
_INK = {"validated": "ok", "changed": "warn"}


class ValidationSection(Section):
    key = "validation"
    title = msg("Validation")
    kinds = ("cases",)
    position = 12
    opened = True
    above = True

    def read(self, session: Session, about: About) -> Standing:
        return standing(session, about.id)

    def build(self, content: Standing, about: About) -> None:
        self.lines.addWidget(self.note(self._where(content), _INK.get(content.shown, "")))
        if content.changes and content.steps:
            self.lines.addWidget(self.head(self.say(msg("Changed since then"))))
            self._changes(content.changes, about)
        self._steps_on(content, about)
        for step in content.steps:
            self._step(step, about)

    def _where(self, content: Standing) -> str:
        parts = [self.say(STATES[content.shown])]
        if content.author:
            parts.append(self.say(msg("author: {name}", name=content.author)))
        if content.reviewer:
            parts.append(self.say(msg("reviewer: {name}", name=content.reviewer)))
        return " · ".join(parts)

    def _steps_on(self, content: Standing, about: About) -> None:
        """What can be done from here."""
        if content.shown in ("draft", "changed"):
            self.add_link(msg("Hand on for review…"), lambda: self.hand_on(content, about), "send")
        if content.state == "review":
            self.add_link(msg("Validate…"), lambda: self.validate(about), "check")
        if content.state != "draft":
            self.add_link(msg("Give back to the author…"), lambda: self.give_back(about), "undo-2")

    def _step(self, step: Step, about: About) -> None:
        said = self.say(
            msg("{moment}: {state}, {name}", moment=self.moment(step.at), state=STATES[step.state], name=step.by)
        )
        self.lines.addWidget(self.note(said, "text2"))
        if step.note:
            self.lines.addWidget(self.note(f"“{step.note}”", "text2"))
        self._changes(step.changes, about)

    def _changes(self, changes: Sequence[Difference], about: About) -> None:
        for one in changes:
            language = f" ({short_name(one.language)})" if one.language else ""
            lines = [f"{self.say(one.title)}{language}"]
            lines += [f"− {self._said(line, about)}" for line in one.removed]
            lines += [f"+ {self._said(line, about)}" for line in one.added]
            self.lines.addWidget(self.note("\n".join(lines)))

    def _said(self, line: Text | str, about: About) -> str:
        words = about.words(line) if isinstance(line, Text) else line
        return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"

    # -- steps

    def hand_on(self, content: Standing, about: About) -> None:
        """The author hands the case on."""
        self._ask(msg("Hand on for review"), content.author or self.context.workspace.actor, msg("hand on a case"),
                  hand_on, about)  # fmt: skip

    def validate(self, about: About) -> None:
        """The reviewer vouches for it."""
        self._ask(msg("Validate the case"), self.context.workspace.actor, msg("validate a case"), validate, about)

    def give_back(self, about: About) -> None:
        """It goes back, with the reason."""
        self._ask(
            msg("Give back to the author"), self.context.workspace.actor, msg("give a case back"), give_back, about
        )

    def _ask(self, title: Message, name: str, label: Message, verb: Any, about: About) -> None:
        fields = [words_field("by", msg("Name"), name), long_field("note", msg("Note"))]
        write = lambda session, values: verb(session, about.id, values["by"], values["note"])  # noqa: E731
        self.ask_for(title, fields, label, write)


SECTION = ValidationSection
