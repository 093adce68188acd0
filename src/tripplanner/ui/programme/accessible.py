"""What a screen reader meets instead of a painting: the grid and the map as lists whose children are slots.

Qt asks a factory for the accessible side of a widget; ours answers for the
grid. A slot is a child with a name of its own ("mercredi 16 septembre, 9 h 30
à 11 h 30, Asters"), a place on the screen, and the states *selected* and
*focused*. Interfaces live as long as Qt wants them, so they hold the widget
weakly and answer "nothing" once it is gone.
"""

from __future__ import annotations

import weakref

import shiboken6
from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor, QWindow

from tripplanner.ui.programme.grid import Grid
from tripplanner.ui.programme.route_map.canvas import MapCanvas
from tripplanner.ui.programme.slots import Slot

_NAME, _DESCRIPTION = QAccessible.Text.Name, QAccessible.Text.Description
_installed = False


def install() -> None:
    """Make grids readable; once per process."""
    global _installed
    if not _installed:
        _installed = True
        QAccessible.installFactory(_factory)


def _factory(_name: str, widget: QObject) -> QAccessibleInterface | None:
    return GridReader(widget) if isinstance(widget, Grid | MapCanvas) else None


class GridReader(QAccessibleInterface):
    """The grid or the map: a list of slots in the order of days and times."""

    def __init__(self, grid: Grid | MapCanvas) -> None:
        super().__init__()
        self._ref = weakref.ref(grid)
        self._readers: dict[str, SlotReader] = {}

    def grid(self) -> Grid | MapCanvas | None:
        """The widget while it lives."""
        grid = self._ref()
        return grid if grid is not None and shiboken6.isValid(grid) else None

    def slots(self) -> list[Slot]:
        """The slots read, in order."""
        grid = self.grid()
        return grid.placed() if grid is not None else []

    def isValid(self) -> bool:  # noqa: N802
        return self.grid() is not None

    def object(self) -> QObject | None:  # type: ignore[override]
        return self.grid()

    def window(self) -> QWindow | None:  # type: ignore[override]
        grid = self.grid()
        return grid.window().windowHandle() if grid is not None else None

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        grid = self.grid()
        above = grid.parentWidget() if grid is not None else None
        return QAccessible.queryAccessibleInterface(above) if above is not None else None

    def childCount(self) -> int:  # noqa: N802
        return len(self.slots())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        slots = self.slots()
        return self._reader(slots[index].key) if 0 <= index < len(slots) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:  # noqa: N802
        keys = [slot.key for slot in self.slots()]
        key = child.key if isinstance(child, SlotReader) else ""
        return keys.index(key) if key in keys else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]  # noqa: N802
        grid = self.grid()
        slot = grid.slot_at(grid.viewport().mapFromGlobal(QPoint(x, y)).toPointF()) if grid is not None else None
        return self._reader(slot.key) if slot is not None else None

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]  # noqa: N802
        grid = self.grid()
        return self._reader(grid.current()) if grid is not None and grid.current() else None

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.List

    def rect(self) -> QRect:
        grid = self.grid()
        return QRect(grid.mapToGlobal(QPoint(0, 0)), grid.size()) if grid is not None else QRect()

    def state(self) -> QAccessible.State:
        state, grid = QAccessible.State(), self.grid()
        if grid is not None:
            state.focusable = True  # type: ignore[method-assign, assignment]
            state.focused = grid.hasFocus()  # type: ignore[method-assign, assignment]
            state.invisible = not grid.isVisible()  # type: ignore[method-assign, assignment]
        return state

    def text(self, kind: QAccessible.Text) -> str:
        grid = self.grid()
        if grid is None:
            return ""
        return {_NAME: grid.accessibleName(), _DESCRIPTION: grid.accessibleDescription()}.get(kind, "")

    def setText(self, kind: QAccessible.Text, text: str) -> None:  # noqa: N802
        del kind, text

    def foregroundColor(self) -> QColor:  # noqa: N802
        return QColor()

    def backgroundColor(self) -> QColor:  # noqa: N802
        return QColor()

    def _reader(self, key: str) -> SlotReader:
        if key not in self._readers:
            self._readers[key] = SlotReader(self, key)
        return self._readers[key]


class SlotReader(QAccessibleInterface):
    """One slot."""

    def __init__(self, owner: GridReader, key: str) -> None:
        super().__init__()
        self._owner, self.key = weakref.ref(owner), key

    def _slot(self) -> Slot | None:
        owner = self._owner()
        return next((slot for slot in owner.slots() if slot.key == self.key), None) if owner is not None else None

    def _grid(self) -> Grid | MapCanvas | None:
        owner = self._owner()
        return owner.grid() if owner is not None else None

    def isValid(self) -> bool:  # noqa: N802
        return self._slot() is not None

    def object(self) -> QObject | None:  # type: ignore[override]
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]
        owner = self._owner()
        return owner.window() if owner is not None else None

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        return self._owner()

    def childCount(self) -> int:  # noqa: N802
        return 0

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        del index
        return None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]  # noqa: N802
        del x, y
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:  # noqa: N802
        del child
        return -1

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def rect(self) -> QRect:
        grid = self._grid()
        if isinstance(grid, MapCanvas):
            box = grid.box_of_key(self.key)
            return QRect(grid.mapToGlobal(box.topLeft()), box.size())
        piece = next((p for p in grid.sheet().plan.pieces if p.key == self.key and p.first), None) if grid else None
        if grid is None or piece is None:
            return QRect()
        box = grid.box_of(piece).toAlignedRect()
        return QRect(grid.viewport().mapToGlobal(box.topLeft()), box.size())

    def state(self) -> QAccessible.State:
        state, grid = QAccessible.State(), self._grid()
        if grid is not None:
            chosen = grid.current() == self.key
            state.selectable = state.focusable = True  # type: ignore[method-assign, assignment]
            state.selected = chosen  # type: ignore[method-assign, assignment]
            state.focused = chosen and grid.hasFocus()  # type: ignore[method-assign, assignment]
        return state

    def text(self, kind: QAccessible.Text) -> str:
        slot = self._slot()
        if slot is None:
            return ""
        return {_NAME: slot.name, _DESCRIPTION: slot.second}.get(kind, "")

    def setText(self, kind: QAccessible.Text, text: str) -> None:  # noqa: N802
        del kind, text

    def foregroundColor(self) -> QColor:  # noqa: N802
        return QColor()

    def backgroundColor(self) -> QColor:  # noqa: N802
        return QColor()
