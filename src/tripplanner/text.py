"""Content in several languages: one immutable value per sentence.

A :class:`Text` holds the words per language, the language they were first
written in (the source) and, for each translation, the hash of the source it
was made from. *Stale* is therefore a pure question: the source no longer has
that hash. The hash is of the typographically normalised text, so correcting an
apostrophe or a space makes nothing stale.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Any, Literal

State = Literal["source", "missing", "stale", "draft", "reviewed"]

_QUOTES = {"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "\u2011": "-", "\u00ad": None}
_SAME = str.maketrans(_QUOTES) | str.maketrans("，；：？！（）", ",;:?!()")
_SPACES = re.compile(r"\s+")
# French spaces before high punctuation and inside quotes; spaces typed between Han and Latin letters.
_TYPOGRAPHIC_SPACE = re.compile(r"\s+(?=[;:!?\"\u3400-\u9fff])|(?<=[\"\u3400-\u9fff])\s+")


def normalised(words: str) -> str:
    """The text with typographic variants of quotes, apostrophes and spaces made equal."""
    plain = unicodedata.normalize("NFC", words).translate(_SAME)
    return _SPACES.sub(" ", _TYPOGRAPHIC_SPACE.sub("", plain)).strip()


def source_hash(words: str) -> str:
    """Sixteen hexadecimal digits that identify a source text, whatever its typography."""
    return hashlib.sha256(normalised(words).encode()).hexdigest()[:16]


_NOTHING: Mapping[str, str] = MappingProxyType({})  # shared: most texts have none of something


@lru_cache(maxsize=256)
def _shared(drafts: frozenset[str]) -> frozenset[str]:
    """The same languages wherever thousands of texts are drafts in them."""
    return drafts


@dataclass(frozen=True)
class Text:
    """Words per language (BCP 47 codes such as ``fr``, ``en``, ``zh``, ``es``).

    ``made_from`` maps a translation's language to the hash of its source;
    ``drafts`` are the languages nobody has reviewed yet. ``earlier`` maps a
    translation that the source has moved on from to the source words it was
    made from; where it has no entry they are unknown.
    """

    words: Mapping[str, str] = field(default_factory=dict[str, str])
    source: str = "en"
    made_from: Mapping[str, str] = field(default_factory=dict[str, str])
    drafts: frozenset[str] = frozenset()
    earlier: Mapping[str, str] = field(default_factory=dict[str, str])

    def __post_init__(self) -> None:
        kept = {lang: text for lang, text in self.words.items() if text}
        object.__setattr__(self, "words", MappingProxyType(kept) if kept else _NOTHING)
        made = {lang: digest for lang, digest in self.made_from.items() if lang in kept and lang != self.source}
        object.__setattr__(self, "made_from", MappingProxyType(made) if made else _NOTHING)
        object.__setattr__(self, "drafts", _shared(frozenset(self.drafts).intersection(kept)))
        object.__setattr__(self, "earlier", MappingProxyType(self._still_told()) if self.earlier else _NOTHING)

    def _still_told(self) -> dict[str, str]:
        """The earlier words that say something: those a translation was made from and that are no longer there."""
        moved = {lang for lang, digest in self.made_from.items() if digest != self._digest}
        told = moved.intersection(self.earlier)
        return {lang: self.earlier[lang] for lang in told if source_hash(self.earlier[lang]) == self.made_from[lang]}

    @classmethod
    def of(cls, source: str = "en", drafts: Iterable[str] = (), /, **words: str) -> Text:
        """A text whose translations were all made from the present source: ``Text.of("fr", ["zh"], fr=…, zh=…)``."""
        digest = source_hash(words.get(source, ""))
        made = {lang: digest for lang in words if lang != source}
        return cls(words, source, made, frozenset(drafts))

    def __bool__(self) -> bool:
        return bool(self.words)

    def __hash__(self) -> int:
        return hash(self.to_json())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and self.to_json() == other.to_json()

    def get(self, language: str) -> str:
        """The words in ``language``, or the empty string: a missing language is never replaced here."""
        return self.words.get(language, "")

    def best(self, *languages: str) -> str:
        """The first of ``languages`` that has words, else the source, else any: for lists and titles on screen."""
        for language in (*languages, self.source, *self.words):
            if self.words.get(language):
                return self.words[language]
        return ""

    @cached_property
    def _digest(self) -> str:
        return source_hash(self.get(self.source))

    def state(self, language: str) -> State:
        """*missing*, *source*, *stale* (the source changed since), *draft* or *reviewed*."""
        if not self.words.get(language):
            return "missing"
        if language == self.source:
            return "source"
        if self.get(self.source) and self.made_from.get(language) != self._digest:
            return "stale"
        return "draft" if language in self.drafts else "reviewed"

    def with_words(self, language: str, words: str, *, draft: bool = False) -> Text:
        """The text with new words, spaced and punctuated as their language is written: a translation is then made from
        the present source; empty words remove it.

        The first words of an empty text set its source language. Translations that were made from the
        former words of the source then remember those (``earlier``).
        """
        source = self.source if self.words else language
        kept = {**self.words, language: _polished(words, language)}
        made = dict(self.made_from)
        earlier = dict(self.earlier)
        if language != source:
            made[language] = self._digest if source == self.source else source_hash(kept[language])
        elif self.words:
            earlier |= {lang: self.get(source) for lang, digest in made.items() if digest == self._digest}
        drafts = self.drafts | {language} if draft else self.drafts - {language}
        return Text(kept, source, made, drafts, earlier)

    def rewritten(self, language: str, words: str) -> Text:
        """Somebody who writes in ``language`` says something else there.

        Where the text has another source this is no translation of it any more: the language becomes the source, and
        all others, the former source too, are out of date until somebody has looked at them. Words that only differ
        in typography, and the first ones in a language, are a translation as ever.
        """
        old = self.words.get(language, "")
        if language == self.source or not old or not words or normalised(old) == normalised(words):
            return self.with_words(language, words)
        others = [lang for lang in self.words if lang != language]
        made = dict.fromkeys(others, source_hash(old))
        kept = {**self.words, language: _polished(words, language)}
        return Text(kept, language, made, self.drafts - {language}, dict.fromkeys(others, old))

    def following(self, former: Text) -> Text:
        """What somebody says again who may not know what happened here since: words that they left as they were are no
        new translation. Those were made from what they were made from, and stay reviewed where somebody read them.
        """
        if self.source != former.source:
            return self
        same = {lang for lang, digest in former.made_from.items() if self._repeats(former, lang) and digest}
        said_stale = {lang for lang in same if self.made_from.get(lang) != self._digest}
        made = {**self.made_from, **{lang: former.made_from[lang] for lang in same - said_stale}}
        moved = {lang for lang in same if former.made_from[lang] == former._digest}
        earlier = {**former.earlier, **dict.fromkeys(moved, former.get(former.source))}
        drafts = {lang for lang in self.drafts if lang not in same or lang in former.drafts}
        return Text(self.words, self.source, made, frozenset(drafts), earlier)

    def _repeats(self, former: Text, language: str) -> bool:
        return normalised(self.get(language)) == normalised(former.get(language)) != ""

    def without_effect(self, *languages: str) -> Text:
        """The last change of the source had no effect on these translations (all of them by default)."""
        chosen = languages or tuple(self.words)
        made = {**self.made_from, **{lang: self._digest for lang in chosen if lang != self.source}}
        return replace(self, made_from=made)

    def reviewed(self, language: str) -> Text:
        """The translation was read by a person and fits the present source."""
        return replace(self.without_effect(language), drafts=self.drafts - {language})

    def reworded(self, language: str, words: str) -> Text:
        """Other words that say the same: a stale translation stays stale, a draft a draft; a new one is a draft."""
        if language == self.source or not self.words.get(language) or not words:
            return self.with_words(language, words, draft=language != self.source)
        return replace(self, words={**self.words, language: _polished(words, language)})

    def as_draft(self, language: str) -> Text:
        """The translation is there, and somebody who speaks the language still has to read it."""
        return replace(self, drafts=self.drafts | {language})

    def to_json(self) -> str:
        """Compact, with sorted keys: equal texts give equal strings. ``""`` for an empty text."""
        if not self.words:
            return ""
        raw: dict[str, object] = {"w": dict(self.words), "s": self.source}
        if self.made_from:
            raw["m"] = dict(self.made_from)
        if self.drafts:
            raw["d"] = sorted(self.drafts)
        if self.earlier:
            raw["e"] = dict(self.earlier)
        return json.dumps(raw, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, raw: str | None) -> Text:
        """The opposite of :meth:`to_json`; ``None`` and ``""`` give the empty text."""
        if not raw:
            return EMPTY
        return cls.from_data(json.loads(raw))

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Text:
        """The text whose JSON was parsed already."""
        return cls(data["w"], data["s"], data.get("m", {}), frozenset(data.get("d", ())), data.get("e", {}))


def _polished(words: str, language: str) -> str:
    """Typography is loaded when somebody writes: a start reads only."""
    from tripplanner.typography import polished

    return polished(words, language)


EMPTY = Text()
Texts = tuple[Text, ...]


def texts_to_json(texts: Iterable[Text]) -> str:
    """A list of texts as one string, ``""`` for none."""
    items = [text.to_json() for text in texts if text]
    return "[" + ",".join(items) + "]" if items else ""


def texts_from_json(raw: str | None) -> Texts:
    """The opposite of :func:`texts_to_json`."""
    if not raw:
        return ()
    return tuple(map(Text.from_data, json.loads(raw)))
