"""``documents``: the kinds of document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tripplanner.cli.command import Arguments, Command, json_switch
from tripplanner.i18n import msg

if TYPE_CHECKING:
    from tripplanner.cli.context import Context
    from tripplanner.documents.registry import DocumentKind, Option

_AUDIENCES = {
    "delegates": msg("delegates"),
    "hosts": msg("hosts"),
    "staff": msg("staff"),
    "drivers": msg("drivers"),
    "authorities": msg("authorities"),
    "public": msg("public"),
}


def _arguments(arguments: Arguments) -> None:
    json_switch(arguments)


def _run(context: Context) -> int:
    from tripplanner.cli.output import write_json, write_table
    from tripplanner.documents.registry import kinds

    found = list(kinds().values())
    if context.get("json"):
        write_json([_json(kind, context) for kind in found], context.out)
        return 0
    titles = [msg("Kind"), msg("Title"), msg("File"), msg("For"), msg("Options")]
    rows = [
        [kind.key, context.say(kind.title), kind.suffix, _audience(kind, context), _options(kind)] for kind in found
    ]
    write_table([context.say(title) for title in titles], rows, context.out)
    return 0


def _audience(kind: DocumentKind, context: Context) -> str:
    word = _AUDIENCES.get(kind.audience)
    return context.say(word) if word else kind.audience


def _options(kind: DocumentKind) -> str:
    return " ".join(f"{option.key}={_values(option)}" for option in kind.options)


def _values(option: Option) -> str:
    said = ("," if option.ordered else "|").join(option.values)
    return f"{said}|{option.between[0]:g}…{option.between[1]:g}" if option.between else said


def _json(kind: DocumentKind, context: Context) -> dict[str, Any]:
    options = [
        {
            "key": option.key,
            "title": context.say(option.title),
            "values": list(option.values),
            "ordered": option.ordered,
            "between": list(option.between) if option.between else None,
        }
        for option in kind.options
    ]
    return {
        "key": kind.key,
        "title": context.say(kind.title),
        "suffix": kind.suffix,
        "audience": kind.audience,
        "options": options,
    }


COMMAND = Command("documents", msg("list the kinds of document"), _arguments, _run, 120)
