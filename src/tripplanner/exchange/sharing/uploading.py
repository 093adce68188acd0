"""Making a place hold what it should: what changed is put there, what is ours and no longer belongs is taken away.

What was put where is known by path (:data:`Manifest`). It is told after every file, so that an interrupted publication
goes on where it stopped. Files at other paths than ours are never touched.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from tripplanner.exchange.sharing.place import Changed, Place, Shelf, Unreachable
from tripplanner.i18n import msg
from tripplanner.progress import NO_PROGRESS, Progress

#: Per path the entity tag that the place gave, and a hash of what the file says.
Manifest = Mapping[str, tuple[str, str]]
_STAMP = re.compile(rb"^DTSTAMP:[^\r\n]*\r?\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a place should hold of one publication: folders, and files by path."""

    files: Mapping[str, bytes]
    shelves: Sequence[Shelf] = ()


@dataclass(slots=True)
class Outcome:
    """What a publication did, by path. ``regained`` had been changed there by somebody else and are ours again;
    ``left`` were changed by somebody else and no longer belong: they stay.
    """

    put: list[str] = field(default_factory=list[str])
    same: list[str] = field(default_factory=list[str])
    removed: list[str] = field(default_factory=list[str])
    regained: list[str] = field(default_factory=list[str])
    left: list[str] = field(default_factory=list[str])


def upload(
    place: Place, wanted: Wanted, known: Manifest, keep: Callable[[dict[str, tuple[str, str]]], None],
    progress: Progress = NO_PROGRESS,
) -> Outcome:  # fmt: skip
    """Brings the place to what is wanted; ``known`` is what earlier publications put there.

    ``keep`` is told what is there now whenever that is worth knowing: at the end, and before an error leaves.
    Raises :class:`~tripplanner.exchange.sharing.place.Unreachable` and :class:`~tripplanner.errors.Cancelled`.
    """
    work = _Upload(place, dict(known))
    try:
        work.run(wanted, progress)
    finally:
        keep(work.held)
    return work.outcome


def said(data: bytes) -> str:
    """A hash of what a calendar says: when it was written makes no difference."""
    return hashlib.sha256(_STAMP.sub(b"", data)).hexdigest()


class _Upload:
    def __init__(self, place: Place, held: dict[str, tuple[str, str]]) -> None:
        self._place, self.held, self.outcome = place, held, Outcome()
        self._tags: dict[str, str] = {}

    def run(self, wanted: Wanted, progress: Progress) -> None:
        self._place.prepare(list(wanted.shelves))
        gone = [path for path in self.held if path not in wanted.files]
        for folder in {path.rpartition("/")[0] for path in (*wanted.files, *gone)}:
            self._tags |= self._place.tags(folder)
        total = len(wanted.files) + len(gone)
        for done, (path, data) in enumerate(wanted.files.items()):
            progress.step(done, total, msg("Publishing {name}", name=path.rpartition("/")[2]))
            self._put(path, data)
        for done, path in enumerate(gone, start=len(wanted.files)):
            progress.step(done, total, msg("Taking away {name}", name=path.rpartition("/")[2]))
            self._remove(path)
        used = {path.rpartition("/")[0] for path in (*wanted.files, *self.held)}
        for folder in sorted({path.rpartition("/")[0] for path in gone} - used - {""}):
            self._place.remove_shelf(folder)
        progress.step(total, total)

    def _put(self, path: str, data: bytes) -> None:
        known, there = self.held.get(path), self._tags.get(path, "")
        if known is not None and known == (there, said(data)):
            self.outcome.same.append(path)
            return
        if there and known is not None and known[0] != there:  # unknown: of a run of ours that broke off
            self.outcome.regained.append(path)
        try:
            tag = self._place.put(path, data, there)
        except Changed:  # between the look and the write: once more, with what is there now
            tag = self._once_more(path, data)
            self.outcome.regained.append(path)
        self.held[path] = tag, said(data)
        self.outcome.put.append(path)

    def _once_more(self, path: str, data: bytes) -> str:
        try:
            return self._place.put(path, data, self._place.tags(path.rpartition("/")[0]).get(path, ""))
        except Changed as error:
            raise Unreachable(
                msg("“{name}” is not taken there, or somebody else is writing it at this moment.",
                    name=path.rpartition("/")[2]),
                msg("What was published before is still there, and what is left to publish follows the next time."),
                msg("Publish again later. If it stays so and this is a calendar server, choose CalDAV instead of"
                    " WebDAV."),
            ) from error  # fmt: skip

    def _remove(self, path: str) -> None:
        known, there = self.held[path], self._tags.get(path, "")
        try:
            if there and there != known[0]:
                raise Changed(path)
            self._place.remove(path, known[0])
            self.outcome.removed.append(path)
        except Changed:
            self.outcome.left.append(path)
        del self.held[path]
