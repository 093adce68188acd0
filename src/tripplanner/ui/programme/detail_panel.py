"""The tab with the chosen item: its name and when it is, then every field in every language."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame

from tripplanner.i18n import msg
from tripplanner.planning.kinds import Detail
from tripplanner.planning.trip_rows import ItemRow, TripRow
from tripplanner.ui.context import Context
from tripplanner.ui.language import Words
from tripplanner.ui.plain import in_script
from tripplanner.ui.programme.slots import Slot
from tripplanner.ui.records.detail import DetailView
from tripplanner.ui.records.values import Writer
from tripplanner.ui.widgets.basics import column, text_label

_LEADING = (
    "title", "status", "type", "site", "place", "from_place", "to_place", "distance_km", "drive_min", "vehicle",
    "hosts", "interpreting", "subgroups", "participation_note", "purpose", "notes", "questions", "cases", "fallback",
    "team_notes", "internal_notes",
)  # fmt: skip
_SAID_ABOVE = ("start", "end")
_ZONES = ("start_zone", "end_zone")


class DetailPanel(QFrame):
    """Shows one item, or how to choose one."""

    def __init__(self, context: Context, words: Words) -> None:
        super().__init__()
        self.title = text_label(size="emphasis", strong=True, wrap=True)
        self.when = text_label(ink="text2", size="dense", wrap=True)
        self.none = words.put(text_label(ink="text3", wrap=True), msg("Choose an item to see everything about it."))
        self.fields = DetailView(context, _LEADING)
        lines = column(self, (4, 8, 0, 0), 4)
        for widget in (self.none, self.title, self.when):
            lines.addWidget(widget)
        lines.addWidget(self.fields, 1)
        lines.addStretch(0)
        self.show_nothing()

    def show_nothing(self) -> None:
        """No item is chosen."""
        self.fields.flush()
        self.none.show()
        for widget in (self.title, self.when, self.fields):
            widget.hide()

    def show_item(
        self, slot: Slot, item: ItemRow, found: Detail, writer: Writer, languages: Sequence[str], trip: TripRow
    ) -> None:
        """Show ``item``; edits are steps of its trip."""
        self.none.hide()
        in_script(self.title, slot.title)
        self.when.setText(slot.when)
        own_zone = {item.start_zone, item.end_zone} <= {trip.zone}
        self.fields.hide_fields((*_SAID_ABOVE, *(_ZONES if own_zone else ())))
        self.fields.show_detail(found, writer, languages, trip.uuid)
        for widget in (self.title, self.when, self.fields):
            widget.show()

    def flush(self) -> None:
        """Commit what was typed."""
        self.fields.flush()

    def edit_title(self) -> None:
        """Edit the first field."""
        self.fields.edit_first()
