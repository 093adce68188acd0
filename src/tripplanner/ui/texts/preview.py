"""A text as it will be printed: the page of the document it stands on, with the passage marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QWidget

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg
from tripplanner.planning.texts.reading import TextRow
from tripplanner.ui.context import Context
from tripplanner.ui.dialogs import Dialog
from tripplanner.ui.language import Words
from tripplanner.ui.theme import tokens
from tripplanner.ui.widgets.basics import button, column, row, text_label

if TYPE_CHECKING:
    from tripplanner.ui.documents.printed import Printed

#: Pixels of a page’s width, and around a passage that is brought into view.
_WIDTH, _AROUND = 560, 90
NOWHERE = msg("No document prints this text: it is for the team, or for parts that the trip does not show.")


class PreviewSheet(Dialog):
    """Shows where a text stands; the document is made in a job while the sheet waits."""

    def __init__(self, context: Context, row_: TextRow, language: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self.words = context, Words(context.language, self)
        self.words.put(self, msg("Preview in the page"), "setWindowTitle")
        px = context.theme.px
        self.resize(min(px(_WIDTH) + 90, parent.window().width() - 40), min(px(700), parent.window().height() - 40))
        self.said = text_label(ink="text2", wrap=True)
        self.page = QLabel()
        self.page.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._area = QScrollArea()
        self._area.setWidget(self.page)
        self._area.setWidgetResizable(True)
        lines = column(self, (20, 16, 20, 14), 10)
        lines.addWidget(self.said)
        lines.addWidget(self._area, 1)
        lines.addLayout(self._foot())
        self._seek(row_, language)

    def _foot(self) -> QHBoxLayout:
        close = button(self.words, msg("Close"), "filled")
        close.clicked.connect(lambda _checked=False: self.accept())
        close.setDefault(True)
        foot = row(gap=10)
        foot.addStretch(1)
        foot.addWidget(close)
        return foot

    def _seek(self, row_: TextRow, language: str) -> None:
        from tripplanner.ui.documents.printed import printed_place

        text, trip, workspace = row_.text, self._context.shell.trip, self._context.workspace
        words = text.get(language) or text.get(row_.source)
        ratio = self.devicePixelRatioF() * self._context.theme.px(100) / 100
        self._tell(msg("Making the document…"))
        job = self._context.jobs.start(
            msg("Preview in the page"),
            lambda progress: printed_place(workspace, trip or 0, language, words, ratio, progress),
            done=lambda found: shiboken6.isValid(self) and self._arrived(found),  # type: ignore[arg-type]
            failed=self._failed,
            cancelled=lambda: None,
        )
        self.finished.connect(lambda _result: job.cancel())

    def _arrived(self, found: Printed | None) -> None:
        if found is None:
            self._tell(NOWHERE)
            return
        page = found.passage.page + 1
        self._tell(msg("{document}, page {page} of {pages}", document=found.kind.title, page=page, pages=found.pages))
        self.page.setPixmap(self._marked(found))
        self.page.setAccessibleName(self.said.text())
        top = found.passage.lines[0][1] if found.passage.lines else 0.0
        at = round(top * found.scale * self._context.theme.px(100) / 100)
        QTimer.singleShot(0, self, lambda: self._area.ensureVisible(0, at, 0, self._context.theme.px(_AROUND)))

    def _marked(self, found: Printed) -> QPixmap:
        """The page, paper-white in every theme, with a marker over the passage."""
        image, ratio = found.image, self.devicePixelRatioF()
        zoom = found.scale * ratio * self._context.theme.px(100) / 100
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(*tokens.MARKER))
        for left, top, right, bottom in found.passage.lines:
            box = QRectF(left * zoom, top * zoom, (right - left) * zoom, (bottom - top) * zoom)
            painter.drawRoundedRect(box.adjusted(-3, -1, 3, 1), 3, 3)
        painter.end()
        made = QPixmap.fromImage(image)
        made.setDevicePixelRatio(ratio)
        return made

    def _failed(self, error: BaseException) -> None:
        if not shiboken6.isValid(self):
            return
        if isinstance(error, TripPlannerError):
            self.said.setText(error.sentence(self._context.language.code))
        else:
            self._context.shell.trouble(error)

    def _tell(self, message: Message) -> None:
        self.said.setText(self.words.say(message))
