"""Sending what is ready, one by one: noted before it leaves and after, so that each address gets each message once.

Between the two notes a message is *sending*. Where the program dies there, or the line breaks after the last byte, the
message is *doubtful*: a person is asked, and nobody sends it again by itself.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from email.utils import make_msgid
from typing import TYPE_CHECKING, Any, Protocol

from tripplanner.errors import Cancelled, Conflict, NotFound, TripPlannerError
from tripplanner.exchange.mailing import faults
from tripplanner.exchange.mailing.alone import alone
from tripplanner.exchange.mailing.building import build, build_test
from tripplanner.exchange.mailing.password import kept
from tripplanner.exchange.mailing.post import Post
from tripplanner.i18n import msg
from tripplanner.model.base import now
from tripplanner.planning import outbox
from tripplanner.planning.outbox import Leaving
from tripplanner.planning.outbox.server import MailServer
from tripplanner.planning.trips import trip_identity
from tripplanner.progress import NO_PROGRESS, Progress

if TYPE_CHECKING:
    from tripplanner.store.vault.secret import Secret
    from tripplanner.store.workspace import Workspace

_SEND, _NOTE = msg("Send messages"), msg("Note what was sent")
_NAP = 0.2  # seconds after which a cancellation is seen while nothing may leave yet


class Clock(Protocol):
    """Time, for the pace of sending."""

    def now(self) -> float:
        """Seconds from any fixed moment."""
        ...

    def sleep(self, seconds: float) -> None:
        """Lets time pass."""
        ...


class _Clock:
    def now(self) -> float:
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


Sender = Callable[[MailServer, "Secret[str] | None"], Any]
"""Opens a line to a server, as :class:`~.post.Post` does."""


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a run: the numbers of the messages that were sent, refused (``failed``), that nobody knows of
    (``doubtful``), and that stay ready: they did not leave (``left``), or the server takes them ``later``. Those that
    somebody else sent or set aside meanwhile are in none. ``stopped`` says why the run ended early."""

    sent: tuple[int, ...] = ()
    failed: tuple[int, ...] = ()
    doubtful: tuple[int, ...] = ()
    left: tuple[int, ...] = ()
    stopped: TripPlannerError | None = None
    later: tuple[int, ...] = ()


def send(
    workspace: Workspace,
    message_ids: Iterable[int],
    server: MailServer,
    *,
    password: Secret[str] | None = None,
    progress: Progress = NO_PROGRESS,
    clock: Clock | None = None,
    opening: Sender = Post,
) -> Report:
    """Sends those of these messages that are ready, at the server’s pace; returns what became of each.

    ``password``: instead of the one that the keyring keeps. A cancellation acts between two messages. Messages that an
    earlier run of this station left *sending* become doubtful first. Raises :class:`Conflict` while another run goes on
    at this computer.
    """
    with alone(workspace):
        workspace.do(_SEND, outbox.interrupted, workspace.station)
        run = _Run(workspace, server, password, progress, clock or _Clock(), opening)
        return run.over(list(dict.fromkeys(message_ids)))


def to_myself(
    workspace: Workspace,
    message_id: int,
    server: MailServer,
    *,
    password: Secret[str] | None = None,
    opening: Sender = Post,
) -> str:
    """Sends a copy, marked as a test, to the office’s own address, and returns that address.

    The message stays as it is. Raises :class:`TripPlannerError`: its files are not made yet, or the server does not
    take it.
    """
    leaving = workspace.get(outbox.leaving, message_id)
    raw = build_test(leaving, server, now(), make_msgid(domain=server.domain))
    with opening(server, password or kept(server)) as post:
        post.deliver(server.own_address, raw)
    return server.own_address


