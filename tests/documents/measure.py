"""Measures finished pages: what a careful reader would find wrong on paper, as sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from tripplanner.documents.typesetting.breaking import CLOSING, OPENING
from tripplanner.documents.typesetting.marks import Box, Page, boxes

SLACK = 0.3
"""Rounding of measures, in pt."""


def check_pages(pages: Sequence[Page], heading_rows: Iterable[str] = ("heading",)) -> None:
    """Fails with every fault of ``pages``; rows named ``heading…`` must not be alone at a foot."""
    faults = [*faults_of(pages), *lonely_headings(pages, tuple(heading_rows))]
    assert not faults, "\n".join(faults)


def faults_of(pages: Sequence[Page]) -> list[str]:
    """Faults of placement: outside the paper or margins, overlapping, a row on two pages, a forbidden line end."""
    by_number = {page.number: page for page in pages}
    assert len(by_number) == len(pages), "two pages with one number"
    faults: list[str] = []
    per_page: dict[int, list[Box]] = defaultdict(list)
    for box in boxes(pages):
        faults += _outside(by_number[box.page], box)
        if box.kind == "text":
            per_page[box.page].append(box)
    for found in per_page.values():
        faults += _overlaps(found)
        faults += _bad_ends(found)
    return faults + _split_rows(boxes(pages))


def _outside(page: Page, box: Box) -> list[str]:
    """Text stays in the text area (rows named ``margin…``: 11 pt off the edge), other marks on the paper and bleed."""
    if box.kind != "text":
        inside = box.x >= -9 and box.x + box.w <= page.width + 9 and box.y >= -9 and box.y + box.h <= page.height + 9
        return [] if inside else [f"page {page.number}: {box.kind} off the paper at {box.x:.1f}, {box.y:.1f}"]
    left, top, width, height = page.text_area
    if box.row and box.row.startswith("margin"):
        left, top, width, height = 11.0, 11.0, page.width - 22.0, page.height - 22.0
    wide = left - SLACK <= box.x and box.x + box.w <= left + width + SLACK
    high = top - SLACK <= box.y and box.y + box.h <= top + height + SLACK
    if wide and high:
        return []
    return [
        f"page {page.number}: “{box.text}” outside the margins (x {box.x:.1f} to {box.x + box.w:.1f}, y {box.y:.1f})"
    ]


def _overlaps(found: list[Box]) -> list[str]:
    """Pairs of texts that cover each other by more than a hair."""
    faults: list[str] = []
    ordered = sorted(found, key=lambda box: box.y)
    for i, one in enumerate(ordered):
        for other in ordered[i + 1 :]:
            if other.y >= one.y + one.h - SLACK:
                break
            if one.x + one.w > other.x + SLACK and other.x + other.w > one.x + SLACK:
                faults.append(f"page {one.page}: “{one.text}” and “{other.text}” overlap")
    return faults


def _split_rows(all_boxes: Iterable[Box]) -> list[str]:
    """Rows found on two pages (rows named ``long…`` may be: they are higher than a page)."""
    pages_of: dict[str, set[int]] = defaultdict(set)
    for box in all_boxes:
        if box.row and not box.row.startswith(("long", "margin", "repeat")):
            pages_of[box.row].add(box.page)
    return [f"row {row} is split over pages {sorted(found)}" for row, found in pages_of.items() if len(found) > 1]


def _bad_ends(found: list[Box]) -> list[str]:
    """Lines that begin with closing or end with opening punctuation (words in several styles are one line)."""
    faults: list[str] = []
    for box in found:
        text = box.text.strip()
        if text and text[-1] in OPENING and not _touched(found, box.x + box.w, box, left=False):
            faults.append(f"page {box.page}: “{text}” ends with opening punctuation")
        closing = set(CLOSING) - set("–—•·%°′″.‧~～…")
        if len(text) > 1 and text[0] in closing and not _touched(found, box.x, box, left=True):
            faults.append(f"page {box.page}: “{text}” begins with closing punctuation")
    return faults


def _touched(found: list[Box], x: float, box: Box, *, left: bool) -> bool:
    """Whether other words of the same line meet ``box`` at ``x``."""
    edges = (other.x + other.w if left else other.x for other in found if other is not box and abs(other.y - box.y) < 4)
    return any(abs(edge - x) < 3 for edge in edges)


def lonely_headings(pages: Sequence[Page], headings: tuple[str, ...]) -> list[str]:
    """Rows whose name begins with one of ``headings`` that are the last thing of their page's text area."""
    faults: list[str] = []
    for page in pages:
        _left, top, _width, height = page.text_area
        flowing = [p for p in page.placed if top - SLACK <= p.y and p.y + p.block.height <= top + height + SLACK]
        rows = [p.block for p in sorted(flowing, key=lambda p: p.y) if p.block.height > 0]
        if rows and (rows[-1].row or "").startswith(headings):
            faults.append(f"page {page.number}: the heading {rows[-1].row} stands alone at the foot")
    return faults
