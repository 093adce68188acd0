"""Every document and calendar of a trip: a folder for everybody and one per person.

```
2027-06_ALP27/
  for everybody/   each kind in the trip's first language beside each other one, the calendar in each language
  01 LI Na/        each kind for delegates in her language, with the trip's first language beside it
```
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from tripplanner.documents import registry
from tripplanner.documents.naming import file_name, joined, trip_folder
from tripplanner.i18n import msg, say
from tripplanner.planning.participants import Participant, list_participants
from tripplanner.planning.trips import TripRow, trip_row
from tripplanner.progress import NO_PROGRESS, Progress

_EVERYBODY = msg("for everybody")
_CALENDAR = ".ics"


@dataclass(frozen=True, slots=True)
class Piece:
    """One file to make: what, for whom, where below the chosen folder."""

    trip_id: int
    kind: registry.DocumentKind
    request: registry.Request
    path: Path


def plan(session: Session, trip_id: int, language: str) -> list[Piece]:
    """The files of a trip; ``language`` is that of whoever publishes, for names of files and folders."""
    trip = trip_row(session, trip_id)
    people = list_participants(session, trip_id)
    return [*_for_everybody(trip, language), *_by_person(trip, people, language)]


def _for_everybody(trip: TripRow, language: str) -> Iterator[Piece]:
    folder = Path(trip_folder(trip, language), joined([say(_EVERYBODY, language)]))
    codes = list(trip.languages) or ["en"]
    for kind in registry.kinds().values():
        if kind.suffix == _CALENDAR:
            requests = [registry.Request(code) for code in codes]
        else:
            requests = [registry.Request(codes[0], code) for code in codes[1:]] or [registry.Request(codes[0])]
        for request in requests:
            yield Piece(trip.id, kind, request, folder / file_name(trip, kind, request, language))


def _by_person(trip: TripRow, people: list[Participant], language: str) -> Iterator[Piece]:
    first = trip.languages[0] if trip.languages else "en"
    for number, person in enumerate(people, start=1):
        name = person.name.latin or person.name.native
        folder = Path(trip_folder(trip, language), joined([f"{number:02}", name]))
        for kind in registry.kinds().values():
            if kind.audience != "delegates":
                continue
            second = first if first != person.language and kind.suffix != _CALENDAR else None
            request = registry.Request(person.language, second, person.uuid)
            yield Piece(trip.id, kind, request, folder / file_name(trip, kind, request, language, name))


def write_all(
    get: Callable[..., Any], pieces: list[Piece], folder: Path, progress: Progress = NO_PROGRESS
) -> list[Path]:
    """Make the pieces below ``folder``; ``get`` runs a reading verb, as :meth:`Workspace.get` does.

    What was written before a failure or a cancellation stays.
    """
    files: list[Path] = []
    press = _Press(get)
    for done, piece in enumerate(pieces):
        progress.step(done, len(pieces), msg("Writing {name}", name=piece.path.name))
        target = folder / piece.path
        _make_folder(target.parent)
        files.append(press.write(piece, target))
    progress.step(len(pieces), len(pieces))
    return files


class _Press:
    """Makes many copies: the trip is read once per kind of document, and what says the same is laid out once."""

    def __init__(self, get: Callable[..., Any]) -> None:
        self._get = get
        self._shared: dict[Hashable, Any] = {}
        self._made: dict[str, list[tuple[Any, Path]]] = defaultdict(list)

    def write(self, piece: Piece, target: Path) -> Path:
        kind = piece.kind
        content = self._content(piece)
        said = kind.said(content) if kind.said else None
        same = next((path for earlier, path in self._made[kind.key] if said is not None and earlier == said), None)
        if same:
            kind = replace(kind, write=_copying(same))
        path = registry.write(kind, content, target)
        if said is not None and not same:
            self._made[kind.key].append((said, path))
        return path

    def _content(self, piece: Piece) -> Any:
        kind, request = piece.kind, piece.request
        if kind.shared is None or kind.copy is None:
            return self._get(kind.read, piece.trip_id, request)
        key = (kind.key, piece.trip_id, request.release, frozenset(request.options.items()))
        if key not in self._shared:
            self._shared[key] = self._get(kind.shared, piece.trip_id, request)
        return kind.copy(self._shared[key], request)


def _copying(made: Path) -> Callable[[Any, Path, Progress], None]:
    """Writes what was made before instead of making it again."""

    def write(_content: Any, target: Path, _progress: Progress) -> None:
        target.write_bytes(made.read_bytes())

    return write


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise registry.unwritable(folder, error) from error
