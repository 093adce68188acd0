"""What the rows of an item's parts have in common: captions, buttons, fields, and one step per change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QComboBox, QLineEdit, QPushButton, QWidget

from tripplanner.i18n import Message, msg
from tripplanner.planning import item_parts
from tripplanner.planning.item_parts import Name
from tripplanner.planning.trip_rows import ItemRow
from tripplanner.planning.words import TEXT_STATE
from tripplanner.text import Text
from tripplanner.ui.language import short_name
from tripplanner.ui.plain import for_tooltip
from tripplanner.ui.programme.part_choices import TITLES, LinkButton, words_of
from tripplanner.ui.records.dots import StateDot
from tripplanner.ui.widgets.basics import column, icon_button, row, text_label

if TYPE_CHECKING:
    from tripplanner.ui.programme.screen import ProgrammeScreen

Left = Callable[[str], object]
_ADDS: dict[str, Message] = {
    "hosts": msg("Add a host…"),
    "guests": msg("Add a person…"),
    "breaks": msg("Add a break"),
    "questions": msg("Add a question"),
    "cases": msg("Add a case study…"),
}


class PartRows(QWidget):
    """``named`` are the controls by their names, ``lines`` the layout that they stand in."""

    def __init__(self, screen: ProgrammeScreen) -> None:
        super().__init__()
        self._screen = screen
        self._item: ItemRow | None = None
        self.named: dict[str, QWidget] = {}
        self.lines = column(self, (2, 0, 10, 8), 8)

    def field(self, name: str) -> QWidget | None:
        """A control by its name: ``site``, ``hosts+``, ``hosts:3:state``, ``group:2``, ``questions:1:fr`` …"""
        return self.named.get(name)

    def say(self, message: Message) -> str:
        """A message in the language of the window."""
        return self._screen.context.language.say(message)

    def words(self, name: Name) -> str:
        """A name in the languages that the content is read in."""
        return words_of(self._screen, name)

    def caption(self, name: str) -> None:
        """A line with what the parts below it are called."""
        made = text_label(ink="text3", size="dense")
        made.setText(self.say(TITLES[name]))
        self.lines.addWidget(made)

    def button(self, name: str, words: str, said: str, run: Callable[[], object]) -> QPushButton:
        """A button of words; ``said`` is its name for a screen reader."""
        made = LinkButton(words)
        made.setAccessibleName(said)
        made.clicked.connect(lambda _checked=False: run())
        self.named[name] = made
        return made

    def remove_button(self, name: str, title: str, run: Callable[[], object]) -> QWidget:
        """A cross that takes ``title`` off."""
        made = icon_button(self._screen.words, msg("Take off: {title}", title=title), self._screen.context.theme, "x")
        made.clicked.connect(lambda _checked=False: run())
        self.named[name] = made
        return made

    def add_button(self, what: str, run: Callable[[], object]) -> None:
        """The button below a list of parts."""
        words = self.say(_ADDS[what])
        self.lines.addWidget(self.button(f"{what}+", words, words, run))

    def choice(self, name: str, said: str, words: Mapping[str, Message], now: str, chosen: Left) -> QComboBox:
        """One of several words; ``chosen`` gets its code when another one is taken."""
        made = QComboBox()
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(8)
        for key, word in words.items():
            made.addItem(self.say(word), key)
        made.setCurrentIndex(made.findData(now))
        made.setAccessibleName(said)
        made.activated.connect(lambda _at: chosen(str(made.currentData())) if made.currentData() != now else None)
        self.named[name] = made
        return made

    def text_row(self, name: str, said: str, text: Text, language: str, left: Left) -> QBoxLayout:
        """A field for the words of one language with the dot of their state; ``left`` gets what was typed."""
        state = text.state(language)
        dot = StateDot(self._screen.context.theme, state)
        state_words = self.say(TEXT_STATE[state])
        dot.setToolTip(state_words)
        field = QLineEdit(text.get(language))
        field.setPlaceholderText(f"{short_name(language)} · {state_words}")
        field.setAccessibleName(f"{said}, {short_name(language)}, {state_words}")
        field.setCursorPosition(0)
        field.setToolTip(for_tooltip(text.get(language)))
        field.editingFinished.connect(lambda: left(field.text()))
        self.named[name] = field
        line = row(gap=4)
        line.addWidget(dot)
        line.addWidget(field, 1)
        return line

    def change(self, what: str, verb: Callable[..., object], *arguments: object) -> None:
        """One step that changes the part called ``what`` of the shown item."""
        if self._item is not None:
            title = self._screen.board.title_of(self._item.uuid)
            label = msg("change “{field}” of “{title}”", field=TITLES[what], title=title)
            self._screen.hands.do(label, verb, self._item.id, *arguments)

    def remove(self, what: str, id: int) -> None:
        """Take off one of the *hosts*, *guests*, *breaks*, *questions* or *cases*."""
        self.change(what, item_parts.remove_part, what, id)
