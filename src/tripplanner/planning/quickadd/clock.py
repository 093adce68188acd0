"""Times of day, lengths and ranges of both, as three languages write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from tripplanner.planning.quickadd.draft import Chip
from tripplanner.planning.quickadd.scan import Scan, compiled, one_of
from tripplanner.planning.quickadd.vocabularies import joined, merged

DAY_MIN, NOON = 1440, 720
EARLIEST = 7 * 60  # "half past two" is the afternoon before it is the night
SHORT_H, LONG_H = 6, 7  # "3h" alone is rather a length, "9h30 … 11h" rather an end

_HAN_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "十": 10}
_HALVES = {
    "凌晨": 0,
    "清晨": 0,
    "早上": 0,
    "早晨": 0,
    "上午": 0,
    "中午": 12,
    "下午": 12,
    "傍晚": 12,
    "晚上": 12,
    "晚": 12,
}

_HALF = "(?:" + "|".join(_HALVES) + ")"
_NUMBER = r"(?:\d{1,2}|[零〇一二两三四五六七八九十]{1,3})"
_HEAD, _TAIL = r"(?<![a-z0-9.,/:周期拜-])", r"(?![a-z0-9]|[:/]\d)"
#: Forms that can only be a time of day.
_SURE = (
    r"(?P<h>\d{1,2})[:.](?P<m>[0-5]\d)\s?(?P<ap>[ap]\.?m\b\.?)",
    r"(?P<h>\d{1,2})\s?(?P<ap>[ap]\.?m\b\.?)",
    rf"(?P<half>{_HALF})?\s?(?P<h>\d{{1,2}}):(?P<m>[0-5]\d)(?!\d)",
    rf"(?P<half>{_HALF})?\s?(?P<h>{_NUMBER})[点點時时](?:(?P<part>半|一刻|三刻)|(?P<m>{_NUMBER})分?|整|钟)?",
    r"(?P<h>\d{1,2})\s?h(?:eures?)?\s?(?P<part>et demie?|et quart|moins le quart)",
)
#: ``9h30``, ``2h``, ``2 heures``: a time or a length.
_EITHER = r"(?P<h>\d{1,2})\s?(?:heures?|h(?:rs?|ours?)?)(?:\s?(?P<m>[0-5]\d))?(?:(?<=\d)(?:min|mn))?"
#: ``at 12.30``: without the word before it, it may be a date or a measure.
_CUED = rf"{one_of(('at', 'a', 'vers', 'from'))}\s*(?P<h>\d{{1,2}})\.(?P<m>[0-5]\d)(?![\d.%]|\s?(?:h|km|m\b|小时|公里))"
#: Forms that can only be a length.
_LENGTHS = (
    r"(?P<h>[0-6])\s?h(?:eures?|ours?|rs?)?\s?(?P<m>[0-5]?\d)\s?(?:minutes?|mins?|mn|')",
    r"(?P<h>\d{1,2})\s?(?:hours?|hrs?)\s?and\s?(?:a\s)?half",
    r"(?P<f>\d{1,2}[.,]\d)\s?(?:heures?|hours?|hrs?|h|个?小时)",
    r"(?P<h>\d{1,2})\s(?:hours?|hrs?)",
    rf"(?P<h>{_NUMBER})个?(?P<half>半)?(?:小时|钟头)(?P<half2>半)?(?:(?P<m>{_NUMBER})分钟?)?",
    rf"(?P<m>\d{{1,4}}|{_NUMBER})\s?(?:minutes?|mins?|mn|'|分钟)",
)


def take_times(scan: Scan) -> list[Chip]:
    """The range, time and length of the line, taken out of it; at most one time and one length."""
    found = _range(scan) or _half_said_range(scan) or _end_alone(scan)
    times = [found] if found else []
    lengths = _sure_lengths(scan, bool(times))
    times += _sure_times(scan, times, lengths)
    return [_in_its_half(scan, chip) for chip in _ambiguous(scan, times, lengths)]


# -- ranges


def _range(scan: Scan) -> Chip | None:
    since = rf"(?:{one_of(joined('since'))}\s*)?"
    dash = rf"\s*(?:-+|~|→|>|{one_of(joined('until'))})\s*(?:{one_of(('a',))}\s*)?"
    short = tuple(word for word in joined("clock") if " " not in word)  # "noon"
    sure = (*_SURE, _EITHER, rf"(?P<word>{one_of(short)})")
    for first in (*sure, rf"(?P<h>{_NUMBER})"):
        for second in sure:
            pattern = f"{since}{_HEAD}{_named(first, 1)}{dash}{_named(second, 2)}{_TAIL}"
            for match in scan.each(pattern):
                pair = _pair(_groups(match, 1), _groups(match, 2))
                if pair:
                    scan.take(*match.span())
                    return Chip("time", pair, *match.span())
    return None


def _half_said_range(scan: Scan) -> Chip | None:
    """``9am-1``, ``9h à 11``, ``08h30/10h``: an hour that has no sign of its own, straight behind one that has."""
    many = one_of((*joined("counts"), *joined("months")))
    bare = rf"(?P<h>\d{{1,2}})(?!\s?{many})"
    forms = [(first, r"(?:-+|\s(?:a|to|until|till)\s|到|至)", bare) for first in (*_SURE[:3], _EITHER)]
    for first, dash, second in (*forms, (_EITHER, "/", _EITHER)):
        for match in scan.each(f"{_HEAD}{_named(first, 1)}{dash}{_named(second, 2)}{_TAIL}"):
            begun, ended = _groups(match, 1), _groups(match, 2)
            if begun.get("ap") and int(ended["h"]) <= int(begun["h"]):  # digits alone have a half of the day
                ended["ap"] = "pm"
            pair = _pair(begun, ended)
            if pair and pair[0] < pair[1]:
                scan.take(*match.span())
                return Chip("time", pair, *match.span())
    return None


def _end_alone(scan: Scan) -> Chip | None:
    """``jusqu'à 16h``: when it ends; that it begins an hour before is a guess, and the end as a start another one."""
    for form in (*_SURE, _EITHER):
        for match in scan.each(rf"{one_of(joined('up_to'))}\s*{_HEAD}{form}{_TAIL}"):
            end = _minutes(match.groupdict())
            if end is not None and end >= 60 and not _told_before(scan, match.start()):
                scan.take(*match.span())
                return Chip("time", (end - 60, end), *match.span(), (Chip("time", (end, None), *match.span()),))
    return None


