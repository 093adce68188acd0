"""Who takes in files that are dropped on a page or chosen with *Import…*: modules of ``tripplanner.ui.importers``.

Such a module holds ``IMPORTER``, an :class:`Importer`; adding the file is enough. While there is none, pages offer no
import and say of a dropped file that nothing here can read it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData

from tripplanner import discovery
from tripplanner.i18n import msg
from tripplanner.ui import importers

if TYPE_CHECKING:
    from tripplanner.ui.context import Context


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a page wants taken in: ``subject`` is the kind of its records (*delegates*, *sites* …), ``trip`` a number.

    ``paths`` may be empty: the person chooses a file first.
    """

    subject: str
    paths: tuple[Path, ...] = ()
    trip: int | None = None


@dataclass(frozen=True, slots=True)
class Importer:
    """Takes files in. ``accepts`` looks at the subject and the names of the files only; ``open`` shows its window."""

    accepts: Callable[[Wanted], bool]
    open: Callable[[Context, Wanted], object]
    order: int = 100


@cache
def known_importers() -> tuple[Importer, ...]:
    """Every importer, in their order."""
    found: list[Importer] = discovery.found(importers.__name__, "IMPORTER")
    return tuple(sorted(found, key=lambda one: one.order))


def importer_for(wanted: Wanted) -> Importer | None:
    """The first importer that accepts what is wanted."""
    return next((one for one in known_importers() if one.accepts(wanted)), None)


def bring(context: Context, wanted: Wanted) -> bool:
    """Open the importer for what is wanted, or say why nothing can be taken in; whether one was opened."""
    if context.workspace.read_only:
        context.shell.say(msg("This database is open read-only: nothing can be imported."), "warn")
        return False
    found = importer_for(wanted)
    if found is None:
        names = tuple(path.name for path in wanted.paths)
        text = msg("“{names}” cannot be imported here.", names=names) if names else msg("Nothing can be imported here.")
        context.shell.say(text, "warn")
        return False
    found.open(context, wanted)
    return True


def dropped_files(data: QMimeData) -> Sequence[Path]:
    """The files of this computer that somebody drags, in their order."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
