"""One message as it would leave: to whom, its words, its files; what a human has to look at, and what failed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QWidget,
)

from tripplanner.i18n import Message, msg
from tripplanner.planning import outbox
from tripplanner.planning.outbox import AttachmentRow, MessageRow
from tripplanner.ui.context import Context
from tripplanner.ui.forms import Form
from tripplanner.ui.language import Words, short_name
from tripplanner.ui.outbox import wording
from tripplanner.ui.plain import breakable, for_button, in_script
from tripplanner.ui.unfailing import unfailing
from tripplanner.ui.widgets.basics import (
    button,
    clear,
    column,
    frame,
    icon_button,
    restyle,
    row,
    rule,
    scrolled,
    text_label,
)
from tripplanner.ui.widgets.chips import Badge, Chip
from tripplanner.ui.widgets.elided import ElidedButton, ElidedLabel
from tripplanner.ui.widgets.flow import Flow

if TYPE_CHECKING:
    from tripplanner.ui.outbox.files import FileView

_MESSAGE, _NOTHING, _FILE = range(3)
_ICONS = {".pdf": "file-text", ".ics": "calendar-days", ".zip": "folder-open", ".png": "eye"}


class Notice(QFrame):
    """Sentences that need somebody, with ways out."""

    def __init__(self, context: Context, words: Words) -> None:
        super().__init__()
        self.setProperty("look", "sunken")
        self._context, self._words = context, words
        self._lines = column(self, (12, 8, 12, 8), 6)
        self.hide()

    def show_notice(
        self, said: Sequence[Message], tone: str, icon: str, ways: Sequence[tuple[Message, Callable[[], object]]] = ()
    ) -> None:
        """Say these sentences, the first one strongly; nothing hides it."""
        clear(self._lines)
        self._first: QLabel | None = None
        self.setVisible(bool(said))
        if not said:
            return
        line, texts = row(gap=10), column(gap=2)
        for at, one in enumerate(said):
            made = text_label(ink=tone if not at else "text2", strong=not at, wrap=True)
            made.setText(breakable(self._words.say(one)))
            texts.addWidget(made)
            self._first = self._first or made
        line.addWidget(Badge(self._context.theme, icon, tone, 28))
        line.addLayout(texts, 1)
        self._lines.addLayout(line)
        if ways:
            holder = QWidget()
            flow = Flow(holder, 8)
            for words, run in ways:
                flow.addWidget(self._way(words, run))
            self._lines.addWidget(holder)

    def retell(self, said: Message) -> None:
        """Other words in the first sentence; the ways out stay under the pointer and keep the keyboard."""
        if self._first is not None:
            self._first.setText(breakable(self._words.say(said)))

    def _way(self, words: Message, run: Callable[[], object]) -> QPushButton:
        made = button(self._words, words)
        made.clicked.connect(lambda _checked=False: run())
        return made


@unfailing
class _Body(QPlainTextEdit):
    """Takes the room that is left; where there is none it asks for its least height, and all around it scrolls."""

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(super().sizeHint().width(), self.minimumHeight())


class Detail(QFrame):
    """The pane at the right. ``changed`` tells (field, words) of a message that may still be changed; ``opened`` asks
    for the bytes of a file, ``removed`` says that it goes without one.
    """

    changed = Signal(str, str)
    opened = Signal(object)
    removed = Signal(object)

    def __init__(self, context: Context, words: Words) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._context, self._words = context, words
        self.message: MessageRow | None = None
        self.ways: Callable[[MessageRow], Sequence[tuple[Message, Callable[[], object]]]] = lambda _one: ()
        self._stack = QStackedWidget()
        self._file: FileView | None = None
        nothing = text_label(ink="text3", wrap=True)
        words.put(nothing, msg("Choose a message to see it as it would leave."))
        empty = QWidget()
        column(empty, (24, 24, 24, 24)).addWidget(nothing)
        for one in (scrolled(self._build()), empty):
            self._stack.addWidget(one)
        self.foot = QWidget()
        self.buttons = Flow(self.foot, 8)
        outer = frame("")
        column(outer, (12, 8, 12, 10)).addWidget(self.foot)
        self._outer = outer
        lines = column(self, (1, 1, 1, 1), 0)
        lines.addWidget(self._stack, 1)
        lines.addWidget(rule())
        lines.addWidget(outer)
        self.show_message(None)

    # -- building

    def _build(self) -> QWidget:
        made = QWidget()
        lines = column(made, (16, 12, 16, 10), 8)
        self.to = ElidedLabel(strong=True)
        self.address = ElidedLabel(ink="text2")
        self.chips = QWidget()
        self._chips = Flow(self.chips, 6)
        head = column(gap=1)
        head.addWidget(self.to)
        head.addWidget(self.address)
        lines.addLayout(head)
        self.why = text_label(ink="text2", size="dense", wrap=True)  # may be long: which visit moved, from when to when
        lines.addWidget(self.chips)
        lines.addWidget(self.why)
        self.trouble = Notice(self._context, self._words)
        self.doubts = Notice(self._context, self._words)
        lines.addWidget(self.trouble)
        lines.addWidget(self.doubts)
        self.form = Form(lambda name, value: self.changed.emit(name, str(value)), self)
        self.subject, self.body = QLineEdit(), _Body()
        self.body.setTabChangesFocus(True)
        self.body.setMinimumHeight(self._context.theme.px(120))
        self.body.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._words.put(self.subject, msg("Subject"), "setAccessibleName")
        self._words.put(self.body, msg("Text of the message"), "setAccessibleName")
        lines.addWidget(self.form.bind("subject", self.subject))
        lines.addWidget(self.form.bind("body", self.body), 1)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self._words.put(self.bar, msg("The files are being made"), "setAccessibleName")
        self.bar.hide()
        self._files_holder = QWidget()
        self._files = column(self._files_holder, gap=6)
        self.attach = button(self._words, msg("Attach…"), "", self._context.theme, "plus")
        beside = row()
        beside.addWidget(self.attach)
        beside.addStretch(1)
        for one in (self.bar, self._files_holder):
            lines.addWidget(one)
        lines.addLayout(beside)
        return made

    # -- showing

    def show_message(self, one: MessageRow | None) -> None:
        """Show this message; another one than before is shown from its beginning."""
        before, self.message = self.message, one
        self._outer.setVisible(one is not None)
        if one is None:
            self._stack.setCurrentIndex(_NOTHING)
            return
        if before is None or before.id != one.id or self._stack.currentIndex() == _NOTHING:
            self._stack.setCurrentIndex(_MESSAGE)
        self._show_head(one)
        self._show_words(one)
        self._show_files(one)

    def show_message_again(self) -> None:
        """Back from a file to the words."""
        self._stack.setCurrentIndex(_MESSAGE)
        found = self._files_holder.findChildren(QPushButton)
        (found[0] if found else self.body).setFocus()

    def _show_head(self, one: MessageRow) -> None:
        in_script(self.to, one.name)
        self.to.setToolTip(one.name)
        self.address.setText(one.address or self._words.say(msg("no e-mail address is known")))
        restyle(self.address, ink="text2" if one.address else "warn")
        clear(self._chips)
        theme = self._context.theme
        said = self._words.say(wording.what(one))
        self._chips.addWidget(Chip(theme, said, "info", wording.icon(one)))
        if one.language:
            tone = "stale" if one.needs_human else "ok"
            self._chips.addWidget(Chip(theme, short_name(one.language), tone, "languages"))
        if leaves := wording.leaves(one, self._context.language.code, self._context.workspace.station):
            self._chips.addWidget(Chip(theme, self._words.say(leaves), "info", "calendar-clock"))
        self.why.setText(breakable(" · ".join(self._words.say(why) for why in one.why)))
        self.why.setVisible(bool(one.why))
        tone = {"doubtful": "warn", "aside": "info", "ready": "info"}.get(one.state, "error")
        kept_back = one.problem if one.state in wording.KEPT_BACK else ()
        self.trouble.show_notice(kept_back, tone, "circle-alert", self.ways(one))
        open_ = one.state in ("review", "failed", "aside")
        self.doubts.show_notice(one.doubts if open_ else (), "warn", "triangle-alert")

    def _show_words(self, one: MessageRow) -> None:
        for editor in (self.subject, self.body):
            editor.setReadOnly(not self._editable(one))
        self.form.show({"subject": one.subject, "body": one.body})

    def _show_files(self, one: MessageRow) -> None:
        clear(self._files)
        for file in wording.enclosed(one):
            self._files.addWidget(self._file_line(one, file))
        self._files_holder.setVisible(bool(one.attachments))
        self.attach.setVisible(self._editable(one))

    def _file_line(self, one: MessageRow, file: AttachmentRow) -> QWidget:
        """A file, and the button that takes it out where that can still be done."""
        if not self._editable(one) or outbox.invites(file, one.attachments):
            return self._file_button(file)
        line = QWidget()
        across = row(line, gap=4)
        across.addWidget(self._file_button(file), 1)
        out = icon_button(self._words, msg("Take out {name}", name=file.name), self._context.theme, "x")
        out.clicked.connect(lambda _checked=False: self.removed.emit(file))
        across.addWidget(out)
        return line

    def _editable(self, one: MessageRow) -> bool:
        return one.state == "review" and not self._context.workspace.read_only

    def _file_button(self, file: AttachmentRow) -> QPushButton:
        """A file as a button: its name, how large it is, whether it is made."""
        ending = file.name[file.name.rfind(".") :].lower()
        code = self._context.language.code
        made = self._words.say(wording.size(file.size, code) if file.made else msg("being made"))
        found = ElidedButton()
        found.setProperty("look", "search")
        found.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        found.setText(for_button(f"{file.name} · {made}"))
        found.setAccessibleName(f"{file.name} · {made}")
        self._context.theme.put_icon(found, _ICONS.get(ending, "file-text"), "text2", 16, 5)
        found.setEnabled(file.made)
        found.clicked.connect(lambda _checked=False: self.opened.emit(file))
        return found

    @property
    def file(self) -> FileView:
        """The view of a file; made when the first one is looked at."""
        if self._file is None:
            from tripplanner.ui.outbox.files import FileView

            self._file = FileView(self._context, self._words)
            self._file.left.connect(self.show_message_again)
            self._stack.addWidget(self._file)
        return self._file

    def close_file(self) -> None:
        """Give back what is shown of a file."""
        if self._file is not None:
            self._file.close_file()

    def show_file(self, name: str, data: bytes) -> None:
        """Show an attached file in the place of the words."""
        self.file.show_file(name, data)
        self._stack.setCurrentIndex(_FILE)
        self.file.focus()

    def show_working(self, on: bool) -> None:
        """The files of the message are being made."""
        self.bar.setVisible(on)

    @property
    def shows_file(self) -> bool:
        """Whether a file is looked at."""
        return self._stack.currentIndex() == _FILE

    def retell(self) -> None:
        """Say it in the language of the window."""
        self.show_message(self.message)
