"""Which calendars a trip gives, and their files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from tripplanner.documents import registry
from tripplanner.documents.calendars.content import CalendarContent, Event
from tripplanner.documents.calendars.reading import TripCalendar
from tripplanner.documents.calendars.wording import moment_for_name, summary
from tripplanner.documents.calendars.writing import one_per_event
from tripplanner.documents.naming import called, file_name, joined
from tripplanner.documents.several import those_before
from tripplanner.i18n import msg
from tripplanner.planning.participants import Participant
from tripplanner.planning.receivers import HostOrganisation
from tripplanner.planning.trips import TripRow
from tripplanner.progress import NO_PROGRESS, Progress
from tripplanner.store.targets import unwritable, write_bytes

Named = tuple[Participant | HostOrganisation | None, CalendarContent]


def calendars_of(
    trip: TripCalendar,
    whom: Participant | HostOrganisation | None = None,
    language: str = "",
    flavour: str = "standard",
    alarm_min: int | None = None,
) -> list[Named]:
    """The calendar of one person or host, or that of the whole trip in each of its languages and then everybody's own.

    ``language`` replaces the trip's and the people's own languages.
    """
    if isinstance(whom, HostOrganisation):
        return [(whom, trip.hosted(whom, language, flavour, alarm_min))]
    if whom is not None:
        return [(whom, trip.of(whom, language, flavour, alarm_min))]
    codes = [language] if language else list(trip.trip.languages) or ["en"]
    whole: list[Named] = [(None, trip.whole(code, flavour, alarm_min)) for code in codes]
    return whole + [(reader, trip.of(reader, language, flavour, alarm_min)) for reader in trip.readers]


def write_calendars(
    trip: TripRow,
    calendars: Sequence[Named],
    folder: Path,
    language: str,
    progress: Progress = NO_PROGRESS,
    *,
    release: int | None = None,
) -> list[Path]:
    """Write each calendar into ``folder``; for simple phones also a folder with a file per event.

    :param language: of whoever makes the files, for their names; :param release: for their names too.
    :returns: the files, in the order written.
    """
    kind = registry.kind("calendar")
    names = names_of(trip, calendars, language, release)
    files: list[Path] = []
    with those_before(files):
        for done, (name, (_, content)) in enumerate(zip(names, calendars, strict=True)):
            progress.step(done, len(calendars), msg("Calendar {name}", name=name))
            files.append(registry.write(kind, content, folder / name, progress))
            if content.flavour == "phone":
                files.extend(_write_events(content, folder / name.removesuffix(kind.suffix)))
    progress.step(len(calendars), len(calendars))
    return files


def names_of(trip: TripRow, calendars: Sequence[Named], language: str, release: int | None = None) -> list[str]:
    """A file name per calendar, all different: two people may have the same name.

    A feed keeps its name whatever the version and whoever publishes: people have subscribed to its address.
    """
    kind = registry.kind("calendar")
    taken: dict[str, int] = {}
    found: list[str] = []
    for reader, content in calendars:
        name = _name(trip, reader, content, language, release)
        taken[name.casefold()] = count = taken.get(name.casefold(), 0) + 1
        found.append(name if count == 1 else f"{name.removesuffix(kind.suffix)}-{count}{kind.suffix}")
    return found


def _write_events(content: CalendarContent, folder: Path) -> Iterator[Path]:
    """A file for each event, in order."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(folder, error) from error
    for name, data in event_files(content):
        yield write_bytes(data, folder / name)


def event_files(content: CalendarContent) -> Iterator[tuple[str, bytes]]:
    """A file for each event, in order, with its name: ``001_2027-06-13_0845_Visit.ics``."""
    for number, (event, data) in enumerate(one_per_event(content), start=1):
        yield f"{number:03}_{joined([moment_for_name(event.start), _title(event, content)])}.ics", data


def _title(event: Event, content: CalendarContent) -> str:
    return summary(event, content.language)


def _called(reader: Participant | HostOrganisation | None) -> str:
    if isinstance(reader, HostOrganisation):
        return reader.short
    return (reader.name.latin or reader.name.native) if reader else ""


def _name(
    trip: TripRow,
    reader: Participant | HostOrganisation | None,
    content: CalendarContent,
    language: str,
    release: int | None,
) -> str:
    kind = registry.kind("calendar")
    person = _called(reader)
    if content.flavour == "feed":
        return joined([called(trip, content.language), content.language, person]) + kind.suffix
    return file_name(trip, kind, registry.Request(content.language, release=release), language, person)
