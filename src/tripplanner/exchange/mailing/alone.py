"""One run of sending at a time: in this process and, on a server, among the programs of this computer.

What a run that died was sending is told by its station alone (:func:`~tripplanner.planning.outbox.interrupted`). So as
long as one lives, no other program here may ask: it would call messages doubtful that are just arriving. A database
that is a file has one writer anyway.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tripplanner.errors import Conflict
from tripplanner.i18n import msg
from tripplanner.settings import data_dir
from tripplanner.store.locking import FileLock, InUse

if TYPE_CHECKING:
    from tripplanner.store.workspace import Workspace

_sending = threading.Lock()


@contextmanager
def alone(workspace: Workspace) -> Generator[None]:
    """Nobody else sends from this computer meanwhile; raises :class:`Conflict` where somebody does."""
    if not _sending.acquire(blocking=False):
        raise _busy()
    try:
        lock = _lock(workspace)
        try:
            yield
        finally:
            if lock is not None:
                lock.release()
    finally:
        _sending.release()


def somebody_sends(workspace: Workspace) -> bool:
    """Whether a run goes on, of this program or of another one on this computer."""
    try:
        with alone(workspace):
            return False
    except Conflict:
        return True


def _lock(workspace: Workspace) -> FileLock | None:
    """The lock among programs; a folder that cannot be written has none."""
    if workspace.location.url is None:
        return None
    name = hashlib.sha256(workspace.location.name.encode()).hexdigest()[:16]
    folder = data_dir()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return FileLock.take(folder / f"sending-{name}", workspace.actor, workspace.station)
    except InUse as error:
        raise _busy() from error
    except OSError:
        return None


def _busy() -> Conflict:
    return Conflict(
        msg("Messages are being sent already."), msg("Nothing else was sent."), msg("Wait until that is done.")
    )
