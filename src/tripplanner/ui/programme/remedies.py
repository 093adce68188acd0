"""What can be done about the chosen finding: its fixes, dismissing it with a reason, another level of its rule."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QMenu, QVBoxLayout

from tripplanner.i18n import Message, msg
from tripplanner.planning.checks import LEVELS, Finding, Fix, rules
from tripplanner.ui.language import Words
from tripplanner.ui.programme.wrapping import WrappingButton
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.widgets.basics import button, column, text_label
from tripplanner.ui.widgets.flow import Flow

LEVEL_WORDS: Mapping[str, Message] = {
    "blocks": msg("Blocks publishing"),
    "warns": msg("To look at"),
    "informs": msg("For information"),
}
USUAL = msg("Usual level ({level})")
MOST = 3


def brief(label: Message) -> Message:
    """The label with items by their code alone, where they have one: the card above says their titles."""
    params = {name: _code(value) for name, value in label.params.items()}
    return Message(label.id, params, label.domain, label.plural, label.n)


def _code(value: object) -> object:
    if isinstance(value, Message) and "title" in value.params and value.params.get("code"):
        return value.params["code"]
    return value


class _Reason(QLineEdit):
    """Why nothing is to be done; Enter dismisses, Escape gives up."""

    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
            return
        super().keyPressEvent(event)


class Remedies(QFrame):
    """Buttons under the findings. It says what is asked and does nothing itself."""

    fix_asked = Signal(object)
    dismiss_asked = Signal(object, str)
    restore_asked = Signal(object)
    level_asked = Signal(str, object)

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self._theme, self._words = theme, words
        self.finding: Finding | None = None
        self.fixes: tuple[Fix, ...] = ()
        self.why = text_label(ink="text3", size="dense", wrap=True)
        self.seeking = words.put(text_label(ink="text3", size="dense"), msg("Looking for a fix…"))
        self.buttons = [WrappingButton(theme, "sparkles" if not n else "check") for n in range(MOST)]
        self.reason = _Reason()
        words.put(self.reason, msg("Why nothing is to be done"), "setPlaceholderText")
        words.put(self.reason, msg("Why nothing is to be done"), "setAccessibleName")
        self.dismiss = button(words, msg("Dismiss…"))
        self.restore = button(words, msg("Count it again"))
        self.level = button(words, msg("Level"))
        self.menu = QMenu(self.level)
        self.level.setMenu(self.menu)
        self._build()
        self._connect()
        self.show_finding(None)

    def _build(self) -> None:
        lines: QVBoxLayout = column(self, (0, 0, 0, 0), 6)
        lines.addWidget(self.why)
        lines.addWidget(self.seeking)
        for one in self.buttons:
            lines.addWidget(one)
        lines.addWidget(self.reason)
        foot = Flow(gap=6)
        for widget in (self.dismiss, self.restore, self.level):
            foot.addWidget(widget)
        lines.addLayout(foot)

    def _connect(self) -> None:
        for number, one in enumerate(self.buttons):
            one.clicked.connect(lambda _checked=False, number=number: self.apply(number))
        self.dismiss.clicked.connect(self.ask_why)
        self.restore.clicked.connect(lambda: self.restore_asked.emit(self.finding))
        self.reason.returnPressed.connect(self._dismiss)
        self.reason.given_up.connect(self._give_up)

    def show_finding(
        self, finding: Finding | None, fixes: tuple[Fix, ...] = (), level: str = "", waiting: bool = False
    ) -> None:
        """Offer what can be done about it; ``level`` is what the trip set for its rule, "" for the usual one.

        ``waiting``: its fixes are still being looked for.
        """
        asked = finding is not None and self.finding is not None and finding.about == self.finding.about
        if not asked or not self.reason.isVisible():
            self.reason.clear()
            self.reason.hide()
        self.finding, self.fixes = finding, fixes
        self.setVisible(finding is not None)
        self.seeking.setVisible(waiting)
        for number, one in enumerate(self.buttons):
            one.setVisible(number < len(fixes))
            if number < len(fixes):
                hint = self._words.say(msg("Alt+Enter applies it")) if not number else ""
                label = fixes[number].label
                one.show_words(self._words.say(label), hint, self._words.say(brief(label)))
        self.dismiss.setVisible(finding is not None and finding.dismissed is None)
        self.restore.setVisible(finding is not None and finding.dismissed is not None)
        if finding is not None:
            self._fill_levels(finding.rule, level)
            known = rules().get(finding.rule)
            self.why.setText(self._words.say(known.source) if known is not None else "")

    def apply(self, number: int = 0) -> bool:
        """Ask for a fix; whether there is one."""
        if number < len(self.fixes):
            self.fix_asked.emit(self.fixes[number])
            return True
        return False

    def ask_why(self) -> None:
        """A field for the reason."""
        self.reason.show()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _dismiss(self) -> None:
        if self.finding is not None and self.reason.text().strip():
            finding, why = self.finding, self.reason.text().strip()
            self._give_up()
            self.dismiss_asked.emit(finding, why)

    def _give_up(self) -> None:
        self.reason.clear()
        self.reason.hide()
        self.dismiss.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill_levels(self, rule: str, own: str) -> None:
        self.menu.clear()
        known = rules().get(rule)
        if known is None:
            return
        usual = Message(USUAL.id, {"level": LEVEL_WORDS[known.level]})
        for level, words in (("", usual), *((level, LEVEL_WORDS[level]) for level in LEVELS)):
            action = self.menu.addAction(self._words.say(words))
            action.setCheckable(True)
            action.setChecked(level == own)
            action.triggered.connect(lambda _checked=False, level=level: self.level_asked.emit(rule, level or None))
