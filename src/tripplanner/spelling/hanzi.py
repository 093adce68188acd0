"""How Chinese characters are read and with how many strokes they are written (``resources/hanzi``)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from tripplanner.resources import resource

HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_VOWELS = frozenset("aeiouv")
UNREAD = "~"  # sorts after every syllable

# Family names that are not read as the same characters are elsewhere; the long ones first.
_SURNAMES: Mapping[str, str] = {
    "万俟": "mo4 qi2", "尉迟": "yu4 chi2", "单于": "chan2 yu2", "长孙": "zhang3 sun1", "澹台": "tan2 tai2",
    "鲜于": "xian1 yu2", "令狐": "ling2 hu2", "宰父": "zai3 fu3", "亓官": "qi2 guan1", "皇甫": "huang2 fu3",
    "单": "shan4", "曾": "zeng1", "仇": "qiu2", "解": "xie4", "查": "zha1", "朴": "piao2", "任": "ren2", "区": "ou1",
    "翟": "zhai2", "盖": "ge3", "燕": "yan1", "华": "hua4", "乐": "yue4", "逄": "pang2", "缪": "miao4", "冼": "xian3",
    "洗": "xian3", "员": "yun4", "召": "shao4", "折": "she2", "黑": "he4", "繁": "po2", "种": "chong2", "句": "gou1",
    "秘": "bi4", "祭": "zhai4", "应": "ying1", "那": "na1", "过": "guo1", "隗": "wei3", "相": "xiang4", "冯": "feng2",
    "晁": "chao2", "覃": "qin2", "尹": "yin3", "葛": "ge3", "纪": "ji3", "宁": "ning4", "訾": "zi1", "车": "che1",
    "牟": "mou2", "佴": "nai4", "谌": "chen2", "郇": "xun2", "阚": "kan4", "幸": "xing4", "钭": "tou3", "适": "kuo4",
    "瞿": "qu2", "么": "yao1", "都": "du1", "哈": "ha3", "舍": "she4", "厘": "li2", "重": "chong2", "藏": "zang1",
}  # fmt: skip


@lru_cache(maxsize=4096)
def syllables(characters: str, *, surname: bool = False) -> tuple[str, ...]:
    """The reading of each Chinese character of a run, with its tone: ``("bing1", "hai3")``; 5 is no tone.

    Words are read as such (``chong2 qing4``), the longest first; :data:`UNREAD` stands for a character without
    a known reading. ``lü`` is written ``lu:``.

    :param surname: the run begins with a family name (``单`` is then read ``shan4``).
    """
    known, words, longest = _readings()
    found: list[str] = []
    if surname:
        found += _surname(characters)
    while len(found) < len(characters):
        at = len(found)
        for length in range(min(longest.get(characters[at], 1), len(characters) - at), 1, -1):
            spelt = words.get(characters[at : at + length])
            if spelt is not None:
                found += spelt.split()
                break
        else:
            found.append(known.get(characters[at], UNREAD))
    return tuple(found)


@lru_cache(maxsize=4096)
def toneless(syllable: str) -> str:
    """The letters one types for a syllable: ``lu:4`` gives ``lv``; nothing for an unread character."""
    return "" if syllable == UNREAD else syllable[:-1].replace("u:", "v")


_MARKS = {"1": "\u0304", "2": "\u0301", "3": "\u030c", "4": "\u0300", "5": ""}


def toned(syllable: str) -> str:
    """A syllable as it is printed: ``lu:4`` gives ``lǜ``; nothing for an unread character."""
    letters = "" if syllable == UNREAD else syllable[:-1].replace("u:", "ü")
    for vowel in ("a", "e", "ou", "iu", "o", "i", "u", "ü"):
        at = letters.find(vowel)
        if at >= 0:
            at += vowel == "iu"
            return unicodedata.normalize("NFC", f"{letters[: at + 1]}{_MARKS[syllable[-1]]}{letters[at + 1 :]}")
    return letters


@cache
def strokes() -> Mapping[str, int]:
    """How many strokes each character has."""
    lines = resource("hanzi", "strokes.txt").read_text(encoding="utf-8").splitlines()
    return {character: int(count) for count, characters in map(str.split, lines) for character in characters}


@cache
def _variants() -> Mapping[str, str]:
    lines = resource("hanzi", "variants.txt").read_text(encoding="utf-8").split()
    return {character: line for line in lines for character in line}


def variants(character: str) -> str:
    """Every way to write a character, itself among them: ``张張``, ``钟鍾鐘锺``; traditional and simplified are one."""
    return _variants().get(character, character)


@cache
def simplified() -> Mapping[int, str]:
    """For ``str.translate``: each character that has others beside it as one of them, the simplified where there is."""
    return {ord(character): line[0] for character, line in _variants().items()}


@cache
def known_syllables() -> frozenset[str]:
    """Every syllable with a vowel, as it is typed, without its tone."""
    return frozenset(one for one in map(toneless, _readings()[0].values()) if not _VOWELS.isdisjoint(one))


@lru_cache(maxsize=1024)
def spellings(letters: str) -> tuple[tuple[str, ...], ...]:
    """The ways to read letters as syllables, of which the last may be begun only: ``xian`` is xian or xi an.

    At most eight, those with the fewest syllables first; letters that are no pinyin give none.
    """
    if not re.fullmatch(r"[a-z]{1,40}", letters):
        return ()
    ways: list[list[tuple[str, ...]]] = [[()]]
    for end in range(1, len(letters) + 1):
        here = [
            (*way, letters[start:end])
            for start in range(max(0, end - 6), end)
            if _syllable(letters[start:end], begun=end == len(letters))
            for way in ways[start]
        ]
        ways.append(sorted(here, key=len)[:8])
    return tuple(ways[-1])


def _syllable(letters: str, *, begun: bool) -> bool:
    return letters in known_syllables() or (begun and letters in _beginnings())


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(s[:length] for s in known_syllables() for length in range(1, len(s) + 1))


def _surname(characters: str) -> list[str]:
    spelt = _SURNAMES.get(characters[:2]) or _SURNAMES.get(characters[:1]) or ""
    return spelt.split()


@cache
def _readings() -> tuple[Mapping[str, str], Mapping[str, str], Mapping[str, int]]:
    """Readings of characters; of words that are read otherwise; the longest such word by its first character."""
    single, _, words = resource("hanzi", "readings.txt").read_text(encoding="utf-8").partition("\n\n")
    known = {c: spelt for spelt, characters in map(str.split, single.splitlines()) for c in characters}
    odd = dict(line.split(" ", 1) for line in words.splitlines())
    longest: dict[str, int] = {}
    for word in odd:
        longest[word[0]] = max(longest.get(word[0], 0), len(word))
    return known, odd, longest
