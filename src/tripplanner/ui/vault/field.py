"""One kind of protected value on a card: masked, shown for a minute, edited while it is shown."""

from __future__ import annotations

import math

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.planning.privacy.classes import KINDS
from tripplanner.planning.privacy.contents import CLASSES, PARTS, Content, Part
from tripplanner.store.vault import clock
from tripplanner.store.vault.secret import Secret
from tripplanner.ui.context import Context
from tripplanner.ui.forms import Form, read, write
from tripplanner.ui.language import Words
from tripplanner.ui.plain import in_script
from tripplanner.ui.vault.editors import make_editor, typed, with_part
from tripplanner.ui.widgets.basics import button, clear, column, row, text_label

#: Seconds for which a value is shown.
SHOWN = 60
_DOTS = "••••••••••"


class ProtectedField(QFrame):
    """Looks the same whether there is a value or not, until somebody asks.

    ``asked(kind)``: a person wants to see it. ``edited(kind, content, part)``: it was changed.
    """

    asked = Signal(str)
    edited = Signal(str, object, str)

    def __init__(self, context: Context, words: Words, kind: str) -> None:
        super().__init__()
        self._context, self._words, self.kind = context, words, kind
        self._content: Secret[Content] | None = None
        self._left, self._until = 0, 0.0  # seconds of the clock below
        self.setProperty("look", "sunken")
        self._sign = QLabel()
        self.title = words.put(text_label(strong=True), KINDS[kind].title)
        self.toggle = button(words, msg("Show"))
        self.toggle.clicked.connect(lambda _c=False: self._toggled())
        self.dots = text_label(ink="text2")
        in_script(self.dots, _DOTS)
        self._name_dots()
        words.also(self._name_dots)
        self._form: Form | None = None
        self._editors: list[QWidget] = []
        self._parts: QVBoxLayout = column(gap=6)
        self.wrong = text_label(ink="error", size="dense", wrap=True)
        self.wrong.hide()
        self._build()
        self.set_open(False)
        context.theme.changed.connect(self._draw_sign)

    def _build(self) -> None:
        head = row(gap=6)
        head.addWidget(self._sign)
        head.addWidget(self.title, 1)
        below = row(gap=6)
        below.addSpacing(22)
        below.addWidget(self.dots)
        below.addStretch(1)
        below.addWidget(self.toggle)
        lines = column(self, (10, 8, 10, 8), 4)
        lines.addLayout(head)
        lines.addLayout(below)
        lines.addLayout(self._parts)
        lines.addWidget(self.wrong)
        lines.addWidget(self._words.put(text_label(ink="text3", size="dense", wrap=True), KINDS[self.kind].why))

    def _name_dots(self) -> None:
        self.dots.setAccessibleName(self._words.say(msg("{what}: hidden", what=KINDS[self.kind].title)))

    @property
    def is_shown(self) -> bool:
        """Whether its value can be read now."""
        return self._content is not None

    def set_open(self, open: bool) -> None:
        """The vault was opened or locked: a locked one shows nothing."""
        if not open:
            self.cover()
        self._open = open
        self._draw_sign()

    def _draw_sign(self) -> None:
        icon = "lock-open" if self.is_shown else "lock"
        self._sign.setPixmap(self._context.theme.pixmap(icon, "text2", 16, self.devicePixelRatioF()))

    def reveal(self, found: Secret[Content] | None) -> None:
        """Show the value (``None``: an empty one) for a minute."""
        self._content = found or Secret(CLASSES[self.kind]())
        self._start()
        self._form = Form(self._commit, self)
        self._form.left.connect(lambda _name: self._context.workspace.leave())
        for part in PARTS[self.kind]:
            self._add(part, self._content.reveal())
        self.dots.hide()
        self._draw_sign()
        self._say_left()

    def _add(self, part: Part, content: Content) -> None:
        assert self._form is not None
        editor = make_editor(part, content, self._words.say, self._context.language.code)
        editor.setEnabled(not self._context.workspace.read_only)
        self._editors.append(editor)
        self._form.bind(part.name, editor)
        self._form.show({part.name: read(editor)})
        if part.sort != "truth" and len(PARTS[self.kind]) > 1:
            caption = text_label(ink="text3", size="dense")
            caption.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            caption.setText(self._words.say(part.title))
            caption.setBuddy(editor)
            self._parts.addWidget(caption)
        self._parts.addWidget(editor)

    def renew(self, found: Secret[Content] | None) -> None:
        """The value was changed elsewhere or undone: show it as it is, but where somebody types."""
        content = found or Secret(CLASSES[self.kind]())
        if self._form is None or content == self._content:
            return
        self._content = content
        language = self._context.language.code
        self._form.show({p.name: typed(p, getattr(content.reveal(), p.name), language) for p in PARTS[self.kind]})

    def cover(self) -> None:
        """Commit what was typed and hide everything."""
        if self._form is not None:
            self._form.forget()
            self._form.deleteLater()
            self._form = None
        self._content = None
        for editor in self._editors:
            write(editor, None)  # they are deleted later: nothing is left in them until then
        self._editors.clear()
        clear(self._parts)
        self.wrong.hide()
        self.dots.show()
        self._words.control(self.toggle, msg("Show"))
        self._draw_sign()

    def tick(self) -> None:
        """A second has passed, or many while the computer slept."""
        if self.is_shown:
            self._left = math.ceil(self._until - clock.seconds())
            if self._left > 0:
                self._say_left()
            else:
                self.cover()

    def _start(self) -> None:
        self._left, self._until = SHOWN, clock.seconds() + SHOWN

    def _say_left(self) -> None:
        self._words.control(self.toggle, msg("Hide · {seconds} s", seconds=self._left))

    def _toggled(self) -> None:
        if self.is_shown:
            self.cover()
        else:
            self.asked.emit(self.kind)

    def _commit(self, name: str, value: object) -> None:
        if self._content is None:
            return
        try:
            content = with_part(self.kind, self._content.reveal(), name, value)
        except TripPlannerError as error:
            self.refuse(error)
            return
        self.wrong.hide()
        self._start()
        self._content = Secret(content)
        self.edited.emit(self.kind, content, name)

    def refuse(self, error: TripPlannerError) -> None:
        """Say beside the field why it was not kept."""
        self.wrong.setText(error.sentence(self._context.language.code))
        self.wrong.show()
