"""Maps, icons and QR codes of our pages as SVG, for another typesetter to place."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from tripplanner.documents.pdf.qr import modules
from tripplanner.documents.typesetting.marks import Block, IconMark, Mark, QrMark, Rect, Rule, Shape, TextLine
from tripplanner.resources import resource

_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w:g} {h:g}" width="{w:g}" height="{h:g}">{body}</svg>'


def drawing(block: Block) -> str:
    """A block of shapes and names: a map."""
    return _SVG.format(w=block.width, h=block.height, body="".join(_block(block, 0.0, 0.0)))


def icon(mark: IconMark) -> str:
    """The icon's own file in its colour."""
    source = resource("icons", f"{mark.name}.svg").read_text(encoding="utf-8")
    return source.replace("currentColor", mark.colour)


def qr(mark: QrMark) -> str:
    """A QR code as bars."""
    count, bars = modules(mark.text)
    body = "".join(f"M{x} {y}h{w}v1h-{w}z" for x, y, w in bars)
    return _SVG.format(w=count, h=count, body=f'<path d="{body}"/>')


def _block(block: Block, x: float, y: float) -> Iterator[str]:
    for mark in block.marks:
        yield _mark(mark, x, y)
    for dx, dy, child in block.children:
        yield from _block(child, x + dx, y + dy)


def _mark(mark: Mark, x: float, y: float) -> str:
    match mark:
        case Shape():
            path = "".join(op + " ".join(_numbers(numbers, x, y)) for op, numbers in mark.ops)
            return f'<path d="{path}" {_paint(mark.fill, mark.stroke, mark.line, mark.dash)}/>'
        case Rect():
            place = f'x="{x + mark.x:.2f}" y="{y + mark.y:.2f}" width="{mark.w:.2f}" height="{mark.h:.2f}"'
            return f"<rect {place} {_paint(mark.fill, mark.stroke, mark.line, mark.dash)}/>"
        case Rule():
            place = f'x1="{x + mark.x:.2f}" y1="{y + mark.y:.2f}" x2="{x + mark.x2:.2f}" y2="{y + mark.y2:.2f}"'
            return f"<line {place} {_paint(None, mark.colour, mark.line, mark.dash)}/>"
        case TextLine():
            place = f'x="{x + mark.x:.2f}" y="{y + mark.baseline:.2f}" font-size="{mark.size:g}" fill="{mark.colour}"'
            family = "Noto Sans SC" if mark.language == "zh" else "Noto Sans"
            return f'<text {place} font-family="{family}">{escape(mark.text)}</text>'
        case _:
            return ""


def _numbers(numbers: tuple[float, ...], x: float, y: float) -> Iterator[str]:
    for n, number in enumerate(numbers):
        yield f"{number + (y if n % 2 else x):.2f}"


def _paint(fill: str | None, stroke: str | None, line: float, dash: tuple[float, ...]) -> str:
    dashes = f' stroke-dasharray="{" ".join(f"{n:g}" for n in dash)}"' if dash else ""
    outline = f'stroke="{stroke}" stroke-width="{line:g}"{dashes}' if stroke else ""
    return f'fill="{fill or "none"}" {outline}'
