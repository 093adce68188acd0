"""What ``make run`` does once ``.venv`` is ready: the window on the sample trip.

With no display, or with ``--documents``, the sample trip's documents are written
instead, in French with Chinese, to ``out/``. The database and the settings of these
trials are in ``data/``: whatever an installed tripplanner holds is not touched.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from setup import has_display, tell

ROOT = Path(__file__).resolve().parent.parent
WIDTH = 24


@dataclass(frozen=True, slots=True)
class Trial:
    """The sample trip, tried out: where its database, settings and documents are."""

    data: Path
    documents: Path

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "tripplanner", "--database", str(self.data / "trips.db"), *words]

    def environment(self) -> dict[str, str]:
        own = {"TRIPPLANNER_CONFIG_DIR": str(self.data), "TRIPPLANNER_DATA_DIR": str(self.data)}
        return os.environ | own | {"PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"}

    def run(self, *words: str) -> str:
        """What a command prints; its error ends this program with its own words and status."""
        done = subprocess.run(
            self.command(*words), env=self.environment(), capture_output=True, encoding="utf-8", check=False
        )
        if done.returncode != 0:
            sys.stderr.write(done.stderr)
            sys.exit(done.returncode)
        return done.stdout

    def prepare(self) -> str:
        """Create the database with the sample once; returns the code of the sample trip."""
        self.data.mkdir(parents=True, exist_ok=True)
        if not (self.data / "trips.db").exists():
            self.run("init", "--sample")
        sample = json.loads((ROOT / "resources" / "sample" / "programme.json").read_text(encoding="utf-8"))
        return str(sample["trip"]["key"])

    def restore_sample(self) -> None:
        """Load the sample again where somebody removed it."""
        code = self.prepare()
        if code not in [trip["code"] for trip in json.loads(self.run("list", "trips", "--json"))]:
            self.run("init", "--sample")


def documents(trial: Trial, trip: str) -> Iterator[tuple[str, list[str]]]:
    """The name of each thing to write and the command that writes it."""
    languages = ["--language", "fr", "--second", "zh"]
    for kind, name, more in (
        ("itinerary", "itinerary_fr_zh.pdf", []),
        ("booklet", "booklet_fr_zh.pdf", []),
        ("booklet", "booklet_fr_zh_imposed.pdf", ["--imposed"]),
    ):
        target = trial.documents / name
        yield name, ["document", kind, trip, *languages, *more, "-o", str(target)]
    yield "calendars", ["calendars", trip, "--language", "fr", "-o", str(trial.documents / "calendars")]


def write_documents(trial: Trial) -> None:
    """Write them all, with a progress bar."""
    progress(0, 1, "the sample trip / le voyage d’exemple")
    try:
        trial.data.mkdir(parents=True, exist_ok=True)
        trial.documents.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        sys.exit(f"{error.filename}: {error.strerror}")
    trial.restore_sample()
    steps = list(documents(trial, trial.prepare()))
    for done, (name, words) in enumerate(steps):
        progress(done, len(steps), name)
        trial.run(*words)
    progress(len(steps), len(steps), "")
    print(f"\n{trial.documents}:")
    for name, _ in steps:
        print(f"    {name}")


def progress(done: int, total: int, what: str) -> None:
    """A bar that stays on one line of a terminal; in a log, one line a step."""
    full = WIDTH * done // total
    line = f"[{'█' * full}{'░' * (WIDTH - full)}] {100 * done // total:3} % {what}"
    if sys.stdout.isatty():
        print(f"\r\033[K{line}", end="\n" if done == total else "", flush=True)
    else:
        print(line, flush=True)


def window_opens() -> bool:
    """Whether Qt reaches the display: asked in a process of its own, because Qt aborts where it does not."""
    if not has_display():
        return False
    code = "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


def open_window(trial: Trial) -> int:
    command = trial.command("gui", trial.prepare())
    return subprocess.run(command, env=trial.environment(), check=False).returncode


def main() -> int:
    parser = argparse.ArgumentParser(description="Try tripplanner on its sample trip.")
    parser.add_argument("--documents", action="store_true", help="write the documents even with a display")
    parser.add_argument("--data", type=Path, default=ROOT / "data", help="where the database is kept")
    parser.add_argument("--to", type=Path, default=ROOT / "out", help="where the documents are written")
    asked = parser.parse_args()
    trial = Trial(asked.data.resolve(), asked.to.resolve())
    if not asked.documents and window_opens():
        return open_window(trial)
    if not asked.documents:
        tell(
            "No display was found, so the sample trip’s documents are written instead.",
            "Aucun écran n’a été trouvé\u00a0: les documents du voyage d’exemple sont écrits à la place.",
        )
    write_documents(trial)
    tell(
        "To open the window: make run in a graphical session.",
        "Pour ouvrir la fenêtre\u00a0: make run dans une session graphique.",
    )
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
