"""Messages as files that another mail program opens as drafts, and plain files for those who have no address."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tripplanner.errors import TripPlannerError
from tripplanner.exchange.mailing.building import draft
from tripplanner.i18n import msg, msgn
from tripplanner.planning import outbox
from tripplanner.planning.outbox import Leaving
from tripplanner.planning.outbox.server import MailServer
from tripplanner.progress import NO_PROGRESS, Progress
from tripplanner.store.faults import DiskFull, writing

if TYPE_CHECKING:
    from tripplanner.store.workspace import Workspace

_LONGEST = 60  # octets of a name: with its number and ending it fits every file system


def write_eml(
    workspace: Workspace,
    message_ids: Iterable[int],
    folder: Path,
    server: MailServer | None = None,
    progress: Progress = NO_PROGRESS,
) -> list[Path]:
    """A file for each message, in a folder that there is or that is made; returns all that was written.

    A file is named by the number of its message: who writes into the same folder again replaces each draft, and no
    second one of a message stands beside it; what is there already as it would be is left. For somebody without an
    address, or with one that no mail can have, also what is attached, in a folder of their own, to be handed over
    otherwise. Nothing becomes *sent* by this: :func:`tripplanner.planning.outbox.hand_over` says so. Each file is
    written aside and put in its place: a failure or a cancellation leaves what was there. Raises
    :class:`TripPlannerError`, which says how many messages are whole.
    """
    ids = list(message_ids)
    files: list[Path] = []
    with writing(str(folder)):
        folder.mkdir(parents=True, exist_ok=True)
    for done, id in enumerate(ids):
        with _counted(done, len(ids)):
            leaving = workspace.get(outbox.leaving, id)
            progress.step(done, len(ids), msg("Message to {name}", name=leaving.message.name))
            files += _write(leaving, server, folder)
    progress.step(len(ids), len(ids))
    return files


@contextmanager
def _counted(done: int, total: int) -> Generator[None]:
    """Has a refusal in the midst of a run say what is written, what is not and how to go on."""
    try:
        yield
    except TripPlannerError as error:
        if done:
            error.kept = msgn("{n} message of {total} is written, whole; the others are not.",
                              "{n} messages of {total} are written, whole; the others are not.",
                              done, total=total)  # fmt: skip
        if isinstance(error, DiskFull):
            error.todo = msg("Free some space, then write them into the same folder again: what is there is kept, and"
                             " only what lacks is written. Or choose another folder.")  # fmt: skip
        raise


def _write(leaving: Leaving, server: MailServer | None, folder: Path) -> list[Path]:
    name = f"{leaving.message.id:03}_{_safe(leaving.message.name)}"
    files = [_put(draft(leaving, server), folder / f"{name}.eml")]
    if outbox.problem_of(leaving.message.address) is not None:
        files += _loose(leaving, folder / name)
    return files


def _loose(leaving: Leaving, folder: Path) -> list[Path]:
    with writing(str(folder)):
        folder.mkdir(exist_ok=True)
    named = zip(leaving.message.attachments, leaving.files, strict=True)
    return [_put(data, folder / f"{n}_{_safe(one.name)}") for n, (one, data) in enumerate(named, 1)]


def _put(data: bytes, target: Path) -> Path:
    with writing(str(target)):
        if _holds(target, data):
            return target
        handle, name = tempfile.mkstemp(prefix=".", suffix=target.suffix, dir=target.parent)
        aside = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            aside.replace(target)
        finally:
            aside.unlink(missing_ok=True)
    return target


def _holds(target: Path, data: bytes) -> bool:
    """Whether a file is there as it would be written."""
    return target.is_file() and target.stat().st_size == len(data) and target.read_bytes() == data


def _safe(name: str) -> str:
    """A part of a file name that every system takes, in any script; its ending stays."""
    kept = "".join(c if c.isalnum() or c in "._-" else "-" for c in " ".join(name.split()))
    stem, dot, ending = kept.rpartition(".")
    if not dot or not 0 < len(ending) < 6 or not ending.isalnum():
        stem, ending = kept, ""
    short = stem.encode()[:_LONGEST].decode(errors="ignore").strip(".-_")
    return (short or "message") + (f".{ending}" if ending else "")
