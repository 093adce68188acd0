"""Texts that come back from a translator, as a subject of the import: matched, compared, refused where things moved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy.orm import Session

from tripplanner.exchange.intake.subjects import Composed, Held, Match, Target, Told, Values
from tripplanner.exchange.translations.segments import SegmentId, short_hash
from tripplanner.i18n import msg
from tripplanner.planning.texts import writing
from tripplanner.planning.texts.checking import Pair, remarks
from tripplanner.planning.texts.fields import field_of
from tripplanner.planning.texts.reading import TextRow, read_texts
from tripplanner.planning.texts.writing import TextRef
from tripplanner.text import Text, source_hash
from tripplanner.typography import polished


def compose(values: Values, target: Target) -> Composed:
    """A line as what it changes: nothing where the translator left it as it was exported.

    New words are reviewed, unless the line says that they are a draft; words that are gone are not taken away.
    """
    del target
    found = Composed({}, {})
    for key in ("id", "where", "languages", "source"):
        if key in values:
            found.values[key], found.sources[key] = values[key], (key,)
    id = SegmentId.parse(str(values.get("id", "")))
    words = polished(str(values.get("translation", "")), id.language) if id is not None else ""
    if id is None or not words:
        return found
    rewritten, state = short_hash(words) != id.target, values.get("state")
    if rewritten or (state != id.state and state in ("draft", "reviewed")):
        found.values.update(translation=words, state="draft" if state == "draft" else "reviewed")
        found.sources.update(translation=("translation",), state=("state", "translation"))
    return found


class KnownTexts:
    """Every text of the database, to match lines with; ``held`` is empty: a line says itself which one it is about."""

    def __init__(self, session: Session, target: Target) -> None:
        del target
        rows = read_texts(session, "all")
        self._rows = {(row.field.table, row.uuid, row.field.attribute, row.number): row for row in rows}
        self.held: Sequence[Held] = ()

    def canonical(self, values: dict[str, Any]) -> None:
        """Words are compared as they are written."""

    def find(self, values: Values) -> Match:
        """By identifier alone."""
        id = SegmentId.parse(str(values.get("id", "")))
        row = self._row(id)
        if id is None or row is None:
            return Match()
        kept = {"translation": row.text.get(id.language), "state": row.state(id.language)}
        return Match((Held(0, id.key, kept),), msg("by identifier"))

    def look(self, values: Values, record: Held | None) -> Iterable[Told]:
        """Texts that are gone, and lines that would overwrite what changed here since they were exported."""
        id = SegmentId.parse(str(values.get("id", "")))
        row = self._row(id)
        if id is None or row is None or record is None:
            yield Told("id", msg("No text has this identifier."), msg("Leave the line out."))
        elif "translation" in values:
            told = tuple(_moved(id, row, values))
            yield from told or _doubtful(id, row.text, values["translation"])

    def _row(self, id: SegmentId | None) -> TextRow | None:
        return None if id is None else self._rows.get((id.table, id.uuid, id.attribute, id.number))


def _moved(id: SegmentId, row: TextRow, values: Values) -> Iterable[Told]:
    text: Text = row.text
    now, said = text.get(id.language), values.get("source", "")
    if row.locked:
        yield Told("translation", msg("The trip is archived: its texts are read, not changed."))
    elif id.language == text.source or field_of(id.table, id.attribute) is None:
        yield Told("id", msg("No text has this identifier."), msg("Leave the line out."))
    elif now != values["translation"] and source_hash(text.get(text.source)) != id.source:
        yield Told("source", msg("The source changed since the export: “{before}” is “{now}” by now.", before=said,
                                 now=text.get(text.source)),
                   msg("Export the text again, or leave the line out."))  # fmt: skip
    elif now != values["translation"] and (read := _read_otherwise(id, text, said)):
        yield Told("source", msg("The source changed since the export: “{before}” is “{now}” by now.", before=said,
                                 now=read),
                   msg("Export the text again, or leave the line out."))  # fmt: skip
    elif now != values["translation"] and short_hash(now) != id.target:
        yield Told("translation", msg("The translation was changed here since the export: “{now}”; the file has "
                                      "“{words}”.", now=now, words=values["translation"]),
                   msg("Choose one: leave the line out, or export the text again."))  # fmt: skip


def _doubtful(id: SegmentId, text: Text, words: str) -> Iterable[Told]:
    """What the checks warn of in new words: said with the line, which comes in all the same."""
    if words == text.get(id.language):
        return
    for one in remarks(Pair(text.get(text.source), words, text.source, id.language)):
        if one.level == "warn":
            yield Told("translation", one.what, fatal=False)


def _read_otherwise(id: SegmentId, text: Text, said: str) -> str:
    """What stands here where the words a translator worked from stand in no language any more; else nothing.

    They may have read a translation: its words can change while those of the source stay.
    """
    here = [words for language, words in text.words.items() if language != id.language]
    if not said or not here or _plain(said) in map(_plain, here):
        return ""
    return text.best(*(language for language in text.words if language not in (id.language, text.source)))


def _plain(words: str) -> str:
    return source_hash(" ".join(words.split()))


class TextWriter:
    """Writes the lines that are taken; see :class:`tripplanner.exchange.intake.subjects.Writer`."""

    def __init__(self, session: Session, target: Target) -> None:
        del target
        self._session = session

    def write(self, record: Held | None, changes: Values, values: Values) -> Any:
        """Put the words of a line into its text."""
        id = SegmentId.parse(str(values["id"]))
        assert id is not None
        assert record is not None
        ref = TextRef(id.table, id.uuid, id.attribute, id.number)
        if "translation" in changes:
            writing.finish_translation(self._session, ref, id.language, values["translation"])
        verb = writing.mark_draft if values["state"] == "draft" else writing.review_translation
        verb(self._session, ref, id.language)
        return record
