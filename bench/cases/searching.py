"""The global search over 100,000 texts, and one edit of what it finds; the first question with nothing read yet."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

from sqlalchemy.orm import Session

from bench.large import large_database
from bench.measure import Figure, percentile, seconds
from tripplanner.planning.searching import parse, search
from tripplanner.planning.trips import list_trips
from tripplanner.spelling import folding, hanzi
from tripplanner.store.workspace import Workspace

SITES, TRIPS = 5_000, 150  # with their items, days and questions: more than 100,000 texts
WORDS = (
    "b", "bi", "bing", "binghai", "bhbc", "冰", "冰海", "参观", "mer de glace", "glace mer", "ecloserie", "asters",
    "de", "de la", "l", "tourbiere", "connectivite ecologique", "nature reserve", "zi ran", "shengtai", "@a", "@lison",
    "#eau", ":15/6", "réserve naturelle", "xyzzy", "1", "A41", "nothing of this kind", "waterfall 2027",
)  # fmt: skip


def figures() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        path = large_database(Path(folder, "large.db"), SITES, TRIPS)
        with Workspace.open(path) as workspace:
            filled = seconds(workspace.mend_side)
            trip = workspace.get(list_trips)[0].id
        with Workspace.open(path) as workspace:
            for cache in (hanzi._readings, hanzi.syllables, hanzi.spellings, folding.folded, parse):
                cache.cache_clear()
            first = seconds(lambda: workspace.get(_ask, "bing", trip))
            times = [seconds(lambda: workspace.get(_ask, word, trip)) for word in _shuffled()]  # noqa: B023
    asked = f"{len(times)} questions"
    return [
        Figure("search over 100,000 texts, p95", 1000 * percentile(times, 0.95), "ms", 50.0, note=asked),
        Figure("the first question after opening", 1000 * first, "ms", 250.0),
        Figure("taking in 100,000 texts written elsewhere", filled, "s", 30.0),
    ]


def _shuffled() -> list[str]:
    words = [word for word in WORDS for _ in range(6)]
    random.Random(4).shuffle(words)
    return words


def _ask(session: Session, question: str, trip: int) -> object:
    return search(session, question, "fr", 14, trip_id=trip)
