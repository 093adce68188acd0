"""The line that was chosen on a page: what it comes from, its words to be changed at once, the way to its record."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from tripplanner.documents.typesetting.shortening import shortened
from tripplanner.i18n import Message, msg
from tripplanner.planning.texts.reading import TextRow
from tripplanner.ui.context import Context
from tripplanner.ui.documents.leads import named, place_of, text_of
from tripplanner.ui.documents.spots import PlacedSpot
from tripplanner.ui.forms import Form
from tripplanner.ui.language import Words, short_name
from tripplanner.ui.texts.steps import TextSteps
from tripplanner.ui.widgets.basics import button, column, icon_button, row, text_label

_LONGEST = 60


class ChosenLine(QWidget):
    """Hidden until a line is chosen. ``stepped`` asks for the next (1) or previous (-1) line."""

    stepped = Signal(int)

    def __init__(self, context: Context, words: Words) -> None:
        super().__init__()
        self._context, self._words = context, words
        self._placed: PlacedSpot | None = None
        self._row: TextRow | None = None
        self._steps = TextSteps(context)
        self.editor = QPlainTextEdit()
        self.editor.setTabChangesFocus(True)
        self.editor.setFixedHeight(context.theme.px(76))
        self.form = Form(lambda _name, value: self._typed(str(value)), self)
        self.form.bind("words", self.editor)
        self._name = text_label(strong=True, wrap=True)
        self._about = text_label(ink="text2", size="dense", wrap=True)
        self.open = button(words, msg("Open the record"), "pill", context.theme, "external-link")
        self.open.clicked.connect(lambda _c=False: self.lead())
        lines = column(self, gap=6)
        lines.addLayout(self._build_head())
        for widget in (self._name, self._about, self.editor, self.open):
            lines.addWidget(widget)
        lines.setAlignment(self.open, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def _build_head(self) -> QHBoxLayout:
        head = row(gap=2)
        head.addWidget(self._words.put(text_label(ink="text2", strong=True), msg("Chosen line")), 1)
        for icon, message, step in (
            ("chevron-up", msg("Previous line (Ctrl+↑)"), -1),
            ("chevron-down", msg("Next line (Ctrl+↓)"), 1),
        ):
            made = icon_button(self._words, message, self._context.theme, icon)
            made.clicked.connect(lambda _c=False, step=step: self.stepped.emit(step))
            head.addWidget(made)
        return head

    def show_spot(self, placed: PlacedSpot | None, frozen: bool) -> None:
        """The line at ``placed``; words of a release (``frozen``) are read, not changed."""
        self.form.forget()
        self._placed = placed
        self.setVisible(placed is not None)
        if placed is None:
            self._row = None
            return
        source = placed.spot.source
        self._row = self._context.workspace.get(text_of, source)
        self._words.put(self._about, self._told(placed, frozen))
        self._name.setText(shortened(self._title(placed), _LONGEST))
        editable = self._row is not None and not frozen and self._steps.locked(self._row) is None
        self.editor.setVisible(editable)
        self.editor.setReadOnly(not editable)
        if editable and self._row is not None:
            self.form.show({"words": self._row.text.get(placed.spot.language)})
            self._words.put(self.editor, named(source, self._row), "setAccessibleName")

    def _title(self, placed: PlacedSpot) -> str:
        if self._row is not None:
            return self._row.title(self._context.language.code) or placed.spot.words
        return placed.spot.words

    def _told(self, placed: PlacedSpot, frozen: bool) -> Message:
        where = named(placed.spot.source, self._row)
        if frozen:
            return msg("{where}. A version is not changed: choose the draft.", where=where)
        locked = self._steps.locked(self._row)
        if locked is not None:
            return msg("{where}. {why}", where=where, why=locked)
        if self._row is None:
            return where
        return msg("{where} · {language}", where=where, language=short_name(placed.spot.language))

    def refresh(self) -> None:
        """The data changed: the words may have; those being typed stay."""
        if self._placed is not None and self._row is not None:
            self._row = self._context.workspace.get(text_of, self._placed.spot.source)
            if self._row is not None:
                self.form.show({"words": self._row.text.get(self._placed.spot.language)})

    def _typed(self, words: str) -> None:
        if words.strip() and self._row is not None and self._placed is not None:  # a text is not emptied by the way
            self._steps.say(self._row, self._placed.spot.language, words)

    def edit(self) -> bool:
        """Put the keyboard into the words; whether they can be changed here."""
        if self.editor.isHidden():
            return False
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.editor.selectAll()
        return True

    def lead(self) -> None:
        """Go to the page that shows the record."""
        if self._placed is None:
            return
        self.form.forget()
        shell = self._context.shell
        spot = self._placed.spot
        page, target = self._context.workspace.get(place_of, spot.source, spot.language, shell.trip)
        if page:
            shell.go(page, target)
        else:
            shell.say(msg("No page shows this record."), "info", None)
