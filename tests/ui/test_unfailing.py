"""What raises while Qt paints or measures is reported, and the process lives: without the guard PySide6 ends it."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import tripplanner.ui
from tripplanner.ui.unfailing import DEFAULTS

SOURCES = Path(tripplanner.ui.__file__).parent
RAISING = """
import sys
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QStyledItemDelegate, QTableView, QVBoxLayout, QWidget
from tripplanner.ui.unfailing import unfailing
heard = []
sys.excepthook = lambda kind, error, trace: heard.append(str(error))
broken = set(sys.argv[1:])
def maybe(name, value):
    if name in broken:
        raise ValueError(name)
    return value
@unfailing
class Painter(QStyledItemDelegate):
    def paint(self, painter, option, index): maybe("paint", None)
    def sizeHint(self, option, index): return maybe("sizeHint", QSize(9, 9))
@unfailing
class Model(QAbstractTableModel):
    def rowCount(self, parent=QModelIndex()): return maybe("rowCount", 2)
    def columnCount(self, parent=QModelIndex()): return maybe("columnCount", 2)
    def headerData(self, section, way, role=0): return maybe("headerData", None)
    def data(self, index, role=0): return maybe("data", None)
@unfailing
class Sheet(QWidget):
    def minimumSizeHint(self): return maybe("minimumSizeHint", QSize(9, 9))
    def paintEvent(self, event):
        painter = QPainter(self)
        maybe("paintEvent", None)
application = QApplication([])
window, view, sheet, model = QWidget(), QTableView(), Sheet(), Model()
view.setModel(model)
view.setItemDelegate(Painter(view))
lines = QVBoxLayout(window)
lines.addWidget(view)
lines.addWidget(sheet)
window.show()
view.resizeRowsToContents()
model.data(model.index(0, 0))
for _ in range(3):
    application.processEvents()
    view.viewport().repaint()
    sheet.repaint()
print(*sorted(heard))
"""


def test_a_delegate_a_model_or_a_widget_that_raises_is_reported_once_and_ends_nothing() -> None:
    for broken in (["paint", "sizeHint", "headerData", "data", "minimumSizeHint", "paintEvent"], ["rowCount"]):
        done = subprocess.run(
            [sys.executable, "-c", RAISING, *broken], capture_output=True, text=True, check=False, timeout=60
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout.split() == sorted(broken)


def test_everything_that_answers_qt_while_it_paints_is_guarded() -> None:
    assert [name for name, guarded in _answering() if not guarded] == [], "put @unfailing above these classes"
    assert sum(guarded for _, guarded in _answering()) > 50


def _answering() -> Iterator[tuple[str, bool]]:
    """The classes of the window with such methods, and whether they are guarded."""
    for path in SOURCES.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if not any(f"def {name}(self" in text for name in DEFAULTS):
            continue
        for made in ast.walk(ast.parse(text)):
            if isinstance(made, ast.ClassDef) and made.bases:
                own = {one.name for one in made.body if isinstance(one, ast.FunctionDef)}
                if own & DEFAULTS.keys():
                    yield f"{path.name}: {made.name}", "unfailing" in map(ast.unparse, made.decorator_list)
