"""The programme as a table: a row per item, whatever its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent

from tripplanner.i18n import msg
from tripplanner.planning.trip_rows import ItemRow
from tripplanner.planning.words import INTERPRETING, ITEM_STATUS, ITEM_TYPE, word
from tripplanner.ui.language import Language
from tripplanner.ui.programme.slots import TROUBLE_ICONS, TROUBLE_TONES, TROUBLES, Reader, Slot
from tripplanner.ui.tables import Column, RowTable
from tripplanner.ui.widgets.lists import RowList

#: Columns whose cells can be edited where they stand: all but what the checks say.
EDITABLE = frozenset({"title", "day", "times", "type", "where", "groups", "hosts", "status", "interpreting"})


class ItemList(RowList):
    """The list of items: a double click edits a cell that can be edited, and opens the details from any other."""

    cell_asked = Signal(QModelIndex)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        at = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and at.isValid() and self.editable(at.column()):
            self.setCurrentIndex(at)
            self.cell_asked.emit(at)
            return
        super().mouseDoubleClickEvent(event)

    def editable(self, column: int) -> bool:
        """Whether the cells of a column can be edited."""
        return self.table.columns[column].key in EDITABLE


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """An item with the reader of its slot; ``slots`` makes the slot when the line is looked at."""

    item: ItemRow
    slots: Mapping[str, Slot]
    reader: Reader

    @property
    def slot(self) -> Slot:
        """The item as drawn."""
        return self.slots[self.item.uuid]


def programme_table(language: Language, parent: QObject) -> RowTable[Line]:
    """An empty table of items."""
    return RowTable(
        (
            Column("title", msg("Item"), _title, second=lambda one: one.slot.second, tone=_tone, icon=_icon, width=280),
            Column("day", msg("Day"), _day, sort=_moment, width=86),
            Column("times", msg("Time"), _times, sort=_moment, width=104),
            Column("type", msg("Type"), lambda one: word(ITEM_TYPE, one.item.type), width=104, spare=3),
            Column("where", msg("Where"), _where, width=190, spare=4),
            Column("groups", msg("Groups"), _groups, width=82, spare=6),
            Column("hosts", msg("Hosts"), _hosts, width=150, spare=7),
            Column("interpreting", msg("Interpreting"), _interpreting, width=110, spare=5),
            Column("status", msg("Status"), lambda one: word(ITEM_STATUS, one.item.status), width=96, spare=1),
            Column("checks", msg("Checks"), _trouble, tone=_trouble_tone, icon=_trouble_icon, width=140, spare=2),
        ),
        language,
        parent,
    )


def _title(one: Line) -> str:
    return one.slot.title


def _tone(one: Line) -> str:
    return ""


def _icon(one: Line) -> str:
    return one.slot.icon


def _day(one: Line) -> str:
    return one.reader.clock.day(one.item.start.date()) if one.item.start else "–"


def _times(one: Line) -> object:
    if one.item.start is None:
        return one.slot.span or msg("to place")
    return one.reader.clock.times(one.item.start, one.item.end)


def _moment(one: Line) -> str:
    return one.item.start.isoformat() if one.item.start else ""


def _where(one: Line) -> str:
    item, words = one.item, one.reader.words
    if item.type == "transfer" and (item.from_name or item.to_name):
        return f"{words(item.from_name) or '–'} → {words(item.to_name) or '–'}"
    return words(item.where)


def _groups(one: Line) -> str:
    return one.reader.say(msg("{names}", names=tuple(one.item.subgroups)) if one.item.subgroups else msg("all"))


def _hosts(one: Line) -> str:
    return one.reader.say(msg("{names}", names=tuple(map(one.reader.host, one.item.hosts))))


def _interpreting(one: Line) -> object:
    return word(INTERPRETING, one.item.interpreting) if one.item.interpreting else ""


_Read = Callable[[Line], object]


def _trouble(one: Line) -> object:
    return TROUBLES[one.slot.trouble] if one.slot.trouble else ""


def _trouble_tone(one: Line) -> str:
    return TROUBLE_TONES.get(one.slot.trouble, "")


def _trouble_icon(one: Line) -> str:
    return TROUBLE_ICONS.get(one.slot.trouble, "")
