"""Under the source: the terms of the glossary that stand in it, and what was translated alike elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from tripplanner.i18n import Message, msg, msgn
from tripplanner.planning.texts.suggesting import Hit, Suggestion
from tripplanner.planning.words import TEXT_STATE
from tripplanner.ui.context import Context
from tripplanner.ui.language import Words
from tripplanner.ui.plain import for_tooltip, in_script
from tripplanner.ui.texts.cards import Card, caption
from tripplanner.ui.widgets.basics import button, clear, column, row, rule, scrolled, text_label
from tripplanner.ui.widgets.elided import ElidedLabel

_KEYS = 9
_TOP = Qt.AlignmentFlag.AlignTop


class HelpCard(Card):
    """``insert(words)`` and ``replace(words)`` ask for a term at the cursor, for a whole suggestion."""

    insert = Signal(str)
    suggest = Signal(str)

    def __init__(self, context: Context, words: Words) -> None:
        super().__init__(context, words)
        inner = QWidget()
        self._body: QVBoxLayout = column(inner, (13, 4, 10, 8), 0)
        self._area = scrolled(inner)
        self.lines.addWidget(self._area, 1)
        self._keys: list[Callable[[], None]] = []
        self.terms: tuple[Hit, ...] = ()

    def show_help(self, terms: Sequence[Hit], suggestions: Sequence[Suggestion], target: str) -> None:
        """Show these; the first nine have a key."""
        clear(self._body)
        self._keys = []
        self.terms = tuple(terms)
        count = msgn("{n} term", "{n} terms", len(terms))
        self.name(msg("Glossary of the passage"), count, "info" if terms else "transfer")
        for suggestion in suggestions:
            self._suggestion(suggestion, target)
        for hit in terms:
            self._term(hit)
        if not terms and not suggestions:
            nothing = text_label(ink="text2", wrap=True)
            nothing.setText(self.say(msg("No term of the glossary stands here, and nothing alike was translated.")))
            nothing.setContentsMargins(0, 8, 0, 0)
            self._body.addWidget(nothing)
        self._body.addStretch(1)

    def press(self, number: int) -> None:
        """Do what Alt+number does."""
        if 1 <= number <= len(self._keys):
            self._keys[number - 1]()

    def _term(self, hit: Hit) -> None:
        line = row(margins=(0, 7, 0, 0), gap=10)
        source, target = ElidedLabel(strong=True), ElidedLabel()
        in_script(source, hit.source)
        in_script(target, hit.target or "–")
        for label in (source, target):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        line.addWidget(source, 5)
        line.addWidget(target, 4)
        line.addWidget(self._key(msg("Insert"), hit.target) if hit.target else self._propose(hit))
        self._body.addLayout(line)
        note, ink = self._note(hit)
        said = caption(ink)
        said.setText(note)
        self._body.addWidget(said)
        self._body.addSpacing(6)
        self._body.addWidget(rule())

    def _note(self, hit: Hit) -> tuple[str, str]:
        if hit.used:
            return self.say(msg("used in the translation")), "accent"
        if not hit.target:
            return self.say(msg("not in the glossary yet")), "info"
        note = hit.term.note.best(self.context.language.code)
        return (note, "warn" if hit.term.settled else "text2") if note else ("", "text2")

    def _propose(self, hit: Hit) -> QPushButton:
        made = button(self.words, msg("Open"), "link")
        made.clicked.connect(lambda _checked=False: self.context.shell.go("terms", hit.term.uuid))
        return made

    def _suggestion(self, found: Suggestion, target: str) -> None:
        del target
        line = row(margins=(0, 7, 0, 0), gap=10)
        label = text_label(wrap=True)
        in_script(label, found.words if len(found.words) < 160 else found.words[:160] + "…")
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        label.setToolTip(for_tooltip(found.words))
        line.addWidget(label, 1)
        line.addWidget(self._key(msg("Take over"), found.words, whole=True), 0, _TOP)
        self._body.addLayout(line)
        said = caption("info")
        where = f"{self.say(found.row.field.record)} · {found.row.title(self.context.language.code)}"
        said.setText(self.say(_where(found.alike, where, TEXT_STATE[found.state])))
        self._body.addWidget(said)
        self._body.addSpacing(6)
        self._body.addWidget(rule())

    def _key(self, message: Message, words: str, *, whole: bool = False) -> QPushButton:
        """A link that also has a key of its own while there are keys."""
        signal = self.suggest if whole else self.insert
        self._keys.append(lambda: signal.emit(words))
        number = len(self._keys)
        if number <= _KEYS:
            message = msg("{action} · Alt+{number}", action=message, number=number)
        made = button(self.words, message, "link")
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.clicked.connect(lambda _checked=False: signal.emit(words))
        return made


def _where(alike: int, where: str, state: Message) -> Message:
    if alike == 100:
        return msg("Translated elsewhere ({state}): {where}", state=state, where=where)
    return msg("Already translated elsewhere, {percent} % alike ({state}): {where}", percent=alike, state=state,
               where=where)  # fmt: skip
