"""Finding entries by a few letters: accents ignored, Chinese found by its characters or by pinyin."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from tripplanner.ui.tables import folded

_HAN = re.compile(r"[\u3400-\u9fff]+")
#: What the first character of the question may restrict it to.
PREFIXES = {">": "do", "@": "people", "#": "themes", ":": "dates"}


@dataclass(frozen=True, slots=True)
class Entry:
    """Something the palette offers. ``group`` is ``go`` or ``do``; ``kind`` what the prefixes choose by.

    ``run`` names an action or a page with its target; the window carries it out.
    """

    group: str
    kind: str
    title: str
    second: str
    hint: str
    icon: str
    run: tuple[str, str, object]
    searched: tuple[str, ...] = field(default=())


def entry_words(*texts: str) -> tuple[str, ...]:
    """What an entry is found by: its texts without accents, and the pinyin of their Chinese, joined and by initials."""
    found: list[str] = []
    for text in texts:
        if text:
            found.append(folded(text))
            found.extend(_pinyin(text))
    return tuple(dict.fromkeys(found))


def _pinyin(text: str) -> tuple[str, ...]:
    runs = tuple(_HAN.findall(text))
    return _spelled(runs) if runs else ()


@cache
def _spelled(runs: tuple[str, ...]) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin  # its dictionary takes a moment to load

    syllables = [syllable for run in runs for syllable in lazy_pinyin(run)]
    return ("".join(syllables), "".join(syllable[0] for syllable in syllables if syllable))


def search(entries: Iterable[Entry], question: str, most: int = 40) -> list[Entry]:
    """The entries that hold every word of ``question``, those that begin with it first.

    ``>`` asks for actions only, ``@`` for people, ``#`` for themes, ``:`` for dates.
    """
    question = question.strip()
    kind = PREFIXES.get(question[:1], "")
    needles = folded(question[1:] if kind else question).split()
    ranked = [
        (rank, i, entry)
        for i, entry in enumerate(entries)
        if (not kind or kind in (entry.group, entry.kind)) and (rank := _rank(entry, needles)) is not None
    ]
    ranked.sort(key=lambda found: (found[0], found[1]))
    return [entry for _rank_, _i, entry in ranked[:most]]


def _rank(entry: Entry, needles: list[str]) -> int | None:
    """0: begins with it; 1: a word begins with it; 2: holds it; None: does not."""
    worst = 0
    for needle in needles:
        ranks = [_rank_in(text, needle) for text in entry.searched]
        best = min((rank for rank in ranks if rank is not None), default=None)
        if best is None:
            return None
        worst = max(worst, best)
    return worst


def _rank_in(text: str, needle: str) -> int | None:
    at = text.find(needle)
    if at < 0:
        return None
    if at == 0:
        return 0
    return 1 if f" {needle}" in text else 2
