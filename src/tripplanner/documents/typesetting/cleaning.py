"""Text from the database made ready for printing: no controls, no hidden characters, no surprises.

What comes out holds only characters that have ink or width, line feeds (a new
paragraph), U+2060 (no break here) and U+200B (a break is allowed here).
"""

from __future__ import annotations

import re
import unicodedata

from tripplanner.glyphs import is_dropped

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_TABS = re.compile("[\t\u1680\u2000\u2001\u2004-\u2006\u2008-\u200a\u205f]")
_PLAIN = re.compile(
    "[ -~\n\u00a0-\u00ac\u00ae-\u017f\u2010-\u2027\u202f\u20ac\u3001-\u3011\u4e00-\u9fff\uff01-\uff5e]*"
)


def clean(text: str) -> str:
    """``text`` in NFC, with one kind of line end and without characters that print nothing.

    Tabs and exotic spaces become a space, but for the en and em space, which both scripts have. Soft
    hyphens go (nothing is hyphenated). Idempotent.
    """
    if _PLAIN.fullmatch(text):
        return text
    text = _TABS.sub(" ", _LINE_ENDS.sub("\n", text))
    text = "".join(char for char in text if char in "\n\u2060\u200b" or not is_dropped(char))
    return unicodedata.normalize("NFC", text)
