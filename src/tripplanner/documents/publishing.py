"""Every document and calendar of a trip: a folder for everybody, one per person, one for the hosts.

```
2027-06_ALP27/
  for everybody/   each kind in the trip's first language beside each other one, the calendar in each language
  01 LI Na/        each kind for delegates in her language, with the trip's first language beside it
  18 Jean DUPONT/  of a driver the driver sheet, their own field pack and the calendar
  for the team/    what staff, drivers and authorities get, in the trip's first language
  for hosts/       itinerary and calendar of each organisation that hosts, in its language, by its short name
```
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from tripplanner.documents import registry
from tripplanner.documents.copies import is_for
from tripplanner.documents.editions import edition, kept_open, read, read_shared
from tripplanner.documents.kept import many_copies
from tripplanner.documents.naming import distinct, file_name, joined, trip_folder
from tripplanner.documents.several import those_before
from tripplanner.documents.voices import TranslationList
from tripplanner.errors import NotFound
from tripplanner.i18n import languages, msg, say
from tripplanner.planning.participants import Participant, list_participants
from tripplanner.planning.receivers import HostOrganisation, list_hosts
from tripplanner.planning.releases import latest
from tripplanner.planning.trips import TripRow, trip_row
from tripplanner.progress import NO_PROGRESS, Progress
from tripplanner.store.targets import unwritable

_EVERYBODY = msg("for everybody")
_TEAM = msg("for the team")
_HOSTS = msg("for hosts")
_OPEN = ("delegates", "public")
Kinds = tuple[registry.DocumentKind, ...]
_CALENDAR = ".ics"


@dataclass(frozen=True, slots=True)
class Piece:
    """One file to make: what, for whom, where below the chosen folder."""

    trip_id: int
    kind: registry.DocumentKind
    request: registry.Request
    path: Path


@dataclass(frozen=True, slots=True)
class _Copy:
    """A document somebody gets: of what kind, in which languages, in which folder, under whose name."""

    kind: registry.DocumentKind
    request: registry.Request
    folder: str
    name: str = ""


def plan(session: Session, trip_id: int, language: str, release: int | None = None) -> list[Piece]:
    """The files of a trip, of the draft or of a release; raises :class:`NotFound`.

    ``language`` is that of whoever publishes, for names of files and folders.
    """
    with kept_open():
        return _planned(session, trip_id, language, release)


def _planned(session: Session, trip_id: int, language: str, release: int | None) -> list[Piece]:
    with edition(session, trip_id, release) as (source, id):
        trip = trip_row(source, id)
        people = list_participants(source, id)
        hosts = list_hosts(source, id)
    kinds = _kinds(session, trip_id, release)
    first = trip.languages[0] if trip.languages else "en"
    copies = [
        *_for_everybody(kinds, trip, joined([say(_EVERYBODY, language)])),
        *_for_the_team(kinds, first, joined([say(_TEAM, language)])),
        *_by_person(kinds, people, first),
        *_by_host(kinds, hosts, first, joined([say(_HOSTS, language)])),
    ]
    single = [one for copy in copies for one in _serial(session, trip_id, copy, release, language)]
    return [_piece(trip_id, trip, copy, release, language) for copy in single]


def _serial(session: Session, trip_id: int, copy: _Copy, release: int | None, language: str) -> Iterator[_Copy]:
    """The copy itself, or one for each file that its kind takes."""
    kind = copy.kind
    if kind.series is None:
        yield copy
        return
    whole = read_shared(session, kind, trip_id, replace(copy.request, release=release))
    for request, name in kind.series(whole, copy.request):
        yield replace(copy, request=request, name=say(name, language))


def _kinds(session: Session, trip_id: int, release: int | None) -> Kinds:
    """What is published: nothing that needs the vault or a signature, comparisons where there is an earlier release."""
    earlier = release > 1 if release is not None else latest(session, trip_id) is not None
    offered = (k for k in registry.kinds().values() if k.published and k.protected is None)
    return tuple(k for k in offered if earlier or not k.compares)


def _piece(trip_id: int, trip: TripRow, copy: _Copy, release: int | None, language: str) -> Piece:
    request = replace(copy.request, release=release)
    path = Path(trip_folder(trip, language), copy.folder)
    return Piece(trip_id, copy.kind, request, path / file_name(trip, copy.kind, request, language, copy.name))


def _for_everybody(kinds: Kinds, trip: TripRow, folder: str) -> Iterator[_Copy]:
    codes = list(trip.languages) or ["en"]
    for kind in kinds:
        if kind.audience not in _OPEN:
            continue
        if kind.suffix == _CALENDAR:
            requests = [registry.Request(code) for code in codes]
        else:
            requests = [registry.Request(codes[0], code) for code in codes[1:]] or [registry.Request(codes[0])]
        if kind.series:
            requests = requests[:1]  # pictures for one group chat, not a set in every pair of languages
        yield from (_Copy(kind, request, folder) for request in requests)


def _for_the_team(kinds: Kinds, first: str, folder: str) -> Iterator[_Copy]:
    """What guests do not get and hosts have no copy of their own of, in each form that it has.

    What is for a hotel or a caterer is there too: no trip meets them as hosts, so the team hands it on.
    """
    for kind in kinds:
        if kind.audience in _OPEN or kind.for_hosts:
            continue
        yield _Copy(kind, registry.Request(first), folder)
        for ending in kind.formats:
            yield _Copy(kind, registry.Request(first, options={"format": ending.removeprefix(".")}), folder)


def _by_person(kinds: Kinds, people: list[Participant], first: str) -> Iterator[_Copy]:
    for number, person in enumerate(people, start=1):
        name = person.name.latin or person.name.native
        for kind in kinds:
            if kind.series or not is_for(kind, person.role):
                continue
            second = first if first != person.language and kind.suffix != _CALENDAR else None
            request = registry.Request(person.language, second, person.uuid)
            yield _Copy(kind, request, joined([f"{number:02}", name]), name)


def _by_host(kinds: Kinds, hosts: list[HostOrganisation], first: str, folder: str) -> Iterator[_Copy]:
    """The copies of the organisations, in the language of their country."""
    names = distinct([host.short for host in hosts])
    for host, name in zip(hosts, names, strict=True):
        own = host.language(languages(), first)
        for kind in kinds:
            if not kind.for_hosts:
                continue
            second = first if first != own and kind.suffix != _CALENDAR else None
            request = registry.Request(own, second, organisation=host.uuid)
            yield _Copy(kind, request, folder, name)


def write_all(
    get: Callable[..., Any],
    pieces: list[Piece],
    folder: Path,
    progress: Progress = NO_PROGRESS,
    unfinished: Callable[[TranslationList], None] | None = None,
    of_each: Callable[[Piece, TranslationList], None] | None = None,
) -> list[Path]:
    """Make the pieces below ``folder``; ``get`` runs a reading verb, as :meth:`Workspace.get` does.

    What was written before a failure or a cancellation stays. ``unfinished`` is told, once, which translations the
    documents lack together, ``of_each`` those of each that knows. An organisation none of whose items is placed yet has
    no copy.
    """
    files: list[Path] = []
    lacking = TranslationList()
    press, part = _Press(get), progress.silent()

    def told(piece: Piece, found: TranslationList) -> None:
        lacking.add(found)
        if of_each is not None:
            of_each(piece, found)

    with many_copies(), kept_open(), those_before(files):
        for done, piece in enumerate(pieces):
            progress.step(done, len(pieces), msg("Writing {name}", name=piece.path.name))
            content = press.content(piece)
            if content is None:
                continue
            target = folder / piece.path
            _make_folder(target.parent)
            files.append(registry.write(piece.kind, content, target, part, partial(told, piece)))
    progress.step(len(pieces), len(pieces))
    if unfinished:
        unfinished(lacking)
    return files


class _Press:
    """Makes many copies: the trip is read once per kind of document, and what says the same is laid out once."""

    def __init__(self, get: Callable[..., Any]) -> None:
        self._get = get
        self._shared: dict[Hashable, Any] = {}

    def content(self, piece: Piece) -> Any:
        """What the piece says; None where there is nothing to say to its reader."""
        kind, request = piece.kind, piece.request
        if kind.shared is None or kind.copy is None:
            found = self._whole(kind, piece.trip_id, request)
            return None if kind.compares and not found.changes else found
        options: frozenset[tuple[str, str]] = frozenset(() if kind.series else request.options.items())
        key = (kind.key, piece.trip_id, request.release, options, bool(request.organisation))
        if key not in self._shared:
            self._shared[key] = self._get(read_shared, kind, piece.trip_id, request)
        try:
            found = kind.copy(self._shared[key], request)
        except NotFound:
            if request.organisation:
                return None
            raise
        return None if kind.compares and not found.changes else found

    def _whole(self, kind: registry.DocumentKind, trip_id: int, request: registry.Request) -> Any:
        """The content of a document that has nothing in common with others, once for all its forms."""
        options = frozenset((name, value) for name, value in request.options.items() if name != "format")
        key = (kind.key, trip_id, request.languages, request.release, request.person, request.organisation, options)
        if key not in self._shared:
            self._shared[key] = self._get(read, kind, trip_id, request)
        return self._shared[key]


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(folder, error) from error
