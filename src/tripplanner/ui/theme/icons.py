"""Icons: Lucide drawings tinted with a colour of the theme and drawn at the screen's own resolution."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from tripplanner.resources import resource

STROKE = "1.75"


@cache
def _drawing(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


def svg(name: str, colour: str) -> str:
    """The drawing called ``name`` with its lines in ``colour`` (``#RRGGBB``)."""
    thin = _drawing(name).replace('stroke-width="2"', f'stroke-width="{STROKE}"')
    return thin.replace("currentColor", colour)


@cache
def pixmap(name: str, colour: str, size: int, ratio: float, gap: int = 0) -> QPixmap:
    """The icon ``size`` points wide (and ``gap`` points of air at its right) at ``ratio`` pixels per point."""
    made = QPixmap(round((size + gap) * ratio), round(size * ratio))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    side = float(made.height())
    QSvgRenderer(QByteArray(svg(name, colour).encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def icon(name: str, colour: str, disabled: str, size: int = 18, gap: int = 0) -> QIcon:
    """An icon for buttons and menus, with a paler drawing for the disabled state."""
    made = QIcon()
    for ratio in {1.0, QGuiApplication.primaryScreen().devicePixelRatio()}:
        made.addPixmap(pixmap(name, colour, size, ratio, gap), QIcon.Mode.Normal)
        made.addPixmap(pixmap(name, colour, size, ratio, gap), QIcon.Mode.Selected)
        made.addPixmap(pixmap(name, disabled, size, ratio, gap), QIcon.Mode.Disabled)
    return made
