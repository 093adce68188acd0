"""A record in full: a line per field, a row per language with the state of its text, edited in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from tripplanner.i18n import Message, msg
from tripplanner.planning.doubts import doubt
from tripplanner.planning.kinds import Detail, Shown
from tripplanner.planning.words import TEXT_STATE
from tripplanner.text import Text
from tripplanner.ui.context import Context
from tripplanner.ui.forms import Form, read
from tripplanner.ui.language import Words, short_name
from tripplanner.ui.plain import for_tooltip, in_script
from tripplanner.ui.records.dots import StateDot
from tripplanner.ui.records.editable import Editable
from tripplanner.ui.records.editing import Target, editable, sort_of, write
from tripplanner.ui.records.editors import LONG, make_editor, words_of
from tripplanner.ui.records.jump import Jump, JumpLine
from tripplanner.ui.records.values import RULES, Writer
from tripplanner.ui.widgets.basics import clear, column, row, scrolled, text_label

#: Fields that are said elsewhere or for the program alone.
_UNSHOWN = ("updated_at", "trip")
#: What a record is called.
_CALLED = ("name", "title", "term")
_TOP = Qt.AlignmentFlag.AlignTop


class DetailView(QWidget):
    """Shows a :class:`Detail`. ``leading`` are fields shown first, ``hidden`` those shown elsewhere.

    ``head`` and ``foot`` stand above and below the fields and are kept when another record is shown.
    """

    changed = Signal()

    def __init__(
        self,
        context: Context,
        leading: Sequence[str] = (),
        hidden: Sequence[str] = (),
        head: QWidget | None = None,
        foot: QWidget | None = None,
    ) -> None:
        super().__init__()
        self._context, self._leading, self._hidden = context, tuple(leading), (*_UNSHOWN, *hidden)
        self._detail: Detail | None = None
        self._writer: Writer | None = None
        self._scope: str | None = None
        self._languages: tuple[str, ...] = ("fr", "en", "zh")
        self._all = False
        self._late = False  # the record was written while one of its fields was being typed in
        self.words = Words(context.language, self)
        self._targets: dict[str, Target] = {}
        self._fields: dict[str, Editable] = {}
        self._form = Form(self._commit, self)
        self._form.left.connect(self._left)
        self.setObjectName("detail")
        self._around = (head, foot)
        self._inner, self._lines = _ground(*self._around)
        self._area = scrolled(self._inner)
        self._kept: tuple[int, str] | None = None
        outer = column(self, gap=0)
        outer.addWidget(self._area, 1)
        context.theme.changing.connect(self._undress)
        context.theme.changed.connect(self._dress)

    def show_detail(
        self, detail: Detail | None, writer: Writer, languages: Sequence[str], scope: str | None = None
    ) -> None:
        """Show a record; somebody typing into the same record keeps their editor."""
        same = self._detail is not None and detail is not None and self._detail.uuid == detail.uuid
        if same and self._typing():
            self._detail, self._late = detail, True
            return
        self._late = False
        if not same:
            self._form.forget()
        at = self._area.verticalScrollBar().value() if same else 0
        self._detail, self._writer, self._scope = detail, writer, scope
        self._languages = tuple(languages)
        self._rebuild()
        self._area.verticalScrollBar().setValue(at)

    def hide_fields(self, keys: Sequence[str]) -> None:
        """Fields that are said elsewhere for the record about to be shown."""
        self._hidden = (*_UNSHOWN, *keys)

    def flush(self) -> None:
        """Commit what was typed."""
        self._form.flush()

    def edit_first(self) -> None:
        """F2: edit what the record is called, else the first field."""
        called = (name for name in self._fields if name.partition("/")[0] in _CALLED)
        name = next(called, next(iter(self._fields), ""))
        if name:
            self._area.ensureWidgetVisible(self._fields[name])
            self._fields[name].edit()

    def point_at(self, key: str) -> None:
        """Put the keyboard on the field of this column, all fields shown where it is among those that wait."""
        if not self._all and not any(name.partition("/")[0] == key for name in self._fields):
            self._all = True
            self._rebuild()
        name = next((name for name in self._fields if name.partition("/")[0] == key), "")
        if name:
            QTimer.singleShot(0, self, lambda: self._focus(name))  # its line was just made: not yet on the screen

    def _focus(self, name: str) -> None:
        if name in self._fields:
            self._area.ensureWidgetVisible(self._fields[name])
            self._fields[name].setFocus(Qt.FocusReason.OtherFocusReason)

    def edit_new(self) -> None:
        """The record was just made: show all its fields and edit the first."""
        self._all = True
        self._rebuild()
        self.edit_first()

    def _typing(self) -> bool:
        return any(field.editor() is not None for field in self._fields.values())

    def _rebuild(self) -> None:
        focused = next((name for name, field in self._fields.items() if field.hasFocus()), "")
        self._kept = None
        self._targets.clear()
        self._fields.clear()
        self.setUpdatesEnabled(False)
        clear(self._lines)
        if self._detail is not None and self._writer is not None:
            for line in self._ordered(self._detail):
                self._add(line)
            self._more()
        if focused in self._fields:
            self._fields[focused].setFocus(Qt.FocusReason.OtherFocusReason)
        self.setUpdatesEnabled(True)

    def _undress(self) -> None:
        """A new theme would be put on each of hundreds of widgets: making them again costs a third of it."""
        if self._detail is None or self._typing():
            return
        focused = next((name for name, field in self._fields.items() if field.hasFocus()), "")
        self._kept = (self._area.verticalScrollBar().value(), focused)
        self._targets.clear()
        self._fields.clear()
        self._inner, self._lines = _ground(*self._around)
        self._area.setWidget(self._inner)  # deletes the former one: taken out alive it would be dressed once more
        self._inner.setAutoFillBackground(False)  # setWidget has just switched it on

    def _dress(self) -> None:
        """Make the lines again: now, or when somebody sees them."""
        if self._kept is None or not self.isVisible():
            return
        (at, focused), self._kept = self._kept, None
        self._rebuild()
        self._area.verticalScrollBar().setValue(at)
        if focused in self._fields:
            self._fields[focused].setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self._dress()

    def _ordered(self, detail: Detail) -> list[Shown]:
        by_key = {line.key: line for line in detail.lines if line.key not in self._hidden}
        keys = dict.fromkeys((*(key for key in self._leading if key in by_key), *by_key))
        return [by_key[key] for key in keys if self._all or not self._writer.is_empty(by_key[key])]  # type: ignore[union-attr]

    def _more(self) -> None:
        """Empty fields are out of the way until somebody wants to fill them."""
        assert self._detail is not None
        hidden = sum(
            self._writer.is_empty(line)  # type: ignore[union-attr]
            for line in self._detail.lines
            if line.key not in self._hidden and editable(self._detail, line)
        )
        if hidden or self._all:
            text = msg("Hide empty fields") if self._all else msg("Show empty fields ({count})", count=hidden)
            made = JumpLine(self._context.theme, self._say(text))
            made.clicked.connect(self._toggle)
            self._lines.addWidget(made)

    def _toggle(self) -> None:
        self._all = not self._all
        self._rebuild()

    def _say(self, message: Message) -> str:
        return self._context.language.say(message)

    def _add(self, line: Shown) -> None:
        assert self._detail is not None
        block = column(gap=1)
        if line.key == "to_verify":
            self._add_marks(block, line)
        elif line.key == "sources":
            self._add_sources(block, line)
        elif isinstance(line.value, Text) and not editable(self._detail, line):
            block.addWidget(_caption(self._say(line.title)))
            self._add_list(block, [line.value])
        elif isinstance(line.value, Text):
            block.addWidget(_caption(self._say(line.title)))
            self._add_text(block, line, line.value)
        elif sort_of(self._detail, line) == "texts":
            block.addWidget(_caption(self._say(line.title)))
            self._add_texts(block, line)
        elif isinstance(line.value, tuple) and line.value:
            block.addWidget(_caption(self._say(line.title)))
            self._add_list(block, line.value)
        else:
            self._add_value(block, line)
        self._lines.addLayout(block)

    # -- texts

    def _add_text(self, block: QVBoxLayout, line: Shown, text: Text) -> None:
        """A row per language, the languages of the page first."""
        for language in dict.fromkeys((*self._languages, *text.words)):
            block.addLayout(self._text_row(line, text, language))

    def _add_texts(self, block: QVBoxLayout, line: Shown) -> None:
        """Several texts, each with its languages, and room for one more."""
        texts: tuple[Text, ...] = line.value or ()  # type: ignore[assignment]
        more = (Text(),) if self._all or not texts else ()
        for number, text in enumerate((*texts, *more)):
            for language in dict.fromkeys((*self._languages, *text.words)):
                block.addLayout(self._text_row(line, text, language, number))
            block.addSpacing(4)

    def _text_row(self, line: Shown, text: Text, language: str, number: int = 0) -> QHBoxLayout:
        state = text.state(language)
        state_words = self._say(TEXT_STATE[state])
        tag = text_label(ink="text3", size="dense")
        tag.setText(short_name(language))
        self._context.theme.keep_width(tag, 28)
        dot = StateDot(self._context.theme, state)
        dot.setToolTip(state_words)
        words = text.get(language) or state_words
        field = self._field(line, language, words, "" if text.get(language) else "text3", number)
        name = f"{self._say(line.title)}, {short_name(language)}, {state_words}"
        field.setAccessibleName(name)
        field.setToolTip(for_tooltip(state_words))
        made = row(gap=4)
        for widget in (tag, dot):
            widget.setContentsMargins(0, 3, 0, 0)
            made.addWidget(widget, 0, _TOP)
        made.addWidget(field, 1)
        return made

    # -- other values

    def _add_value(self, block: QVBoxLayout, line: Shown) -> None:
        """A short value stands beside its caption, a long one under it."""
        assert self._writer is not None
        text = self._writer.value(line)
        unknown = line.value is None and line.key in RULES
        field = self._field(line, "", text or "–", "warn" if unknown else "")
        field.setAccessibleName(f"{self._say(line.title)}, {text}")
        if len(text) > LONG:
            block.addWidget(_caption(self._say(line.title)))
            block.addWidget(field)
            return
        made = row(gap=8)
        caption = _caption(self._say(line.title))
        caption.setContentsMargins(0, 3, 0, 2)
        caption.setMinimumWidth(96)
        caption.setMaximumWidth(130)
        made.addWidget(caption, 2, _TOP)
        made.addWidget(field, 3)
        block.addLayout(made)

    def _add_list(self, block: QVBoxLayout, values: Sequence[object]) -> None:
        assert self._writer is not None
        for value in values:
            if isinstance(value, Jump):
                block.addWidget(self._jump(value))
                continue
            words = self._writer.plain(value)
            block.addWidget(_wrapped(words))
            second = value.get(self._writer.second) if isinstance(value, Text) else ""
            if second and second != words:
                block.addWidget(_wrapped(second, "text2"))

    def _jump(self, to: Jump) -> JumpLine:
        made = JumpLine(self._context.theme, to.words)
        made.clicked.connect(lambda _checked=False: self._go(to))
        return made

    def _go(self, to: Jump) -> None:
        """Show the other record on its own page."""
        if to.trip is not None:
            self._context.shell.choose_trip(to.trip)
        self._context.shell.go(to.page, to.uuid)

    def _add_marks(self, block: QVBoxLayout, line: Shown) -> None:
        """What nobody has verified yet, said as such."""
        for what in line.value or ():  # type: ignore[attr-defined]
            made = row(gap=6)
            sign = QLabel()
            sign.setPixmap(self._context.theme.pixmap("circle-question-mark", "warn.ink", 16, self.devicePixelRatioF()))
            made.addWidget(sign, 0, _TOP)
            made.addWidget(_wrapped(self._say(msg("To verify: {what}", what=doubt(str(what)))), "warn"), 1)
            block.addLayout(made)

    def _add_sources(self, block: QVBoxLayout, line: Shown) -> None:
        block.addWidget(_caption(self._say(line.title)))
        for source in line.value or ():  # type: ignore[attr-defined]
            words, _, url = str(source).rpartition(" · ") if " · " in str(source) else ("", "", str(source))
            if not url.startswith(("http://", "https://")):
                block.addWidget(_wrapped(str(source), "text2"))
                continue
            if words:
                block.addWidget(_wrapped(words, "text2"))
            block.addWidget(self._link(url))

    def _link(self, url: str) -> JumpLine:
        shown = url.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
        made = JumpLine(self._context.theme, shown, address=True)
        made.setToolTip(for_tooltip(url))
        made.setAccessibleDescription(self._say(msg("Source: {address}", address=url)))
        made.clicked.connect(lambda _checked=False, url=url: QDesktopServices.openUrl(QUrl(url)))
        return made

    # -- editing

    def _field(self, line: Shown, language: str, text: str, ink: str, number: int = 0) -> Editable:
        assert self._detail is not None
        target = Target(self._detail, line, language, number)
        make: Callable[[], QWidget] | None = None
        read_only = self._context.workspace.read_only
        if editable(self._detail, line) and not read_only:
            self._targets[target.name] = target
            make = lambda: self._editor(self._targets[target.name])  # noqa: E731
        field = Editable(self._context.theme, text, ink, make)
        if make is not None:
            self._fields[target.name] = field
            field.finished.connect(self._finished)
        return field

    def _editor(self, target: Target) -> QWidget:
        editor = make_editor(target, self._say, self._context.language.code)
        self._form.bind(target.name, editor)
        self._form.show({target.name: read(editor)})
        return editor

    def _left(self, _name: str) -> None:
        """What was typed in one visit of a field is one step to undo."""
        self._context.workspace.leave()

    def _finished(self) -> None:
        """An editor was closed: show what was written while it was open.

        Where the person went on to another field, that one is left alone, and the others say what is so now.
        """
        if self._late and self._typing():
            self._say_again()
        elif self._late:
            self._late = False
            self._rebuild()

    def _say_again(self) -> None:
        assert self._detail is not None
        lines = {line.key: line for line in self._detail.lines}
        for name, field in self._fields.items():
            target = self._targets[name]
            line = lines.get(target.line.key)
            if line is None or field.editor() is not None:
                continue
            self._targets[name] = replace(target, detail=self._detail, line=line)
            field.say(self._words_now(self._targets[name]))

    def _words_now(self, target: Target) -> str:
        assert self._writer is not None
        if not target.language:
            return self._writer.value(target.line) or "–"
        words, value = words_of(target), target.line.value
        text = value[target.number] if isinstance(value, tuple) and target.number < len(value) else value
        return words or self._say(TEXT_STATE[text.state(target.language) if isinstance(text, Text) else "missing"])

    def _commit(self, name: str, value: object) -> None:
        target = self._targets.get(name)
        if target is not None:
            write(self._context, target, value, self._scope, self.changed.emit)


class _Tall(QWidget):
    """As high as its wrapped lines need at its width: a scroll area would squeeze them."""

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._grow()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._grow()
        return done

    def _grow(self) -> None:
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            high = layout.totalHeightForWidth(self.width())
            if high != self.minimumHeight():
                self.setMinimumHeight(high)


def _ground(head: QWidget | None, foot: QWidget | None) -> tuple[_Tall, QVBoxLayout]:
    """The widget that scrolls, and its lines between what stands above and below them."""
    made, lines = _Tall(), column(margins=(2, 2, 10, 8), gap=10)
    whole = column(made, gap=8)
    if head is not None:
        whole.addWidget(head)
    whole.addLayout(lines)
    if foot is not None:
        whole.addWidget(foot)
    whole.addStretch(1)
    for part in (head, foot):
        if part is not None:
            part.show()
    return made, lines


def _caption(text: str) -> QLabel:
    made = text_label(ink="text3", size="dense", wrap=True)
    made.setText(text)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return made


def _wrapped(text: str, ink: str = "") -> QLabel:
    made = text_label(ink=ink, wrap=True)
    in_script(made, text)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return made
