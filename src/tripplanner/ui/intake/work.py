"""What the import window knows and does, without its widgets: the file, how it is understood, the plan, the outcome."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from tripplanner.errors import TripPlannerError
from tripplanner.exchange.intake import templates
from tripplanner.exchange.intake.applying import Outcome, apply, label
from tripplanner.exchange.intake.opening import Look, days_of, look
from tripplanner.exchange.intake.previewing import Plan
from tripplanner.exchange.intake.readers import Options, read_files
from tripplanner.exchange.intake.readers.pasted import read_pasted
from tripplanner.exchange.intake.sheets import Book
from tripplanner.exchange.intake.subjects import Subject, Target, subject
from tripplanner.i18n import Message, msg
from tripplanner.progress import Progress
from tripplanner.store import backup
from tripplanner.ui.context import Context
from tripplanner.ui.importing import Wanted
from tripplanner.ui.jobs import Job

FILE, COLUMNS, ROWS, RESULT = range(4)
TOGETHER = ("answers", "feedback")
"""Subjects of which several files may be dropped at once: each is what one person sent."""


class Intake(QObject):
    """One import from the first look at a file to its outcome.

    ``changed`` is emitted after any step; ``step`` says how far it has come. ``trouble`` is what stands in the way.
    Reading, previewing and writing are jobs; ``busy`` is the one under way.
    """

    changed = Signal()

    def __init__(self, context: Context, wanted: Wanted, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.context, self.trip = context, wanted.trip
        self.subject: Subject = subject(wanted.subject)
        self.step = FILE
        self.path: Path | None = None
        self.book: Book | None = None
        self.look: Look | None = None
        self.plan: Plan | None = None
        self.outcome: Outcome | None = None
        self.lodging: int | None = None  # of rooms whose row names none; None: the likely one
        self.trouble: TripPlannerError | None = None
        self.busy: Job | None = None
        self._pasted = ""

    # -- the file

    def read(self, path: Path, encoding: str | None = None, others: Sequence[Path] = ()) -> None:
        """Read a file, in this encoding where the guess was wrong; several where their format reads them as one."""
        self.path, self._pasted = path, ""
        workspace, trip = self.context.workspace, self.trip

        def work(progress: Progress) -> Book:
            return read_files([path, *others], Options(encoding, days=workspace.get(days_of, trip)), progress)

        self._run(msg("Reading “{file}”", file=path.name), work, self._has_read)

    def paste(self, text: str) -> None:
        """Take the table that was copied from a spreadsheet."""
        self.path, self._pasted = None, text
        code = self.context.language.code
        self._run(msg("Reading what was copied"), lambda progress: read_pasted(text, progress, code), self._has_read)

    def read_again(self, encoding: str) -> None:
        """The same file in another encoding."""
        if self.path is not None:
            self.read(self.path, encoding)

    def choose_sheet(self, name: str, head: int | None = None) -> None:
        """Look at another sheet, or take another row for the headings."""
        if self.book is not None:
            self._understand(self.book, name, head)

    def _has_read(self, book: Any) -> None:
        self.book = book
        self._understand(book)

    def _understand(self, book: Book, sheet: str | None = None, head: int | None = None) -> None:
        try:
            self.look = self.context.workspace.get(look, book, subject_key=self.subject.key, sheet=sheet, head=head)
            if self.trip is None and self.subject.of_trip:
                self.trip = self.context.workspace.get(self.subject.trip_of, self.look.sheet)
            self.trouble = self._without_trip()
        except TripPlannerError as error:
            self.look, self.trouble = None, error
        self.plan = None
        self.step = COLUMNS if self.look is not None and self.trouble is None else FILE
        self.changed.emit()

    def _without_trip(self) -> TripPlannerError | None:
        if not self.subject.of_trip or self.trip is not None:
            return None
        return TripPlannerError(
            msg("These rows belong to a trip, and none is open."), msg("Nothing was changed."),
            msg("Open the trip first, then import."),
        )  # fmt: skip

    # -- columns

    def choose_field(self, column: int, key: str) -> None:
        """A column fills another field, or none (``""``)."""
        if self.look is not None:
            self.look = self.look.with_column(column, key)
            self.plan = None
            self.changed.emit()

    def choose_lodging(self, lodging: int) -> None:
        """Room numbers are of this lodging, or notes."""
        self.lodging, self.plan = lodging, None
        self.changed.emit()

    def preview(self) -> None:
        """Compare the rows with what the database holds; writes nothing."""
        seen, target = self.look, Target(self.trip, self.context.language.code, self.lodging)
        if seen is None:
            return
        workspace = self.context.workspace

        def work(progress: Progress) -> Plan:
            return workspace.get(seen.plan, target, vault=workspace.vault, progress=progress)

        self._run(msg("Comparing the rows"), work, self._has_plan)

    def _has_plan(self, plan: Any) -> None:
        self.plan, self.step, self.trouble = plan, ROWS, None
        self.changed.emit()

    # -- rows

    def correct(self, row: int, column: int, value: str) -> None:
        """Another value in a cell."""
        self._replan(lambda plan: plan.corrected(row, column, value))

    def ignore(self, row: int, column: int) -> None:
        """Leave a cell out: the record keeps what it has."""
        self._replan(lambda plan: plan.ignoring(row, column))

    def leave_out(self, row: int, out: bool) -> None:
        """Leave a row out, or take it in again."""
        self._replan(lambda plan: plan.leaving_out(row, out))

    def choose_side(self, row: int, field: str, theirs: bool) -> None:
        """A field that differs gets what the file says, or stays as it is here."""
        self._replan(lambda plan: plan.choosing(row, field, theirs))

    def as_new(self, row: int) -> None:
        """A row is about somebody new, whoever it resembles."""
        self._replan(lambda plan: plan.about(row, ""))

    def as_about(self, row: int, uuid: str) -> None:
        """A row is about the record of this UUID, which it did not find by itself."""
        self._replan(lambda plan: plan.about(row, uuid))

    def as_found(self, row: int) -> None:
        """A row is about what it was found to be about."""
        self._replan(lambda plan: plan.as_found(row))

    def _replan(self, change: Callable[[Plan], Plan]) -> None:
        if self.plan is not None:
            self.plan = change(self.plan)
            self.changed.emit()

    @property
    def ready(self) -> int:
        """How many rows would be written."""
        counts = self.plan.counts if self.plan is not None else {}
        return counts.get("new", 0) + counts.get("update", 0)

    # -- the result

    def write(self, sender: str = "") -> None:
        """A backup, then one undo step; ``sender``: whose files have these columns, to be remembered."""
        plan, seen, workspace = self.plan, self.look, self.context.workspace
        if plan is None or seen is None:
            return
        scope = self.scope

        def work(progress: Progress) -> Outcome:
            backup.before_import(workspace.location)
            if sender:  # before: the import is what the next undo takes back
                workspace.do(msg("remember the columns of “{sender}”", sender=sender),
                             templates.remember, sender, plan.subject.key, seen.columns)  # fmt: skip
            return workspace.do(label(plan), apply, plan, scope=scope, vault=workspace.vault, progress=progress)

        self._run(label(plan), work, self._has_written)

    @property
    def scope(self) -> str | None:
        """Whose undo the import belongs to."""
        if not self.subject.of_trip or self.trip is None:
            return None
        from tripplanner.planning.trips import trip_identity

        return self.context.workspace.get(trip_identity, self.trip)

    def _has_written(self, outcome: Any) -> None:
        self.outcome, self.step, self.trouble = outcome, RESULT, None
        self.changed.emit()

    def undo(self) -> None:
        """Take the whole import back; what the sender’s columns mean stays."""
        self.context.workspace.undo(self.scope)

    # -- steps and jobs

    def go(self, step: int) -> None:
        """Back is free: nothing was written."""
        if step <= self.step and self.outcome is None and self.busy is None:
            self.step = step
            self.changed.emit()

    def cancel(self) -> None:
        """Stop what is under way."""
        if self.busy is not None:
            self.busy.cancel()

    def _run(self, what: Message, work: Callable[[Progress], object], done: Callable[[Any], None]) -> None:
        self.trouble = None
        self.busy = self.context.jobs.start(
            what, work, done=lambda value: self._ended(done, value), failed=self._failed, cancelled=self._stopped
        )
        self.changed.emit()

    def _ended(self, done: Callable[[Any], None], value: object) -> None:
        self.busy = None
        done(value)

    def _stopped(self) -> None:
        self.busy = None
        self.changed.emit()

    def _failed(self, error: BaseException) -> None:
        self.busy = None
        if not isinstance(error, TripPlannerError):
            self.changed.emit()
            raise error
        self.trouble = error
        self.changed.emit()
