"""What the five steps of a scale mean: of a rating, and of how well somebody masters an objective."""

from __future__ import annotations

from collections.abc import Sequence

from tripplanner.i18n import Message, printed, say
from tripplanner.planning.learning.feedback.questions import SCALE, Choice, Words
from tripplanner.text import Texts

RATING: tuple[Message, ...] = (
    printed("of no use"), printed("of little use"), printed("useful"), printed("very useful"), printed("decisive"),
)  # fmt: skip
MASTERY: tuple[Message, ...] = (
    printed("I do not know it"), printed("I have heard of it"), printed("I can explain it"),
    printed("I can apply it with help"), printed("I can apply it myself and teach it"),
)  # fmt: skip
"""The usual anchors of a self-assessment, from the lowest; an objective may have its own."""


def in_all(message: Message, languages: Sequence[str]) -> Words:
    """A message in each of the languages."""
    return {language: say(message, language) for language in languages}


def anchors_of(own: Texts, languages: Sequence[str]) -> tuple[Words, ...]:
    """What 1 to 5 mean: an objective’s own anchors where it has all five, else the usual ones."""
    if len(own) == len(SCALE) and all(own):
        return tuple({language: one.best(language) for language in languages} for one in own)
    return tuple(in_all(one, languages) for one in MASTERY)


def scale(anchors: Sequence[Words]) -> tuple[Choice, ...]:
    """The five steps as choices; each begins with its number, in every language."""
    return tuple(
        Choice(str(step), {language: f"{step} – {words}" for language, words in anchor.items()})
        for step, anchor in zip(SCALE, anchors, strict=True)
    )