def _told_before(scan: Scan, start: int) -> bool:
    return any(one.start() < start for form in (*_SURE, _EITHER) for one in scan.each(f"{_HEAD}{form}{_TAIL}"))


def _pair(first: dict[str, str], second: dict[str, str]) -> tuple[int, int] | None:
    """``2-4pm`` and ``下午2点到4点`` say the half of the day once."""
    hour = _count(first.get("h"))
    if second.get("ap") and not first.get("ap") and hour is not None and hour <= 12:
        late = _minutes({**first, "ap": second["ap"]})
        early = _minutes(first)
        end = _minutes(second)
        start = late if late is not None and end is not None and late < end else early
    else:
        if first.get("half") and not second.get("half"):
            second = {**second, "half": first["half"]}
        start, end = _minutes(first), _minutes(second)
    return None if start is None or end is None or start in (end, DAY_MIN) else (start, end)


# -- times and lengths


def _sure_lengths(scan: Scan, has_time: bool) -> list[Chip]:
    found: list[Chip] = []
    cue = rf"(?:{one_of(joined('lasting'))}[\s:]*)"
    either = rf"{cue}{_HEAD}{_EITHER}{_TAIL}"
    words = merged("lengths")
    for pattern in (either, *(rf"{cue}?{_HEAD}{form}{_TAIL}" for form in _LENGTHS)):
        for match in scan.each(pattern):
            minutes = _length(match.groupdict(), match.group())
            if minutes and not found:
                found.append(_taken(scan, Chip("length", minutes, *match.span())))
    for match in scan.each(rf"{cue}?{one_of(joined('lengths'))}"):
        word = next((w for w in joined("lengths") if match.group().endswith(w)), "")
        if word and not found:
            found.append(_taken(scan, Chip("length", words[word], *match.span())))
    return found


