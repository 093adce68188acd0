"""What a text says in each language of a document, and what must be marked.

A missing translation is never replaced silently: in a document of two languages the other one stands alone beside
a note; where neither has words, or the document has one language, the source's words stand with a mark.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from tripplanner.documents.content import Ref
from tripplanner.i18n import Message, printed
from tripplanner.text import Text

Mark = Literal["", "missing", "untranslated", "stale", "borrowed"]

# Said in the language that lacks words, or whose words are stale.
TO_COME = printed("English translation to come")
STALE = printed("English to be updated")
# Said in the language that stands alone.
ALONE = printed("English text only")


@dataclass(frozen=True, slots=True)
class Voice:
    """What stands in the column of ``column``: ``words`` in ``language``, with a mark.

    *missing*: no words, a note stands there beside the document's other language; *untranslated*: no words, as in
    the other language, which *borrowed* those of the source; *stale*: the source has changed since. ``text`` is what
    the words are of, where they are of a record.
    """

    column: str
    words: str
    language: str
    mark: Mark = ""
    text: Text | None = field(default=None, compare=False, repr=False)


def voices(text: Text, languages: tuple[str, ...]) -> tuple[Voice, ...]:
    """One voice per language of the document; none for an empty text."""
    if not text:
        return ()
    if any(text.get(language) for language in languages):
        return tuple(_voice(text, language) for language in languages)
    words = text.best()
    language = next(code for code, said in text.words.items() if said == words)
    first, *others = languages
    borrowed = Voice(first, words, language, "borrowed", text)
    return (borrowed, *(Voice(code, "", code, "untranslated", text) for code in others))


def _voice(text: Text, language: str) -> Voice:
    state = text.state(language)
    if state == "missing":
        return Voice(language, "", language, "missing", text)
    return Voice(language, text.get(language), language, "stale" if state == "stale" else "", text)


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A translation that a document prints and that is missing or stale."""

    where: Message | Text
    ref: Ref
    field: str
    text: Text
    language: str
    state: Mark


@dataclass
class TranslationList:
    """Collects, while a document is laid out, what its draft must list; each translation once.

    ``unreviewed``: translations that are printed as they are and that nobody has reviewed; they are only counted.
    """

    found: dict[tuple[Ref, str, str], Unfinished] = field(default_factory=dict[tuple[Ref, str, str], Unfinished])
    unreviewed: set[tuple[Ref, str, str]] = field(default_factory=set[tuple[Ref, str, str]])

    def note(self, where: Message | Text, ref: Ref, name: str, text: Text, spoken: tuple[Voice, ...]) -> None:
        """Remember the voices of ``text`` (field ``name`` of ``ref``) that are not finished."""
        for voice in spoken:
            if not voice.mark and text.state(voice.column) == "draft":
                self.unreviewed.add((ref, name, voice.column))
            if voice.mark:
                state: Mark = "stale" if voice.mark == "stale" else "missing"
                entry = Unfinished(where, ref, name, text, voice.column, state)
                self.found.setdefault((ref, name, voice.column), entry)

    def add(self, other: TranslationList) -> None:
        """Those of another document too."""
        for key, entry in other.found.items():
            self.found.setdefault(key, entry)
        self.unreviewed |= other.unreviewed

    def count_unreviewed(self, language: str) -> int:
        """How many translations into a language nobody has reviewed."""
        return sum(column == language for _, _, column in self.unreviewed)
