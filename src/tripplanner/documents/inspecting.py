"""What the laid out pages of a document show before they are printed: each thing with its page and where it is from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tripplanner import glyphs
from tripplanner.documents.content import Ref
from tripplanner.documents.proofs import Proof
from tripplanner.documents.typesetting.marks import Box, Page, Source, boxes
from tripplanner.text import Text

_REPLACED = re.compile(r"\[U\+([0-9A-F]{4,6})\]")
"""What stands in the place of a character that no font has."""
_SLACK = 0.5
"""Rounding of measures, in pt."""
_SIGNS = re.compile(r"[\s\u200b\u2060]+")


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on a page (from 1) of the booklet or list: the words there, and the field they come from."""

    page: int
    words: str
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Inspection:
    """What is found.

    ``unprintable``: characters that no font has; ``shortened``: words cut with three dots; ``outside``: words beyond
    the margins; ``divided``: rows too high for a page, which go on over the leaf; ``photos``: how many pictures are
    printed, ``bare``: sites that could have one and have none, ``lost``: those whose photo cannot be printed.
    """

    unprintable: tuple[Mark, ...] = ()
    shortened: tuple[Mark, ...] = ()
    outside: tuple[Mark, ...] = ()
    divided: tuple[Mark, ...] = ()
    photos: int = 0
    bare: tuple[tuple[Ref, Text], ...] = ()
    lost: tuple[tuple[Ref, Text], ...] = ()


def inspect(proof: Proof, content: Any) -> Inspection:
    """Look at every page."""
    found = boxes(proof.pages)
    by_number = {page.number: page for page in proof.pages}
    words = [box for box in found if box.kind == "text" and box.text.strip()]
    sheets = content.trip.sites if "sites" in getattr(content, "sections", ()) else ()
    return Inspection(
        tuple(_once(_unprintable(words))),
        tuple(_once(Mark(box.page, box.text, box.source) for box in words if _is_shortened(box))),
        tuple(_once(Mark(box.page, box.text, box.source) for box in words if _is_outside(by_number[box.page], box))),
        tuple(_divided(words)),
        sum(box.kind == "picture" for box in found),
        tuple((sheet.ref, sheet.name) for sheet in sheets if sheet.photo is None and not sheet.photo_lost),
        tuple((sheet.ref, sheet.name) for sheet in sheets if sheet.photo_lost),
    )


def _once(marks: Iterator[Mark]) -> Iterator[Mark]:
    """A field that is printed in several lines of a page is told once."""
    yield from dict.fromkeys(marks)


def _unprintable(words: Sequence[Box]) -> Iterator[Mark]:
    for box in words:
        named = [chr(int(code, 16)) for code in _REPLACED.findall(box.text)]
        for char in dict.fromkeys([*glyphs.uncovered([box.text]), *named]):
            yield Mark(box.page, glyphs.describe(char), box.source)


def _is_shortened(box: Box) -> bool:
    return box.source is not None and box.text.rstrip().endswith("…") and len(box.text.strip()) > 1


def _is_outside(page: Page, box: Box) -> bool:
    """Words keep to the text area, those that stand in the margins to the paper."""
    if (box.row or "").startswith("margin"):
        return box.x < 0 or box.y < 0 or box.x + box.w > page.width + _SLACK or box.y + box.h > page.height + _SLACK
    left, top, width, height = page.text_area
    inside = left - _SLACK <= box.x and box.x + box.w <= left + width + _SLACK
    return not (inside and top - _SLACK <= box.y and box.y + box.h <= top + height + _SLACK)


def _divided(words: Sequence[Box]) -> Iterator[Mark]:
    """The first words of each row that lies on more than one page."""
    first: dict[str, Box] = {}
    told: set[str] = set()
    for box in words:
        if not box.row or not box.row.startswith("long "):
            continue
        begin = first.setdefault(box.row, box)
        if begin.page != box.page and box.row not in told:
            told.add(box.row)
            yield Mark(begin.page, _SIGNS.sub(" ", begin.text), begin.source)
