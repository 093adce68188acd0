"""What people write into cells, read as values: dates, times, lengths, numbers, countries, roles, names."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tripplanner.exchange.intake.kinds.choices import ROLE, SEX, YES_NO
from tripplanner.exchange.intake.kinds.contact import EMAIL, PHONE
from tripplanner.exchange.intake.kinds.dates import DATE, PAST_DATE
from tripplanner.exchange.intake.kinds.kind import Kind, Reading, Refused
from tripplanner.exchange.intake.kinds.lists import HOURS, MONTHS, WEEKDAYS, WORDLIST
from tripplanner.exchange.intake.kinds.numbers import WHOLE, NumberKind
from tripplanner.exchange.intake.kinds.times import LENGTH, MOMENT, SPAN, TIME
from tripplanner.exchange.intake.kinds.world import COUNTRY, LANGUAGES
from tripplanner.exchange.intake.naming import split_name
from tripplanner.i18n import say

TRIP = Reading(around=(date(2027, 6, 13), date(2027, 6, 20)))
JUNE_13 = date(2027, 6, 13)
DAY = (
    "2027-06-13",
    "13/06/2027",
    "13.06.2027",
    "13 juin 2027",
    "dimanche 13 juin 2027",
    "June 13 2027",
    "June 13, 2027",
    "13 June 2027",
    "Sun 13 Jun 2027",
    "13-Jun-27",
    "2027年6月13日",
    "2027年6月13日（星期日）",
    "2027.6.13",
    "2027/6/13",
    "２０２７年６月１３日",
    "二〇二七年六月十三日",
    "20270613",
    20270613,
    46551,
    "46551",
    "6月13日",
    "6月13日（周日）",
    "dimanche 13 juin",
    "Sun, 13 June 2027",
    "le 13 juin 2027",
    "2027/6/13 0:00:00",
    "13 juin",
    "13/06",
    "2027-06-13T00:00:00",
    datetime(2027, 6, 13),
    JUNE_13,
)


@pytest.mark.parametrize("cell", DAY, ids=str)
def test_one_day_in_all_the_ways_it_is_written(cell: Any) -> None:
    assert DATE.take(cell, TRIP) == JUNE_13


@pytest.mark.parametrize("cell", ["2027.13.2", "31/02/2027", "lundi", "2027", 2027, 12.5, "13/13/2027", True, "绝密"])
def test_what_is_no_date_is_refused_with_its_value(cell: Any) -> None:
    with pytest.raises(Refused) as caught:
        DATE.take(cell, TRIP)
    assert say(caught.value.what, "en") == f"“{cell}” is not a date."


@pytest.mark.parametrize("cell", ["lundi 13 juin 2027", "Mon 13 June", "6月13日(星期一)", "2027-06-13 Tuesday"])
def test_a_weekday_that_is_not_that_of_its_day_is_said(cell: str) -> None:
    with pytest.raises(Refused) as caught:
        DATE.take(cell, TRIP)
    assert say(caught.value.what, "en") == f"“{cell}” contradicts itself: 2027-06-13 is Sun 13\u00a0June."


def test_a_weekday_tells_the_year_and_march_is_no_tuesday() -> None:
    over_new_year = Reading(around=(date(2027, 12, 28), date(2028, 1, 4)))
    assert DATE.take("Mon 3 January", over_new_year) == date(2028, 1, 3)
    assert DATE.take("13 mar 2027", TRIP) == date(2027, 3, 13)


def test_day_numbers_count_from_either_epoch() -> None:
    assert DATE.take(46551 - 1462, Reading(epoch_1904=True)) == DATE.take(46551, Reading()) == JUNE_13


@pytest.mark.parametrize(
    ("cells", "day", "doubt"),
    [
        (["03/04/2027", "25/12/2027"], date(2027, 4, 3), False),
        (["03/04/2027", "12/25/2027"], date(2027, 3, 4), False),
        (["03/04/2027", "05/04/2027"], date(2027, 4, 3), True),
        (["06/07/2027", "06/08/2027"], date(2027, 7, 6), True),
    ],
)
def test_a_column_decides_as_a_whole_which_of_day_and_month_comes_first(
    cells: list[str], day: date, doubt: bool
) -> None:
    reading = DATE.survey(cells, Reading())
    assert (DATE.take(cells[0], reading), reading.doubt is not None) == (day, doubt)


def test_the_days_of_the_trip_decide_where_the_column_does_not() -> None:
    reading = DATE.survey(["06/07/2027"], Reading(around=(date(2027, 6, 5), date(2027, 6, 9))))
    assert (DATE.take("06/07/2027", reading), reading.doubt) == (date(2027, 6, 7), None)


def test_a_short_year_of_birth_is_of_the_last_century() -> None:
    assert PAST_DATE.take("12/03/75", Reading()) == date(1975, 3, 12)


READ: list[tuple[Kind, Any, Any]] = [
    (TIME, "9h30", time(9, 30)),
    (TIME, "9:30 PM", time(21, 30)),
    (TIME, "下午2:30", time(14, 30)),
    (TIME, "14时30分", time(14, 30)),
    (TIME, "14点半", time(14, 30)),
    (TIME, 0.40625, time(9, 45)),
    (TIME, "1430", time(14, 30)),
    (TIME, time(9, 5, 59), time(9, 5)),
    (TIME, timedelta(hours=9), time(9)),
    (LENGTH, "1h30", 90),
    (LENGTH, "90 min", 90),
    (LENGTH, "1:30", 90),
    (LENGTH, "2小时", 120),
    (LENGTH, "1小时30分", 90),
    (LENGTH, "1,5 h", 90),
    (LENGTH, 90, 90),
    (LENGTH, 0.0625, 90),
    (LENGTH, timedelta(minutes=90), 90),
    (MOMENT, "13/06/2027 08:45", datetime(2027, 6, 13, 8, 45)),
    (MOMENT, "2027年6月13日8:45", datetime(2027, 6, 13, 8, 45)),
    (MOMENT, "13 juin à 8h45", datetime(2027, 6, 13, 8, 45)),
    (MOMENT, "13 juin", JUNE_13),
    (MOMENT, datetime(2027, 6, 13), JUNE_13),
    (SPAN, "9h30–11h", (time(9, 30), time(11))),
    (SPAN, "9:30", (time(9, 30), None)),
    (NumberKind(-90, 90), "45,9", 45.9),
    (NumberKind(-90, 90), "45.9°", 45.9),
    (NumberKind(0, 9999), "1 234,5", 1234.5),
    (WHOLE(0, 9999), "1,913", 1913),
    (WHOLE(0, 9999), "1 913 m", 1913),
    (WHOLE(0, 99), "25人", 25),
    (WHOLE(0, 99), 3.0, 3),
    (COUNTRY, "中国", "CN"),
    (COUNTRY, "Chine", "CN"),
    (COUNTRY, "CHN", "CN"),
    (COUNTRY, "Chinoise", "CN"),
    (COUNTRY, "中国籍", "CN"),
    (COUNTRY, "瑞士", "CH"),
    (COUNTRY, "États-Unis", "US"),
    (COUNTRY, "Germany", "DE"),
    (LANGUAGES, "français, anglais ; 中文", ["fr", "en", "zh"]),
    (LANGUAGES, "法语、英语", ["fr", "en"]),
    (SEX, "女", "f"),
    (SEX, "Monsieur", "m"),
    (ROLE, "团长", "head"),
    (ROLE, "Chef adjoint", "deputy"),
    (YES_NO, "是", True),
    (YES_NO, "non", False),
    (YES_NO, "未知", None),
    (EMAIL, "a@b.fr; <c@d.org>", "a@b.fr, c@d.org"),
    (PHONE, 8613912345678, "8613912345678"),
    (PHONE, "+33 4 50", "+33 4 50"),
    (MONTHS, "avr.–oct.", [4, 5, 6, 7, 8, 9, 10]),
    (MONTHS, "11月—3月", [1, 2, 3, 11, 12]),
    (MONTHS, "全年", list(range(1, 13))),
    (WEEKDAYS, "lun–ven", [1, 2, 3, 4, 5]),
    (WEEKDAYS, "周六、周日", [6, 7]),
    (HOURS, "9h-12h, 14:00–18:30", [["09:00", "12:00"], ["14:00", "18:30"]]),
    (WORDLIST, "A, B、C", ("A", "B", "C")),
    (WORDLIST, "Parc, nord; B", ("Parc, nord", "B")),
]


@pytest.mark.parametrize(("kind", "cell", "value"), READ, ids=lambda one: str(one)[:30])
def test_cells_are_read_as_values(kind: Kind, cell: Any, value: Any) -> None:
    assert kind.take(cell, TRIP) == value


REFUSED: list[tuple[Kind, Any]] = [
    (TIME, "25:00"),
    (TIME, "matin"),
    (LENGTH, "abc"),
    (LENGTH, -5),
    (WHOLE(0, 99), 3.5),
    (WHOLE(0, 99), "100"),
    (NumberKind(-90, 90), "95"),
    (NumberKind(-90, 90), float("nan")),
    (COUNTRY, "Atlantide"),
    (LANGUAGES, "klingonais"),
    (SEX, "？女"),
    (ROLE, "chauffeur"),
    (EMAIL, "a@b"),
    (EMAIL, "a@b.fr c@d.fr"),
    (PHONE, "见附件"),
    (MONTHS, "13"),
    (WEEKDAYS, "férié"),
    (HOURS, "12:00–09:00"),
    (MOMENT, "13/06/2027 25:99"),
    (SPAN, "9h–10h–11h"),
]


@pytest.mark.parametrize(("kind", "cell"), REFUSED, ids=lambda one: str(one)[:30])
def test_what_a_kind_cannot_take_is_refused(kind: Kind, cell: Any) -> None:
    with pytest.raises(Refused):
        kind.take(cell, TRIP)


KINDS = (
    DATE,
    TIME,
    LENGTH,
    MOMENT,
    SPAN,
    NumberKind(-9, 9),
    WHOLE(0, 9),
    COUNTRY,
    LANGUAGES,
    SEX,
    YES_NO,
    EMAIL,
    PHONE,
    MONTHS,
    WEEKDAYS,
    HOURS,
    WORDLIST,
)
CELLS = st.one_of(
    st.text(max_size=40),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.datetimes(),
    st.dates(),
    st.times(),
    st.timedeltas(),
    st.text("0123456789年月日/-.: hminamp,三十下午", max_size=14),
)


@pytest.mark.usefixtures("nothing_is_counted")
@given(cell=CELLS)
def test_any_cell_is_read_or_refused(cell: Any) -> None:
    """And the same each time: nothing of a cell is left behind in the kind that read it."""
    assert [_answer(kind, cell) for kind in KINDS] == [_answer(kind, cell) for kind in KINDS]


def _answer(kind: Any, cell: Any) -> str:
    """The value that was read, or the end of the sentence that refuses it; any other error is raised."""
    try:
        return repr(kind.take(cell, kind.survey([cell], TRIP)))
    except Refused as refused:
        ends = [say(refused.what, language) for language in ("fr", "en", "zh")]
        assert "" not in ends
        return ends[0]


@pytest.mark.parametrize(
    ("written", "family", "given", "native_family", "native_given", "doubtful"),
    [
        ("李娜", "", "", "李", "娜", False),
        ("李　娜", "", "", "李", "娜", False),
        ("欧阳明", "", "", "欧阳", "明", False),
        ("买买提·艾力", "", "", "", "买买提·艾力", True),
        ("李娜 LI Na", "Li", "Na", "李", "娜", False),
        ("Na Li（李娜）", "Li", "Na", "李", "娜", False),
        ("OUYANG Wenlan 欧阳文澜", "Ouyang", "Wenlan", "欧阳", "文澜", False),
        ("LI Na", "Li", "Na", "", "", False),
        ("Na LI", "Li", "Na", "", "", False),
        ("Li Na", "Li", "Na", "", "", True),
        ("DUPONT Jean-Pierre", "Dupont", "Jean-Pierre", "", "", False),
        ("Jean-Pierre DUPONT", "Dupont", "Jean-Pierre", "", "", False),
        ("Dupont, Anne", "Dupont", "Anne", "", "", False),
        ("Anne de LA TOUR", "de La Tour", "Anne", "", "", False),
        ("María GARCÍA LÓPEZ", "García López", "María", "", "", False),
        ("Jean-Pierre Dupont", "Dupont", "Jean-Pierre", "", "", True),
        ("Tenzin", "", "Tenzin", "", "", True),
        ("扎西顿珠", "", "", "", "扎西顿珠", True),
        ("Nguyễn Văn An", "Nguyễn", "Văn An", "", "", True),
        ("Gabriel García Márquez", "García Márquez", "Gabriel", "", "", True),
        ("Jean de La Tour d’Auvergne", "de La Tour d’Auvergne", "Jean", "", "", True),
        ("Marie Claire d’Artois", "d’Artois", "Marie Claire", "", "", True),
        ("محمد بن سلمان", "", "", "بن سلمان", "محمد", True),
        ("김정은 Kim Jong-un", "Kim", "Jong-un", "김", "정은", True),
        ("Иван Петров", "", "", "Петров", "Иван", True),
        ("Mr. John Smith, Jr.", "Smith", "John", "", "", True),
        ("McDONALD Ann", "McDONALD", "Ann", "", "", False),
        ("欧阳娜娜", "", "", "欧阳", "娜娜", False),
        ("歐陽曉嵐", "", "", "歐陽", "曉嵐", False),
        ("苏和巴特尔", "", "", "", "苏和巴特尔", True),
        ("买买提．艾力", "", "", "", "买买提·艾力", True),
        ("买买提 - 艾力", "", "", "", "买买提·艾力", True),
        ("阿依古丽 买买提", "", "", "", "阿依古丽 买买提", True),
        ("OUYANG XIAOLAN", "Ouyang", "Xiaolan", "", "", True),
        ("王伟 13800138000", "", "", "王", "伟", True),
        ("Suharto", "", "Suharto", "", "", True),
    ],
)
def test_names_are_taken_apart_and_doubt_is_said(
    written: str, family: str, given: str, native_family: str, native_given: str, doubtful: bool
) -> None:
    parts = split_name(written)
    found = (parts.family, parts.given, parts.native_family, parts.native_given, bool(parts.doubts))
    assert found == (family, given, native_family, native_given, doubtful)
