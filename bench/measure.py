"""What a case of the bench gives, and how pairs of commands and functions are timed."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Figure:
    """One line of the table.

    ``value`` is a ratio (unit ``×``) or an amount (``ms``, ``MB``); it reaches its ``target`` when not above it.
    ``ours`` and ``peer`` are the medians behind a ratio, in seconds.
    """

    name: str
    value: float
    unit: str
    target: float
    ours: float | None = None
    peer: float | None = None
    note: str = ""

    @property
    def reached(self) -> bool:
        return self.value <= self.target


def seeds(usual: Sequence[int]) -> tuple[int, ...]:
    """The seeds given on the command line, else the usual ones."""
    given = os.environ.get("TRIPPLANNER_BENCH_SEEDS", "")
    return tuple(int(seed) for seed in given.split()) or tuple(usual)


def environment(**extra: str) -> dict[str, str]:
    """The environment of a measured process: this checkout, no display, modules compiled once as when installed."""
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
        "QT_QPA_PLATFORM": "offscreen",
        **extra,
    }


def run(code: str, *arguments: str) -> float:
    """Wall seconds of a fresh Python process that runs ``code``; its error output is shown when it fails."""
    command = [sys.executable, "-c", code, *arguments]
    start = time.perf_counter()
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    elapsed = time.perf_counter() - start
    if done.returncode:
        raise RuntimeError(done.stderr)
    return elapsed


def printed_by(code: str, *arguments: str) -> str:
    """What a fresh Python process that runs ``code`` prints."""
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout.strip()


def seconds(work: Callable[[], object]) -> float:
    """Wall seconds of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def paired(ours: Callable[[], float], peer: Callable[[], float], rounds: int = 5) -> tuple[float, float, float]:
    """Median seconds of both and the median ratio, taken in turns after a warm-up of each.

    Turns make the ratio hold when the machine's speed drifts.
    """
    ours(), peer()
    pairs = [(ours(), peer()) for _ in range(rounds)]
    return (
        statistics.median(a for a, _ in pairs),
        statistics.median(b for _, b in pairs),
        statistics.median(a / b for a, b in pairs),
    )


def ratio(
    name: str, ours: Callable[[], float], peer: Callable[[], float], target: float, rounds: int = 5, note: str = ""
) -> Figure:
    """A figure that compares two measured works."""
    mine, theirs, quotient = paired(ours, peer, rounds)
    return Figure(name, quotient, "×", target, mine, theirs, note)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which ``share`` (0–1) of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
