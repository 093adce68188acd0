"""The tab: objectives and themes, the matrix of what visits cover, gaps in words, and what dropping one would lose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from tripplanner.i18n import Message, msg, msgn
from tripplanner.planning.item_parts import parts
from tripplanner.planning.learning import objectives
from tripplanner.planning.learning.coverage import Subject, Visit, gaps, lost
from tripplanner.planning.learning.objectives import ObjectiveRow
from tripplanner.planning.learning.reading import read_coverage
from tripplanner.planning.learning.telling import gap_lines, lost_lines
from tripplanner.planning.learning.wording import NOTHING_TO_COVER
from tripplanner.text import Text
from tripplanner.ui.content import content_languages
from tripplanner.ui.context import Context
from tripplanner.ui.learning.aiming import Aiming
from tripplanner.ui.learning.findings import FindingList
from tripplanner.ui.learning.grid import MatrixModel
from tripplanner.ui.learning.lines import Lines
from tripplanner.ui.learning.matrix import Matrix, Sign
from tripplanner.ui.learning.subject_card import SubjectCard
from tripplanner.ui.learning.tab import Tab
from tripplanner.ui.learning.visit_card import VisitCard, kind_of
from tripplanner.ui.widgets.basics import button, column, frame, row, scrolled, text_label
from tripplanner.ui.widgets.empty import EmptyState
from tripplanner.ui.widgets.flow import Flow

_LEGEND = ((msg("named for it"), "own"), (msg("through the site"), "site"), (msg("through a theme"), "theme"))
_GRID, _EMPTY = range(2)


class CoverageTab(Tab):
    """What is done to the matrix is done by verbs at once; dropping a visit is only reckoned."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.themes: tuple[int, ...] = ()
        self._rows: list[ObjectiveRow] = []
        self._alone = ""  # what was asked for where the matrix has no cells
        self.aiming = Aiming(self)
        self.model = MatrixModel(context.language, self)
        lines = column(self, gap=8)
        lines.addWidget(self._build_bar())
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self._build_left())
        self.split.addWidget(self._build_right())
        self.split.setStretchFactor(0, 7)
        self.split.setStretchFactor(1, 3)
        lines.addWidget(self.split, 1)

    # -- building

    def _build_bar(self) -> QWidget:
        theme, bar = self.context.theme, QWidget()
        self.new = button(self.words, msg("New objective…"), "filled", theme, "plus")
        self.about = button(self.words, msg("Themes of the trip…"), "", theme, "tag")
        self.again = button(self.words, msg("Take every visit back"), "", theme, "rotate-ccw")
        self.summary = text_label(ink="text2")
        flow = Flow(bar, 8)
        runs: Sequence[tuple[Any, Callable[[], object]]] = (
            (self.new, self.aiming.add_objective), (self.about, self.aiming.choose_themes),
            (self.again, self.take_back),
        )  # fmt: skip
        for one, run in runs:
            one.clicked.connect(lambda _checked=False, run=run: run())
            flow.addWidget(one)
        flow.addWidget(self.summary)
        return bar

    def _build_left(self) -> QWidget:
        self.matrix = Matrix(self.context.theme, self.model, self.words, msg("What visits cover"))
        self.matrix.linked.connect(self.toggle)
        self.matrix.tried.connect(self._try_current)
        self.matrix.moved.connect(self._look)
        card = frame("card")
        lines = column(card, (1, 1, 1, 6), 4)
        lines.addWidget(self.matrix, 1)
        lines.addWidget(self._legend())
        self.findings = FindingList(self.context, self.words)
        self.findings.asked.connect(self.show_of)
        holder = QSplitter(Qt.Orientation.Vertical)
        holder.setChildrenCollapsible(False)
        holder.addWidget(card)
        holder.addWidget(self.findings)
        holder.setStretchFactor(0, 7)
        holder.setStretchFactor(1, 2)
        empty = EmptyState(self.context.theme, self.words, msg("Nothing to cover yet"),
                           msg("Write what the trip is for, and place visits in the programme."))  # fmt: skip
        empty.offer(msg("New objective…"), self.aiming.add_objective, "filled", "plus")
        empty.offer(msg("Programme"), lambda: self.context.shell.go("programme"), "", "calendar-days")
        self.stack = QStackedWidget()
        self.stack.addWidget(holder)
        self.stack.addWidget(empty)
        return self.stack

    def _legend(self) -> QWidget:
        made = QWidget()
        flow = Flow(made, 12)
        for message, way in _LEGEND:
            pair = QWidget()
            line = row(pair, gap=4)
            line.addWidget(Sign(self.context.theme, way))
            line.addWidget(self.words.put(text_label(ink="text3", size="dense"), message))
            flow.addWidget(pair)
        keys = text_label(ink="text3", size="dense")
        flow.addWidget(self.words.put(keys, msg("Space: link · Delete: try without the visit")))
        outer = QWidget()
        column(outer, (10, 0, 10, 0)).addWidget(made)
        return outer

    def _build_right(self) -> QWidget:
        self.visit_lines = Lines(self.context, self.words, self.refusal)
        self.subject_lines = Lines(self.context, self.words, self.refusal)
        self._visit_card = VisitCard(self, self.visit_lines)
        self._subject_card = SubjectCard(self, self.subject_lines)
        inner = QWidget()
        lines = column(inner, gap=0)
        lines.addWidget(self.visit_lines)
        lines.addWidget(frame("rule"))
        lines.addWidget(self.subject_lines)
        lines.addStretch(1)
        self._card = frame("card")
        self.detail = scrolled(inner)
        column(self._card, (1, 1, 1, 1)).addWidget(self.detail)
        self.context.theme.changed.connect(self._fit_card)
        self._fit_card()
        return self._card

    def _fit_card(self) -> None:
        """Keep room for the words beside their buttons when letters grow: what is wider would be cut off."""
        self._card.setMinimumWidth(max(250, self.context.theme.px(200)))

    # -- showing

    def refresh(self) -> None:
        if self.trip is None:
            return
        get, at = self.context.workspace.get, self._place()
        coverage = get(read_coverage, self.trip.id)
        self.themes = get(objectives.trip_themes, self.trip.id)
        self._rows = get(objectives.list_objectives, self.trip.id)
        self.model.show_coverage(coverage)
        self.stack.setCurrentIndex(_GRID if coverage.visits or coverage.subjects else _EMPTY)
        self._stand(at)
        self.allow(self.new, self.about)
        self._tell()
        self._look()

    def _place(self) -> tuple[str, str]:
        """The UUIDs of the row and column at hand."""
        here = self.matrix.currentIndex()
        subject, visit = self.model.subject(here.row()), self.model.visit(here.column())
        return (subject.uuid if subject is not None else "", visit.uuid if visit is not None else "")

    def _stand(self, at: tuple[str, str]) -> None:
        """Put the cell at hand where it was, else on the first row that is no band."""
        rows = [getattr(one, "uuid", "") for one in self.model.rows]
        columns = [one.uuid for one in self.model.coverage.visits]
        first = next((n for n, uuid in enumerate(rows) if uuid), 0)
        down = rows.index(at[0]) if at[0] and at[0] in rows else first
        self.matrix.go(down, columns.index(at[1]) if at[1] in columns else 0)

    def _tell(self) -> None:
        """Gaps, or what would be lost without the visits that are tried to be dropped."""
        coverage, dropped = self.model.coverage, self.model.dropped
        found = gaps(coverage)
        self.again.setVisible(bool(dropped))
        if dropped:
            cost = lost(coverage, dropped)
            self.findings.show_lines(list(lost_lines(cost)), msg("Nothing would lose its last visit."))
            names = tuple(one.code or one.title.best() for one in coverage.visits if one.id in dropped)
            told = self._cost(len(cost.subjects), names)
        else:
            self.findings.show_lines(list(gap_lines(found)), msg("Nothing is missing."))
            told = msgn("{n} gap", "{n} gaps", found.count) if found.count else msg("Nothing is missing.")
            if not coverage.subjects and not coverage.visits:
                told = NOTHING_TO_COVER
        self.words.put(self.summary, told)

    def _cost(self, number: int, names: tuple[str, ...]) -> Message:
        """How many objectives, themes and case studies would lose their last visit."""
        if not number:
            return msg("Without {names}: nothing would lose its last visit", names=names)
        return msgn("Without {names}: {n} would have no visit any more", "Without {names}: {n} would have no visit "
                    "any more", number, names=names)  # fmt: skip

    def _look(self) -> None:
        """Show the visit and the subject at hand."""
        subject, visit = self._at_hand()
        focused = self.subject_lines.begin()
        if subject is not None:
            self._subject_card.show(self.model.left, subject)
        self.subject_lines.end(focused)
        focused = self.visit_lines.begin()
        if visit is not None:
            found = self.context.workspace.get(parts, visit.id)
            self._visit_card.show(self.model.coverage, visit, subject, found, visit.id in self.model.dropped)
        self.visit_lines.end(focused)

    def _at_hand(self) -> tuple[Subject | None, Visit | None]:
        """The subject and visit of the cell at hand; without cells, what was asked for last, or the first."""
        here, coverage = self.matrix.currentIndex(), self.model.coverage
        if here.isValid():
            return self.model.subject(here.row()), self.model.visit(here.column())
        subjects, visits = coverage.subjects, coverage.visits
        return (next((one for one in subjects if one.uuid == self._alone), subjects[0] if subjects else None),
                next((one for one in visits if one.uuid == self._alone), visits[0] if visits else None))  # fmt: skip

    def show_of(self, of: Subject | Visit) -> None:
        """Bring the row of a subject, or the column of a visit, to hand; without cells, it alone is shown."""
        here = self.matrix.currentIndex()
        self._alone = of.uuid
        if not here.isValid():
            self._look()
            return
        if isinstance(of, Visit):
            numbers = [one.id for one in self.model.coverage.visits]
            self.matrix.go(max(0, here.row()), numbers.index(of.id) if of.id in numbers else 0)
        else:
            rows = [getattr(one, "uuid", "") for one in self.model.rows]
            self.matrix.go(rows.index(of.uuid) if of.uuid in rows else 0, max(0, here.column()))

    # -- trying

    def try_dropping(self, visit: int, on: bool) -> None:
        """Reckon without a visit, or with it again; nothing is written."""
        dropped = self.model.dropped | {visit} if on else self.model.dropped - {visit}
        self.model.drop(frozenset(dropped))
        self._tell()
        self._look()

    def take_back(self) -> None:
        """Reckon with every visit again."""
        self.model.drop(frozenset())
        self._tell()
        self._look()
        self.matrix.setFocus()

    def _try_current(self) -> None:
        visit = self.model.visit(self.matrix.currentIndex().column())
        if visit is not None:
            self.try_dropping(visit.id, visit.id not in self.model.dropped)

    # -- doing

    def toggle(self) -> None:
        """Link the cell at hand, or unlink it."""
        here = self.matrix.currentIndex()
        subject, visit = self.model.subject(here.row()), self.model.visit(here.column())
        if subject is not None and visit is not None and self.may_write():
            self.aiming.link(visit.id, kind_of(subject), subject.id, self.model.way(here.row(), here.column()) != "own")

    # -- words

    def objective(self, id: int) -> ObjectiveRow | None:
        return next((one for one in self._rows if one.id == id), None)

    def second(self, text: Text) -> str:
        """The words in the second language of the content, where they are others."""
        second = content_languages(self.context.settings, self.context.language.code)[1]
        words = text.get(second)
        return words if words != text.best(self.context.language.code) else ""

    # -- what the page asks

    def retext(self) -> None:
        self.refresh()

    def home(self) -> QWidget | None:
        return self.matrix

    def panes(self) -> Sequence[QWidget]:
        return (self.new, self.matrix, self.findings, self.detail)

    def select(self, target: object) -> None:
        """Bring the visit or subject with this UUID to hand."""
        every = (*self.model.coverage.visits, *self.model.coverage.subjects)
        found = next((one for one in every if one.uuid == target), None)
        if found is not None:
            self.show_of(found)

    def memory(self) -> object:
        return self._place(), self.model.dropped

    def recall(self, memory: Any) -> None:
        place, dropped = memory
        self.model.drop(dropped & {one.id for one in self.model.coverage.visits})
        self._stand(place)
        self._tell()
        self._look()
