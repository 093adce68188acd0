"""How long protected values are kept, which are kept too long, and taking those away."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from PySide6.QtWidgets import QSpinBox

from tripplanner.dates import full_date
from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg, msgn
from tripplanner.planning.privacy.classes import KINDS, retention_days
from tripplanner.planning.privacy.retention import Overdue, overdue, purge, set_retention_days
from tripplanner.ui.context import Context
from tripplanner.ui.language import Words
from tripplanner.ui.privacy.erasing import rewrite_in_job
from tripplanner.ui.settings.section import Section
from tripplanner.ui.widgets.basics import button, clear, column, inset, row, text_label

_MOST_DAYS = 3650


class RetentionSection(Section):
    """A number of days per kind; below, what may no longer be kept: shown first, taken away by a button."""

    def __init__(self, context: Context, words: Words) -> None:
        about = msg("Days after the return for which protected values are kept. Afterwards they are listed here until "
                    "somebody takes them away; that cannot be undone.")  # fmt: skip
        super().__init__(words, msg("How long data is kept"), about)
        self._context = context
        self.days: dict[str, QSpinBox] = {}
        for kind in KINDS.values():
            box = inset(QSpinBox())
            box.setRange(0, _MOST_DAYS)
            box.setMaximumWidth(context.theme.px(110))
            box.setEnabled(not context.workspace.read_only)
            box.editingFinished.connect(self._write)
            self.days[kind.key] = box
            self.add(kind.title, box)
        self.due = column(gap=4)
        self.lines.addLayout(self.due)
        self._add_buttons()

    def _add_buttons(self) -> None:
        self.take = button(self.words, msg("Take away what is kept too long"), "", self._context.theme, "trash-2")
        self.take.clicked.connect(lambda _c=False: self.take_away())
        backups = button(self.words, msg("Erase again from backups"), "", self._context.theme, "database")
        backups.clicked.connect(lambda _c=False: rewrite_in_job(self._context))
        writable = self._context.workspace.location.path is not None and not self._context.workspace.read_only
        backups.setEnabled(writable)
        for one in (self.take, backups):  # a line each: their words are long, and letters may be twice the size
            line = row()
            line.addWidget(one)
            line.addStretch(1)
            self.lines.addLayout(line)

    def refresh(self) -> None:
        """Read days and dates again."""
        for key, days in self._context.workspace.get(retention_days).items():
            box = self.days[key]
            blocked = box.blockSignals(True)
            box.setValue(days)
            box.blockSignals(blocked)
        found = self._context.workspace.get(overdue, _today())
        clear(self.due)
        for one in found:
            self.due.addWidget(self.words.put(text_label(ink="warn", wrap=True), self._told(one)))
        if not found:
            self.due.addWidget(self.words.put(text_label(ink="text2"), msg("Nothing is kept too long.")))
        self.take.setEnabled(bool(found) and not self._context.workspace.read_only)

    def _told(self, one: Overdue) -> Message:
        kind = self.words.say(KINDS[one.kind].title)
        since = full_date(one.since, self._context.language.code)
        return msgn("{kind}: {n} value to take away, the oldest since {day}",
                    "{kind}: {n} values to take away, the oldest since {day}", one.count, kind=kind,
                    day=since)  # fmt: skip

    def _write(self) -> None:
        days = {key: box.value() for key, box in self.days.items()}
        if days == dict(self._context.workspace.get(retention_days)):
            return
        try:
            self._context.workspace.do(msg("change how long data is kept"), set_retention_days, days)
        except TripPlannerError as error:
            self._context.shell.trouble(error)
        self.refresh()

    def take_away(self) -> None:
        """For good; then say how many went."""
        workspace = self._context.workspace

        def done(found: Any) -> None:
            self.refresh()
            said = msgn("{n} protected value was taken away for good.",
                        "{n} protected values were taken away for good.", found.count)  # fmt: skip
            self._context.shell.say(said, "ok", None)

        label = msg("Take away what was kept too long")
        self._context.jobs.start(label, lambda _progress: workspace.forever(label, purge, _today()), done=done)


def _today() -> date:
    return datetime.now().astimezone().date()
