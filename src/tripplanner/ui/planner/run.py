"""The engine at work in a job: it can be told to stop, and to go on from where it stopped. No Qt."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

from tripplanner.planning.planner.asking import Asked
from tripplanner.planning.planner.proposing import proposal_of
from tripplanner.planning.planner.search import Found, search
from tripplanner.planning.planner.wishes import Proposal
from tripplanner.progress import Progress

PATIENCE_S = 20.0  # without anything better, after which it stops by itself
SHOW_EVERY_S = 0.7


class Run:
    """One question and its answers so far; ``latest`` is written by the thread, read by the window."""

    def __init__(self, ask: Callable[[], Asked], patience: float = PATIENCE_S) -> None:
        self._ask, self._patience = ask, patience
        self._steps: Iterator[Found] | None = None
        self._asked: Asked | None = None
        self._stop = threading.Event()
        self.latest: Proposal | None = None
        self.found: Found | None = None

    def stop(self) -> None:
        """Be content with what was found; safe from any thread."""
        self._stop.set()

    def work(self, progress: Progress) -> Proposal:
        """Search until told to stop, or until nothing better came for a while; the best proposal."""
        self._stop.clear()
        if self._asked is None or self._steps is None:
            self._asked = self._ask()
            self._steps = search(self._asked.problem)
        better = shown = time.monotonic()
        made: Found | None = None
        for found in self._steps:
            now = time.monotonic()
            if self.found is None or found.score > self.found.score:
                better = now
            self.found = found
            if made is None or (found.score > made.score and now - shown > SHOW_EVERY_S):
                self.latest, made, shown = proposal_of(self._asked, found), found, now
            progress.step(found.rounds, 0)
            if self._stop.is_set() or now - better > self._patience or not self._asked.problem.candidates:
                break
        assert self.found is not None
        self.latest = proposal_of(self._asked, self.found)
        return self.latest
