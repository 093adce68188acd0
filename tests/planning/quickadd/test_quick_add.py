"""Quick add: the table of phrases, never an exception, and lines that say again what was understood."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from phrases import DAYS, KNOWN, LENGTHS, RANGES, TIMES, WHOLE

from tripplanner.planning.quickadd import Draft, Known, Name, parse, write

_ROW = re.compile(r"\s*[|\n]\s*")


def _rows(table: str, fields: int) -> list[tuple[str, ...]]:
    return [tuple(row.rsplit(" ", fields)) for row in _ROW.split(table.strip())]


def _ranges() -> list[tuple[str, str, str | None]]:
    found: list[tuple[str, str, str | None]] = []
    for row in _ROW.split(RANGES.strip()):
        match = re.fullmatch(r"(.*?) (\d\d:\d\d)(?: (\d\d:\d\d))?", row)
        assert match
        found.append((match[1], match[2], match[3]))
    return found


def test_the_table_is_long_enough() -> None:
    rows = [*_rows(TIMES, 1), *_rows(LENGTHS, 1), *_rows(DAYS, 1), *_ranges(), *WHOLE]
    assert len(rows) >= 300
    assert len({row[0] for row in rows}) >= 300


@pytest.mark.parametrize(("words", "time"), _rows(TIMES, 1))
def test_times(words: str, time: str) -> None:
    found = parse(f"{words} accueil", KNOWN)
    assert (f"{found.start:%d %H:%M}", found.title) == (f"15 {time}", "accueil")


@pytest.mark.parametrize(("words", "start", "end"), _ranges())
def test_ranges(words: str, start: str, end: str | None) -> None:
    found = parse(f"accueil {words}", KNOWN)
    assert f"{found.start:%H:%M}" == start
    assert end is None or (f"{found.end:%H:%M}", found.title) == (end, "accueil")


@pytest.mark.parametrize(("words", "minutes"), _rows(LENGTHS, 1))
def test_lengths(words: str, minutes: str) -> None:
    found = parse(f"14h accueil {words}", KNOWN)
    assert (found.minutes, f"{found.start:%H:%M}", found.title) == (int(minutes), "14:00", "accueil")


@pytest.mark.parametrize(("words", "days"), _rows(DAYS, 1))
def test_days(words: str, days: str) -> None:
    found = parse(f"{words} 10:00 accueil", KNOWN)
    expected = [_day(one) for one in days.split("/")]
    chip = next(chip for chip in found.chips if chip.kind == "day")
    assert [one.value for one in chip.readings()] == expected
    assert (found.start, found.title) == (
        datetime.combine(expected[0], datetime.min.time().replace(hour=10)),
        "accueil",
    )


def _day(words: str) -> date:
    month, _, day = words.rpartition("-")
    return date(2026, int(month or 9), int(day))


def _said(draft: Draft) -> dict[str, object]:
    """The row that describes this draft: only what differs from an hour's meeting on the day looked at."""
    where, way = draft.first("where"), draft.first("way")
    found: dict[str, object] = {
        "day": draft.day.day if draft.day and draft.day.day != 15 and not draft.first("time") else None,
        "start": f"{draft.start:%d %H:%M}" if draft.start else None,
        "minutes": draft.minutes if draft.minutes != 60 else None,
        "type": draft.type if draft.type != "meeting" else None,
        "where": where.label if where else None,
        "way": tuple(one.label for one in way) if way else None,
        "title": draft.title or None,
        "people": [one.label for one in draft.all("person")] or None,
        "themes": [one.label for one in draft.all("theme")] or None,
        "travel": draft.first("travel"),
    }
    return {key: value for key, value in found.items() if value is not None}


@pytest.mark.parametrize(("line", "expected"), WHOLE)
def test_whole_lines(line: str, expected: dict[str, object]) -> None:
    found = parse(line, KNOWN)
    plain = {key: value for key, value in expected.items() if key != "choices"}
    assert _said(found) == {key: value for key, value in plain.items() if (key, value) != ("minutes", 60)}
    if "choices" in expected:
        assert max(len(chip.readings()) for chip in found.chips) == expected["choices"]


