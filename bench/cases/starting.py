"""From process start to the first paint, against a bare window of the same toolkit."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.large import sample_database
from bench.measure import Figure, environment, ratio

BARE = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, done)
def done():
    print(time.time() - float(sys.argv[1]), flush=True)
    application.exit()
application = QApplication([])
window = Window()
window.resize(1280, 800)
window.show()
application.exec()
"""
FIRST_PAINT = """
import sys, time
from tripplanner.ui.start import Starting, import_plainly, make_application
import_plainly()
application = make_application()
starting = Starting(application, sys.argv[2], "fr")
def done():
    print(time.time() - float(sys.argv[1]), flush=True)
    application.exit()
starting.window.painted.connect(done)
starting.window.show()
application.exec()
"""
PROGRAMME = """
import sys, time
from tripplanner.ui.start import Starting, import_plainly, make_application
import_plainly()
application = make_application()
starting = Starting(application, sys.argv[2], "fr", "P01")
from PySide6.QtCore import QEvent, QObject, QTimer
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and type(watched.parent()).__name__ == "Grid":
            QTimer.singleShot(0, done)
        return False
def done():
    print(time.time() - float(sys.argv[1]), flush=True)
    application.exit()
watch = Watch()
application.installEventFilter(watch)
starting.show()
application.exec()
starting.close()
"""


def figures() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        database = str(sample_database(Path(folder, "sample.db")))
        return [
            ratio("first paint against a bare window", lambda: _shown(FIRST_PAINT, database), _bare, 1.5, rounds=9),
            ratio("sample programme on screen", lambda: _shown(PROGRAMME, database), _bare, 4.0, rounds=9),
        ]


def _bare() -> float:
    return _shown(BARE, "")


def _shown(code: str, database: str) -> float:
    """Seconds from just before the process is started until it says that it has painted."""
    with tempfile.TemporaryDirectory() as own:
        folders = environment(TRIPPLANNER_CONFIG_DIR=own, TRIPPLANNER_DATA_DIR=own)
        command = [sys.executable, "-c", code, str(time.time()), database]
        done = subprocess.run(command, env=folders, capture_output=True, text=True, check=False, timeout=60)
    lines = done.stdout.split()
    if not lines:
        raise RuntimeError(done.stderr)
    return float(lines[0])
