"""The summary of a trip: drafted, read and edited in place, with what each paragraph rests on beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QToolButton, QWidget

from tripplanner.i18n import Message, languages, msg, msgn
from tripplanner.planning.learning.summary import blocks
from tripplanner.planning.learning.summary.sheet import BlockRow, SummarySheet, read_sheet
from tripplanner.ui.context import Context
from tripplanner.ui.language import ENDONYMS, verbatim
from tripplanner.ui.learning.summary_evidence import EvidencePanel
from tripplanner.ui.learning.summary_lines import lines_of
from tripplanner.ui.learning.summary_view import SummaryView
from tripplanner.ui.learning.tab import Tab
from tripplanner.ui.widgets.basics import Segments, column, frame, icon_button, row, text_label
from tripplanner.ui.widgets.empty import EmptyState
from tripplanner.ui.widgets.flow import Flow

_SHEET, _EMPTY = range(2)
DOCUMENTS = {"learning": "summary", "outline": "outline"}


class SummaryTab(Tab):
    """The tab. What is typed is kept by Ctrl+Enter, and by going anywhere else."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.sheet: SummarySheet | None = None
        self.stack = QStackedWidget()
        self.stack.addWidget(self._build_panes())
        self.stack.addWidget(self._build_empty())
        lines = column(self, gap=10)
        lines.addWidget(self._build_choices())
        self.bar = self._build_bar()
        lines.addWidget(self.bar)
        lines.addWidget(self.stack, 1)

    # -- building

    def _build_choices(self) -> QWidget:
        made = QWidget()
        flow = Flow(made, 8)
        kinds = [("learning", msg("What was learnt")), ("outline", msg("Outline for home"))]
        self.kind = Segments(self.words, kinds, msg("Which summary"))
        self.kind.choose("learning")
        self.kind.chosen.connect(lambda _key: self._turned())
        codes = [(code, verbatim(ENDONYMS.get(code, code))) for code in languages()]
        self.shown_in = Segments(self.words, codes, msg("Language of the paragraphs"))
        self.shown_in.choose(self.context.language.code)
        self.shown_in.chosen.connect(lambda _key: self._turned())
        flow.addWidget(self.kind)
        flow.addWidget(self.shown_in)
        self.counted = text_label(ink="text2")
        flow.addWidget(self.counted)
        return made

    def _build_bar(self) -> QWidget:
        bar = QWidget()
        flow = Flow(bar, 8)
        self.draft_button = self.act_button(flow, msg("Draft it"), self.draft, "filled", "sparkles")
        self.edit_button = self.act_button(flow, msg("Write"), self.edit, "", "pencil")
        self.add_button = self.act_button(flow, msg("Add a paragraph"), self.add, "", "plus")
        self.hide_button = self.act_button(flow, msg("Hide"), self.hide_or_show, "", "eye")
        self.up_button = self._sign(flow, msg("Move up"), lambda: self.move_by(-1), "arrow-up")
        self.down_button = self._sign(flow, msg("Move down"), lambda: self.move_by(1), "arrow-down")
        self.remove_button = self._sign(flow, msg("Take away"), self.remove, "trash-2")
        self.act_button(flow, msg("PDF or Word…"), self.document, "", "printer")
        return bar

    def _sign(self, flow: Flow, words: Message, run: Callable[[], object], icon: str) -> QToolButton:
        made = icon_button(self.words, words, self.context.theme, icon)
        made.clicked.connect(lambda _checked=False: run())
        flow.addWidget(made)
        return made

    def _build_panes(self) -> QWidget:
        self.view = SummaryView(self.context.theme, self.words)
        self.view.painter_of.written.connect(self.write)
        self.view.selectionModel().currentChanged.connect(lambda _new, _old: self._look())
        # What came in while somebody wrote is shown once they have written.
        self.view.painter_of.closeEditor.connect(lambda *_: QTimer.singleShot(0, self, self._show))
        left = frame("card")
        column(left, (1, 1, 1, 1)).addWidget(self.view)
        self.evidence = EvidencePanel(self.context, self.words)
        self.evidence.quoted.connect(self.quote)
        self.evidence.took.connect(self.take)
        self.evidence.confirmed.connect(self.confirm)
        made = QWidget()
        panes = row(made, gap=12)
        panes.addWidget(left, 6)
        panes.addWidget(self.evidence, 4)
        return made

    def _build_empty(self) -> QWidget:
        why = msg("Each statement is drafted with the visits, voices and cases it rests on. What you write stays.")
        made = EmptyState(self.context.theme, self.words, msg("No summary has been drafted yet"), why)
        self.first_button = made.offer(msg("Draft it"), self.draft, "filled", "sparkles")
        return made

    # -- showing

    @property
    def language(self) -> str:
        """The language that the paragraphs are shown and written in."""
        return self.shown_in.current() or self.context.language.code

    def refresh(self) -> None:
        if self.trip is not None:
            self.sheet = self.context.workspace.get(read_sheet, self.trip.id, self.kind.current())
            self._show()

    def _turned(self) -> None:
        """Another kind or language: what is being typed is kept in the one it was typed in."""
        self.view.commit()
        self.refresh()

    def _show(self) -> None:
        sheet = self.sheet
        if sheet is None or self.view.editing:
            return
        before = self.view.chosen()
        self.view.language = self.language
        lines = lines_of(sheet, self.language, self.say, self._grounds)
        if lines != self.view.model_of.lines or self.view.model_of.may_write != self.may_write():
            self.view.model_of.set_lines(lines, self.may_write())
            self.view.choose(before.id if before else 0)
        self.stack.setCurrentIndex(_SHEET if sheet.drafted else _EMPTY)
        self.bar.setVisible(sheet.drafted)
        self._count(sheet)
        self._look()

    def _grounds(self, block: BlockRow) -> str:
        from tripplanner.documents.summaries.wording import grounds_of, tells_itself
        from tripplanner.i18n import say

        parts = () if tells_itself(block) else grounds_of(block.grounds)
        quotes = [self.say(msgn("{n} quotation", "{n} quotations", len(block.quotes)))] if block.quotes else []
        return " · ".join([*(say(one, self.context.language.code) for one in parts), *quotes])

    def _count(self, sheet: SummarySheet) -> None:
        rows = sheet.blocks
        told = (
            (len(rows), msgn("{n} paragraph", "{n} paragraphs", len(rows))),
            (n := sum(one.edited for one in rows), msgn("{n} written by hand", "{n} written by hand", n)),
            (sheet.stale, msgn("{n} to look at again", "{n} to look at again", sheet.stale)),
            (n := sum(one.hidden for one in rows), msgn("{n} hidden", "{n} hidden", n)),
            (sheet.missing, msgn("{n} more in a new draft", "{n} more in a new draft", sheet.missing)),
        )
        self.counted.setText(" · ".join(self.say(message) for number, message in told if number))
        self.counted.setVisible(sheet.drafted)
        self.words.control(self.draft_button, msg("Draft again") if sheet.drafted else msg("Draft it"))

    def _look(self) -> None:
        block = self.view.chosen()
        self.evidence.show_block(block, self.language, self.may_write())
        drafted = self.sheet is not None and self.sheet.drafted
        self.allow(self.draft_button, self.first_button, self.add_button)
        self.add_button.setEnabled(self.add_button.isEnabled() and drafted)
        for one in (self.edit_button, self.hide_button, self.up_button, self.down_button, self.remove_button):
            self.allow(one)
            one.setEnabled(one.isEnabled() and block is not None)
        removable = block is not None and (block.own or block.gone)
        self.remove_button.setEnabled(self.remove_button.isEnabled() and removable)
        shown = msg("Show again") if block is not None and block.hidden else msg("Hide")
        self.words.control(self.hide_button, shown)

    def home(self) -> QWidget | None:
        return self.view if self.sheet is not None and self.sheet.drafted else self.first_button

    def panes(self) -> Sequence[QWidget]:
        return (self.kind, self.view, self.evidence)

    def select(self, target: object) -> None:
        """Show the block with this UUID."""
        if self.sheet is not None:
            self.view.choose(next((one.id for one in self.sheet.blocks if one.uuid == target), 0))

    def memory(self) -> object:
        chosen = self.view.chosen()
        return self.kind.current(), self.shown_in.current(), chosen.id if chosen else 0

    def recall(self, memory: Any) -> None:
        kind, code, block = memory
        self.kind.choose(kind)
        self.shown_in.choose(code)
        self.refresh()
        self.view.choose(block)

    def leave(self) -> None:
        self.view.commit()

    # -- doing

    def draft(self) -> None:
        """Draft, or draft again: what was written stays."""
        if self.trip is not None and self.may_write():
            self.do(msg("Draft the summary"), blocks.refresh, self.trip.id, self.kind.current(), self._written_in())

    def _written_in(self) -> str:
        """A first draft is written in the language shown, a later one in that of the first."""
        return "" if self.sheet is not None and self.sheet.drafted else self.language

    def edit(self) -> None:
        """Write the block in hand, in its place."""
        self.view.setFocus()
        self.view.edit(self.view.currentIndex())

    def write(self, block: BlockRow, words: str) -> None:
        """Keep what was written; a refusal is said and the words are as they were."""
        self.do(msg("Write a paragraph"), blocks.edit_block, block.id, self.view.language, words, block.version)

    def add(self) -> None:
        """A paragraph below the one in hand, to be written at once."""
        if self.trip is None or self.sheet is None:
            return
        before = self.view.chosen()
        section = before.section if before is not None else next(iter(self.sheet.blocks)).section
        first = self.say(msg("New paragraph"))
        done, made = self.do(
            msg("Add a paragraph"), blocks.add_block, self.trip.id, self.kind.current(), section, self.language, first,
            after=before.id if before is not None else None,
        )  # fmt: skip
        if done:
            self.refresh()
            self.view.choose(made)
            self.edit()
            if self.view.painter_of.editor is not None:
                self.view.painter_of.editor.selectAll()

    def hide_or_show(self) -> None:
        """Leave the block in hand out of documents, or bring it back."""
        if (block := self.view.chosen()) is not None:
            label = msg("Show a paragraph again") if block.hidden else msg("Hide a paragraph")
            self.do(label, blocks.hide_block, block.id, not block.hidden)

    def move_by(self, by: int) -> None:
        """Move the block in hand within its section."""
        if (block := self.view.chosen()) is not None:
            self.do(msg("Move a paragraph"), blocks.move_block, block.id, by)

    def remove(self) -> None:
        """Take away the block in hand; undo brings it back."""
        if (block := self.view.chosen()) is not None:
            self.do(msg("Take a paragraph away"), blocks.remove_block, block.id)

    def quote(self, uuids: list[str]) -> None:
        """Quote these observations below the block in hand."""
        if (block := self.view.chosen()) is not None:
            self.do(msg("Choose quotations"), blocks.choose_quotes, block.id, uuids)

    def take(self) -> None:
        """Take what the draft says now."""
        if (block := self.view.chosen()) is not None:
            self.do(msg("Take the draft of a paragraph"), blocks.take_draft, block.id)

    def confirm(self) -> None:
        """What was written holds, although its evidence has changed."""
        if (block := self.view.chosen()) is not None:
            self.do(msg("Confirm a paragraph"), blocks.confirm_block, block.id)

    def document(self) -> None:
        """Show the document on its page, where its languages and its file are chosen."""
        self.view.commit()
        self.context.shell.go("documents", DOCUMENTS[self.kind.current()])