def _sure_times(scan: Scan, times: list[Chip], lengths: list[Chip]) -> list[Chip]:
    """Times that can be nothing else; a second one is the end of the first."""
    found = list(times)
    cue = rf"(?:{one_of(joined('at'))}\s*)?"
    candidates = [match for form in _SURE for match in scan.each(rf"{cue}{_HEAD}{form}{_TAIL}")]
    candidates += list(scan.each(_CUED))
    candidates += list(scan.each(rf"{cue}(?<!apres-)(?<!apres ){one_of(joined('clock'))}"))
    heard = rf"(?:{one_of((*joined('at'), *joined('until'), *joined('since')))}\s*)?{one_of(joined('spoken'))}"
    late = next(scan.each(one_of(joined("late"))), None) is not None
    spoken = {match.span(): match for match in scan.each(heard)}
    candidates += spoken.values()
    for match in sorted(candidates, key=lambda one: (one.start(), -one.end())):
        if any(not (match.end() <= chip.start or match.start() >= chip.end) for chip in found):
            continue
        minutes = _minutes(match.groupdict()) if "h" in match.groupdict() else _named_time(match.group())
        if minutes is None or (minutes == DAY_MIN and not found):
            continue
        said = _hours_said(minutes, late=late) if match.span() in spoken else (minutes,)
        if not found:
            chips = [Chip("time", (at, None), *match.span()) for at in said]
            found.append(_taken(scan, replace(chips[0], others=tuple(chips[1:]))))
        elif found[0].value[1] is None and not lengths and max(said) > found[0].value[0]:
            scan.take(*match.span())
            end = min(at for at in said if at > found[0].value[0])
            found[0] = replace(found[0], value=(found[0].value[0], end), end=match.end(), others=())
    return found[len(times) :] if times else found


def _hours_said(minutes: int, *, late: bool) -> tuple[int, ...]:
    """What somebody says has two halves of the day; the likelier first: nobody dines in the morning."""
    if minutes >= NOON:
        return (minutes,)
    early = minutes >= EARLIEST and not late
    return (minutes, minutes + NOON) if early else (minutes + NOON, minutes)


def _ambiguous(scan: Scan, times: list[Chip], lengths: list[Chip]) -> list[Chip]:
    """``9h30`` and ``2h``: the first is the time, the second the length; a short one alone is rather a length."""
    chips = [*times[:1], *lengths[:1]]
    at = rf"(?P<cue>{one_of(joined('at'))}\s*)?{_HEAD}{_EITHER}{_TAIL}"
    matches = list(scan.each(at))
    alone = len(matches) == 1 and not chips and not _half_after(scan, matches[0].end())
    if len(matches) == 2 and not matches[0]["cue"] and _length_first(*matches):
        matches.reverse()  # "visite 2h à 9h" says the length first
    for match in matches:
        groups = match.groupdict()
        time, length = _minutes(groups), _length(groups, match.group())
        time = None if time == DAY_MIN else time  # the end of a day begins nothing
        if time is None and length is None:
            continue
        chip = _decided(match, time, length, chips, alone=alone and not groups["cue"])
        if chip is not None:
            scan.take(*match.span())
            chips = [one for one in chips if one.kind != chip.kind] + [chip]
    return chips


def _length_first(one: re.Match[str], other: re.Match[str]) -> bool:
    """``2h … à 9h`` and ``1h30 … 9h``: is the first the length, and the second the time?"""
    return int(one["h"]) < SHORT_H and (bool(other["cue"]) or (int(one["h"]) < 4 and int(other["h"]) >= LONG_H))


