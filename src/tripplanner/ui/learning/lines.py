"""Lines of words and controls below one another, made anew for each record they tell of."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from tripplanner.i18n import Message, msg
from tripplanner.ui.context import Context
from tripplanner.ui.language import Words
from tripplanner.ui.plain import breakable, for_tooltip, in_script
from tripplanner.ui.records.jump import JumpLine
from tripplanner.ui.widgets.basics import clear, column, icon_button, row, text_label
from tripplanner.ui.widgets.elided import ElidedButton, ElidedCheck
from tripplanner.ui.widgets.flow import Flow


class Lines(QWidget):
    """``refusal`` says why nothing can be changed, or ``None``."""

    def __init__(self, context: Context, words: Words, refusal: Callable[[], Message | None]) -> None:
        super().__init__()
        self.context, self.words, self._refusal = context, words, refusal
        self._lines: QVBoxLayout = column(self, (14, 10, 14, 12), 6)
        self.controls: list[QWidget] = []

    def begin(self) -> str:
        """Take everything away; the name of the control that had the keyboard."""
        focused = next((one.accessibleName() for one in self.controls if one.hasFocus()), "")
        self.controls = []
        clear(self._lines)
        return focused

    def end(self, focused: str = "") -> None:
        """Nothing more comes; the keyboard goes back to the control with this name."""
        self._lines.addStretch(1)
        control = next((one for one in self.controls if focused and one.accessibleName() == focused), None)
        if control is not None:
            control.setFocus()

    def say(self, message: Message | str) -> str:
        return self.words.say(message) if isinstance(message, Message) else message

    def add(self, widget: QWidget) -> None:
        self._lines.addWidget(widget)

    def title(self, words: str) -> None:
        """What the lines are about."""
        self.add(self._label(words, text_label(size="section", wrap=True)))

    def head(self, message: Message) -> None:
        """A caption above some lines."""
        self._lines.addSpacing(4)
        self.add(self._label(self.say(message), text_label(ink="text2", size="dense", strong=True, wrap=True)))

    def note(self, words: Message | str, ink: str = "text2") -> None:
        self.add(self._label(self.say(words), text_label(ink=ink, wrap=True)))

    def _label(self, words: str, made: QLabel) -> QLabel:
        in_script(made, breakable(words))
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        return made

    def jump(self, words: str, page: str, uuid: str) -> None:
        """A line that leads to a record."""
        made = JumpLine(self.context.theme, words)
        made.clicked.connect(lambda _checked=False: self.context.shell.go(page, uuid))
        self.controls.append(made)
        self.add(made)

    def entry(
        self, words: str, second: str = "", edit: Callable[[], object] | None = None,
        remove: Callable[[], object] | None = None,
    ) -> None:  # fmt: skip
        """A line or two of words, with what can be done to it."""
        line, block = row(gap=2), column(gap=0)
        block.addWidget(self._label(words, text_label(wrap=True)))
        if second:
            block.addWidget(self._label(second, text_label(ink="text3", size="dense", wrap=True)))
        line.addLayout(block, 1)
        for icon, run in (("pencil", edit), ("x", remove)):
            if run is not None and self._refusal() is None:
                line.addWidget(self._icon(icon, words, run))
        self._lines.addLayout(line)

    def _icon(self, icon: str, words: str, run: Callable[[], object]) -> QWidget:
        said = msg("Edit: {title}", title=words) if icon == "pencil" else msg("Take off: {title}", title=words)
        made = icon_button(self.words, said, self.context.theme, icon)
        made.clicked.connect(lambda _checked=False: run())
        self.controls.append(made)
        return made

    def tick(self, message: Message, on: bool, run: Callable[[bool], object], writes: bool = True) -> QCheckBox:
        """Yes or no, done at once."""
        words = self.say(message)
        made = ElidedCheck()
        made.setText(words.replace("&", "&&"))
        made.setAccessibleName(words)
        made.setChecked(on)
        made.clicked.connect(lambda: run(made.isChecked()))
        if writes:
            self._allow(made)
        self.controls.append(made)
        self.add(made)
        return made

    def buttons(self, *runs: tuple[Message, str, Callable[[], object]]) -> None:
        """Buttons side by side, on further lines where there is no room."""
        holder = QWidget()
        flow = Flow(holder, 6)
        for message, icon, run in runs:
            flow.addWidget(self._button(message, icon, run))
        self.add(holder)

    def _button(self, message: Message, icon: str, run: Callable[[], object]) -> QPushButton:
        words = self.say(message)
        made = ElidedButton()
        made.setText(words.replace("&", "&&"))
        made.setAccessibleName(words)
        made.setToolTip(for_tooltip(words))
        self.context.theme.put_icon(made, icon, "text2", 16, 5)
        made.clicked.connect(lambda _checked=False: run())
        self._allow(made)
        self.controls.append(made)
        return made

    def _allow(self, control: QWidget) -> None:
        why = self._refusal()
        control.setEnabled(why is None)
        if why is not None:
            control.setToolTip(for_tooltip(self.say(why)))
