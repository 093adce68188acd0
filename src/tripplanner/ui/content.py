"""In which language content is read first: one choice for all pages, kept in the settings."""

from __future__ import annotations

from collections.abc import Sequence

from tripplanner.settings import Settings

ORDER = ("fr", "en", "zh")
_KEY = "content_language"


def content_languages(settings: Settings, window: str, known: Sequence[str] = ORDER) -> tuple[str, str]:
    """The first and the second language of content; without a choice the first is the window's.

    ``known`` are the languages there is content in. The second is Chinese, or the source for Chinese readers.
    """
    chosen = settings.get(_KEY, "")
    first = chosen if chosen in known else window
    seconds = ("fr", "en") if first == "zh" else ("zh", "fr", "en")
    second = next((language for language in (*seconds, *known) if language != first and language in known), "")
    return first, second


def next_language(settings: Settings, window: str, known: Sequence[str] = ORDER) -> str:
    """Choose the next language (fr → en → 中文 → fr) and return it."""
    order = [*(language for language in ORDER if language in known), *(k for k in known if k not in ORDER)]
    first = content_languages(settings, window, known)[0]
    chosen = order[(order.index(first) + 1) % len(order)] if first in order else order[0]
    settings.set(_KEY, chosen)
    return chosen
