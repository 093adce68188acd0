"""The second pane: what each column means; at the side how the file was read."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QGridLayout, QLineEdit, QWidget

from tripplanner.exchange.intake.housing import NOTES, House, houses, likely
from tripplanner.exchange.intake.opening import Look
from tripplanner.exchange.intake.plan import Column
from tripplanner.exchange.intake.subjects import Subject
from tripplanner.i18n import Message, msg, msgn
from tripplanner.ui.context import Context
from tripplanner.ui.intake.work import Intake
from tripplanner.ui.language import Words
from tripplanner.ui.plain import in_script, one_line
from tripplanner.ui.widgets.basics import clear, column, frame, narrow_combo, row, scrolled, styled, text_label
from tripplanner.ui.widgets.chips import Chip
from tripplanner.ui.widgets.elided import ElidedLabel

_SURE = 0.75
_SAMPLE = 46
_HEADS = 12  # rows offered as headings


class ColumnsPane(QWidget):
    """One line per column: heading, samples, the field it fills, how sure that is."""

    def __init__(self, intake: Intake, words: Words) -> None:
        super().__init__()
        self.intake, self.words = intake, words
        self.choices: dict[int, QComboBox] = {}
        self.summary = text_label(ink="text2", wrap=True)
        self._inner = QWidget()
        self._lines = column(self._inner, (12, 8, 12, 8), 0)
        self._seen: Look | None = None
        self.side = _Side(intake, words)
        left = frame("card")
        column(left, (1, 1, 1, 1), 0).addWidget(scrolled(self._inner))
        panes = row(gap=16)
        panes.addWidget(left, 1)
        panes.addWidget(self.side)
        lines = column(self, (24, 12, 24, 8), 10)
        lines.addWidget(self.summary)
        lines.addLayout(panes, 1)

    def present(self) -> None:
        """Show the columns as they are understood now."""
        seen = self.intake.look
        if seen is None or seen is self._seen:
            return
        self._seen = seen
        known = sum(one.field is not None for one in seen.columns)
        total = sum(bool(one.heading or one.samples) for one in seen.columns)
        self.words.put(self.summary, msg("{known} of {total} columns have a field. Check them; nothing is written yet.",
                                         known=known, total=total))  # fmt: skip
        focused = next((number for number, combo in self.choices.items() if combo.hasFocus()), None)
        clear(self._lines)
        self.choices = {}
        self._lines.addLayout(self._grid(seen))
        self._lines.addStretch(1)
        if focused in self.choices:
            self.choices[focused].setFocus()
        self.side.present(seen)

    def _grid(self, seen: Look) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        heads = (msg("Column of the file"), msg("Examples"), msg("Field"), msg("Certainty"))
        for at, head in enumerate(heads):
            grid.addWidget(self.words.put(text_label(ink="text2", size="dense", strong=True), head), 0, at)
        shown = [one for one in seen.columns if one.heading or one.samples]
        for at, one in enumerate(shown, 1):
            self._add(grid, at, one, seen.subject)
        grid.setColumnStretch(1, 1)
        return grid

    def _add(self, grid: QGridLayout, at: int, one: Column, subject: Subject) -> None:
        heading = in_script(text_label(strong=True), one_line(one.name)[:_SAMPLE])
        samples = self.words.say(msg("{names}", names=tuple(one.samples)))
        sample = ElidedLabel()
        styled(sample, ink="text2", size="dense")
        sample.setText(one_line(samples))
        combo = self._choice(one, subject)
        grid.addWidget(heading, at, 0)
        grid.addWidget(sample, at, 1)
        grid.addWidget(combo, at, 2)
        grid.addWidget(self._chip(one), at, 3, Qt.AlignmentFlag.AlignLeft)

    def _choice(self, one: Column, subject: Subject) -> QComboBox:
        combo = narrow_combo(20)
        combo.addItem(self.words.say(msg("Do not import")), "")
        for field in subject.fields:
            combo.addItem(self.words.say(field.title), field.key)
        combo.setCurrentIndex(max(0, combo.findData(one.field.key if one.field else "")))
        combo.setAccessibleName(self.words.say(msg("Field of the column {name}", name=one.name)))
        combo.activated.connect(lambda _at, n=one.number: self.intake.choose_field(n, combo.currentData()))
        self.choices[one.number] = combo
        return combo

    def _chip(self, one: Column) -> Chip:
        theme = self.intake.context.theme
        if one.field is None:
            return Chip(theme, self.words.say(msg("ignored")), "transfer", "ban")
        if one.remark is not None:
            chip = Chip(theme, self.words.say(msg("to look at")), "warn", "triangle-alert")
            chip.setToolTip(self.words.say(one.remark))
            return chip
        if one.sure >= _SURE:
            return Chip(theme, self.words.say(msg("sure")), "ok", "check")
        return Chip(theme, self.words.say(msg("guessed")), "info", "circle-question-mark")


class _Side(QFrame):
    """Sheet, headings, encoding, rows; remarks; the sender whose files are like this one."""

    def __init__(self, intake: Intake, words: Words) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.intake, self.words = intake, words
        self._context: Context = intake.context
        self.setFixedWidth(intake.context.theme.px(280))
        lines = column(self, (16, 14, 16, 14), 10)
        lines.addWidget(words.put(text_label(size="emphasis", strong=True), msg("How the file was read")))
        self.grid = QGridLayout()
        self.grid.setVerticalSpacing(8)
        self.grid.setHorizontalSpacing(10)
        self.grid.setColumnStretch(1, 1)
        lines.addLayout(self.grid)
        self.sheet, self.encoding = narrow_combo(12), narrow_combo(12)
        self.sheet.activated.connect(lambda _at: intake.choose_sheet(self.sheet.currentData()))
        self.encoding.activated.connect(lambda _at: intake.read_again(self.encoding.currentData()))
        self.lodging, self.housed = narrow_combo(12), text_label(ink="text2")
        self.lodging.activated.connect(lambda _at: intake.choose_lodging(self.lodging.currentData()))
        self.head, self.rows = narrow_combo(12), text_label()
        self.head.activated.connect(lambda _at: intake.choose_sheet(self.sheet.currentData(), self.head.currentData()))
        for at, (name, control) in enumerate(
            ((msg("Sheet"), self.sheet), (msg("Headings"), self.head), (msg("Encoding"), self.encoding),
             (msg("Rows"), self.rows))
        ):  # fmt: skip
            self.grid.addWidget(words.put(text_label(ink="text2"), name), at, 0)
            self.grid.addWidget(control, at, 1)
            words.put(control, name, "setAccessibleName")
        self.grid.addWidget(words.put(self.housed, msg("Rooms are in")), 4, 0)
        self.grid.addWidget(words.put(self.lodging, msg("Lodging of the rooms"), "setAccessibleName"), 4, 1)
        self.remarks = column(gap=6)
        lines.addLayout(self.remarks)
        lines.addStretch(1)
        self.remember = QCheckBox()
        words.control(self.remember, msg("Remember as the columns of:"))
        self.who = QLineEdit()
        words.put(self.who, msg("Sender"), "setAccessibleName")
        words.put(self.who, msg("Sender"), "setPlaceholderText")
        self.who.textEdited.connect(lambda text: self.remember.setChecked(bool(text.strip())))
        lines.addWidget(self.remember)
        lines.addWidget(self.who)

    @property
    def remembered(self) -> str:
        """The sender to remember the columns for; empty: nobody."""
        return self.who.text().strip() if self.remember.isChecked() else ""

    def present(self, seen: Look) -> None:
        self.sheet.clear()
        for one in seen.book.sheets:
            self.sheet.addItem(one_line(one.name), one.name)
        self.sheet.setCurrentIndex(self.sheet.findData(seen.sheet.name))
        self.encoding.clear()
        for way in seen.book.encodings:
            self.encoding.addItem(way.name, way.name)
        for control, there in ((self.sheet, len(seen.book.sheets) > 1), (self.encoding, bool(seen.book.encodings))):
            control.setEnabled(there)
        if not seen.book.encodings:
            self.encoding.addItem(seen.book.format.upper(), "")
        self._offer_heads(seen)
        self.rows.setText(str(len(seen.table.lines)))
        found = self._houses(seen)
        self._offer(found)
        clear(self.remarks)
        for remark in (*self._said(seen), *self._about_rooms(seen, found)):
            self.remarks.addWidget(self.words.put(text_label(ink="text2", size="dense", wrap=True), remark))
        if seen.template and not self.who.text():
            self.who.setText(seen.template)

    def _said(self, seen: Look) -> list[Message]:
        said = list(seen.book.remarks)
        if seen.template:
            said.append(msg("These are the columns of “{sender}”.", sender=seen.template))
        said += [msg("Column {column}: {what}", column=one.name, what=one.remark) for one in seen.columns if one.remark]
        if seen.ignored:
            said.append(msg("Ignored columns: {names}.", names=tuple(one.name for one in seen.ignored)))
        if any(one.masked for one in seen.columns):
            said.append(self._about_vault())
        return said

    def _offer_heads(self, seen: Look) -> None:
        """The rows that can be the headings; *none* where the table begins at once."""
        self.head.clear()
        self.head.addItem(self.words.say(msg("none")), 0)
        for line in seen.sheet.lines[:_HEADS]:
            self.head.addItem(self.words.say(msg("row {number}", number=line.number)), line.number)
        chosen = seen.table.head[-1] if seen.table.head else 0
        if self.head.findData(chosen) < 0:
            self.head.addItem(self.words.say(msg("row {number}", number=chosen)), chosen)
        self.head.setCurrentIndex(self.head.findData(chosen))
        self.head.setEnabled(not seen.sheet.fields)

    def _houses(self, seen: Look) -> tuple[House, ...]:
        """The lodgings that rooms of this file can be of."""
        if not any(one.field is not None and one.field.key == "room" for one in seen.columns):
            return ()
        return self._context.workspace.get(houses, self.intake.trip)

    def _offer(self, found: tuple[House, ...]) -> None:
        """The lodgings to choose from, the likely one first chosen; nothing where there is none."""
        for control in (self.housed, self.lodging):
            control.setVisible(bool(found))
        self.lodging.clear()
        for one in found:
            words = msgn("{name} · {n} night", "{name} · {n} nights", one.nights, name=one.name or "–")
            self.lodging.addItem(one_line(self.words.say(words)), one.id)
        self.lodging.addItem(self.words.say(msg("Into the notes")), NOTES)
        guess, chosen = likely(found), self.intake.lodging
        wanted = chosen if chosen is not None else guess.id if guess is not None else NOTES
        self.lodging.setCurrentIndex(max(0, self.lodging.findData(wanted)))

    def _about_rooms(self, seen: Look, found: tuple[House, ...]) -> list[Message]:
        if not any(one.field is not None and one.field.key == "room" for one in seen.columns):
            return []
        if not found:
            return [msg("The trip has no lodging yet: room numbers go into the notes.")]
        if len(found) == 1 or self.intake.lodging is not None:
            return []
        if likely(found) is None:
            return [msg("Say which lodging the rooms are in: otherwise their numbers go into the notes.")]
        return [msg("The lodging of the rooms is guessed from the nights of the programme. "
                    "Rows that name one keep theirs.")]  # fmt: skip

    def _about_vault(self) -> Message:
        if self._context.workspace.vault.is_open:
            return msg("Protected values go into the vault and are not shown here.")
        return msg("Protected values are kept out while the vault is locked.")


def counted(n: int) -> Message:
    """What the button to the rows says."""
    return msgn("Continue: {n} row", "Continue: {n} rows", n)
