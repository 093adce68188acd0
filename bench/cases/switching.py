"""How long the window is deaf: the longest piece of work between two turns of its event loop, by what was asked.

The peer is one loop of plain Python that takes about as long as a person can notice (50 ms on the machine this was
written on), so that the ratio says the same on a slow machine and on a fast one.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.large import sample_database
from bench.measure import Figure, environment, seconds

WORK = """
import json, sys, time
from pathlib import Path
from tripplanner.ui.start import Starting, import_plainly, make_application
import_plainly()
application = make_application()
starting = Starting(application, sys.argv[1], "fr", "P01")
starting.show()
from PySide6.QtCore import QEventLoop
def wait(ready):
    while not ready() or starting.running.desk.jobs.running():
        application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
wait(lambda: starting.running is not None and starting.running.desk.context is not None)
running = starting.running
desk = running.desk
def deaf(ask):
    # CPU seconds of the main thread in its longest piece of work, from asking until all is painted
    longest, start = 0.0, time.thread_time()
    ask()
    for _turn in range(60):
        now = time.thread_time()
        longest, start = max(longest, now - start), now
        application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
    wait(lambda: True)
    return max(longest, time.thread_time() - start)
def page(key):
    return lambda: desk.go(key)
def theme():
    running.theme.set_mode("light" if running.theme.dark else "dark")
def language(code):
    return lambda: running.language.set(code)
for key in ("sites", "documents", "programme"):
    deaf(page(key))
found = {"page": 0.0, "theme": 0.0, "language": 0.0}
def twice(*asked):
    return min(deaf(asked[0]), deaf(asked[-1]))
for key in ("sites", "trips", "documents", "programme"):
    found["page"] = max(found["page"], deaf(page(key)))
    found["theme"] = max(found["theme"], twice(theme))
    found["language"] = max(found["language"], twice(language("en"), language("zh")))
    deaf(language("fr"))
starting.window.close()
starting.close()
print(json.dumps(found))
"""
NAMES = {
    "page": "window deaf: another page, against 50 ms of Python",
    "theme": "window deaf: another theme, likewise",
    "language": "window deaf: another language, likewise",
}
#: Most that each may take, as a multiple of the loop.
TARGETS = {"page": 2.0, "theme": 3.0, "language": 3.0}


def calibration() -> int:
    """About 50 ms of plain Python."""
    total = 0
    for number in range(1_000_000):
        total += number & 7
    return total


def figures() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        found = _measured(str(sample_database(Path(folder, "sample.db"))), folder)
    loop = statistics.median(seconds(calibration) for _ in range(9))
    return [Figure(NAMES[key], found[key] / loop, "×", TARGETS[key], found[key], loop) for key in NAMES]


def _measured(database: str, own: str) -> dict[str, float]:
    folders = environment(TRIPPLANNER_CONFIG_DIR=own, TRIPPLANNER_DATA_DIR=own)
    command = [sys.executable, "-c", WORK, database]
    done = subprocess.run(command, env=folders, capture_output=True, text=True, check=False, timeout=120)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])
