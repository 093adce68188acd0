"""How figures and gaps of learning are said, in the window and on the command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tripplanner import dates
from tripplanner.i18n import Message, msg, msgn, say
from tripplanner.planning.learning.fewest import LEAST
from tripplanner.planning.learning.statistics import Gap, Mean
from tripplanner.planning.money import written

LACKING: Mapping[str, Callable[[int], Message]] = {
    "objective": lambda n: msgn("{n} visit serves no objective", "{n} visits serve no objective", n),
    "question": lambda n: msgn("{n} visit has no prepared question", "{n} visits have no prepared question", n),
    "theme": lambda n: msgn("{n} visit shows no theme", "{n} visits show no theme", n),
    "observation": lambda n: msgn("{n} visit is over, and nothing was noted of it",
                                  "{n} visits are over, and nothing was noted of them", n),
}  # fmt: skip

NOTHING_COUNTED = msg("No trip has a visit or a meeting yet that was requested, confirmed or done.")
TOO_FEW = msg("No mean is told of fewer than {least} people’s answers: only how many there are.", least=LEAST)
NOTHING_TO_COVER = msg("This trip has no objective, no theme and no visit yet.")


def mean(one: Mean, language: str) -> str:
    """``4.2 (17)``: the mean and of how many; ``– (3)`` where it is not told; a dash where there is none."""
    value = "–" if one.value is None else dates.number(one.value, language, 1, fixed=True)
    return f"{value} ({one.n})" if one.n else value


def gain(before: Mean, after: Mean, language: str) -> str:
    """``2.1 → 3.8 (14, 12)``: before and after; a dash where nobody said."""
    if not before.n and not after.n:
        return "–"
    ends = ("–" if one.value is None else dates.number(one.value, language, 1, fixed=True) for one in (before, after))
    return f"{' → '.join(ends)} ({before.n}, {after.n})"


def gap_line(what: str, gap: Gap, language: str) -> str:
    """``5 visites n’ont pas de question préparée (6 h 15, 1 240,00 EUR)``; nothing where nothing lacks."""
    if not gap.visits:
        return ""
    visits = say(LACKING[what](gap.visits), language)
    spent = [dates.duration(gap.minutes, language)] if gap.minutes else []
    spent += [f"{written(amount, currency, language)} {currency}" for currency, amount in gap.money.items()]
    inside = "（{}）" if language == "zh" else " ({})"
    return visits + (inside.format((", " if language != "zh" else "，").join(spent)) if spent else "")
