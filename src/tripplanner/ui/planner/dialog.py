"""The sheet of the planner: choose, let it search as long as one likes, compare, take over."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedWidget, QWidget

from tripplanner.dates import number
from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg, msgn
from tripplanner.planning.planner.asking import ask
from tripplanner.planning.planner.choices import Choices
from tripplanner.planning.planner.comparing import compare
from tripplanner.planning.planner.wishes import Proposal
from tripplanner.planning.trip_rows import Week
from tripplanner.text import Text
from tripplanner.ui.context import Context
from tripplanner.ui.dialogs import Dialog, fit
from tripplanner.ui.jobs import Job
from tripplanner.ui.language import Words
from tripplanner.ui.planner.choosing import Choosing
from tripplanner.ui.planner.comparing import Comparison
from tripplanner.ui.planner.run import Run
from tripplanner.ui.widgets.basics import button, column, row, text_label


class PlannerDialog(Dialog):
    """``take(proposal, days)`` writes what was chosen, and says whether it did."""

    def __init__(
        self,
        context: Context,
        choices: Choices,
        week: Week,
        people: Callable[[tuple[int, ...]], int],
        words_of: Callable[[Text], str],
        take: Callable[[Proposal, Collection[date]], bool],
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self._context, self._week, self._take = context, week, take
        self.run: Run | None = None
        self._job: Job | None = None
        self._shown: Proposal | None = None
        self.words = Words(context.language, self)
        self.words.put(self, msg("Propose a programme"), "setWindowTitle")
        self.choosing = Choosing(context, self.words, choices, people, words_of)
        self.comparison = Comparison(context, self.words, words_of)
        self.comparison.names = {one.id: words_of(one.name) or one.code for one in choices.groups}
        self._build()
        fit(self, context.theme.px(1120), context.theme.px(700))
        self.comparison.changed.connect(self._offer)
        context.jobs.stepped.connect(self._stepped)
        context.theme.changed.connect(self._again)
        self.words.also(self._again)
        self._turn(0)

    @property
    def proposal(self) -> Proposal | None:
        """What is shown beside the present programme."""
        return self._shown

    # -- building

    def _build(self) -> None:
        self.stack = QStackedWidget()
        self.stack.addWidget(self.choosing)
        self.stack.addWidget(self.comparison)
        self.title = text_label(size="section")
        self.score = text_label(ink="text2")
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.words.put(self.busy, msg("Looking for a better programme"), "setAccessibleName")
        head = row(gap=14)
        head.addWidget(self.words.put(self.title, msg("Propose a programme")))
        head.addStretch(1)
        head.addWidget(self.score)
        self.trouble = text_label(ink="error", wrap=True)
        self.trouble.hide()
        lines = column(self, (20, 16, 20, 14), 10)
        lines.addLayout(head)
        lines.addWidget(self.busy)
        lines.addWidget(self.stack, 1)
        lines.addWidget(self.trouble)
        lines.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        theme = self._context.theme
        self.back = button(self.words, msg("Choose otherwise"), "", theme, "arrow-left")
        self.stop = button(self.words, msg("Stop searching"), "", theme, "square")
        self.more = button(self.words, msg("Search on"), "", theme, "refresh-cw")
        self.cancel = button(self.words, msg("Close"))
        self.start = button(self.words, msg("Propose"), "filled", theme, "sparkles")
        self.take = button(self.words, msg("Take over the ticked days"), "filled", theme, "check")
        for made, does in (
            (self.back, self.choose_again), (self.stop, self.stop_searching), (self.more, self.search_on),
            (self.cancel, self.reject), (self.start, self.search), (self.take, self.take_over),
        ):  # fmt: skip
            made.clicked.connect(does)
            made.setAutoDefault(False)
        line = row(gap=10)
        for made in (self.back, self.stop, self.more):
            line.addWidget(made)
        line.addStretch(1)
        for made in (self.cancel, self.start, self.take):
            line.addWidget(made)
        return line

    def _turn(self, face: int) -> None:
        self.stack.setCurrentIndex(face)
        for made in (self.back, self.take, self.score):
            made.setVisible(face == 1)
        self.start.setVisible(face == 0)
        (self.start if face == 0 else self.take).setDefault(True)
        self._show_work()
        if face == 0:
            self.choosing.search.setFocus()

    def _show_work(self) -> None:
        working = self._job is not None
        self.busy.setVisible(working)
        self.stop.setVisible(working)
        self.more.setVisible(not working and self.stack.currentIndex() == 1)
        self._offer()

    def _offer(self) -> None:
        self.take.setEnabled(self._shown is not None and bool(self.comparison.days()))

    # -- searching

    def search(self, _checked: bool = False) -> None:
        """Ask the engine, from what is chosen."""
        trip, wishes, workspace = self._week.trip.id, self.choosing.wishes(), self._context.workspace
        self.run = Run(lambda: workspace.get(ask, trip, wishes))
        self._shown = None
        self.trouble.hide()
        self.comparison.show_days((), ())
        self.score.setText("")
        self.search_on()
        self._turn(1)
        self.comparison.tree.setFocus()

    def search_on(self, _checked: bool = False) -> None:
        """Go on from the best that was found."""
        if self.run is None or self._job is not None:
            return
        self._job = self._context.jobs.start(
            msg("Proposing a programme"), self.run.work, done=self._done, failed=self._failed, cancelled=self._gone
        )
        self._show_work()

    def stop_searching(self, _checked: bool = False) -> None:
        """Be content with what was found."""
        if self.run is not None:
            self.run.stop()

    def choose_again(self, _checked: bool = False) -> None:
        """Back to the choices; the search ends."""
        self._end()
        self._turn(0)

    def _end(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _stepped(self, job: Job) -> None:
        if job is not self._job or self.run is None:
            return
        if self.run.found is not None:
            self._say_score(self.run.found.score, self.run.found.rounds)
        if self.run.latest is not None and self.run.latest is not self._shown:
            self._show(self.run.latest)

    def _done(self, found: object) -> None:
        self._job = None
        if isinstance(found, Proposal):
            self._show(found)
        self._show_work()

    def _failed(self, error: BaseException) -> None:
        self._job = None
        self._show_work()
        if isinstance(error, TripPlannerError):
            self.trouble.setText(error.sentence(self._context.language.code))
            self.trouble.show()
        else:
            self._context.shell.trouble(error)

    def _gone(self) -> None:
        """The job was cancelled: whoever did that has put the sheet right."""

    def _show(self, proposal: Proposal) -> None:
        self._shown = proposal
        self.comparison.show_days(compare(self._week, proposal), proposal.left, proposal.notes)
        self._say_score(proposal.score, proposal.rounds)

    def _say_score(self, points: int, rounds: int) -> None:
        """What is proposed is worth, beside what the programme is worth as it is."""
        values = {"points": points, "rounds": rounds, "present": self._shown.present if self._shown else 0}
        said = {name: number(value, self._context.language.code) for name, value in values.items()}
        if self._shown is None:
            self.words.put(self.score, msg("{points} points after {rounds} rounds", **said))
            return
        broken = self._shown.breaches
        self.words.put(self.score, msgn("{points} points after {rounds} rounds · as it is: {present}, {n} rule broken",
                                        "{points} points after {rounds} rounds · as it is: {present}, {n} rules broken",
                                        broken, **said))  # fmt: skip

    def _again(self) -> None:
        """Say and paint anew what is made of data."""
        if self._shown is not None:
            self._show(self._shown)

    # -- ending

    def take_over(self, _checked: bool = False) -> None:
        """Write the ticked days of what is shown."""
        if self._shown is None:
            return
        proposal, days = self._shown, self.comparison.days()
        self._end()
        if self._take(proposal, days):
            self.accept()
        else:
            self._show_work()

    def done(self, result: int) -> None:
        self._end()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        self._end()
        super().closeEvent(event)
