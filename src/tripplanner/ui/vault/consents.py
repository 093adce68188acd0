"""What a person agreed to, on their card: a line per purpose, and the sheet in which it is written down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from tripplanner.dates import dated, typed_date
from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, languages, msg
from tripplanner.planning.privacy import consents as verbs
from tripplanner.planning.privacy.consents import PURPOSES, STATES, ConsentRow, list_consents
from tripplanner.ui.context import Context
from tripplanner.ui.dialogs import Dialog, ask
from tripplanner.ui.forms import plain_words, refuse
from tripplanner.ui.language import ENDONYMS, Words
from tripplanner.ui.records.parsing import day
from tripplanner.ui.widgets.basics import button, clear, column, row, text_label

_DATES: Mapping[str, Message] = {
    "asked_on": msg("Asked on"), "given_on": msg("Given on"), "withdrawn_on": msg("Withdrawn on"),
}  # fmt: skip
_STEP = msg("change a consent")


class ConsentList(QWidget):
    """Where a person stands with each purpose; their latest consent of a purpose counts."""

    def __init__(self, context: Context, words: Words) -> None:
        super().__init__()
        self._context, self._words = context, words
        self._person: int | None = None
        lines = column(self, gap=4)
        lines.addWidget(words.put(text_label(strong=True), msg("Consent")))
        self._lines = column(gap=4)
        lines.addLayout(self._lines)

    def put(self, id: int, consents: Iterable[ConsentRow]) -> None:
        """Show these consents of a person."""
        self._person = id
        found = {one.purpose: one for one in consents}
        clear(self._lines)
        for purpose, title in PURPOSES.items():
            self._lines.addLayout(self._line(purpose, title, found.get(purpose)))

    def _line(self, purpose: str, title: Message, known: ConsentRow | None) -> QHBoxLayout:
        said = text_label(ink="" if known is not None and known.state == "given" else "text2", wrap=True)
        said.setText(self._words.say(_told(title, known, self._context.language.code)))
        said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        line = row(gap=6)
        line.addWidget(said, 1)
        if self._context.workspace.read_only:
            return line
        change = button(self._words, msg("Edit…") if known is not None else msg("Record…"), "link")
        change.setAccessibleDescription(self._words.say(title))
        change.clicked.connect(lambda _c=False: self._edit(purpose, known))
        line.addWidget(change)
        return line

    def _edit(self, purpose: str, known: ConsentRow | None) -> None:
        if self._person is None:
            return
        if ask(ConsentDialog(self._context, self._person, purpose, known, self.window())):
            self.put(self._person, self._context.workspace.get(list_consents, self._person))


def _told(title: Message, known: ConsentRow | None, spoken: str) -> Message:
    """``Photos: given · 12.05.2027 · 中文``, for a reader of ``spoken``."""
    if known is None:
        return msg("{what}: {state}", what=title, state=STATES["none"])
    days = {"asked": known.asked_on, "given": known.given_on, "withdrawn": known.withdrawn_on}
    when = days.get(known.state)
    language = ENDONYMS.get(known.language, known.language)
    if when is None:
        return msg("{what}: {state} · {language}", what=title, state=STATES[known.state], language=language)
    return msg("{what}: {state} · {date} · {language}", what=title, state=STATES[known.state],
               date=dated(when, spoken), language=language)  # fmt: skip


def _today() -> date:
    return datetime.now(UTC).astimezone().date()


class ConsentDialog(Dialog):
    """The wording a person saw, in which language, and when they were asked, agreed, withdrew: one step."""

    def __init__(
        self, context: Context, person: int, purpose: str, known: ConsentRow | None, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self._context, self._person, self._purpose, self._known = context, person, purpose, known
        self.words = Words(context.language, self)
        self.words.put(self, msg("Consent"), "setWindowTitle")
        self.setMinimumWidth(context.theme.px(480))
        lines = column(self, (24, 20, 24, 16), 6)
        lines.addWidget(self.words.put(text_label(size="section"), PURPOSES[purpose]))
        self.language = QComboBox()
        for code in languages():
            self.language.addItem(ENDONYMS.get(code, code), code)
        self.wording = QPlainTextEdit()
        self.wording.setTabChangesFocus(True)
        self.wording.setMinimumHeight(context.theme.px(110))
        self.dates = {key: QLineEdit() for key in _DATES}
        self._add(lines, msg("Language"), self.language)
        self._add(lines, msg("Wording that was seen"), self.wording)
        for key, title in _DATES.items():
            self._add(lines, title, self.dates[key])
            self.dates[key].setPlaceholderText(self._typed(_today()))
        self.wrong = text_label(ink="error", wrap=True)
        self.wrong.hide()
        lines.addWidget(self.wrong)
        lines.addLayout(self._foot())
        self._fill()
        self.language.activated.connect(lambda _i: self._other_language())

    def _add(self, lines: Any, title: Message, editor: QWidget) -> None:
        caption = self.words.put(text_label(ink="text2", size="dense"), title)
        caption.setBuddy(editor)
        self.words.put(editor, title, "setAccessibleName")
        lines.addWidget(caption)
        lines.addWidget(editor)

    def _foot(self) -> QHBoxLayout:
        cancel, keep = button(self.words, msg("Cancel")), button(self.words, msg("Keep"), "filled")
        self.remove = button(self.words, msg("Delete"), "", self._context.theme, "trash-2")
        self.remove.setVisible(self._known is not None)
        for one in (cancel, self.remove):
            one.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.remove.clicked.connect(lambda _c=False: self._remove())
        keep.clicked.connect(lambda _c=False: self.keep())
        keep.setDefault(True)
        line = row(gap=10)
        line.addWidget(self.remove)
        line.addStretch(1)
        line.addWidget(cancel)
        line.addWidget(keep)
        return line

    def _fill(self) -> None:
        known = self._known
        code = known.language if known is not None else "zh"
        self.language.setCurrentIndex(max(0, self.language.findData(code)))
        wording = known.wording if known is not None else self._standard(code)
        self.wording.setPlainText(wording)
        for key, editor in self.dates.items():
            when: date | None = getattr(known, key) if known is not None else None
            editor.setText(self._typed(when) if when is not None else "")
        if known is None:
            self.dates["asked_on"].setText(self._typed(_today()))

    def _typed(self, day: date) -> str:
        return typed_date(day, self._context.language.code)

    def _standard(self, code: str) -> str:
        return self._context.workspace.get(verbs.standard_wording, self._purpose, code)

    def _other_language(self) -> None:
        """The standard wording follows the language; one that somebody wrote stays."""
        standard = {self._standard(code) for code in languages()}
        if plain_words(self.wording) in standard:
            self.wording.setPlainText(self._standard(self.language.currentData()))

    def keep(self) -> None:
        """Write it down; what is wrong is said here."""
        workspace, known = self._context.workspace, self._known
        wrong = self.dates["asked_on"]
        try:
            fields: dict[str, Any] = {}
            for key, editor in self.dates.items():
                wrong = editor
                fields[key] = day(editor.text())
            wrong = self.dates["asked_on"]
            wording = plain_words(self.wording).strip()
            if known is None:
                workspace.do(_STEP, verbs.add_consent, self._person, self._purpose, self.language.currentData(),
                             wording=wording, **fields)  # fmt: skip
            else:
                workspace.do(_STEP, verbs.edit_consent, known.id, known.version, wording=wording,
                             language=self.language.currentData(), **fields)  # fmt: skip
        except TripPlannerError as error:
            refuse(self.wrong, wrong, error.sentence(self._context.language.code))
            return
        self.accept()

    def _remove(self) -> None:
        assert self._known is not None
        try:
            self._context.workspace.do(_STEP, verbs.remove_consent, self._known.id, self._known.version)
        except TripPlannerError as error:
            self._context.shell.trouble(error)
        self.accept()
