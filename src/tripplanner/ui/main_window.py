"""The frame: menu bar, rail, header of the trip, one page at a time, right panel. It knows no page by name."""

from __future__ import annotations

import time
from base64 import b64decode, b64encode

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QWidget

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg, msgn
from tripplanner.settings import Settings
from tripplanner.ui.actions import Actions, digit_of
from tripplanner.ui.context import Context, Frame
from tripplanner.ui.errors import Faults
from tripplanner.ui.jobs import TRAY_AFTER, Jobs
from tripplanner.ui.language import Language, Words
from tripplanner.ui.page import Page, PageInfo, page_infos
from tripplanner.ui.shell import Offer, Shell
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.widgets.basics import column, row
from tripplanner.ui.widgets.header import TripHead, TripHeader
from tripplanner.ui.widgets.landscape import Mark
from tripplanner.ui.widgets.menubar import search_corner
from tripplanner.ui.widgets.panel import WIDTH, SidePanel
from tripplanner.ui.widgets.rail import Rail
from tripplanner.ui.widgets.toasts import Toast

SMALLEST = (1024, 640)
#: Below this width the rail shows icons only.
NARROW_BELOW = 1100


class MainWindow(QMainWindow):
    """Shown before a database is open; pages come with :meth:`open`."""

    painted = Signal()

    def __init__(self, settings: Settings, language: Language, theme: Theme) -> None:
        super().__init__()
        self.setMinimumSize(*SMALLEST)
        self.setWindowTitle("tripplanner")
        self.settings, self.language, self.theme = settings, language, theme
        self.context: Context | None = None
        self.words = Words(language, self)
        self.shell, self.jobs, self.faults = Shell(self), Jobs(self), Faults(self)
        self.actions_ = Actions(self, language, theme)
        self.frame = Frame(settings, language, theme, self.jobs, self.actions_, self.shell)
        self._pages: dict[str, Page] = {}
        self._current = ""
        self._first_paint = True
        self._saved_at: float | None = None
        self._build()
        self._connect()
        self._restore_geometry()

    # -- building

    def _build(self) -> None:
        self.rail = Rail(self.theme, self.words)
        for info in page_infos():
            self.rail.add(info.key, info.title, info.icon, info.foot)
        self.header = TripHeader(self.theme, self.language, self.shell)
        self.header.hide()
        self.stack = QStackedWidget()
        self.panel = SidePanel(self.words)
        self.panel.hide()
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        for i, part in enumerate((self.stack, self.panel)):
            self.split.addWidget(part)
            self.split.setStretchFactor(i, 1 - i)
        central = QWidget()
        sides, right = row(central, gap=0), column(gap=0)
        right.addWidget(self.header)
        right.addWidget(self.split, 1)
        sides.addWidget(self.rail)
        sides.addLayout(right, 1)
        self.setCentralWidget(central)
        self._build_menu()
        self.toast = Toast(self.theme, self.words, self)
        self._place_rail()

    def _build_menu(self) -> None:
        bar = self.menuBar()
        bar.setNativeMenuBar(True)
        self._mark = Mark(self.theme)
        self._mark.setParent(bar)
        self._mark.move(2, 3)
        self._corner = search_corner(self.theme, self.words, "Ctrl+K", lambda: self.actions_.run("palette"))
        bar.setCornerWidget(self._corner, Qt.Corner.TopRightCorner)
        self.actions_.fill(bar)
        view = self.actions_.menu("view")
        view.addSeparator()
        for number, info in enumerate(self._numbered(), start=1):
            action = view.addAction("")
            action.triggered.connect(lambda _checked=False, key=info.key: self.go(key))
            self.words.put(action, _with_keys(info.title, number))
        bar.setMinimumHeight(32)
        self.stack.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocus()

    def _connect(self) -> None:
        self.rail.asked.connect(self.go)
        self.shell.asked.connect(self.go)
        self.shell.said.connect(self._say)
        self.shell.troubled.connect(self.tell)
        self.shell.trip_changed.connect(self._trip_changed)
        self.shell.problems.connect(lambda _found: self.panel.open("checks"))
        self.jobs.changed.connect(self._count_jobs)
        self.jobs.failed.connect(lambda _job, error: self.tell(error))
        self.faults.install(self.tell)
        self.words.also(self._retext)
        self._clock = QTimer(self)
        self._clock.setInterval(5000)
        self._clock.timeout.connect(self._show_saved)
        own = {
            "quit": self.close,
            "undo": self.undo,
            "redo": self.redo,
            "rail": self._toggle_rail,
            "panel": self._toggle_panel,
            "theme": self._toggle_theme,
            "shortcuts": self._show_shortcuts,
            "about": self._show_about,
            "next_pane": lambda: self._next_pane(1),
            "previous_pane": lambda: self._next_pane(-1),
        }
        for key, run in own.items():
            self.actions_.attach(key, run)

    @staticmethod
    def _numbered() -> list[PageInfo]:
        return [info for info in page_infos() if not info.foot][:9]

    # -- pages

    def open(self, context: Context, page: str = "") -> None:
        """Use this database from now on; pages of the former one are dropped."""
        self.close_pages()
        self.context = context
        context.bus.changed.connect(self._changed)
        self._changed(None)
        self.go(page or self.settings.get("page", "") or page_infos()[0].key)

    def close_pages(self) -> None:
        """Forget every page: the database is about to be closed."""
        self._leave()
        self.panel.show_panels(())
        for page in self._pages.values():
            self.stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        self._current, self.context = "", None

    def page(self) -> Page | None:
        """The page shown."""
        return self._pages.get(self._current)

    def current(self) -> str:
        """The key of the page shown."""
        return self._current

    def go(self, key: str, target: object = None) -> None:
        """Show a page, made on its first visit; ``target`` is selected there."""
        info = next((i for i in page_infos() if i.key == key), None)
        if self.context is None or info is None:
            self.rail.choose(self._current)
            return
        if key != self._current:
            self._leave()
            self._enter(info)
        page = self.page()
        if target is not None and page is not None:
            page.select(target)

    def _enter(self, info: PageInfo) -> None:
        if info.key not in self._pages:
            page = info.make(self.context)  # type: ignore[arg-type]
            self._pages[info.key] = page
            self.stack.addWidget(page)
        page = self._pages[info.key]
        self._current = info.key
        self.stack.setCurrentWidget(page)
        self.rail.choose(info.key)
        self.header.setVisible(info.of_trip and self.shell.trip is not None)
        self.panel.show_panels(page.panels())
        self._fit_panel()
        for key, handler in page.offers().items():
            self.actions_.attach(key, handler)
        self.settings.set("page", info.key)
        self._name_undo()
        self.words.put(self, msg("{page} – tripplanner", page=info.title), "setWindowTitle")

    def _leave(self) -> None:
        page = self.page()
        if page is None:
            return
        page.leave()
        for key, handler in page.offers().items():
            self.actions_.detach(key, handler)
        self._keep_split()

    def _trip_changed(self, trip: int | None) -> None:
        self.settings.set("trip", trip)
        self._show_head()
        info = next((i for i in page_infos() if i.key == self._current), None)
        self.header.setVisible(info is not None and info.of_trip and trip is not None)
        page = self.page()
        if page is not None:
            page.refresh()

    def show_head(self, head: TripHead | None) -> None:
        """What the header says; hidden without a trip."""
        if head is not None:
            self.header.show_trip(head)

    def _show_head(self) -> None:
        if self.context is not None and self.shell.trip is not None:
            from tripplanner.ui.trip_head import trip_head

            self.show_head(trip_head(self.context, self.shell.trip))

    # -- changes, undo, redo

    def scope(self) -> str | None:
        """Whose steps undo takes: those of the trip on a trip page, of the library elsewhere."""
        info = next((i for i in page_infos() if i.key == self._current), None)
        if self.context is None or info is None or not info.of_trip or self.shell.trip is None:
            return None
        from tripplanner.ui.trip_head import trip_uuid

        return trip_uuid(self.context, self.shell.trip)

    def undo(self) -> None:
        """Take back one's own latest step here."""
        self._step_back("undo", msg("Undone: {what}"))

    def redo(self) -> None:
        self._step_back("redo", msg("Done again: {what}"))

    def _step_back(self, which: str, said: Message) -> None:
        page = self.page()
        if self.context is None or page is None:
            return
        page.leave()
        self.context.workspace.leave()
        try:
            what = getattr(self.context.workspace, which)(self.scope())
        except TripPlannerError as error:
            self.tell(error)
            return
        if what is not None:
            self._say(Message(said.id, {"what": what}), "ok", None)

    def _changed(self, changes: object) -> None:
        if changes is not None and getattr(changes, "local", True):
            self._saved_at = time.monotonic()
            self._clock.start()
        self._show_saved()
        self._show_head()
        self._name_undo()
        page = self.page()
        if page is not None and changes is not None:
            page.refresh()

    def _name_undo(self) -> None:
        if self.context is None:
            return
        scope = self.scope()
        for key, plain, named in (
            ("undo", msg("Undo"), msg("Undo: {what}")),
            ("redo", msg("Redo"), msg("Redo: {what}")),
        ):
            what = getattr(self.context.workspace, f"{key}_label")(scope)
            self.words.put(self.actions_[key], Message(named.id, {"what": what}) if what else plain)
            self.actions_[key].setEnabled(what is not None)

    def _show_saved(self) -> None:
        if self._saved_at is None:
            text = self.language.say(msg("Everything is saved"))
        else:
            text = self.language.say(_ago(time.monotonic() - self._saved_at))
        self.rail.saved.set(text)

    # -- saying things

    def tell(self, error: BaseException) -> None:
        """A refusal as a toast; anything else is a bug and gets its dialog."""
        if isinstance(error, TripPlannerError):
            self.toast.show_text(error.sentence(self.language.code), "error")
            return
        from tripplanner.ui.dialogs.bug import BugDialog

        BugDialog(error, self.theme, self.language, self).exec()

    def _say(self, message: Message, tone: str, offer: Offer | None) -> None:
        label = self.language.say(offer.label) if offer else ""
        self.toast.show_text(self.language.say(message), tone, label, offer.run if offer else None)

    def _count_jobs(self) -> None:
        self.rail["jobs"].set_count(sum(job.age > TRAY_AFTER for job in self.jobs.running()))

    def _retext(self) -> None:
        self._place_rail()
        self._show_saved()
        self._show_head()
        self._name_undo()

    # -- what the person asks of the frame

    def _toggle_rail(self) -> None:
        self.settings.set("rail_narrow", not self._rail_is_narrow())
        self._place_rail()

    def _rail_is_narrow(self) -> bool:
        return self.width() < NARROW_BELOW or self.settings.get("rail_narrow", False)

    def _place_rail(self) -> None:
        self.rail.set_narrow(self._rail_is_narrow())

    def _toggle_panel(self) -> None:
        if self.panel.stack.count():
            self.panel.setVisible(not self.panel.isVisible())

    def _toggle_theme(self) -> None:
        self.theme.set_mode("light" if self.theme.dark else "dark")
        self.settings.set("theme", self.theme.mode)

    def _show_shortcuts(self) -> None:
        from tripplanner.ui.dialogs.shortcuts import ShortcutsDialog

        ShortcutsDialog(self.language, self).exec()

    def _show_about(self) -> None:
        from tripplanner.ui.dialogs.about import AboutDialog

        AboutDialog(self.theme, self.language, self).exec()

    def _next_pane(self, step: int) -> None:
        page = self.page()
        panes: list[QWidget] = [self.rail, *(page.panes() if page else ()), self.panel]
        shown = [pane for pane in panes if pane.isVisible()]
        focus = self.focusWidget()
        here = next((i for i, p in enumerate(shown) if focus is not None and (p is focus or p.isAncestorOf(focus))), -1)
        target = shown[(here + step) % len(shown)] if shown else None
        if target is not None:
            _focus_first(target)

    # -- events and geometry

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            digit, pages = digit_of(event), self._numbered()
            if digit is not None and digit <= len(pages):
                self.go(pages[digit - 1].key)
                return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        if self._first_paint:
            self._first_paint = False
            QTimer.singleShot(0, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._place_rail()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        self._leave()
        self.settings.set("window", b64encode(self.saveGeometry().data()).decode())
        self._clock.stop()
        self.jobs.close()
        self.faults.remove()
        super().closeEvent(event)

    def _restore_geometry(self) -> None:
        self.resize(1280, 800)
        kept = self.settings.get("window", "")
        if kept:
            self.restoreGeometry(QByteArray(b64decode(kept)))

    def _fit_panel(self) -> None:
        kept = self.settings.get(f"panel/{self._current}", WIDTH)
        room = max(self.split.width(), 600)
        self.split.setSizes([room - kept, kept])

    def _keep_split(self) -> None:
        if self.panel.isVisible():
            self.settings.set(f"panel/{self._current}", self.split.sizes()[1])


def _with_keys(title: Message, number: int) -> Message:
    return Message("{page}\tCtrl+{number}", {"page": title, "number": number})


def _ago(seconds: float) -> Message:
    if seconds < 60:
        return msgn("Saved · {n} s ago", "Saved · {n} s ago", max(1, int(seconds)))
    return msgn("Saved · {n} min ago", "Saved · {n} min ago", int(seconds // 60))


def _focus_first(pane: QWidget) -> None:
    """Focus the pane itself where it takes the keyboard, else its first child that does."""
    if pane.focusPolicy() != Qt.FocusPolicy.NoFocus:
        pane.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return
    child = next(
        (w for w in pane.findChildren(QWidget) if w.isVisible() and w.focusPolicy() & Qt.FocusPolicy.TabFocus), None
    )
    if child is not None:
        child.setFocus(Qt.FocusReason.ShortcutFocusReason)
