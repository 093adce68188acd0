"""Characters that no bundled font can print: they would come out as empty boxes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from tripplanner.glyphs import describe, needs_shaping, uncovered
from tripplanner.i18n import msg
from tripplanner.planning.checks.frozen import CheckedTrip
from tripplanner.planning.checks.rule import Finding, Level, RowRef, Rule, row_of

MOST_NAMED = 5


def _glyphs(trip: CheckedTrip) -> Iterator[Finding]:
    for text in trip.texts:
        for language, words in text.text.words.items():
            if chars := _unprintable(words):
                what = msg("{record} has characters that cannot be printed ({language}): {characters}.",
                           record=text.owner, language=language, characters=_described(chars))  # fmt: skip
                yield GLYPH.found(what, level=_level(chars), rows=(row_of(text, language),))
    for person in trip.names:
        if chars := uncovered([name := person.name]):  # each is there once: nothing to remember
            what = msg("The name {name} has characters that cannot be printed: {characters}.",
                       name=name, characters=_described(chars))  # fmt: skip
            yield GLYPH.found(what, level=_level(chars), rows=(RowRef("person", person.uuid),))


@lru_cache(maxsize=4096)
def _unprintable(words: str) -> tuple[str, ...]:
    return uncovered([words])


def _level(chars: tuple[str, ...]) -> Level:
    """A script that needs shaping is left out, and the Latin form is printed alone; the rest would be boxes."""
    return "warns" if all(needs_shaping(char) for char in chars) else "blocks"


def _described(chars: tuple[str, ...]) -> tuple[str, ...]:
    shown = tuple(f"{char} ({describe(char)})" for char in chars[:MOST_NAMED])
    return shown if len(chars) <= MOST_NAMED else (*shown, "…")


GLYPH = Rule("language.glyph_missing", "blocks", msg("A character cannot be printed"),
             msg("A character that no bundled font has would be an empty box on paper."), _glyphs,
             scope="frame")  # fmt: skip
RULES = (GLYPH,)
