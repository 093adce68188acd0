"""Tables as people really write them, one defect each: what was read wrong once."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from rosters import looked, make_trip, planned, workbook

from tripplanner.exchange.intake.events.moments import zone_of
from tripplanner.exchange.intake.kinds.contact import PHONE
from tripplanner.exchange.intake.kinds.kind import Reading, Refused
from tripplanner.exchange.intake.kinds.lists import MONTHS
from tripplanner.exchange.intake.kinds.numbers import DegreesKind
from tripplanner.exchange.intake.kinds.times import MOMENT, SPAN
from tripplanner.exchange.intake.naming import split_latin, split_native
from tripplanner.i18n import say
from tripplanner.store.workspace import Workspace

LATITUDE = DegreesKind(-90, 90)


@pytest.mark.parametrize(
    ("cell", "hours"),
    [
        ("下午2点—4点", "14:00 16:00"), ("晚上8点-10点", "20:00 22:00"), ("晚上11点-1点", "23:00 01:00"),
        ("2:00–4:00 p.m.", "14:00 16:00"), ("10:00-2pm", "10:00 14:00"), ("上午9点-下午4点", "09:00 16:00"),
        ("9h-11h", "09:00 11:00"), ("上午十点至十一点半", "10:00 11:30"), ("晚上十点-十二点", "22:00 00:00"),
        ("中午11点半-1点", "11:30 13:00"), ("下午两点到四点三刻", "14:00 16:45"),
    ],
)  # fmt: skip
def test_what_is_said_of_one_end_is_meant_of_both(cell: str, hours: str) -> None:
    first, last = SPAN.take(cell, Reading())
    assert f"{first:%H:%M} {last:%H:%M}" == hours


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("六月十三日上午十点半", "2027-06-13 10:30"), ("二〇二七年六月十三日下午两点", "2027-06-13 14:00"),
        ("6月13日下午3点", "2027-06-13 15:00"), ("2027.6.13晚八点一刻", "2027-06-13 20:15"),
        ("13日星期日上午九时", "2027-06-13 09:00"), ("六月廿日中午一点", "2027-06-20 13:00"),
        ("6月13日晚上12点", "2027-06-14 00:00"), ("6月13日凌晨12点", "2027-06-13 00:00"),
        ("13 juin à midi", "2027-06-13 12:00"), ("今年6月13日中午", "2027-06-13 12:00"),
        ("2027-06-13T00:00:00.000Z", "2027-06-13 00:00"),
        ("June 13, 3pm", "2027-06-13 15:00"), ("13 June 2027 10.30am", "2027-06-13 10:30"),
    ],
)  # fmt: skip
def test_a_spoken_day_and_time_are_a_moment(cell: str, moment: str) -> None:
    trip = Reading(around=(date(2027, 6, 13), date(2027, 6, 20)))
    assert f"{MOMENT.take(cell, trip):%Y-%m-%d %H:%M}" == moment


@pytest.mark.parametrize("cell", ["6月13日上午", "13 juin après-midi", "June 13, in the evening"])
def test_half_a_day_is_no_moment_and_says_why(cell: str) -> None:
    trip = Reading(around=(date(2027, 6, 13), date(2027, 6, 20)))
    with pytest.raises(Refused) as refused:
        MOMENT.take(cell, trip)
    assert say(refused.value.what, "en") == f"“{cell}” says which part of the day, not the hour."


def test_a_programme_says_day_and_hours_in_one_column(sqlite_url: str) -> None:
    rows = [
        ["时间", "内容"],
        ["六月十三日上午十点半", "参观"],
        ["6月14日下午3点-5点", "座谈"],
        ["六月十五日", "自由活动"],
    ]
    with Workspace.open(sqlite_url) as office:
        plan = planned(office, workbook(rows), make_trip(office), subject_key="programme")
    told = [(row.values.get("start"), row.values.get("end")) for row in plan.rows]
    assert told == [
        (datetime(2027, 6, 13, 10, 30), None),
        (datetime(2027, 6, 14, 15), datetime(2027, 6, 14, 17)),
        (None, None),
    ]
    assert plan.rows[2].state == "mend"  # a day without a time, and said so


@pytest.mark.parametrize("marks", ["", '"'])
def test_a_cell_that_is_too_long_waits_and_the_others_come_in(sqlite_url: str, marks: str) -> None:
    long = f"{marks}{'很' * 200_000}{marks}"
    text = f"姓名;职务;备注;xyz\n李娜;处长;{long};{long}\n王伟;教授;自付单间;7\n"
    with Workspace.open(sqlite_url) as office:
        plan = planned(office, text.encode(), make_trip(office), "名单.csv")
        (problem,) = plan.problems
        said = say(problem.sentence, "fr")
        kept = plan.ignoring(problem.row, problem.column)
    assert [row.state for row in plan.rows] == ["mend", "new"]
    assert all(part in said for part in ("ligne 2", "备注", "32767")), said
    assert [row.state for row in kept.rows] == ["new", "new"]
    assert plan.account()[2, 3] == "column"


@pytest.mark.parametrize(
    ("cell", "degrees"),
    [("45°54'12\"N", 45.9033333), ("S 12,5°", -12.5), ("45.9", 45.9), ("北45度30分", 45.5), ("45º 30′ S", -45.5)],
)
def test_degrees_are_read_with_minutes_and_the_side(cell: str, degrees: float) -> None:
    assert LATITUDE.take(cell, Reading()) == degrees


@pytest.mark.parametrize(
    ("shown", "zone"),
    [
        ("(UTC+01:00) Brussels, Copenhagen, Madrid, Paris", "Europe/Brussels"),
        ("(UTC+08:00) Beijing, Chongqing, Hong Kong, Urumqi", "Asia/Shanghai"),
        ("(UTC+05:00) Paris", ""), ("(UTC+01:00) Nowhere", ""),
    ],
)  # fmt: skip
def test_a_zone_as_windows_shows_it_is_known_by_its_cities(shown: str, zone: str) -> None:
    assert zone_of(shown) == zone


def test_months_from_one_to_another_and_no_month_of_a_truth() -> None:
    assert MONTHS.take("avril à octobre", Reading()) == [4, 5, 6, 7, 8, 9, 10]
    assert PHONE.take("'13900000001", Reading()) == "13900000001"  # the mark by which Excel keeps digits as words
    with pytest.raises(Refused):
        MONTHS.take(True, Reading())


def test_rows_that_are_nobody_are_left_out_and_say_why(sqlite_url: str) -> None:
    roster: list[list[Any]] = [["姓名", "職務", "電話"], ["李娜", "處長", None], ["第二组"], ["王伟", "教授", None]]
    roster += [["共2人"], ["填表人：张三", None, "电话：010"]]
    sideways = [["姓名", "李娜", "王伟"], ["职务", "处长", "教授"], ["手机", "1", "2"]]
    with Workspace.open(sqlite_url) as office:
        trip = make_trip(office)
        assert [one.field and one.field.key for one in looked(office, workbook(roster)).columns] == [
            "name", "post", "phone",
        ]  # fmt: skip
        rows = planned(office, workbook(roster), trip).rows
        assert [(row.state, row.reason and say(row.reason, "en")) for row in rows] == [
            ("new", None), ("skipped", "the name of a group"), ("new", None), ("skipped", "a row of totals"),
            ("skipped", "a line below the table: who filled it in, a note"),
        ]  # fmt: skip
        assert {row.state for row in planned(office, workbook(sideways), trip).rows} == {"skipped"}


def test_a_card_without_an_organisation_is_given_one_in_place(sqlite_url: str) -> None:
    card = b"BEGIN:VCARD\r\nVERSION:3.0\r\nN:Dupont;Anne;;Dr;\r\nFN:Anne Dupont\r\nEND:VCARD\r\n"
    with Workspace.open(sqlite_url) as office:
        plan = planned(office, card, None, "a.vcf", subject_key="contacts")
        (problem,) = plan.problems
        assert (problem.field, problem.heading, problem.value) == ("organisation", "Organisation", "")
        (row,) = plan.corrected(problem.row, problem.column, "Asters").rows
        assert (row.state, row.values["organisation"], row.values["family_name"]) == ("new", "Asters", "Dupont")
        assert row.values["address.fr"] == "Dr"


@pytest.mark.parametrize(
    ("heading", "cells", "meant"),
    [
        ("Titre", ("M.", "Mme", "Dr"), [("fr", "M.", "m"), ("fr", "Mme", "f"), ("fr", "Dr", None)]),
        ("Title", ("Mr", "Ms", "Prof."), [("en", "Mr", "m"), ("en", "Ms", "f"), ("en", "Prof.", None)]),
        ("称谓", ("女士", "先生", "教授"), [("zh", "女士", "f"), ("zh", "先生", "m"), ("zh", "教授", None)]),
        ("Titre", ("Directrice", "Mme", "Chef de service"), None),
    ],
)
def test_a_column_of_titles_holds_forms_of_address_or_posts(
    sqlite_url: str, heading: str, cells: tuple[str, ...], meant: list[tuple[str, str, str | None]] | None
) -> None:
    people = [["Nom", "Prénom", heading, "Société"]]
    people += [[name, "Jo", cell, "Asters"] for name, cell in zip(("Dupont", "Girard", "Morel"), cells, strict=True)]
    with Workspace.open(sqlite_url) as office:
        rows = planned(office, workbook(people), None, subject_key="contacts").rows
    if meant is None:
        assert [row.values["post.fr"] for row in rows] == list(cells)
        return
    told = [(language, row.values.get(f"address.{language}"), row.values.get("gender"))
            for row, (language, *_) in zip(rows, meant, strict=True)]  # fmt: skip
    assert told == meant


@pytest.mark.parametrize(
    ("latin", "parts"),
    [
        ("LǏ Nà", ("Li", "Na", "LǏ Nà")), ("Li3 Na4", ("Li", "Na", "Li3 Na4")), ("Nà Lǐ", ("Li", "Na", "Nà Lǐ")),
        ("Hélène Lǐ", ("Lǐ", "Hélène", "")), ("Li Na", ("Li", "Na", "")),
    ],
)  # fmt: skip
def test_tones_of_pinyin_are_how_a_name_is_read_and_not_its_letters(latin: str, parts: tuple[str, str, str]) -> None:
    found = split_latin(latin, split_native("李娜"))
    assert (found.family, found.given, found.romanisation) == parts
