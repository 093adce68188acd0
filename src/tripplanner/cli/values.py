"""Values of rows, as a terminal shows them and as JSON holds them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, cast

from tripplanner.dates import listed
from tripplanner.i18n import Message, msg, say
from tripplanner.text import Text

_UNKNOWN, _YES, _NO = msg("unknown"), msg("yes"), msg("no")


def shown(
    value: object,
    language: str,
    words: Mapping[str, Message] | None = None,
    form: Callable[[Any, str], str] | None = None,
) -> str:
    """A value in one language. ``None`` is said to be unknown: an unknown rule is not an absent one."""
    if value is None:
        return say(_UNKNOWN, language)
    if form is not None:
        return form(value, language)
    if isinstance(value, bool):
        return say(_YES if value else _NO, language)
    if isinstance(value, Text):
        return value.best(language)
    if isinstance(value, str):
        return say(words[value], language) if words and value in words else value
    return _shown_other(value, language)


def _shown_other(value: object, language: str) -> str:
    if isinstance(value, Message):
        return say(value, language)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M") + ("" if value.tzinfo is None else " UTC")
    if isinstance(value, (tuple, list)):
        return listed((shown(part, language) for part in cast("tuple[object, ...]", value)), language)
    if isinstance(value, Mapping):
        pairs = cast("Mapping[str, object]", value).items()
        return " · ".join(f"{key} {shown(part, language)}" for key, part in pairs)
    if isinstance(value, float):
        return f"{value:g}" if abs(value) >= 1000 else f"{value:.6g}"
    return str(value)


def plain(value: object, language: str = "en") -> Any:
    """A value as JSON: a text is an object of its words per language, dates are ISO 8601, unknown is ``null``."""
    if isinstance(value, Text):
        return dict(value.words)
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Message):
        return say(value, language)
    if isinstance(value, (tuple, list)):
        return [plain(part, language) for part in cast("tuple[object, ...]", value)]
    if isinstance(value, Mapping):
        return {key: plain(part, language) for key, part in cast("Mapping[str, object]", value).items()}
    return value


def states(text: Text, languages: tuple[str, ...]) -> dict[str, str]:
    """The state of a text in each language: source, missing, stale, draft, reviewed."""
    return {language: text.state(language) for language in languages}
