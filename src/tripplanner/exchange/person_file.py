"""The file a person is given who asks what is kept about them: a page to read, the same as JSON, their files."""

from __future__ import annotations

import html
import json
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from tripplanner.i18n import Message, printed, say
from tripplanner.planning.privacy.classes import KINDS
from tripplanner.planning.privacy.gathering import Gathered
from tripplanner.planning.privacy.words import table_words
from tripplanner.store.targets import written_aside

# Every run gives the same bytes for the same data.
_MOMENT = (1980, 1, 1, 0, 0, 0)
_PARTS: tuple[tuple[str, Message], ...] = (
    ("mentions", printed("Where other records name you")),
    ("reveals", printed("Who looked at protected values")),
    ("history", printed("Who wrote or changed your data, and when")),
)


def write(gathered: Gathered, target: Path, language: str) -> Path:
    """Writes the zip file, for whoever asked alone to read; ``language`` is that of the page.

    :raises TripPlannerError: the place cannot be written or is a database; a former file there is kept.
    """
    written_aside(target, target.suffix, lambda aside: _pack(gathered, aside, language), private=True)
    return target


def file_name(name: str, uuid: str) -> str:
    """What the file is called unless somebody says otherwise; a name may hold signs that part folders."""
    return f"{_safe(name or uuid)}.zip"


def _pack(gathered: Gathered, aside: Path, language: str) -> None:
    with zipfile.ZipFile(aside, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in _members(gathered, language):
            archive.writestr(zipfile.ZipInfo(name, _MOMENT), data)


def _members(gathered: Gathered, language: str) -> Iterator[tuple[str, bytes]]:
    yield "index.html", _page(gathered, language).encode()
    yield "data.json", (json.dumps(_data(gathered), ensure_ascii=False, indent=1) + "\n").encode()
    for number, kept in enumerate(gathered.files, 1):
        yield f"files/{number:02}-{_safe(kept.name)}", kept.data


def _data(gathered: Gathered) -> Mapping[str, Any]:
    return {
        "name": gathered.name,
        "protected": gathered.protected,
        "records": gathered.records,
        "mentions": gathered.mentions,
        "reveals": gathered.reveals,
        "history": gathered.history,
    }


def _safe(name: str) -> str:
    """A file name without folders or signs that a system refuses."""
    kept = "".join(c if c.isalnum() or c in " ._-·’" else "_" for c in name).strip(" .")
    return kept[-80:] or "file"


def _page(gathered: Gathered, language: str) -> str:
    title = say(printed("What we keep about {name}", name=gathered.name), language)
    body = [f"<h1>{html.escape(title)}</h1>"]
    if gathered.protected:
        body.append(_heading(printed("Protected values"), language))
        named = {say(KINDS[kind].title, language): value for kind, value in gathered.protected.items()}
        body.append(_table(named))
    for table, rows in gathered.records.items():
        body.append(f"<h2>{html.escape(_table_name(table, language))}</h2>")
        body += [_table(row) for row in rows]
    for key, heading in _PARTS:
        rows = getattr(gathered, key)
        if rows:
            body.append(_heading(heading, language))
            body += [_table(row) for row in rows]
    return _FRAME.format(language=language, title=html.escape(title), body="\n".join(body))


def _heading(words: Message, language: str) -> str:
    return f"<h2>{html.escape(say(words, language))}</h2>"


def _table_name(table: str, language: str) -> str:
    """The word of the domain for a table, where there is one."""
    words = table_words(table)
    return words if isinstance(words, str) else say(words, language)


def _table(values: Mapping[str, Any]) -> str:
    cells = ((html.escape(key), html.escape(_words(value))) for key, value in values.items())
    lines = (f"<tr><th>{key}</th><td>{value}</td></tr>" for key, value in cells)
    return "<table>" + "".join(lines) + "</table>"


def _words(value: Any) -> str:
    if isinstance(value, dict):
        parts = ((key, _words(part)) for key, part in cast("dict[str, Any]", value).items())
        return " · ".join(f"{key}: {part}" for key, part in parts if part)
    if isinstance(value, list):
        return ", ".join(map(_words, value))  # pyright: ignore
    return "" if value is None else str(value)


_FRAME = """<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>
<style>body{{font:15px/1.5 sans-serif;max-width:50em;margin:2em auto;padding:0 1em}}
table{{border-collapse:collapse;margin:0 0 1em;width:100%}}
th,td{{border:1px solid #ccc;padding:4px 8px;text-align:left;vertical-align:top}}th{{width:14em;font-weight:600}}
</style></head><body>
{body}
</body></html>
"""
