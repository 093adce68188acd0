"""Records that hold the words a person types into the filter of a list: without accents, Chinese also by pinyin."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.planning.browsing.shapes import Browse
from tripplanner.planning.rows import decoded, execute

_HAN = re.compile(r"[\u3400-\u9fff]+")


def holding(session: Session, browse: Browse, statement: Any, words: str) -> list[int]:
    """The numbers of the records of ``statement`` that are found by every one of the words."""
    columns = (sa.type_coerce(column, sa.Text()).label(None) for column in browse.texts)
    needles = _folded(words).split()
    rows = execute(session, statement.add_columns(*columns))
    return [row[0] for row in rows if _found(_searched(tuple(row[1:])), needles)]


def _found(searched: str, needles: Iterable[str]) -> bool:
    return all(needle in searched for needle in needles)


@lru_cache(maxsize=65_536)
def _searched(stored: tuple[str | None, ...]) -> str:
    texts = [word for one in stored if one for word in (decoded(one).words.values() if one.startswith("{") else (one,))]
    joined = "".join(one for one in stored if one and not one.startswith("{"))
    return "\n".join([*(_folded(text) for text in texts), *_spelled("\n".join((*texts, joined)))])


def _spelled(text: str) -> list[str]:
    """The pinyin of each run of Chinese characters, whole and by initials."""
    runs = _HAN.findall(text)
    if not runs:
        return []
    from pypinyin import lazy_pinyin

    spelled = [lazy_pinyin(run) for run in runs]
    return ["".join(one) for one in spelled] + ["".join(part[0] for part in one if part) for one in spelled]


def _folded(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c))
