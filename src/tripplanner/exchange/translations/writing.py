"""Writing texts for a translator: a workbook with one line per text, or XLIFF 1.2. Aside first, then renamed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from tripplanner.errors import TripPlannerError
from tripplanner.exchange.intake.subjects import subject
from tripplanner.exchange.outgoing.tables import Export, write_export
from tripplanner.exchange.translations.segments import Segment
from tripplanner.i18n import msg, say
from tripplanner.planning.words import TEXT_STATE
from tripplanner.progress import NO_PROGRESS, Progress
from tripplanner.store.targets import write_bytes
from tripplanner.text import State

SUFFIXES = (".xlsx", ".xlf", ".xliff")
_XLIFF_STATES: dict[State, str] = {
    "missing": "needs-translation", "stale": "needs-adaptation", "draft": "needs-review-translation",
    "reviewed": "final", "source": "final",
}  # fmt: skip
# What XML 1.0 cannot hold.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_texts(segments: Sequence[Segment], path: Path, reader: str, progress: Progress = NO_PROGRESS) -> None:
    """Writes the file; its suffix says the format.

    :param reader: the language of the headings.
    :raises TripPlannerError: another suffix, or the file cannot be written: one that was there stays as it was.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise TripPlannerError(
            msg("Texts are written as .xlsx or .xlf, not as “{suffix}”.", suffix=path.suffix or path.name),
            None,
            msg("Give the file one of these endings."),
        )
    if suffix == ".xlsx":
        write_export(_table(segments, reader), path, progress)
    else:
        write_bytes(xliff(segments).encode("utf-8"), path)


def _table(segments: Sequence[Segment], reader: str) -> Export:
    """One line per text; the headings are those the import knows."""
    fields = [subject("texts").field(key) for key in ("where", "languages", "source", "translation", "state", "id")]
    rows = tuple(
        (_writable(one.where), f"{one.language} → {one.id.language}", _writable(one.source),
         _writable(one.target) or None,
         say(TEXT_STATE[one.id.state], reader), str(one.id))
        for one in segments
    )  # fmt: skip
    return Export(say(msg("Texts"), reader), tuple(say(field.title, reader) for field in fields), rows, reader)


def xliff(segments: Sequence[Segment]) -> str:
    """An XLIFF 1.2 document: a ``file`` for each language that texts are given in, a ``trans-unit`` per text."""
    ordered = sorted(segments, key=lambda one: (one.language, one.id.language))
    files = [_file(key, list(group)) for key, group in groupby(ordered, lambda one: (one.language, one.id.language))]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">\n' + "".join(files) + "</xliff>\n"
    )


def _file(languages: tuple[str, str], segments: Sequence[Segment]) -> str:
    source, target = map(quoteattr, languages)
    head = f'<file original="tripplanner" datatype="plaintext" source-language={source} target-language={target}>'
    return f"{head}\n<body>\n{''.join(map(_unit, segments))}</body>\n</file>\n"


def _unit(one: Segment) -> str:
    state = _XLIFF_STATES[one.id.state]
    return (
        f'<trans-unit id={quoteattr(str(one.id))} resname={quoteattr(_writable(one.where))} xml:space="preserve">\n'
        f"<source>{_words(one.source)}</source>\n"
        f'<target state="{state}">{_words(one.target)}</target>\n'
        f"<note>{_words(one.where)}</note>\n</trans-unit>\n"
    )


def _words(words: str) -> str:
    return escape(_writable(words), {"\r": "&#13;"})


def _writable(words: str) -> str:
    return _UNWRITABLE.sub("", words)
