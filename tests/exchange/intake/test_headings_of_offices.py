"""Rosters under headings as offices write them: what one row of headings does not say alone, its neighbours do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from rosters import looked, make_trip, text_table, workbook

from tripplanner.exchange.intake.applying import apply, label
from tripplanner.exchange.intake.limits import Unreadable
from tripplanner.exchange.intake.opening import look
from tripplanner.exchange.intake.previewing import Plan
from tripplanner.exchange.intake.readers import read_bytes
from tripplanner.exchange.intake.subjects import Target
from tripplanner.i18n import say
from tripplanner.store.workspace import Workspace
from vaults import make_vault


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    location: Path = tmp_path_factory.mktemp("headings") / "office.db"
    with Workspace.open(location, create=True) as workspace:
        make_trip(workspace)
        make_vault(workspace)
        yield workspace


def read(office: Workspace, rows: list[list[Any]], name: str = "名单.xlsx", data: bytes | None = None) -> Plan:
    seen = office.get(look, read_bytes(data or workbook(rows), name), subject_key="delegates")
    return office.get(seen.plan, Target(1, "fr"), vault=office.vault)


def fields(plan: Plan) -> dict[str, str]:
    return {column.heading: column.field.key if column.field else "" for column in plan.columns}


def test_what_one_eats_and_what_one_must_not_eat_are_kept_together(office: Workspace) -> None:
    plan = read(office, [
        ["姓名", "饮食禁忌", "是否清真", "过敏", "紧急联系人", "紧急联系人电话"],
        ["王伟", "忌辛辣", "是", "花生", "李娜", "010-62880000"],
        ["李娜", "素食，不吃猪肉", "否", "无", "", ""],
        ["何静", "", "", "青霉素", "", ""],
    ])  # fmt: skip
    told = [row.protected for row in plan.rows]
    assert told[0]["diet"] == (("halal", "allergy"), "饮食禁忌: 忌辛辣; 过敏: 花生")
    assert told[0]["emergency_contact"] == "李娜, 010-62880000"
    assert (told[1]["diet"], told[2]["diet"]) == ((("no_pork", "vegetarian"), ""), (("allergy",), "青霉素"))
    office.do(label(plan), apply, plan, vault=office.vault)
    assert (
        read(office, [[c.heading for c in plan.columns], *(list(r.cells) for r in plan.rows)]).counts["unchanged"] == 3
    )
    office.undo()


def test_pinyin_is_the_name_and_the_english_name_how_one_goes_abroad(office: Workspace) -> None:
    plan = read(office, [
        ["中文名", "英文名", "拼音", "微信号", "手机", "办公电话"],
        ["司马德", "Simon Sima", "SIMA De", "wx1", "13800138000", "010-62880000"],
        ["欧阳晓岚", "OUYANG XIAOLAN", "OUYANG Xiaolan", "", "", ""],
        ["苏和巴特尔", "", "", "", "", ""],
    ])  # fmt: skip
    first, second, third = (row.values for row in plan.rows)
    assert (first["family_name"], first["given_name"], first["preferred_latin"]) == ("Sima", "De", "Simon Sima")
    assert (first["phone"], first["notes"]) == ("13800138000", "微信号: wx1\n办公电话: 010-62880000")
    assert (second["native_family"], second["family_name"]) == ("欧阳", "Ouyang")
    assert "preferred_latin" not in second  # the same in capitals
    assert (third["native_given"], "native_family" in third and third["native_family"]) == ("苏和巴特尔", "")


def test_another_name_than_that_of_the_passport_is_how_one_signs(office: Workspace) -> None:
    rows = [["Name", "Name in passport"], ["Bill Wang", "WANG WEI"], ["Wei Zhang", "ZHANG WEI"]]
    first, second = (row.values for row in read(office, rows).rows)
    assert (first["family_name"], first["given_name"], first["preferred_latin"]) == ("Wang", "Wei", "Bill Wang")
    assert (second["family_name"], "preferred_latin" in second) == ("Zhang", False)


def test_a_text_in_a_column_for_each_language_keeps_them_all(office: Workspace) -> None:
    plan = read(office, [
        ["姓名", "Name", "Position", "职务", "单位", "Institution"],
        ["李娜", "LI Na", "Head of division", "处长", "国家林草局", "NFGA"],
    ])  # fmt: skip
    values = plan.rows[0].values
    assert (values["post.zh"], values["post.en"], values["family_name"]) == ("处长", "Head of division", "Li")
    assert (values["organisation"], values["notes"]) == ("国家林草局", "Institution: NFGA")
    names = looked(office, workbook([["Nom", "名称", "Name"], ["Marais", "湿地", "Marsh"]]), subject_key="sites")
    assert [one.field.key if one.field else "" for one in names.columns] == ["name.fr", "name.zh", "name.en"]


def test_hour_and_flight_are_of_the_arrival_or_departure_left_of_them(office: Workspace) -> None:
    plan = read(office, [
        ["Nom", "Prénom", "Arrivée", "Heure", "Vol", "Départ", "Heure", "Vol"],
        ["Rey", "Zoé", "13 juin", "18h30", "AF 135", "20 juin 2027", "midi", "AF 136"],
    ])  # fmt: skip
    values = plan.rows[0].values
    assert (values["arrives_on"], values["arrival_time"], values["arrival_carrier"]) == (
        date(2027, 6, 13), time(18, 30), "AF 135",
    )  # fmt: skip
    assert (values["departure_time"], values["departure_carrier"]) == (time(12), "AF 136")
    remembered = {"Vol": "departure_carrier", "Heure": "departure_time", "Nom": "family_name"}
    book = read_bytes(workbook([[c.heading for c in plan.columns]]), "a.xlsx")
    again = office.get(look, book, subject_key="delegates", mapping=remembered)
    assert [c.field.key for c in again.columns if c.field] == [
        "family_name", "given_name", "arrives_on", "arrival_time", "arrival_carrier", "leaves_on", "departure_time",
        "departure_carrier",
    ]  # fmt: skip
    plan = read(office, [["姓名", "抵达日期", "抵达时间"], ["王伟", "6月13日", "18:30"]])
    assert fields(plan) == {"姓名": "name", "抵达日期": "arrives_on", "抵达时间": "arrival_time"}


@pytest.mark.parametrize("merged", [True, False], ids=["merged", "text"])
def test_headings_over_two_rows_are_read_with_their_group(office: Workspace, merged: bool) -> None:
    rows = [
        ["姓名", "", "护照", "", "联系方式", "", "单位"],
        ["中文", "姓（拼音）", "号码", "有效期", "手机", "邮箱", ""],
        ["王芳", "WANG", "E1", "2031-01-01", "13800138000", "w@example.cn", "清华大学"],
    ]
    if merged:
        import io

        import openpyxl

        book: Any = openpyxl.load_workbook(io.BytesIO(workbook(rows)))
        for cells in ("A2:B2", "C2:D2", "E2:F2", "G2:G3"):
            book.active.merge_cells(cells)
        held = io.BytesIO()
        book.save(held)
        plan = read(office, rows, data=held.getvalue())
    else:
        plan = read(office, rows, "名单.csv", text_table(rows, "gb18030"))
    assert [c.field.key if c.field else "" for c in plan.columns] == [
        "native_name", "family_name", "passport.number", "passport.expires", "phone", "email", "organisation",
    ]  # fmt: skip
    assert [row.label for row in plan.rows] == ["王芳 WANG"]


def test_numbers_that_a_spreadsheet_kept_shortened_or_made_decimal(office: Workspace) -> None:
    text = '姓名,手机,护照号\n王芳,"=""013800138000""","=""0012"""\n李雷,1.38001E+10,E9\n韩梅,13900139000.0,E8\n'
    plan = read(office, [], "名单.csv", text.encode("utf-8-sig"))
    assert [row.values.get("phone") for row in plan.rows] == ["013800138000", None, "13900139000"]
    assert plan.rows[0].protected["passport.number"] == "0012"
    assert [say(one.what, "en") for one in plan.problems] == [
        "“1.38001E+10” was shortened by a spreadsheet: its digits are lost."
    ]


