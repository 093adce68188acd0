"""Forms that were given out and who answered; beside them how visits were rated and what people say they master."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from tripplanner.dates import dated, number
from tripplanner.i18n import Message, msg, msgn
from tripplanner.planning.learning.feedback import giving, returns
from tripplanner.planning.learning.feedback.giving import KIND, FormRow
from tripplanner.planning.learning.feedback.returns import Mastered, Rated
from tripplanner.planning.learning.fewest import may_tell
from tripplanner.planning.learning.wording import TOO_FEW
from tripplanner.ui.context import Context
from tripplanner.ui.importing import Wanted, bring
from tripplanner.ui.language import short_name
from tripplanner.ui.learning.form_sheet import form_sheet
from tripplanner.ui.learning.scales import BeforeAfter, MeanBar
from tripplanner.ui.learning.tab import Tab
from tripplanner.ui.tables import Column, RowTable
from tripplanner.ui.widgets.basics import clear, column, frame, row, scrolled, text_label
from tripplanner.ui.widgets.columns import ColumnFit
from tripplanner.ui.widgets.elided import ElidedLabel
from tripplanner.ui.widgets.empty import EmptyState
from tripplanner.ui.widgets.flow import Flow
from tripplanner.ui.widgets.lists import RowList

_LIST, _EMPTY = range(2)
_FOLDER = "forms/folder"


class ReturnsTab(Tab):
    """The tab; people answer after a trip too, so an archived one asks and takes answers in like any other.

    ``choose_file(name)`` may be replaced to choose without a person.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.choose_file: Callable[[str], Path | None] = self._choose
        self.asked = 0
        self.stack = QStackedWidget()
        self.stack.addWidget(self._build_panes())
        self.stack.addWidget(self._build_empty())
        lines = column(self, gap=10)
        lines.addWidget(self._build_bar())
        self.counted = text_label(ink="text2", wrap=True)
        lines.addWidget(self.counted)
        lines.addWidget(self.stack, 1)

    # -- building

    def _build_bar(self) -> QWidget:
        bar = QWidget()
        flow = Flow(bar, 8)
        self.new_button = self.act_button(flow, msg("Make a form…"), self.make, "filled", "plus")
        self.file_button = self.act_button(flow, msg("Another file…"), self.make_again, "", "file-text")
        self.import_button = self.act_button(flow, msg("Import answers…"), self.bring_in, "", "upload")
        return bar

    def _build_panes(self) -> QWidget:
        shown: Sequence[Column[FormRow]] = (
            Column("kind", msg("Form"), lambda one: self.say(KIND[one.kind]), second=self._below, width=230, spare=1),
            Column("edition", msg("Edition"), lambda one: one.edition, sort=lambda one: int(one.edition), width=70),
            Column("answers", msg("Answers"), self._answers, second=self._anonymous, sort=lambda one: one.answers,
                   tone=self._tone, width=150),
        )  # fmt: skip
        self.table: RowTable[FormRow] = RowTable(shown, self.context.language, self)
        self.list = RowList(self.context.theme, self.table, self.words, msg("Forms given out"))
        ColumnFit(self.list, self.table, self.context.theme)
        self.list.activated.connect(lambda _index: self.make_again())
        self.list.selectionModel().currentRowChanged.connect(lambda _new, _old: self._allow())
        left = frame("card")
        column(left, (1, 1, 1, 1)).addWidget(self.list)
        inner = QWidget()
        self._charts = column(inner, (16, 12, 16, 12), 6)
        self.charts = scrolled(inner)
        right = frame("card")
        column(right, (1, 1, 1, 1)).addWidget(self.charts)
        made = QWidget()
        panes = row(made, gap=12)
        panes.addWidget(left, 5)
        panes.addWidget(right, 6)
        return made

    def _build_empty(self) -> QWidget:
        why = msg("A form is made of the trip’s own visits and objectives: on paper, in Excel, or for telephones.")
        made = EmptyState(self.context.theme, self.words, msg("No form was given out yet"), why)
        made.offer(msg("Make a form…"), self.make, "filled", "plus")
        return made

    # -- what a row says

    def _below(self, one: FormRow) -> str:
        code = self.context.language.code
        day = dated(giving.given_on(one), code)
        return " · ".join([self.say(msg("given out on {day}", day=day)), *map(short_name, one.languages)])

    def _answers(self, one: FormRow) -> str:
        return f"{one.answers} / {self.asked}" if one.answers <= self.asked else f"{one.answers}"

    def _anonymous(self, one: FormRow) -> str:
        n = one.answers - one.named
        return self.say(msgn("{n} anonymous", "{n} anonymous", n)) if n else ""

    def _tone(self, one: FormRow) -> str:
        return "nature" if one.answers and one.answers >= self.asked else ""

    # -- showing

    def refresh(self) -> None:
        if self.trip is None:
            return
        get, chosen = self.context.workspace.get, self.chosen()
        self.asked = len(get(giving.respondents, self.trip.id))
        rows = get(giving.forms_of, self.trip.id)
        rated, mastered = get(returns.ratings, self.trip.id), get(returns.mastery, self.trip.id)
        self.table.set_rows(rows)
        self.stack.setCurrentIndex(_LIST if rows or rated else _EMPTY)
        at = self.table.position(lambda one: chosen is not None and one.id == chosen.id)
        self.list.select_position(max(0, at) if rows else -1)
        self._draw(rated, [one for one in mastered if one.before_n or one.after_n])
        self._tell(rows)
        self._allow()

    def chosen(self) -> FormRow | None:
        """The edition at hand."""
        found: Any = self.list.current_row()
        return found

    def _tell(self, rows: Sequence[FormRow]) -> None:
        kinds = dict.fromkeys(one.kind for one in rows)
        counts = [(kind, self.context.workspace.get(returns.answered, self.trip.id, kind)) for kind in kinds]
        told = tuple(self._counted(kind, n) for kind, n in counts)
        self.counted.setVisible(bool(told))
        if told:
            self.words.put(self.counted, msg("Who answered: {counts}", counts=told))

    def _counted(self, kind: str, n: int) -> Message:
        """How many of those who were asked answered; more may have, without a name."""
        if n > self.asked:
            return msg("{form}: {n}", form=KIND[kind], n=n)
        return msg("{form}: {n} of {total}", form=KIND[kind], n=n, total=self.asked)

    def _allow(self) -> None:
        self.allow(self.new_button, self.import_button)
        self.file_button.setEnabled(self.chosen() is not None)

    def refusal(self) -> Message | None:
        read_only = self.context.workspace.read_only
        return msg("This database is open read-only.") if read_only else None

    # -- charts

    def _draw(self, rated: Sequence[Rated], mastered: Sequence[Mastered]) -> None:
        clear(self._charts)
        if not rated and not mastered:
            why = text_label(ink="text2", wrap=True)
            self._charts.addWidget(self.words.put(why, msg("Ratings and self-assessments are drawn here.")))
        if rated:
            self._heading(self._charts, msg("Visits, rated from 1 to 5"))
            self._grid([(one.title.best(self.context.language.code), *self._rated(one)) for one in rated])
        if mastered:
            self._heading(self._charts, msg("Objectives, before (hollow) and after (full)"))
            self._grid([(one.text.best(self.context.language.code), *self._mastered(one)) for one in mastered])
        told = [one.may_be_told for one in rated]
        told += [may_tell(n) for one in mastered for n in (one.before_n, one.after_n) if n]
        if not all(told):
            self._charts.addWidget(self.words.put(text_label(ink="text3", size="dense", wrap=True), TOO_FEW))
        self._charts.addStretch(1)

    def _heading(self, lines: QVBoxLayout, words: Message) -> None:
        lines.addWidget(self.words.put(text_label(size="section"), words))

    def _grid(self, lines: Sequence[tuple[str, QWidget, str]]) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for at, (title, chart, value) in enumerate(lines):
            name = ElidedLabel()
            name.setText(title)
            said = text_label(ink="text2", size="dense")
            said.setText(value)
            said.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            for place, widget in enumerate((name, chart, said)):
                grid.addWidget(widget, at, place)
        grid.setColumnMinimumWidth(2, self.context.theme.px(116))  # the charts below each other begin at one place
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        self._charts.addLayout(grid)

    def _rated(self, one: Rated) -> tuple[QWidget, str]:
        if not one.may_be_told:
            said = msg("{title}: n = {n}. {why}", title=one.title, n=one.n, why=TOO_FEW)
            return MeanBar(self.context.theme, 0, self.say(said)), self.say(msg("{mean} · n = {n}", mean="–", n=one.n))
        code = self.context.language.code
        mean = number(one.mean, code, 1, fixed=True)
        steps = tuple(f"{step}: {count}" for step, count in enumerate(one.counts, 1))
        told = msg("{title}: {mean} of 5, n = {n} ({steps})", title=one.title, mean=mean, n=one.n, steps=steps)
        return MeanBar(self.context.theme, one.mean, self.say(told)), self.say(
            msg("{mean} · n = {n}", mean=mean, n=one.n)
        )

    def _mastered(self, one: Mastered) -> tuple[QWidget, str]:
        code = self.context.language.code
        ends = ((one.before, one.before_n), (one.after, one.after_n))
        first, last = (value if may_tell(n) else None for value, n in ends)
        before, after = ("–" if value is None else number(value, code, 1, fixed=True) for value in (first, last))
        told = msg("{title}: before {before} (n = {first}), after {after} (n = {second})", title=one.text,
                   before=before, first=one.before_n, after=after, second=one.after_n)  # fmt: skip
        most = max(one.before_n, one.after_n)
        value = msg("{before} → {after} · n = {n}", before=before, after=after, n=most)
        value = msg("{mean} · n = {n}", mean="–", n=most) if first is last is None else value
        return BeforeAfter(self.context.theme, first, last, self.say(told)), self.say(value)

    # -- doing

    def make(self) -> None:
        """Give a form out and write its file."""
        if self.may_write():
            self._ask(None)

    def make_again(self) -> None:
        """Another file of the edition at hand."""
        if self.chosen() is not None:
            self._ask(self.chosen())

    def bring_in(self) -> None:
        """Import answers; what comes is shown before it is written."""
        if self.trip is not None:
            bring(self.context, Wanted("feedback", trip=self.trip.id))

    def _ask(self, given: FormRow | None) -> None:
        from tripplanner.planning.learning.feedback.asking import asked_of

        if self.trip is not None:
            languages = given.languages if given else self.context.workspace.get(asked_of, self.trip.id).languages
            wanted: list[dict[str, Any]] = []
            if self.ask(form_sheet(self.context, languages, given, wanted.append, self)):
                self._make(wanted[-1], given)

    def _make(self, wanted: dict[str, Any], given: FormRow | None) -> None:
        form = given.id if given else self._give_out(wanted)
        if form is None or self.trip is None:
            return
        from tripplanner.documents.forms.making import make, name_of
        from tripplanner.documents.registry import Request

        workspace, trip, way = self.context.workspace, self.trip.id, wanted["way"]
        request = Request(wanted["language"], wanted["second"], options={"who": wanted["who"]})
        target = self.choose_file(workspace.get(name_of, trip, form, way, request, self.context.language.code))
        if target is not None:
            self.context.jobs.start(
                msg("Writing “{file}”", file=target.name),
                lambda progress: make(workspace, trip, form, way, request, target, progress),
                done=lambda _path: self.context.shell.say(msg("Written: {path}", path=str(target)), "ok"),
                failed=self.context.shell.trouble,
            )

    def _give_out(self, wanted: dict[str, Any]) -> int | None:
        label = msg("Give out the form “{kind}”", kind=KIND[wanted["kind"]])
        done, form = self.do(label, giving.give_out, self.trip.id, wanted["kind"], wanted["per"])
        return form if done else None

    def _choose(self, name: str) -> Path | None:
        folder = self.context.settings.get(_FOLDER, str(Path.home()))
        kind = "PDF (*.pdf)" if name.endswith(".pdf") else "Excel (*.xlsx)"
        chosen, _kind = QFileDialog.getSaveFileName(self, self.say(msg("Save as")), str(Path(folder, name)), kind)
        if chosen:
            self.context.settings.set(_FOLDER, str(Path(chosen).parent))
        return Path(chosen) if chosen else None

    # -- what the page asks

    def home(self) -> QWidget | None:
        return self.list if self.stack.currentIndex() == _LIST else self.new_button

    def panes(self) -> Sequence[QWidget]:
        return (self.new_button, self.list, self.charts)

    def select(self, target: object) -> None:
        """Bring the edition with this UUID to hand."""
        at = self.table.position(lambda one: one.uuid == target)
        if at >= 0:
            self.list.select_position(at)