def _decided(
    match: re.Match[str], time: int | None, length: int | None, chips: list[Chip], *, alone: bool
) -> Chip | None:
    told = next((chip for chip in chips if chip.kind == "time"), None)
    long = any(chip.kind == "length" for chip in chips)
    as_length = Chip("length", length, *match.span()) if length else None
    if told is None and time is not None:
        as_time = Chip("time", (time, None), *match.span())
        if alone and as_length and time < SHORT_H * 60:
            return replace(as_length, others=(as_time,))
        return replace(as_time, others=(as_length,)) if alone and as_length and length and length <= 720 else as_time
    if told is None or told.value[1] is not None or long:
        return None
    if time is not None and time > told.value[0] and (length or 0) >= LONG_H * 60:
        return replace(told, value=(told.value[0], time), end=max(told.end, told.end))
    return as_length


def _taken(scan: Scan, chip: Chip) -> Chip:
    scan.take(chip.start, chip.end)
    return chip


def _in_its_half(scan: Scan, chip: Chip) -> Chip:
    """``8h du soir``, ``half past two in the afternoon``: which half of the day is said behind the time."""
    if chip.kind != "time":
        return chip
    halves, match = merged("halves"), _half_after(scan, chip.end)
    if match is None:
        return chip
    scan.take(*match.span())
    first, last = (None if at is None else at % NOON + halves[match["half"]] for at in chip.value)
    return replace(chip, value=(first, last if first is None or last is None or last > first else last + NOON),
                   end=match.end(), others=())  # fmt: skip


def _half_after(scan: Scan, end: int) -> re.Match[str] | None:
    return compiled(rf"\s*(?P<half>{one_of(joined('halves'))})").match(scan.left, end)


# -- numbers


def _named(pattern: str, side: int) -> str:
    return compiled(r"\(\?P<(\w+)>").sub(rf"(?P<\g<1>_{side}>", pattern)


def _groups(match: re.Match[str], side: int) -> dict[str, str]:
    return {key[:-2]: value for key, value in match.groupdict().items() if key.endswith(f"_{side}") and value}


def _minutes(groups: Mapping[str, str | None]) -> int | None:
    """Minutes after midnight, or ``None`` for a time no clock shows."""
    if groups.get("word"):
        return _named_time(groups["word"] or "")
    hours, minutes = _count(groups.get("h")), _count(groups.get("m")) or 0
    if hours is None:
        return None
    minutes += {"半": 30, "一刻": 15, "三刻": 45, "et demi": 30, "et demie": 30, "et quart": 15,
                "moins le quart": -15}.get(groups.get("part") or "", 0)  # fmt: skip
    half = groups.get("ap")
    if half:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half[0] == "p" else 0)
    said = groups.get("half")
    if said and hours < 12 and _HALVES.get(said) == 12 and not (said == "中午" and hours == 11):
        hours += 12
    total = hours * 60 + minutes
    return total if 0 <= minutes + 15 < 75 and 0 <= total <= DAY_MIN and hours <= 24 else None


def _length(groups: Mapping[str, str | None], words: str) -> int | None:
    """A length in minutes, up to a day."""
    if groups.get("f"):
        total = round(float((groups["f"] or "0").replace(",", ".")) * 60)
    else:
        total = (_count(groups.get("h")) or 0) * 60 + (_count(groups.get("m")) or 0)
        if groups.get("half") or groups.get("half2") or words.endswith("half"):
            total += 30
    return total if 0 < total <= DAY_MIN else None


def _count(number: str | None) -> int | None:
    """``12`` and ``十二``."""
    if not number:
        return None
    if number.isascii():
        return int(number)
    tens, ten, ones = number.rpartition("十")
    if not ten:
        return int("".join(str(_HAN_DIGITS[c]) for c in number))
    return (_HAN_DIGITS[tens] if tens else 1) * 10 + (_HAN_DIGITS[ones] if ones else 0)


def _named_time(words: str) -> int | None:
    plain = " ".join(words.split())
    known = {**merged("clock"), **merged("spoken")}
    return next((known[word] for word in sorted(known, key=len, reverse=True) if plain.endswith(word)), None)
