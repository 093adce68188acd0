"""The bar over the pages: a page back and on, which pages are seen, and how large."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tripplanner.i18n import Message, msg
from tripplanner.ui.documents.viewer import FIT_PAGE, FIT_WIDTH, PageView
from tripplanner.ui.language import Words
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.widgets.basics import icon_button, narrow_combo, row, text_label

_ZOOMS = (50, 75, 100, 125, 150, 200)


class PageBar(QWidget):
    """Turns and enlarges the pages of ``view``."""

    def __init__(self, theme: Theme, words: Words, view: PageView) -> None:
        super().__init__()
        self._words, self._view = words, view
        self.back = icon_button(words, msg("Previous page"), theme, "chevron-left")
        self.on = icon_button(words, msg("Next page"), theme, "chevron-right")
        self.number = text_label(strong=True)
        self.zoom = narrow_combo(4)
        self.zoom.setMaximumWidth(theme.px(240))
        words.put(self.zoom, msg("Zoom"), "setAccessibleName")
        bar = row(self, margins=(10, 5, 10, 5), gap=6)
        for widget in (self.back, self.number, self.on):
            bar.addWidget(widget)
        bar.addWidget(self.zoom, 1)
        bar.addStretch(1)
        self.retext()
        self.back.clicked.connect(lambda _c=False: view.step(-1))
        self.on.clicked.connect(lambda _c=False: view.step(1))
        self.zoom.activated.connect(lambda _i: view.set_zoom(self.zoom.currentData()))

    def retext(self) -> None:
        """The sizes in the language of the window; the chosen one stays."""
        before = self.zoom.currentData()
        self.zoom.clear()
        self.zoom.addItem(self._words.say(msg("Whole page")), FIT_PAGE)
        self.zoom.addItem(self._words.say(msg("Page width")), FIT_WIDTH)
        for percent in _ZOOMS:
            self.zoom.addItem(self._words.say(msg("{number}%", number=percent)), percent)
        self.zoom.setCurrentIndex(max(0, self.zoom.findData(before)))

    def show_number(self, *, paged: bool) -> None:
        """Say which pages are seen; ``paged``: what is shown has pages at all."""
        total = self._view.count()
        for widget in (self.back, self.on, self.number, self.zoom):
            widget.setVisible(paged and total > 0)
        if paged and total:
            shown = [page + 1 for page in self._view.spread()] or [1]
            self.number.setText(self._words.say(_seen(shown, total)))
            self.back.setEnabled(shown[0] > 1)
            self.on.setEnabled(shown[-1] < total)


def _seen(shown: list[int], total: int) -> Message:
    if len(shown) == 1:
        return msg("Page {page} / {total}", page=shown[0], total=total)
    return msg("Pages {first}–{last} / {total}", first=shown[0], last=shown[-1], total=total)
