"""What stands on the window: menus, rail, header of the trip, one page at a time, right panel.

It knows no page by name: pages come from ``tripplanner.ui.pages``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg
from tripplanner.settings import Settings
from tripplanner.ui.actions import Actions, digit_of
from tripplanner.ui.context import Context, Frame
from tripplanner.ui.dialogs import ask
from tripplanner.ui.errors import Faults
from tripplanner.ui.jobs import TRAY_AFTER, Jobs
from tripplanner.ui.language import Language, Words
from tripplanner.ui.main_window import MainWindow
from tripplanner.ui.page import Page, PageInfo, page_infos
from tripplanner.ui.panes import next_pane
from tripplanner.ui.shell import Offer, Shell
from tripplanner.ui.steps import Steps
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.widgets.banner import Banner
from tripplanner.ui.widgets.basics import column, row
from tripplanner.ui.widgets.header import TripHead, TripHeader
from tripplanner.ui.widgets.menubar import MenuBar
from tripplanner.ui.widgets.panel import WIDTH, SidePanel
from tripplanner.ui.widgets.rail import Rail
from tripplanner.ui.widgets.toasts import Toast

if TYPE_CHECKING:
    from tripplanner.ui.texts.counter import Counter
    from tripplanner.ui.vault.keeper import VaultKeeper

#: Below this width of the window the rail shows icons only.
NARROW_BELOW = 1100


class Desk(QObject):
    """Built on a window once Qt is up; pages come with :meth:`open`, when a database is."""

    def __init__(self, window: MainWindow, settings: Settings, language: Language, theme: Theme) -> None:
        super().__init__(window)
        self.window, self.settings, self.language, self.theme = window, settings, language, theme
        self.context: Context | None = None
        self.words = Words(language, window)
        self.shell, self.jobs, self.faults = Shell(self), Jobs(self), Faults(self)
        self.actions = Actions(window, language, theme)
        self.frame = Frame(settings, language, theme, self.jobs, self.actions, self.shell)
        self._pages: dict[str, Page] = {}
        self._memories: dict[str, object] = {}
        self._current = ""
        self._instead: QWidget | None = None
        self._counter: Counter | None = None
        self._languages: tuple[str, ...] = ()
        self.keeper: VaultKeeper | None = None
        self._vault = ""
        self._build()
        self._connect()
        window.desk = self
        self.fit()

    # -- building

    def _build(self) -> None:
        self.rail = Rail(self.theme, self.words)
        for info in page_infos():
            self.rail.add(info.key, info.title, info.icon, info.foot)
        self.header = TripHeader(self.theme, self.language, self.shell)
        self.stack = QStackedWidget()
        self.panel = SidePanel(self.words, self.theme)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        for i, part in enumerate((self.stack, self.panel)):
            self.split.addWidget(part)
            self.split.setStretchFactor(i, 1 - i)
        central = QWidget()
        sides, right = row(central, gap=0), column(gap=0)
        self.banner = Banner(self.theme, self.words)
        right.addWidget(self.banner)
        right.addWidget(self.header)
        right.addWidget(self.split, 1)
        sides.addWidget(self.rail)
        sides.addLayout(right, 1)
        self.header.hide()
        self.panel.hide()
        self.bar = MenuBar(self.theme, self.words, lambda: self.actions.run("palette"))
        self.actions.fill(self.bar)
        self._fill_view_menu()
        self.window.setMenuBar(self.bar)
        self.window.setCentralWidget(central)
        self.toast = Toast(self.theme, self.words, self.window)
        self.steps = Steps(self)
        central.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        central.setFocus()

    def _fill_view_menu(self) -> None:
        view = self.actions.menu("view")
        view.addSeparator()
        for number, info in enumerate(numbered(), start=1):
            action = view.addAction("")
            action.triggered.connect(lambda _checked=False, key=info.key: self.go(key))
            self.words.put(action, Message("{page}\tCtrl+{number}", {"page": info.title, "number": number}))

    def _connect(self) -> None:
        self.rail.asked.connect(self.go)
        self.shell.asked.connect(self.go)
        self.shell.said.connect(self.say)
        self.shell.troubled.connect(self.tell)
        self.shell.trip_changed.connect(self._trip_changed)
        self.shell.titled.connect(self.show_head)
        self.shell.panel_asked.connect(self._ask_panel)
        self.jobs.changed.connect(self._count_jobs)
        self.jobs.failed.connect(lambda _job, error: self.tell(error))
        self.faults.install(self.tell)
        self.words.also(self._retext)
        self.theme.changing.connect(self.drop_hidden)
        own: dict[str, Callable[[], object]] = {
            "quit": self.window.close,
            "undo": self.steps.undo,
            "redo": self.steps.redo,
            "rail": self._toggle_rail,
            "panel": self._toggle_panel,
            "theme": self._toggle_theme,
            "palette": self._show_palette,
            "shortcuts": lambda: self._dialog("shortcuts", "ShortcutsDialog", self.language),
            "about": lambda: self._dialog("about", "AboutDialog", self.theme, self.language),
            "next_pane": lambda: self._next_pane(1),
            "previous_pane": lambda: self._next_pane(-1),
            "preview": lambda: self.go("documents"),
            "new_window": self._open_beside,
        }
        for key, run in own.items():
            self.actions.attach(key, run)
        self.actions.tint()

    # -- pages

    def open(self, context: Context, page: str = "") -> None:
        """Use this database from now on; pages of the former one are dropped."""
        self.close_pages()
        self.context = context
        self._say_if_read_only(context)
        from tripplanner.ui.vault.keeper import VaultKeeper

        self.keeper = VaultKeeper(context, self._tell_vault, self)
        context.bus.changed.connect(self._changed)
        self.steps.refresh()
        self.show_head()
        kept = page or self.settings.get("page", "")
        known = [info.key for info in page_infos()]
        self.go(kept if kept in known else known[0])
        self._rest_focus()

    def _say_if_read_only(self, context: Context) -> None:
        """Nothing can be changed: say so where nobody misses it, with the way out."""
        self.banner.setVisible(context.workspace.read_only)
        if context.workspace.read_only:
            why = msg("This database is open read-only: it can be read and printed, nothing in it can be changed.")
            location = context.workspace.location.name
            self.banner.say(why, msg("Open it for writing"), lambda: self.shell.reopen(location))

    def show_instead(self, widget: QWidget) -> None:
        """Show something that needs no database (the first run, a refusal) instead of the pages."""
        self.banner.hide()
        self.close_pages()
        self.stack.addWidget(widget)
        self.stack.setCurrentWidget(widget)
        self._instead = widget
        self.rail.setEnabled(False)
        self._rest_focus()

    def show_early(self, key: str, widget: QWidget, head: TripHead) -> None:
        """Show what a page will show, before the database is open: where and as :meth:`go` will show it."""
        self.close_pages()
        self._instead = widget
        self.rail.choose(key)
        self.header.show_trip(head)
        self.header.show()
        self.panel.show()
        self._fit_panel(key)
        self.stack.addWidget(widget)
        self.stack.setCurrentWidget(widget)

    def _tell_vault(self, state: str) -> None:
        """The state of the vault at the foot of the rail; what is shown may depend on it."""
        from tripplanner.ui.vault.words import STATE_ICONS, STATE_WORDS

        self.rail.vault.setVisible(state != "none")
        said = STATE_WORDS.get(state)
        self.rail.vault.set(self.language.say(said) if said else "", icon=STATE_ICONS.get(state))
        if state == self._vault:
            return
        former, self._vault = self._vault, state
        for key, when, run in (
            ("lock_vault", "open", self._lock_vault),
            ("unlock_vault", "locked", self._unlock_vault),
        ):
            self.actions.detach(key, run)
            if state == when:
                self.actions.attach(key, run)
        page = self.page()
        if page is not None and former:
            page.refresh()

    def _lock_vault(self) -> None:
        if self.keeper is not None:
            self.keeper.lock()

    def _unlock_vault(self) -> None:
        if self.context is not None:
            from tripplanner.ui.vault.unlock import unlocked

            unlocked(self.context, self.window)

    def close_pages(self) -> None:
        """Forget every page: the database is about to be closed."""
        self._leave()
        if self.keeper is not None:
            self.keeper.close()
            self.keeper, self._vault = None, ""
            self._tell_vault("none")
        self.panel.show_panels(())
        self.header.hide()
        for page in self._pages.values():
            page.drop()
        dropped: list[QWidget] = list(self._pages.values())
        if self._instead is not None:
            dropped.append(self._instead)
        for widget in dropped:
            self.stack.removeWidget(widget)
            widget.deleteLater()
        self._pages.clear()
        self._memories.clear()
        self._current, self.context, self._instead = "", None, None
        if self._counter is not None:
            self._counter.deleteLater()
            self._counter = None
        self.rail.setEnabled(True)

    def drop_hidden(self) -> None:
        """Forget the pages that are not shown: a new theme is then put on one page only.

        They are made again, with what was chosen there, when somebody goes back to them.
        """
        for key in [key for key in self._pages if key != self._current]:
            page = self._pages.pop(key)
            self._memories[key] = page.memory()
            page.drop()
            self.stack.removeWidget(page)
            page.deleteLater()
            QCoreApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)

    def page(self) -> Page | None:
        """The page shown."""
        return self._pages.get(self._current)

    def info(self) -> PageInfo | None:
        """What is known of the page shown."""
        return next((info for info in page_infos() if info.key == self._current), None)

    def go(self, key: str, target: object = None) -> None:
        """Show a page, made on its first visit; ``target`` is selected there."""
        info = next((i for i in page_infos() if i.key == key), None)
        if self.context is None or info is None:
            self.rail.choose(self._current)
            return
        if key != self._current:
            self._leave()
            self._enter(info, self.context)
        page = self.page()
        if target is not None and page is not None:
            page.select(target)

    def _rest_focus(self) -> None:
        """Give the keyboard to the content of the page, else to nothing that shows a ring.

        Qt hands the focus of what hides to the first field or button it finds: nobody asked for that one.
        """
        page = self.page()
        home = page.home() if page is not None else None
        target = home if home is not None and home.isVisible() else self.window.centralWidget()
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enter(self, info: PageInfo, context: Context) -> None:
        if info.key not in self._pages:
            self._pages[info.key] = info.make(context)
            page = self._pages[info.key]
            self.stack.addWidget(page)
            if info.key in self._memories:
                page.recall(self._memories.pop(info.key))
        else:
            page = self._pages[info.key]
            page.enter()
        self._current = info.key
        focused = self.window.focusWidget()
        self.stack.setCurrentWidget(page)
        if focused is None or focused is self.window.centralWidget() or not focused.isVisible():
            self._rest_focus()
        self.rail.choose(info.key)
        self.header.setVisible(info.of_trip and self.shell.trip is not None)
        self.panel.show_panels(page.panels())
        self._fit_panel(info.key)
        for key, handler in page.offers().items():
            self.actions.attach(key, handler)
        for key, label in page.labels().items():
            self.actions.relabel(key, label)
        self.settings.set("page", info.key)
        self.steps.refresh()
        self.words.put(self.window, msg("{page} – tripplanner", page=info.title), "setWindowTitle")

    def _leave(self) -> None:
        page = self.page()
        if page is None:
            return
        page.leave()
        for key, handler in page.offers().items():
            self.actions.detach(key, handler)
        for key in page.labels():
            self.actions.restore_label(key)
        if self.panel.isVisible():
            self.settings.set(f"panel/{self._current}", self.split.sizes()[1])

    def _trip_changed(self, trip: int | None) -> None:
        self.settings.set("trip", trip)
        self.show_head()
        info, page = self.info(), self.page()
        self.header.setVisible(info is not None and info.of_trip and trip is not None)
        self.steps.refresh()
        if page is not None:
            page.refresh()

    def show_head(self) -> None:
        """Read the header's words again."""
        if self.context is None or self.shell.trip is None:
            return
        from tripplanner.ui.trip_head import trip_head

        head = trip_head(self.context, self.shell.trip)
        if head is None:
            self.shell.choose_trip(None)
        else:
            self.header.show_trip(head)
            self._languages = head.languages
            self._count_texts(self.context, self.shell.trip)

    def _count_texts(self, context: Context, trip: int) -> None:
        """Count the translations of the trip, in a job; the header follows."""
        if self._counter is None:
            from tripplanner.ui.texts.counter import Counter

            self._counter = Counter(context, self)
            self._counter.found.connect(self._counted)
        self._counter.ask(trip)

    def _counted(self, trip: int, counts: Any) -> None:
        if trip == self.shell.trip:
            self.header.show_texts(counts, self._languages)

    def _changed(self, changes: Any) -> None:
        self.steps.noticed(changes)
        self.show_head()
        page = self.page()
        if page is not None:
            page.refresh()

    # -- saying things

    def tell(self, error: BaseException) -> None:
        """A refusal as a toast; anything else is a bug and gets its dialog."""
        if isinstance(error, TripPlannerError):
            self.toast.show_text(error.sentence(self.language.code), "error")
        else:
            self._dialog("bug", "BugDialog", error, self.theme, self.language)

    def say(self, message: Message, tone: str = "info", offer: Offer | None = None) -> None:
        """A sentence in passing."""
        label = self.language.say(offer.label) if offer else ""
        self.toast.show_text(self.language.say(message), tone, label, offer.run if offer else None)

    def _count_jobs(self) -> None:
        self.rail["jobs"].set_count(sum(job.age > TRAY_AFTER for job in self.jobs.running()))

    def _dialog(self, module: str, name: str, *args: Any) -> None:
        """Show a dialog whose code is loaded when it is first asked for."""
        import importlib

        made = getattr(importlib.import_module(f"tripplanner.ui.dialogs.{module}"), name)(*args, self.window)
        ask(made)

    def _retext(self) -> None:
        self.fit()
        self.show_head()
        self.steps.refresh()
        if self.keeper is not None:
            self.keeper.look()

    # -- what the person asks of the frame

    def take_key(self, event: QKeyEvent) -> bool:
        """Ctrl and a digit, by the place of the key, opens a page; whether it did."""
        if event.modifiers() != Qt.KeyboardModifier.ControlModifier:
            return False
        digit, pages = digit_of(event), numbered()
        if digit is None or digit > len(pages):
            return False
        self.go(pages[digit - 1].key)
        return True

    def fit(self) -> None:
        """The rail with names or with icons only, as the width and the person want."""
        narrow = self.window.width() < NARROW_BELOW or self.settings.get("rail_narrow", False)
        self.rail.set_narrow(narrow)

    def close(self) -> None:
        """Commit what was typed, cancel jobs, give hooks back."""
        self._leave()
        self.steps.close()
        self.jobs.close()
        self.faults.remove()

    def _open_beside(self) -> None:
        """Another window on the same database."""
        from tripplanner.ui.second_window import open_beside

        open_beside(self)

    def _toggle_rail(self) -> None:
        self.settings.set("rail_narrow", not self.settings.get("rail_narrow", False))
        self.fit()

    def _toggle_panel(self) -> None:
        if self.panel.stack.count():
            self.panel.setVisible(not self.panel.isVisible())

    def _ask_panel(self, key: str) -> None:
        """A page wants one of its tabs to be seen."""
        self.panel.setVisible(bool(self.panel.stack.count()))
        self.panel.open(key)

    def _toggle_theme(self) -> None:
        self.theme.set_mode("light" if self.theme.dark else "dark")
        self.settings.set("theme", self.theme.mode)

    def _show_palette(self) -> None:
        from tripplanner.ui.dialogs.palette import Palette

        palette = Palette(self.frame, self.context, self.window)
        ask(palette)
        if palette.chosen is not None:
            self._do(*palette.chosen.run)
            page = self.page()
            if page is not None and palette.chosen.field:
                page.point_at(palette.chosen.field)

    def _do(self, what: str, key: str, target: object) -> None:
        """Carry out what the palette gave: an action, a page, or a trip."""
        if what == "action":
            self.actions.run(key)
            return
        if what == "trip" and isinstance(target, tuple):
            trip, target = target
            self.shell.choose_trip(trip)
        self.go(key, target)

    def _next_pane(self, step: int) -> None:
        page = self.page()
        next_pane([self.rail, *(page.panes() if page else ()), self.panel], self.window.focusWidget(), step)

    def _fit_panel(self, page: str) -> None:
        room = max(self.split.width(), 600)
        kept = self.settings.get(f"panel/{page}", min(self.theme.px(WIDTH), room * 35 // 100))
        self.split.setSizes([room - kept, kept])


def numbered() -> list[PageInfo]:
    """The pages that Ctrl+1 to Ctrl+9 open."""
    return [info for info in page_infos() if not info.foot][:9]
