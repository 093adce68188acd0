"""``document KIND TRIP``: one document."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tripplanner.cli.command import Arguments, Command
from tripplanner.i18n import msg

if TYPE_CHECKING:
    from tripplanner.cli.context import Context
    from tripplanner.documents.voices import TranslationList


def _pair(text: str) -> str:
    if "=" not in text:
        raise argparse.ArgumentTypeError(f"{text} (KEY=VALUE)")
    return text


def _arguments(arguments: Arguments) -> None:
    arguments.add("kind", metavar="KIND", help=msg("itinerary, booklet, calendar …: see “documents”"))
    arguments.add("trip", metavar="TRIP", help=msg("its number or short code"))
    arguments.add("--language", metavar="L", required=True, help=msg("the language of the document"))
    arguments.add("--second", metavar="L2", help=msg("a second language beside it"))
    arguments.add("--release", metavar="N", type=int, help=msg("a release instead of the draft"))
    arguments.add("--for", metavar="PERSON", dest="whom", help=msg("one person’s copy: a number or a name"))
    arguments.add("--option", metavar="K=V", type=_pair, action="append", default=[], help=msg("an option of the kind"))
    arguments.add("--imposed", action="store_true", help=msg("pages placed for a folded booklet"))
    arguments.add("-o", metavar="FILE", dest="target", help=msg("the file, or the folder for it"))


def _run(context: Context) -> int:
    from tripplanner.collecting import NO_COLLECTION

    with NO_COLLECTION:
        return _make(context)


def _make(context: Context) -> int:
    from tripplanner.cli.making import (
        chosen_options,
        known_language,
        note_unfinished,
        note_unprintable,
        note_untranslated,
        refuse_release,
        refuse_second,
    )
    from tripplanner.documents import registry

    kind = registry.kind(context.get("kind"))
    language, second = known_language(context.get("language")), context.get("second")
    if second:
        refuse_second(kind, known_language(second))
    refuse_release(context.get("release"))
    options = chosen_options(kind, context.get("option"), context.get("imposed"))
    trip, person, content = _content(context, kind, (language, second, options))
    request = registry.Request(language, second, person.uuid if person else None, None, options)
    if kind.suffix == ".pdf":
        note_unprintable(context, content, request.languages)
    name = _name(trip, kind, request, person, context)
    unfinished: list[TranslationList] = []
    path = _target(context.get("target"), name)
    target = registry.write(kind, content, path, context.progress(), unfinished.append)
    for found in unfinished:
        note_unfinished(context, found, request.languages)
    if hasattr(content, "untranslated"):
        note_untranslated(context, [content])
    context.tell(msg("Written: {path}", path=str(target)))
    return 0


def _content(context: Context, kind: Any, wanted: tuple[str, str | None, dict[str, str]]) -> tuple[Any, Any, Any]:
    """The trip, the person (or ``None``) and what the document says, read the shortest way there is."""
    from tripplanner.documents.registry import Request
    from tripplanner.documents.straight import read_straight

    language, second, options = wanted
    key, whom = context.get("trip"), context.get("whom")
    if not whom:
        found = read_straight(context.location, kind, key, Request(language, second, None, None, options))
        if found:
            return found[0], None, found[1]
    with context.reading() as workspace:
        return workspace.get(_read, kind, key, whom, wanted)


def _read(session: Any, kind: Any, key: str, whom: str | None, wanted: tuple[str, str | None, dict[str, str]]) -> Any:
    """The trip's row, the person (or ``None``) and the content, read in one transaction."""
    from tripplanner.documents.registry import Request
    from tripplanner.planning.participants import find_participant
    from tripplanner.planning.trips import find_trip, trip_row

    trip_id = find_trip(session, key)
    person = find_participant(session, trip_id, whom) if whom else None
    language, second, options = wanted
    request = Request(language, second, person.uuid if person else None, None, options)
    return trip_row(session, trip_id), person, kind.read(session, trip_id, request)


def _name(trip: Any, kind: Any, request: Any, person: Any, context: Context) -> str:
    from tripplanner.documents.naming import file_name

    return file_name(trip, kind, request, context.language, person.name.latin or person.name.native if person else "")


def _target(asked: str | None, name: str) -> Path:
    from tripplanner.cli.typed import path_of

    target = path_of(asked or ".")
    return target / name if target.is_dir() or asked is None else target


COMMAND = Command("document", msg("make a document"), _arguments, _run, 60)
