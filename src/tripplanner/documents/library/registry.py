"""The kinds of document of the library. A kind is one module of ``documents/library/kinds`` that holds a ``KIND``.

They are made in the two steps of every document, *read* and *write*, and written aside like those of a trip. They know
no trip, no release and no person, which is why they are kinds of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tripplanner import discovery
from tripplanner.documents import registry
from tripplanner.errors import NotFound, TripPlannerError
from tripplanner.i18n import Message, msg
from tripplanner.progress import NO_PROGRESS, Progress
from tripplanner.store.targets import written_aside

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tripplanner.planning.learning.benchmark import View


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: languages, options, which cases (their numbers in order; empty: those that ``view`` shows)."""

    language: str
    second: str | None = None
    cases: tuple[int, ...] = ()
    view: View | None = None
    options: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def languages(self) -> tuple[str, ...]:
        """One or two languages, in reading order."""
        return (self.language,) if not self.second or self.second == self.language else (self.language, self.second)

    def option(self, key: str, default: str = "") -> str:
        """The chosen value of an option."""
        return self.options.get(key, default)


@dataclass(frozen=True, slots=True)
class LibraryKind:
    """A kind of document. ``formats`` are the endings it can have, the usual one first.

    ``read(session, asked)`` gives frozen content; ``write(content, path, progress)`` writes it as the ending asks,
    without the database.
    """

    key: str
    title: Message
    formats: tuple[str, ...]
    read: Callable[[Session, Asked], Any]
    write: Callable[[Any, Path, Progress], None]
    options: tuple[registry.Option, ...] = ()
    position: int = 100


@cache
def kinds() -> Mapping[str, LibraryKind]:
    """Every kind by its key, in the order in which they are offered."""
    found: list[LibraryKind] = discovery.found("tripplanner.documents.library.kinds", "KIND")
    return {kind.key: kind for kind in sorted(found, key=lambda kind: (kind.position, kind.key))}


def kind(key: str) -> LibraryKind:
    """The kind under ``key``; raises :class:`NotFound` with the known ones."""
    try:
        return kinds()[key]
    except KeyError:
        raise NotFound(
            msg("There is no document kind “{key}”.", key=key),
            None,
            msg("Choose one of: {kinds}.", kinds=tuple(kinds())),
        ) from None


def write(kind: LibraryKind, content: Any, target: Path, progress: Progress = NO_PROGRESS) -> Path:
    """Write ``content`` aside and rename it onto ``target``: what was there before stays until all is written.

    Raises :class:`TripPlannerError` for an ending that the kind does not have, and where nothing can be written.
    """
    ending = target.suffix.lower()
    if ending not in kind.formats:
        raise TripPlannerError(
            msg("“{kind}” is no file “{ending}”.", kind=kind.title, ending=ending),
            msg("Nothing was written."),
            msg("Let the name end with one of: {kinds}.", kinds=kind.formats),
        )
    written_aside(target, ending, lambda aside: kind.write(content, aside, progress))
    return target
