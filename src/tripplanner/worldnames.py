"""What countries and languages are called: the common ones are known here, the others are CLDR's.

Babel takes a tenth of a second and four megabytes to say one name, and most windows only ever say these.
"""

from __future__ import annotations

from functools import cache

# As CLDR has them; a test compares.
_COUNTRIES = {
    "fr": {"FR": "France", "CH": "Suisse", "IT": "Italie", "CN": "Chine"},
    "en": {"FR": "France", "CH": "Switzerland", "IT": "Italy", "CN": "China"},
    "zh": {"FR": "法国", "CH": "瑞士", "IT": "意大利", "CN": "中国"},
}
_LANGUAGES = {
    "fr": {"fr": "français", "en": "anglais", "zh": "chinois", "it": "italien", "de": "allemand"},
    "en": {"fr": "French", "en": "English", "zh": "Chinese", "it": "Italian", "de": "German"},
    "zh": {"fr": "法语", "en": "英语", "zh": "中文", "it": "意大利语", "de": "德语"},
}


@cache
def country_name(code: str, language: str) -> str:
    """``FR`` as ``France``, ``法国``; the code itself where CLDR has no name."""
    known = _COUNTRIES.get(language, {}).get(code.upper())
    return known or _cldr("territories", language).get(code.upper(), code)


@cache
def language_name(code: str, language: str) -> str:
    """``zh`` as ``chinois``, ``中文``; the code itself where CLDR has no name."""
    known = _LANGUAGES.get(language, {}).get(code.lower())
    return known or _cldr("languages", language).get(code.lower().replace("-", "_"), code)


def _cldr(names: str, language: str) -> dict[str, str]:
    import babel

    try:
        return dict(getattr(babel.Locale.parse("en_GB" if language == "en" else language), names))
    except (babel.UnknownLocaleError, ValueError):
        return {}
