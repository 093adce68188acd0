"""The card at the right of a library page: the record's name in two languages, then all its fields."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QFrame

from tripplanner.i18n import Message, msg
from tripplanner.planning.kinds import Detail, kind
from tripplanner.ui.context import Context
from tripplanner.ui.language import Words
from tripplanner.ui.library.files import dropped, is_picture
from tripplanner.ui.library.hanging import Hanging
from tripplanner.ui.library.season import SeasonStrip
from tripplanner.ui.library.section import About, Section
from tripplanner.ui.library.shelf import Shelf
from tripplanner.ui.library.surroundings import Surroundings
from tripplanner.ui.plain import in_script
from tripplanner.ui.records.detail import DetailView
from tripplanner.ui.records.legend import Legend
from tripplanner.ui.records.values import UNVERIFIED, Writer
from tripplanner.ui.widgets.basics import column, text_label

#: Pixels of height below which the fields need all the room.
_ROOM_FOR_MAP = 560
CHOOSE = msg("Choose an entry to see everything about it.")
NOTHING_FOUND = msg("The filter finds nothing: there is no entry to show here.")


class RecordCard(QFrame):
    """Shows one record, or how to choose one."""

    def __init__(self, context: Context, words: Words, shelf: Shelf) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._shelf, self._words, self._context = shelf, words, context
        self._mapped = False
        self._about: About | None = None
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.timeout.connect(self.complete)
        self.title = text_label(size="section", wrap=True)
        self.second = text_label(ink="text2", wrap=True)
        self.map = Surroundings(context)
        self.season = SeasonStrip(context.theme)
        self.above = Hanging(context, words, shelf.kind, above=True)
        self.below = Hanging(context, words, shelf.kind, above=False)
        self.fields = DetailView(context, shelf.leading, head=self.above, foot=self.below)
        self.none = text_label(ink="text3", wrap=True)
        self.legend = Legend(context.theme, words)
        lines = column(self, (16, 14, 8, 10), 4)
        for widget in (self.none, self.map, self.title, self.second, self.season):
            lines.addWidget(widget)
        lines.addSpacing(4)
        lines.addWidget(self.fields, 1)
        lines.addWidget(self.legend)
        lines.addStretch(0)
        self.setAcceptDrops(True)
        self.show_nothing(CHOOSE)

    def show_nothing(self, why: Message) -> None:
        """No record is chosen; ``why`` stands in its place."""
        self._words.put(self.none, why)
        self._late.stop()
        self._about = None
        self.fields.flush()
        self.none.show()
        self._mapped = False
        for widget in (self.map, self.title, self.second, self.season, self.fields, self.legend):
            widget.hide()

    def show_record(
        self,
        row: Any,
        found: Detail,
        writer: Writer,
        languages: Sequence[str],
        scope: str | None,
        *,
        later: bool = False,
    ) -> None:
        """Show a row with everything that was read of it; ``later``: what hangs on it after the next events."""
        title, second = self._shelf.headline(row)
        self.none.hide()
        in_script(self.title, title)
        in_script(self.second, second)
        seasonal = self._shelf.kind == "sites"
        if seasonal:
            self.season.put(row.open_months, writer.language, self._words.say(UNVERIFIED))
        self._show_map(row, title)
        self.fields.hide_fields(self._shelf.hidden)
        self.fields.show_detail(found, writer, languages, scope)
        self._about = self._about_it(found, writer, languages, scope)
        if later:
            self.above.hold(self._about)
            self.below.hold(self._about)
            self._late.start(0)
        else:
            self.complete()
        for widget in (self.title, self.fields, self.legend):
            widget.show()
        self.second.setVisible(bool(second))
        self.season.setVisible(seasonal)

    def complete(self) -> None:
        """Show what hangs on the record, above and below its fields, where that still has to be done."""
        self._late.stop()
        about, self._about = self._about, None
        if about is not None:
            self.above.show_about(about)
            self.below.show_about(about)

    def _about_it(self, found: Detail, writer: Writer, languages: Sequence[str], scope: str | None) -> About:
        table = kind(found.kind).model.__tablename__
        trip = self._context.shell.trip
        return About(found.kind, table, found.id, found.uuid, trip, scope, writer, tuple(languages))

    def section(self, key: str) -> Section:
        """The section of the card with this key."""
        return next(one for one in (*self.above.sections, *self.below.sections) if one.key == key)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Pictures are taken anywhere on the card; other files are for the page, or for the fold they fall on."""
        if self._pictures(event):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        found = self._pictures(event)
        if found:
            event.acceptProposedAction()
            self.section("photos").add(found)  # type: ignore[attr-defined]

    def _pictures(self, event: QDropEvent) -> Sequence[Path]:
        paths = dropped(event.mimeData())
        able = self.fields.isVisible() and any(one.key == "photos" for one in self.above.sections)
        able = able and not self._context.workspace.read_only
        return paths if able and paths and all(is_picture(path) for path in paths) else ()

    def _show_map(self, row: Any, title: str) -> None:
        around = self._shelf.surroundings(row)
        self._mapped = around is not None
        if around is not None:
            self.map.put(title, *around)
        self._fit_map()

    def _fit_map(self) -> None:
        """The map goes where the window is too low for it and the fields."""
        self.map.setVisible(self._mapped and self.height() >= self._context.theme.px(_ROOM_FOR_MAP))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit_map()
