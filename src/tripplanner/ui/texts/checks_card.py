"""Under the translation: what there may be to see to, each with its fix where it is sure."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from tripplanner.i18n import Message, msg, msgn
from tripplanner.planning.texts.checking import Remark
from tripplanner.planning.texts.reading import TextRow
from tripplanner.ui.context import Context
from tripplanner.ui.language import Words
from tripplanner.ui.plain import in_script
from tripplanner.ui.texts.cards import Card
from tripplanner.ui.texts.records import has_page, record_place
from tripplanner.ui.widgets.basics import button, clear, column, row, rule, scrolled, text_label
from tripplanner.ui.widgets.flow import Flow

_TOP = Qt.AlignmentFlag.AlignTop


class ChecksCard(Card):
    """``mended(words)`` asks for the translation as a fix would have it, ``preview`` for the page it is printed on."""

    mended = Signal(str)
    preview = Signal()

    def __init__(self, context: Context, words: Words) -> None:
        super().__init__(context, words)
        inner = QWidget()
        self._body: QVBoxLayout = column(inner, (13, 4, 10, 8), 0)
        self.lines.addWidget(scrolled(inner), 1)

    def show_remarks(self, row: TextRow | None, remarks: Sequence[Remark], empty: bool) -> None:
        """Show what the checks say; ``empty``: there is nothing to check yet."""
        clear(self._body)
        count = msgn("{n} to see", "{n} to see", len(remarks))
        tone = "warn" if any(one.level == "warn" for one in remarks) else "info"
        self.name(msg("Checks"), count if remarks else None, tone)
        for remark in remarks:
            self._remark(remark)
        if row is not None and not remarks:
            sentence = (
                msg("Nothing to check yet.") if empty else msg("Terms, numbers, names, signs: nothing to see to.")
            )
            self._line("circle-dashed" if empty else "circle-check", "text3" if empty else "accent", sentence)
        if row is not None:
            self._open(row)
        self._body.addStretch(1)

    def _remark(self, remark: Remark) -> None:
        line = row(margins=(0, 8, 0, 0), gap=8)
        sign = QLabel()
        icon, ink = ("triangle-alert", "warn.ink") if remark.level == "warn" else ("info", "info.ink")
        sign.setPixmap(self.context.theme.pixmap(icon, ink, 16, self.devicePixelRatioF()))
        texts = column(gap=1)
        texts.addWidget(_wrapped(self.say(remark.what), strong=True))
        if remark.note is not None:
            texts.addWidget(_wrapped(self.say(remark.note), "text2", "dense"))
        line.addWidget(sign, 0, _TOP)
        line.addLayout(texts, 1)
        if remark.mend is not None:
            made = button(self.words, remark.mend.label, "link")
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            made.clicked.connect(lambda _checked=False, words=remark.mend.words: self.mended.emit(words))
            line.addWidget(made, 0, _TOP)
        self._body.addLayout(line)
        self._body.addSpacing(6)
        self._body.addWidget(rule())

    def _line(self, icon: str, ink: str, sentence: Message) -> None:
        line = row(margins=(0, 8, 0, 0), gap=8)
        sign = QLabel()
        sign.setPixmap(self.context.theme.pixmap(icon, ink, 16, self.devicePixelRatioF()))
        line.addWidget(sign, 0, _TOP)
        line.addWidget(_wrapped(self.say(sentence), "text2"), 1)
        self._body.addLayout(line)

    def _open(self, text: TextRow) -> None:
        """Where the text stands among its neighbours."""
        ways = QWidget()  # so that it goes with its buttons when the card is emptied
        line = Flow(ways, 4)
        self._body.addSpacing(8)
        if has_page(text):
            made = button(self.words, msg("Open the record"), "link", self.context.theme, "eye")
            made.clicked.connect(lambda _checked=False: self._go(text))
            line.addWidget(made)
        if self.context.shell.trip is not None:
            printed = button(self.words, msg("Preview in the page"), "link", self.context.theme, "file-text")
            printed.clicked.connect(lambda _checked=False: self.preview.emit())
            line.addWidget(printed)
        self._body.addWidget(ways)

    def _go(self, text: TextRow) -> None:
        page, target = self.context.workspace.get(record_place, text)
        self.context.shell.go(page, target)


def _wrapped(text: str, ink: str = "", size: str = "", *, strong: bool = False) -> QLabel:
    made = text_label(ink=ink, size=size, strong=strong, wrap=True)
    in_script(made, text)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return made
