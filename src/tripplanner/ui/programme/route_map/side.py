"""Beside the map: what is not on it with the reason, and the recorded tracks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from tripplanner.i18n import msg
from tripplanner.ui.language import Language, Words
from tripplanner.ui.tables import Column, RowTable
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.widgets.basics import button, column, text_label
from tripplanner.ui.widgets.lists import RowList

WIDTH, _ROW, _TRACKS = 228, 46, 3


@dataclass(frozen=True, slots=True)
class Missing:
    """An item that is not on the map, as it is written."""

    key: str
    icon: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class TrackLine:
    """A track as it is written; ``wrong`` when it cannot be drawn."""

    id: int
    name: str
    about: str
    wrong: bool = False


class Side(QFrame):
    """Two lists. ``chosen(key)`` comes for an item; ``track_chosen(id)`` for a track, 0 for none."""

    chosen = Signal(str)
    track_chosen = Signal(int)

    def __init__(self, theme: Theme, words: Words, language: Language, legend: QWidget) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._words, self._telling = words, True
        theme.keep_width(self, WIDTH)
        self.missing_title = text_label(size="body", strong=True, wrap=True)
        self.everything = words.put(text_label(ink="text2", size="dense", wrap=True), msg("Everything is on the map."))
        self._missing = _table(msg("Item"), lambda m: m.title, lambda m: m.reason, language, self, lambda m: m.icon)
        self.missing = RowList(theme, self._missing, words, msg("Not on the map"), _ROW)
        self._tracks = _table(msg("Track"), lambda t: t.name, lambda t: t.about, language, self, _sign_of)
        self.tracks = RowList(theme, self._tracks, words, msg("GPX tracks"), _ROW)
        self._theme = theme
        self.add = button(words, msg("Add a GPX track…"), "", theme, "route")
        self.remove = button(words, msg("Remove the track"), "link", theme, "trash-2")
        lines = column(self, (10, 10, 10, 10), 6)
        for widget in (self.missing_title, self.everything):
            lines.addWidget(widget)
        lines.addWidget(self.missing, 1)
        lines.addStretch(0)
        lines.addWidget(legend)
        lines.addSpacing(8)
        lines.addWidget(words.put(text_label(size="body", strong=True), msg("GPX tracks")))
        for widget in (self.tracks, self.add, self.remove):
            lines.addWidget(widget)
        for shown in (self.missing, self.tracks):
            shown.horizontalHeader().hide()
        self.missing.selectionModel().currentRowChanged.connect(self._missing_chosen)
        self.tracks.selectionModel().currentRowChanged.connect(self._track_turned)
        self.show_missing(())
        self.show_tracks(())

    def show_missing(self, rows: Sequence[Missing]) -> None:
        """Show these items; a sentence when there are none."""
        if list(rows) != self._missing.rows():
            self._missing.set_rows(rows)
        self.missing_title.setText(self._words.say(msg("Not on the map: {count}", count=len(rows))))
        self.missing_title.setVisible(bool(rows))
        self.missing.setVisible(bool(rows))
        self.everything.setVisible(not rows)

    def show_tracks(self, rows: Sequence[TrackLine]) -> None:
        """Show these tracks."""
        if list(rows) != self._tracks.rows():
            self._tracks.set_rows(rows)
        self.tracks.setVisible(bool(rows))
        self.tracks.setFixedHeight(self._theme.px(_ROW) * min(len(rows), _TRACKS) + 6)
        self.remove.setVisible(bool(rows))
        self.remove.setEnabled(self.track() is not None)

    def choose(self, key: str) -> None:
        """Show an item as chosen, where it is listed."""
        self._telling = False
        self.missing.select_position(self._missing.position(lambda row: row.key == key))
        self._telling = True

    def track(self) -> TrackLine | None:
        """The chosen track."""
        found = self.tracks.current_row()
        return found if isinstance(found, TrackLine) else None

    def _missing_chosen(self) -> None:
        row = self.missing.current_row()
        if self._telling and isinstance(row, Missing):
            self.chosen.emit(row.key)

    def _track_turned(self) -> None:
        track = self.track()
        self.remove.setEnabled(track is not None)
        self.track_chosen.emit(track.id if track is not None else 0)


def _sign_of(track: TrackLine) -> str:
    return "triangle-alert" if track.wrong else "route"


def _table(
    title: object,
    first: Callable[..., str],
    second: Callable[..., str],
    language: Language,
    owner: QFrame,
    icon: Callable[..., str],
) -> RowTable:  # type: ignore[type-arg]
    return RowTable((Column("one", title, first, second=second, icon=icon, width=160),), language, owner)  # type: ignore[arg-type]
