"""``texts [TRIP]``: how many translations are missing, stale, drafts or reviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tripplanner.cli.command import Arguments, Command, json_switch
from tripplanner.i18n import languages, msg

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tripplanner.cli.context import Context
    from tripplanner.planning.texts.counting import TextCount


def _arguments(arguments: Arguments) -> None:
    arguments.add("trip", metavar="TRIP", nargs="?", help=msg("number or short code (default: every trip)"))
    arguments.add("--language", metavar="L", help=msg("translations into this language only"))
    json_switch(arguments)


def _run(context: Context) -> int:
    from tripplanner.cli.texts import language_of
    from tripplanner.planning.texts.counting import count_library, count_texts
    from tripplanner.planning.trips import find_trip, list_trips

    asked = context.get("language")
    wanted = languages() if asked is None else (language_of(asked, "--language"),)
    with context.reading() as workspace:
        trip = workspace.get(find_trip, context.get("trip")) if context.get("trip") is not None else None
        trips = {row.id: row for row in workspace.get(list_trips) if trip in (None, row.id)}
        counts = workspace.get(count_texts, list(trips), languages=wanted)
        library = workspace.get(count_library, wanted) if trip is None else None
    named: Named = [(f"{id}", trips[id].code, found) for id, found in counts.items()]
    if library is not None:
        named.append(("", context.say(msg("library")), library))
    if context.get("json"):
        _write_json(context, named)
    else:
        _write(context, named)
    return 0


Named = list[tuple[str, str, "Mapping[str, TextCount]"]]


def _write(context: Context, named: Named) -> None:
    from tripplanner.cli.output import write_table

    head = (msg("No."), msg("Trip"), msg("Language"), msg("To translate"), msg("Stale"), msg("To review"),
            msg("Reviewed"), msg("Translated"))  # fmt: skip
    rows = [
        (number, code, language, *map(str, _numbers(one)), f"{one.share} %")
        for number, code, found in named
        for language, one in found.items()
        if one.total
    ]
    write_table([context.say(title) for title in head], rows, context.out)


def _numbers(one: TextCount) -> tuple[int, ...]:
    return one.missing, one.stale, one.draft, one.reviewed


def _write_json(context: Context, named: Named) -> None:
    from tripplanner.cli.output import write_json

    found: list[dict[str, Any]] = [
        {
            "trip": int(number) if number else None,
            "code": code if number else None,
            "languages": {
                language: {"missing": one.missing, "stale": one.stale, "draft": one.draft, "reviewed": one.reviewed}
                for language, one in counts.items()
            },
        }
        for number, code, counts in named
    ]
    write_json(found, context.out)


COMMAND = Command("texts", msg("how many translations are missing, stale, drafts or reviewed"), _arguments, _run, 45)
