"""``show KIND ID``: everything about one record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from tripplanner.cli.command import Arguments, Command, json_switch, record_kind
from tripplanner.i18n import languages, msg

if TYPE_CHECKING:
    from tripplanner.cli.context import Context
    from tripplanner.planning.history import HistoryRow
    from tripplanner.planning.kinds import Detail

_LATEST = 10  # changes shown; JSON has all
_SHORT = 24  # longer parts of a list get a line each


def _arguments(arguments: Arguments) -> None:
    record_kind(arguments)
    arguments.add("id", metavar="ID", help=msg("its number or short code"))
    json_switch(arguments)


def _run(context: Context) -> int:
    from tripplanner.cli.output import write_json
    from tripplanner.planning.history import record_history
    from tripplanner.planning.kinds import detail, kind

    chosen = kind(context.get("kind"))
    with context.reading() as workspace:
        found = workspace.get(detail, chosen, context.get("id"))
        past = workspace.get(record_history, found.uuid)
    if context.get("json"):
        write_json(_json(found, past), context.out)
    else:
        _write(found, context)
        _write_past(past, context)
    return 0


def _json(found: Detail, past: list[HistoryRow]) -> dict[str, Any]:
    from tripplanner.cli.values import plain, states
    from tripplanner.text import Text

    head = {"record_kind": found.kind, "id": found.id, "uuid": found.uuid, "version": found.version}
    texts = {line.key: line.value for line in found.lines if isinstance(line.value, Text) and line.value}
    known = {key: {"source": text.source, "states": states(text, languages())} for key, text in texts.items()}
    history = [
        {"at": plain(row.at), "actor": row.actor, "station": row.station, "action": row.action,
         "label": plain(row.label), "fields": list(row.fields)}
        for row in past
    ]  # fmt: skip
    values = {line.key: plain(line.value) for line in found.lines}
    return {**head, **values, "translations": known, "history": history}


def _write(found: Detail, context: Context) -> None:
    """A line per value; lists below their title; texts in the person's language, with what the others lack."""
    from tripplanner.cli.output import padded, width

    lines = [line for line in found.lines if line.value != "" and line.value != ()]
    wide = max((width(context.say(line.title)) for line in lines), default=0)
    for line in lines:
        title = padded(context.say(line.title), wide)
        for text in _values(line, context):
            context.out.write(f"{title}  {text}\n")
            title = " " * wide


def _write_past(past: list[HistoryRow], context: Context) -> None:
    """Who did what to the record, the last change first."""
    from tripplanner.cli.values import shown

    if past:
        context.tell(msg("History"))
    for row in past[:_LATEST]:
        what = context.say(row.label)
        context.out.write(f"  {shown(row.at, context.language)}  {row.actor} ({row.station})  {what}\n")
    if len(past) > _LATEST:
        context.out.write("  …\n")


def _values(line: Any, context: Context) -> list[str]:
    from tripplanner.cli.values import shown
    from tripplanner.text import Text

    value: object = line.value
    parts = cast("tuple[object, ...]", value if isinstance(value, tuple) else ())
    if any(isinstance(part, Text) or len(str(part)) > _SHORT for part in parts):
        return [f"– {shown(part, context.language)}" for part in parts]
    if isinstance(value, Text):
        return [shown(value, context.language) + _lack(value, context)] if value else []
    return [shown(line.value, context.language, line.words, line.form)]


def _lack(text: Any, context: Context) -> str:
    """``  [zh out of date]`` behind a text that some language lacks or has in an old form."""
    from tripplanner.planning.words import TEXT_STATE

    weak = [(code, state) for code in languages() if (state := text.state(code)) in ("missing", "stale")]
    return f"  [{', '.join(f'{code} {context.say(TEXT_STATE[state])}' for code, state in weak)}]" if weak else ""


COMMAND = Command("show", msg("show everything about one record"), _arguments, _run, 40)
