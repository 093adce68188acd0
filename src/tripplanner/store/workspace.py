"""The one door: every read and every edit of the program goes through a workspace."""

from __future__ import annotations

import getpass
import platform
import threading
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tripplanner.collecting import NO_COLLECTION
from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg
from tripplanner.log import logger
from tripplanner.progress import NO_PROGRESS, Progress
from tripplanner.store import bin, blobs, import_marks, journal, side
from tripplanner.store.capture import Recorder, Unrecorded, WriteSession
from tripplanner.store.changes import TOLD, Changes, RowChange, can_undo
from tripplanner.store.erasing import compacting
from tripplanner.store.faults import spoken
from tripplanner.store.journal import Author
from tripplanner.store.location import Location
from tripplanner.store.opening import Opened, open_database
from tripplanner.store.replay import replay

if TYPE_CHECKING:
    from tripplanner.store.vault.vault import Vault

T = TypeVar("T")
_log = logger(__name__)
Subscriber = Callable[[Changes], None]


def _is_dirty(session: Session) -> bool:
    return side.is_dirty(session.connection())


class Workspace:
    """An open database. Open it with :meth:`open`; close it, or use it as a context manager.

    Threads: :meth:`get` may be called from any, at once; :meth:`do`, :meth:`undo` and :meth:`redo` from any,
    one after the other. Subscribers are called in the thread that committed, or in the listening thread for
    another client's commits, after the transaction has ended.
    """

    def __init__(self, opened: Opened, actor: str, station: str) -> None:
        self._opened = opened
        self.actor, self.station = actor, station
        self._writing = threading.Lock()
        self._writer_thread: int | None = None
        self._calls = _Calls()
        self._typing: tuple[str, str, int] | None = None
        self._subscribers: dict[object, Subscriber] = {}
        self._vault: Vault | None = None
        opened.notices.start(self._tell)

    @classmethod
    def open(
        cls,
        location: str | Path | sa.URL,
        *,
        actor: str = "",
        station: str = "",
        create: bool = False,
        read_only: bool = False,
        anywhere: bool = False,
    ) -> Workspace:
        """Opens a database; see :class:`Workspace`.

        :param location: a path, or an address such as ``postgresql://user@server/tripplanner``.
        :param actor: who edits (default: the account's name); undo is per actor.
        :param station: at which computer (default: its name).
        :param create: makes a new database where there is none.
        :param read_only: works beside a program that is writing, and on a medium that cannot be written.
        :param anywhere: writes even on a network share or in a cloud folder, where a file comes to harm.
        :raises TripPlannerError: it is missing, in use, newer than this program, damaged or not ours.
        """
        actor, station = actor or _account(), station or platform.node() or "?"
        opened = open_database(location, holder=(actor, station), create=create, read_only=read_only, anywhere=anywhere)
        return cls(opened, actor, station)

    @property
    def location(self) -> Location:
        """Where the database is."""
        return self._opened.location

    @property
    def vault(self) -> Vault:
        """The lock of the protected values: made when it is first asked for, locked until somebody opens it."""
        if self._vault is None:
            from tripplanner.store.vault.vault import Vault

            self._vault = Vault(self.actor, self.station)
        return self._vault

    @property
    def read_only(self) -> bool:
        """Whether edits are refused."""
        return self._opened.writer is None

    def get(self, verb: Callable[..., T], /, *args: Any, **kwargs: Any) -> T:
        """The result of ``verb(session, *args, **kwargs)`` in a transaction that sees one state and cannot write."""
        with self._calls, spoken(self.location.name), NO_COLLECTION, self._reading() as session:
            result = verb(session, *args, **kwargs)
            if session.new or session.deleted or any(map(session.is_modified, session.dirty)):
                raise Unrecorded("a reading verb changed records; call it with do()")
            return result

    def do(
        self,
        label: Message,
        verb: Callable[..., T],
        /,
        *args: Any,
        scope: str | None = None,
        merge_key: str | None = None,
        **kwargs: Any,
    ) -> T:
        """Runs ``verb(session, *args, **kwargs)`` as one transaction, one undo step and one notice.

        An exception leaves nothing behind. A verb that changes nothing makes no step.

        :param label: what the step is called in the menu (*Undo: …*).
        :param scope: the UUID of the trip whose undo the step belongs to; ``None``: the library's.
        :param merge_key: names the field being typed in: consecutive edits with the same key are one step,
            until another edit or :meth:`leave`.
        :raises Conflict: somebody else wrote one of the records first.
        """
        author = self._author(scope)
        with self._transaction() as session:
            recorder = Recorder(session)
            try:
                result = verb(session, *args, **kwargs)
                session.flush()
                import_marks.drop_marks(session, recorder.deleted)
                changes = recorder.changes()
                with recorder.own_writes() as connection:
                    typing = self._record(connection, author, label, changes, merge_key)
                    notice = self._announce(connection, author, label, changes, session.info.pop(TOLD, []))
            finally:
                recorder.close()
            session.finish()
            self._typing = typing if changes else self._typing
        if session.info.get(compacting.ASKED):
            self._finish_erasing()
        self._tell(notice)
        return result

    def undo(self, scope: str | None = None) -> Message | None:
        """Takes back this actor's latest step in the scope and returns its label; ``None`` when there is none.

        :raises Conflict: somebody changed the same things since; nothing is changed (see :meth:`give_up`).
        """
        return self._replay(scope, undone=False)

    def redo(self, scope: str | None = None) -> Message | None:
        """Does again what :meth:`undo` took back last; ``None`` when there is nothing."""
        return self._replay(scope, undone=True)

    def give_up(self, scope: str | None = None) -> Message | None:
        """Leaves what :meth:`undo` would take back as it is now, for good, and returns its label.

        For a step that somebody's later change stands in the way of: :meth:`undo` then takes the one before it.
        """
        self._typing = None
        with self._transaction() as session:
            step = journal.latest(session.connection(), self._author(scope), undone=False)
            if step is not None and not step.barrier:
                journal.forget(session.connection(), step)
            session.finish()
        return step.label if step is not None else None

    def forever(self, label: Message, verb: Callable[..., T], /, *args: Any, **kwargs: Any) -> T:
        """Runs ``verb(connection, *args, **kwargs)`` as one transaction that nothing takes back; for erasing.

        ``verb`` writes what it likes and returns something with ``changes``, the rows it touched, for the history and
        the screens. The file is then rewritten, so that nothing of what was erased can be read in it; where the
        process dies before that, the next one that opens the file does it.
        """
        self._typing = None
        with self._transaction() as session:
            connection = session.connection()
            result = verb(connection, *args, **kwargs)
            notice = self._announce(connection, self._author(None), label, list(getattr(result, "changes", ())))
            compacting.ask(connection)
            session.finish()
        try:
            self._note_erased()
        finally:
            self._finish_erasing()
            self._tell(notice)
        return result

    def _note_erased(self) -> None:
        """Who was erased also stands beside the backups: a restored one erases them again."""
        from tripplanner.store.erasing import copies

        if self.location.path is not None:
            copies.note(self.location.path)

    def _finish_erasing(self) -> None:
        """Rewrites the file without its remains; where another program reads it, whoever closes it last does."""
        with self._calls, self._writing, spoken(self.location.name):
            compacting.finish(self._opened.checked_writer())

    def undo_label(self, scope: str | None = None) -> Message | None:
        """The label of the step that :meth:`undo` would take back."""
        return self._label(scope, undone=False)

    def redo_label(self, scope: str | None = None) -> Message | None:
        """The label of the step that :meth:`redo` would do again."""
        return self._label(scope, undone=True)

    def mend_side(self, progress: Progress = NO_PROGRESS) -> int:
        """Takes into the sort keys and the search what was written past this program; returns how many records.

        Costs one question when there is nothing; a job after the opening asks it. Writes nothing that can be undone.
        """
        if self.read_only or not self.get(_is_dirty):
            return 0
        with self._transaction() as session:
            found = side.mend(session.connection(), progress)
            session.finish()
        return found

    def leave(self) -> None:
        """The field being typed in was left: the next edit is a step of its own."""
        self._typing = None

    def subscribe(self, callback: Subscriber) -> Callable[[], None]:
        """Calls ``callback`` after every commit with what changed; returns the function that ends it."""
        token = object()
        self._subscribers[token] = callback
        return lambda: self._subscribers.pop(token, None) and None

    def poll(self) -> bool:
        """Looks now for another client's commits, as SQLite tells nobody, and notifies; whether there were any."""
        changes = self._opened.notices.poll()
        if changes is not None:
            self._tell(changes)
        return changes is not None

    def close(self) -> None:
        """Ends threads, connections and locks; waits for running reads and edits."""
        if self._writer_thread == threading.get_ident():
            raise Unrecorded("a verb cannot close its own workspace")
        if self._vault is not None:
            self._vault.close()
        self._opened.notices.close()  # first: whoever hears of a change may still read
        if self._calls.end():
            self._tidy()
            self._opened.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _tidy(self) -> None:
        """The bin and the store of bytes let go of what nothing can bring back; a failure harms nothing."""
        if self._opened.writer is None:
            return
        try:
            with spoken(self.location.name), self._opened.writer.begin() as connection:
                bin.empty_old(connection)
                blobs.collect_unused(connection)
                import_marks.sweep(connection)
            compacting.finish(self._opened.writer)
        except (TripPlannerError, DBAPIError) as error:
            _log.info("the database could not be tidied: %s", type(error).__name__)

    def _reading(self) -> Session:
        return Session(self._opened.reader, autoflush=False)

    def _author(self, scope: str | None) -> Author:
        return Author(self.actor, self.station, scope or "")

    @contextmanager
    def _transaction(self) -> Generator[WriteSession]:
        if self._writer_thread == threading.get_ident():
            raise Unrecorded("do() inside do(): call the verb itself, it belongs to the same transaction")
        with self._calls, self._writing:
            writer = self._opened.checked_writer()
            self._writer_thread = threading.get_ident()
            try:
                with spoken(self.location.name), WriteSession(writer, expire_on_commit=False) as session:
                    yield session
            finally:
                self._writer_thread = None

    def _record(
        self, connection: sa.Connection, author: Author, label: Message, changes: list[RowChange], merge_key: str | None
    ) -> tuple[str, str, int] | None:
        """Writes the step, or adds to the one being typed; returns what typing may go on with."""
        changes = [change for change in changes if can_undo(change)]
        if not changes:
            return None
        typing = self._typing
        step: int | None = None
        if (
            typing
            and merge_key
            and typing[:2] == (author.scope, merge_key)
            and journal.can_extend(connection, typing[2], author)
        ):
            step = journal.extend(connection, typing[2], author, changes)
        else:
            step = journal.record(connection, author, label, changes)
        bin.keep(connection, author, label, changes)
        return (author.scope, merge_key, step) if merge_key and step is not None else None

    def _announce(
        self,
        connection: sa.Connection,
        author: Author,
        label: Message,
        changes: list[RowChange],
        told: Sequence[RowChange] = (),
    ) -> Changes:
        everything = [*changes, *told]
        if changes:
            side.follow(connection, changes)
        if everything:
            change = journal.write_history(connection, author, label, everything)
            self._opened.notices.announce(connection, change)
        return Changes.made(everything)

    def _replay(self, scope: str | None, *, undone: bool) -> Message | None:
        author = self._author(scope)
        self._typing = None
        with self._transaction() as session:
            connection = session.connection()
            step = journal.latest(connection, author, undone=undone)
            if step is None:
                return None
            if step.barrier:
                raise _stopped()
            changes = step.changes if undone else [c.reversed() for c in reversed(step.changes)]
            replay(connection, changes, actor=self.actor, lift=step.replays + 1)
            journal.mark(connection, step, undone=not undone)
            label = msg("Redo: {what}", what=step.label) if undone else msg("Undo: {what}", what=step.label)
            notice = self._announce(connection, author, label, changes)
            session.finish()
        self._tell(notice)
        return step.label

    def _label(self, scope: str | None, *, undone: bool) -> Message | None:
        def read(session: Session) -> Message | None:
            return journal.label(session.connection(), self._author(scope), undone=undone)

        return self.get(read)

    def _tell(self, changes: Changes) -> None:
        if changes.tables:
            for callback in list(self._subscribers.values()):
                callback(changes)


def _stopped() -> TripPlannerError:
    return TripPlannerError(
        msg("Undoing stops here: what lies before concerns somebody who was erased."),
        msg("Everything is as it was."),
        msg("Change by hand what should be otherwise."),
    )


class _Calls:
    """Counts running reads and edits, so that closing can wait for them."""

    def __init__(self) -> None:
        self._free = threading.Condition()
        self._running = 0
        self._ended = False

    def __enter__(self) -> None:
        with self._free:
            if self._ended:
                raise Unrecorded("the workspace is closed")
            self._running += 1

    def __exit__(self, *_: object) -> None:
        with self._free:
            self._running -= 1
            self._free.notify_all()

    def end(self) -> bool:
        """No further call begins; returns when the last one has ended, with whether this was the first time."""
        with self._free:
            first, self._ended = not self._ended, True
            self._free.wait_for(lambda: self._running == 0)
            return first


def _account() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name, as in some containers
        return "?"
