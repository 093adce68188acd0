"""In which language something is written: seen from its script, and in Latin letters from its small words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

_SCRIPTS = (
    ("zh", re.compile(r"[\u3400-\u9fff\uf900-\ufaff]"), 1.0),
    ("ja", re.compile(r"[\u3040-\u30ff]"), 3.0),
    ("ko", re.compile(r"[\uac00-\ud7af]"), 1.0),
    ("ru", re.compile(r"[\u0400-\u04ff]"), 0.4),
    ("ar", re.compile(r"[\u0600-\u06ff]"), 0.4),
    ("hi", re.compile(r"[\u0900-\u097f]"), 0.4),
    ("bo", re.compile(r"[\u0f00-\u0fff]"), 0.4),
)
_LATIN = re.compile(r"[^\W\d_]+(?:[’'](?=\w))?")
_WORDS = {
    "fr": """le la les des du de un une et est en dans pour que qui sur avec au aux nous ce pas plus ne se il elle mais
             par chez très être l’ d’ qu’ n’ c’ s’ j’ à""",
    "en": """the of and to in is for that with on are was we it be this as at by from have not our but they very can
             could would how what""",
    "es": "el los las del y es para que con una por como más muy está nuestro pero se lo en",
    "de": "der die das und ist für mit auf nicht ein eine zu von den im wir sehr auch",
}
_SMALL: Mapping[str, frozenset[str]] = {code: frozenset(words.split()) for code, words in _WORDS.items()}
_TOLD = 2  # small words that make a language of a part


def languages_in(words: str) -> tuple[str, ...]:
    """The languages in which a text is written for the most part first; empty where nothing tells."""
    return _found(words)


def language_of(words: str, otherwise: str) -> str:
    """The language a text is mostly written in; ``otherwise`` where its Latin letters do not tell."""
    found = _found(words)
    return found[0] if found else otherwise


@lru_cache(maxsize=1024)
def _found(words: str) -> tuple[str, ...]:
    weights = {code: len(script.findall(words)) * weight for code, script, weight in _SCRIPTS}
    if weights["ja"]:
        weights["ja"] += weights.pop("zh")
    latin = [word.casefold().replace("'", "’") for word in _LATIN.findall(words) if word[0] < "\u0250"]
    small = {code: sum(word in known for word in latin) for code, known in _SMALL.items()}
    told = {code: count for code, count in small.items() if count >= _TOLD or (count and len(latin) <= 4)}
    best = max(told.values(), default=0)
    for code, count in told.items():
        if count * 3 >= best:
            weights[code] = 0.4 * len(latin) * count / sum(told.values())
    return tuple(sorted((code for code in weights if weights[code] >= 1), key=lambda code: -weights[code]))
