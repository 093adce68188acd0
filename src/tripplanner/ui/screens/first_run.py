"""The first start: language, where the data goes, who the office is, the sample trip. Nothing is asked twice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QFileDialog, QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from tripplanner.i18n import Message, languages, msg
from tripplanner.settings import default_database
from tripplanner.ui.context import Context, Frame
from tripplanner.ui.language import ENDONYMS, Words, verbatim
from tripplanner.ui.places import warning
from tripplanner.ui.unfailing import unfailing
from tripplanner.ui.widgets.basics import Segments, button, column, frame, row, scrolled, text_label
from tripplanner.ui.widgets.landscape import Landscape, paint_contours

#: Fields of the office, in order.
OFFICE: tuple[tuple[str, Message], ...] = (
    ("name", msg("Name of the office")),
    ("short_name", msg("Short name")),
    ("email", msg("E-mail")),
    ("phone", msg("Telephone")),
)


@unfailing
class FirstRun(QWidget):
    """Shown instead of the pages until the database exists. ``open`` is the application's."""

    def __init__(self, frame_: Frame, open: Callable[..., None]) -> None:
        super().__init__()
        self._frame, self._open = frame_, open
        self.words = Words(frame_.language, self)
        self.office: dict[str, QLineEdit] = {}
        card = frame("card")
        frame_.theme.keep_width(card, 560)
        lines = column(card, (28, 20, 28, 20), 10)
        self._build_head(lines)
        self._build_language(lines)
        self._build_place(lines)
        self._build_office(lines)
        self._build_foot(lines)
        self._lay_out(card)
        self._judge_place()

    def _lay_out(self, card: QFrame) -> None:
        inner = QWidget()
        middle = column(inner, (24, 20, 24, 20))
        middle.addStretch(1)
        middle.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(1)
        column(self).addWidget(scrolled(inner))

    def _build_head(self, lines: QVBoxLayout) -> None:
        lines.addWidget(Landscape(self._frame.theme), 0, Qt.AlignmentFlag.AlignHCenter)
        title = self.words.put(text_label(size="title"), msg("Welcome"))
        title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        lines.addWidget(title)
        told = msg("Four things, which can all be changed later. Everything stays on this computer and works offline.")
        sentence = self.words.put(text_label(ink="text2", wrap=True), told)
        sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        lines.addWidget(sentence)

    def _build_language(self, lines: QVBoxLayout) -> None:
        choices = [(code, verbatim(ENDONYMS.get(code, code))) for code in languages()]
        self.language = Segments(self.words, choices, msg("Language of the window"))
        self.language.choose(self._frame.language.code)
        self.language.chosen.connect(self._frame.language.set)
        lines.addWidget(self.words.put(text_label(strong=True), msg("Language of the window")))
        lines.addWidget(self.language)

    def _build_place(self, lines: QVBoxLayout) -> None:
        name = msg("Where the data is kept")
        self.place = QLineEdit(str(default_database()))
        self.place.textChanged.connect(lambda _text: self._judge_place())
        self.words.put(self.place, name, "setAccessibleName")
        browse = button(self.words, msg("Choose…"), "", self._frame.theme, "folder-open")
        browse.clicked.connect(lambda _checked=False: self._browse())
        line = row()
        line.addWidget(self.place, 1)
        line.addWidget(browse)
        self.place_warning = text_label(ink="warn", size="dense", wrap=True)
        lines.addWidget(self.words.put(_label_for(self.place), name))
        lines.addLayout(line)
        lines.addWidget(self.place_warning)

    def _build_office(self, lines: QVBoxLayout) -> None:
        lines.addWidget(self.words.put(text_label(strong=True), msg("Your office (printed on documents)")))
        for pair in (OFFICE[:2], OFFICE[2:]):
            line = row(gap=12)
            for key, name in pair:
                line.addLayout(self._field(key, name), 1)
            lines.addLayout(line)

    def _field(self, key: str, name: Message) -> QVBoxLayout:
        field = QLineEdit()
        self.words.put(field, name, "setAccessibleName")
        self.office[key] = field
        label = _label_for(field, plain=True)
        made = column(gap=2)
        made.addWidget(self.words.put(label, name))
        made.addWidget(field)
        return made

    def _build_foot(self, lines: QVBoxLayout) -> None:
        self.sample = self.words.control(QCheckBox(), msg("Add the sample trip in three languages (can be removed)"))
        self.sample.setChecked(True)
        lines.addWidget(self.sample)
        foot: QHBoxLayout = row()
        existing = button(self.words, msg("Open an existing database…"), "link")
        existing.clicked.connect(lambda _checked=False: self._open_existing())
        self.start = button(self.words, msg("Begin"), "filled", self._frame.theme, "arrow-right")
        self.start.setDefault(True)
        self.start.clicked.connect(lambda _checked=False: self.begin())
        foot.addWidget(existing)
        foot.addStretch(1)
        foot.addWidget(self.start)
        lines.addLayout(foot)

    def _judge_place(self) -> None:
        why = warning(self.place.text())
        self.place_warning.setVisible(why is not None)
        if why is not None:
            self.words.put(self.place_warning, why)

    def _browse(self) -> None:
        title = self.words.say(msg("Where the data is kept"))
        chosen, _kind = QFileDialog.getSaveFileName(self, title, self.place.text(), "tripplanner (*.db)")
        if chosen:
            self.place.setText(chosen)

    def _open_existing(self) -> None:
        title = self.words.say(msg("Open an existing database…"))
        start = str(Path(self.place.text()).parent)
        chosen, _kind = QFileDialog.getOpenFileName(self, title, start, "tripplanner (*.db *.sqlite);;* (*)")
        if chosen:
            self._keep_settings()
            self._open(chosen)

    def begin(self) -> None:
        """Create the database and fill in what was said."""
        self.start.setEnabled(False)
        self._keep_settings()
        place, said, sample = self.place.text(), self._said(), self.sample.isChecked()
        self._open(place, create=True, then=lambda context: _fill(context, said, sample))

    def _keep_settings(self) -> None:
        self._frame.settings.set("language", self._frame.language.code)

    def _said(self) -> dict[str, str]:
        return {key: field.text().strip() for key, field in self.office.items() if field.text().strip()}

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_contours(painter, self.width(), self.height(), self._frame.theme.colour("text"))


def _label_for(field: QWidget, plain: bool = False) -> QLabel:
    made = QLabel()
    made.setProperty("strong", not plain)
    made.setProperty("ink", "text2" if plain else "")
    made.setBuddy(field)
    return made


def _fill(context: Context, said: dict[str, str], sample: bool) -> None:
    """Write the office and the sample into the new database: two steps that can be undone."""
    from tripplanner.planning.offices import edit_office
    from tripplanner.planning.sample import load_sample
    from tripplanner.text import EMPTY

    if said:
        fields: dict[str, Any] = dict(said)
        if "name" in fields:
            code = context.language.code
            fields["name"] = EMPTY.with_words(code, said["name"])
        context.workspace.do(msg("name the office"), edit_office, None, **fields)
    if sample:
        context.workspace.do(msg("load the sample"), load_sample)
