"""The programme while the database is being opened: read at a glance, painted as the page will paint it.

It stands where the page will stand, so that nothing moves when the page takes its place. Only what can be
used is shown: tools and panels come with the page.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QSplitter, QWidget

from tripplanner.i18n import msg
from tripplanner.planning.glance import glance
from tripplanner.settings import Settings
from tripplanner.ui.content import content_languages
from tripplanner.ui.context import Frame
from tripplanner.ui.language import Words
from tripplanner.ui.programme.grid import Grid
from tripplanner.ui.programme.shelf import Shelf, beside
from tripplanner.ui.programme.slots import Reader
from tripplanner.ui.programme.source import Source, glanced
from tripplanner.ui.programme.times import Clock
from tripplanner.ui.programme.view import View, now_in
from tripplanner.ui.widgets.basics import Segments, column, frame

#: The setting that holds the height above the week, as the page was left.
ABOVE = "programme/above"
#: Milliseconds after which opening goes on, painted or not.
_PATIENCE = 200


def read_first(location: str, trip: str, settings: Settings) -> Source | None:
    """The programme of ``trip`` (number or code) in a file, where the week is what the page will show."""
    if "://" in location or not trip or settings.get("programme/mode", "week") != "week":
        return None
    seen = glance(Path(location), trip)
    return glanced(seen) if seen is not None else None


class FirstLook(QWidget):
    """The week of ``source``; emits ``painted`` once, when it is on screen or nobody looks."""

    painted = Signal()

    def __init__(self, around: Frame, source: Source) -> None:
        super().__init__()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self._done)
        self.words = Words(around.language, self)
        self.grid = Grid(around.theme)
        view = View(source, _reader(around, source), now_in(source.week.trip.zone))
        self.grid.show_sheet(view.week)
        lines = column(self, (16, 10, 12, 12), 10)
        lines.addSpacing(_room_above(around, self.words, lines.spacing()))
        lines.addWidget(self._split(around, view), 1)
        self.grid.viewport().installEventFilter(self)
        self._wait.start(_PATIENCE)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Paint and watched is self.grid.viewport() and self._wait.isActive():
            self._wait.start(0)
        return super().eventFilter(watched, event)

    def _done(self) -> None:
        self.grid.viewport().removeEventFilter(self)
        self.painted.emit()

    def _split(self, around: Frame, view: View) -> QSplitter:
        aside = Shelf(around.theme, self.words, tuple)
        aside.show_waiting(view.unplaced, view.reader)
        card = frame("card")
        column(card, (1, 1, 1, 1), 0).addWidget(self.grid)
        return beside(aside, card)


def _reader(around: Frame, source: Source) -> Reader:
    language, trip = around.language, source.week.trip
    first, second = content_languages(around.settings, language.code, trip.languages)
    clock = Clock(language.code, language.say, trip.zone)
    return Reader(first, second, language.say, clock, source.groups, source.tones)


def _room_above(around: Frame, words: Words, gap: int) -> int:
    """The height of what the page has above the week: as it was left, else two rows of controls."""
    kept = around.settings.get(ABOVE, 0)
    if kept:
        return kept
    models = (Segments(words, (("week", msg("Week")),), msg("View")), QLineEdit())
    high = sum(model.sizeHint().height() + gap for model in models)
    for model in models:
        model.deleteLater()
    return high
