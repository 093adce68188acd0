"""Names of countries and languages are CLDR's, whether they are known by heart or looked up."""

from __future__ import annotations

import babel
import pytest

from tripplanner import worldnames
from tripplanner.worldnames import country_name, language_name


@pytest.mark.parametrize(("language", "locale"), [("fr", "fr"), ("en", "en_GB"), ("zh", "zh")])
def test_the_names_known_by_heart_are_those_of_cldr(language: str, locale: str) -> None:
    cldr = babel.Locale.parse(locale)
    countries, languages = worldnames._COUNTRIES[language], worldnames._LANGUAGES[language]
    assert countries == {code: cldr.territories[code] for code in countries}
    assert languages == {code: cldr.languages[code] for code in languages}


def test_other_names_are_looked_up_and_what_has_none_is_its_code() -> None:
    assert [country_name(code, "fr") for code in ("ch", "np", "ZZZ")] == ["Suisse", "Népal", "ZZZ"]
    assert [language_name(code, "zh") for code in ("ZH", "ne", "xx-yy")] == ["中文", "尼泊尔语", "xx-yy"]
    assert language_name("de", "it") == "tedesco"
    assert country_name("FR", "no such language") == "FR"
