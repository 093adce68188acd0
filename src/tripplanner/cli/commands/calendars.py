"""``calendars TRIP``: the calendar of the trip and of each person."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from tripplanner.cli.command import Arguments, Command
from tripplanner.i18n import msg, msgn

if TYPE_CHECKING:
    from tripplanner.cli.context import Context


_MOST_MINUTES = 4 * 7 * 24 * 60


def _minutes(text: str) -> int:
    if not text.isdecimal() or int(text) > _MOST_MINUTES:
        raise argparse.ArgumentTypeError(f"{text} (0–{_MOST_MINUTES})")
    return int(text)


def _arguments(arguments: Arguments) -> None:
    arguments.add("trip", metavar="TRIP", help=msg("its number or short code"))
    arguments.add(
        "--for",
        metavar="PERSON|ORGANISATION",
        dest="whom",
        help=msg("the copy of one person (a number or a name) or of one host (its code or name)"),
    )
    arguments.add("--language", metavar="L", help=msg("one language for all; otherwise each person’s own"))
    arguments.add(
        "--flavour",
        choices=("standard", "phone", "feed"),
        default="standard",
        help=msg("standard; phone: plain, also a file per event; feed: for a folder people subscribe to"),
    )
    arguments.add("--release", metavar="N", type=int, help=msg("a release instead of the draft"))
    arguments.add("--alarm", metavar="MIN", type=_minutes, help=msg("an alarm so many minutes before each event"))
    arguments.add("-o", metavar="FOLDER", dest="folder", help=msg("the folder to write into"))


def _run(context: Context) -> int:
    from tripplanner.cli.making import folder, known_language, note_untranslated
    from tripplanner.documents.calendars.publishing import calendars_of, write_calendars

    if context.get("language"):
        known_language(context.get("language"))
    with context.reading() as workspace:
        trip, whom = workspace.get(_read, context.get("trip"), context.get("whom"), context.get("release"))
    wanted = (context.get("language") or "", context.get("flavour"), context.get("alarm"))
    found = calendars_of(trip, whom, *wanted)
    target = folder(context.get("folder"))
    files = write_calendars(
        trip.trip, found, target, context.language, context.progress(), release=context.get("release")
    )
    note_untranslated(context, [content for _, content in found])
    context.tell(msgn("{n} calendar written to {path}", "{n} calendars written to {path}", len(found),
                      path=str(target)))  # fmt: skip
    if len(files) > len(found):
        context.tell(msg("… and a file for each event, for phones that take only one."))
    return 0


def _read(session: Any, key: str, whom: str | None, release: int | None) -> Any:
    from tripplanner.documents.calendars.reading import read_trip
    from tripplanner.documents.editions import edition
    from tripplanner.planning.receivers import find_receiver
    from tripplanner.planning.trips import find_trip

    with edition(session, find_trip(session, key), release, withdrawn=True) as (source, trip_id):
        return read_trip(source, trip_id), None if whom is None else find_receiver(source, trip_id, whom)


COMMAND = Command("calendars", msg("make the calendars of a trip"), _arguments, _run, 70)
