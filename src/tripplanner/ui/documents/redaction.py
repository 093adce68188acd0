"""“Contains”: what documents of a kind may say of people and of the office, and what they never say."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tripplanner.documents.redaction import Share, shares
from tripplanner.documents.registry import DocumentKind
from tripplanner.i18n import msg
from tripplanner.ui.context import Context
from tripplanner.ui.language import Words
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.unfailing import unfailing
from tripplanner.ui.widgets.basics import clear, column, row, text_label

_ICON = 14


@unfailing
class _Sign(QWidget):
    """An icon in the colours of the theme."""

    def __init__(self, theme: Theme, icon: str, ink: str) -> None:
        super().__init__()
        self._theme, self._icon, self._ink = theme, icon, ink
        self.setFixedSize(QSize(_ICON, _ICON))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        picture = self._theme.pixmap(self._icon, self._ink, _ICON, self.devicePixelRatioF())
        QPainter(self).drawPixmap(0, 0, picture)


class RedactionTable(QWidget):
    """A tick or a lock before each line."""

    def __init__(self, context: Context, words: Words) -> None:
        super().__init__()
        self._context, self._words = context, words
        self.shown: tuple[Share, ...] = ()
        lines = column(self, gap=4)
        lines.addWidget(words.put(text_label(strong=True, wrap=True), msg("Contains, for this audience")))
        self._rows = column(gap=3)
        lines.addLayout(self._rows)

    def show_kind(self, kind: DocumentKind, audience: str) -> None:
        """The lines of a kind, of a copy that is read for this audience."""
        clear(self._rows)
        self.shown = shares(kind, audience)
        for share in self.shown:
            self._rows.addWidget(self._line(share))

    def _line(self, share: Share) -> QWidget:
        made = QWidget()
        line = row(made, gap=8)
        sign = _Sign(self._context.theme, *(("check", "accent") if share.told else ("lock", "text3")))
        told = msg("{what}: yes", what=share.what) if share.told else msg("{what}: never", what=share.what)
        words = text_label(ink="" if share.told else "text3", size="dense", wrap=True)
        line.addWidget(sign)
        line.addWidget(self._words.put(words, share.what), 1)
        self._words.put(words, told, "setAccessibleName")
        return made
