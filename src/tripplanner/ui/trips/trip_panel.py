"""The tab with the trip that is open: its names, route and notes in every language, its files, where it is used."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame

from tripplanner.errors import NotFound
from tripplanner.i18n import msg
from tripplanner.planning.kinds import detail, kind
from tripplanner.planning.trips import trip_row
from tripplanner.ui.content import content_languages
from tripplanner.ui.context import Context
from tripplanner.ui.language import Words
from tripplanner.ui.library.hanging import Hanging
from tripplanner.ui.library.section import About
from tripplanner.ui.records.detail import DetailView
from tripplanner.ui.records.values import Writer
from tripplanner.ui.widgets.basics import column, text_label

_LEADING = ("title", "short_title", "route", "objectives", "note", "internal_notes")
#: Days move with their items, the stage by its own steps, the zone with all times: each has its own way.
_ELSEWHERE = ("code", "first_day", "last_day", "stage", "zone")


class TripPanel(QFrame):
    """Shows the trip of the window, or how to choose one."""

    def __init__(self, context: Context, words: Words) -> None:
        super().__init__()
        self._context = context
        self._stale = True
        self.none = words.put(text_label(ink="text3", wrap=True), msg("Open a trip to see everything about it."))
        self.below = Hanging(context, words, "trips", above=False, only=("costs", "attachments", "uses", "history"))
        self.fields = DetailView(context, _LEADING, foot=self.below)
        lines = column(self, (4, 8, 0, 0), 4)
        lines.addWidget(self.none)
        lines.addWidget(self.fields, 1)
        lines.addStretch(0)

    def refresh(self) -> None:
        """The trip of the window may have changed: it is read again when somebody sees it."""
        self._stale = True
        if self.isVisible():
            self._read()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        if self._stale:
            self._read()

    def _read(self) -> None:
        self._stale = False
        context, trip = self._context, self._context.shell.trip
        try:
            row = context.workspace.get(trip_row, trip) if trip is not None else None
        except NotFound:
            row = None
        self.none.setVisible(row is None)
        self.fields.setVisible(row is not None)
        if row is None:
            self.fields.flush()
            return
        first, second = content_languages(context.settings, context.language.code)
        order = tuple(dict.fromkeys((first, second, *row.languages)))
        writer = Writer(context.language.code, context.language.say, first, second)
        found = context.workspace.get(detail, kind("trips"), row.id)
        self.fields.hide_fields(_ELSEWHERE)
        self.fields.show_detail(found, writer, order, row.uuid)
        self.below.show_about(About("trips", "trip", row.id, row.uuid, row.id, row.uuid, writer, order))
