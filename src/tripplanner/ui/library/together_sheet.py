"""One sheet for several records: which fields agree, which differ, and a change of any of them for all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg, msgn
from tripplanner.planning.kinds import Detail, Shown
from tripplanner.planning.shelving.together import (
    TIES,
    Change,
    Common,
    Retie,
    Tie,
    change_together,
    common,
    targets,
    tied,
)
from tripplanner.text import Text
from tripplanner.typography import polished
from tripplanner.ui.dialogs import Dialog
from tripplanner.ui.forms import read
from tripplanner.ui.language import short_name
from tripplanner.ui.plain import for_button
from tripplanner.ui.records.editing import Target, sort_of
from tripplanner.ui.records.editors import make_editor
from tripplanner.ui.records.parsing import READERS
from tripplanner.ui.widgets.basics import button, column, narrow_combo, row, scrolled, text_label
from tripplanner.ui.widgets.choices import Marks
from tripplanner.ui.widgets.ticks import Ticks

if TYPE_CHECKING:
    from tripplanner.ui.library.part import Part
    from tripplanner.ui.library.screen import LibraryScreen


@dataclass(slots=True)
class _Line:
    """A field of the sheet: changed once its box is ticked, which editing does by itself."""

    box: QCheckBox
    take: Callable[[], Change | Retie]


class TogetherSheet(Dialog):
    """Made for the records ``ids`` of a part; ``detail`` is that of one of them."""

    def __init__(self, screen: LibraryScreen, part: Part, detail: Detail, ids: Sequence[int]) -> None:
        super().__init__(screen.window())
        self._context, self._part, self._detail, self._ids = screen.context, part, detail, list(ids)
        self._screen, self.words = screen, screen.words
        self.lines: dict[str, _Line] = {}
        self.editors: dict[str, QWidget] = {}
        self.words.put(self, msg("Change together"), "setWindowTitle")
        self.resize(600, 560)
        inner = QWidget()
        self._grid = QGridLayout(inner)
        self._grid.setContentsMargins(2, 2, 12, 2)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._fill()
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        self._lay_out(inner)

    def _lay_out(self, inner: QWidget) -> None:
        self.told = text_label(ink="error", wrap=True)
        self.told.hide()
        self.apply = button(self.words, msg("Change all"), "filled", self._context.theme, "check")
        cancel = button(self.words, msg("Cancel"))
        self.apply.setDefault(True)
        self.apply.clicked.connect(self.change)
        cancel.clicked.connect(self.reject)
        foot = row(gap=10)
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.apply)
        title = msgn("Change {n} record", "Change {n} records", len(self._ids))
        note = msg("Only what is ticked is changed. It is one step, to be undone like any other.")
        lines = column(self, (24, 18, 18, 16), 10)
        lines.addWidget(self.words.put(text_label(size="section", wrap=True), title))
        lines.addWidget(self.words.put(text_label(ink="text2", wrap=True), note))
        lines.addWidget(scrolled(inner), 1)
        lines.addWidget(self.told)
        lines.addLayout(foot)

    # -- fields

    def _fill(self) -> None:
        shown = {line.key: line for line in self._detail.lines}
        lines = [shown[key] for key in self._part.shelf.together if key in shown]
        kind, ids = self._part.shelf.kind, self._ids
        ties = TIES.get(kind, ())
        trip = self._context.shell.trip

        def look(session: Any) -> tuple[list[Common], list[tuple[Any, Any]]]:
            fields = [common(session, kind, ids, line.path or line.key) for line in lines]
            return fields, [(targets(session, tie, trip), tied(session, kind, ids, tie)) for tie in ties]

        fields, links = self._context.workspace.get(look)
        for line, found in zip(lines, fields, strict=True):
            self._add_field(line, found)
        for tie, (choices, numbers) in zip(ties, links, strict=True):
            if choices:
                self._add_tie(tie, choices, numbers)

    def _add_field(self, line: Shown, found: Common) -> None:
        sort = sort_of(self._detail, line)
        if not sort or sort == "texts":
            return
        language = self._screen.tongue.first if sort == "text" else ""
        value = found.value if found.same else (Text() if sort == "text" else None)
        target = Target(self._detail, replace(line, value=value), language)
        editor = make_editor(target, self.words.say, self._context.language.code)
        title = f"{self.words.say(line.title)} ({short_name(language)})" if language else self.words.say(line.title)
        if isinstance(editor, QPlainTextEdit):
            editor.setMaximumHeight(64)
        if not found.same and isinstance(editor, QComboBox):
            editor.setCurrentIndex(-1)
        path = line.path or line.key

        def take() -> Change:
            raw = read(editor)
            if language:
                return Change(path, polished(str(raw).strip(), language), language)
            if sort in READERS:
                return Change(path, READERS[sort](str(raw or ""), line.key))
            return Change(path, raw.strip() if isinstance(raw, str) else raw)

        self._add(line.key, title, editor, found.same, take)

    def _add_tie(self, tie: Tie, choices: Sequence[tuple[int, Any]], numbers: Any) -> None:
        say = self._screen.tongue.words
        named = [(id, say(words) if isinstance(words, Text) else words) for id, words in choices]
        title = self.words.say(tie.title)
        if not tie.column:
            marks = Marks([(id, words, numbers.get(id, 0)) for id, words in named], len(self._ids))
            same = all(number in (0, len(self._ids)) for number in numbers.values())
            self._add(tie.key, title, marks, same, lambda: Retie(tie, None, *marks.changes()))
            return
        combo = narrow_combo(20)
        if tie.may_lack:
            combo.addItem("–", None)
        for id, words in named:
            combo.addItem(words, id)
        same = len(numbers) == 1
        combo.setCurrentIndex(combo.findData(next(iter(numbers))) if same else -1)
        self._add(tie.key, title, combo, same, lambda: Retie(tie, combo.currentData()))

    def _add(self, key: str, title: str, editor: QWidget, same: bool, take: Callable[[], Change | Retie]) -> None:
        box = QCheckBox(for_button(title))
        box.setAccessibleName(title)
        state = text_label(ink="text3" if same else "warn", size="dense")
        state.setContentsMargins(0, self._context.theme.px(7), 0, 0)  # beside the first line of the editor
        self.words.put(state, msg("same in all") if same else msg("differs"))
        editor.setAccessibleName(title)
        editor.setAccessibleDescription(state.text())
        if not same and isinstance(editor, QLineEdit | QPlainTextEdit):
            editor.setPlaceholderText(state.text())
        if not same and isinstance(editor, QComboBox):
            editor.setPlaceholderText(state.text())
        self._tick_when_edited(editor, box)
        at = self._grid.rowCount()
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(box, at, 0, top)
        self._grid.addWidget(editor, at, 1)
        self._grid.addWidget(state, at, 2, top)
        self.lines[key], self.editors[key] = _Line(box, take), editor

    def _tick_when_edited(self, editor: QWidget, box: QCheckBox) -> None:
        signals: dict[type, str] = {
            QLineEdit: "textEdited", QPlainTextEdit: "textChanged", QComboBox: "activated", Ticks: "ticked",
            Marks: "ticked",
        }  # fmt: skip
        name = next(signal for cls, signal in signals.items() if isinstance(editor, cls))
        getattr(editor, name).connect(lambda *_: box.setChecked(True))

    # -- the change

    def change(self) -> None:
        """Change what is ticked; a refusal is told here and the sheet stays."""
        try:
            taken = [line.take() for line in self.lines.values() if line.box.isChecked()]
            changes = [one for one in taken if isinstance(one, Change)]
            reties = [one for one in taken if isinstance(one, Retie)]
            if taken:
                label: Message = msgn("change {n} record", "change {n} records", len(self._ids))
                self._context.workspace.do(
                    label,
                    change_together,
                    self._part.shelf.kind,
                    self._ids,
                    changes,
                    reties,
                    scope=self._screen.scope(),
                )
        except TripPlannerError as error:
            self.told.setText(error.sentence(self._context.language.code))
            self.told.show()
            return
        self.accept()
