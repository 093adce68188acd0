"""What ``outbox`` does to messages before they leave: writing one’s own, attaching files, taking them out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from tripplanner.cli.command import Arguments
from tripplanner.i18n import msg, msgn

if TYPE_CHECKING:
    from tripplanner.cli.context import Context
    from tripplanner.planning.outbox import MessageRow
    from tripplanner.store.workspace import Workspace

WRITES = ("write", "enclose", "take_out")


def add_arguments(arguments: Arguments) -> None:
    """Those of writing and attaching."""
    arguments.add("--write", metavar="FILE", help=msg("a message of your own: its text, or - for the standard input"))
    arguments.add("--to", metavar="WHO", nargs="+", help=msg("to whom: people and organisations of the trip"))
    arguments.add("--subject", metavar="WORDS", help=msg("the subject of that message"))
    arguments.add("--language", metavar="CODE", help=msg("the language that it is written in"))
    arguments.add("--enclose", metavar="WHAT", nargs="+",
                  help=msg("attach kinds of document, or files, to the messages of --only"))  # fmt: skip
    arguments.add("--take-out", metavar="NAME", nargs="+",
                  help=msg("take these files, or kinds, out of the messages of --only"))  # fmt: skip


def change(context: Context, workspace: Workspace, trip: int) -> None:
    """Writes a message, attaches and takes out, as was asked."""
    if context.get("write") is not None:
        _write(context, workspace, trip)
    if context.get("enclose"):
        _enclose(context, workspace, trip)
    if context.get("take_out"):
        _take_out(context, workspace, trip)


def mine(workspace: Workspace, trip: int, numbers: list[int]) -> list[int]:
    """The numbers, all of messages of this trip; raises :class:`NotFound` otherwise."""
    from tripplanner.errors import NotFound
    from tripplanner.planning import outbox

    known = {row.id for row in workspace.get(outbox.list_messages, trip)} if numbers else set[int]()
    for number in numbers:
        if number not in known:
            raise NotFound(msg("This trip has no message {number}.", number=number), None, msg("--list shows them."))
    return numbers


def chosen(context: Context, workspace: Workspace, trip: int, *states: str) -> list[MessageRow]:
    """The messages in these states; where some are named, those of them."""
    from tripplanner.planning import outbox

    only = context.get("only")
    wanted = None if only is None else set(mine(workspace, trip, only))
    return [row for row in workspace.get(outbox.list_messages, trip, *states) if wanted is None or row.id in wanted]


def _write(context: Context, workspace: Workspace, trip: int) -> None:
    from uuid import uuid4

    from tripplanner.documents.outbox import write_free
    from tripplanner.planning.receivers import find_receiver

    text = _text(context.get("write"))
    to = [workspace.get(find_receiver, trip, who).uuid for who in context.get("to") or ()]
    language = _language(context.get("language") or context.language)
    numbers = workspace.do(msg("Write a message"), write_free, trip, to, language, context.get("subject") or "", text,
                           str(uuid4()))  # fmt: skip
    context.note(msgn("{n} message to review: {numbers}", "{n} messages to review: {numbers}", len(numbers),
                      numbers=tuple(map(str, numbers))))  # fmt: skip


def _text(path: str) -> str:
    from tripplanner.cli.typed import path_of
    from tripplanner.documents.outbox import own_file
    from tripplanner.errors import TripPlannerError

    if path == "-":
        return sys.stdin.read()
    name, data = own_file(path_of(path))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TripPlannerError(
            msg("“{file}” is no text.", file=name), msg("Nothing was written."), msg("Write it in UTF-8.")
        ) from error


def _language(code: str) -> str:
    from tripplanner.errors import TripPlannerError
    from tripplanner.i18n import languages

    if code not in languages():
        raise TripPlannerError(
            msg("There is no language “{code}”.", code=code), msg("Nothing was written."),
            msg("Choose one of: {kinds}.", kinds=tuple(languages())),
        )  # fmt: skip
    return code


def _enclose(context: Context, workspace: Workspace, trip: int) -> None:
    """A word that is no kind of document is the name of a file."""
    from tripplanner.cli.typed import path_of
    from tripplanner.documents import outbox as compose
    from tripplanner.documents import registry

    ids = [row.id for row in _named(context, workspace, trip)]
    files = {what: compose.own_file(path_of(what)) for what in context.get("enclose") if what not in registry.kinds()}
    for what in context.get("enclose"):
        verb, given = (compose.attach_file, files[what]) if what in files else (compose.attach, (what,))
        count = workspace.do(msg("attach a file"), verb, ids, *given)
        context.note(msgn("“{what}” goes with {n} more message.", "“{what}” goes with {n} more messages.", count,
                          what=what))  # fmt: skip


def _take_out(context: Context, workspace: Workspace, trip: int) -> None:
    from tripplanner.errors import NotFound
    from tripplanner.planning import outbox

    names = set(context.get("take_out"))
    found = [one for row in _named(context, workspace, trip) for one in row.attachments
             if one.name in names or (one.kind and one.kind in names)]  # fmt: skip
    if not found:
        raise NotFound(msg("None of these messages has such a file."), None, msg("--list --json names their files."))
    for one in found:
        workspace.do(msg("take a file out"), outbox.take_out, one.id)
    context.note(msgn("{n} file was taken out.", "{n} files were taken out.", len(found)))


def _named(context: Context, workspace: Workspace, trip: int) -> list[MessageRow]:
    """The messages that --only names: files are attached to none by accident."""
    from tripplanner.errors import TripPlannerError

    if context.get("only") is None:
        raise TripPlannerError(
            msg("Which messages?"), msg("No file was attached or taken out."), msg("Name them with --only.")
        )
    return chosen(context, workspace, trip)
