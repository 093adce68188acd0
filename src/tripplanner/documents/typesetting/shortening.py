"""Words that have one line and no more: cut with an ellipsis where they are too long for their place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tripplanner.documents.typesetting.marks import Block
from tripplanner.documents.typesetting.text import Span, Typesetter

_ENDS = re.compile("[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")


def shortened(words: str, longest: int) -> str:
    """The words on one line, of at most ``longest`` characters."""
    line = _ENDS.sub(" ", words).strip()
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def label_within(ts: Typesetter, spans: Sequence[Span], room: float) -> Block:
    """``spans`` as a label no wider than ``room`` pt: whichever is longest gives way."""
    said = [replace(span, text=_ENDS.sub(" ", span.text)) for span in spans]
    label = ts.label(said)
    while label.width > room:
        at = max(range(len(said)), key=lambda n: len(said[n].text))
        words = said[at].text
        if len(words) < 3:
            break
        fits = int(len(words) * room / label.width) + 1  # of Han and Latin together not exact, so it goes on from there
        said[at] = replace(said[at], text=shortened(words, max(2, min(fits, len(words) - 1))))
        label = ts.label(said)
    return label
