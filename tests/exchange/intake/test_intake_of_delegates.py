"""The roster of eighteen: previewed, mended in place, brought in as one step, taken back, brought in twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from rosters import (
    CANARY,
    ERRORS,
    HEADINGS,
    NAMES,
    SHEET,
    known,
    looked,
    make_trip,
    mended,
    planned,
    roster_rows,
    saved,
    text_table,
    workbook,
)  # fmt: skip
from sqlalchemy.orm import Session

from examples import many
from tripplanner.errors import Conflict, TripPlannerError
from tripplanner.exchange.intake import templates
from tripplanner.exchange.intake.applying import Outcome, apply, label
from tripplanner.exchange.intake.housing import NOTES, guessed, lodging_called
from tripplanner.exchange.intake.plan import MASK
from tripplanner.exchange.intake.previewing import Plan
from tripplanner.exchange.intake.sheets import Faulty
from tripplanner.exchange.intake.subjects import Target, subject
from tripplanner.i18n import msg, say
from tripplanner.model.programme import Day, Night
from tripplanner.model.trips import Delegate, Lodging, Room
from tripplanner.planning.edits import edit
from tripplanner.planning.listings.delegates import list_delegates
from tripplanner.planning.privacy.values import read_value
from tripplanner.store.workspace import Workspace
from tripplanner.text import Text
from vaults import make_vault

ROSTER = workbook(roster_rows())


@pytest.fixture
def office(sqlite_url: str) -> Iterator[Workspace]:
    with Workspace.open(sqlite_url) as workspace:
        yield workspace


@pytest.fixture
def trip(office: Workspace) -> int:
    return make_trip(office)


def bring_in(office: Workspace, plan: Plan) -> Outcome:
    return office.do(label(plan), apply, plan, vault=office.vault)


def test_three_errors_are_named_with_sheet_row_column_value_and_what_to_do(office: Workspace, trip: int) -> None:
    plan = planned(office, ROSTER, trip)
    assert plan.counts == {"new": 15, "update": 0, "mend": 3, "skipped": 0, "unchanged": 0}
    assert say(plan.problems[0].sentence, "fr") == (
        "Feuille «\u202f名单\u202f», ligne 9, colonne 抵达日期\u00a0: «\u202f2027.13.6\u202f» n’est pas une date. "
        "Écrivez-la comme 2027-06-13."
    )
    assert {(p.row, p.column): p.value for p in plan.problems} == {at: wrong for at, (wrong, _) in ERRORS.items()}
    assert {p.sheet for p in plan.problems} == {SHEET}


@pytest.mark.parametrize("gb18030", [False, True], ids=["xlsx", "gb18030"])
def test_the_roster_mended_in_place_comes_in_and_goes_out_as_one_step(
    office: Workspace, trip: int, gb18030: bool
) -> None:
    data = text_table(roster_rows(), "gb18030") if gb18030 else ROSTER
    plan = mended(planned(office, data, trip, "名单.csv" if gb18030 else "名单.xlsx"))
    assert plan.counts["new"] == 18
    bring_in(office, plan)
    rows = office.get(list_delegates, trip)
    assert [row.name for row in rows] == [f"{native.replace('　', '')} {latin}" for native, latin, _ in NAMES]
    assert {(row.arrives_on, row.subgroups) for row in rows} == {
        (date(2027, 6, 13), ("A",)),
        (date(2027, 6, 13), ("B",)),
    }
    again = mended(planned(office, data, trip, "名单.csv" if gb18030 else "名单.xlsx"))
    assert again.counts["unchanged"] == 18
    assert bring_in(office, again).summary.params == {"new": 0, "changed": 0, "same": 18, "left": 0}
    assert office.undo() == label(plan)
    assert office.get(list_delegates, trip) == []
    assert planned(office, data, trip, "名单.csv").counts == {"new": 15, "update": 0, "mend": 3, "skipped": 0,
                                                             "unchanged": 0}  # fmt: skip


def test_a_row_that_changes_something_shows_field_by_field_what(office: Workspace, trip: int) -> None:
    bring_in(office, mended(planned(office, ROSTER, trip)))
    rows = roster_rows()
    rows[2][6], rows[2][13] = "副局长", "晚到"
    changed = planned(office, workbook(rows), trip).row(4)
    assert (changed.state, changed.label) == ("update", "李娜 LI Na")
    assert {d.field: (d.before, d.after) for d in changed.differences} == {
        "post.zh": ("教授", "副局长"), "notes": (None, "晚到"),
    }  # fmt: skip


def test_what_the_office_corrected_is_not_undone_by_the_same_file(office: Workspace, trip: int) -> None:
    """A guess about a name gives way to the record: 仁青 has no family name."""
    data = workbook([["姓名", "职务"], ["仁青", "处长"], ["王伟", "处长"]])
    bring_in(office, planned(office, data, trip))

    def correct(session: Any) -> None:
        person = session.get_one(Delegate, office.get(list_delegates, trip)[0].id).person
        person.native_family, person.native_given = "", "仁青"

    office.do(msg("Edit"), correct)
    assert planned(office, data, trip).counts["unchanged"] == 2


def test_cells_can_be_ignored_rows_left_out_and_records_chosen(office: Workspace, trip: int) -> None:
    plan = planned(office, ROSTER, trip)
    (row, column), *_ = ERRORS
    ignored = plan.ignoring(row, column)
    assert (ignored.row(row).state, ignored.account()[row, column]) == ("new", "ignored")
    left = plan.leaving_out(row)
    assert (left.row(row).state, left.counts["skipped"], left.leaving_out(row, False)) == ("skipped", 1, plan)
    bring_in(office, mended(plan))
    seen = planned(office, ROSTER, trip).about(3, "")
    assert seen.row(3).state == "new"


def test_rows_that_are_not_rows_are_skipped_with_a_reason(office: Workspace, trip: int) -> None:
    rows = [["序号", "姓名", "职务", "手机"], [1, "李娜", "处长", None], ["序号", "姓名", "职务", "手机"],
            [2, "王伟", "教授", None], [2, "王伟", "教授", None], ["合计", 2, None, None]]  # fmt: skip
    plan = planned(office, workbook(rows), trip)
    assert [(row.number, row.state, row.reason and say(row.reason, "en")) for row in plan.rows] == [
        (3, "new", None), (4, "skipped", "the headings once more"), (5, "new", None),
        (6, "skipped", "says the same as row 5"), (7, "skipped", "a row of totals"),
    ]  # fmt: skip
    assert plan.leaving_out(5).row(6).state == "new"


def test_two_rows_of_one_person_that_differ_are_to_mend(office: Workspace, trip: int) -> None:
    plan = planned(office, workbook([["姓名", "职务"], ["李娜", "处长"], ["李娜", "教授"]]), trip)
    assert [row.state for row in plan.rows] == ["new", "mend"]
    assert say(plan.problems[0].what, "en") == "“李娜” is already in row 3, with other values."
    assert [row.state for row in plan.about(4, "").rows] == ["new", "new"]
    assert [row.state for row in plan.leaving_out(3).rows] == ["skipped", "new"]


def test_flights_times_and_several_columns_of_notes(office: Workspace, trip: int) -> None:
    rows = [["姓名", "抵达时间", "航班", "离开日期", "房间", "同住人", "备注"],
            ["李娜", "6月13日 8:45", "MU553", "2027.6.20", "301", "周婷", "晕车"]]  # fmt: skip
    look = looked(office, workbook(rows))
    plan = office.get(look.plan, Target(trip))
    bring_in(office, plan)
    values = office.get(known, plan)["李娜"]
    notes = "\n".join(("晕车", "同住人: 周婷", "房间: 301"))
    expected = {"arrives_on": date(2027, 6, 13), "arrival_time": time(8, 45), "arrival_carrier": "MU553",
                "leaves_on": date(2027, 6, 20), "notes": notes}  # fmt: skip
    assert {key: values[key] for key in expected} == expected
    assert office.get(look.plan, Target(trip)).counts["unchanged"] == 1


def test_a_room_number_is_a_room_where_the_trip_has_one_lodging(office: Workspace, trip: int) -> None:
    office.do(msg("Lodging"), lambda session: session.add(Lodging(trip_id=trip)))
    rows = [["姓名", "房间"], ["李娜", "301"], ["周婷", 301], ["王伟", "302"]]
    plan = planned(office, workbook(rows), trip)
    bring_in(office, plan)
    assert {name: values["room"] for name, values in office.get(known, plan).items()} == {
        "李娜": "301", "周婷": "301", "王伟": "302",
    }  # fmt: skip
    rows[1][1] = "302"
    moved = planned(office, workbook(rows), trip)
    bring_in(office, moved)
    assert office.get(known, plan)["李娜"]["room"] == "302"
    assert planned(office, workbook(rows), trip).counts["unchanged"] == 3


def test_a_room_of_one_of_several_lodgings_needs_its_name_and_says_so(office: Workspace, trip: int) -> None:
    for name in ("Chalet", "Hôtel du Lac"):
        made = Lodging(trip_id=trip, name=Text.of("fr", fr=name))
        office.do(msg("Lodging"), lambda session, made=made: session.add(made))
    rows = [["姓名", "酒店", "房间"], ["李娜", "hotel du lac", "301"], ["周婷", None, "302"], ["王伟", "Ritz", "1"]]
    plan = planned(office, workbook(rows), trip)
    assert [row.state for row in plan.rows] == ["new", "new", "mend"]
    assert [say(remark, "en") for remark in plan.rows[1].remarks] == [
        "Room 302 goes into the notes: the trip has 2 lodgings, and no column says which one it is in."
    ]
    assert say(plan.problems[0].what, "en") == "No lodging of this trip is called “Ritz”."
    bring_in(office, plan)
    values = office.get(known, plan)
    assert (values["李娜"]["rooms"], values["周婷"]["notes"]) == ({"Hôtel du Lac": "301"}, "房间: 302")
    again = planned(office, workbook(rows), trip)
    assert [row.state for row in again.rows] == ["unchanged", "unchanged", "mend"]


def test_rooms_are_of_the_lodging_of_most_nights_or_of_the_chosen_one(office: Workspace, trip: int) -> None:
    nights = {"Chalet": 1, "Hôtel du Lac": 2}
    office.do(msg("Lodgings"), add_nights, trip, nights)
    rows = [["姓名", "房间"], ["李娜", "301"], ["周婷", "302"]]
    look = looked(office, workbook(rows))
    assert say(office.get(guessed, Target(trip)), "en") == (
        "Rooms are taken for those of “Hôtel du Lac”, where 2 nights are spent."
    )
    bring_in(office, plan := office.get(look.plan, Target(trip)))
    chalet = office.get(lodging_called, trip, "chalet")
    other = office.get(look.plan, Target(trip, lodging=chalet))
    assert [(row.state, row.differences[0].before) for row in other.rows] == [("update", None)] * 2
    bring_in(office, other)
    assert office.get(known, plan)["李娜"]["rooms"] == {"Chalet": "301", "Hôtel du Lac": "301"}
    (room,) = (one for one in office.get(rooms_in, "Hôtel du Lac") if one.number == "301")
    office.do(msg("Edit"), edit, Room, room.id, None, msg("room"), number="310")
    (row, _) = office.get(look.plan, Target(trip)).rows
    assert [(one.before, one.after, one.here) for one in row.differences] == [("310", "301", True)]
    assert office.get(look.plan, Target(trip, lodging=NOTES)).counts["update"] == 2


def add_nights(session: Session, trip: int, nights: dict[str, int]) -> None:
    for name, count in nights.items():
        session.add(made := Lodging(trip_id=trip, name=Text.of("fr", fr=name)))
        days = session.scalars(sa.select(Day).where(Day.trip_id == trip).order_by(Day.date)).all()
        free = [day for day in days if not day.nights][:count]
        session.add_all(Night(day=day, lodging=made) for day in free)
        session.flush()


def rooms_in(session: Session, name: str) -> list[Room]:
    return [room for room in session.scalars(sa.select(Room)) if room.lodging.name.get("fr") == name]


def test_one_passport_in_two_rows_is_said_without_its_number(office: Workspace, trip: int) -> None:
    rows = [["姓名", "护照号"], ["李娜", "E 1234 5678"], ["周婷", "e12345678"], ["王伟", "E99999999"]]
    closed = planned(office, workbook(rows), trip)
    assert [(row.state, len(row.remarks)) for row in closed.rows] == [("new", 0), ("new", 1), ("new", 0)]
    make_vault(office)
    plan = planned(office, workbook(rows), trip, vault=office.vault)
    assert [row.state for row in plan.rows] == ["new", "mend", "new"]
    sentence = say(plan.problems[0].sentence, "en")
    assert "The passport number is that of row 3 (李娜) too." in sentence
    assert "5678" not in sentence + everything_said(plan, office)
    assert [row.state for row in plan.corrected(3, 1, "E55555555").rows] == ["new"] * 3


def test_somebody_who_changed_the_same_things_meanwhile_is_not_overwritten(office: Workspace, trip: int) -> None:
    bring_in(office, mended(planned(office, ROSTER, trip)))
    rows = roster_rows()
    rows[1][6] = "副局长"
    plan = mended(planned(office, workbook(rows), trip))
    first = office.get(list_delegates, trip)[0]
    office.do(msg("Edit"), edit, Delegate, first.id, None, msg("delegate"), arrives_on=date(2027, 6, 14))
    with pytest.raises(Conflict):
        bring_in(office, plan)


def test_a_template_of_the_sender_is_found_again_by_the_headings(office: Workspace, trip: int) -> None:
    data = workbook([["甲", "乙", "丙"], ["李娜", "处长", "随便"]])
    look = looked(office, data, subject_key="delegates", head=2)
    assert [column.field for column in look.columns] == [None] * 3
    chosen = look.with_column(0, "name").with_column(1, "post")
    office.do(msg("Template"), templates.remember, "林草局", "delegates", chosen.columns)
    again = looked(office, data, subject_key="delegates", head=2)
    assert (again.template, [c.field.key if c.field else None for c in again.columns]) == (
        "林草局", ["name", "post", None],
    )  # fmt: skip
    assert [column.name for column in again.ignored] == ["丙"]


def everything_said(plan: Plan, office: Workspace) -> str:
    """Whatever a plan tells to a screen, a log or a crash report."""
    sentences = [say(p.sentence, "zh") for p in plan.problems]
    remarks = [say(remark, "fr") for row in plan.rows for remark in row.remarks]
    samples = [sample for column in plan.columns for sample in column.samples]
    return repr(plan) + repr(plan.rows) + repr(plan.problems) + "".join((*sentences, *remarks, *samples))


def test_protected_cells_are_kept_out_while_the_vault_is_closed(office: Workspace, trip: int) -> None:
    plan = mended(planned(office, ROSTER, trip))
    assert Counter(plan.account().values())["vault"] == 4 * 18
    assert CANARY not in everything_said(plan, office)
    bring_in(office, plan)
    assert canaries(office) == []


def canaries(office: Workspace) -> list[str]:
    """The files of the database in which the canary lies in clear."""
    file = office.location.file
    return [path.name for path in file.parent.glob(f"{file.name}*") if CANARY.encode() in Path(path).read_bytes()]


def test_protected_cells_go_through_the_open_vault_and_nowhere_else(office: Workspace, trip: int) -> None:
    make_vault(office)
    plan = mended(planned(office, ROSTER, trip, vault=office.vault))
    bring_in(office, plan)
    person = office.get(list_delegates, trip)[1].person_id
    passport = office.get(read_value, office.vault, person, "passport")
    assert passport is not None
    assert passport.reveal().number == CANARY  # type: ignore[attr-defined]
    assert passport.reveal().expires == date(2031, 1, 2)  # type: ignore[attr-defined]
    assert CANARY not in everything_said(plan, office)
    assert canaries(office) == []
    again = mended(planned(office, ROSTER, trip, vault=office.vault))
    assert again.counts["unchanged"] == 18
    rows = roster_rows()
    rows[2][7], rows[1][9] = "E55555555", date(2027, 6, 14)
    changed = planned(office, workbook(rows), trip, vault=office.vault)
    assert [(d.before, d.after, d.protected) for d in changed.row(4).differences] == [(MASK, MASK, True)]
    rows = [["姓名", "护照号", "职务"], ["李那", CANARY.lower(), "教授"]]
    by_passport = planned(office, workbook(rows), trip, vault=office.vault).row(3)
    assert (by_passport.state, by_passport.record and by_passport.record.values["native_given"]) == ("update", "娜")


def test_a_protected_cell_that_cannot_be_read_is_named_without_its_value(office: Workspace, trip: int) -> None:
    make_vault(office)
    rows = [["姓名", "护照有效期"], ["李娜", "2031.13.77"]]
    plan = planned(office, workbook(rows), trip, vault=office.vault)
    assert (plan.problems[0].value, "2031" in everything_said(plan, office)) == (MASK, False)


SEEN = st.sampled_from(
    ["李娜", "王伟 WANG Wei", "2027-06-13", "x", 5, 2.5, "处长", "-", "女", "MU553", "a@b.fr", "A, B", "？", None]
)
TABLES = st.lists(st.lists(SEEN, min_size=4, max_size=7), min_size=1, max_size=6)
PLAIN = ("姓名", "性别", "抵达日期", "邮箱", "职务", "备注")


@pytest.mark.usefixtures("nothing_is_counted")
def test_every_cell_is_in_the_record_the_report_or_a_named_column(sqlite_url: str) -> None:
    with Workspace.open(sqlite_url) as office:
        trip = make_trip(office)

        @settings(max_examples=many(40))
        @given(rows=TABLES, strange=st.booleans())
        def accounted(rows: list[list[Any]], strange: bool) -> None:
            head = [*PLAIN[:5], "星座" if strange else PLAIN[5]]
            data = text_table([head, *rows], "utf-8", "\t")
            plan = planned(office, data, trip, "a.csv", subject_key="delegates", head=2)
            filled = {(number, column) for number, column, _ in plan.table.sheet.filled()}
            fates = plan.account()
            assert fates.keys() == filled
            outcome = bring_in(office, plan)
            check(plan, fates)
            if outcome.created or outcome.updated:
                office.undo()

        def check(plan: Plan, fates: dict[tuple[int, int], str]) -> None:
            now = office.get(plan.against)
            held = {one.uuid: one.values for one in now.known.held}
            for row in plan.rows:
                there = now.row(row.number)
                if row.state in ("new", "update", "unchanged"):
                    assert there.record is not None
                    values = held[there.record.uuid]
                    fields = {field.key: field for field in plan.subject.fields}
                    wrong = [
                        key for key, value in row.values.items() if not fields[key].kind.same(values.get(key), value)
                    ]
                    assert wrong == []
            problems = {(p.row, p.column) for p in plan.problems}
            mend = {at for at, fate in fates.items() if fate == "mend"}
            assert {row for row, _ in mend} <= {row for row, _ in problems}
            ignored = {column.number for column in plan.columns if column.field is None}
            assert {column for (_, column), fate in fates.items() if fate == "column"} <= ignored

        accounted()


def test_faulty_cells_and_their_formula_are_to_mend(office: Workspace, trip: int) -> None:
    book: Any = openpyxl.Workbook()
    book.active.append(["姓名", "抵达日期"])
    book.active.append(["李娜", "=TODAY()"])
    plan = planned(office, saved(book), trip)
    assert isinstance(plan.rows[0].cells[1], Faulty)
    assert (plan.rows[0].state, plan.problems[0].value) == ("mend", "=TODAY()")


def test_the_headings_of_the_roster_are_all_taken(office: Workspace) -> None:
    look = looked(office, ROSTER)
    assert (look.subject.key, [c.heading for c in look.columns], look.ignored) == ("delegates", list(HEADINGS), ())


def test_the_roster_is_found_behind_a_page_of_instructions(office: Workspace) -> None:
    book: Any = openpyxl.Workbook()
    book.active.append(["填表说明", "请逐项填写"])
    page = book.create_sheet("名单")
    page.append(["姓名", "职务", "手机"])
    page.append(["李娜", "处长", "+86 139 0000 0000"])
    assert looked(office, saved(book)).sheet.name == "名单"


def test_protected_values_go_into_no_other_field(office: Workspace) -> None:
    look = looked(office, workbook([["姓名", "单位", "护照号"], ["李娜", "清华大学", CANARY]]), subject_key="contacts")
    assert (look.columns[2].field, look.columns[2].samples) == (None, (MASK,))
    with pytest.raises(TripPlannerError, match="holds protected values"):
        look.with_column(2, "notes")


def test_somebody_met_before_is_the_same_person_and_an_unknown_identifier_is_said(office: Workspace, trip: int) -> None:
    contacts = [["Nom", "Structure", "Courriel"], ["DUPONT Anne", "Asters", "anne@example.org"]]
    bring_in(office, planned(office, workbook(contacts), subject_key="contacts"))
    rows = [["Name", "E-mail", "Identifier"], ["Anne Dupont", "anne@example.org", "no-such-identifier"]]
    plan = planned(office, workbook(rows), trip, subject_key="delegates")
    assert [say(remark, "en") for remark in plan.rows[0].remarks] == [
        "“Anne Dupont” is read as family name “Dupont”, given name “Anne”.",
        "Somebody of this name and e-mail address is known already: it is the same person.",
        "The identifier is not known here: a new record is made.",
    ]
    bring_in(office, plan)
    people = [row.person_id for row in office.get(list_delegates, trip)]
    assert people == [held.person for held in office.get(subject("contacts").known, Target()).held]


def test_what_stands_beside_a_name_is_kept_as_a_note(office: Workspace, trip: int) -> None:
    plan = planned(office, workbook([["姓名", "职务"], ["王伟（团长）", "司长"]]), trip)
    bring_in(office, plan)
    values = office.get(known, plan)["王伟"]
    assert (values["native_family"], values["native_given"], values["notes"]) == ("王", "伟", "团长")
