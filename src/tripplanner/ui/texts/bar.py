"""The line at the top: languages, states with their numbers, how much is translated, export."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from tripplanner.i18n import Message, msg
from tripplanner.planning.texts.counting import TextCount
from tripplanner.ui.context import Context
from tripplanner.ui.language import Words
from tripplanner.ui.texts import pairs
from tripplanner.ui.texts.deck import Filter
from tripplanner.ui.widgets.basics import Segments, button, narrow_combo, row, text_label
from tripplanner.ui.widgets.flow import Flow

_FILTERS: dict[Filter, Message] = {
    "missing": msg("To translate {count}"), "stale": msg("Stale {count}"),
    "draft": msg("To review {count}"), "all": msg("All {count}"),
}  # fmt: skip


class TextBar(QWidget):
    """Emits what is chosen; :meth:`show_pair`, :meth:`choose` and :meth:`show_count` tell it what holds."""

    pair_chosen = Signal(object)
    filter_chosen = Signal(str)
    export_asked = Signal()

    def __init__(self, context: Context, words: Words) -> None:
        super().__init__()
        self._context, self._words = context, words
        self.pairs = narrow_combo(8)
        words.put(self.pairs, msg("From which language into which"), "setAccessibleName")
        for pair in pairs.pairs():
            self.pairs.addItem(words.say(pairs.pair_words(pair)), pair)
        self.pairs.activated.connect(lambda _index: self.pair_chosen.emit(self.pairs.currentData()))
        choices = [(key, Message(message.id, {"count": 0})) for key, message in _FILTERS.items()]
        self.filters = Segments(words, choices, msg("State of the translation"))
        self.filters.choose("all")
        self.filters.chosen.connect(self.filter_chosen)
        self.export = button(words, msg("Export…"), "", context.theme, "download")
        words.put(self.export, msg("For an outside translator: a workbook or XLIFF"), "setToolTip")
        self.export.clicked.connect(lambda _checked=False: self.export_asked.emit())
        flow = Flow(self, 12)
        for widget in (self.pairs, self.filters, self._build_share(), self.export):
            flow.addWidget(widget)

    def _build_share(self) -> QWidget:
        made = QWidget()
        line = row(made, gap=8)
        self._share = text_label(strong=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(110)
        self._bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._words.put(self._bar, msg("Translated"), "setAccessibleName")
        line.addWidget(self._words.put(text_label(ink="text2"), msg("Translated")))
        line.addWidget(self._bar)
        line.addWidget(self._share)
        made.setMinimumHeight(self._context.theme.px(32))
        return made

    def show_pair(self, pair: tuple[str, str]) -> None:
        """Show the languages that hold."""
        self.pairs.setCurrentIndex(pairs.pairs().index(pair))

    def current(self) -> Filter:
        """The filter that holds."""
        return self.filters.current() or "all"  # type: ignore[return-value]

    def show_count(self, found: TextCount) -> None:
        """Show the numbers."""
        numbers = {"missing": found.missing, "stale": found.stale, "draft": found.draft, "all": found.total}
        for key, message in _FILTERS.items():
            self.filters.relabel(key, Message(message.id, {"count": numbers[key]}))
        self._bar.setRange(0, max(1, found.total))
        self._bar.setValue(found.total - found.open)
        self._share.setText(self._words.say(msg("{percent} %", percent=found.share)))
