"""A part of a record’s card below its fields: photos, journeys, hosts, history … folded until somebody opens it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QLabel, QPushButton, QSizePolicy, QWidget
from sqlalchemy.orm import Session

from tripplanner.dates import clock, dated
from tripplanner.errors import NotFound, TripPlannerError
from tripplanner.i18n import Message, msg
from tripplanner.text import Text
from tripplanner.ui.context import Context
from tripplanner.ui.dialogs import ask
from tripplanner.ui.language import Words
from tripplanner.ui.plain import breakable, for_button, for_tooltip, in_script, one_line
from tripplanner.ui.records.jump import JumpLine
from tripplanner.ui.records.sheet import Asked, Sheet
from tripplanner.ui.records.values import Writer
from tripplanner.ui.widgets.basics import ICON_GAP, clear, column, icon_button, narrow_combo, row, text_label
from tripplanner.ui.widgets.elided import ElidedButton

#: Folded or not is remembered per section, for all records.
_SETTING = "card_sections"


@dataclass(frozen=True, slots=True)
class About:
    """The record on the card: its kind and number, the table it is in, the trip of the window.

    ``scope`` is whose undo an edit belongs to; ``languages`` are those of the content, the first one first.
    """

    kind: str
    table: str
    id: int
    uuid: str
    trip: int | None
    scope: str | None
    writer: Writer
    languages: tuple[str, ...]

    def words(self, text: Text) -> str:
        """A text in the first language that has it."""
        return self.writer.words(text)


class Section(QWidget):
    """``kinds`` are the lists whose records have it (empty: all). ``read`` gives frozen content, ``build`` shows it.

    ``above`` stands over the fields. A file in ``ui/library/sections`` with a ``SECTION`` is found by being there.
    """

    key: ClassVar[str]
    title: ClassVar[Message]
    kinds: ClassVar[tuple[str, ...]] = ()
    position: ClassVar[int] = 100
    opened: ClassVar[bool] = False
    above: ClassVar[bool] = False

    def __init__(self, context: Context, words: Words) -> None:
        super().__init__()
        self.context, self.words = context, words
        self.about: About | None = None
        self.content: Any = None
        self.sheet: Callable[[Sheet], bool] = ask
        self._shown: tuple[object, ...] = ()
        self.fold = self._make_fold()
        self.body = QWidget()
        self.lines = column(self.body, (4, 0, 0, 6), 6)
        whole = column(self, gap=2)
        whole.addWidget(self.fold)
        whole.addWidget(self.body)
        self._room = QWidget()
        self._room.hide()
        whole.addWidget(self._room)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    @abstractmethod
    def read(self, session: Session, about: About) -> Any:
        """What is shown: frozen values, or ``None`` where this record has no such section."""

    @abstractmethod
    def build(self, content: Any, about: About) -> None:
        """Fill ``self.lines``."""

    # -- showing

    def show_about(self, about: About) -> None:
        """Show what hangs on this record; it is read only where the section is open."""
        self.about = about
        self.setVisible(not self.kinds or about.kind in self.kinds)
        if self.isHidden():
            return
        is_open = self.is_open()
        self._turn(is_open)
        if is_open:
            self._fill(about)

    def hold(self, about: About) -> None:
        """Show nothing of another record but keep its room, so that nothing jumps until this one is shown."""
        if self.body.isVisible() and self.about is not None and self.about.uuid != about.uuid:
            self._room.setFixedHeight(self.body.height())
            self._room.show()
            self.body.hide()

    def is_open(self) -> bool:
        """Whether the person left it open."""
        return bool(self.context.settings.get(_SETTING, {}).get(self.key, self.opened))

    def toggle(self) -> None:
        """Open it, or fold it."""
        kept = dict(self.context.settings.get(_SETTING, {}))
        kept[self.key] = not self.is_open()
        self.context.settings.set(_SETTING, kept)
        if self.about is not None:
            self.show_about(self.about)

    def _fill(self, about: About) -> None:
        try:
            content = self.context.workspace.get(self.read, about)
        except NotFound:
            content = None
        self.setVisible(content is not None)
        state = (about, content, self.context.language.code)
        if content is None or state == self._shown:
            return
        self._shown, self.content = state, content
        focused = self._focused()
        clear(self.lines)
        self.build(content, about)
        self._focus(focused)

    def _focused(self) -> str:
        """The name of the control that has the focus, so that it can be found again."""
        inside = (one for one in self.body.findChildren(QWidget) if one.hasFocus())
        return next((one.accessibleName() for one in inside), "")

    def _focus(self, name: str) -> None:
        found = (one for one in self.body.findChildren(QWidget) if name and one.accessibleName() == name)
        control = next((one for one in found if one.focusPolicy() != Qt.FocusPolicy.NoFocus), None)
        if control is not None:
            control.setFocus()

    def _make_fold(self) -> QPushButton:
        made = ElidedButton()
        made.setProperty("look", "todo")
        made.setIconSize(QSize(16 + ICON_GAP, 16))
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.words.control(made, self.title)
        made.clicked.connect(self.toggle)
        return made

    def _turn(self, is_open: bool) -> None:
        self._room.hide()
        self.body.setVisible(is_open)
        self.context.theme.put_icon(self.fold, "chevron-down" if is_open else "chevron-right", "text2", 16, ICON_GAP)
        state = msg("shown") if is_open else msg("folded")
        self.fold.setAccessibleDescription(self.say(state))

    # -- words and controls for those who build

    @property
    def may_write(self) -> bool:
        """Whether this database can be written."""
        return not self.context.workspace.read_only

    def say(self, message: Message) -> str:
        return self.context.language.say(message)

    def note(self, words: str, ink: str = "text3") -> QLabel:
        """A line of words."""
        made = in_script(text_label(ink=ink, wrap=True), breakable(words))
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        return made

    def head(self, words: str) -> QLabel:
        """A caption above some lines."""
        made = in_script(text_label(ink="text2", size="dense", strong=True, wrap=True), words)
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        return made

    def jump(self, words: str, page: str, uuid: str, trip: int | None = None) -> JumpLine:
        """A line that leads to another record."""
        made = JumpLine(self.context.theme, words)
        made.clicked.connect(lambda _checked=False: self._go(page, uuid, trip))
        return made

    def link(self, words: str, run: Callable[[], object], said: str = "", icon: str = "") -> QPushButton:
        """Words that do something when clicked, shortened to the room there is."""
        made = _Link(words)
        made.setAccessibleName(said or one_line(words))
        made.clicked.connect(lambda _checked=False: run())
        if icon:
            made.setIconSize(QSize(16 + ICON_GAP, 16))
            self.context.theme.put_icon(made, icon, "link", 16, ICON_GAP)
        return made

    def add_link(self, message: Message, run: Callable[[], object], icon: str = "plus") -> None:
        """The line that adds something, where this database can be written."""
        if self.may_write:
            self.lines.addWidget(self.link(self.say(message), run, icon=icon))

    def entry(
        self,
        words: str,
        second: str = "",
        *,
        edit: Callable[[], object] | None = None,
        remove: Callable[[], object] | None = None,
        more: Sequence[QWidget] = (),
        ink: str = "",
    ) -> QBoxLayout:
        """A line or two of words with what can be done with them at the right."""
        line, block = row(gap=2), column(gap=0)
        block.addWidget(self.note(words, ink))
        if second:
            block.addWidget(self.note(second, "text3"))
        line.addLayout(block, 1)
        for widget in more:
            line.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        if edit is not None and self.may_write:
            line.addWidget(self.icon("pencil", msg("Edit: {title}", title=words), edit), 0, Qt.AlignmentFlag.AlignTop)
        if remove is not None and self.may_write:
            line.addWidget(self.icon("x", msg("Take off: {title}", title=words), remove), 0, Qt.AlignmentFlag.AlignTop)
        return line

    def icon(self, name: str, said: Message, run: Callable[[], object]) -> QWidget:
        """A button with an icon alone."""
        made = icon_button(self.words, said, self.context.theme, name)
        made.clicked.connect(lambda _checked=False: run())
        return made

    def choice(
        self,
        name: Message | str,
        choices: Iterable[tuple[object, str]],
        current: object,
        chosen: Callable[[Any], object],
    ) -> QComboBox:
        """A list to choose from at once."""
        made = narrow_combo()
        for data, words in choices:
            made.addItem(one_line(words), data)
        made.setCurrentIndex(max(0, made.findData(current)))
        made.setAccessibleName(self.say(name) if isinstance(name, Message) else name)
        made.setEnabled(self.may_write)
        made.activated.connect(lambda _at: chosen(made.currentData()))
        return made

    # -- edits

    def do(self, label: Message, verb: Callable[..., Any], *arguments: Any, **named: Any) -> bool:
        """One step; a refusal is said. Whether it was made."""
        scope = self.about.scope if self.about is not None else None
        try:
            self.context.workspace.do(label, verb, *arguments, scope=scope, **named)
        except TripPlannerError as error:
            self.context.shell.trouble(error)
            return False
        return True

    def ask_for(
        self, title: Message, fields: Sequence[Asked], label: Message, verb: Callable[[Session, dict[str, Any]], object]
    ) -> bool:
        """Ask for some fields in a sheet and make one step of them; a refusal is said in the sheet."""
        scope = self.about.scope if self.about is not None else None
        run = lambda values: self.context.workspace.do(label, verb, values, scope=scope)  # noqa: E731
        return self.sheet(Sheet(self.context, title, fields, run, self.window()))

    def day(self, day: date | None) -> str:
        """A day with its year."""
        return dated(day, self.context.language.code) if day is not None else "–"

    def moment(self, at: datetime) -> str:
        """An instant in the zone of the computer."""
        here = at.astimezone()
        return f"{dated(here.date(), self.context.language.code)} {clock(here)}"

    def _go(self, page: str, uuid: str, trip: int | None) -> None:
        if trip is not None:
            self.context.shell.choose_trip(trip)
        self.context.shell.go(page, uuid)


class _Link(QPushButton):
    """Words that are shortened to the room there is; the tooltip has them all."""

    def __init__(self, words: str) -> None:
        super().__init__(for_button(words))
        self._words = words
        self.setProperty("look", "link")
        self.setProperty("side", "left")
        self.setToolTip(for_tooltip(words))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def setIconSize(self, size: QSize) -> None:  # noqa: N802
        super().setIconSize(size)  # larger letters have a larger icon
        self._fit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        around = self.sizeHint().width() - metrics.size(Qt.TextFlag.TextShowMnemonic, self.text()).width()
        short = metrics.elidedText(one_line(self._words), Qt.TextElideMode.ElideRight, self.width() - around)
        self.setText(for_button(short))
