"""What stands on the window: menus, rail, header of the trip, one page at a time, right panel.

It knows no page by name: pages come from ``tripplanner.ui.pages``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg
from tripplanner.settings import Settings
from tripplanner.ui.actions import Actions, digit_of
from tripplanner.ui.context import Context, Frame
from tripplanner.ui.dialogs import ask
from tripplanner.ui.errors import Faults
from tripplanner.ui.heading import Heading
from tripplanner.ui.jobs import TRAY_AFTER, Jobs
from tripplanner.ui.language import Language, Words
from tripplanner.ui.main_window import MainWindow
from tripplanner.ui.page import Page, PageInfo, page_infos
from tripplanner.ui.page_stack import PageStack
from tripplanner.ui.panes import next_pane
from tripplanner.ui.shell import Offer, Shell
from tripplanner.ui.steps import Steps
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.vault.sign import VaultSign
from tripplanner.ui.versions.news import ReleaseNews
from tripplanner.ui.widgets.banner import Banner
from tripplanner.ui.widgets.basics import column, row
from tripplanner.ui.widgets.header import TripHead, TripHeader
from tripplanner.ui.widgets.menubar import MenuBar
from tripplanner.ui.widgets.panel import SidePanel
from tripplanner.ui.widgets.rail import Rail
from tripplanner.ui.widgets.toasts import Toast

#: Below this width of the window the rail shows icons only.
NARROW_BELOW = 1100


class Desk(QObject):
    """Built on a window once Qt is up; pages come with :meth:`open`, when a database is.

    ``answer`` may be replaced to answer without a person whether messages that are leaving are stopped.
    """

    def __init__(self, window: MainWindow, settings: Settings, language: Language, theme: Theme) -> None:
        super().__init__(window)
        self.window, self.settings, self.language, self.theme = window, settings, language, theme
        self.context: Context | None = None
        self._passing: Callable[[], None] | None = None
        self.answer: Callable[[Any], bool] = ask
        self.words = Words(language, window)
        self.shell, self.jobs, self.faults = Shell(self), Jobs(self), Faults(self)
        self.actions = Actions(window, language, theme)
        self.frame = Frame(settings, language, theme, self.jobs, self.actions, self.shell)
        self.pages, self.heading, self.vault = PageStack(self), Heading(self), VaultSign(self)
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
        self.theme.changed.connect(self.fit)
        self.rail.asked.connect(self.go)
        self.shell.asked.connect(self.go)
        self.shell.said.connect(self.say)
        self.shell.troubled.connect(self.tell)
        self.shell.trip_changed.connect(self._trip_changed)
        self.shell.titled.connect(self.heading.show)
        self.shell.panel_asked.connect(self._ask_panel)
        self.jobs.changed.connect(self._count_jobs)
        self.jobs.failed.connect(lambda _job, error: self.tell(error))
        self.faults.install(self.tell)
        self.words.also(self._retext)
        self.theme.changing.connect(self.pages.drop_hidden)
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
            "release": lambda: self.go("versions", "release"),
            "phone_calendar": self._calendar_for_phone,
            "new_window": self._open_beside,
        }
        for key, run in own.items():
            self.actions.attach(key, run)
        self.actions.tint()

    def _calendar_for_phone(self) -> None:
        """The dialog of the open trip; without one, the page that says so."""
        if self.context is None or self.shell.trip is None:
            self.go("documents")
            return
        from tripplanner.ui.calendars.dialog import open_dialog

        open_dialog(self.context, self.shell.trip, "", self.window)

    # -- pages

    def open(self, context: Context, page: str = "") -> None:
        """Use this database from now on; pages of the former one are dropped."""
        self.close_pages()
        self.context = context
        self._say_if_read_only(context)
        self.vault.open(context)
        context.bus.changed.connect(self._changed)
        self.news = ReleaseNews(context)
        self.steps.refresh()
        self.heading.show()
        kept = page or self.settings.get("page", "")
        known = [info.key for info in page_infos()]
        self.go(kept if kept in known else known[0])
        self.pages.rest_focus()

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
        self.pages.show_instead(widget)
        self.rail.setEnabled(False)
        self.pages.rest_focus()

    def show_early(self, key: str, widget: QWidget, head: TripHead) -> None:
        """Show what a page will show, before the database is open: where and as :meth:`go` will show it."""
        self.close_pages()
        self.rail.choose(key)
        self.header.show_trip(head)
        self.header.show()
        self.panel.show()
        self.pages.fit_panel(key)
        self.pages.show_instead(widget)

    def close_pages(self) -> None:
        """Forget every page: the database is about to be closed."""
        self.pages.leave()
        self.vault.close()
        self.panel.show_panels(())
        self.header.hide()
        self.pages.clear()
        self.context = None
        self.heading.close()
        self.rail.setEnabled(True)

    def page(self) -> Page | None:
        """The page shown."""
        return self.pages.page()

    def info(self) -> PageInfo | None:
        """What is known of the page shown."""
        return self.pages.info()

    def go(self, key: str, target: object = None) -> None:
        """Show a page, made on its first visit; ``target`` is selected there."""
        self.pages.go(key, target)

    def _trip_changed(self, trip: int | None) -> None:
        self.settings.set("trip", trip)
        self.heading.show()
        info, page = self.info(), self.page()
        self.header.setVisible(info is not None and info.of_trip and trip is not None)
        self.steps.refresh()
        if page is not None:
            page.refresh()

    def _changed(self, changes: Any) -> None:
        self.steps.noticed(changes)
        self.heading.show(changes)
        page = self.page()
        if page is not None:
            page.refresh()

    # -- saying things

    def tell(self, error: BaseException, offer: Offer | None = None) -> None:
        """A refusal as a toast; anything else is a bug and gets its dialog."""
        if isinstance(error, TripPlannerError):
            self._pass(lambda: error.sentence(self.language.code), "error", offer)
        else:
            self._dialog("bug", "BugDialog", error, self.theme, self.language)

    def say(self, message: Message, tone: str = "info", offer: Offer | None = None) -> None:
        """A sentence in passing."""
        self._pass(lambda: self.language.say(message), tone, offer)

    def _pass(self, words: Callable[[], str], tone: str, offer: Offer | None) -> None:
        """Put ``words`` into the toast: now, and again where the language changes while they stand there."""

        def show() -> None:
            label = self.language.say(offer.label) if offer else ""
            self.toast.show_text(words(), tone, label, offer.run if offer else None)

        self._passing = show
        show()

    def _count_jobs(self) -> None:
        self.rail["jobs"].set_count(sum(job.age > TRAY_AFTER for job in self.jobs.running()))

    def _dialog(self, module: str, name: str, *args: Any) -> None:
        """Show a dialog whose code is loaded when it is first asked for."""
        import importlib

        made = getattr(importlib.import_module(f"tripplanner.ui.dialogs.{module}"), name)(*args, self.window)
        ask(made)

    def _retext(self) -> None:
        if self._passing is not None and self.toast.isVisible():
            self._passing()
        self.fit()
        self.heading.show()
        self.steps.refresh()
        self.vault.look()

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

    def may_close(self) -> bool:
        """Whether the window may go; somebody is asked where that stops what cannot be made up for by itself."""
        from tripplanner.ui.outbox.closing import may_close

        return may_close(self)

    def close(self) -> None:
        """Commit what was typed, cancel jobs, give hooks back."""
        self.pages.leave()
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


def numbered() -> list[PageInfo]:
    """The pages that Ctrl+1 to Ctrl+9 open."""
    return [info for info in page_infos() if not info.foot][:9]
