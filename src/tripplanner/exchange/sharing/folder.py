"""A folder, perhaps one that a web server or a cloud reads. A file appears whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from tripplanner.exchange.sharing.place import Changed, Shelf, Unreachable
from tripplanner.i18n import Message, msg

_SUFFIX = ".part"
_FULL = (errno.ENOSPC, errno.EDQUOT)


class FolderPlace:
    """A :class:`~tripplanner.exchange.sharing.place.Place` on this computer or on a share; tags are SHA-256."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def prepare(self, shelves: list[Shelf]) -> None:
        if not self._root.is_dir():
            raise Unreachable(
                msg("The folder “{path}” is not there.", path=str(self._root)), _KEPT,
                msg("Connect the drive or the share it is on, or choose another folder."),
            )  # fmt: skip
        for shelf in shelves:
            with self._refusals(self._at(shelf.path)):
                self._at(shelf.path).mkdir(parents=True, exist_ok=True)

    def tags(self, folder: str) -> dict[str, str]:
        with self._refusals(self._at(folder)):
            at = self._at(folder)
            if not at.is_dir():
                return {}
            files = sorted(one for one in at.iterdir() if one.is_file() and not one.name.endswith(_SUFFIX))
            return {f"{folder}/{one.name}".lstrip("/"): _tag(one.read_bytes()) for one in files}

    def put(self, path: str, data: bytes, tag: str) -> str:
        target = self._at(path)
        with self._refusals(target):
            self._compare(target, tag)
            handle, name = tempfile.mkstemp(prefix=".", suffix=_SUFFIX, dir=target.parent)
            aside = Path(name)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
                _open_to_readers(aside)
                aside.replace(target)
            finally:
                aside.unlink(missing_ok=True)
        return _tag(data)

    def remove(self, path: str, tag: str) -> None:
        target = self._at(path)
        with self._refusals(target):
            if target.is_file():
                self._compare(target, tag)
                target.unlink()

    def remove_shelf(self, path: str) -> None:
        with suppress(OSError):  # something of somebody else’s is in it
            self._at(path).rmdir()

    def close(self) -> None:
        pass

    def _at(self, path: str) -> Path:
        return self._root.joinpath(*path.split("/")) if path else self._root

    def _compare(self, target: Path, tag: str) -> None:
        found = _tag(target.read_bytes()) if target.is_file() else ""
        if found != tag:
            raise Changed(target.name)

    @contextmanager
    def _refusals(self, target: Path) -> Generator[None]:
        try:
            yield
        except OSError as error:
            raise Unreachable(
                msg("“{path}” cannot be written: {reason}.", path=str(target), reason=_reason(error)),
                _KEPT,
                _todo(error),
            ) from error


_KEPT = msg("What was published before is still there, and what is left to publish follows the next time.")


def _reason(error: OSError) -> Message | str:
    if error.errno in _FULL:
        return msg("the disk is full")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return msg("you may not write there")
    return error.strerror or str(error)


def _todo(error: OSError) -> Message:
    if error.errno in _FULL:
        return msg("Free some space there, then publish again.")
    return msg("Ask whoever looks after the folder for the right to write, or choose another one; then publish again.")


def _tag(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _open_to_readers(path: Path) -> None:
    """mkstemp makes files private; whoever serves the folder has to read it."""
    if os.name == "posix":
        mask = os.umask(0)
        os.umask(mask)
        path.chmod(0o666 & ~mask)
