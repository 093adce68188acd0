"""``form TRIP``: gives a form out and makes the file that participants fill in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from tripplanner.cli.command import Arguments, Command, json_switch
from tripplanner.i18n import msg, msgn

if TYPE_CHECKING:
    from tripplanner.cli.context import Context
    from tripplanner.documents.registry import Request
    from tripplanner.planning.learning.feedback.giving import FormRow
    from tripplanner.store.workspace import Workspace

_KINDS = ("feedback", "before", "after", "follow_up")


def _arguments(arguments: Arguments) -> None:
    arguments.add("trip", metavar="TRIP", help=msg("its number or short code"))
    kinds = msg("feedback at the end, self-assessment before or after, what became of it six months later")
    arguments.add("--kind", choices=_KINDS, default="feedback", help=kinds)
    ways = msg("a PDF to print, a workbook to fill in, a form for KoboToolbox and ODK")
    arguments.add("--as", dest="way", choices=("paper", "xlsx", "xlsform"), default="paper", help=ways)
    arguments.add("--language", metavar="L", help=msg("the language of the form; by default the first of the trip"))
    arguments.add("--second", metavar="L2", help=msg("a second language beside it"))
    per = msg("open questions once a day, or for each visit")
    arguments.add("--per", choices=("day", "visit"), default="day", help=per)
    arguments.add("--each", action="store_true", help=msg("a copy for each delegate, with a code"))
    arguments.add("--edition", metavar="N", help=msg("an edition that was given out before"))
    arguments.add("--list", action="store_true", help=msg("only say which forms were given out, and who answered"))
    arguments.add("-o", metavar="FILE", dest="target", help=msg("the file, or the folder for it"))
    json_switch(arguments)


def _run(context: Context) -> int:
    from tripplanner.planning.trips import find_trip

    if context.get("list"):
        with context.reading() as workspace:
            _list(context, workspace, workspace.get(find_trip, context.get("trip")))
        return 0
    with context.writing() as workspace:
        trip = workspace.get(find_trip, context.get("trip"))
        target, form = _make(context, workspace, trip)
        row = _row(workspace, trip, form)
    if context.get("json"):
        from tripplanner.cli.output import write_json

        write_json({**_plain(row), "file": str(target)}, context.out)
        return 0
    context.note(msg("Edition {edition} of “{kind}”.", edition=row.edition, kind=_title(row.kind)))
    context.tell(msg("Written: {path}", path=str(target)))
    return 0


def _make(context: Context, workspace: Workspace, trip: int) -> tuple[Path, int]:
    from tripplanner.cli.typed import path_of
    from tripplanner.documents.forms.making import AS, make, name_of
    from tripplanner.documents.registry import ending_for
    from tripplanner.documents.registry import kind as document_kind
    from tripplanner.planning.learning.feedback import giving
    from tripplanner.planning.trips import trip_identity

    kind, edition, request = context.get("kind"), context.get("edition"), _request(context, workspace, trip)
    target = path_of(context.get("target") or ".")
    if not target.is_dir():
        ending_for(document_kind(AS[context.get("way")]), target)
    if edition is not None:
        form = workspace.get(giving.find_form, trip, kind, edition)
    else:
        scope = workspace.get(trip_identity, trip)
        label = msg("Give out the form “{kind}”", kind=giving.KIND[kind])
        form = workspace.do(label, giving.give_out, trip, kind, context.get("per"), scope=scope)
    if target.is_dir():
        target /= workspace.get(name_of, trip, form, context.get("way"), request, context.language)
    return make(workspace, trip, form, context.get("way"), request, target, context.progress()), form


def _request(context: Context, workspace: Workspace, trip: int) -> Request:
    from tripplanner.cli.making import known_language
    from tripplanner.documents.registry import Request
    from tripplanner.planning.learning.feedback.asking import asked_of

    language = context.get("language") or workspace.get(asked_of, trip).languages[0]
    second = context.get("second")
    options = {"who": "each"} if context.get("each") else {}
    return Request(known_language(language), known_language(second) if second else None, options=options)


def _list(context: Context, workspace: Workspace, trip: int) -> None:
    from tripplanner.cli.output import write_json, write_table
    from tripplanner.planning.learning.feedback.giving import forms_of, given_on, respondents

    rows, asked = workspace.get(forms_of, trip), len(workspace.get(respondents, trip))
    if context.get("json"):
        write_json([{**_plain(row), "asked": asked} for row in rows], context.out)
    elif not rows:
        context.tell(msg("No form was given out."))
    else:
        titles = [context.say(one) for one in (msg("Form"), msg("Edition"), msg("Given out on"), msg("Answers"))]
        write_table(titles, [(context.say(_title(row.kind)), row.edition, given_on(row).isoformat(),
                              f"{row.answers}/{asked}") for row in rows], context.out)  # fmt: skip
        anonymous = sum(row.answers - row.named for row in rows)
        if anonymous:
            context.note(msgn("{n} answer is anonymous.", "{n} answers are anonymous.", anonymous))


def _row(workspace: Workspace, trip: int, form: int) -> FormRow:
    from tripplanner.planning.learning.feedback.giving import forms_of

    return next(row for row in workspace.get(forms_of, trip) if row.id == form)


def _plain(row: FormRow) -> dict[str, Any]:
    return {"uuid": row.uuid, "kind": row.kind, "edition": row.edition, "languages": list(row.languages),
            "given_at": row.given_at.isoformat(), "answers": row.answers, "named": row.named}  # fmt: skip


def _title(kind: str) -> Any:
    from tripplanner.planning.learning.feedback.giving import KIND

    return KIND[kind]


COMMAND = Command("form", msg("give out a form that participants fill in"), _arguments, _run, 88)
