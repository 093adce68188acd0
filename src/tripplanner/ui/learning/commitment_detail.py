"""The chosen commitment in all its languages, where it comes from, and what was heard of it, the latest first."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from tripplanner.dates import dated
from tripplanner.i18n import msg
from tripplanner.planning.learning.commitments import STATUS, CommitmentRow, Heard
from tripplanner.ui.language import Words, short_name
from tripplanner.ui.plain import in_script
from tripplanner.ui.widgets.basics import button, clear, column, row, scrolled, text_label


class CommitmentDetail(QFrame):
    """``unheard`` comes with the number of a step that is to be taken back."""

    unheard = Signal(int)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._words = words
        inner = QWidget()
        self.lines: QVBoxLayout = column(inner, (14, 12, 14, 12), 8)
        column(self, (1, 1, 1, 1)).addWidget(scrolled(inner))

    def show_row(self, one: CommitmentRow | None, may_write: bool, language: str) -> None:
        """Show a commitment; nothing where none is chosen."""
        clear(self.lines)
        if one is not None:
            self._add_words(one, language)
            self._add_facts(one, language)
            self._add_heard(one, may_write, language)
        self.lines.addStretch(1)

    def _add_words(self, one: CommitmentRow, language: str) -> None:
        self.lines.addWidget(_plain(one.text.best(language), size="emphasis", strong=True))
        for code, words in one.text.words.items():
            if words and words != one.text.best(language):
                self.lines.addWidget(_plain(f"{short_name(code)} – {words}", ink="text2"))

    def _add_facts(self, one: CommitmentRow, language: str) -> None:
        facts = [
            (msg("Promised by"), " · ".join(filter(None, (one.person, one.organisation.best(language))))),
            (msg("Until"), dated(one.due, language) if one.due else ""),
            (msg("Trip"), one.trip.best(language)),
            (msg("Said at"), one.item.best(language)),
            (msg("Carries on"), one.case.best(language)),
        ]
        for label, words in facts:
            if words:
                self.lines.addWidget(_plain(self._words.say(label), ink="text2", size="dense"))
                self.lines.addWidget(_plain(words))

    def _add_heard(self, one: CommitmentRow, may_write: bool, language: str) -> None:
        self.lines.addWidget(_plain(self._words.say(msg("What became of it")), strong=True))
        if not one.heard:
            self.lines.addWidget(_plain(self._words.say(msg("Nothing has been heard yet.")), ink="text2"))
        for step in reversed(one.heard):
            self._add_step(step, may_write, language)

    def _add_step(self, step: Heard, may_write: bool, language: str) -> None:
        head = row(gap=8)
        head.addWidget(_plain(f"{dated(step.day, language)} · {self._words.say(STATUS[step.status])}", ink="text2"), 1)
        if may_write:
            back = button(self._words, msg("Take back"), "link")
            back.clicked.connect(lambda _checked=False, number=step.id: self.unheard.emit(number))
            head.addWidget(back)
        self.lines.addLayout(head)
        if step.note:
            self.lines.addWidget(_plain(step.note.best(language)))


def _plain(words: str, ink: str = "", size: str = "", strong: bool = False) -> QWidget:
    return in_script(text_label(ink=ink, size=size, strong=strong, wrap=True), words)
