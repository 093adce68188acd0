"""The tab with the chosen item: its name and when it is, then every field in every language."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QWidget

from tripplanner.i18n import msg
from tripplanner.planning.item_parts import ItemParts
from tripplanner.planning.kinds import Detail
from tripplanner.planning.trip_rows import ItemRow, TripRow
from tripplanner.ui.context import Context
from tripplanner.ui.language import Words
from tripplanner.ui.library.hanging import Hanging
from tripplanner.ui.library.section import About
from tripplanner.ui.plain import in_script
from tripplanner.ui.programme.parts_view import PartsView
from tripplanner.ui.programme.slots import Slot
from tripplanner.ui.programme.when_editor import WhenEditor
from tripplanner.ui.records.detail import DetailView
from tripplanner.ui.records.values import Writer
from tripplanner.ui.widgets.basics import column, text_label

_LEADING = (
    "title", "status", "type", "distance_km", "drive_min", "interpreting", "participation_note", "purpose", "notes",
    "fallback", "team_notes", "internal_notes",
)  # fmt: skip
#: Fields with editors of their own.
_ELSEWHERE = (
    "start", "end", "start_zone", "end_zone", "site", "place", "from_place", "to_place", "vehicle", "hosts",
    "subgroups", "questions", "cases",
)  # fmt: skip


class DetailPanel(QFrame):
    """Shows one item, or how to choose one."""

    def __init__(self, context: Context, words: Words, when: WhenEditor, parts: PartsView) -> None:
        super().__init__()
        self.when_editor, self.parts = when, parts
        self.below = Hanging(context, words, "items", above=False, only=("attachments", "uses"))
        self.title = text_label(size="emphasis", strong=True, wrap=True)
        self.when = text_label(ink="text2", size="dense", wrap=True)
        self.none = words.put(text_label(ink="text3", wrap=True), msg("Choose an item to see everything about it."))
        foot = QWidget()
        under = column(foot, gap=4)
        under.addWidget(parts)
        under.addWidget(self.below)
        self.fields = DetailView(context, _LEADING, head=when, foot=foot)
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
        self,
        slot: Slot,
        item: ItemRow,
        found: Detail,
        belongs: ItemParts,
        writer: Writer,
        languages: Sequence[str],
        trip: TripRow,
    ) -> None:
        """Show ``item`` and what belongs to it; edits are steps of its trip."""
        self.none.hide()
        in_script(self.title, slot.title)
        self.when.setText(slot.when)
        self.when_editor.show_item(item)
        self.parts.show_item(item, belongs, tuple(languages))
        self.fields.hide_fields(_ELSEWHERE)
        self.fields.show_detail(found, writer, languages, trip.uuid)
        about = About("items", "item", found.id, found.uuid, trip.id, trip.uuid, writer, tuple(languages))
        self.below.show_about(about)
        for widget in (self.title, self.when, self.fields):
            widget.show()

    def flush(self) -> None:
        """Commit what was typed."""
        self.fields.flush()

    def edit_title(self) -> None:
        """Edit the first field."""
        self.fields.edit_first()
