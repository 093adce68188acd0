"""How the translations of a trip stand: a small button per language that leads to what is waiting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from tripplanner.i18n import Message, msg
from tripplanner.planning.texts.counting import NONE, TextCount
from tripplanner.ui.language import Words, short_name
from tripplanner.ui.plain import for_tooltip
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.widgets.basics import ICON_GAP, clear, row


class TextCounts(QWidget):
    """``asked(language, filter)`` comes when somebody wants to see the texts behind a number."""

    asked = Signal(str, str)

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self._theme, self._words = theme, words
        self._line = row(self, gap=6)
        self.shown: Mapping[str, TextCount] = {}

    def show_counts(self, counts: Mapping[str, TextCount], languages: Sequence[str]) -> None:
        """Show the languages of a trip that there is something to translate into."""
        self.shown = {code: counts[code] for code in languages if counts.get(code, NONE).total}
        clear(self._line)
        for language, count in self.shown.items():
            self._line.addWidget(self._button(language, count))
        if self.parentWidget() is not None or not self.shown:  # without a place it would be a window of its own
            self.setVisible(bool(self.shown))

    def _button(self, language: str, count: TextCount) -> QPushButton:
        made = QPushButton(self._words.say(share_words(language, count)))
        made.setProperty("look", "pill")
        made.setAccessibleName(made.text())
        whole = self._words.say(count_words(language, count))
        made.setAccessibleDescription(whole)
        made.setToolTip(for_tooltip(whole))
        icon, ink = sign(count)
        made.setIconSize(QSize(14 + ICON_GAP, 14))
        self._theme.put_icon(made, icon, ink, 14, ICON_GAP)
        made.clicked.connect(lambda _checked=False: self.asked.emit(language, which(count)))
        return made


def share_words(language: str, count: TextCount) -> Message:
    """``中文 92 %``: how much of the text has a translation of its present source."""
    return msg("{language} {percent} %", language=short_name(language), percent=count.share)


def count_words(language: str, count: TextCount) -> Message:
    """All four numbers."""
    return msg(
        "{language}: {missing} to translate, {stale} stale, {draft} to review, {reviewed} reviewed",
        language=short_name(language), missing=count.missing, stale=count.stale, draft=count.draft,
        reviewed=count.reviewed,
    )  # fmt: skip


def sign(count: TextCount) -> tuple[str, str]:
    """The icon and the ink of what is most urgent."""
    if count.stale:
        return "git-compare-arrows", "stale.ink"
    if count.missing:
        return "circle-dashed", "error.ink"
    return ("circle-dot", "warn.ink") if count.draft else ("circle-check", "accent")


def which(count: TextCount) -> str:
    """The filter of the page of texts that shows what is most urgent."""
    return "stale" if count.stale else "missing" if count.missing else "draft" if count.draft else "all"
