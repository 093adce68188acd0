"""The pages of a desk: made on the first visit, one shown at a time, each lending the desk its actions and panels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget

from tripplanner.i18n import msg
from tripplanner.ui.context import Context
from tripplanner.ui.page import Page, PageInfo, page_infos
from tripplanner.ui.widgets.panel import WIDTH

if TYPE_CHECKING:
    from tripplanner.ui.desk import Desk


class PageStack(QObject):
    """Which page is shown, and what is kept of the others."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._pages: dict[str, Page] = {}
        self._memories: dict[str, object] = {}
        self._current = ""
        self.instead: QWidget | None = None

    def page(self) -> Page | None:
        """The page shown."""
        return self._pages.get(self._current)

    def info(self) -> PageInfo | None:
        """What is known of the page shown."""
        return next((info for info in page_infos() if info.key == self._current), None)

    def go(self, key: str, target: object = None) -> None:
        """Show a page, made on its first visit; ``target`` is selected there."""
        info, context = next((i for i in page_infos() if i.key == key), None), self._desk.context
        if context is None or info is None:
            self._desk.rail.choose(self._current)
            return
        if key != self._current:
            self.leave()
            self._enter(info, context)
        page = self.page()
        if target is not None and page is not None:
            page.select(target)

    def show_instead(self, widget: QWidget) -> None:
        """Show something that is no page."""
        self.instead = widget
        self._desk.stack.addWidget(widget)
        self._desk.stack.setCurrentWidget(widget)

    def clear(self) -> None:
        """Forget every page, and what was shown instead."""
        for page in self._pages.values():
            page.drop()
        dropped: list[QWidget] = list(self._pages.values())
        if self.instead is not None:
            dropped.append(self.instead)
        for widget in dropped:
            self._desk.stack.removeWidget(widget)
            widget.deleteLater()
        self._pages.clear()
        self._memories.clear()
        self._current, self.instead = "", None

    def drop_hidden(self) -> None:
        """Forget the pages that are not shown: a new theme is then put on one page only.

        They are made again, with what was chosen there, when somebody goes back to them.
        """
        for key in [key for key in self._pages if key != self._current]:
            page = self._pages.pop(key)
            self._memories[key] = page.memory()
            page.drop()
            self._desk.stack.removeWidget(page)
            page.deleteLater()
            QCoreApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)

    def leave(self) -> None:
        """Commit what was typed on the page shown, and take back what it lent."""
        page, desk = self.page(), self._desk
        if page is None:
            return
        page.leave()
        for key, handler in page.offers().items():
            desk.actions.detach(key, handler)
        for key in page.labels():
            desk.actions.restore_label(key)
        if desk.panel.isVisible():
            desk.settings.set(f"panel/{self._current}", desk.split.sizes()[1])

    def rest_focus(self) -> None:
        """Give the keyboard to the content of the page, else to nothing that shows a ring.

        Qt hands the focus of what hides to the first field or button it finds: nobody asked for that one.
        """
        page = self.page()
        home = page.home() if page is not None else None
        target = home if home is not None and home.isVisible() else self._desk.window.centralWidget()
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def fit_panel(self, page: str) -> None:
        """Give the right panel the width it was left with on this page."""
        split = self._desk.split
        # Before the window is laid out, the splitter does not know yet how wide it will be.
        room = max(split.width(), self._desk.window.width() - self._desk.rail.width(), 600)
        kept = self._desk.settings.get(f"panel/{page}", min(self._desk.theme.px(WIDTH), room * 35 // 100))
        split.setSizes([room - kept, kept])

    def _enter(self, info: PageInfo, context: Context) -> None:
        page = self._made(info, context)
        self._current = info.key
        self._put_in_front(page)
        self._surround(info, page)
        self._borrow(page)
        self._desk.settings.set("page", info.key)
        self._desk.steps.refresh()
        self._desk.words.put(self._desk.window, msg("{page} – tripplanner", page=info.title), "setWindowTitle")

    def _made(self, info: PageInfo, context: Context) -> Page:
        """The page, made now where it was not there."""
        page = self._pages.get(info.key)
        if page is not None:
            page.enter()
            return page
        page = self._pages[info.key] = info.make(context)
        self._desk.stack.addWidget(page)
        if info.key in self._memories:
            page.recall(self._memories.pop(info.key))
        return page

    def _put_in_front(self, page: Page) -> None:
        window = self._desk.window
        focused = window.focusWidget()
        self._desk.stack.setCurrentWidget(page)
        if focused is None or focused is window.centralWidget() or not focused.isVisible():
            self.rest_focus()

    def _surround(self, info: PageInfo, page: Page) -> None:
        """Rail, header and right panel as the page wants them."""
        desk = self._desk
        desk.rail.choose(info.key)
        desk.header.setVisible(info.of_trip and desk.shell.trip is not None)
        desk.panel.show_panels(page.panels())
        self.fit_panel(info.key)

    def _borrow(self, page: Page) -> None:
        for key, handler in page.offers().items():
            self._desk.actions.attach(key, handler)
        for key, label in page.labels().items():
            self._desk.actions.relabel(key, label)
