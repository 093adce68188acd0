"""A document of ours as Typst markup, so that Typst can be asked to set the same content.

It is made from our finished pages, so that it holds what they hold and nothing else: every word of every page in its
style, colour and language; each pair of languages as a row of a grid with our column widths, aligned at the top;
rules, bands, badges and lines to write on; icons, maps (the same paths and names) and QR codes as SVG files; running
feet; the same page size, margins and page breaks; headings for the outline. Typst shapes the words, breaks the lines,
measures the rows and writes its own PDF with the same font files. Links lead where ours lead. What it is spared:
deciding where pages end, placing names on maps, computing QR codes, numbering the contents. The markup is written
beforehand and not timed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from bench.peers.svg import drawing, icon, qr
from tripplanner.documents.typesetting.marks import (
    Block,
    IconMark,
    Mark,
    Page,
    PlacedRun,
    QrMark,
    Rect,
    Rule,
    Shape,
    TextLine,
    anchors,
)

PRELUDE = """#set page(width: {width}pt, height: {height}pt, margin: (x: {left}pt, top: {top}pt, bottom: 20pt))
#set text(font: ("Noto Sans", "Noto Sans SC"), size: 9pt)
#set par(spacing: 3pt, leading: 0.5em)
#set block(spacing: 3pt)
#set heading(numbering: none)
#show heading: it => it.body
"""
_WEIGHTS = {"Regular": 400, "SemiBold": 600, "Bold": 700, "Italic": 400}
_SPECIAL = re.compile(r"([\\#$*_`<>@~\[\]=/\-+'\"])")
_HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_TITLE = 13.0  # pt: larger words open a day, a site or a chapter


@dataclass
class _Paragraph:
    """Words that our typesetter broke into lines, as pieces in one style each."""

    x: float
    y: float
    width: float
    natural: float = 0.0
    pieces: list[tuple[str, str, str]] = field(default_factory=list[tuple[str, str, str]])  # style, link, words
    size: float = 0.0


@dataclass
class _Leaf:
    x: float
    y: float
    markup: str


def write(pages: Sequence[Page], target: Path) -> Path:
    """Write the Typst source of these pages to ``target``, with the pictures it names beside it."""
    writer = _Writer(target, anchors(pages))
    body = "\n#pagebreak()\n".join(writer.page(page) for page in pages)
    x, y, _, _ = pages[-1].text_area
    size = {"width": pages[0].width, "height": pages[0].height, "left": round(x, 2), "top": round(y * 0.6, 2)}
    target.write_text(PRELUDE.format(**size) + writer.styles() + body, encoding="utf-8")
    return target


class _Writer:
    def __init__(self, target: Path, places: Mapping[str, tuple[int, float, float]]) -> None:
        self._folder, self._stem, self._places = target.parent, target.stem, places
        self._names: dict[str, str] = {}
        self._pictures: dict[str, str] = {}

    def styles(self) -> str:
        """A function for each style, as a person would define them."""
        return "".join(f"#let {name}(body) = text({style}, body)\n" for style, name in self._names.items())

    def page(self, page: Page) -> str:
        paragraphs: list[_Paragraph] = []
        leaves: list[_Leaf] = []
        for x, y, block in page.placed:
            self._walk(block, x, y, paragraphs, leaves)
        left, top = page.text_area[0], page.text_area[1] * 0.6
        placed = [
            f"#place(top + left, dx: {leaf.x - left:.1f}pt, dy: {leaf.y - top:.1f}pt, {leaf.markup})" for leaf in leaves
        ]
        paragraphs.sort(key=lambda p: (round(p.y), p.x))
        rows = [list(row) for _, row in groupby(paragraphs, key=lambda p: round(p.y))]
        return "\n".join([*placed, *(self._row(row, left) for row in rows)])

    def _walk(self, block: Block, x: float, y: float, words: list[_Paragraph], leaves: list[_Leaf]) -> None:
        if block.clip:
            leaves.append(_Leaf(x, y, self._image(drawing(block), block.width, block.height)))
            return
        lines = [mark for mark in block.marks if isinstance(mark, TextLine)]
        if lines:
            words.append(self._paragraph(block, x, y, lines))
        leaves += [leaf for mark in block.marks for leaf in self._leaf(mark, x, y)]
        for dx, dy, child in block.children:
            self._walk(child, x + dx, y + dy, words, leaves)

    def _paragraph(self, block: Block, x: float, y: float, lines: Sequence[TextLine]) -> _Paragraph:
        width = min(block.width, 1000.0)
        natural = max(line.x + line.width for line in lines) - min(line.x for line in lines)
        size = max(line.size for line in lines)
        found = _Paragraph(x + min(line.x for line in lines), y, width, natural, size=size)
        for line in lines:
            style, link = self._style(line), self._link(line.link)
            if found.pieces and found.pieces[-1][:2] == (style, link):
                *_, before = found.pieces.pop()
                found.pieces.append((style, link, before + _joint(before, line.text) + line.text))
            else:
                found.pieces.append((style, link, line.text))
        return found

    def _link(self, target: str | None) -> str:
        """Where a line leads, as Typst says it; nothing where it leads nowhere."""
        if not target:
            return ""
        if not target.startswith("#"):
            return f'"{target}"' if ":" in target else ""
        found = self._places.get(target[1:])
        return f"(page: {found[0]}, x: {found[1]:.0f}pt, y: {found[2]:.0f}pt)" if found else ""

    def _style(self, line: TextLine) -> str:
        weight, slant = _look(line.runs)
        style = (
            f'size: {line.size:g}pt, weight: {weight}, fill: rgb("{line.colour}"), lang: "{line.language[:2]}"{slant}'
        )
        return self._names.setdefault(style, f"s{len(self._names)}")

    def _row(self, row: Sequence[_Paragraph], left: float) -> str:
        if len(row) == 1:
            lead = max(0.0, row[0].x - left)
            inside = f"#block(inset: (left: {lead:.1f}pt), width: {lead + row[0].width + 1:.1f}pt)[{_words(row[0])}]"
            return f"#heading[{inside}]" if row[0].size >= _TITLE else inside
        ends = [*(paragraph.x for paragraph in row[1:]), row[-1].x + row[-1].width + 1]
        widths = [max(paragraph.natural + 1, end - paragraph.x) for paragraph, end in zip(row, ends, strict=True)]
        columns = ", ".join(f"{width:.1f}pt" for width in (max(0.0, row[0].x - left), *widths))
        cells = "".join(f"[{_words(paragraph)}]" for paragraph in row)
        return f"#grid(columns: ({columns}))[]{cells}"

    def _leaf(self, mark: Mark, x: float, y: float) -> Iterator[_Leaf]:
        if isinstance(mark, Rule):
            reach = f"end: ({mark.x2 - mark.x:.1f}pt, {mark.y2 - mark.y:.1f}pt)"
            yield _Leaf(x + mark.x, y + mark.y, f'line({reach}, stroke: {mark.line:g}pt + rgb("{mark.colour}"))')
        elif isinstance(mark, Rect):
            fill = f', fill: rgb("{mark.fill}")' if mark.fill else ""
            stroke = f', stroke: {mark.line:g}pt + rgb("{mark.stroke}")' if mark.stroke else ""
            size = f"width: {mark.w:.1f}pt, height: {mark.h:.1f}pt, radius: {mark.radius:g}pt"
            yield _Leaf(x + mark.x, y + mark.y, f"rect({size}{fill}{stroke})")
        elif isinstance(mark, IconMark):
            yield _Leaf(x + mark.x, y + mark.y, self._image(icon(mark), mark.size, mark.size))
        elif isinstance(mark, Shape):
            whole = Block(mark.x + mark.w + 1, mark.y + mark.h + 1, marks=(mark,))
            yield _Leaf(x, y, self._image(drawing(whole), whole.width, whole.height))
        elif isinstance(mark, QrMark):
            yield _Leaf(x + mark.x, y + mark.y, self._image(qr(mark), mark.size, mark.size))

    def _image(self, svg: str, width: float, height: float) -> str:
        """A picture file, written once for all places it stands at."""
        name = self._pictures.get(svg)
        if name is None:
            name = self._pictures[svg] = f"{self._stem}-{len(self._pictures)}.svg"
            (self._folder / name).write_text(svg, encoding="utf-8")
        return f'image("{name}", width: {width:.1f}pt, height: {height:.1f}pt)'


def _look(runs: Sequence[PlacedRun]) -> tuple[int, str]:
    """Weight and slant of a line, from the face that draws its first run."""
    face = runs[0].run.face.rsplit("-", 1)[-1] if runs else "Regular"
    return _WEIGHTS[face], ', style: "italic"' if face == "Italic" else ""


def _joint(before: str, after: str) -> str:
    """A space where a line of Latin was broken, nothing between Han."""
    return "" if _HAN.match(before[-1:]) or _HAN.match(after[:1]) else " "


def _words(paragraph: _Paragraph) -> str:
    return "".join(_piece(*piece) for piece in paragraph.pieces)


def _piece(style: str, link: str, words: str) -> str:
    said = f"#{style}[{_escape(words)}]"
    return f"#link({link})[{said}]" if link else said


def _escape(words: str) -> str:
    return _SPECIAL.sub(r"\\\1", words)
