"""The one table of actions. Menus, palette, shortcuts and the help sheet are made from it.

An action is attached to what it does by the window or by the page that is
shown; while nobody offers it, it is disabled and says why. Ctrl+digit opens
pages by the *place* of the key, so that AZERTY and QWERTY behave alike.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QMenuBar, QWidget

from tripplanner.i18n import Message, msg
from tripplanner.ui.language import Language, Words
from tripplanner.ui.theme.theme import Theme


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a person can do. ``keys`` are portable key sequences; ``menu`` may be empty.

    The keys of a ``local`` action work in the panes that ask for them (:meth:`Actions.lend`), not while somebody
    types elsewhere in the window.
    """

    key: str
    label: Message
    menu: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    apart: bool = False
    local: bool = False


MENUS = {
    "file": msg("File"),
    "edit": msg("Edit"),
    "view": msg("View"),
    "item": msg("Item"),
    "trip": msg("Trip"),
    "tools": msg("Tools"),
    "help": msg("Help"),
}

TABLE = (
    Action("new", msg("New trip…"), "file", ("Ctrl+N",), "plus"),
    Action("import", msg("Import…"), "file", ("Ctrl+I",), "upload"),
    Action("export", msg("Export…"), "file", (), "download"),
    Action("open_sample", msg("Open the sample trip"), "file", (), "book-open"),
    Action("open_location", msg("Open another database…"), "file", (), "folder-open", apart=True),
    Action("new_window", msg("New window"), "file", ("Ctrl+Shift+N",), "", apart=True),
    Action("save_document", msg("Save the document…"), "file", ("Ctrl+S",), "save", apart=True),
    Action("print", msg("Print…"), "file", ("Ctrl+P",), "printer"),
    Action("quit", msg("Quit"), "file", ("Ctrl+Q",), "", apart=True),
    Action("undo", msg("Undo"), "edit", ("Ctrl+Z",), "undo-2"),
    Action("redo", msg("Redo"), "edit", ("Ctrl+Shift+Z", "Ctrl+Y"), "redo-2"),
    Action("cut", msg("Cut"), "edit", ("Ctrl+X",), "scissors", apart=True, local=True),
    Action("copy", msg("Copy"), "edit", ("Ctrl+C",), "copy", local=True),
    Action("paste", msg("Paste"), "edit", ("Ctrl+V",), "clipboard-paste", local=True),
    Action("duplicate", msg("Duplicate"), "edit", ("Ctrl+D",), "", local=True),
    Action("delete", msg("Delete"), "edit", ("Del",), "trash-2", local=True),
    Action("edit_in_place", msg("Edit in place"), "edit", ("F2",), "pencil", apart=True),
    Action("edit_together", msg("Change together…"), "edit", ("Ctrl+E",), ""),
    Action("filter", msg("Filter the list"), "edit", ("Ctrl+F",), "search"),
    Action("save_filter", msg("Save this filter…"), "edit", ("Ctrl+Shift+S",), ""),
    Action(
        "validate_text", msg("Validate the translation"), "edit", ("Ctrl+Return", "Ctrl+Enter"), "check", apart=True
    ),
    Action("no_effect", msg("No effect on the translation"), "edit", ("Ctrl+Shift+E",)),
    Action("mark_draft", msg("Mark the translation as a draft"), "edit", (), "circle-dot"),
    Action("copy_source", msg("Copy the source"), "edit", ("Ctrl+Shift+C",), "copy"),
    Action("preview_text", msg("Preview in the page"), "edit", ("Ctrl+Shift+P",), "eye"),
    Action("next_text", msg("Next text"), "edit", ("Ctrl+Down",), "arrow-down"),
    Action("previous_text", msg("Previous text"), "edit", ("Ctrl+Up",), "arrow-up"),
    Action("rail", msg("Names in the side bar"), "view", ("Ctrl+B",), "panel-left"),
    Action("panel", msg("Right panel"), "view", ("F4",), "panel-right"),
    Action("next_pane", msg("Next pane"), "view", ("F6",), "", apart=True),
    Action("previous_pane", msg("Previous pane"), "view", ("Shift+F6",), ""),
    Action("columns", msg("Columns and order…"), "view", ("Ctrl+Alt+C",), "table"),
    Action("content_language", msg("Next content language"), "view", ("Ctrl+L",), "languages"),
    Action("zoom_in", msg("Zoom in"), "view", ("Ctrl++", "Ctrl+="), "zoom-in", apart=True),
    Action("zoom_out", msg("Zoom out"), "view", ("Ctrl+-",), "zoom-out"),
    Action("zoom_fit", msg("Fit to the window"), "view", ("Ctrl+Shift+0",), "maximize"),
    Action("view_day", msg("Programme by day"), "view", ("Ctrl+Alt+D",), "", apart=True),
    Action("view_week", msg("Programme by week"), "view", ("Ctrl+Alt+W",), ""),
    Action("view_list", msg("Programme as a list"), "view", ("Ctrl+Alt+L",), ""),
    Action("view_map", msg("Programme on the map"), "view", ("Ctrl+Alt+M",), "map-pin"),
    Action("theme", msg("Light or dark"), "view", (), "moon", apart=True),
    Action("open_item", msg("Open the details"), "item", ("Return", "Enter"), "panel-right", local=True),
    Action("quick_add", msg("Quick add"), "item", ("Ctrl+J",), "calendar-plus"),
    Action("place", msg("Place at a day and time…"), "item", ("Ctrl+M",), "calendar-plus"),
    Action("first_gap", msg("Place in the first gap of the day"), "item", ("Ctrl+G",), "", local=True),
    Action("unplace", msg("Back to the unplaced list"), "item", ("Shift+Del",), "", local=True),
    Action("earlier", msg("15 minutes earlier"), "item", ("Alt+Up",), "arrow-up", apart=True, local=True),
    Action("later", msg("15 minutes later"), "item", ("Alt+Down",), "arrow-down", local=True),
    Action("earlier_5", msg("5 minutes earlier"), "item", ("Alt+Shift+Up",), "", local=True),
    Action("later_5", msg("5 minutes later"), "item", ("Alt+Shift+Down",), "", local=True),
    Action("later_pushing", msg("15 minutes later, pushing what follows"), "item", ("Ctrl+Alt+Down",), "", local=True),
    Action("day_before", msg("One day earlier"), "item", ("Alt+Left",), "arrow-left", local=True),
    Action("day_after", msg("One day later"), "item", ("Alt+Right",), "arrow-right", local=True),
    Action("shorter", msg("15 minutes shorter"), "item", ("Alt+PgUp",), "", apart=True, local=True),
    Action("longer", msg("15 minutes longer"), "item", ("Alt+PgDown",), "", local=True),
    Action("shorter_5", msg("5 minutes shorter"), "item", ("Alt+Shift+PgUp",), "", local=True),
    Action("longer_5", msg("5 minutes longer"), "item", ("Alt+Shift+PgDown",), "", local=True),
    Action("lock", msg("Lock or unlock the time"), "item", ("Ctrl+Shift+L",), "pin", apart=True),
    Action("travel_before", msg("Insert travel before"), "item", ("Ctrl+Shift+T",), "bus"),
    Action("travel_after", msg("Insert travel after"), "item", ("Ctrl+Alt+T",), "bus"),
    Action("split", msg("Split between the sub-groups…"), "item", ("Ctrl+Alt+S",), "split"),
    Action("next_problem", msg("Next problem"), "trip", ("F8",), "triangle-alert"),
    Action("previous_problem", msg("Previous problem"), "trip", ("Shift+F8",), ""),
    Action("first_fix", msg("Apply the first fix of the problem"), "trip", ("Alt+Return", "Alt+Enter"), "sparkles"),
    Action("shift_later", msg("Shift the rest of the day by +15 min"), "trip", ("Ctrl+Alt+PgDown",), "", apart=True),
    Action("shift_earlier", msg("Shift the rest of the day by −15 min"), "trip", ("Ctrl+Alt+PgUp",), ""),
    Action("shift_rest", msg("Shift the rest of the day…"), "trip", (), "clock"),
    Action("copy_day", msg("Copy the day onto another…"), "trip", (), "copy"),
    Action("add_track", msg("Add a GPX track…"), "trip", (), "route"),
    Action("propose", msg("Propose a programme…"), "trip", ("Ctrl+Alt+P",), "sparkles", apart=True),
    Action("rain", msg("Rain: swap the day for its fallbacks"), "trip", (), "cloud-rain"),
    Action("trip_dates", msg("Dates of the trip…"), "trip", (), "calendar-days", apart=True),
    Action("shift_dates", msg("Shift all dates of the trip…"), "trip", (), "calendar-range"),
    Action("copy_trip", msg("Copy the trip as a template…"), "trip", (), "copy"),
    Action("archive", msg("Archive or reopen the trip"), "trip", (), "archive"),
    Action("next_trip", msg("Next open trip"), "trip", ("Ctrl+PgDown",), "", apart=True),
    Action("previous_trip", msg("Previous open trip"), "trip", ("Ctrl+PgUp",), ""),
    Action("close_trip", msg("Close the trip"), "trip", ("Ctrl+W",), "x"),
    Action("preview", msg("Preview the documents"), "trip", ("Ctrl+Shift+D",), "eye"),
    Action("release", msg("Release a version…"), "trip", ("Ctrl+Shift+R",), "send"),
    Action("phone_calendar", msg("Calendar for a phone…"), "trip", (), "phone"),
    Action("palette", msg("Search or act…"), "tools", ("Ctrl+K",), "search"),
    Action("unlock_vault", msg("Unlock the vault…"), "tools", (), "lock-open", apart=True),
    Action("lock_vault", msg("Lock the vault now"), "tools", (), "lock"),
    Action("duplicates", msg("Find duplicates…"), "tools", (), "git-compare-arrows"),
    Action("backup", msg("Make a backup now"), "tools", (), "shield-check", apart=True),
    Action("shortcuts", msg("Keyboard shortcuts"), "help", ("F1", "Shift+F1"), "keyboard"),
    Action("about", msg("About tripplanner"), "help", (), "info", apart=True),
)

