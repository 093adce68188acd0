"""The programme as a table: a row per item, whatever its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from tripplanner.i18n import msg
from tripplanner.planning.trip_rows import ItemRow
from tripplanner.planning.words import INTERPRETING, ITEM_STATUS, ITEM_TYPE, word
from tripplanner.ui.language import Language
from tripplanner.ui.programme.slots import TROUBLE_ICONS, TROUBLE_TONES, TROUBLES, Reader, Slot
from tripplanner.ui.tables import Column, RowTable


@dataclass(frozen=True, slots=True)
class Line:
    """An item with its slot and the reader that made it."""

    item: ItemRow
    slot: Slot
    reader: Reader


def programme_table(language: Language, parent: QObject) -> RowTable[Line]:
    """An empty table of items."""
    return RowTable(
        (
            Column("title", msg("Item"), _title, second=lambda one: one.slot.second, tone=_tone, icon=_icon, width=280),
            Column("day", msg("Day"), _day, sort=_moment, width=86),
            Column("times", msg("Time"), _times, sort=_moment, width=104),
            Column("type", msg("Type"), lambda one: word(ITEM_TYPE, one.item.type), width=104),
            Column("where", msg("Where"), lambda one: one.reader.words(one.item.where), width=190),
            Column("groups", msg("Groups"), lambda one: ", ".join(one.item.subgroups) or _everyone(one), width=82),
            Column("hosts", msg("Hosts"), _hosts, width=150),
            Column("interpreting", msg("Interpreting"), _interpreting, width=110),
            Column("status", msg("Status"), lambda one: word(ITEM_STATUS, one.item.status), width=96),
            Column("checks", msg("Checks"), _trouble, tone=_trouble_tone, icon=_trouble_icon, width=140),
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


def _everyone(one: Line) -> str:
    return one.reader.say(msg("all"))


def _hosts(one: Line) -> str:
    return ", ".join(one.reader.host(host) for host in one.item.hosts)


def _interpreting(one: Line) -> object:
    return word(INTERPRETING, one.item.interpreting) if one.item.interpreting else ""


_Read = Callable[[Line], object]


def _trouble(one: Line) -> object:
    return TROUBLES[one.slot.trouble] if one.slot.trouble else ""


def _trouble_tone(one: Line) -> str:
    return TROUBLE_TONES.get(one.slot.trouble, "")


def _trouble_icon(one: Line) -> str:
    return TROUBLE_ICONS.get(one.slot.trouble, "")
