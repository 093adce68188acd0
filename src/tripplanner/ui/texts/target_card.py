"""The translation, edited in place: what is typed is kept at once, Ctrl+Enter says that it is done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFont, QInputMethodEvent, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit

from tripplanner.i18n import Message, msg
from tripplanner.planning.texts.reading import TextRow
from tripplanner.planning.words import TEXT_STATE
from tripplanner.text import State
from tripplanner.typography import polished
from tripplanner.ui.actions import digit_of
from tripplanner.ui.context import Context
from tripplanner.ui.forms import Form, plain_words
from tripplanner.ui.language import ENDONYMS, Words
from tripplanner.ui.texts.cards import Card, caption
from tripplanner.ui.widgets.basics import button

_LOOK_AGAIN = 120  # milliseconds after the last key
SIGNS: dict[State, tuple[str, str]] = {
    "missing": ("error", "circle-dashed"), "stale": ("stale", "git-compare-arrows"), "draft": ("warn", "circle-dot"),
    "reviewed": ("ok", "circle-check"), "source": ("info", "square"),
}  # fmt: skip


class TargetEditor(QPlainTextEdit):
    """The editor. Digits with Alt ask for a term or a suggestion; nothing acts while an input method composes."""

    digit = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.composing = False
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("look", "bare")

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        number = digit_of(event) if event.modifiers() == Qt.KeyboardModifier.AltModifier else None
        if number is not None:
            if not self.composing:
                self.digit.emit(number)
            return
        super().keyPressEvent(event)


class TargetCard(Card):
    """Shows and edits one translation.

    ``typed(words)`` comes when what was typed is to be kept, ``left`` when the field was left, ``changed`` a moment
    after the last key, ``finished`` when the person says that it is done.
    """

    typed = Signal(str)
    left = Signal()
    changed = Signal()
    finished = Signal()

    def __init__(self, context: Context, words: Words) -> None:
        super().__init__(context, words)
        self.editor = TargetEditor()
        self.form = Form(lambda _name, value: self.typed.emit(str(value)), self)
        self.form.bind("words", self.editor)
        self.form.left.connect(lambda _name: self.left.emit())
        self.lines.addWidget(self.editor, 1)
        foot = self.foot()
        self.note = caption()
        self.done = button(words, msg("Validate and next"), "filled", context.theme, "check")
        self.done.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click is part of the visit of the field
        self.done.clicked.connect(lambda _checked=False: self.finished.emit())
        foot.addWidget(self.note, 1)
        foot.addWidget(self.done)
        self._kept = ""
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_LOOK_AGAIN)
        self._wait.timeout.connect(self.changed)
        self.editor.textChanged.connect(self._wait.start)

    def words_typed(self) -> str:
        """What stands in the editor."""
        return plain_words(self.editor)

    def show_row(self, row: TextRow | None, target: str, locked: Message | None, *, fresh: bool) -> None:
        """Show a translation; ``locked`` says why it cannot be edited.

        Words that are being typed stay as typed, unless another text is shown (``fresh``) or they were kept already and
        have been changed since, by an undo or by another office.
        """
        language = msg("{language}, translation", language=ENDONYMS.get(target, target))
        if row is None:
            self.name(language)
        else:
            state = row.state(target)
            tone, icon = SIGNS[state]
            self.name(language, TEXT_STATE[state], tone, icon)
        self.words.put(self.editor, language, "setAccessibleName")
        self.editor.setReadOnly(row is None or locked is not None)
        self.done.setEnabled(row is not None and locked is None)
        self.note.setText(self.say(locked or msg("Ctrl+Enter: validate")))
        kept, self._kept = self._kept, row.text.get(target) if row is not None else ""
        untouched = polished(self.words_typed().strip(), target) == kept
        if fresh or untouched or not self.editor.hasFocus():
            self.put(self._kept)

    def put(self, words: str) -> None:
        """Show words that were not typed here."""
        self._wait.stop()
        self.form.show({"words": words})

    def stop(self) -> None:
        """No timer goes on after the page."""
        self._wait.stop()

    def insert(self, words: str) -> None:
        """Put words at the cursor, as if they had been typed; in the place of what is selected."""
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.editor.textCursor().insertText(words)

    def replace(self, words: str) -> None:
        """Other words in one step that Ctrl+Z in the editor takes back."""
        cursor = self.editor.textCursor()
        at = cursor.position()
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(words)
        cursor.endEditBlock()
        cursor.setPosition(min(at, len(words)))
        self.editor.setTextCursor(cursor)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def mark(self, spans: Sequence[tuple[int, int]]) -> None:
        """Underline what the checks speak of; show the spaces that do not break."""
        found: list[QTextEdit.ExtraSelection] = []
        for start, end in spans:
            found.append(self._selection(start, end, "warn.soft", wave=True))
        for at, sign in enumerate(self.words_typed()):
            if sign in "\u00a0\u202f":
                found.append(self._selection(at, at + 1, "line", wave=False))
        self.editor.setExtraSelections(found)

    def _selection(self, start: int, end: int, colour: str, *, wave: bool) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.editor.document())
        last = max(0, self.editor.document().characterCount() - 1)
        cursor.setPosition(min(start, last))
        cursor.setPosition(min(end, last), QTextCursor.MoveMode.KeepAnchor)
        look = QTextCharFormat()
        look.setBackground(self.context.theme.colour(colour))
        if wave:
            look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
            look.setUnderlineColor(self.context.theme.colour("warn.ink"))
            look.setFontWeight(QFont.Weight.DemiBold)
        made.cursor = cursor  # type: ignore[attr-defined]
        made.format = look  # type: ignore[attr-defined]
        return made
