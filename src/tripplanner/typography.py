"""What a careful typist does in each language: spaces of the right kind, the right apostrophe, full-width signs.

French: U+202F before ``; ! ?`` and inside « », U+00A0 before ``:``, never in
addresses, times and scales. French and English: the apostrophe is U+2019.
Chinese: punctuation next to Han is full-width, and no space is typed between
Han and Latin (the typesetter leaves a quarter of an em there). Every function
is idempotent, so text may pass twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

NARROW, FIXED, APOSTROPHE = "\u202f", "\u00a0", "\u2019"

ADDRESS = re.compile(
    # Signs at the end close the sentence around an address; they are no part of it.
    r"(?:[A-Za-z][A-Za-z0-9+.-]*://|www\.)[^\s<>«»\u3000-\u9fff\uff00-\uffef]+(?<![.,;:!?)\]'\"])"
    r"|[^\s@,;:«»()\u3000-\u9fff\uff00-\uffef]+@[\w-]+(?:\.[\w-]+)+"
)
_SPACE = r"[ \u00a0\u202f\u2009]"
_HAN = r"\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_FULL = r"，。、；：？！（）《》〈〉「」『』【】“”…"

_FRENCH = (
    (re.compile(rf"«{_SPACE}*(?=\S)"), f"«{NARROW}"),
    (re.compile(rf"(?<=\S){_SPACE}*»"), f"{NARROW}»"),
    (re.compile(rf"(?<=[^\s;!?]){_SPACE}*(?=[;!?](?:[;!?.…)\]»”]|\s|$))"), NARROW),
    (re.compile(rf"(?<=[^\s:;!?(\[«]){_SPACE}*:(?=\s|$)"), f"{FIXED}:"),
    (re.compile(r"(?<=[^\W_])'(?=[^\W_])"), APOSTROPHE),
)
_ENGLISH = ((re.compile(r"(?<=[^\W_])'(?=[^\W_])"), APOSTROPHE),)
_TO_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}


# Text without any of these is as it should be: most of it, without asking a pattern.
_TOUCHED = {"fr": frozenset("«»;:!?'"), "en": frozenset("'"), "zh": frozenset(" \u00a0,;:?!.(")}


def polished(text: str, language: str) -> str:
    """``text`` as its language is written; addresses and mail addresses are left alone."""
    polish = _POLISH.get(language)
    return polish(text) if polish and not _TOUCHED[language].isdisjoint(text) else text


_HOLDER = "\ue000"


def _outside_addresses(text: str, change: Callable[[str], str]) -> str:
    """``change(text)`` with each address held by one character meanwhile."""
    addresses = ADDRESS.findall(text)
    if not addresses:
        return _settled(text, change)
    if _HOLDER in text:
        return text
    found = iter(addresses)
    return re.sub(_HOLDER, lambda _: next(found), _settled(ADDRESS.sub(_HOLDER, text), change))


def _settled(text: str, change: Callable[[str], str]) -> str:
    """``change`` until nothing changes: a sign made full-width may be what the next one was waiting for."""
    for _ in range(len(text) + 1):
        changed = change(text)
        if changed == text:
            break
        text = changed
    return text


@lru_cache(maxsize=4096)
def french(text: str) -> str:
    """French spacing and apostrophes."""
    return _outside_addresses(text, lambda part: _replaced(part, _FRENCH))


@lru_cache(maxsize=4096)
def english(text: str) -> str:
    """English apostrophes."""
    return _outside_addresses(text, lambda part: _replaced(part, _ENGLISH))


def _replaced(text: str, rules: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, with_ in rules:
        text = pattern.sub(with_, text)
    return text


_AFTER_HAN = re.compile(rf"(?<=[{_HAN}）》”])[ \u00a0]*([,;:?!])(?!/)[ \u00a0]*")
_FULL_STOP = re.compile(rf"(?<=[{_HAN}）》”])\.(?=\s|$|[{_HAN}])[ \u00a0]*")
_BRACKETS = re.compile(rf"[ \u00a0]*\(([^()]*[{_HAN}][^()]*)\)[ \u00a0]*")
_BRACKETS_AT_HAN = re.compile(rf"(?<=[{_HAN}])[ \u00a0]*\(([^()]*)\)|\(([^()]*)\)(?=[ \u00a0]*[{_HAN}])")
_HAN_LATIN = re.compile(
    rf"(?<=[{_HAN}])[ \u00a0]+(?=[A-Za-z0-9\u00c0-\u024f])|(?<=[A-Za-z0-9\u00c0-\u024f])[ \u00a0]+(?=[{_HAN}])"
)
_AT_FULL = re.compile(rf"(?<=[{_FULL}])[ \u00a0]+(?=\S)|(?<=\S)[ \u00a0]+(?=[{_FULL}])")


@lru_cache(maxsize=4096)
def chinese(text: str) -> str:
    """Full-width punctuation beside Han; no typed space between Han and Latin or beside full-width signs."""
    return _outside_addresses(text, _chinese)


def _chinese(text: str) -> str:
    text = _AFTER_HAN.sub(lambda match: _TO_FULL[match.group(1)], text)
    text = _FULL_STOP.sub("。", text)
    text = _BRACKETS.sub(r"（\1）", text)
    text = _BRACKETS_AT_HAN.sub(lambda match: f"（{match.group(1) or match.group(2) or ''}）", text)
    return _AT_FULL.sub("", _HAN_LATIN.sub("", text))


_POLISH = {"fr": french, "en": english, "zh": chinese}
