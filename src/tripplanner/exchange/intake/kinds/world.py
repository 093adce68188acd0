"""Countries and languages by their names in three languages and by their codes."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from tripplanner.exchange.intake.headings import normalised
from tripplanner.exchange.intake.kinds.kind import Kind, Reading, Refused, plain
from tripplanner.exchange.intake.sheets import Cell, said
from tripplanner.i18n import msg

_LOCALES = ("fr", "en", "zh_Hans", "zh_Hant")
# What CLDR does not call a country: full names, three letters, the people of it.
_COUNTRIES = {
    "CN": "中华人民共和国 prc pr-china p.r.c. chn chinois chinoise chinese 中国籍 中国大陆 chine-populaire "
    "people’s-republic-of-china république-populaire-de-chine",
    "FR": "fra français française french république-française 法国籍 法兰西",
    "CH": "che suisse swiss helvétique 瑞士籍",
    "IT": "ita italien italienne italian 意大利籍",
    "DE": "deu ger allemand allemande german 德国籍",
    "GB": "gbr uk u.k. britannique british 英国 英国籍 royaume-uni england",
    "US": "usa u.s.a. u.s. états-unis américain américaine american 美国 美国籍",
    "ES": "esp espagnol espagnole spanish",
    "PT": "prt portugais portugaise portuguese",
    "BE": "bel belge belgian",
    "NP": "npl népalais népalaise nepalese nepali",
    "MN": "mng mongol mongole mongolian",
    "KZ": "kaz kazakh",
    "RU": "rus russe russian 俄国 russian-federation fédération-de-russie 俄罗斯联邦",
    "JP": "jpn japonais japonaise japanese",
    "KR": "kor coréen coréenne korean 韩国籍 republic-of-korea république-de-corée 大韩民国 korea corée",
    "IN": "ind indien indienne indian",
    "CA": "can canadien canadienne canadian",
    "AT": "aut autrichien autrichienne austrian",
    "NL": "nld néerlandais néerlandaise dutch 荷兰",
    "VN": "vnm vietnamien vietnamienne viet-nam 越南籍",
    "PE": "per péruvien péruvienne peruvian",
    "BR": "bra brésilien brésilienne brazilian",
    "HK": "香港 hong-kong hkg",
    "MO": "澳门 macao mac",
    "TW": "台湾 taïwan twn 中国台湾",
    "CL": "chl chilien chilienne",
    "MA": "mar marocain marocaine",
    "BT": "btn bhoutanais bhutanese",
    "PL": "pol polonais polonaise polish",
    "SE": "swe suédois suédoise swedish",
    "KP": "prk dprk 朝鲜民主主义人民共和国",
    "UA": "ukr ukrainien ukrainienne ukrainian",
    "UZ": "uzb",
    "KG": "kgz",
    "TJ": "tjk",
    "LA": "lao laotien laotienne",
    "MM": "mmr birmanie burma",
    "KH": "khm",
    "TH": "tha thaïlandais thaïlandaise thai",
    "ID": "idn",
    "MY": "mys",
    "SG": "sgp",
    "AU": "aus",
    "MX": "mex",
    "CZ": "cze tchéquie czech-republic république-tchèque",
}
_LANGUAGES = {
    "zh": "汉语 普通话 国语 中文 华语 mandarin chinois chinese cn",
    "en": "英文 英语 anglais eng",
    "fr": "法文 法语 français fra",
    "de": "德文 德语 ger",
    "it": "意文 意大利语",
    "es": "西文 西班牙语 castillan",
    "ru": "俄文 俄语",
    "ja": "日文 日语 jp",
    "bo": "藏语 藏文 tibétain",
    "ug": "维语 维吾尔语 ouïghour",
    "ne": "népalais",
}
_BETWEEN = re.compile(r"[,;/、，；+&|\n]|\s+(?:et|and|和|及)\s+|(?<=文)\s+|(?<=语)\s+")
_LEVEL = re.compile(r"\(.*?\)|（.*?）")


class CountryKind(Kind):
    """A country as its code of two letters (ISO 3166)."""

    def read(self, cell: Cell, reading: Reading) -> str:
        text = normalised(plain(cell))
        found = countries().get(text) or countries().get(text.removesuffix("籍"))
        if found is None:
            raise Refused(
                msg("“{value}” is not a country.", value=said(cell)), msg("Write its name, or its code of two letters.")
            )
        return found

    def show(self, value: Any, language: str) -> str:
        import babel

        names: Any = babel.Locale.parse({"zh": "zh_Hans", "en": "en_GB"}.get(language, language)).territories
        return names.get(value, value) if value else ""

    def cell(self, value: Any, language: str) -> Cell:
        return value


class LanguagesKind(Kind):
    """Languages as a list of codes (BCP 47), by their names or codes."""

    def read(self, cell: Cell, reading: Reading) -> list[str]:
        words = [word.strip() for word in _BETWEEN.split(_LEVEL.sub("", plain(cell)))]
        found = [self._code(word, cell) for word in words if word]
        return list(dict.fromkeys(found))

    def _code(self, word: str, cell: Cell) -> str:
        code = tongues().get(normalised(word))
        if code is None:
            raise Refused(
                msg("“{value}” is not a language.", value=word[:60]), msg("Write names or codes: français, en, 中文.")
            )
        return code

    def same(self, one: Any, other: Any) -> bool:
        return list(one or ()) == list(other or ())

    def cell(self, value: Any, language: str) -> Cell:
        return ", ".join(value) if value else None


class LanguageKind(LanguagesKind):
    """One language as its code."""

    def read(self, cell: Cell, reading: Reading) -> Any:
        return self._code(plain(cell), cell)

    def same(self, one: Any, other: Any) -> bool:
        return one == other

    def cell(self, value: Any, language: str) -> Cell:
        return value


COUNTRY, LANGUAGES, LANGUAGE = CountryKind(), LanguagesKind(), LanguageKind()


@cache
def countries() -> dict[str, str]:
    """Codes by normalised name: the names of CLDR in three languages, and what else people write."""
    return _by_name("territories", _COUNTRIES, 2)


@cache
def tongues() -> dict[str, str]:
    """Codes of languages by normalised name."""
    return _by_name("languages", _LANGUAGES, 3)


def _by_name(attribute: str, others: dict[str, str], longest: int) -> dict[str, str]:
    import babel

    found: dict[str, str] = {}
    for code, names in others.items():
        found.update({normalised(name): code for name in names.split()})
    for locale in _LOCALES:
        names_of: dict[str, str] = getattr(babel.Locale.parse(locale), attribute)
        for code, name in names_of.items():
            if code.isalpha() and len(code) <= longest:
                found.setdefault(normalised(name), code)
                found.setdefault(normalised(code), code)
    return found
