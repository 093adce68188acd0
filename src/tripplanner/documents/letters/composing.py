"""Takes the sentences of letters from the office’s standard texts, else from ours, and fills their placeholders."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from tripplanner.documents.content import TripContent
from tripplanner.documents.letters.content import Cell, Line, Notice, Paragraph, Voices
from tripplanner.documents.voices import Voice, voices
from tripplanner.documents.wordings import name_of
from tripplanner.i18n import Message, printed, say
from tripplanner.names import PersonName
from tripplanner.text import Text
from tripplanner.typography import polished

Value = str | Message | Text | PersonName | Callable[[str], str]
"""What stands for a placeholder; a function says it in a language (a date)."""
Fields = Mapping[str, Value]

_PLACEHOLDER = re.compile(r"\{\s*([^{}\s]{1,40})\s*\}")
_PARAGRAPH = re.compile(r"\n\s*\n")
_BLANK = "………"
_UNKNOWN = printed("Before this leaves: no letter knows the placeholder {name} of the standard text “{key}”.")
_NOTHING = printed("Before this leaves: nothing is recorded for the placeholder {name} of the standard text “{key}”.")


class Composer:
    """Words of one letter in its languages; remembers which placeholders could not be filled."""

    def __init__(self, trip: TripContent, languages: tuple[str, ...]) -> None:
        self.trip, self.languages = trip, languages
        self._open: dict[tuple[str, str], Message] = {}

    # --- words -------------------------------------------------------------------------------------------

    def say(self, words: Value) -> Voices:
        """One voice per language; none where nothing is said."""
        if isinstance(words, Text):
            return voices(words, self.languages)
        return tuple(Voice(code, said, code) for code in self.languages if (said := in_language(words, code)))

    def line(self, words: Value, *, bold: bool = False, quiet: bool = False) -> Line:
        """A line of a cell or an address."""
        if isinstance(words, PersonName):
            return Line(name=words, bold=bold, quiet=quiet)
        return Line(self.say(words), bold=bold, quiet=quiet)

    def cell(self, *words: Value, bold: bool = False, quiet: bool = False) -> Cell:
        """A cell: the first words in the look that is asked for, the others quiet below; nothing where nothing is."""
        found = [one for one in words if one]
        return Cell(tuple(self.line(one, bold=bold and n == 0, quiet=quiet or n > 0) for n, one in enumerate(found)))

    # --- standard texts ----------------------------------------------------------------------------------

    def title(self, key: str, default: Message, fields: Fields) -> Voices:
        """The title of the office’s standard text ``key``, else ours."""
        own = self.trip.texts.get(key)
        return self._filled(key, voices(own.title, self.languages) if own and own.title else self.say(default), fields)

    def paragraphs(self, key: str, default: Message, fields: Fields) -> list[Paragraph]:
        """The paragraphs of the office’s standard text ``key``, else of ours; an empty line parts them.

        Where the languages have not the same number of them they stay together, as each wrote it.
        """
        own = self.trip.texts.get(key)
        said = self._filled(key, voices(own.body, self.languages) if own and own.body else self.say(default), fields)
        parts = [_PARAGRAPH.split(voice.words.strip()) if voice.words else [] for voice in said]
        counts = {len(found) for found in parts if found}
        if len(counts) != 1:
            return [Paragraph(said)] if said else []
        return [
            Paragraph(tuple(replace(voice, words=found[n]) if found else voice
                            for voice, found in zip(said, parts, strict=True)))
            for n in range(counts.pop())
        ]  # fmt: skip

    def large(self, key: str, default: Message, fields: Fields) -> list[Paragraph]:
        """The same in larger letters: what a certificate certifies."""
        return [replace(paragraph, look="large") for paragraph in self.paragraphs(key, default, fields)]

    def _filled(self, key: str, said: Voices, fields: Fields) -> Voices:
        return tuple(replace(voice, words=self._fill(key, voice, fields)) for voice in said)

    def _fill(self, key: str, voice: Voice, fields: Fields) -> str:
        def value(match: re.Match[str]) -> str:
            name = match[1]
            if name not in fields:
                self._note(_UNKNOWN, name, key)
                return match[0]
            words = in_language(fields[name], voice.language)
            if not words:
                self._note(_NOTHING, name, key)
            return words or _BLANK

        return polished(_PLACEHOLDER.sub(value, voice.words), voice.language)

    def _note(self, message: Message, name: str, key: str) -> None:
        self._open[key, name] = replace(message, params={"name": "{" + name + "}", "key": name_of(key)})

    def notices(self) -> list[Notice]:
        """What could not be filled in, each once: to be said at the end of the letter."""
        return [Notice(self.say(message)) for message in self._open.values()]


def in_language(words: Value, language: str) -> str:
    """A value as it stands in a sentence of ``language``; records that lack it say what they have."""
    if isinstance(words, PersonName):
        return words.printed
    if isinstance(words, Text):
        return words.best(language)
    said = words if isinstance(words, str) else say(words, language) if isinstance(words, Message) else words(language)
    return polished(said, language)
