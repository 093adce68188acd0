"""Names made comparable: without accents, case and signs, in the order of the alphabet where order says nothing."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlsplit


@lru_cache(maxsize=200_000)
def folded(text: str) -> str:
    """Small letters and digits with single spaces between words: ``Réserve de l’Île`` gives ``reserve de l ile``."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join(kept.split())


def squeezed(text: str) -> str:
    """As :func:`folded`, without spaces."""
    return folded(text).replace(" ", "")


def sound(han: str) -> str:
    """The toneless pinyin of Chinese characters, without spaces; empty for what has none."""
    from pypinyin import Style, lazy_pinyin

    if not any("\u3400" <= c <= "\u9fff" for c in han):
        return ""
    return squeezed("".join(lazy_pinyin(han, style=Style.NORMAL, errors="ignore")).replace("ü", "v"))


def digits(text: str) -> str:
    """The last nine digits of a telephone number: without country codes and leading zeros; empty when too short."""
    found = "".join(c for c in text if c.isdigit())
    return found[-9:] if len(found) >= 8 else ""


def host(address: str) -> str:
    """``www.asters.asso.fr`` of an address, without ``www``; empty for none."""
    raw = address.strip().casefold()
    try:
        found = urlsplit(raw if "//" in raw else f"//{raw}").hostname or ""
    except ValueError:
        return ""
    return found.removeprefix("www.")


def all_equal(pairs: Iterable[tuple[str, str]]) -> bool:
    """Whether both sides of every pair that is filled on both sides are equal."""
    return all(one == other for one, other in pairs if one and other)