@pytest.mark.parametrize("language", ["fr", "en", "zh", "es"])
def test_what_is_written_is_read_the_same_way(language: str) -> None:
    found = {line: parse(line, KNOWN) for line, _ in WHOLE}
    again = {line: parse(write(draft, language, KNOWN), KNOWN).meaning() for line, draft in found.items()}
    assert again == {line: draft.meaning() for line, draft in found.items()}


def test_another_reading_is_written_and_read_too() -> None:
    found = parse("9/10 Alpage 9h", KNOWN)
    other = found.cycled(0).cycled(next(n for n, chip in enumerate(found.chips) if chip.kind == "where"))
    assert (other.day, other.first("where").label) == (date(2026, 9, 10), "Alpage de Plan Bois")
    assert parse(write(other, "fr", KNOWN), KNOWN).meaning() == other.meaning()


def test_all_readings_come_round() -> None:
    found = parse("9/10 réunion", KNOWN)
    assert found.cycled(0) != found
    assert found.cycled(0).cycled(0) == found


def test_a_weekday_that_comes_twice_has_both_days() -> None:
    long = Known(date(2026, 9, 14), date(2026, 9, 25))
    assert [one.value.day for one in parse("mer 9h", long).chips[0].readings()] == [16, 23]


def test_tomorrow_is_a_day_only_where_the_trip_has_it() -> None:
    for today in (None, date(2026, 3, 1), date(2026, 9, 19)):
        found = parse("demain 9h accueil", replace(KNOWN, today=today, index={}))
        assert (found.day, found.title) == (date(2026, 9, 15), "demain accueil")


def test_the_end_of_a_way_is_a_place_before_it_is_whoever_works_there() -> None:
    canton, town = Name("organisation", 9, "Canton de Genève", ("Genève",)), Name("place", 8, "Genève", ("Geneva",))
    known = Known(places=(canton, town, Name("place", 1, "Annecy")))
    for line in ("+car Genève → Annecy", "car de Genève à Annecy", "trajet Genève Annecy"):
        (way,) = parse(line, known).chips
        assert [[end.id for end in one.value] for one in way.readings()] == [[8, 1], [9, 1]]
    assert parse("Genève 9h", known).first("where") is canton


def test_a_name_without_its_small_words_is_longer_than_the_place_in_it() -> None:
    known = Known(places=(Name("place", 1, "Viry"), Name("site", 2, "Écopont de Viry (A40)")))
    assert [parse(line, known).first("where").id for line in ("écopont viry", "viry", "Ecopont de Viry")] == [2, 1, 2]


def test_chips_say_where_they_stand() -> None:
    line = "mer. 9h30 SILA @Dupont"
    assert [line[chip.start : chip.end] for chip in parse(line, KNOWN).chips] == ["mer.", "9h30", "SILA", "@Dupont"]


_WORDS = """demain 9-11 half past nine o'clock du soir trajet 明天 pm
mer 16/9 9h 9h30 -11h à de 2h 14:00 25:61 下午 点半 两小时 9月 31日 @ # @Dupont #eau + +car → -> Asters 冰海
après : , " «» 99999999999 第十天 J0 J99 九十九点 十十点 0h00 24h 0 min ’"""
_TOKENS = st.sampled_from([*_WORDS.split(), " ", "\0"])
_ANYTHING = st.one_of(
    st.text(max_size=80), st.lists(_TOKENS, max_size=12).map(" ".join), st.lists(_TOKENS).map("".join)
)


@given(_ANYTHING)
@example("1" * 600)
@example("9h-" * 200)
@example("+car → →")
@example("九" * 300 + "点")
@example('"""')
def test_it_never_fails_and_loses_no_word(line: str) -> None:
    for known in (KNOWN, None):
        found = parse(line, known)
        for language in ("fr", "zh"):
            again = parse(write(found, language, known), known)
            assert again.meaning()[:-1] == found.meaning()[:-1]


@pytest.mark.parametrize(
    ("line", "people", "themes"),
    [
        ("@dup 9h", ["Anne Dupont"], []),
        ("@Wang #nat", ["王伟 WANG Wei"], ["Nature"]),
        ("@王 #e", ["王伟 WANG Wei"], ["Eau"]),
    ],
)
def test_behind_a_sign_the_beginning_of_a_name_is_enough(line: str, people: list[str], themes: list[str]) -> None:
    found = parse(line, KNOWN)
    assert [one.label for one in found.all("person")] == people
    assert [one.label for one in found.all("theme")] == themes
