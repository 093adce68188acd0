"""Dates and lengths as each language writes them, held against CLDR."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, time, timedelta

import babel.dates
import pytest

from tripplanner import dates

SATURDAY = date(2027, 6, 19)


@pytest.mark.parametrize("language", ["fr", "en", "zh"])
def test_the_names_are_those_of_cldr(language: str) -> None:
    locale = dates.locale_of(language)
    months = babel.dates.get_month_names("wide", locale=locale)
    wide = babel.dates.get_day_names("wide", locale=locale)
    short = babel.dates.get_day_names("abbreviated", locale=locale)
    for month in range(1, 13):
        expected = f"{month}月" if language == "zh" else months[month]
        assert dates.month_name(month, language) == expected
    for weekday in range(7):
        day = date(2027, 6, 14 + weekday)
        assert wide[weekday] in dates.full_date(day, language)
        assert dates.short_weekday(day, language) == short[weekday]


@pytest.mark.parametrize(
    ("language", "full", "short", "long"),
    [
        ("fr", "samedi 19\u00a0juin", "sam. 19\u00a0juin", "19\u00a0juin 2027"),
        ("en", "Saturday 19\u00a0June", "Sat 19\u00a0June", "19\u00a0June 2027"),
        ("zh", "6月19日 星期六", "6月19日 周六", "2027年6月19日"),
        ("es", "sáb, 19 de junio", "sáb, 19 de junio", "19 de junio de 2027"),
        ("xx", "Saturday 19 June", "Sat 19 Jun", "19 June 2027"),
    ],
)
def test_a_day_in_each_language(language: str, full: str, short: str, long: str) -> None:
    assert dates.full_date(SATURDAY, language) == full
    assert dates.short_date(SATURDAY, language) == short
    assert dates.long_date(SATURDAY, language) == long


def test_the_first_of_the_month_is_an_ordinal_in_french_only() -> None:
    first = date(2027, 5, 1)
    assert dates.full_date(first, "fr") == "samedi 1er\u00a0mai"
    assert dates.full_date(first, "en") == "Saturday 1\u00a0May"


@pytest.mark.parametrize(
    ("first", "last", "french", "chinese"),
    [
        ((2027, 6, 13), (2027, 6, 20), "13–20\u00a0juin 2027", "2027年6月13日至20日"),
        ((2027, 5, 28), (2027, 6, 2), "28\u00a0mai – 2\u00a0juin 2027", "2027年5月28日至6月2日"),
        ((2027, 12, 30), (2028, 1, 2), "30\u00a0décembre 2027 – 2\u00a0janvier 2028", "2027年12月30日至2028年1月2日"),
        ((2027, 6, 13), (2027, 6, 13), "13\u00a0juin 2027", "2027年6月13日"),
        ((2027, 6, 13), (2027, 6, 1), "13\u00a0juin 2027", "2027年6月13日"),
    ],
)
def test_a_span_of_days(first: tuple[int, int, int], last: tuple[int, int, int], french: str, chinese: str) -> None:
    assert dates.date_span(date(*first), date(*last), "fr") == french
    assert dates.date_span(date(*first), date(*last), "zh") == chinese


def test_a_span_in_a_language_without_a_table_is_that_of_cldr() -> None:
    assert dates.date_span(date(2027, 6, 13), date(2027, 6, 20), "es") == "13–20 de junio de 2027"


@pytest.mark.parametrize(
    ("months", "french", "chinese"),
    [
        ([4, 5, 6, 7, 8, 9, 10], "avril–octobre", "4—10月"),
        ([1, 2, 3, 11, 12], "novembre–mars", "11—3月"),
        ([6], "juin", "6月"),
        ([3, 6, 7], "mars, juin–juillet", "3月、6—7月"),
        (list(range(1, 13)), "janvier–décembre", "1—12月"),
        ([], "", ""),
    ],
)
def test_months_are_joined_into_runs(months: list[int], french: str, chinese: str) -> None:
    assert dates.month_list(months, "fr") == french
    assert dates.month_list(months, "zh") == chinese


@pytest.mark.parametrize(
    ("language", "long", "short"),
    [("es", "abril–octubre", "abril–octubre"), ("de", "April–Oktober", "April–Oktober"),
     ("ja", "4月–10月", "4月–10月"), ("xx", "April–October", "April–October")],
)  # fmt: skip
def test_months_in_a_language_without_a_table_are_those_of_cldr(language: str, long: str, short: str) -> None:
    found = dates.month_list(range(4, 11), language), dates.short_month_list(range(4, 11), language)
    assert found == (long, short)


def test_the_head_of_a_narrow_column() -> None:
    day = date(2027, 9, 1)
    assert [dates.short_day(day, code) for code in ("fr", "en", "zh", "de")] == [
        "1er\u00a0sept.", "1\u00a0Sep", "9月1日", "1. Sept."
    ]  # fmt: skip


def test_a_zone_is_called_after_its_town() -> None:
    assert [dates.zone_city("Europe/Zurich", code) for code in ("fr", "en", "zh")] == ["Zurich", "Zurich", "苏黎世"]
    assert dates.zone_city("America/Argentina/Buenos_Aires", "fr").endswith("Buenos Aires")
    assert dates.zone_city("No/Such_Place", "fr") == "Such Place"


def test_lengths_and_distances() -> None:
    assert [dates.duration(m, "fr") for m in (45, 60, 75)] == ["45\u00a0min", "1\u00a0h", "1\u00a0h\u00a015"]
    assert [dates.duration(m, "zh") for m in (45, 60, 75)] == ["45分钟", "1小时", "1小时15分"]
    assert dates.duration(65, "en") == "1\u00a0h\u00a005\u00a0min"
    assert [dates.distance(104, code) for code in ("fr", "en", "zh")] == ["104\u00a0km", "104\u00a0km", "104公里"]
    assert [dates.distance(2.5, code) for code in ("fr", "en", "zh")] == ["2,5\u00a0km", "2.5\u00a0km", "2.5公里"]
    assert [dates.metres(1913, code) for code in ("fr", "en", "zh")] == ["1\u202f913\u00a0m", "1,913\u00a0m", "1913米"]


def test_small_things() -> None:
    assert dates.clock(time(8, 5)) == "08:05"
    said = [dates.dated(SATURDAY, one) for one in ("fr", "en", "zh")]
    assert said == ["19.06.2027", "19\u00a0Jun\u00a02027", "2027年6月19日"]
    later = [SATURDAY + timedelta(days=days) for days in (1, 12)]
    spans = [dates.day_span(SATURDAY, last, one) for one in ("fr", "en", "zh") for last in later]
    assert spans == [
        "19–20.06",
        "19.06–01.07",
        "19–20\u00a0Jun",
        "19\u00a0Jun–1\u00a0Jul",
        "6月19–20日",
        "6月19日–7月1日",
    ]
    assert [dates.typed_date(SATURDAY, one) for one in ("fr", "zh")] == ["19/06/2027", "2027-06-19"]
    assert dates.weekday_list([2, 1, 1], "fr") == "lun., mar."
    assert dates.weekday_list([1, 7], "zh") == "周一、周日"


def test_our_languages_do_not_load_babel() -> None:
    code = (
        "import sys, datetime, tripplanner.dates as d; day = datetime.date(2027, 6, 19); "
        "[d.full_date(day, l) + d.date_span(day, day, l) + d.month_list([1], l) for l in ('fr', 'en', 'zh')]; "
        "print('babel' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert said.split() == ["False"]


@pytest.mark.parametrize("language", ["fr", "en", "zh"])
def test_a_list_has_the_commas_of_its_language(language: str) -> None:
    between: str = babel.Locale.parse(language).list_patterns["standard"]["middle"]
    assert dates.listed(["a", "b", "c"], language) == between.format(between.format("a", "b"), "c")
