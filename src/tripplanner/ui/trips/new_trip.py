"""The sheet for a new trip: empty or in the shape of another; titles, dates, zone, languages."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QCheckBox, QDateEdit, QGridLayout, QLabel, QLineEdit, QWidget

from tripplanner.dates import date_span, zones
from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, languages, msg
from tripplanner.planning import arranging
from tripplanner.planning.trip_rows import TripRow
from tripplanner.planning.trips import create_trip, list_trips
from tripplanner.text import Text
from tripplanner.typography import polished
from tripplanner.ui.context import Context
from tripplanner.ui.dialogs import Dialog
from tripplanner.ui.language import ENDONYMS, Words, say_days
from tripplanner.ui.plain import one_line
from tripplanner.ui.widgets.basics import button, column, narrow_combo, restyle, row, text_label
from tripplanner.ui.widgets.flow import Flow

_ZONE = "Europe/Paris"
_AHEAD, _NIGHTS = 60, 7  # days from today to the first day, and from that to the last, until somebody chooses
_LANGUAGES = ("fr", "zh")
_EMPTY = msg("An empty trip")


class NewTripDialog(Dialog):
    """``made`` is the id of the new trip after :meth:`exec` gave true."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.made: int | None = None
        self._context = context
        self.words = Words(context.language, self)
        self.words.put(self, msg("New trip"), "setWindowTitle")
        self._titles: dict[str, QLineEdit] = {}
        self._checks: dict[str, QCheckBox] = {}
        self._wrong: QWidget | None = None
        self._fields = QGridLayout()
        self._fields.setHorizontalSpacing(12)
        self._fields.setVerticalSpacing(8)
        self._fields.setColumnStretch(1, 1)
        self._patterns = tuple(reversed(context.workspace.get(list_trips)))  # the newest is the likeliest
        self._build_pattern()
        self._build_titles()
        self._build_dates()
        self._build_languages()
        self.problem = text_label(ink="error", wrap=True)
        self.problem.hide()
        self._lay_out()
        self.words.also(self._say_again)
        self._say_again()

    def _lay_out(self) -> None:
        lines = column(self, (24, 20, 24, 16), 14)
        lines.addStrut(self._context.theme.px(472))  # unlike a least width of the sheet, wider words widen it
        lines.addWidget(self.words.put(text_label(size="section"), msg("New trip")))
        lines.addLayout(self._fields)
        lines.addWidget(self.problem)
        lines.addLayout(self._buttons())

    def _build_pattern(self) -> None:
        """What to start from; there is nothing to choose before the first trip."""
        self.pattern = narrow_combo()
        self.pattern.addItem("")
        self.pattern.addItems([""] * len(self._patterns))
        self.taken = text_label(ink="text2", size="dense", wrap=True)
        self.words.put(
            self.taken,
            msg("Copied: days, items as ideas, hosts to be asked, lodgings, vehicles, sub-groups. Left out: people, "
                "costs, statuses."),
        )  # fmt: skip
        self.taken.hide()
        if self._patterns:
            self._add(msg("Start from"), self.pattern)
            self._fields.addWidget(self.taken, self._fields.rowCount(), 1)
        self.pattern.currentIndexChanged.connect(self._pattern_chosen)

    def _build_titles(self) -> None:
        for code in languages():
            field = QLineEdit()
            name = msg("Title ({language})", language=ENDONYMS.get(code, code))
            self._titles[code] = field
            self._add(name, field)
            field.textEdited.connect(self._clear_problem)

    def _build_dates(self) -> None:
        first = QDate.currentDate().addDays(_AHEAD)
        self.first, self.last = QDateEdit(first), QDateEdit(first.addDays(_NIGHTS))
        self._before = first
        for field in (self.first, self.last):
            field.setCalendarPopup(True)
        self.first.dateChanged.connect(self._first_moved)
        self.last.dateChanged.connect(self._clear_problem)
        self._add(msg("First day"), self.first)
        self._add(msg("Last day"), self.last)
        self.zone = QLineEdit(_ZONE)
        self.zone.textEdited.connect(self._clear_problem)
        self._add(msg("Time zone"), self.zone)

    def _build_languages(self) -> None:
        group = QWidget()
        boxes = Flow(group, gap=16)
        for code in languages():
            check = QCheckBox(ENDONYMS.get(code, code))
            check.setAccessibleName(ENDONYMS.get(code, code))
            check.setChecked(code in _LANGUAGES)
            self._checks[code] = check
            boxes.addWidget(check)
        name, at = msg("Languages of the documents"), self._fields.rowCount()
        self.words.put(group, name, "setAccessibleName")
        self._fields.addWidget(self.words.put(text_label(ink="text2", wrap=True), name), at, 0)
        self._fields.addWidget(group, at, 1)

    def _add(self, name: Message, field: QWidget) -> None:
        label = QLabel()
        label.setProperty("ink", "text2")
        label.setBuddy(field)
        self.words.put(label, name)
        self.words.put(field, name, "setAccessibleName")
        at = self._fields.rowCount()
        self._fields.addWidget(label, at, 0)
        self._fields.addWidget(field, at, 1)

    def _say_again(self) -> None:
        """What is made of data: the trips to start from, and how a date is written."""
        code = self._context.language.code
        self.pattern.setItemText(0, self.words.say(_EMPTY))
        for at, trip in enumerate(self._patterns, 1):
            self.pattern.setItemText(at, _called(trip, code))
        for field in (self.first, self.last):
            say_days(field, code)

    def start_from(self) -> TripRow | None:
        """The trip whose shape is copied, ``None`` for an empty one."""
        at = self.pattern.currentIndex()
        return self._patterns[at - 1] if at > 0 else None

    def _pattern_chosen(self, _at: int) -> None:
        """A copy is as long as its pattern, lies in its zone, and speaks its languages unless they are changed."""
        self._clear_problem()
        trip = self.start_from()
        self.taken.setVisible(trip is not None)
        for field in (self.last, self.zone):
            field.setEnabled(trip is None)
        self.zone.setText(trip.zone if trip else _ZONE)
        self.last.setDate(self.first.date().addDays(trip.days - 1 if trip else _NIGHTS))
        for code, check in self._checks.items():
            check.setChecked(code in (trip.languages if trip else _LANGUAGES))

    def _first_moved(self, first: QDate) -> None:
        """The last day moves along: the trip keeps its length."""
        self._clear_problem()
        self.last.setDate(self.last.date().addDays(self._before.daysTo(first)))
        self._before = first

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
        if self.zone.text() not in zones():
            why = msg("“{zone}” is not a time zone; an example is Europe/Paris.", zone=self.zone.text())
            self._refuse(why, self.zone)
            return
        self._make(words)

    def _make(self, words: dict[str, str]) -> None:
        source, trip = next(iter(words)), self.start_from()
        chosen = tuple(code for code, check in self._checks.items() if check.isChecked()) or (source,)
        first, last = (_date(field) for field in (self.first, self.last))
        clean = {code: polished(said, code) for code, said in words.items()}
        title = Text.of(source, [code for code in words if code != source], **clean)
        label, do = msg("create the trip “{title}”", title=words[source]), self._context.workspace.do
        try:
            if trip is not None:
                self.made = do(label, arranging.copy_trip, trip.id, first, title, languages=chosen)
            else:
                zone = self.zone.text()
                self.made = do(
                    label, create_trip, title=title, first_day=first, last_day=last, zone=zone, languages=chosen
                )
        except TripPlannerError as error:
            self._refuse(error.what, self.pattern if trip is not None else next(iter(self._titles.values())))
            return
        self.accept()

    def _refuse(self, why: Message, field: QWidget) -> None:
        self._clear_problem()
        self.words.put(self.problem, why)
        self.problem.show()
        self._wrong = field
        field.setAccessibleDescription(self.problem.text())
        restyle(field, wrong=True)
        field.setFocus()

    def _clear_problem(self, _now: object = None) -> None:
        self.problem.hide()
        if self._wrong is not None:
            self._wrong.setAccessibleDescription("")
            restyle(self._wrong, wrong=False)
            self._wrong = None


def _called(trip: TripRow, language: str) -> str:
    """A trip among those to start from; its dates tell apart those of one name."""
    title = one_line((trip.short_title or trip.title).best(language)) or trip.code or str(trip.id)
    return f"{title} · {date_span(trip.first_day, trip.last_day, language)}"


def _date(field: QDateEdit) -> date:
    chosen = field.date()
    return date(chosen.year(), chosen.month(), chosen.day())
