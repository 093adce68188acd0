"""What the page *Outbox* does: preparing, reviewing, setting aside, sending, exporting, asking hosts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtWidgets import QFileDialog

from tripplanner.errors import TripPlannerError
from tripplanner.exchange.mailing.alone import somebody_sends
from tripplanner.i18n import Message, msg, msgn
from tripplanner.planning import outbox
from tripplanner.planning.outbox import MessageRow
from tripplanner.progress import Progress
from tripplanner.ui.dialogs import ask
from tripplanner.ui.jobs import Job
from tripplanner.ui.outbox import departure
from tripplanner.ui.outbox.send_sheet import PasswordSheet, SendSheet
from tripplanner.ui.shell import Offer

if TYPE_CHECKING:
    from tripplanner.planning.outbox.server import MailServer
    from tripplanner.store.vault.secret import Secret
    from tripplanner.ui.outbox.screen import OutboxScreen


class Hands:
    """Does things for the page ``screen``. ``answer``, ``choose_…`` and ``leave`` may be replaced.

    A password that no keyring keeps is remembered while the page is there.
    """

    def __init__(self, screen: OutboxScreen) -> None:
        self._screen, self._context = screen, screen.context
        self._workspace, self._shell = screen.context.workspace, screen.context.shell
        self.answer: Callable[[Any], bool] = ask
        self.choose_folder: Callable[[], str] = self._ask_folder
        self.choose_answers: Callable[[], Sequence[Path]] = self._ask_answers
        self.leave = departure.leave
        self._typed: Secret[str] | None = None

    # -- preparing

    def prepare(self) -> None:
        """A message for everybody whom the last version concerns and who has not got it yet."""
        trip = self._screen.trip
        if trip is None or not self._screen.prepare.isEnabled():
            return
        from tripplanner.documents.outbox import prepare

        label = msg("Prepare messages")
        self._run(label, lambda _progress: self._workspace.do(label, prepare, trip.id, scope=trip.uuid), self._prepared)

    def _prepared(self, made: Any) -> None:
        number = len(made.added)
        if not made.messages:
            self._shell.say(msg("Everybody has what the last version says for them: there is nothing to send."), "info")
            return
        if not number:
            self._shell.say(msg("Every message about the last version is prepared already."), "info")
            return
        self._shell.say(msgn("{n} message to review.", "{n} messages to review.", number), "ok")
        if shiboken6.isValid(self._screen):
            self._screen.show_list("review")

    def write(self) -> None:
        """A message of one’s own to people and hosts of the trip."""
        trip = self._screen.trip
        if trip is None or not self._screen.write.isEnabled():
            return
        from tripplanner.ui.outbox.new_message import NewMessage

        sheet = NewMessage(self._context, trip, self._screen)
        if self.answer(sheet) and sheet.written and shiboken6.isValid(self._screen):
            self._shell.say(msgn("{n} message to review.", "{n} messages to review.", len(sheet.written)), "ok")
            self._screen.refresh()
            self._screen.select(self._workspace.get(outbox.message_row, sheet.written[0]).uuid)

    def ask_hosts(self) -> None:
        """An invitation for each visit whose host was not asked, or has to hear of a change."""
        trip = self._screen.trip
        if trip is None or not self._screen.hosts.ask.isEnabled():
            return
        from tripplanner.documents.invitations import prepare_invitations

        label, moment = msg("Ask the hosts"), datetime.now(UTC)
        work = lambda _progress: self._workspace.do(label, prepare_invitations, trip.id, moment, scope=trip.uuid)  # noqa: E731
        self._run(label, work, self._asked)

    def _asked(self, made: Any) -> None:
        lacking = tuple(made.unreachable)
        if made.unreachable:
            without = msg("No address is known of: {names}.", names=lacking)
            self._shell.say(without, "warn", Offer(msg("Partners"), lambda: self._shell.go("partners")))
        elif made.messages:
            text = msgn("{n} invitation to review.", "{n} invitations to review.", len(made.messages))
            self._shell.say(text, "ok")
        else:
            self._shell.say(msg("Every host knows what there is to know."), "info")
        if made.messages and shiboken6.isValid(self._screen):
            self._screen.show_list("review")

    # -- reviewing

    def edit(self, field: str, words: str) -> None:
        """Other words of the message that is shown."""
        one = self._screen.detail.message
        if one is None or one.state != "review":
            return
        changes = {field: words}
        if self.do(msg("edit a message"), outbox.edit_message, one.id, None, **changes):
            self._screen.detail.message = self._workspace.get(outbox.message_row, one.id)

    def review(self) -> None:
        """The message that is shown was looked at: it may leave; then the next one."""
        one = self._screen.detail.message
        if one is None or one.state not in ("review", "failed") or not self._screen.reviewed.isEnabled():
            return
        self._screen.detail.form.forget()
        self._review([one.id], looked_at=True)

    def review_all(self) -> None:
        """Those of the list that need no human."""
        ids = [one.id for one in self._screen.table.rows() if one.state == "review"]
        if ids and self._screen.all_reviewed.isEnabled():
            self._review(ids, looked_at=False)

    def _review(self, ids: Sequence[int], *, looked_at: bool) -> None:
        from tripplanner.documents.outbox import review

        def work(progress: Progress) -> object:
            return review(self._workspace, ids, looked_at=looked_at, progress=progress)

        self._run(msg("Making messages ready"), work, lambda kept: self._told_kept(kept, len(ids)))

    def _told_kept(self, kept: Any, number: int) -> None:
        if len(kept) == 1:
            self._shell.trouble(next(iter(kept.values())))
        elif kept:
            self._shell.say(msgn("{n} message stays to be reviewed by itself.",
                                 "{n} messages stay to be reviewed one by one.", len(kept)), "warn")  # fmt: skip
        elif number > 1:
            self._shell.say(msgn("{n} message is ready.", "{n} messages are ready.", number), "ok")

    def set_aside(self) -> None:
        """The chosen messages do not leave."""
        ids = [one.id for one in self._screen.chosen() if one.state in ("review", "ready", "failed")]
        if ids and self.do(msg("set messages aside"), outbox.set_aside, ids):
            back = Offer(msg("Take up again"), lambda: self.do(msg("take messages up again"), outbox.take_up, ids))
            self._shell.say(msgn("{n} message was set aside.", "{n} messages were set aside.", len(ids)), "info", back)

    def take_up(self) -> None:
        """The chosen messages are to be reviewed again."""
        ids = [one.id for one in self._screen.chosen()]
        if ids:
            self.do(msg("take messages up again"), outbox.take_up, ids)

    def ways(self, one: MessageRow) -> Sequence[tuple[Message, Callable[[], object]]]:
        """What can be done about a message that did not leave, or of which nobody knows."""
        if self._workspace.read_only:
            return ()
        if one.state == "doubtful":
            return (
                (msg("It arrived"), lambda: self.do(msg("settle a doubt"), outbox.settle, one.id, arrived=True)),
                (msg("It did not"), lambda: self.do(msg("settle a doubt"), outbox.settle, one.id, arrived=False)),
            )
        if one.state == "failed":
            return (
                (msg("Try again"), lambda: self._review([one.id], looked_at=True)),
                (msg("Export .eml…"), lambda: self.export([one])),
            )
        return ()

    # -- leaving

    def ready(self) -> list[MessageRow]:
        """The messages that were reviewed and leave when somebody says so."""
        return [one for one in self._screen.messages if one.state == "ready" and not one.waits]

    def schedule(self) -> None:
        """Give the chosen messages that are ready a moment to leave at."""
        trip, messages = self._screen.trip, [one for one in self._screen.chosen() if one.state == "ready"]
        if trip is None or not messages or not self._screen.plan.isEnabled():
            return
        from tripplanner.ui.outbox.schedule_sheets import schedule_sheet

        if self.answer(schedule_sheet(self._context, messages, trip.uuid, self._screen)):
            said = msgn("{n} message is scheduled.", "{n} messages are scheduled.", len(messages))
            back = Offer(msg("Take the moment back"), lambda: self._take_back([one.id for one in messages]))
            self._shell.say(said, "ok", back)

    def unschedule(self) -> None:
        """The chosen messages wait for somebody to send them."""
        self._take_back([one.id for one in self._screen.chosen()])

    def _take_back(self, ids: Sequence[int]) -> None:
        self.do(msg("take moments back"), outbox.unschedule, ids)

    def leaving(self) -> Job | None:
        """The job that sends, while it goes on: also one that an earlier page began."""
        running = self._context.jobs.running()
        return next((job for job in running if job.label == departure.SENDING), None)

    def send(self) -> None:
        """Ask once, then let them leave: for ten seconds nothing does."""
        messages, server = self.ready(), self._screen.server
        if not messages or server is None or not self._screen.send.isEnabled() or self._outdated(messages):
            return
        sheet = SendSheet(self._context, messages, server, self._unknown(server), self._screen)
        sheet.accepted.connect(lambda: self._remember(sheet.secret()))
        if not self.answer(sheet):
            return
        ids, workspace, password = [one.id for one in messages], self._workspace, self._typed
        self._context.jobs.start(
            departure.SENDING,
            lambda progress: self.leave(workspace, ids, server, password, progress),
            done=self._left,
            failed=self._not_left,
            cancelled=self._stopped,
        )
        self._screen.refresh()

    def _outdated(self, messages: Sequence[MessageRow]) -> bool:
        """Whether invitations were waiting that say what is no longer so: they are set aside, nothing leaves yet."""
        trip = self._screen.trip
        if trip is None or not any(one.purpose in ("request", "cancel") for one in messages):
            return False
        from tripplanner.documents.invitations import drop_outdated

        label = msg("set messages aside")
        try:
            dropped = self._workspace.do(label, drop_outdated, trip.id, datetime.now(UTC), scope=trip.uuid)
        except TripPlannerError as error:
            self._shell.trouble(error)
            return True
        if dropped:
            again = Offer(msg("Ask the hosts"), self.ask_hosts)
            self._shell.say(msgn("{n} invitation said what is no longer so: it was set aside.",
                                 "{n} invitations said what is no longer so: they were set aside.", dropped), "warn",
                            again)  # fmt: skip
        return bool(dropped)

    def _unknown(self, server: MailServer) -> bool:
        """Whether somebody has to type the password: no keyring keeps it, and nobody did yet."""
        from tripplanner.exchange.mailing.password import kept

        return bool(server.user) and self._typed is None and kept(server) is None

    def _remember(self, password: Secret[str] | None) -> None:
        self._typed = password or self._typed

    def _left(self, report: Any) -> None:
        text, tone = departure.outcome(report)
        which = departure.where(report)
        self._shell.say(text, tone, Offer(msg("Show"), lambda: self._shell.go("outbox", which)))
        if report.stopped is not None:
            self._typed = None  # perhaps it was the wrong one
            self._shell.trouble(report.stopped)
        self._again()

    def _not_left(self, error: BaseException) -> None:
        self._typed = None  # perhaps it was the wrong one
        self._shell.trouble(error)
        self._again()

    def _stopped(self) -> None:
        self._shell.say(msg("Stopped. What had not left stays ready."), "info")
        self._again()

    def _again(self) -> None:
        if shiboken6.isValid(self._screen):
            self._screen.refresh()

    def test(self) -> None:
        """A copy of the message that is shown, to the office itself."""
        one, server = self._screen.detail.message, self._screen.server
        if one is None or server is None or not self._screen.test.isEnabled():
            return
        from tripplanner.exchange.mailing import to_myself

        self._screen.detail.form.forget()
        if self._unknown(server):
            sheet = PasswordSheet(self._context, server, self._screen)
            sheet.accepted.connect(lambda: self._remember(sheet.secret()))
            if not self.answer(sheet):
                return
        workspace, password = self._workspace, self._typed
        self._context.jobs.start(
            msg("Sending a copy to myself"),
            lambda _progress: to_myself(workspace, one.id, server, password=password),
            done=lambda address: self._shell.say(msg("A copy went to {address}.", address=address), "ok"),
            failed=self._no_copy,
        )

    def _no_copy(self, error: BaseException) -> None:
        self._typed = None  # perhaps it was the wrong one
        self._shell.trouble(error)

    def export(self, messages: Sequence[MessageRow] = ()) -> None:
        """Write .eml files, which any mail program opens as drafts."""
        chosen = list(messages) or [one for one in self._screen.chosen() if one.is_made]
        if not chosen:
            self._shell.say(msg("Look at the messages first: their files are made then."), "info")
            return
        if self._outdated([one for one in chosen if one.state == "ready"]):
            self._screen.refresh()
            return
        folder = self.choose_folder()
        if not folder:
            return
        from tripplanner.exchange.mailing import write_eml

        ids, server, workspace = [one.id for one in chosen], self._screen.server, self._workspace
        self._run(
            msg("Writing messages"),
            lambda progress: write_eml(workspace, ids, Path(folder), server, progress),
            lambda files: self._exported(ids, len(files)),
        )

    def _exported(self, ids: Sequence[int], number: int) -> None:
        count = lambda: self.do(msg("count messages as sent"), outbox.hand_over, ids)  # noqa: E731
        said = msgn("{n} file was written.", "{n} files were written.", number)
        self._shell.say(said, "ok", Offer(msg("They were sent"), count))

    def _ask_answers(self) -> Sequence[Path]:
        title = self._screen.words.say(msg("Import answers…"))
        found, _kind = QFileDialog.getOpenFileNames(
            self._screen, title, str(Path.home()), "(*.eml *.emlx *.ics);;* (*)"
        )
        return [Path(one) for one in found]

    def _ask_folder(self) -> str:
        title = self._screen.words.say(msg("Where to write the messages"))
        return QFileDialog.getExistingDirectory(self._screen, title, str(Path.home()))

    def set_up(self) -> None:
        """To the mail server in the settings."""
        self._shell.go("settings", "mail")

    def look_for_stuck(self) -> None:
        """Messages that were leaving when the program died: nobody knows, so somebody is asked."""
        workspace = self._workspace
        if workspace.read_only or self.leaving() is not None:
            return
        if workspace.get(outbox.count_stuck, workspace.station) and not somebody_sends(workspace):
            workspace.do(msg("look at messages that were being sent"), outbox.interrupted, workspace.station)
            trip = self._screen.trip
            if trip is not None:
                self._screen.messages = workspace.get(outbox.list_messages, trip.id)

    # -- one way in

    def do(self, label: Message, verb: Callable[..., Any], *arguments: Any, **more: Any) -> bool:
        """One step on the trip; a refusal is told. Whether it was done."""
        trip = self._screen.trip
        if trip is None:
            return False
        try:
            self._workspace.do(label, verb, *arguments, scope=trip.uuid, **more)
        except TripPlannerError as error:
            self._shell.trouble(error)
            return False
        return True

    def _run(self, label: Message, work: Callable[[Progress], object], done: Callable[[Any], None]) -> None:
        self._context.jobs.start(label, work, done=done, failed=self._shell.trouble)
