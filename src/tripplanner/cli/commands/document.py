"""``document KIND TRIP``: one document."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tripplanner.cli.command import Arguments, Command
from tripplanner.i18n import msg

if TYPE_CHECKING:
    from tripplanner.cli.context import Context
    from tripplanner.documents.registry import DocumentKind, Kept, Request
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
    arguments.add("--approved", metavar="N", type=int, help=msg("an approved version instead of the draft"))
    arguments.add("--snapshot", metavar="N", type=int, help=msg("a snapshot of the office instead of the draft"))
    arguments.add(
        "--for",
        metavar="PERSON|ORGANISATION",
        dest="whom",
        help=msg("the copy of one person (a number or a name) or of one host (its code or name)"),
    )
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
        refuse_second,
    )
    from tripplanner.documents import registry
    from tripplanner.documents.naming import file_name

    kind = registry.kind(context.get("kind"))
    language, second = known_language(context.get("language")), context.get("second")
    if second:
        refuse_second(kind, known_language(second))
    options = chosen_options(kind, context.get("option"), context.get("imposed"))
    asked = registry.Request(language, second, release=_version(context), options=options)
    trip, request, whose, content = _content(context, kind, asked)
    if kind.suffix_for(request) == ".pdf":
        note_unprintable(context, content, request.languages)
    name = file_name(trip, kind, request, context.language, whose)
    unfinished: list[TranslationList] = []
    path = _target(context.get("target"), name)
    ending = kind.suffix_for(request) if "format" in request.options else None
    target = registry.write(kind, content, path, context.progress(), unfinished.append, ending=ending)
    for found in unfinished:
        note_unfinished(context, found, request.languages)
    if hasattr(content, "untranslated"):
        note_untranslated(context, [content])
    context.tell(msg("Written: {path}", path=str(target)))
    return 0


def _version(context: Context) -> int | Kept | None:
    """The one version that is asked for: a release, or what was kept and is none."""
    from tripplanner.documents.registry import Kept
    from tripplanner.errors import TripPlannerError

    asked = {sort: number for sort in ("release", "approved", "snapshot") if (number := context.get(sort)) is not None}
    if len(asked) > 1:
        raise TripPlannerError(
            msg("Only one version can be asked for."), msg("Nothing was written."),
            msg("Keep one of --release, --approved and --snapshot."),
        )  # fmt: skip
    return next((n if sort == "release" else Kept(sort, n) for sort, n in asked.items()), None)


def _content(context: Context, kind: DocumentKind, request: Request) -> tuple[Any, Request, str, Any]:
    """The trip, the request with whose copy it is, their name, what the document says: read the shortest way."""
    from tripplanner.documents.straight import read_straight

    key, whom = context.get("trip"), context.get("whom")
    if whom is None:
        found = read_straight(context.location, kind, key, request)
        if found:
            return found[0], request, "", found[1]
    if kind.protected is not None:
        return _protected(context, kind, request)
    with context.reading() as workspace:
        return workspace.get(_read, kind, key, whom, request)


def _protected(context: Context, kind: DocumentKind, request: Request) -> tuple[Any, Request, str, Any]:
    """A document with protected values: the vault is opened without asking, and what is used is written down."""
    from tripplanner.cli.secrets import open_silently
    from tripplanner.documents.registry import content_of

    with context.writing() as workspace:
        open_silently(workspace)
        trip, request, whose = workspace.get(_asked, kind, context.get("trip"), context.get("whom"), request)
        return trip, request, whose, content_of(workspace, kind, trip.id, request)


def _read(session: Any, kind: DocumentKind, key: str, whom: str | None, request: Request) -> Any:
    """As :func:`_content`, in one transaction."""
    from tripplanner.documents.editions import edition, read
    from tripplanner.planning.trips import find_trip

    with edition(session, find_trip(session, key), request.release) as (source, id):
        trip, request, whose = _asked(source, kind, str(id), whom, request)
    return trip, request, whose, read(session, kind, find_trip(session, key), request)


def _asked(session: Any, kind: DocumentKind, key: str, whom: str | None, request: Request) -> Any:
    """The trip, the request with whose copy it is, their name."""
    from tripplanner.planning.trips import find_trip, trip_row

    trip_id = find_trip(session, key)
    request, whose = _for_whom(session, trip_id, whom, kind, request) if whom is not None else (request, "")
    return trip_row(session, trip_id), request, whose


def _for_whom(session: Any, trip_id: int, whom: str, kind: DocumentKind, request: Request) -> tuple[Request, str]:
    from tripplanner.cli.making import refuse_host
    from tripplanner.documents.copies import refuse_copy
    from tripplanner.planning.receivers import HostOrganisation, find_receiver

    found = find_receiver(session, trip_id, whom)
    if not isinstance(found, HostOrganisation):
        refuse_copy(kind, found.role, found.name.printed)
        return replace(request, person=found.uuid), found.name.latin or found.name.native
    refuse_host(kind)
    return replace(request, organisation=found.uuid), found.short


def _target(asked: str | None, name: str) -> Path:
    from tripplanner.cli.typed import path_of

    target = path_of(asked or ".")
    return target / name if target.is_dir() or asked is None else target


COMMAND = Command("document", msg("make a document"), _arguments, _run, 60)
