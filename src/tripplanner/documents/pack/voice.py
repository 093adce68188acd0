"""What the page says in its one or two languages, with the marks of what is not translated."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from tripplanner.documents.content import Ref
from tripplanner.documents.voices import STALE, TO_COME, TranslationList, Voice, voices
from tripplanner.i18n import Message, printed, say
from tripplanner.text import Text

# What HTML and XML cannot hold, and marks that turn the direction of what follows them.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]")
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
PAGE = printed("Field pack")


def fit(words: str) -> str:
    """Words as a page, a track and a card can hold them."""
    return _UNFIT.sub("", _BREAKS.sub("\n", words))


@dataclass(frozen=True, slots=True)
class Said:
    """Words in a language; ``note``: that they are out of date or still to come, in the language that lacks them."""

    words: str
    language: str
    note: str = ""


Saying = tuple[Said, ...]
"""The same in each language of the page, the reader's first."""


@dataclass
class Speaker:
    """Says things in the languages of a page, and remembers what was not finished."""

    languages: tuple[str, ...]
    unfinished: TranslationList = field(default_factory=TranslationList)
    where: Message | Text = PAGE

    def message(self, message: Message) -> Saying:
        """A message of the program."""
        return tuple(Said(say(message, code), code) for code in self.languages)

    def text(self, text: Text, ref: Ref, name: str) -> Saying:
        """A text of the records: its words in each language, marked where they are missing or stale."""
        spoken = voices(text, self.languages)
        self.unfinished.note(self.where, ref, name, text, spoken)
        return tuple(_said(voice) for voice in spoken)

    def framed(self, frame: Callable[[str], Message], text: Text, ref: Ref, name: str) -> Saying:
        """A text within a sentence of the program: ``Plan B: …``."""
        said = self.text(text, ref, name)
        return tuple(Said(say(frame(one.words), one.language), one.language, one.note) if one.words else one
                     for one in said)  # fmt: skip

    def name(self, text: Text) -> Saying:
        """A short name: in each language that has it, once where two write it alike; else as it was written."""
        found = [(text.get(code), code) for code in self.languages if text.get(code)]
        if not found and text:
            best = text.best()
            found = [(best, next(code for code, words in text.words.items() if words == best))]
        return self.alike(found)

    def each(self, words: Callable[[str], str]) -> Saying:
        """What ``words`` gives for each language, once where they are equal."""
        return self.alike((words(code), code) for code in self.languages)

    @staticmethod
    def alike(found: Iterable[tuple[str, str]]) -> Saying:
        """Words with their languages, none twice and none empty."""
        once: dict[str, str] = {}
        for words, code in found:
            once.setdefault(fit(words).strip(), code)
        return tuple(Said(words, code) for words, code in once.items() if words)


def _said(voice: Voice) -> Said:
    if voice.mark in ("missing", "untranslated"):
        return Said("", voice.column, say(TO_COME, voice.column))
    notes = {"stale": STALE, "borrowed": TO_COME}
    note = say(notes[voice.mark], voice.column) if voice.mark in notes else ""
    return Said(fit(voice.words), voice.language, note)
