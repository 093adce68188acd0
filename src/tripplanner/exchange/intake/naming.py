"""Names in one cell, taken apart into family and given name in each script; doubt is said, never hidden.

``李娜``, ``李娜 LI Na``, ``买买提·艾力``, ``DUPONT Jean-Pierre``, ``Jean-Pierre DUPONT``, ``Dupont, Anne``, a
mononym. Capitals tell the family name; else the characters beside it, by their pinyin; else the custom of the place
the name comes from, which is a guess.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tripplanner.i18n import Message, msg
from tripplanner.planning.checks.naming import plain, readings
from tripplanner.spelling.hanzi import simplified

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_HAN_RUN = re.compile(
    r"[\u3400-\u9fff\U00020000-\U0003ffff·•・‧．]+(?:[ \u3000][\u3400-\u9fff\U00020000-\U0003ffff]+)*"
)
_BETWEEN_HAN = re.compile(r"(?<=[\u3400-\u9fff])\s*[.。·•・‧∙⋅-]\s*(?=[\u3400-\u9fff])")
_DOTS = str.maketrans("•・‧．", "····")
_ASIDE = re.compile(r"[()（）\[\]/|,，、]")
_COMPOUNDS = (
    "欧阳太史端木上官司马东方独孤南宫万俟闻人夏侯诸葛尉迟公羊赫连澹台皇甫宗政濮阳公冶太叔申屠公孙慕容仲孙钟离长孙"
    "宇文司徒鲜于司空闾丘令狐轩辕呼延拓跋百里东郭南门西门第五梁丘左丘单于完颜耶律纳兰叶赫"
    "鍾離"
)
_COMPOUND = frozenset(_COMPOUNDS[at : at + 2] for at in range(0, len(_COMPOUNDS), 2))
_FAMILY = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜"
    "崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文"
    "牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁"
    "冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏"
    "宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储"
    "原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支張劉陳楊黃趙吳孫馬羅鄭謝許"
    "韓馮鄧蕭葉蘇呂盧鐘譚陸範賈韋鄒閻龍賀顧龔萬錢嚴湯溫莊聶魯關蘭寧紀單塗駱藍"
)
_PARTICLES = frozenset(
    (
        "de",
        "du",
        "des",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "dos",
        "da",
        "di",
        "del",
        "della",
        "ten",
        "ter",
        "bin",
        "ibn",
        "bint",
        "al",
        "el",
        "dei",
        "zu",
        "af",
        "las",
        "los",
        "y",
        "بن",
        "ابن",
        "بنت",
        "آل",
        "ال",
    )
)
_VIETNAMESE_WORDS = "nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly truong dinh"
_VIETNAMESE_LETTERS = re.compile(r"[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
_KOREAN_WORDS = "kim lee park choi jung jeong kang cho yoon jang lim han shin seo kwon hwang ahn song"
_SPANISH_WORDS = (
    "garcia gonzalez rodriguez fernandez lopez martinez sanchez perez gomez martin jimenez ruiz hernandez diaz moreno "
    "alvarez munoz romero alonso gutierrez navarro torres dominguez vazquez ramos gil ramirez serrano blanco molina "
    "suarez castro ortega delgado ortiz rubio marin silva santos oliveira souza pereira costa ferreira vargas rojas "
    "mendoza flores rivera cruz reyes morales aguilar herrera medina castillo quispe mamani"
)
_VIETNAMESE, _KOREAN, _SPANISH = (
    frozenset(words.split()) for words in (_VIETNAMESE_WORDS, _KOREAN_WORDS, _SPANISH_WORDS)
)
_BEHIND = re.compile(r"[,\s]+(?:jr|sr|ii|iii|iv|ph\.?d|mba|m\.?d|esq)\.?$", re.I)
_HANGUL = re.compile(r"[\uac00-\ud7a3]{2,4}")
_SCRIPTS = {"ARABIC": "Arab", "CYRILLIC": "Cyrl", "GREEK": "Grek", "HANGUL": "Kore", "HEBREW": "Hebr", "THAI": "Thai",
            "DEVANAGARI": "Deva", "TIBETAN": "Tibt", "MONGOLIAN": "Mong", "ARMENIAN": "Armn", "GEORGIAN": "Geor",
            "BENGALI": "Beng", "TAMIL": "Taml", "LAO": "Laoo", "KHMER": "Khmr", "MYANMAR": "Mymr", "HIRAGANA": "Jpan",
            "KATAKANA": "Jpan", "ETHIOPIC": "Ethi", "SINHALA": "Sinh"}  # fmt: skip
_TITLES = re.compile(r"^(?:m\.|mr\.?|mrs\.?|ms\.?|mme\.?|mlle\.?|dr\.?|pr\.?|prof\.?|monsieur|madame)\s+", re.I)
_HONORIFICS = re.compile(r"(?:先生|女士|教授|博士|处长|主任)$")


@dataclass(frozen=True, slots=True)
class NameParts:
    """The parts of a name as :class:`~tripplanner.model.people.Person` keeps them; ``doubts`` are sentences.

    ``aside`` is what stands beside a name in characters and is none: ``王伟（团长）``. ``romanisation`` is
    pinyin with tones.
    """

    family: str = ""
    given: str = ""
    native_family: str = ""
    native_given: str = ""
    order: str = ""
    romanisation: str = ""
    aside: str = ""
    doubts: tuple[Message, ...] = ()


def split_name(text: str) -> NameParts:
    """The parts of a whole name as people write it, in one or both scripts."""
    tidy = _BETWEEN_HAN.sub("·", " ".join(unicodedata.normalize("NFKC", text).translate(_DOTS).split()))
    native = _HAN_RUN.search(tidy)
    if native is None:
        return _split_foreign(tidy) if has_foreign(tidy) else split_latin(tidy)
    rest = " ".join(_ASIDE.sub(" ", tidy[: native.start()] + " " + tidy[native.end() :]).split())
    found = split_native(native[0])
    if has_han(rest) or sum(map(str.isdigit, rest)) > 2:
        doubt = msg("“{rest}” beside the name goes into the notes.", rest=rest)
        return replace(found, aside=rest, doubts=(*found.doubts, doubt))
    if not any(c.isalpha() for c in rest):
        return found
    latin = split_latin(rest, found)
    return replace(latin, native_family=found.native_family, native_given=found.native_given,
                   doubts=(*found.doubts, *latin.doubts))  # fmt: skip


def _split_foreign(text: str) -> NameParts:
    """A name in another script (Arabic, Cyrillic, Hangul …), alone or beside its Latin letters."""
    parts = _ASIDE.sub(" ", text).split() if "," not in text else text.split()
    own = " ".join(word for word in parts if has_foreign(word))
    letters = " ".join(word for word in parts if not has_foreign(word) and any(map(str.isalpha, word)))
    if _HANGUL.fullmatch(own):
        found = NameParts(own[:1], own[1:], order="family_first", doubts=(_guessed(own, own[:1], own[1:]),))
    else:
        found = split_latin(own)
    latin = split_latin(letters) if letters else NameParts()
    return NameParts(latin.family, latin.given, found.family, found.given, found.order or latin.order,
                     doubts=(*found.doubts, *latin.doubts))  # fmt: skip


def has_foreign(text: str) -> bool:
    """Whether a text has letters that are neither Latin nor Chinese."""
    return any(c.isalpha() and not _is_latin(c) and not _HAN.match(c) for c in text)


def _is_latin(letter: str) -> bool:
    return letter.isascii() or unicodedata.name(letter, "").startswith(("LATIN", "MODIFIER", "FEMININE", "MASCULINE"))


def script_of(text: str) -> str:
    """The script (ISO 15924) of a name in its own letters; empty where it is not known."""
    if has_han(text):
        return "Hans"
    first = next((c for c in text if c.isalpha() and not _is_latin(c)), "")
    return _SCRIPTS.get(unicodedata.name(first, "").partition(" ")[0], "") if first else ""


def split_native(text: str) -> NameParts:
    """A name in Han characters; a space between them parts it, ``·`` belongs to names without family name."""
    text = _HONORIFICS.sub("", text.strip()) or text.strip()
    text = _BETWEEN_HAN.sub("·", text.translate(_DOTS))
    head, *tail = text.replace("\u3000", " ").split()
    if tail and len(head) > 2:  # 阿依古丽 买买提: her own name and her father’s
        whole = " ".join((head, *tail))
        return NameParts(native_given=whole, order="given_first", doubts=(_kept_whole(whole),))
    if "·" in text:
        whole = text.replace(" ", "")
        return NameParts(native_given=whole, order="given_first", doubts=(_kept_whole(whole),))
    if tail:
        known = len(head) == 1 or {head, head.translate(simplified())} & _COMPOUND
        given = "".join(tail)
        doubts = () if known else (_guessed(text, head, given),)  # 山田 太郎, but also 格桑 卓玛
        return NameParts(native_family=head, native_given=given, doubts=doubts)
    if len(head) == 1:
        return NameParts(native_given=head, doubts=(_mononym(head),))
    size = 2 if {head[:2], head[:2].translate(simplified())} & _COMPOUND and len(head) > 2 else 1
    family, given = head[:size], head[size:]
    if size == 1 and (len(head) > 3 or family.translate(simplified()) not in _FAMILY):
        return _unusual(head, family, given)
    return NameParts(native_family=family, native_given=given)


def _unusual(whole: str, family: str, given: str) -> NameParts:
    """Four characters without a compound family name, or a first one that is hardly a family name; five are none."""
    if len(whole) > 4 or (len(whole) > 3 and family.translate(simplified()) not in _FAMILY):
        return NameParts(native_given=whole, doubts=(_kept_whole(whole),))
    return NameParts(native_family=family, native_given=given, doubts=(_guessed(whole, family, given),))


def split_latin(text: str, native: NameParts | None = None) -> NameParts:
    """A name in another script than Han; ``native`` are its characters, whose pinyin tells which part is which."""
    text = _TITLES.sub("", text.strip())
    if native is not None and (letters := _toneless(text)) != text and _reads(native, letters):
        return replace(split_latin(letters, native), romanisation=text)
    if (behind := _BEHIND.search(text)) is not None and " " in text[: behind.start()]:
        found, rest = split_latin(text[: behind.start()], native), behind[0].strip(" ,")
        doubt = msg("“{rest}” beside the name goes into the notes.", rest=rest)
        return replace(found, aside=rest, doubts=(*found.doubts, doubt))
    if "," in text:
        family, given = (part.strip() for part in text.split(",", 1))
        return NameParts(family, given, order=_order(native, (family, given), written_first=True))
    words = text.split()
    if len(words) < 2:
        return NameParts(given=text, doubts=() if native is not None else (_mononym(text),)) if text else NameParts()
    return _by_capitals(words, native) or _by_pinyin(words, native) or _by_custom(words, native)


def _toneless(text: str) -> str:
    """Pinyin without its tones, which are marks on vowels or digits behind: ``Lǐ Nà`` and ``Li3 Na4`` are ``Li Na``."""
    parted = unicodedata.normalize("NFD", re.sub(r"(?<=[A-Za-zÜü])[1-5](?![0-9])", "", text))
    return unicodedata.normalize("NFC", parted.translate(dict.fromkeys(map(ord, "\u0300\u0301\u0304\u030c"))))


def _reads(native: NameParts, letters: str) -> bool:
    """Whether letters are how the characters of a name are read."""
    families, givens = readings(native.native_family) or {""}, readings(native.native_given) or {""}
    whole = plain(letters)
    return any(whole in (family + given, given + family) for family in families for given in givens)


def _by_capitals(words: Sequence[str], native: NameParts | None) -> NameParts | None:
    """``LI Na``, ``Jean-Pierre DUPONT``, ``Anne de LA TOUR``: the words in capitals are the family name."""
    large = [len(plain(word)) > 1 and re.sub(r"^(?:Mc|Mac)(?=[A-Z]{2})", "", word).isupper() for word in words]
    if all(large) or not any(large):
        return None
    count = sum(large)
    if large == [True] * count + [False] * (len(words) - count):
        order = _order(native, words, written_first=True)
        return NameParts(_cased(words[:count]), " ".join(words[count:]), order=order)
    start = large.index(True)
    if not all(large[start:]):
        return None
    while start > 1 and words[start - 1].casefold() in _PARTICLES:
        start -= 1
    order = _order(native, words, written_first=False)
    return NameParts(_cased(words[start:]), " ".join(words[:start]), order=order)


def _by_pinyin(words: Sequence[str], native: NameParts | None) -> NameParts | None:
    """Whichever word is how the family name is read in Chinese; the characters are known."""
    if native is None or not native.native_family:
        return None
    spelt = readings(native.native_family)
    for size in range(1, len(words)):
        if plain("".join(words[:size])) in spelt:
            return NameParts(_cased(words[:size]), _cased(words[size:]), order="family_first")
        if plain("".join(words[-size:])) in spelt:
            return NameParts(_cased(words[-size:]), _cased(words[:-size]), order="family_first")
    return None


def _by_custom(words: Sequence[str], native: NameParts | None) -> NameParts:
    """Nothing tells: Chinese names have the family name first, others last. A guess, and said."""
    text = " ".join(words)
    if native is not None and not native.native_family:
        return NameParts(given=text, order="given_first", doubts=(_kept_whole(text),))
    if native is not None or (len(words) == 2 and plain(words[0]) in _pinyin_families()):
        family, given = _cased(words[:1]), _cased(words[1:])
        return NameParts(family, given, order="family_first", doubts=(_guessed(text, family, given),))
    if _is_family_first(words):
        family, given = _cased(words[:1]), _cased(words[1:])
        return NameParts(family, given, order="family_first", doubts=(_guessed(text, family, given),))
    size = _with_particles(words, 1)
    if len(words) - size > 1 and plain(words[-size - 1]) in _SPANISH:  # two family names
        size = _with_particles(words, size + 1)
    family, given = _cased(words[-size:]), _cased(words[:-size])
    return NameParts(family, given, order="given_first", doubts=(_guessed(text, family, given),))


def _with_particles(words: Sequence[str], size: int) -> int:
    """How many words at the end are the family name, with what belongs before it."""
    while size < len(words) - 1 and words[-size - 1].casefold() in _PARTICLES:
        size += 1
    if words[-size].casefold().startswith(("d'", "d’")) and size < len(words) - 2:  # de La Tour d’Auvergne
        longer = _with_particles(words, size + 1)
        size = longer if longer > size + 1 else size
    return size


def _is_family_first(words: Sequence[str]) -> bool:
    """Whether a name is written as in Vietnam or in Korea."""
    first, text = plain(words[0]), " ".join(words)
    if first in _VIETNAMESE and (_VIETNAMESE_LETTERS.search(text) or plain(words[1]) in ("van", "thi")):
        return True
    return first in _KOREAN and len(words) == 2 and "-" in words[1]


def _order(native: NameParts | None, words: Sequence[str], *, written_first: bool) -> str:
    """Chinese names keep the family name first; that a list puts it first says nothing of how others sign."""
    if native is not None and native.native_family:
        return "family_first"
    return "" if written_first or (len(words) == 2 and plain(words[1]) in _pinyin_families()) else "given_first"


def _cased(words: Sequence[str]) -> str:
    return " ".join(word.title() if word.isupper() and len(word) > 1 else word for word in words)


_families: set[str] = set()


def _pinyin_families() -> set[str]:
    """How the usual Chinese family names are spelt."""
    if not _families:
        from pypinyin import Style, lazy_pinyin

        _families.update(plain(spelt) for spelt in lazy_pinyin(list(_FAMILY), style=Style.NORMAL))
        _families.update(plain("".join(lazy_pinyin(name, style=Style.NORMAL))) for name in _COMPOUND)
    return _families


def _guessed(whole: str, family: str, given: str) -> Message:
    return msg("“{name}” is read as family name “{family}”, given name “{given}”.",
               name=whole, family=family, given=given)  # fmt: skip


def _kept_whole(whole: str) -> Message:
    return msg("“{name}” is kept whole: nothing tells a family name in it.", name=whole)


def _mononym(whole: str) -> Message:
    return msg("“{name}” is kept as a name of one part.", name=whole)


def has_han(text: str) -> bool:
    """Whether a text has Chinese characters."""
    return _HAN.search(text) is not None
