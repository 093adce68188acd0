"""The office’s colour where ours stands in the operators of a page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from tripplanner.documents.pdf.drawing import rgb
from tripplanner.documents.typesetting import style
from tripplanner.documents.typesetting.accent import readable, tinted


def recoloured(operators: str, accent: str) -> str:
    """PDF operators with the office’s colour in place of our green and its tint; unchanged where it has none.

    A colour is three numbers before ``rg`` or ``RG``, and nothing else in a page looks like that.
    """
    for ours, theirs in _replacements(accent).items():
        operators = operators.replace(f"{ours} rg", f"{theirs} rg").replace(f"{ours} RG", f"{theirs} RG")
    return operators


@cache
def _replacements(accent: str) -> Mapping[str, str]:
    dark = readable(accent)
    if not dark:
        return {}
    return {rgb(style.FIR): rgb(dark), rgb(style.FIR_TINT): rgb(tinted(dark))}
