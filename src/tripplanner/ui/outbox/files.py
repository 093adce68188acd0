"""An attached file as its receiver will see it: pages, events, or words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QStackedWidget, QWidget

from tripplanner.i18n import msg
from tripplanner.ui.context import Context
from tripplanner.ui.language import Words
from tripplanner.ui.widgets.basics import column, icon_button, row, text_label
from tripplanner.ui.widgets.elided import ElidedLabel

if TYPE_CHECKING:
    from tripplanner.ui.documents.pages import Pages, PdfPages

_TEXTS = (".txt", ".csv", ".gpx", ".json", ".html", ".vcf", ".xml")


class FileView(QFrame):
    """Shows one file at a time; ``left`` when the person goes back to the message."""

    left = Signal()

    def __init__(self, context: Context, words: Words) -> None:
        from tripplanner.ui.documents.calendar import CalendarView
        from tripplanner.ui.documents.viewer import FIT_WIDTH, PageView

        super().__init__()
        self._context, self._words = context, words
        self.back = icon_button(words, msg("Back to the message"), context.theme, "arrow-left")
        self.back.clicked.connect(lambda _checked=False: self.left.emit())
        self.name = ElidedLabel(strong=True)
        self.number = text_label(ink="text2")
        self._pages: PdfPages | None = None
        self.view = PageView(context.theme, self._fetch)
        self.view.set_zoom(FIT_WIDTH)
        words.put(self.view, msg("Pages"), "setAccessibleName")
        self.view.page_changed.connect(lambda page: self._count(page))
        self.calendar = CalendarView(context, words)
        self.calendar.phone.hide()  # this very file leaves: another flavour is another message
        self.plain = QPlainTextEdit()
        self.plain.setReadOnly(True)
        self.plain.setTabChangesFocus(True)
        words.put(self.plain, msg("Content of the file"), "setAccessibleName")
        self._stack = QStackedWidget()
        for one in (self.view, self.calendar, self.plain):
            self._stack.addWidget(one)
        head = row(margins=(8, 5, 12, 5), gap=6)
        head.addWidget(self.back)
        head.addWidget(self.name, 1)
        head.addWidget(self.number)
        lines = column(self, gap=0)
        lines.addLayout(head)
        lines.addWidget(self._stack, 1)

    def show_file(self, name: str, data: bytes) -> None:
        """Show these bytes, as the ending of their name tells; raises :class:`TripPlannerError` for a broken PDF."""
        self.name.setText(name)
        self.number.setText("")
        ending = name[name.rfind(".") :].lower()
        if ending == ".pdf":
            self._show_pages(data)
        elif ending == ".ics":
            self._show(self.calendar)
            self.calendar.show_bytes(data)
        else:
            self._show(self.plain)
            self.plain.setPlainText(self._words_of(data, ending))

    def _show_pages(self, data: bytes) -> None:
        from tripplanner.ui.documents.pages import PdfPages

        pages = PdfPages(data)
        self.close_file()
        self._pages = pages
        self._show(self.view)
        self.view.show_pages(pages)
        self._count(0)

    def _words_of(self, data: bytes, ending: str) -> str:
        if ending in _TEXTS:
            return data.decode("utf-8", "replace")
        return self._words.say(msg("This kind of file is not shown here. It leaves as it was made."))

    def _show(self, one: QWidget) -> None:
        self._stack.setCurrentWidget(one)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Esc goes back to the message."""
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focus(self) -> None:
        """Where the keyboard goes: pages scroll, events are walked through."""
        shown = self._stack.currentWidget()
        (self.calendar.list if shown is self.calendar else shown).setFocus()

    def _count(self, page: int) -> None:
        if self._pages is not None and self._stack.currentWidget() is self.view:
            self.number.setText(self._words.say(msg("p. {page} of {total}", page=page + 1, total=len(self._pages))))

    def _fetch(self, pages: Pages, page: int, scale: float, arrived: Callable[[QImage], None]) -> None:
        found: Any = arrived
        self._context.jobs.start(
            msg("Drawing page {page}", page=page + 1),
            lambda _progress: pages.render(page, scale),
            done=found,
            failed=lambda _error: None,
        )

    def close_file(self) -> None:
        """Give back the pages that are shown."""
        self.view.show_pages(None)
        if self._pages is not None:
            self._pages.close()
            self._pages = None
