"""The JSON Schemas of the sample’s files, made from the kinds of record.

``python -m tripplanner.planning.records.schema`` writes them beside the sample.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tripplanner.planning.records.library_kinds import LIBRARY
from tripplanner.planning.records.parse import HEADER, VERSION
from tripplanner.planning.records.programme import BROUGHT_ALONG, FORMAT
from tripplanner.planning.records.rows import Kind, Link
from tripplanner.planning.records.trip_kinds import PROGRAMME, TRIP
from tripplanner.planning.records.values import MOST, TEXT_SCHEMA
from tripplanner.resources import resource

LIBRARY_FORMAT = "tripplanner library"
_KEY: dict[str, Any] = {"type": "string", "minLength": 1, "maxLength": 60}


def schema(format: str, kinds: tuple[Kind, ...]) -> dict[str, Any]:
    """The schema of one format: its header and a list of records for each kind."""
    sections = {kind.section: _section(kind) for kind in kinds}
    header: dict[str, Any] = {
        "$schema": {"type": "string"},
        "format": {"const": format},
        "version": {"type": "integer", "minimum": 1, "maximum": VERSION},
        "texts": {
            "type": "object",
            "properties": {"source": {"type": "string"}, "drafts": {"type": "array", "items": {"type": "string"}}},
        },
        "comment": {},
    }
    assert tuple(header) == HEADER
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format,
        "type": "object",
        "properties": {**header, **sections},
        "required": ["format", "version", *(kind.section for kind in kinds if kind is TRIP)],
        "additionalProperties": False,
        "$defs": {"text": TEXT_SCHEMA},
    }


def _section(kind: Kind) -> dict[str, Any]:
    return _record(kind) if kind is TRIP else {"type": "array", "items": _record(kind)}


def _record(kind: Kind) -> dict[str, Any]:
    """A record with a key, or a part without one."""
    fields: dict[str, Any] = {kind.key_field: _KEY} if kind.section and kind.key_field == "key" else {}
    links = [link for link in kind.links if not link.implied]
    fields |= {field.name: _or_null(field.value.schema(), needed=field.required) for field in kind.fields}
    fields |= {link.name: _or_null(_link(link), needed=link.needed) for link in links}
    for part in kind.parts:
        entry = _entry(part.kind)
        fields[part.name] = _or_null({"type": "array", "items": entry, "maxItems": MOST}, needed=False)
    required = [field.name for field in kind.fields if field.required] + [link.name for link in links if link.needed]
    key = [kind.key_field] if kind.section else []
    return {
        "type": "object",
        "description": (kind.cls.__doc__ or "").split("\n")[0],
        "properties": fields,
        "required": list(dict.fromkeys([*key, *required])),
        "additionalProperties": False,
    }


def _entry(kind: Kind) -> dict[str, Any]:
    if kind.alone:
        return _bare(kind)
    if kind.shorthand:
        return {"anyOf": [_bare(kind), _record(kind)]}
    return _record(kind)


def _bare(kind: Kind) -> dict[str, Any]:
    return kind.fields[0].value.schema() if kind.fields else _link(kind.links[0])


def _link(link: Link) -> dict[str, Any]:
    if link.place:
        return {"type": "integer", "minimum": 1, "description": f"The number of one of the {link.place} of the trip."}
    return {"type": "string", "description": f"The key of a {link.to}."}


def _or_null(found: dict[str, Any], *, needed: bool) -> dict[str, Any]:
    return found if needed else {"anyOf": [found, {"type": "null"}]}


def schemas() -> dict[str, str]:
    """The text of each schema file by its name."""
    found = {
        "library.schema.json": schema(LIBRARY_FORMAT, LIBRARY),
        "programme.schema.json": schema(FORMAT, (*BROUGHT_ALONG, *PROGRAMME)),
    }
    return {name: json.dumps(one, ensure_ascii=False, indent=1) + "\n" for name, one in found.items()}


def _write(folder: Path) -> None:
    for name, text in schemas().items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    _write(resource("sample"))
