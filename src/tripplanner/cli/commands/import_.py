"""``import KIND FILE``: what others made, previewed and then brought in as one undoable step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tripplanner.cli import importing
from tripplanner.cli.command import Arguments, Command, json_switch
from tripplanner.i18n import msg

if TYPE_CHECKING:
    from pathlib import Path

    from tripplanner.cli.context import Context
    from tripplanner.exchange.programme_file import ParsedProgramme, Preview


def _arguments(arguments: Arguments) -> None:
    kinds = msg("delegates, contacts, sites, places, programme, legs, texts, answers or feedback")
    arguments.add("kind", metavar="KIND", help=kinds)
    formats = ".xlsx, .csv, .vcf, .gpx, .kml, .kmz, .geojson, .ics"
    file = msg("{formats}; a programme also as .json, texts as .xlf, answers as .eml", formats=formats)
    arguments.add("file", metavar="FILE", help=file)
    arguments.add("--into", metavar="TRIP", help=msg("the trip it must be for: its number or short code"))
    importing.add_arguments(arguments)
    arguments.add("--dry-run", action="store_true", help=msg("only say what would change"))
    json_switch(arguments)


def _run(context: Context) -> int:
    """A programme can be a file of our own format; whatever else is read as a table."""
    ours = context.get("kind") == "programme" and _is_ours(context)
    return _run_programme(context) if ours else importing.run(context)


def _is_ours(context: Context) -> bool:
    """Whether a file is to be read as one of our own format: it is called so, or begins as nothing else does."""
    from tripplanner.cli.typed import path_of
    from tripplanner.exchange.intake.readers import readers

    path = path_of(context.get("file"))
    suffix = path.suffix.lower()
    known = any(suffix in reader.suffixes for reader in readers())
    return suffix == ".json" or (not known and _begins(path, b"{"))


def _begins(path: Path, sign: bytes) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(200).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(sign)
    except OSError:
        return False


def _run_programme(context: Context) -> int:
    from tripplanner.cli.typed import path_of
    from tripplanner.exchange import programme_file

    parsed = programme_file.read_file(path_of(context.get("file")))
    dry = context.get("dry_run")
    with context.reading() if dry else context.writing() as workspace:
        seen = workspace.get(_preview, parsed, context.get("into"))
        uuid = None if dry or seen.problems else _apply(workspace, parsed)
    if context.get("json"):
        _write_json(context, parsed, seen, uuid)
    elif not seen.problems:
        _write(context, seen, dry)
    if seen.problems:
        raise programme_file.refused(parsed.name, seen.problems)
    return 0


def _preview(session: Any, parsed: ParsedProgramme, into: str | None) -> Preview:
    from tripplanner.errors import TripPlannerError
    from tripplanner.exchange import programme_file
    from tripplanner.planning.trips import find_trip, trip_row

    if into is not None:
        trip = trip_row(session, find_trip(session, into))
        if parsed.key not in (trip.code, trip.uuid):
            raise TripPlannerError(
                msg("“{file}” is for the trip “{key}”, not “{trip}”.", file=parsed.name, key=parsed.key,
                    trip=trip.code or trip.id),
                msg("Nothing was changed."),
                msg("Leave out --into, or choose the file of this trip."),
            )  # fmt: skip
    return programme_file.preview(session, parsed)


def _apply(workspace: Any, parsed: ParsedProgramme) -> str:
    """One undoable step of the library: a new trip has no history of its own to undo in yet."""
    from tripplanner.exchange import programme_file
    from tripplanner.store import backup

    backup.before_import(workspace.location)
    return workspace.do(msg("Import “{file}”", file=parsed.name), programme_file.apply, parsed)


def _write(context: Context, seen: Preview, dry: bool) -> None:
    for update in seen.updates:
        for difference in update.differences:
            kind = context.say(update.kind)
            line = f"{kind} {update.key}  {difference.field}: {difference.before} → {difference.after}"
            context.out.write(line + "\n")
    context.tell(seen.summary)
    title = seen.title.best(context.language)
    if dry:
        context.tell(msg("Nothing was changed: this was only a look."))
    elif not seen.changes:
        context.tell(msg("The trip “{title}” was like this already.", title=title))
    else:
        context.tell(msg("The trip “{title}” is imported.", title=title))


def _write_json(context: Context, parsed: ParsedProgramme, seen: Preview, uuid: str | None) -> None:
    from tripplanner.cli.output import write_json
    from tripplanner.cli.values import plain

    updates = [
        {
            "kind": context.say(update.kind),
            "key": update.key,
            "uuid": update.uuid,
            "fields": [{"field": d.field, "before": d.before, "after": d.after} for d in update.differences],
        }
        for update in seen.updates
    ]
    problems = [
        {"record": p.record, "field": p.field, "value": p.value, "what": context.say(p.what)} for p in seen.problems
    ]
    found = {
        "file": parsed.name,
        "trip": {"key": parsed.key, "title": plain(seen.title), "uuid": uuid, "new": seen.is_new},
        "created": dict(seen.created),
        "updated": updates,
        "unchanged": seen.unchanged,
        "kept": seen.kept,
        "problems": problems,
        "applied": uuid is not None and seen.changes,
    }
    write_json(found, context.out)


COMMAND = Command("import", msg("bring in a file that others made"), _arguments, _run, 90)
