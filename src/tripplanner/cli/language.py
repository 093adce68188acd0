"""The language a person is spoken to in: asked for, set, the system's, else French."""

from __future__ import annotations

import locale
import os
from collections.abc import Sequence

from tripplanner.i18n import languages
from tripplanner.settings import Settings

FALLBACK = "fr"
OPTION = "--ui-language"


def chosen_language(words: Sequence[str]) -> str:
    """The language, found before the words are parsed, because help and errors of parsing need it."""
    known = languages()
    for candidate in (*_asked(words), Settings().get("language", ""), _of_system()):
        if candidate in known:
            return candidate
    return FALLBACK


def _asked(words: Sequence[str]) -> list[str]:
    """The last value of ``--ui-language``, written in either of its two ways."""
    found: list[str] = []
    for word, following in zip(words, [*words[1:], ""], strict=False):
        if word == OPTION:
            found.append(following)
        elif word.startswith(f"{OPTION}="):
            found.append(word.partition("=")[2])
    return found[-1:]


def _of_system() -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value and value not in ("C", "POSIX"):
            return value[:2].lower()
    known, _ = locale.getlocale()
    return (known or "")[:2].lower()
