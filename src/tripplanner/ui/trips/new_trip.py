"""The sheet for a new trip: a title per language, dates, zone, size, languages. Errors stand beside their field."""

from __future__ import annotations

from datetime import date
from zoneinfo import available_timezones

from PySide6.QtCore import QDate, QLocale
from PySide6.QtWidgets import QCheckBox, QDateEdit, QDialog, QGridLayout, QLabel, QLineEdit, QWidget

from tripplanner.dates import locale_of
from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, languages, msg
from tripplanner.planning.trips import create_trip
from tripplanner.text import Text
from tripplanner.ui.context import Context
from tripplanner.ui.language import ENDONYMS, Words
from tripplanner.ui.widgets.basics import button, column, restyle, row, text_label

_ZONE = "Europe/Paris"
#: How a date is typed; the day of the week shows that the right one was meant.
_DATE_FORMATS = {"fr": "ddd dd/MM/yyyy", "en": "ddd dd/MM/yyyy", "zh": "yyyy年M月d日 ddd"}


class NewTripDialog(QDialog):
    """``made`` is the id of the new trip after :meth:`exec` gave true."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.made: int | None = None
        self._context = context
        self.words = Words(context.language, self)
        self.words.put(self, msg("New trip"), "setWindowTitle")
        self.setMinimumWidth(self._context.theme.px(520))
        self._titles: dict[str, QLineEdit] = {}
        self._checks: dict[str, QCheckBox] = {}
        self._fields = QGridLayout()
        self._fields.setHorizontalSpacing(12)
        self._fields.setVerticalSpacing(8)
        self._build_titles()
        self._build_dates()
        self._build_languages()
        self.problem = text_label(ink="error", wrap=True)
        self.problem.hide()
        lines = column(self, (24, 20, 24, 16), 14)
        lines.addWidget(self.words.put(text_label(size="section"), msg("New trip")))
        lines.addLayout(self._fields)
        lines.addWidget(self.problem)
        lines.addLayout(self._buttons())

    def _build_titles(self) -> None:
        for code in languages():
            field = QLineEdit()
            name = msg("Title ({language})", language=ENDONYMS.get(code, code))
            self._titles[code] = field
            self._add(name, field)
            field.textEdited.connect(self._clear_problem)

    def _build_dates(self) -> None:
        today = QDate.currentDate()
        self.first, self.last = QDateEdit(today.addDays(60)), QDateEdit(today.addDays(67))
        for field in (self.first, self.last):
            field.setCalendarPopup(True)
            field.setLocale(QLocale(locale_of(self._context.language.code)))
            field.setDisplayFormat(_DATE_FORMATS.get(self._context.language.code, "yyyy-MM-dd"))
        self._add(msg("First day"), self.first)
        self._add(msg("Last day"), self.last)
        self.zone = QLineEdit(_ZONE)
        self._add(msg("Time zone"), self.zone)

    def _build_languages(self) -> None:
        line = row(gap=16)
        for code in languages():
            check = QCheckBox(ENDONYMS.get(code, code))
            check.setAccessibleName(ENDONYMS.get(code, code))
            check.setChecked(code in ("fr", "zh"))
            self._checks[code] = check
            line.addWidget(check)
        line.addStretch(1)
        at = self._fields.rowCount()
        label = self.words.put(text_label(ink="text2", wrap=True), msg("Languages of the documents"))
        self._fields.addWidget(label, at, 0)
        self._fields.addLayout(line, at, 1)

    def _add(self, name: Message, field: QWidget) -> None:
        label = QLabel()
        label.setProperty("ink", "text2")
        label.setBuddy(field)
        self.words.put(label, name)
        self.words.put(field, name, "setAccessibleName")
        at = self._fields.rowCount()
        self._fields.addWidget(label, at, 0)
        self._fields.addWidget(field, at, 1)

    def _buttons(self):
        cancel = button(self.words, msg("Cancel"))
        create = button(self.words, msg("Create the trip"), "filled", self._context.theme, "check")
        cancel.clicked.connect(self.reject)
        create.clicked.connect(self.create)
        create.setDefault(True)
        line = row(gap=10)
        line.addStretch(1)
        line.addWidget(cancel)
        line.addWidget(create)
        return line

    def create(self, _checked: bool = False) -> None:  # pyright: ignore[reportIncompatibleMethodOverride] - Qt's is of no use here
        """Make the trip, or show beside the field what is missing."""
        words = {code: field.text().strip() for code, field in self._titles.items() if field.text().strip()}
        if not words:
            self._refuse(msg("Give the trip a title in at least one language."), next(iter(self._titles.values())))
            return
        if self.last.date() < self.first.date():
            self._refuse(msg("The last day lies before the first."), self.last)
            return
        if self.zone.text() not in available_timezones():
            why = msg("“{zone}” is not a time zone; an example is Europe/Paris.", zone=self.zone.text())
            self._refuse(why, self.zone)
            return
        self._make(words)

    def _make(self, words: dict[str, str]) -> None:
        source = next(iter(words))
        chosen = tuple(code for code, check in self._checks.items() if check.isChecked())
        first, last = (_date(field) for field in (self.first, self.last))
        title = Text.of(source, [code for code in words if code != source], **words)
        try:
            self.made = self._context.workspace.do(
                msg("create the trip “{title}”", title=words[source]),
                create_trip,
                title=title,
                first_day=first,
                last_day=last,
                zone=self.zone.text(),
                languages=chosen or (source,),
            )
        except TripPlannerError as error:
            self._refuse(error.what, next(iter(self._titles.values())))
            return
        self.accept()

    def _refuse(self, why: Message, field: QWidget) -> None:
        self.words.put(self.problem, why)
        self.problem.show()
        field.setAccessibleDescription(self.problem.text())
        restyle(field, wrong=True)
        field.setFocus()

    def _clear_problem(self, _text: str = "") -> None:
        self.problem.hide()
        for field in self._titles.values():
            restyle(field, wrong=False)


def _date(field: QDateEdit) -> date:
    chosen = field.date()
    return date(chosen.year(), chosen.month(), chosen.day())
