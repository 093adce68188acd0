"""Pictures of every screen on the sample trip: ``make screenshots`` writes them to ``out/screenshots/``.

Names are language, theme and page. Words after the command choose pages:
``make screenshots ARGS="programme documents"``. No display is needed.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from start import Trial

if TYPE_CHECKING:
    from tripplanner.ui.application import Application

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "out" / "screenshots"
SIZE = (1280, 800)
LANGUAGES, THEMES = ("fr", "en", "zh"), ("light", "dark")
PATIENCE_S = 30


def main(wanted: list[str]) -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    trial = Trial(OUT / "data", OUT)
    code = trial.prepare()
    os.environ.update(trial.environment())
    from tripplanner.ui.start import Starting, import_plainly, make_application

    import_plainly()
    starting = Starting(make_application(), str(trial.data / "trips.db"), "fr", code)
    starting.window.resize(*SIZE)
    starting.window.show()
    running = starting.build()
    try:
        for picture in pictures(running, wanted):
            print(picture.relative_to(ROOT), flush=True)
    finally:
        starting.window.close()
        starting.close()
    return 0


def pictures(running: Application, wanted: list[str]) -> Iterator[Path]:
    """Go through languages, themes and pages, and keep what the window shows."""
    from tripplanner.ui.page import page_infos

    desk = running.desk
    settle(running, ready=lambda: desk.context is not None)
    keys = [info.key for info in page_infos() if not wanted or info.key in wanted]
    for language, theme in product(LANGUAGES, THEMES):
        running.language.set(language)
        running.theme.set_mode(theme)
        for key in keys:
            desk.go(key)
            settle(running)
            target = OUT / f"{language}_{theme}_{key}.png"
            running.window.grab().save(str(target))
            yield target


def settle(running: Application, ready=lambda: True) -> None:
    """Let the window work until nothing has been under way for half a second: previews wait before they begin."""
    from PySide6.QtCore import QEventLoop
    from PySide6.QtWidgets import QApplication

    end = time.monotonic() + PATIENCE_S
    quiet = 0
    while quiet < 25:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        idle = ready() and not running.desk.jobs.running()
        quiet = quiet + 1 if idle else 0
        time.sleep(0.02)
        if time.monotonic() > end:
            sys.exit("the window is still busy after half a minute")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
