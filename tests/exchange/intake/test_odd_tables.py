"""Tables as people really write them, one defect each: what was read wrong once."""

from __future__ import annotations

from typing import Any

import pytest
from rosters import looked, make_trip, planned, workbook

from tripplanner.exchange.intake.events.moments import zone_of
from tripplanner.exchange.intake.kinds.contact import PHONE
from tripplanner.exchange.intake.kinds.kind import Reading, Refused
from tripplanner.exchange.intake.kinds.lists import MONTHS
from tripplanner.exchange.intake.kinds.numbers import DegreesKind
from tripplanner.exchange.intake.kinds.times import SPAN
from tripplanner.i18n import say
from tripplanner.store.workspace import Workspace

LATITUDE = DegreesKind(-90, 90)


@pytest.mark.parametrize(
    ("cell", "hours"),
    [
        ("下午2点—4点", "14:00 16:00"), ("晚上8点-10点", "20:00 22:00"), ("晚上11点-1点", "23:00 01:00"),
        ("2:00–4:00 p.m.", "14:00 16:00"), ("10:00-2pm", "10:00 14:00"), ("上午9点-下午4点", "09:00 16:00"),
        ("9h-11h", "09:00 11:00"),
    ],
)  # fmt: skip
def test_what_is_said_of_one_end_is_meant_of_both(cell: str, hours: str) -> None:
    first, last = SPAN.take(cell, Reading())
    assert f"{first:%H:%M} {last:%H:%M}" == hours


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
    sideways = [["姓名", "李娜", "王伟"], ["职务", "处长", "教授"], ["手机", "1", "2"]]
    with Workspace.open(sqlite_url) as office:
        trip = make_trip(office)
        assert [one.field and one.field.key for one in looked(office, workbook(roster)).columns] == [
            "name", "post", "phone",
        ]  # fmt: skip
        rows = planned(office, workbook(roster), trip).rows
        assert [(row.state, row.reason and say(row.reason, "en")) for row in rows] == [
            ("new", None), ("skipped", "the name of a group"), ("new", None),
        ]  # fmt: skip
        assert {row.state for row in planned(office, workbook(sideways), trip).rows} == {"skipped"}


def test_a_card_without_an_organisation_is_given_one_in_place(sqlite_url: str) -> None:
    card = b"BEGIN:VCARD\r\nVERSION:3.0\r\nN:Dupont;Anne;;;\r\nFN:Anne Dupont\r\nEND:VCARD\r\n"
    with Workspace.open(sqlite_url) as office:
        plan = planned(office, card, None, "a.vcf", subject_key="contacts")
        (problem,) = plan.problems
        assert (problem.field, problem.heading, problem.value) == ("organisation", "Organisation", "")
        (row,) = plan.corrected(problem.row, problem.column, "Asters").rows
        assert (row.state, row.values["organisation"], row.values["family_name"]) == ("new", "Asters", "Dupont")


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