def test_telephones_that_lost_their_zero_are_said_and_given_names_in_capitals_are_none(office: Workspace) -> None:
    rows = [
        ["姓名", "姓（拼音）", "名（拼音）", "手机"],
        ["李娜", "LI", "NA", 612345678],
        ["何静", "HE", "JING", "0612345678"],
    ]
    plan = read(office, rows)
    assert [row.label for row in plan.rows] == ["李娜 LI Na", "何静 HE Jing"]
    assert say(plan.columns[3].remark or "", "en") == (
        "612345678 and others like it may have lost a 0 or a + at their front."
    )


def test_where_and_when_a_passport_was_made_goes_into_no_field_and_no_sentence(office: Workspace) -> None:
    seen = looked(office, workbook([["姓名", "护照签发日期", "民族"], ["王伟", "2021-01-02", "汉"]]))
    assert [(column.field is None, column.samples) for column in seen.columns[1:]] == [(True, ("••••",))] * 2


def test_zeros_an_old_program_left_in_a_text_do_not_make_it_binary(office: Workspace) -> None:
    data = "Nom;Prénom;Organisme\nRey;Zoé;Parc\0 national\n".encode()
    assert read(office, [], "a.csv", data).rows[0].values["organisation"] == "Parc national"
    with pytest.raises(Unreadable):
        read_bytes(b"\x09\x00\x04\x00\x02\x00\x10\x00" + bytes(200), "a.csv")


