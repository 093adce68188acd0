"""A small sheet that asks for some fields and does one thing with them; a refusal is said in the sheet itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from tripplanner.dates import clock, typed_date
from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg
from tripplanner.typography import polished
from tripplanner.ui.context import Context
from tripplanner.ui.dialogs import Dialog
from tripplanner.ui.forms import plain_words
from tripplanner.ui.language import Words
from tripplanner.ui.plain import follow_script, one_line
from tripplanner.ui.records import parsing
from tripplanner.ui.widgets.basics import button, column, narrow_combo, row, text_label

Values = dict[str, Any]
#: Pixels that the name of a field takes at most beside it; a longer one goes on below.
_WIDEST = 190


@dataclass(frozen=True, slots=True)
class Asked:
    """A field: its name among the values, its words, its editor and how the value is read from it."""

    key: str
    label: Message
    editor: QWidget
    read: Callable[[], Any]


def words_field(key: str, label: Message, value: str = "", language: str = "") -> Asked:
    """Words on one line; in ``language`` their typography is put right."""
    made = QLineEdit(value)
    follow_script(made)
    return Asked(key, label, made, lambda: _clean(made.text(), language))


def long_field(key: str, label: Message, value: str = "", language: str = "") -> Asked:
    """Words on several lines."""
    made = QPlainTextEdit(value)
    made.setTabChangesFocus(True)
    made.setMinimumHeight(92)
    follow_script(made)
    return Asked(key, label, made, lambda: _clean(plain_words(made), language))


def day_field(key: str, label: Message, value: date | None = None, language: str = "fr") -> Asked:
    """A day, as it is written in any of the languages; empty: unknown."""
    typed = "" if value is None else typed_date(value, language)
    made = QLineEdit(typed)
    made.setPlaceholderText(typed_date(date(2027, 6, 13), language))
    return Asked(key, label, made, lambda: parsing.day(made.text()))


def time_field(key: str, label: Message, value: time | None = None) -> Asked:
    """A time of day; empty: unknown."""
    made = QLineEdit("" if value is None else clock(datetime.combine(date(2000, 1, 1), value)))
    made.setPlaceholderText("09:30")
    return Asked(key, label, made, lambda: parsing.moment(made.text()))


def number_field(key: str, label: Message, value: int | None = None) -> Asked:
    """A count; empty: unknown."""
    made = QLineEdit("" if value is None else str(value))
    return Asked(key, label, made, lambda: parsing.whole(made.text()))


def choice_field(key: str, label: Message, choices: Iterable[tuple[Any, str]], value: Any = None) -> Asked:
    """One of several; the words are said already."""
    made: QComboBox = narrow_combo(18)
    for data, words in choices:
        made.addItem(one_line(words) or "–", data)
    made.setCurrentIndex(max(0, made.findData(value)))
    return Asked(key, label, made, made.currentData)


def tick_field(key: str, label: Message, words: str, value: bool = False) -> Asked:
    """Yes or no."""
    made = QCheckBox(words.replace("&", "&&"))
    made.setChecked(value)
    return Asked(key, label, made, made.isChecked)


class Sheet(Dialog):
    """Accepting means: ``run(values)`` was done. What cannot be read or is refused stays in the sheet, with why."""

    def __init__(
        self,
        context: Context,
        title: Message,
        fields: Sequence[Asked],
        run: Callable[[Values], object],
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self.fields = {field.key: field for field in fields}
        self._run, self._language = run, context.language
        self.words = Words(context.language, self)
        self.words.put(self, title, "setWindowTitle")
        self.trouble = text_label(ink="error", wrap=True)
        self.trouble.hide()
        lines = column(self, (24, 20, 24, 16), 12)
        lines.addStrut(context.theme.px(380))  # unlike a least width of the sheet, this lets wider words widen it
        lines.addWidget(self.words.put(text_label(size="section", wrap=True), title))
        lines.addLayout(self._form(fields, context.theme.px(_WIDEST)))
        lines.addWidget(self.trouble)
        self._add_buttons(lines)
        if fields:
            fields[0].editor.setFocus()

    def hint(self, words: Message) -> None:
        """A sentence above the fields: what can be written in them."""
        lines = self.layout()
        assert isinstance(lines, QVBoxLayout)
        lines.insertWidget(2, self.words.put(text_label(ink="text2", wrap=True), words))  # below strut and title

    def _form(self, fields: Sequence[Asked], widest: int) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for at, field in enumerate(fields):
            label = QLabel()
            label.setProperty("ink", "text2")
            label.setBuddy(field.editor)
            self.words.put(label, field.label)
            self.words.put(field.editor, field.label, "setAccessibleName")
            if label.sizeHint().width() > widest:  # a sentence for a name would leave no room to write in
                label.setWordWrap(True)
                label.setFixedWidth(widest)
            grid.addWidget(label, at, 0)
            grid.addWidget(field.editor, at, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _add_buttons(self, lines: Any) -> None:
        cancel = button(self.words, msg("Cancel"))
        ok = button(self.words, msg("Done"), "filled")
        cancel.clicked.connect(self.reject)
        ok.clicked.connect(self.take)
        ok.setDefault(True)
        line = row(gap=10)
        line.addStretch(1)
        line.addWidget(cancel)
        line.addWidget(ok)
        lines.addLayout(line)

    def take(self) -> None:
        """Do it with what was typed; say what cannot be."""
        try:
            self._run({key: field.read() for key, field in self.fields.items()})
        except TripPlannerError as error:
            self.trouble.setText(error.sentence(self._language.code))
            self.trouble.setAccessibleName(self.trouble.text())
            self.trouble.show()
            return
        self.accept()


def _clean(words: str, language: str) -> str:
    return polished(words.strip(), language) if language else words.strip()
