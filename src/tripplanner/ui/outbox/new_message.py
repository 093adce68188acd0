"""A message of one’s own: to whom, in which language, its subject and its words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QListWidget, QListWidgetItem, QPlainTextEdit, QWidget

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, languages, msg, msgn
from tripplanner.planning import outbox
from tripplanner.planning.outbox import Receiver
from tripplanner.ui.dialogs import fit
from tripplanner.ui.forms import plain_words
from tripplanner.ui.language import ENDONYMS, short_name
from tripplanner.ui.plain import follow_script, for_tooltip, one_line
from tripplanner.ui.tables import holds
from tripplanner.ui.theme.tokens import TARGET
from tripplanner.ui.versions.sheets import Sheet
from tripplanner.ui.widgets.basics import button, column, narrow_combo, row, search_field, text_label
from tripplanner.ui.widgets.flow import Flow

if TYPE_CHECKING:
    from tripplanner.planning.trips import TripRow
    from tripplanner.ui.context import Context

_WHO = Qt.ItemDataRole.UserRole


class NewMessage(Sheet):
    """Accepting means: the messages are written; ``written`` are their numbers. A refusal is said in the sheet."""

    def __init__(self, context: Context, trip: TripRow, parent: QWidget | None) -> None:
        from tripplanner.documents.outbox import PLACEHOLDERS

        hint = msg("Each gets a message of their own, to review before it leaves. Filled in for each: {fields}",
                   fields="  ".join("{" + name + "}" for name in PLACEHOLDERS))  # fmt: skip
        super().__init__(context, msg("New message"), hint, msg("Write it"), "check", parent)
        self._trip, self._key = trip, str(uuid4())
        self.written: tuple[int, ...] = ()
        self.people: Sequence[Receiver] = context.workspace.get(outbox.addressees, trip.id)
        sides = row(gap=16)
        sides.addLayout(self._build_whom(), 9)
        sides.addLayout(self._build_text(), 12)
        self.body.addLayout(sides, 1)
        self.told = text_label(ink="text2", size="dense", wrap=True)
        self.trouble = text_label(ink="error", wrap=True)
        self.trouble.hide()
        self.body.addWidget(self.told)
        self.body.addWidget(self.trouble)
        fit(self, context.theme.px(820), context.theme.px(580))
        self._begin()
        self._count()
        self.filter.setFocus()

    # -- building

    def _build_whom(self) -> Any:
        lines, theme = column(gap=8), self.context.theme
        self.filter = search_field(self.words, msg("Filter…"), theme)
        self.filter.textChanged.connect(lambda _text: self._sieve())
        self.whom = QListWidget()
        self.words.put(self.whom, msg("Receivers"), "setAccessibleName")
        high = theme.px(TARGET)
        for one in self.people:
            item = QListWidgetItem(one_line(f"{one.name} · {short_name(one.language)}"))
            item.setToolTip(for_tooltip(one.address or self.words.say(msg("no e-mail address is known"))))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            item.setSizeHint(QSize(0, high))
            item.setData(_WHO, one)
            self.whom.addItem(item)
        self.whom.itemChanged.connect(lambda _item: self._count())
        holder = QWidget()
        flow = Flow(holder, 6)
        for words, hosts in ((msg("People"), False), (msg("Hosts"), True), (msg("Untick all"), None)):
            made = button(self.words, words)
            made.clicked.connect(lambda _on=False, hosts=hosts: self.tick(hosts))
            flow.addWidget(made)
        lines.addWidget(self._label(msg("Receivers"), self.whom))
        lines.addWidget(self.filter)
        lines.addWidget(self.whom, 1)
        lines.addWidget(holder)
        return lines

    def _build_text(self) -> Any:
        lines = column(gap=8)
        self.language: QComboBox = narrow_combo(12)
        for code in languages():
            self.language.addItem(ENDONYMS.get(code, code), code)
        self.language.setCurrentIndex(self.language.findData(self.context.language.code))
        self.language.currentIndexChanged.connect(lambda _at: self._begin())
        self.subject, self.text = QLineEdit(), QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        for one in (self.subject, self.text):
            follow_script(one)
        for words, editor, share in (
            (msg("Language"), self.language, 0), (msg("Subject"), self.subject, 0),
            (msg("Text of the message"), self.text, 1),
        ):  # fmt: skip
            self.words.put(editor, words, "setAccessibleName")
            lines.addWidget(self._label(words, editor))
            lines.addWidget(editor, share)
        return lines

    def _label(self, words: Message, of: QWidget) -> QLabel:
        made = text_label(ink="text2")
        made.setBuddy(of)
        return self.words.put(made, words)

    # -- what was chosen

    def tick(self, hosts: bool | None) -> None:
        """Choose all people that the filter shows, or all hosts, or (``None``) take everybody away."""
        self.whom.blockSignals(True)
        for item in self._items():
            if hosts is None:
                item.setCheckState(Qt.CheckState.Unchecked)
            elif item.data(_WHO).is_host == hosts and not item.isHidden():
                item.setCheckState(Qt.CheckState.Checked)
        self.whom.blockSignals(False)
        self._count()

    def chosen(self) -> list[Receiver]:
        """Who gets it."""
        return [item.data(_WHO) for item in self._items() if item.checkState() == Qt.CheckState.Checked]

    def _items(self) -> list[QListWidgetItem]:
        return [self.whom.item(at) for at in range(self.whom.count())]

    def _sieve(self) -> None:
        """Those in whose name or address each word is found, as in the lists."""
        for item in self._items():
            item.setHidden(not holds(f"{item.text()}\n{item.data(_WHO).address}", self.filter.text()))

    @property
    def code(self) -> str:
        """The language that the message is written in."""
        return str(self.language.currentData())

    def _begin(self) -> None:
        """The frame of the message, in its language; words that somebody wrote stay."""
        from tripplanner.documents.outbox import blank

        frames = [self.context.workspace.get(blank, self._trip.id, code) for code in languages()]
        written = plain_words(self.text)
        if not written.strip() or written.strip() in [frame.strip() for frame in frames]:
            self.text.setPlainText(self.context.workspace.get(blank, self._trip.id, self.code))
        self._count()

    def _count(self) -> None:
        """How many get it, and what may be wrong with that."""
        chosen = self.chosen()
        said = [msgn("{n} message.", "{n} messages.", len(chosen))]
        if others := [one for one in chosen if one.language != self.code]:
            said.append(msgn("{n} of them reads another language.", "{n} of them read another language.", len(others)))
        if lost := [one for one in chosen if outbox.problem_of(one.address) is not None]:
            said.append(msgn("Of {n} no usable address is known.", "Of {n} no usable address is known.", len(lost)))
        space = "" if self.context.language.code == "zh" else " "
        self.told.setText(space.join(map(self.words.say, said)))
        self.ok.setEnabled(bool(chosen))

    def accept(self) -> None:
        from tripplanner.documents.outbox import write_free

        to = [one.uuid for one in self.chosen()]
        try:
            self.written = self.context.workspace.do(
                msg("write a message"), write_free, self._trip.id, to, self.code, self.subject.text(),
                plain_words(self.text), self._key, scope=self._trip.uuid,
            )  # fmt: skip
        except TripPlannerError as error:
            self.trouble.setText(self.words.say(error.what))
            self.trouble.show()
            (self.subject if not self.subject.text().strip() else self.text).setFocus()
            return
        super().accept()
