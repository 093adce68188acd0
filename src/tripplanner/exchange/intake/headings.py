"""What columns are called: headings of a subject's fields, recognised in three languages and both scripts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from tripplanner.i18n import Message, languages, say
from tripplanner.spelling.hanzi import simplified

OWN, SURE, PART, INSIDE, NEAR = 1.0, 0.98, 0.9, 0.6, 0.55
_LONGEST = 60  # characters of a heading
_WHOLE = {"country", "passport", "passeport", "护照", "delegation"}  # within others something else: *Business Country*
_OF_ONE = {"emergency_contact"}  # columns of a group that are all about somebody else
# Signs between two headings of one cell, and the border between Han and Latin.
_PARTS = re.compile(
    r"[\n/|;,·:：、／（）()\[\]【】]+|(?<=[\u3400-\u9fff])\s*(?=[a-zÀ-ÿ])|(?<=[a-zÀ-ÿ])\s*(?=[\u3400-\u9fff])", re.I
)
_LETTERS = re.compile(r"[^\W\d_]+")
_FRENCH_WORDS = (
    "nom prenom prenoms fonction poste organisme structure sexe civilite courriel mel telephone tel portable "
    "nationalite passeport naissance regime chambre vol arrivee depart remarques remarque ville lieu duree horaire "
    "horaires jour heure debut fin activite objet intitule societe pays hotel resume gestionnaire hote statut groupe"
)
_ENGLISH_WORDS = (
    "name names surname first last given position job organization company gender sex phone mobile nationality "
    "passport birth birthday diet dietary room flight arrival departure remarks city town place duration day time "
    "start end activity country address hotel summary host status group starts ends"
)
_FRENCH, _ENGLISH = frozenset(_FRENCH_WORDS.split()), frozenset(_ENGLISH_WORDS.split())
_NOISE = re.compile(r"[\W_]+")


@lru_cache(maxsize=8192)
def normalised(heading: str) -> str:
    """A heading without case, accents, width, spaces and punctuation: ``N° de passeport`` is ``ndepasseport``."""
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", heading).casefold().replace("œ", "oe"))
    return _NOISE.sub("", "".join(c for c in text if not unicodedata.combining(c)))


def parts(heading: str) -> tuple[str, ...]:
    """The headings in one cell, ``姓名 Name`` or ``Nom / 姓名``, normalised."""
    return tuple(p for p in (_plain(part) for part in _PARTS.split(heading)) if p)


def _plain(heading: str) -> str:
    """The same for both scripts of Chinese: 職務 and 职务 are one heading."""
    return normalised(heading).translate(simplified())


def language_of(headings: Iterable[str]) -> str:
    """The language (``fr``, ``en``, ``zh``) in which most headings are; empty where they do not tell."""
    count = {"zh": 0, "fr": 0, "en": 0}
    for heading in filter(None, headings):
        words = {normalised(word) for word in _LETTERS.findall(heading)}
        count["zh"] += any("\u3400" <= c <= "\u9fff" for c in heading)
        count["fr"] += not words.isdisjoint(_FRENCH)
        count["en"] += not words.isdisjoint(_ENGLISH)
    first, second, _ = sorted(count, key=lambda one: -count[one])
    return first if count[first] > count[second] else ""


class Vocabulary:
    """The headings of the fields of one subject. Titles of fields are headings too, so ours are always known."""

    def __init__(
        self,
        headings: Mapping[str, Iterable[str]],
        titles: Mapping[str, Message],
        also: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        self._fields: dict[str, dict[str, float]] = {}
        self._also: dict[str, list[str]] = {}
        for key, words in (also or {}).items():
            for word in words:
                self._also.setdefault(_plain(word), []).append(key)
        for key, words in headings.items():
            own = [say(titles[key], language) for language in languages()]
            for word, sure in (*((word, OWN) for word in (key, *own)), *((word, SURE) for word in words)):
                self._fields.setdefault(_plain(word), {}).setdefault(key, sure)
        self._telling = [word for word in self._fields if word and _telling(word) and word not in _WHOLE]
        self._found: dict[str, dict[str, float]] = {}

    def best(self, heading: str) -> float:
        """How sure one may be that the words are a heading at all: 0–1."""
        return max(self.fields(heading).values(), default=0.0)

    def exact(self, words: str) -> float:
        """The same without looking inside the words, for cells of which few are headings."""
        return max(self._exact(words).values(), default=0.0) if len(words) <= _LONGEST else 0.0

    def also(self, heading: str) -> Sequence[str]:
        """The fields a heading means where no other takes it."""
        return self._also.get(_plain(heading)) or [key for part in parts(heading) for key in self._also.get(part, ())]

    def grouped(self, group: str, own: str) -> Mapping[str, float]:
        """The fields of a heading below that of a group of columns: 护照 over 号码, 联系方式 over 邮箱."""
        whole = f"{group} {own}".strip()
        if not group or not own or _plain(whole) in self._fields:
            return self.fields(whole)
        if group_fields := self._fields.get(_plain(group), {}).keys() & _OF_ONE:
            return dict.fromkeys(group_fields, PART)
        found = {key: sure * PART for key, sure in self._exact(own).items()}
        return found | {key: min(sure, INSIDE) for key, sure in self.fields(whole).items() if key not in found}

    def fields(self, heading: str) -> Mapping[str, float]:
        """The fields a heading may mean, each with how sure that is."""
        if heading not in self._found:
            self._found[heading] = self._look(heading)
        return self._found[heading]

    def _look(self, heading: str) -> dict[str, float]:
        whole = _plain(heading)
        if not whole or len(whole) > _LONGEST:
            return {}
        return self._exact(heading) or self._inside(whole) or self._near(whole)

    def _exact(self, heading: str) -> dict[str, float]:
        """The fields of these words, or of one of the headings in the cell."""
        found = dict(self._fields.get(_plain(heading), {}))
        for part in parts(heading):
            for key in self._fields.get(part, ()):
                found.setdefault(key, PART)
        return found

    def _inside(self, whole: str) -> dict[str, float]:
        """Known words inside the heading, the longest; short Latin words would be found everywhere."""
        inside = [word for word in self._telling if word in whole]
        longest = max(inside, key=len, default="")
        return {key: INSIDE * (0.5 + len(longest) / len(whole) / 2) for key in self._fields.get(longest, ())}

    def _near(self, whole: str) -> dict[str, float]:
        """A word misspelt."""
        from rapidfuzz import fuzz, process

        if len(whole) < 5:
            return {}
        hit = process.extractOne(whole, self._fields.keys(), scorer=fuzz.ratio, score_cutoff=84)
        return {} if hit is None else dict.fromkeys(self._fields[hit[0]], NEAR * hit[1] / 100)


def _telling(word: str) -> bool:
    return len(word) >= 2 if ord(word[0]) >= 0x2E80 else len(word) >= 5
