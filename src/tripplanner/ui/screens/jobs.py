"""The tray: jobs under way with their progress and a way to cancel, and how the last ones ended."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QProgressBar, QStackedWidget, QWidget

from tripplanner.i18n import msg
from tripplanner.ui.context import Context
from tripplanner.ui.jobs import Job
from tripplanner.ui.language import Words
from tripplanner.ui.page import Page
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.widgets.basics import button, clear, column, row, scrolled, text_label
from tripplanner.ui.widgets.empty import EmptyState


class JobCard(QFrame):
    """One job: its label, its step, a bar and a button."""

    def __init__(self, job: Job, theme: Theme, words: Words) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.job, self._words = job, words
        self._step = text_label(ink="text2", size="dense")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        words.put(self.bar, job.label, "setAccessibleName")
        cancel = button(words, msg("Cancel"), "", theme, "x")
        cancel.clicked.connect(lambda _checked=False: job.cancel())
        line = row(self, (16, 12, 12, 12), 16)
        texts = column(gap=6)
        texts.addWidget(words.put(text_label(strong=True), job.label))
        texts.addWidget(self.bar)
        texts.addWidget(self._step)
        line.addLayout(texts, 1)
        line.addWidget(cancel)
        self.step()

    def step(self) -> None:
        """Show how far the job has come."""
        done, total, message = self.job.step
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        words = self._words.say(message) if message else ""
        self._step.setText(" · ".join(part for part in (words, f"{done} / {total}" if total else "") if part))


class JobsScreen(Page):
    """The jobs page."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._cards: dict[int, JobCard] = {}
        lines = column(self, (20, 16, 16, 16), 12)
        lines.addWidget(self.words.put(text_label(size="title"), msg("Tasks")))
        inner = QWidget()
        self._list = column(inner, gap=10)
        self._list.addStretch(1)
        self._none = EmptyState(
            context.theme, self.words, msg("Nothing is under way"), msg("Long work shows here and can be cancelled.")
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(scrolled(inner))
        self._pages.addWidget(self._none)
        lines.addWidget(self._pages, 1)
        context.jobs.changed.connect(self.refresh)
        context.jobs.stepped.connect(self._stepped)
        self.refresh()

    def refresh(self) -> None:
        running = {job.number: job for job in self.context.jobs.running()}
        if running.keys() != self._cards.keys():
            self._rebuild(list(running.values()))
        self._pages.setCurrentIndex(0 if running else 1)

    def _rebuild(self, running: list[Job]) -> None:
        clear(self._list)
        self._cards = {job.number: JobCard(job, self.context.theme, self.words) for job in running}
        for card in self._cards.values():
            self._list.addWidget(card)
        self._list.addStretch(1)

    def _stepped(self, job: Job) -> None:
        card = self._cards.get(job.number)
        if card is not None:
            card.step()
