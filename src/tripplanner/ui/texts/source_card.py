"""The source, with what changed since the translation was made: gone words struck, new ones underlined."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit

from tripplanner.i18n import Message, msg, msgn
from tripplanner.planning.texts.difference import Piece, changes, difference
from tripplanner.planning.texts.reading import TextRow
from tripplanner.ui.context import Context
from tripplanner.ui.language import ENDONYMS, Words, verbatim
from tripplanner.ui.texts.cards import Card, caption
from tripplanner.ui.theme.fonts import families_for, has_han
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.widgets.basics import button
from tripplanner.worldnames import language_name


class SourceCard(Card):
    """Shows the source of a text. ``harmless`` asks to say that its change has no effect on the translation."""

    harmless = Signal()

    def __init__(self, context: Context, words: Words) -> None:
        super().__init__(context, words)
        self.view = QTextEdit()
        self.view.setReadOnly(True)
        self.view.setTabChangesFocus(True)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setProperty("look", "bare")
        words.put(self.view, msg("Source"), "setAccessibleName")
        self.lines.addWidget(self.view, 1)
        foot = self.foot()
        self.said = caption("stale")
        self.no_effect = button(words, msg("No effect"), "link", context.theme, "check")
        words.put(self.no_effect, msg("No effect on the translation"), "setToolTip")
        self.no_effect.clicked.connect(lambda _checked=False: self.harmless.emit())
        foot.addWidget(self.said, 1)
        foot.addWidget(self.no_effect)
        self.language = ""
        self.words_shown = ""

    def show_row(self, row: TextRow | None, source: str, target: str) -> None:
        """Show the source of a text for a translator from ``source`` into ``target``; None empties the card."""
        stale = row is not None and row.state(target) == "stale"
        self.no_effect.setVisible(stale)
        if row is None:
            self.name(msg("Source"))
            self.view.clear()
            self.said.setText("")
            self.language = self.words_shown = ""
            return
        text = row.text
        self.language = row.source if stale or text.state(source) in ("missing", "stale") else source
        self.words_shown = text.get(self.language) or text.best(row.source)
        before = text.earlier.get(target, "") if stale else ""
        pieces = difference(before, self.words_shown) if before else (Piece("same", self.words_shown, 0),)
        self._write(pieces)
        title = msg("{language}, source", language=ENDONYMS.get(self.language, self.language))
        if self.language != row.source:
            title = msg("{language}, a translation of {source}", language=ENDONYMS.get(self.language, self.language),
                        source=language_name(row.source, self.context.language.code))  # fmt: skip
        changed = msg("changed") if stale else None
        self.name(title, changed, "stale", "git-compare-arrows")
        self.said.setText(self.say(_said(stale, before, changes(pieces), target)))

    def _write(self, pieces: tuple[Piece, ...]) -> None:
        self.view.clear()
        cursor = self.view.textCursor()
        families = families_for(self.context.theme.font, "zh" if has_han(self.words_shown) else "fr")
        for piece in pieces:
            cursor.insertText(piece.words, looks(piece.sort, self.context.theme, families))
        cursor.movePosition(QTextCursor.MoveOperation.Start)
        self.view.setTextCursor(cursor)


def looks(sort: str, theme: Theme, families: list[str]) -> QTextCharFormat:
    """How a piece is written: gone is struck through, new is underlined and strong."""
    made = QTextCharFormat()
    made.setFontFamilies(families)
    made.setForeground(theme.colour({"gone": "error.ink", "new": "nature.ink"}.get(sort, "text")))
    if sort == "gone":
        made.setFontStrikeOut(True)
        made.setBackground(theme.colour("error.soft"))
    elif sort == "new":
        made.setFontUnderline(True)
        made.setFontWeight(QFont.Weight.DemiBold)
        made.setBackground(theme.colour("nature.soft"))
    return made


def _said(stale: bool, before: str, count: int, target: str) -> Message:
    language = ENDONYMS.get(target, target)
    if not stale:
        return verbatim("")
    if not before:
        return msg("The source changed since the {language} was made; its former words are not known.",
                   language=language)  # fmt: skip
    return msgn("{n} passage changed since the {language} was made",
                "{n} passages changed since the {language} was made", count, language=language)  # fmt: skip
