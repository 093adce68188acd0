"""The icons of ``resources/icons`` as PDF path operators."""

from __future__ import annotations

from functools import cache

from tripplanner.documents.typesetting.svgpath import icon_paths
from tripplanner.resources import resource

_LETTERS = {"M": "m", "L": "l", "C": "c", "Z": "h"}


@cache
def icon_operators(name: str) -> str:
    """The outline of an icon in its own 24 × 24 square, y downwards; to be stroked."""
    svg = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    return " ".join(
        " ".join((*(f"{n:.3f}".rstrip("0").rstrip(".") for n in ns), _LETTERS[op])) for op, ns in icon_paths(svg)
    )
