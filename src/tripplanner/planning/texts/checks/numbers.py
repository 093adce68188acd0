"""Numbers that the source says and the translation does not, and the reverse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tripplanner.i18n import msg
from tripplanner.planning.texts.checking import Mend, Pair, Remark, TextCheck
from tripplanner.planning.texts.moments import spoken_numbers
from tripplanner.planning.texts.numerals import Numeral, numerals


def _numbers(pair: Pair) -> Iterator[Remark]:
    source = numerals(pair.source, pair.source_language)
    target = numerals(pair.target, pair.target_language)
    missing = _alone(source, target, spoken_numbers(pair.target, pair.target_language))
    added = _alone(target, source, spoken_numbers(pair.source, pair.source_language))
    if len(missing) == len(added) == 1:
        yield _other(pair, missing[0], added[0])
        return
    for one in missing:
        yield Remark(msg("Number missing: {number}", number=one.written),
                     msg("“{number}” stands in the source and not here.", number=one.written))  # fmt: skip
    for one in added:
        yield Remark(msg("Number added: {number}", number=one.written),
                     msg("“{number}” does not stand in the source.", number=one.written),
                     span=(one.start, one.end))  # fmt: skip


def _other(pair: Pair, wanted: Numeral, found: Numeral) -> Remark:
    mend: Mend | None = None
    if found.written.isdigit() and len(wanted.values) == 1 and (value := next(iter(wanted.values))).is_integer():
        right = f"{int(value)}"
        words = pair.target[: found.start] + right + pair.target[found.end :]
        mend = Mend(msg("Write {number}", number=right), words)
    note = msg("“{wanted}” in the source, “{found}” here.", wanted=wanted.written, found=found.written)
    return Remark(msg("Another number"), note, mend, (found.start, found.end))


def _alone(numbers: Sequence[Numeral], others: Sequence[Numeral], spoken: frozenset[float]) -> list[Numeral]:
    """The numbers written in digits that the others say nowhere, each once; hours may be told by half days."""
    known = {value for other in others for value in other.values} | spoken
    known |= {value + 12 for value in known if value < 12} | {value - 12 for value in known if 12 < value <= 24}
    found: dict[frozenset[float], Numeral] = {}
    for one in numbers:
        if one.sure and not one.values & known and any(one.values):
            found.setdefault(one.values, one)
    return list(found.values())


CHECK = TextCheck("numbers", msg("Numbers"), _numbers, position=10)
