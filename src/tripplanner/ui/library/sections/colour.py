"""The colour of a theme: one of the kinds of the palette, chosen by name."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from tripplanner.i18n import Message, msg
from tripplanner.model.themes import Theme
from tripplanner.planning import finding
from tripplanner.planning.edits import edit
from tripplanner.ui.library.section import About, Section

COLOURS: Mapping[str, Message] = {
    "nature": msg("Nature (green)"),
    "water": msg("Water (blue)"),
    "alpine": msg("Mountains (blue-violet)"),
    "farm": msg("Farming (ochre)"),
    "urban": msg("Towns (mauve)"),
    "governance": msg("Governance"),
    "method": msg("Methods"),
}


class ColourSection(Section):
    key = "colour"
    title = msg("Colour")
    kinds = ("themes",)
    position = 20

    def read(self, session: Session, about: About) -> str:
        return finding.get(session, Theme, about.id, msg("theme")).colour

    def build(self, content: str, about: About) -> None:
        choices = [(key, self.say(word)) for key, word in COLOURS.items()]
        known = choices if content in COLOURS else [*choices, (content, content)]
        self.lines.addWidget(self.choice(msg("Colour"), known, content, lambda key: self._set(key, content, about)))

    def _set(self, colour: str, now: str, about: About) -> None:
        if colour != now:
            label = msg("change “{field}”", field=msg("Colour"))
            self.do(label, edit, Theme, about.id, None, msg("theme"), colour=colour)


SECTION = ColourSection
