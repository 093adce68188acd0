"""Names as the roster has them: readable for hosts, and the same in both scripts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from tripplanner.i18n import msg
from tripplanner.names import PersonName
from tripplanner.planning.checks.frozen import CheckedTrip
from tripplanner.planning.checks.roster import Member, Traveller
from tripplanner.planning.checks.rule import Finding, RowRef, Rule

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")
_LETTERS = re.compile(r"[^a-z]")


def _without(trip: CheckedTrip) -> Iterator[Finding]:
    for person in _people(trip):
        name = person.name
        if _HAN.search(name.native) and not (name.family or name.given or name.romanisation or name.preferred_latin):
            what = msg("{name} has no pinyin: hosts cannot read it.", name=name.native)
            yield PINYIN.found(what, rows=(RowRef("person", person.uuid),))


def _differs(trip: CheckedTrip) -> Iterator[Finding]:
    for person in _people(trip):
        if not agrees(person.name):
            what = msg("{name}: the Latin letters are not the pinyin of the characters.", name=person.name.printed)
            yield DIFFERS.found(what, rows=(RowRef("person", person.uuid),))


def _people(trip: CheckedTrip) -> tuple[Traveller | Member, ...]:
    return (*trip.travellers, *trip.members)


@lru_cache(maxsize=512)
def agrees(name: PersonName) -> bool:
    """Are the Latin letters those of the characters? True as well where that cannot be decided.

    Names of minorities (with ·) are spelt by their own rules; a reading written with tones is believed.
    """
    latin, native = plain(name.family + name.given), name.native
    if not latin or not native or not _HAN.fullmatch(native):
        return True
    if plain(name.romanisation) in (latin, plain(name.given + name.family)):
        return True
    return latin in (found := readings(name.native_family + name.native_given)) or not found


def plain(letters: str) -> str:
    """Small letters without tones, spaces and apostrophes; ü as u, as passports have it or as yu."""
    return _LETTERS.sub("", unicodedata.normalize("NFKD", letters).lower())


def readings(characters: str) -> frozenset[str]:
    """Every way to read the characters, without tones; none where there would be too many."""
    from pypinyin import Style, pinyin

    found = {""}
    for options in pinyin(characters, style=Style.NORMAL, heteronym=True, v_to_u=True):
        spelt = {form for one in options for form in (plain(one), plain(one.replace("ü", "yu")))}
        found = {begun + one for begun in found for one in spelt}
        if len(found) > 500:
            return frozenset()
    return frozenset(found)


PINYIN = Rule("language.name_without_pinyin", "warns", msg("A name without pinyin"),
              msg("Hosts address guests by a name they can read."), _without, scope="frame")  # fmt: skip
DIFFERS = Rule("language.name_differs", "warns", msg("A name differs between its scripts"),
               msg("Invitation, badge and passport must show one name."), _differs, scope="frame")  # fmt: skip
RULES = (PINYIN, DIFFERS)
