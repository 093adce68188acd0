"""Protected facts that stand in texts which documents print for everybody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tripplanner.i18n import msg
from tripplanner.planning.checks.frozen import CheckedTrip, TextOf
from tripplanner.planning.checks.rule import Finding, RowRef, Rule

# A passport number as China, France and most others write it: one or two letters or digits, then seven or eight.
PASSPORT = re.compile(r"(?<![A-Za-z0-9])(?:[A-Z]{1,2}\d{7,8}|\d{2}[A-Z]{2}\d{5})(?![A-Za-z0-9])")
HEALTH = (
    "allerg", "diabet", "diabèt", "epilep", "épilep", "wheelchair", "fauteuil roulant", "handicap", "pregnan",
    "enceinte", "medication", "médicament", "过敏", "糖尿病", "癫痫", "轮椅", "怀孕", "忌口", "残疾", "药物",
)  # fmt: skip


def _exposed(trip: CheckedTrip) -> Iterator[Finding]:
    names = tuple(form for person in trip.travellers for form in (person.name.native, person.name.latin) if form)
    for text in trip.texts:
        suspicions = {_suspicion(words) for words in text.text.words.values()}
        if "passport" in suspicions:
            what = msg("{record}: something like a passport number stands in a text that is printed for everybody.",
                       record=text.owner)  # fmt: skip
            yield EXPOSED.found(what, rows=_rows(text))
        elif "health" in suspicions and _names_somebody(text, names):
            what = msg("{record}: the health or diet of a person stands in a text that is printed for everybody.",
                       record=text.owner)  # fmt: skip
            yield EXPOSED.found(what, rows=_rows(text))


@lru_cache(maxsize=16_384)
def _suspicion(words: str) -> str:
    if PASSPORT.search(words):
        return "passport"
    lower = words.lower()
    return "health" if any(word in lower for word in HEALTH) else ""


def _names_somebody(text: TextOf, names: tuple[str, ...]) -> bool:
    said = [words.lower() for words in text.text.words.values()]
    return any(name.lower() in words for name in names for words in said)


def _rows(text: TextOf) -> tuple[RowRef, ...]:
    return (RowRef(text.table, text.uuid, text.code),)


EXPOSED = Rule("privacy.sensitive_in_text", "blocks", msg("A protected fact in a text for everybody"),
               msg("Passports, diets and health are kept apart, so that no document shows them by mistake."),
               _exposed, scope="frame")  # fmt: skip
RULES = (EXPOSED,)
