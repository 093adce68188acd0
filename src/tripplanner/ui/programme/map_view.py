"""The *Map* of the programme: stops by day over the bundled ground, what is missing and tracks beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from tripplanner.dates import distance
from tripplanner.i18n import msg
from tripplanner.ui.context import Context
from tripplanner.ui.language import Words
from tripplanner.ui.programme.board import Board
from tripplanner.ui.programme.route_map.backdrop import Atlas, Backdrop, DrawnTrack
from tripplanner.ui.programme.route_map.canvas import ZOOM, MapCanvas
from tripplanner.ui.programme.route_map.content import Chart, chart
from tripplanner.ui.programme.route_map.legend import Entry, Legend
from tripplanner.ui.programme.route_map.scene import Voice
from tripplanner.ui.programme.route_map.side import Missing, Side, TrackLine
from tripplanner.ui.programme.route_map.track_hands import TrackHands
from tripplanner.ui.programme.view import day_of
from tripplanner.ui.widgets.basics import column, frame, icon_button, row, text_label

if TYPE_CHECKING:
    from tripplanner.ui.programme.slots import Reader

_EDGE, _LONGEST_NAME = 12, 24


class MapView(QWidget):
    """The view; ``selected(key)`` and ``activated(key)`` as the grid has them. ``day`` is ``None`` for all days.

    ``turned`` comes after another day was chosen here.
    """

    selected = Signal(str)
    activated = Signal(str)
    turned = Signal()

    def __init__(self, context: Context, words: Words, board: Board) -> None:
        super().__init__()
        self._context, self._words, self._board = context, words, board
        self.day: date | None = None
        self._stale = True
        self._whole = Chart()
        self._trip: int | None = None
        self._backdrop = Backdrop()
        self.canvas = MapCanvas(context.theme)
        words.put(self.canvas, msg("Map of the programme"), "setAccessibleName")
        self.legend = Legend(self.canvas.painter())
        self.side = Side(context.theme, words, context.language, self.legend)
        self.tracks = TrackHands(context, board, self)
        self.side.add.clicked.connect(self.tracks.add)
        self.side.remove.clicked.connect(self._remove_track)
        self._build_overlay()
        card = frame("card")
        column(card, (1, 1, 1, 1), 0).addWidget(self.canvas)
        line = row(self, gap=12)
        line.addWidget(self.side)
        line.addWidget(card, 1)
        self.atlas = Atlas(context, self)
        self.atlas.ready.connect(self._drawable)
        self.canvas.selected.connect(self.selected)
        self.canvas.activated.connect(self.activated)
        self.side.chosen.connect(self.selected)
        self.side.track_chosen.connect(self._look_at_track)
        self.canvas.installEventFilter(self)
        context.bus.changed.connect(self._notice)

    def offers(self) -> dict[str, Callable[[], object]]:
        """Handlers for rows of the action table."""
        return {"add_track": self.tracks.add}

    def _build_overlay(self) -> None:
        """What lies on the map: how near, where it comes from, and a sentence when it is empty."""
        theme, words = self._context.theme, self._words
        self.controls = QFrame(self.canvas)
        self.controls.setProperty("look", "card")
        self.nearer = icon_button(words, msg("Zoom in"), theme, "zoom-in")
        self.farther = icon_button(words, msg("Zoom out"), theme, "zoom-out")
        self.whole = icon_button(words, msg("Show the whole way"), theme, "maximize")
        lines = column(self.controls, (3, 3, 3, 3), 2)
        for one, run in (
            (self.nearer, lambda: self.canvas.zoom(ZOOM)),
            (self.farther, lambda: self.canvas.zoom(1 / ZOOM)),
            (self.whole, self.canvas.fit),
        ):
            one.clicked.connect(run)
            lines.addWidget(one)
        self.empty = QFrame(self.canvas)
        self.empty.setProperty("look", "card")
        said = column(self.empty, (20, 16, 20, 16), 4)
        title = words.put(text_label(size="emphasis", strong=True, wrap=True), msg("Nothing to show on the map"))
        self.sentence = words.put(
            text_label(ink="text2", wrap=True),
            msg("No item of this programme has a place with coordinates. Give its site or its place a position."),
        )
        for one in (title, self.sentence):
            one.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            one.setFixedWidth(theme.px(300))
            said.addWidget(one)

    # -- what is shown

    def present(self) -> None:
        """Show the programme as the board has it now; stops and ways come with its ground."""
        view, ground, trip = self._board.view, self._board.ground, self._board.trip()
        if view is None or trip is None:
            return
        self._read_backdrop(trip.id)
        self._whole = chart(ground, view.reader.words) if ground is not None else Chart()
        if self.day is not None and self.day not in view.days:
            self.day = None
        shown = self._whole.on(self.day)
        codes = view.source.groups
        self.canvas.show_chart(shown, view.slots, codes, self._voice(view.reader), whole=self.day is None)
        self.side.show_missing(
            [
                Missing(one.key, view.slots[one.key].icon, view.slots[one.key].title, self._words.say(one.reason))
                for one in shown.absent
                if one.key in view.slots
            ]
        )
        self.empty.setVisible(ground is not None and not shown.keys and not self._backdrop.tracks)
        self._explain()
        self.choose(self._board.current)

    def _read_backdrop(self, trip: int) -> None:
        if trip != self._trip:
            self._trip, self.day, self._stale = trip, None, True
            self.canvas.restart()
        if self._stale:
            self._stale = False
            self.atlas.ask(trip)

    def _notice(self, _changes: object) -> None:
        """Something was written: tracks and towns may be others when the map is shown next."""
        self._stale = True

    def show_day(self, day: date | None) -> None:
        """Show one day, or all of them, whole."""
        if day != self.day:
            self.day = day
            self.canvas.restart()
            self.turned.emit()

    def step_day(self, step: int) -> None:
        """The next or previous day; before the first one are all of them, and no step turns to these and back."""
        days = [None, *self._board.days()]
        here = days.index(self.day) if self.day in days else 0
        at = here + step if step else 0 if self.day is not None else days.index(self._board.day_meant())
        if 0 <= at < len(days):
            self.show_day(days[at])

    def stepper(self) -> tuple[str, bool, bool]:
        """The day that is shown, and whether one can step back and on."""
        view, days = self._board.view, self._board.days()
        if self.day is None or view is None:
            return self._words.say(msg("All days")), False, bool(days)
        return view.reader.clock.day_title(self.day), True, self.day != days[-1]

    def zoom(self, by: int | None) -> None:
        """Nearer (a positive number) or farther; ``None`` shows the whole way."""
        if by is None:
            self.canvas.fit()
        else:
            self.canvas.zoom(ZOOM if by > 0 else 1 / ZOOM)

    def reveal(self) -> None:
        """Bring the chosen item into view."""
        if self.isVisible():
            self.canvas.reveal()

    def choose(self, key: str) -> None:
        """Show an item as chosen."""
        self.canvas.choose(key)
        self.side.choose(key)

    def follow(self, key: str) -> None:
        """Turn to the day of an item that is about to be chosen, where only one is shown."""
        item = self._board.item(key)
        day = day_of(item) if item is not None else None
        if self.day is not None and day is not None and day != self.day:
            self.show_day(day)

    def _voice(self, reader: Reader) -> Voice:
        code = self._context.language.code
        return Voice(
            self._place,
            reader.words,
            lambda numbers: self._words.say(msg("D{numbers}", numbers=numbers)),
            lambda text, bold: self.canvas.painter().size(text, bold=bold),
            lambda kilometres: distance(kilometres, code),
            (reader.first, reader.second, code),
        )

    def _place(self, key: str) -> str:
        """Where an item is, shortened: the site, the place, else its title."""
        item, view = self._board.item(key), self._board.view
        if item is None or view is None:
            return ""
        words = " ".join((view.reader.words(item.where) or view.slots[key].title).split())
        return words if len(words) <= _LONGEST_NAME + 2 else words[:_LONGEST_NAME].rstrip(" ,，") + "…"

    def _drawable(self, backdrop: Backdrop) -> None:
        self._backdrop = backdrop
        self.canvas.show_backdrop(backdrop)
        self.side.show_tracks([self._track_line(one) for one in backdrop.tracks])
        self._explain()
        self.empty.setVisible(self.empty.isVisible() and not backdrop.tracks)

    def _track_line(self, one: DrawnTrack) -> TrackLine:
        if one.track is None:
            return TrackLine(one.row.id, one.row.name, self._words.say(one.trouble or msg("cannot be read")), True)
        code = self._context.language.code
        parts = [distance(one.track.kilometres, code), self._board.title_of(self._item_of(one.row.owner_uuid))]
        return TrackLine(one.row.id, one.row.name, " · ".join(part for part in parts if part))

    def _item_of(self, owner: str) -> str:
        return owner if self._board.item(owner) is not None else ""

    # -- the legend

    def _explain(self) -> None:
        self.legend.show_entries(self._entries(), self._board.source.groups if self._board.source else ())
        self._lay()

    def _entries(self) -> Sequence[Entry]:
        ways = self.canvas.chart().ways
        found: list[Entry] = []
        if self.canvas.chart().stops:
            sign = ("2.3", msg("Day 2, third stop")) if self.day is None else ("3", msg("Third stop of the day"))
            found.append(Entry("sign", self._words.say(sign[1]), sample=sign[0]))
        if any(not way.groups and not way.estimate for way in ways):
            found.append(Entry("way", self._words.say(msg("Everyone’s way"))))
        for groups in dict.fromkeys(way.groups for way in ways if way.groups):
            found.append(Entry("way", self._words.say(msg("Group {codes}", codes=" · ".join(groups))), groups))
        if any(way.estimate for way in ways):
            found.append(Entry("estimate", self._words.say(msg("Estimated way"))))
        if any(one.track is not None for one in self._backdrop.tracks):
            found.append(Entry("track", self._words.say(msg("GPX track"))))
        return found

    def _remove_track(self) -> None:
        track = self.side.track()
        if track is not None:
            self.tracks.remove(track.id, track.name)

    def _look_at_track(self, id: int) -> None:
        """Bring a track into view."""
        found = next((one.track for one in self._backdrop.tracks if one.row.id == id), None)
        if found is not None:
            self.canvas.look_at([point for line in found.lines for point in line])

    # -- places of what lies on the map

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Resize:
            self._lay()
        return super().eventFilter(watched, event)

    def _lay(self) -> None:
        canvas = self.canvas
        self.controls.adjustSize()
        canvas.covered = self.controls.width() + _EDGE
        self.controls.move(canvas.width() - self.controls.width() - _EDGE, _EDGE)
        self.empty.adjustSize()
        self.empty.move((canvas.width() - self.empty.width()) // 2, (canvas.height() - self.empty.height()) // 2)