#: Kept free: they belong to input methods and to the switching of keyboard layouts.
RESERVED = ("Ctrl+Space", "Ctrl+Shift+F", "Alt+Shift")

#: Pressed in a dialog or a field they mean something else: the panes of the programme take them themselves.
LEFT_TO_PANES = ("Return", "Enter")

NOT_HERE = msg("Not available on this screen")

# Physical keys 1 … 9 of the top row: evdev code + 8 on X11 and Wayland, scan codes on Windows.
_XKB_DIGITS = {10 + i: i + 1 for i in range(9)}
_WINDOWS_DIGITS = {2 + i: i + 1 for i in range(9)}
_MAC_DIGITS = {18: 1, 19: 2, 20: 3, 21: 4, 23: 5, 22: 6, 26: 7, 28: 8, 25: 9}


def digit_of(event: QKeyEvent, platform: str = sys.platform) -> int | None:
    """The digit (1 to 9) on the physical key pressed, whatever the layout prints; None for other keys."""
    if platform == "darwin":
        by_place = _MAC_DIGITS.get(event.nativeVirtualKey())
    else:
        table = _WINDOWS_DIGITS if platform == "win32" else _XKB_DIGITS
        by_place = table.get(event.nativeScanCode())
    if by_place is not None:
        return by_place
    number = event.key() - Qt.Key.Key_0
    return number if 1 <= number <= 9 else None


