"""What an outside translator gets of a text, and the identifier by which it is known again when it comes back.

The identifier says which text, which language, and what source and translation were exported: nothing that has
changed here meanwhile is overwritten.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tripplanner.i18n import say
from tripplanner.planning.texts.reading import TextRow
from tripplanner.text import State, source_hash

_LETTERS: dict[State, str] = {"missing": "m", "stale": "o", "draft": "d", "reviewed": "r", "source": "s"}
_STATES: dict[str, State] = {letter: state for state, letter in _LETTERS.items()}
_ID = re.compile(
    r"([a-z_]{1,40})\.([0-9a-f-]{36})\.([a-z_]{1,40})\.(\d{1,4})\.([A-Za-z-]{2,12})\.([0-9a-f]{16})\.([modrs])([0-9a-f]{8})"
)


@dataclass(frozen=True, slots=True)
class SegmentId:
    """``table uuid attribute number`` name the text, ``language`` the translation; the hashes are those of the words
    that were exported (``target`` is shortened), ``state`` is how the translation stood then.
    """

    table: str
    uuid: str
    attribute: str
    number: int
    language: str
    source: str
    state: State
    target: str

    @property
    def key(self) -> str:
        """The text and the language, whatever its words."""
        return f"{self.table}.{self.uuid}.{self.attribute}.{self.number}.{self.language}"

    def __str__(self) -> str:
        return f"{self.key}.{self.source}.{_LETTERS[self.state]}{self.target}"

    @classmethod
    def of(cls, row: TextRow, language: str) -> SegmentId:
        """The identifier of a text as it is now."""
        text = row.text
        return cls(row.field.table, row.uuid, row.field.attribute, row.number, language,
                   source_hash(text.get(text.source)), row.state(language), short_hash(text.get(language)))  # fmt: skip

    @classmethod
    def parse(cls, written: str) -> SegmentId | None:
        """The opposite of ``str``; ``None`` for whatever is no identifier of ours."""
        found = _ID.fullmatch(written.strip())
        if found is None:
            return None
        table, uuid, attribute, number, language, source, letter, target = found.groups()
        return cls(table, uuid, attribute, int(number), language, source, _STATES[letter], target)


def short_hash(words: str) -> str:
    """Eight hexadecimal digits of words, whatever their typography."""
    return source_hash(words)[:8]


@dataclass(frozen=True, slots=True)
class Segment:
    """A line for the translator: the source in one of the languages they read, the translation there is."""

    id: SegmentId
    where: str
    language: str
    source: str
    target: str


def segments(rows: Iterable[TextRow], source: str, target: str, reader: str) -> list[Segment]:
    """The texts to translate from ``source`` into ``target``, in the order of the rows.

    A text that has no words in ``source`` (or old ones) is given in the language it was written in. ``reader`` is the
    language in which records are named.
    """
    found: list[Segment] = []
    for row in rows:
        text = row.text
        if row.source == target or not text.get(row.source):
            continue
        language = row.source if text.state(source) in ("missing", "stale") else source
        where = f"{say(row.field.record, reader)} · {row.title(reader)} · {say(row.field.words, reader)}"
        if row.field.many:
            where += f" {row.number + 1}"
        found.append(Segment(SegmentId.of(row, target), where, language, text.get(language), text.get(target)))
    return found
