"""Where an item is, who receives and comes, what is asked: the part of the details that leads to other records."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QComboBox, QLineEdit, QPushButton, QSizePolicy, QWidget

from tripplanner.i18n import Message, msg
from tripplanner.planning import arranging, item_parts
from tripplanner.planning.item_parts import ItemParts, Name, Part
from tripplanner.planning.trip_rows import ItemRow
from tripplanner.planning.words import HOST_STATE, TEXT_STATE
from tripplanner.text import Text
from tripplanner.typography import polished
from tripplanner.ui.dialogs import ask
from tripplanner.ui.dialogs.picker import Choice, Picker
from tripplanner.ui.language import short_name
from tripplanner.ui.plain import for_button, for_tooltip, in_script, one_line
from tripplanner.ui.records.dots import StateDot
from tripplanner.ui.widgets.basics import clear, column, icon_button, row, text_label

if TYPE_CHECKING:
    from tripplanner.ui.programme.screen import ProgrammeScreen

_TITLES: dict[str, Message] = {
    "site": msg("Site"),
    "place": msg("Place"),
    "from_place": msg("From"),
    "to_place": msg("To"),
    "vehicle": msg("Vehicle"),
    "fallback_site": msg("Site of the plan B"),
    "hosts": msg("Hosts"),
    "guests": msg("External guests"),
    "questions": msg("Questions to ask"),
    "cases": msg("Case studies"),
}
_ADDS: dict[str, Message] = {
    "hosts": msg("Add a host…"),
    "guests": msg("Add a guest…"),
    "questions": msg("Add a question"),
    "cases": msg("Add a case study…"),
}
_TRANSFER = ("from_place", "to_place", "vehicle")
_ELSE = ("site", "place", "vehicle", "fallback_site")


class PartsView(QWidget):
    """Built anew when the parts change; what had the focus keeps it. ``pick`` may be replaced in tests."""

    def __init__(self, screen: ProgrammeScreen) -> None:
        super().__init__()
        self._screen = screen
        self._item: ItemRow | None = None
        self._shown: tuple[object, ...] = ()
        self._named: dict[str, QWidget] = {}
        self._lines = column(self, (2, 0, 10, 8), 8)
        self.pick: Callable[[Picker], bool] = ask

    def show_item(self, item: ItemRow, parts: ItemParts, languages: tuple[str, ...]) -> None:
        """Show what belongs to an item."""
        state = (item.uuid, item.type, item.subgroup_ids, parts, languages, self._screen.context.language.code)
        self._item = item
        if state == self._shown:
            return
        self._shown = state
        focused = next((name for name, widget in self._named.items() if widget.hasFocus()), "")
        self._named = {}
        clear(self._lines)
        for name in _TRANSFER if item.type == "transfer" else _ELSE:
            self._link(name, parts.links[name])
        self._groups(item)
        self._list("hosts", parts.hosts)
        self._list("guests", parts.guests)
        self._questions(parts.questions, languages)
        self._list("cases", parts.cases)
        if focused in self._named:
            self._named[focused].setFocus()

    def field(self, name: str) -> QWidget | None:
        """A control by its name: ``site``, ``hosts+``, ``hosts:3:state``, ``group:2``, ``questions:1:fr`` …"""
        return self._named.get(name)

    # -- building

    def _say(self, message: Message) -> str:
        return self._screen.context.language.say(message)

    def _words(self, name: Name) -> str:
        return self._screen.board.words_of(name) if isinstance(name, Text) else name

    def _caption(self, name: str) -> None:
        made = text_label(ink="text3", size="dense")
        made.setText(self._say(_TITLES[name]))
        self._lines.addWidget(made)

    def _button(self, name: str, words: str, said: str, run: Callable[[], object]) -> QPushButton:
        made = _Link(words)
        made.setAccessibleName(said)
        made.clicked.connect(lambda _checked=False: run())
        self._named[name] = made
        return made

    def _remove_button(self, name: str, title: str, run: Callable[[], object]) -> QWidget:
        made = icon_button(self._screen.words, msg("Take off: {title}", title=title), self._screen.context.theme, "x")
        made.clicked.connect(lambda _checked=False: run())
        self._named[name] = made
        return made

    def _link(self, name: str, part: Part | None) -> None:
        line = row(gap=8)
        caption = text_label(ink="text3", size="dense")
        caption.setText(self._say(_TITLES[name]))
        caption.setMinimumWidth(70)
        words = self._words(part.name) if part is not None else ""
        said = f"{self._say(_TITLES[name])}, {words or '–'}"
        line.addWidget(caption, 0)
        line.addWidget(self._button(name, words or "–", said, lambda: self._choose_link(name, part)), 1)
        self._lines.addLayout(line)

    def _groups(self, item: ItemRow) -> None:
        groups = self._screen.board.groups()
        if len(groups) < 2:
            return
        made = text_label(ink="text3", size="dense")
        made.setText(self._say(msg("Sub-groups")))
        self._lines.addWidget(made)
        for id, name in groups:
            box = QCheckBox(for_button(name))
            box.setAccessibleName(name)
            box.setChecked(not item.subgroup_ids or id in item.subgroup_ids)
            box.clicked.connect(lambda on, id=id: self._group_clicked(id, on))
            self._named[f"group:{id}"] = box
            self._lines.addWidget(box)

    def _list(self, what: str, parts: tuple[Part, ...]) -> None:
        self._caption(what)
        for part in parts:
            line, block = row(gap=4), column(gap=2)
            title = self._words(part.name)
            label = in_script(text_label(wrap=True), title)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            block.addWidget(label)
            if what == "hosts":
                block.addWidget(self._state_field(part, title))
            line.addLayout(block, 1)
            take_off = lambda part=part: self._remove(what, part)  # noqa: E731
            line.addWidget(self._remove_button(f"{what}:{part.id}-", title, take_off))
            self._lines.addLayout(line)
        self._add_button(what, lambda: self._choose_part(what))

    def _add_button(self, what: str, run: Callable[[], object]) -> None:
        words = self._say(_ADDS[what])
        self._lines.addWidget(self._button(f"{what}+", words, words, run))

    def _state_field(self, part: Part, title: str) -> QComboBox:
        made = QComboBox()
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(8)
        for key, word in HOST_STATE.items():
            made.addItem(self._say(word), key)
        made.setCurrentIndex(made.findData(part.state))
        made.setAccessibleName(f"{title}, {self._say(msg('State'))}")
        made.activated.connect(lambda _at: self._state_chosen(part, str(made.currentData())))
        self._named[f"hosts:{part.id}:state"] = made
        return made

    def _questions(self, parts: tuple[Part, ...], languages: tuple[str, ...]) -> None:
        self._caption("questions")
        for part in parts:
            block = column(gap=2)
            for language in languages:
                block.addLayout(self._question_row(part, language))
            line = row(gap=4)
            line.addLayout(block, 1)
            title = self._words(part.name)
            take_off = lambda part=part: self._remove("questions", part)  # noqa: E731
            line.addWidget(self._remove_button(f"questions:{part.id}-", title, take_off))
            self._lines.addLayout(line)
        self._add_button("questions", self._add_question)

    def _question_row(self, part: Part, language: str) -> QBoxLayout:
        text = part.name if isinstance(part.name, Text) else Text()
        state = text.state(language)
        dot = StateDot(self._screen.context.theme, state)
        said = self._say(TEXT_STATE[state])
        dot.setToolTip(said)
        field = QLineEdit(text.get(language))
        field.setPlaceholderText(f"{short_name(language)} · {said}")
        field.setAccessibleName(f"{self._say(_TITLES['questions'])}, {short_name(language)}, {said}")
        field.setCursorPosition(0)
        field.setToolTip(for_tooltip(text.get(language)))
        field.editingFinished.connect(lambda: self._question_left(part, language, field.text()))
        self._named[f"questions:{part.id}:{language}"] = field
        line = row(gap=4)
        line.addWidget(dot)
        line.addWidget(field, 1)
        return line

    # -- edits

    def _do(self, label: Message, verb: Callable[..., object], *arguments: object) -> None:
        if self._item is not None:
            titled = Message(label.id, {**label.params, "title": self._screen.board.title_of(self._item.uuid)})
            self._screen.hands.do(titled, verb, self._item.id, *arguments)

    def _choices(self, what: str) -> list[Choice]:
        trip = self._screen.board.trip()
        if trip is None:
            return []
        found = self._screen.context.workspace.get(item_parts.candidates, what, trip.id)
        return [Choice(one.id, self._words(one.name), _all_words(one.name)) for one in found]

    def _choose_link(self, name: str, part: Part | None) -> None:
        choices = [Choice(None, self._say(msg("none"))), *self._choices(name)]
        picker = Picker(self._screen.context, _TITLES[name], choices, part.id if part else None, self)
        if self.pick(picker) and picker.chosen is not None and picker.chosen.id != (part.id if part else None):
            label = msg("change “{field}” of “{title}”", field=_TITLES[name], title="")
            self._do(label, item_parts.set_link, None, name, picker.chosen.id)

    def _choose_part(self, what: str) -> None:
        picker = Picker(self._screen.context, _TITLES[what], self._choices(what), None, self)
        if self.pick(picker) and picker.chosen is not None:
            label = msg("change “{field}” of “{title}”", field=_TITLES[what], title="")
            self._do(label, item_parts.ADD[what], picker.chosen.id)

    def _remove(self, what: str, part: Part) -> None:
        label = msg("change “{field}” of “{title}”", field=_TITLES[what], title="")
        self._do(label, item_parts.remove_part, what, part.id)

    def _state_chosen(self, part: Part, state: str) -> None:
        if state != part.state:
            label = msg("change “{field}” of “{title}”", field=_TITLES["hosts"], title="")
            self._do(label, item_parts.set_host_state, part.id, state)

    def _group_clicked(self, id: int, on: bool) -> None:
        if self._item is None:
            return
        groups = [one for one, _name in self._screen.board.groups()]
        present = set(self._item.subgroup_ids or groups)
        present = present | {id} if on else present - {id}
        chosen = () if present == set(groups) or not present else tuple(one for one in groups if one in present)
        label = msg("change “{field}” of “{title}”", field=msg("Sub-groups"), title="")
        self._do(label, arranging.set_groups, None, chosen)

    def _question_left(self, part: Part, language: str, words: str) -> None:
        text = part.name if isinstance(part.name, Text) else Text()
        clean = polished(words.strip(), language)
        if clean != text.get(language):
            label = msg("change “{field}” of “{title}”", field=_TITLES["questions"], title="")
            self._do(label, item_parts.edit_question, part.id, language, clean)

    def _add_question(self) -> None:
        view = self._screen.board.view
        if view is None or self._item is None:
            return
        before = set(self._named)
        label = msg("change “{field}” of “{title}”", field=_TITLES["questions"], title="")
        self._do(label, item_parts.add_question, view.reader.first, "")
        new = next((name for name in self._named if name not in before and name.endswith(f":{view.reader.first}")), "")
        if new:
            self._named[new].setFocus()


class _Link(QPushButton):
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


def _all_words(name: Name) -> tuple[str, ...]:
    return tuple(name.words.values()) if isinstance(name, Text) else (name,)