class Actions(QObject):
    """The live actions of one window."""

    changed = Signal()

    def __init__(self, window: QMainWindow, language: Language, theme: Theme) -> None:
        super().__init__(window)
        self._window, self._theme = window, theme
        self._words = Words(language, window)
        self._made: dict[str, QAction] = {}
        self._handlers: dict[str, list[Callable[[], object]]] = {}
        self._menus: list[QMenu] = []
        for row in TABLE:
            self._make(row)
        theme.changed.connect(self.tint)

    def __getitem__(self, key: str) -> QAction:
        return self._made[key]

    def rows(self) -> tuple[Action, ...]:
        """Every action, in the order of the table."""
        return TABLE

    def fill(self, bar: QMenuBar) -> None:
        """Build the menus from the table."""
        for key, title in MENUS.items():
            menu = QMenu(bar)
            self._menus.append(menu)
            self._words.put(menu, title, "setTitle")
            for row in (r for r in TABLE if r.menu == key):
                if row.apart and not menu.isEmpty():
                    menu.addSeparator()
                menu.addAction(self._made[row.key])
            bar.addMenu(menu)

    def menu(self, key: str) -> QMenu:
        """A menu made by :meth:`fill`, to add entries the table cannot know (pages)."""
        return self._menus[list(MENUS).index(key)]

    def attach(self, key: str, handler: Callable[[], object]) -> None:
        """Let ``handler`` do the action from now on; the latest attached handler wins."""
        self._handlers.setdefault(key, []).append(handler)
        self._enable(key, True)

    def detach(self, key: str, handler: Callable[[], object]) -> None:
        """Undo :meth:`attach`."""
        left = [h for h in self._handlers.get(key, []) if h != handler]
        self._handlers[key] = left
        self._enable(key, bool(left))

    def lend(self, widget: QWidget) -> None:
        """Let the keys of local actions work while ``widget``, or something in it, has the focus."""
        for row in TABLE:
            if row.local:
                widget.addAction(self._made[row.key])

    def relabel(self, key: str, label: Message) -> None:
        """Say more than the table does: what an undo would take back."""
        self._words.put(self._made[key], label)

    def restore_label(self, key: str) -> None:
        """Say again what the table does."""
        self._words.put(self._made[key], next(row.label for row in TABLE if row.key == key))

    def run(self, key: str) -> None:
        """Do an action: what an input method is composing is committed first, so that it is not lost."""
        handlers = self._handlers.get(key)
        if handlers and self._made[key].isEnabled():
            QGuiApplication.inputMethod().commit()
            handlers[-1]()

    def _make(self, row: Action) -> None:
        action = QAction(self._window)
        action.setObjectName(row.key)
        action.setShortcuts([QKeySequence(k) for k in row.keys if k not in LEFT_TO_PANES])
        where = Qt.ShortcutContext.WidgetWithChildrenShortcut if row.local else Qt.ShortcutContext.WindowShortcut
        action.setShortcutContext(where)
        self._made[row.key] = action
        self._words.put(action, row.label)
        action.triggered.connect(lambda _checked=False, key=row.key: self.run(key))
        if not row.local:
            self._window.addAction(action)
        self._enable(row.key, False)

    def _enable(self, key: str, on: bool) -> None:
        action = self._made[key]
        action.setEnabled(on)
        row = next(r for r in TABLE if r.key == key)
        self._words.put(action, row.label if on else NOT_HERE, "setToolTip")
        self.changed.emit()

    def tint(self) -> None:
        """Draw the icons of the menus; called after the first paint, because drawing them takes time."""
        for row in TABLE:
            if row.icon:
                self._made[row.key].setIcon(self._theme.icon(row.icon, "text2", 16))


def shortcut_text(action: Action) -> str:
    """The keys of an action as this system writes them, or nothing."""
    texts = [QKeySequence(k).toString(QKeySequence.SequenceFormat.NativeText) for k in action.keys]
    return " · ".join(texts)
