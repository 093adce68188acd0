"""What may be chosen for a part of an item, what the parts are called, and the button that shows one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from tripplanner.i18n import Message, msg
from tripplanner.planning import item_parts
from tripplanner.planning.item_parts import Name, Part
from tripplanner.text import Text
from tripplanner.ui.dialogs.picker import Choice
from tripplanner.ui.plain import for_button, for_tooltip, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tripplanner.ui.programme.screen import ProgrammeScreen

#: What the parts of an item are called.
TITLES: dict[str, Message] = {
    "site": msg("Site"),
    "place": msg("Place"),
    "from_place": msg("From"),
    "to_place": msg("To"),
    "vehicle": msg("Vehicle"),
    "fallback_site": msg("Site of the plan B"),
    "hosts": msg("Hosts"),
    "groups": msg("Sub-groups"),
    "guests": msg("Guests, and who takes part otherwise"),
    "breaks": msg("Breaks"),
    "questions": msg("Questions to ask"),
    "cases": msg("Case studies"),
}


def choices(screen: ProgrammeScreen, what: str) -> list[Choice]:
    """What may be chosen for a link of an item, or for *hosts*, *cases*, *guests*."""
    trip = screen.board.trip()
    if trip is None:
        return []
    return as_choices(screen, screen.context.workspace.get(item_parts.candidates, what, trip.id))


def as_choices(screen: ProgrammeScreen, found: Iterable[Part]) -> list[Choice]:
    """Parts as a picker offers them: found by their words in any language."""
    return [Choice(one.id, words_of(screen, one.name), _all_words(one.name)) for one in found]


def words_of(screen: ProgrammeScreen, name: Name) -> str:
    """A name in the languages that the content is read in."""
    return screen.board.words_of(name) if isinstance(name, Text) else name


def _all_words(name: Name) -> tuple[str, ...]:
    return tuple(name.words.values()) if isinstance(name, Text) else (name,)


class LinkButton(QPushButton):
    """A button of words that are shortened to its width; the tooltip has them all."""

    def __init__(self, words: str) -> None:
        super().__init__(for_button(words))
        self._words = words
        self.setProperty("look", "link")
        self.setProperty("side", "left")
        self.setToolTip(for_tooltip(words))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        short = self.fontMetrics().elidedText(one_line(self._words), Qt.TextElideMode.ElideRight, self.width() - 12)
        self.setText(for_button(short))
