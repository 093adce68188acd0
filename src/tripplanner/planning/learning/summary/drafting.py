"""Makes the blocks of a summary from its evidence. Pure: the same evidence gives the same blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from tripplanner.i18n import Message, printed
from tripplanner.planning.learning.summary.evidence import Evidence, Said
from tripplanner.planning.learning.summary.figures import TOLD
from tripplanner.planning.learning.summary.phrases import text_of
from tripplanner.text import Text

SECTIONS: Mapping[str, Mapping[str, Message]] = {
    "learning": {
        "purpose": printed("What the trip was for"),
        "themes": printed("What was learnt, by theme"),
        "change": printed("Before and after"),
        "cases": printed("Compared with the case studies"),
        "practices": printed("Practices that can be carried over"),
        "questions": printed("Open questions"),
        "commitments": printed("Commitments"),
    },
    "outline": {
        "host": printed("Who received the delegation"),
        "members": printed("Members"),
        "schedule": printed("Schedule"),
        "result": printed("Results"),
        "spending": printed("Spending"),
        "next": printed("Next steps"),
        "photos": printed("Photographs"),
    },
}
"""The parts of each kind of summary, in their order, and their headings."""
QUOTED = 3
"""So many voices are quoted below a statement, where nobody chose others."""
LONGEST = 280
"""A longer note is not quoted unless somebody chooses it (characters; a Chinese one counts twice)."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A block as a draft has it. ``key`` stays the same as long as it is about the same.

    ``evidence`` are the UUIDs it rests on, ``quotes`` those of them that are quoted; ``digest`` is of what they say.
    """

    key: str
    section: str
    text: Text
    evidence: tuple[str, ...]
    quotes: tuple[str, ...]
    digest: str
    theme: str = ""


class Drafting:
    """Collects the drafts of one summary, written in one language."""

    def __init__(self, evidence: Evidence, language: str) -> None:
        self.evidence, self.language = evidence, language
        self.drafts: list[Draft] = []

    def add(
        self,
        section: str,
        key: str,
        sentences: Iterable[Message],
        evidence: Iterable[str],
        quoted: Iterable[Said] = (),
        theme: str = "",
    ) -> None:
        """A block of these sentences; the first of ``quoted`` that are short enough are quoted."""
        resting = tuple(dict.fromkeys(evidence))
        quotes = tuple(one.uuid for one in quoted if 0 < _length(one.text) <= LONGEST)[:QUOTED]
        text, digest = text_of(sentences, self.language), self.evidence.digest(resting)
        self.drafts.append(Draft(key, section, text, resting, quotes, digest, theme))


def drafted(evidence: Evidence, kind: str, language: str) -> tuple[Draft, ...]:
    """The blocks of a *learning* summary or of an *outline*, in their order, written in ``language``."""
    from tripplanner.planning.learning.summary import learning, outline

    makers: Mapping[str, Callable[[Drafting], None]] = {"learning": learning.draft, "outline": outline.draft}
    drafting = Drafting(evidence, language)
    makers[kind](drafting)
    return tuple(drafting.drafts)


def telling(said: Iterable[Said]) -> list[Said]:
    """Those with words, the most telling first: what was learnt, then what bears on a case, then what is translated."""
    ones = [one for one in said if one.text]
    return sorted(ones, key=_weight)


def _weight(one: Said) -> tuple[int, bool, int, bool]:
    rank = TOLD.index(one.kind) if one.kind in TOLD else len(TOLD)
    return rank, not one.cases, -len(one.text.words), _length(one.text) > LONGEST


def spread(said: Iterable[Said]) -> list[Said]:
    """The same with a voice that was heard already after those that were not: nobody is quoted alone three times."""
    first: list[Said] = []
    again: list[Said] = []
    heard: set[str] = set()
    for one in said:
        (again if one.voice in heard else first).append(one)
        heard.add(one.voice)
    return first + again


def _length(text: Text) -> int:
    words = text.get(text.source) or text.best()
    return sum(1 + (ord(character) > 0x2E7F) for character in words)
