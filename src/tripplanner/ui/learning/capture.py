"""Where an evening is noted by keyboard alone: day, visit, sort, voice, words; Enter notes them and goes on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QIntValidator, QKeyEvent
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from tripplanner.dates import dated, duration
from tripplanner.i18n import Message, msg
from tripplanner.planning.learning.debriefs import Debrief, Told
from tripplanner.planning.visits import SAID
from tripplanner.text import Text
from tripplanner.ui.context import Context
from tripplanner.ui.forms import plain_words
from tripplanner.ui.language import ENDONYMS, Words
from tripplanner.ui.plain import follow_script, one_line
from tripplanner.ui.widgets.basics import Segments, button, column, frame, narrow_combo, row, text_label
from tripplanner.ui.widgets.flow import Flow

_STARS = 5
#: Milliseconds after the last key until what is typed is kept as a draft.
_REST = 400


@dataclass(frozen=True, slots=True)
class Noted:
    """What is to be noted."""

    words: str
    language: str
    kind: str
    day: date | None
    item_id: int | None
    person_id: int | None
    subgroup_id: int | None
    rating: int | None


class Typing(QPlainTextEdit):
    """Words that Enter sends: ``entered``. ``shifted`` asks for another visit, ``sorted`` for a sort by its place.

    While an input method composes, its keys are its own.
    """

    entered = Signal()
    shifted = Signal(int)
    sorted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._composing = False
        self.setTabChangesFocus(True)
        follow_script(self)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self._composing:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and held == Qt.KeyboardModifier.NoModifier:
            self.entered.emit()
        elif held == Qt.KeyboardModifier.AltModifier and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.shifted.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif held == Qt.KeyboardModifier.AltModifier and Qt.Key.Key_1 <= key <= Qt.Key.Key_5:
            self.sorted.emit(key - Qt.Key.Key_1)
        else:
            super().keyPressEvent(event)


class Capture(QWidget):
    """``noted`` asks to write; ``taken`` tells the minutes that the visit at hand really took; ``changed``: a draft."""

    noted = Signal()
    taken = Signal(int, object)
    day_changed = Signal()
    changed = Signal()

    def __init__(self, context: Context, words: Words) -> None:
        super().__init__()
        self._context, self._words = context, words
        self._debrief: Debrief | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self.changed)
        card = frame("card")
        lines = column(card, (14, 12, 14, 12), 8)
        lines.addWidget(self._build_choices())
        self.kinds = Segments(words, tuple(SAID.items()), msg("Sort of observation"), wraps=True)
        self.kinds.choose("seen")
        self.kinds.chosen.connect(lambda _key: self.text.setFocus())
        lines.addWidget(self.kinds)
        lines.addLayout(self._build_words())
        lines.addWidget(self._build_foot())
        lines.addWidget(self.keys)
        column(self).addWidget(card)
        self.setFocusProxy(self.text)

    # -- building

    def _build_choices(self) -> QWidget:
        holder = QWidget()
        self._flow = Flow(holder, 10)
        self.day = self._choice(msg("Day"), 12)
        self.item = self._choice(msg("Visit"), 22)
        self.voice = self._choice(msg("By whom"), 16)
        self.language = self._choice(msg("Language"), 8)
        self.rating = self._choice(msg("Rating of the visit"), 6)
        for code in ENDONYMS:
            self.language.addItem(ENDONYMS[code], code)
        self.rating.addItem("–", None)
        for count in range(1, _STARS + 1):
            self.rating.addItem("★" * count, count)
        self.language.setCurrentIndex(self.language.findData(self._context.language.code))
        self.day.currentIndexChanged.connect(lambda _at: self._day_chosen())
        self.item.currentIndexChanged.connect(lambda _at: self._item_chosen())
        return holder

    def _choice(self, name: Message, letters: int) -> QComboBox:
        pair, made = QWidget(), narrow_combo(letters)
        line = row(pair, gap=6)
        line.addWidget(self._label(name, made))
        line.addWidget(made)
        self._flow.addWidget(pair)
        return made

    def _label(self, name: Message, field: QWidget) -> QLabel:
        made = QLabel()
        made.setProperty("ink", "text2")
        made.setBuddy(field)
        self._words.put(made, name)
        self._words.put(field, name, "setAccessibleName")
        return made

    def _build_words(self) -> Any:
        line = row(gap=8)
        self.text = Typing()
        self.text.setFixedHeight(self._context.theme.px(76))
        self._words.put(self.text, msg("What was said"), "setAccessibleName")
        self._words.put(self.text, msg("What was said, in any language"), "setPlaceholderText")
        self.text.entered.connect(self.noted)
        self.text.shifted.connect(self._shift)
        self.text.sorted.connect(self._sort)
        self.text.textChanged.connect(self._rest.start)
        self.note = button(self._words, msg("Note it"), "filled", self._context.theme, "check")
        self.note.clicked.connect(lambda _checked=False: self.noted.emit())
        line.addWidget(self.text, 1)
        line.addWidget(self.note, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _build_foot(self) -> QWidget:
        holder = QWidget()
        flow = Flow(holder, 10)
        self.planned = text_label(ink="text2", size="dense")
        pair = QWidget()
        line = row(pair, gap=6)
        self.took = QLineEdit()
        self.took.setValidator(QIntValidator(0, 9999, self.took))
        self.took.setFixedWidth(self._context.theme.px(70))
        self.took.editingFinished.connect(self._took)
        line.addWidget(self._label(msg("It really took (min)"), self.took))
        line.addWidget(self.took)
        self.keys = text_label(ink="text3", size="dense", wrap=True)
        self._words.put(self.keys, msg("Enter: note and go on · Shift+Enter: new line · Alt+↑ ↓: another visit · "
                                  "Alt+1 to 5: sort"))  # fmt: skip
        for one in (self.planned, pair):
            flow.addWidget(one)
        return holder

    # -- showing

    def show_debrief(self, debrief: Debrief, today: date) -> None:
        """Offer these days, visits and voices; what is chosen and typed stays."""
        fresh = self._debrief is None
        day, item, voice = self.day.currentData(), self.item.currentData(), self.voice.currentData()
        self._debrief = debrief
        days = [(one, dated(one, self._context.language.code)) for one in debrief.days]
        self._fill(self.day, days, (today if today in debrief.days else debrief.days[0]) if fresh else day)
        self._fill_items(item)
        voices = [((one.person_id, one.subgroup_id), self._said(one.name)) for one in debrief.voices]
        self._fill(self.voice, [((None, None), "–"), *voices], voice)
        self._tell_item()

    def _fill(self, combo: QComboBox, choices: Sequence[tuple[object, str]], chosen: object) -> None:
        blocked = combo.blockSignals(True)
        combo.clear()
        for data, words in choices:
            combo.addItem(one_line(words), data)
        at = next((n for n, (data, _words) in enumerate(choices) if data == chosen), 0)
        combo.setCurrentIndex(at)
        combo.blockSignals(blocked)

    def _fill_items(self, chosen: object) -> None:
        items = self._debrief.of_day(self.day.currentData()) if self._debrief is not None else ()
        named = [(one.id, f"{one.code} {self._said(one.title)}".strip()) for one in items]
        known = {one.id for one in items}
        first = next((one.id for one in items if one.type in ("visit", "meeting")), None)
        whole = (0, self._words.say(msg("The day as a whole")))
        self._fill(self.item, [*named, whole], chosen if chosen in known or chosen == 0 else first or 0)

    def told(self) -> Told | None:
        """The visit at hand; ``None``: the day as a whole."""
        items = self._debrief.items if self._debrief is not None else ()
        return next((one for one in items if one.id == self.item.currentData()), None)

    def _tell_item(self) -> None:
        told = self.told()
        self.took.setEnabled(told is not None and self.note.isEnabled())
        if not self.took.hasFocus():
            self.took.setText(str(told.actual_min) if told is not None and told.actual_min else "")
        planned = duration(told.planned_min, self._context.language.code) if told and told.planned_min else ""
        words = msg("{minutes} were planned.", minutes=planned) if planned else msg("No duration is planned.")
        self._words.put(self.planned, words)

    def _said(self, name: Text | str) -> str:
        return name if isinstance(name, str) else name.best(self._context.language.code)

    # -- choosing

    def _day_chosen(self) -> None:
        self._fill_items(None)
        self._tell_item()
        self.day_changed.emit()

    def _item_chosen(self) -> None:
        self._tell_item()
        self.changed.emit()

    def _shift(self, by: int) -> None:
        """The next visit or the one before, over the end of a day into the other."""
        at = self.item.currentIndex() + by
        if 0 <= at < self.item.count():
            self.item.setCurrentIndex(at)
        elif 0 <= self.day.currentIndex() + by < self.day.count():
            self.day.setCurrentIndex(self.day.currentIndex() + by)
            self.item.setCurrentIndex(0 if by > 0 else self.item.count() - 1)

    def _sort(self, at: int) -> None:
        self.kinds.choose(tuple(SAID)[at])
        self.changed.emit()

    def _took(self) -> None:
        told, typed = self.told(), self.took.text().strip()
        minutes = int(typed) if typed else None
        if told is not None and minutes != told.actual_min:
            self.taken.emit(told.id, minutes)

    # -- what was typed

    def noting(self) -> Noted:
        """What is to be noted now."""
        person, group = self.voice.currentData() or (None, None)
        return Noted(plain_words(self.text).strip(), self.language.currentData(), self.kinds.current(),
                     self.day.currentData(), self.item.currentData() or None, person, group,
                     self.rating.currentData())  # fmt: skip

    def clear(self) -> None:
        """It was noted: day, visit, sort and voice stay for the next one."""
        self.text.clear()
        self.rating.setCurrentIndex(0)
        self._rest.stop()
        self.changed.emit()
        self.text.setFocus()

    def draft(self) -> dict[str, Any]:
        """What was chosen and typed, as JSON."""
        one = self.noting()
        return {
            "words": plain_words(self.text), "language": one.language, "kind": one.kind, "item": one.item_id or 0,
            "day": one.day.isoformat() if one.day else "", "voice": [one.person_id, one.subgroup_id],
            "rating": one.rating,
        }  # fmt: skip

    def restore(self, draft: dict[str, Any]) -> None:
        """Put a draft back; what is no longer there is left out."""
        if draft.get("words") and not plain_words(self.text):
            self.text.setPlainText(str(draft["words"]))
            self.text.moveCursor(self.text.textCursor().MoveOperation.End)
            self._rest.stop()
        chosen: Sequence[tuple[QComboBox, Callable[[object], bool]]] = (
            (self.day, lambda data: isinstance(data, date) and data.isoformat() == draft.get("day")),
            (self.item, lambda data: data == draft.get("item")),
            (self.voice, lambda data: isinstance(data, tuple) and list(data) == draft.get("voice")),
            (self.language, lambda data: data == draft.get("language")),
            (self.rating, lambda data: data == draft.get("rating")),
        )
        for combo, fits in chosen:
            at = next((n for n in range(combo.count()) if fits(combo.itemData(n))), -1)
            if at >= 0:
                combo.setCurrentIndex(at)
        self.kinds.choose(str(draft.get("kind") or "seen"))