@pytest.mark.parametrize(
    ("headings", "kinds"),
    [
        ("First Name,Last Name,Company,Department,Business Phone,Mobile Phone,Business Country/Region,Birthday,Gender",
         "given_name family_name organisation notes notes phone - birth_date.date gender"),
        ("Prénom,Nom,Société,Service,Téléphone (bureau),Tél. mobile,Rue (bureau),Adresse de messagerie,Anniversaire",
         "given_name name organisation notes notes phone notes email -"),
        ("Name,Organization 1 - Type,Organization 1 - Name,Organization 1 - Title,E-mail 1 - Value,Phone 1 - Value",
         "name notes organisation post email phone"),
        ("单位名称,联系人,职务,办公电话,手机,传真", "organisation name post notes phone notes"),
    ],
)  # fmt: skip
def test_columns_of_address_books(office: Workspace, headings: str, kinds: str) -> None:
    row = "Anne,Dupont,Asters,Eau,+33 4 50 00 00 00,+33 6 12 34 56 78,France,0/0/00,Unspecified"
    data = f"{headings}\n{row}".encode()
    columns = looked(office, data, "contacts.csv", subject_key="contacts").columns
    assert [one.field.key if one.field else "-" for one in columns if one.heading] == kinds.split()


def test_days_that_are_none_and_a_row_without_a_name_are_no_dead_end(office: Workspace) -> None:
    data = "Prénom;Nom;Société;Anniversaire;Date de naissance\nAnne;Rey;ONF;0/0/00;0-0-00\n".encode()
    seen = looked(office, data, "contacts.csv", subject_key="contacts")
    assert office.get(seen.plan, Target(), vault=office.vault).counts["new"] == 1
    seen = looked(office, "单位,邮箱\n林草局,a@example.cn\n".encode(), "a.csv", subject_key="contacts")
    plan = office.get(seen.plan, Target())
    (problem,) = plan.problems
    assert say(problem.what, "en") == "“Full name” is missing."
    assert plan.corrected(problem.row, problem.column, "王芳").counts["new"] == 1


def test_a_day_said_once_is_that_of_the_rows_below_it(office: Workspace) -> None:
    rows = [["Date", "Début", "Activité", "Remarques"], ["mar. 15 juin", "9h", "Réunion", ""],
            ["", "14h", "Visite", ""], ["À confirmer avant mai", "", "", ""]]  # fmt: skip
    seen = looked(office, workbook(rows), subject_key="programme")
    assert say(seen.columns[0].remark, "en") == "Where a cell is empty, the one above it holds."
    plan = office.get(seen.plan, Target(1))
    assert [str(row.values.get("start", row.state)) for row in plan.rows] == [
        "2027-06-15 09:00:00", "2027-06-15 14:00:00", "skipped",
    ]  # fmt: skip


def test_the_same_file_says_the_same_whichever_language_the_office_works_in(office: Workspace) -> None:
    roster = workbook([["Surname", "Given name", "Position", "Kind of room"], ["Rey", "Zoé", "Director", "twin"]])
    events = (
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Réunion « parc »\nDTSTART:20270614T090000\n"
        "DTEND:20270614T100000\nEND:VEVENT\nEND:VCALENDAR\n"
    ).encode()
    places = (
        b'{"type": "Feature", "properties": {"name": "Col"}, "geometry": {"type": "Point", "coordinates": [6, 45]}}'
    )
    for data, name, key in (
        (roster, "a.xlsx", "delegates"),
        (events, "a.ics", "programme"),
        (places, "a.geojson", "sites"),
    ):
        seen = office.get(look, read_bytes(data, name), subject_key=key)
        office.do(label(plan := office.get(seen.plan, Target(1, "fr"))), apply, plan)
        states = [office.get(seen.plan, Target(1, language)).rows[0].state for language in ("zh", "en")]
        assert (plan.counts["new"], states) == (1, ["unchanged", "unchanged"])
        if key == "delegates":
            assert (plan.rows[0].values["post.en"], plan.rows[0].values["notes"]) == ("Director", "Kind of room: twin")
        office.undo()


MEANT = {
    "护照到期时间": "passport.expires", "申根签证有效期": "", "护照签发机关": "", "单位及职务": "post",
    "拼房人": "roommate",
    "姓（英文）": "family_name", "药物过敏史": "health", "住宿安排": "room_type", "是否单住": "notes",
    "Passport issue date": "", "Passport #": "passport.number", "Full Name": "latin_name",
    "Role in delegation": "role",
    "Date et heure d’arrivée": "arrives_on", "Chambre partagée avec": "roommate", "Business Country": "",
    "Besoins particuliers": "health", "Restrictions alimentaires": "diet", "Return flight": "departure_carrier",
}  # fmt: skip


def test_a_heading_means_what_it_says_and_not_what_a_word_within_it_says(office: Workspace) -> None:
    assert {heading: look_alone(office, heading) for heading in MEANT} == MEANT


def look_alone(office: Workspace, heading: str) -> str:
    column = looked(office, f"姓名,{heading}\n王伟,\n".encode(), "a.csv", subject_key="delegates").columns[1]
    return column.field.key if column.field is not None else ""
