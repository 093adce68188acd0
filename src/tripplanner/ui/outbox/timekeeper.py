"""Lets messages leave at their moment while the program runs; what was missed is asked about, never sent silently."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg, msgn
from tripplanner.model.base import now
from tripplanner.planning import outbox
from tripplanner.planning.outbox import Appointment, MailServer
from tripplanner.progress import Progress
from tripplanner.ui.dialogs import ask
from tripplanner.ui.outbox import departure
from tripplanner.ui.shell import Offer

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from tripplanner.store.changes import Changes
    from tripplanner.store.vault.secret import Secret
    from tripplanner.ui.context import Context

#: Milliseconds: until the first look, so that the window is there; between two looks.
_FIRST, _EVERY = 3_000, 10_000
#: How long to wait where the server asks to try again later: greylisting lets a message pass after some minutes.
_PAUSE = timedelta(minutes=10)
_NO_SERVER = msg("No mail server is set up.")
_NO_PASSWORD = msg("No keyring keeps the password of the mail server on this computer.")


class Timekeeper(QObject):
    """One for each open database. ``answer``, ``leave`` and ``clock`` (UTC) may be replaced."""

    def __init__(self, context: Context, window: QWidget, clock: Callable[[], datetime] = lambda: datetime.now(UTC)):
        super().__init__(window)
        self._context, self._window, self._workspace = context, window, context.workspace
        self.clock, self.answer, self.leave = clock, ask, departure.leave
        self._since = clock()
        self._found: list[Appointment] = []
        self._password: Secret[str] | None = None
        self._busy = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        context.bus.changed.connect(self._changed)

    def start(self) -> None:
        """Look for the first time in a moment, then again and again."""
        self._read()
        self._timer.start(_FIRST)

    def stop(self) -> None:
        """The database is about to be closed."""
        self._timer.stop()

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if changes.tables & {"outbox_message", "release"}:
            self._read()

    def _read(self) -> None:
        self._found = self._workspace.get(outbox.appointments, station=self._workspace.station)

    def look(self) -> None:
        """Let leave what is due; ask about what is late. While something else is asked, later."""
        self._timer.setInterval(_EVERY)
        stands = outbox.standing(self._found, self.clock(), self._since)
        if self._busy or QApplication.activeModalWidget() is not None:
            return
        if stands.asked:
            self._ask(stands.asked)
        elif stands.due and not self._sending():
            self._begin(stands.due, attended=False)

    def _sending(self) -> bool:
        return any(job.label == departure.SENDING for job in self._context.jobs.running())

    # -- leaving

    def _begin(self, found: Sequence[Appointment], *, attended: bool) -> None:
        """Ten seconds, then they leave. Unattended there is nobody who could type a password."""
        server = self._workspace.get(outbox.mail_server, self._context.settings)
        if server is None:
            self._ask(found, _NO_SERVER)
            return
        if self._locked(server) and not (attended and self._unlock(server)):
            if attended:
                self._put_back(found)
            else:
                self._ask(found, _NO_PASSWORD)
            return
        self._busy = True
        job = self._context.jobs.start(
            departure.SENDING,
            lambda progress: self._work(found, server, progress),
            done=lambda report: self._left(found, report),
            failed=lambda error: self._not_left(found, error),
            cancelled=lambda: self._stopped(found),
        )
        said = msgn("{n} scheduled message leaves in ten seconds.", "{n} scheduled messages leave in ten seconds.",
                    len(found))  # fmt: skip
        self._context.shell.say(said, "info", Offer(msg("Cancel"), job.cancel))

    def _work(self, found: Sequence[Appointment], server: MailServer, progress: Progress) -> Any:
        """Invitations whose visit has changed since are set aside first. In a thread of the jobs."""
        from tripplanner.documents.invitations import drop_outdated

        label = msg("set messages aside")
        for trip in dict.fromkeys(one.trip_id for one in found):
            rows = self._workspace.get(outbox.list_messages, trip, "ready")
            if any(row.waits and row.purpose in ("request", "cancel") for row in rows):
                self._workspace.do(label, drop_outdated, trip, datetime.now(UTC))
        ids = [one.message_id for one in found]
        return self.leave(self._workspace, ids, server, self._password, progress)

    def _locked(self, server: MailServer) -> bool:
        from tripplanner.exchange.mailing.password import kept

        return bool(server.user) and self._password is None and kept(server) is None

    def _unlock(self, server: MailServer) -> bool:
        from tripplanner.ui.outbox.send_sheet import PasswordSheet

        sheet = PasswordSheet(self._context, server, self._window)
        typed: list[Secret[str]] = []
        sheet.accepted.connect(lambda: typed.append(sheet.secret()))
        if self.answer(sheet) and typed:
            self._password = typed[0]
        return self._password is not None

    # -- what came of it

    def _left(self, found: Sequence[Appointment], report: Any) -> None:
        self._busy = False
        text, tone = departure.outcome(report)
        which = "scheduled" if report.later else "sent"
        self._context.shell.say(text, tone, Offer(msg("Show"), lambda: self._context.shell.go("outbox", which)))
        if report.later:
            self._try_again(report.later)
        if report.stopped is not None:
            self._password = None  # perhaps it was the wrong one
            self._ask([one for one in found if one.message_id in report.left], report.stopped.what)

    def _try_again(self, ids: Sequence[int]) -> None:
        """The server takes them later: they get another moment, which stands in the list."""
        try:
            self._workspace.do(msg("schedule messages"), outbox.schedule, ids, now() + _PAUSE, self._workspace.station)
        except TripPlannerError as error:
            self._context.shell.trouble(error)

    def _not_left(self, found: Sequence[Appointment], error: BaseException) -> None:
        self._busy, self._password = False, None
        if isinstance(error, TripPlannerError):
            self._ask(found, error.what)
        else:
            self._put_back(found)
            self._context.shell.trouble(error)

    def _stopped(self, found: Sequence[Appointment]) -> None:
        self._busy = False
        self._put_back(found)
        self._context.shell.say(msg("Stopped. What had not left stays ready."), "info")

    def _ask(self, found: Sequence[Appointment], why: Message | None = None) -> None:
        """They did not leave at their moment: now, or not by themselves any more."""
        if not found:
            return
        from tripplanner.ui.outbox.schedule_sheets import MissedSheet

        self._busy = True
        try:
            leave = self.answer(MissedSheet(self._context, found, why, self._window))
        finally:
            self._busy = False
        if leave:
            self._begin(found, attended=True)
        else:
            self._put_back(found)

    def _put_back(self, found: Sequence[Appointment]) -> None:
        """They are ready, and wait for somebody to send them."""
        try:
            self._workspace.do(msg("take moments back"), outbox.unschedule, [one.message_id for one in found])
        except TripPlannerError as error:
            self._context.shell.trouble(error)
