"""Counts, means and medians of what was noted, and what may be said of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from tripplanner.planning.learning.fewest import LEAST as LEAST
from tripplanner.planning.learning.summary.evidence import Aim, Assessed, Evidence, Said, VisitOf

KINDS = ("learnt", "seen", "surprising", "transferable", "question")
TOLD = ("learnt", "surprising", "seen")
"""The kinds that say something of a theme, the most telling first."""


def voices(said: Iterable[Said]) -> int:
    """How many voices speak; those that nobody knows count as one, so that it is never more than there were."""
    return len({one.voice for one in said})


def kinds(said: Iterable[Said]) -> Mapping[str, int]:
    """How many observations in words there are of each kind, in the order of :data:`KINDS`, none left out but zeros;
    a rating alone says nothing that was seen.
    """
    counted = Counter(one.kind for one in said if one.text)
    return {kind: counted[kind] for kind in KINDS if counted[kind]}


@dataclass(frozen=True, slots=True)
class Rated:
    """Ratings from 1 to 5: how many, and their mean where there are enough of them."""

    n: int
    mean: float | None


def rated(said: Iterable[Said]) -> Rated:
    """The ratings among these observations."""
    return _rated([one.rating for one in said if one.rating is not None])


def ratings(evidence: Evidence) -> list[tuple[VisitOf, Rated]]:
    """The ratings of each visit that has any, in the order of the visits."""
    found = ((visit, rated(evidence.by_visit.get(visit.uuid, ()))) for visit in evidence.visits)
    return [(visit, one) for visit, one in found if one.n]


def _rated(values: Sequence[int]) -> Rated:
    return Rated(len(values), sum(values) / len(values) if len(values) >= LEAST else None)


# --- before and after ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Moment:
    """What was said of an objective at one moment: ``n`` answers."""

    n: int
    median: float
    mean: float


@dataclass(frozen=True, slots=True)
class Change:
    """An objective before and after; ``enough``: both moments have so many answers that they can be compared.

    Of ``pairs``, who answered both times, ``higher``, ``same`` and ``lower`` moved; pairs by voice.
    """

    aim: Aim
    before: Moment
    after: Moment
    pairs: int
    higher: int
    same: int
    lower: int

    @property
    def enough(self) -> bool:
        return min(self.before.n, self.after.n) >= LEAST

    @property
    def paired(self) -> bool:
        """Whether so many answered both times that their moves can be told."""
        return self.pairs >= LEAST


def changes(evidence: Evidence) -> list[Change]:
    """The change of each objective that anybody answered about, in their order."""
    return [change_of(aim) for aim in evidence.aims if aim.before or aim.after]


def change_of(aim: Aim) -> Change:
    """What changed in the answers about one objective."""
    before, after = _by_voice(aim.before), _by_voice(aim.after)
    moves = [after[voice] - before[voice] for voice in before.keys() & after.keys()]
    up, down = sum(move > 0 for move in moves), sum(move < 0 for move in moves)
    return Change(aim, _moment(aim.before), _moment(aim.after), len(moves), up, len(moves) - up - down, down)


def _by_voice(answers: Iterable[Assessed]) -> dict[str, int]:
    """The last answer of each voice that is known."""
    return {one.voice: one.value for one in answers if one.voice}


def _moment(answers: Sequence[Assessed]) -> Moment:
    values = [one.value for one in answers]
    if not values:
        return Moment(0, 0.0, 0.0)
    return Moment(len(values), float(median(values)), sum(values) / len(values))


# --- coverage --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Coverage:
    """Themes by visits. A cell is *crossed* (two voices or more noted something), *single* (one did), *planned*
    (the visit shows the theme, nobody noted anything of it) or empty.
    """

    themes: tuple[str, ...]
    visits: tuple[VisitOf, ...]
    cells: Mapping[tuple[str, str], str]

    def of(self, theme: str, visit: str) -> str:
        return self.cells.get((theme, visit), "")


def coverage(evidence: Evidence) -> Coverage:
    """What was noted of the themes of the trip, and of others that were noted, at each visit that shows any."""
    cells: dict[tuple[str, str], str] = {}
    for visit in evidence.visits:
        said = [one for one in evidence.by_visit.get(visit.uuid, ()) if one.text]
        for theme in visit.themes:
            cells[theme, visit.uuid] = "planned"
        for theme in dict.fromkeys(theme for one in said for theme in evidence.themes_of(one)):
            heard = voices(one for one in said if theme in evidence.themes_of(one))
            cells[theme, visit.uuid] = "crossed" if heard > 1 else "single"
    rows = tuple(one.uuid for one in evidence.themes if one.chosen or evidence.by_theme.get(one.uuid))
    columns = tuple(visit for visit in evidence.visits if any((row, visit.uuid) in cells for row in rows))
    return Coverage(rows, columns, cells)