class _Run:
    """One run over messages, with at most one line open."""

    def __init__(
        self, workspace: Workspace, server: MailServer, password: Secret[str] | None, progress: Progress, clock: Clock,
        opening: Sender,
    ) -> None:  # fmt: skip
        self._workspace, self._server, self._progress = workspace, server, progress
        self._password, self._clock, self._opening = password, clock, opening
        self._post: Any = None
        self._fresh = False  # the open line has carried nothing yet
        self._last: float | None = None
        self._ended: dict[int, str] = {}

    def over(self, ids: list[int]) -> Report:
        """Every message in its turn."""
        stopped: TripPlannerError | None = None
        try:
            for done, id in enumerate(ids):
                self._progress.step(done, len(ids), msg("Message {number} of {all}", number=done + 1, all=len(ids)))
                self._one(id)
            self._progress.step(len(ids), len(ids))
        except Cancelled:
            stopped = Cancelled(msg("Cancelled."), faults.KEPT)
        except (faults.Unreachable, faults.Dropped, faults.Doubtful) as error:
            stopped = error
        finally:
            self._hang_up()
        return self._report(ids, stopped)

    def _one(self, id: int) -> None:
        """A message that is no longer ready is passed over: somebody decided otherwise meanwhile."""
        self._wait()
        self._open()
        try:
            leaving = self._workspace.do(_SEND, outbox.begin, id, self._workspace.station, self._server.domain)
        except (Conflict, NotFound):
            self._ended[id] = "passed over"
            return
        self._last = self._clock.now()
        self._leave(leaving)

    def _leave(self, leaving: Leaving) -> None:
        """From here on the message is *sending*: whatever ends this without a note makes it doubtful."""
        id = leaving.message.id
        try:
            raw = build(leaving, self._server)
            outbox.check_weight(leaving.message.name, len(raw), self._server.most_mb)
        except TripPlannerError as error:
            self._note(leaving, "failed", outbox.failed, error)
            return
        try:
            self._deliver(leaving.message.address, raw)
        except faults.Refused as error:
            self._note(leaving, "failed", outbox.failed, error)
        except faults.Deferred as error:
            self._note(leaving, "later", outbox.later, error)
        except faults.Doubtful as error:
            self._note(leaving, "doubtful", outbox.doubtful, error)
            raise
        except (faults.Dropped, faults.Unreachable):
            self._workspace.do(_SEND, outbox.not_sent, id)
            raise
        else:
            self._note(leaving, "sent", outbox.sent)

    def _deliver(self, address: str, raw: bytes) -> None:
        """A server may hang up on a line that was quiet for long: another line is tried once."""
        fresh, self._fresh = self._fresh, False
        try:
            self._post.deliver(address, raw)
        except faults.Dropped:
            if fresh:
                raise
            self._hang_up()
            self._open()
            self._fresh = False
            self._post.deliver(address, raw)

    def _open(self) -> None:
        if self._post is None:
            self._password = self._password or kept(self._server)
            self._post, self._fresh = self._opening(self._server, self._password), True

    def _note(self, leaving: Leaving, state: str, verb: Callable[..., None], *more: TripPlannerError) -> None:
        """A message that was erased meanwhile needs no note."""
        id = leaving.message.id
        self._ended[id] = state
        try:
            scope = self._workspace.get(trip_identity, leaving.message.trip_id)
            self._workspace.do(_NOTE, verb, id, *more, scope=scope)
        except NotFound:
            return

    def _wait(self) -> None:
        """Until the next message may leave; a cancellation is seen meanwhile."""
        if self._last is None:
            return
        due = self._last + 60 / self._server.per_minute
        while (left := due - self._clock.now()) > 0:
            self._progress.check()
            self._clock.sleep(min(left, _NAP))
        self._progress.check()

    def _hang_up(self) -> None:
        if self._post is not None:
            self._post.close()
            self._post = None

    def _report(self, ids: list[int], stopped: TripPlannerError | None) -> Report:
        def ended(state: str) -> tuple[int, ...]:
            return tuple(id for id in ids if self._ended.get(id) == state)

        left = tuple(id for id in ids if id not in self._ended)
        return Report(ended("sent"), ended("failed"), ended("doubtful"), left, stopped, ended("later"))
