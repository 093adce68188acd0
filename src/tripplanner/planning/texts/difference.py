"""What changed between two states of a text, word by word; Chinese character by character. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from tripplanner.text import normalised

_HAN = "\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# A Han character, a word or a number, or a sign: each with the spaces that follow.
_TOKEN = re.compile(rf"(?:[{_HAN}]|[^\W{_HAN}]+|\W)\s*")
_MOST = 6000  # words; longer texts are compared by paragraph
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_SHORT = 3  # letters: what stays between two changes and is shorter is read as changed with them


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stayed (*same*), went (*gone*) or came (*new*); ``at`` is their place in the later text."""

    sort: Literal["same", "gone", "new"]
    words: str
    at: int


def difference(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces in reading order: *same* and *new* ones make up ``after``, what went stands before what came.

    Spaces, apostrophes and quotes of another kind are no difference.
    """
    old, new = _tokens(before), _tokens(after)
    if max(len(old), len(new)) > _MOST:
        old, new = _LINE.findall(before), _LINE.findall(after)
    matcher = SequenceMatcher(None, [_key(one) for one in old], [_key(one) for one in new], autojunk=False)
    steps = [(tag, "".join(old[a:b]), "".join(new[c:d])) for tag, a, b, c, d in matcher.get_opcodes()]
    return tuple(_pieces(_joined(steps)))


def changes(pieces: tuple[Piece, ...]) -> int:
    """How many passages changed."""
    count, within = 0, False
    for piece in pieces:
        count += piece.sort != "same" and not within
        within = piece.sort != "same"
    return count


def _tokens(words: str) -> list[str]:
    """The words; spaces at the very beginning belong to the first."""
    rest = words.lstrip()
    found = _TOKEN.findall(rest)
    lead = words[: len(words) - len(rest)]
    return [lead + found[0], *found[1:]] if found and lead else found or ([words] if words else [])


def _key(token: str) -> str:
    return normalised(token) or token.strip()


def _joined(steps: list[tuple[str, str, str]]) -> list[tuple[bool, str, str]]:
    """Changes that only a short word parts, as one: (changed, before, after)."""
    found: list[tuple[bool, str, str]] = []
    for number, (tag, old, new) in enumerate(steps):
        changed = tag != "equal" or (0 < number < len(steps) - 1 and len(new.strip()) < _SHORT)
        if found and found[-1][0] and changed:
            found[-1] = (True, found[-1][1] + old, found[-1][2] + new)
        else:
            found.append((changed, old, new))
    return found


def _pieces(steps: list[tuple[bool, str, str]]) -> Iterator[Piece]:
    at = 0
    for changed, old, new in steps:
        if changed and old:
            yield Piece("gone", old, at)
        if new:
            yield Piece("new" if changed else "same", new, at)
        at += len(new)
