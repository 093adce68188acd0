"""What the office changed between two files of one sender stays, unless a person chooses the file’s value."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from rosters import make_trip, planned, workbook

from tripplanner.exchange.intake import leftovers
from tripplanner.exchange.intake.applying import apply, label
from tripplanner.exchange.intake.plan import MASK, PlanRow
from tripplanner.exchange.intake.previewing import Plan
from tripplanner.i18n import msg, say
from tripplanner.model.base import new_uuid
from tripplanner.model.imports import ImportMark
from tripplanner.model.journal import UndoStep
from tripplanner.model.people import Person
from tripplanner.model.trips import Delegate
from tripplanner.planning.edits import edit
from tripplanner.planning.items import delete_item
from tripplanner.planning.listings.delegates import list_delegates
from tripplanner.planning.privacy.rotating import rotate
from tripplanner.planning.privacy.values import change_value, read_value
from tripplanner.planning.programme import list_items
from tripplanner.planning.shelving.removing import delete_records
from tripplanner.store.bin import entries, restore
from tripplanner.store.export import canonical_export
from tripplanner.store.workspace import Workspace
from vaults import make_vault

HEADS = ["姓名", "职务", "邮箱", "手机", "护照号", "备注"]
FIRST = ["李娜", "处长", "li@example.org", None, "E11112222", "自付单间"]
LATER = ["李娜", "局长", "na@example.org", "+86 139 0000 0001", "E33334444", "素食"]


def file(*row: Any) -> bytes:
    return workbook([HEADS, list(row)])


def bring_in(office: Workspace, plan: Plan) -> None:
    office.do(label(plan), apply, plan, vault=office.vault)


def marks(office: Workspace) -> list[dict[str, str] | None]:
    return [one["digests"] for one in office.get(canonical_export)[ImportMark.__tablename__].values()]


def sides(row: PlanRow) -> dict[str, tuple[bool, bool]]:
    return {one.field: (one.here, one.taken) for one in row.differences}


def test_fields_changed_here_stay_and_the_others_follow_the_file(sqlite_url: str) -> None:
    with Workspace.open(sqlite_url) as office:
        make_vault(office)
        trip = make_trip(office)

        def plan(*row: Any) -> Plan:
            return planned(office, file(*row), trip, vault=office.vault)

        bring_in(office, plan(*FIRST))
        (one,) = office.get(list_delegates, trip)
        changes = {"email": "lina@office.example", "phone": "+33 6 00 00 00 00"}
        office.do(msg("Edit"), edit, Person, one.person_id, None, msg("person"), **changes)
        office.do(msg("Edit"), change_value, office.vault, one.person_id, "passport", number="E99990000")
        for _same_file_again in range(2):
            (row,) = plan(*FIRST).rows
            assert (row.state, sides(row)) == ("unchanged", {"email": (True, False), "passport.number": (True, False)})
        (row,) = (later := plan(*LATER)).rows
        assert (row.state, sides(row)) == (
            "update",
            {
                "post.zh": (False, True),  # the office left it: it follows the file
                "email": (True, False),
                "phone": (True, False),  # the first file had none, and the office filled it in
                "notes": (False, True),
                "passport.number": (True, False),
            },
        )
        assert later.account()[row.number, 2] == "kept"
        said = " ".join(say(one, "en") for one in leftovers.kept(later, "en"))
        assert "“E-mail”: changed here since the last import, so “lina@office.example” stays" in said
        assert MASK in said
        assert "E33334444" not in said
        bring_in(office, later.choosing(row.number, "email", True))
        assert office.get(said_of, one.id) == ("na@example.org", changes["phone"], "局长")
        passport: Any = office.get(read_value, office.vault, one.person_id, "passport")
        assert passport.reveal().number == "E99990000"
        (row,) = (again := plan(*LATER)).rows
        assert (row.state, sides(row)) == ("unchanged", {"phone": (True, False), "passport.number": (True, False)})
        (row,) = again.taking_theirs().rows
        assert (row.state, {one.taken for one in row.differences}) == ("update", {True})


def said_of(session: Any, id: int) -> tuple[str, ...]:
    one = session.get_one(Delegate, id)
    return one.person.email, one.person.phone, one.post.get("zh")


def test_marks_follow_undo_and_deletion_and_hold_no_value(sqlite_url: str) -> None:
    with Workspace.open(sqlite_url) as office:
        trip = make_trip(office)
        plan = planned(office, file(*FIRST), trip)
        bring_in(office, plan)
        (digests,) = marks(office)
        assert "li@example.org" not in str(digests)
        office.undo()
        assert marks(office) == []
        office.redo()
        bring_in(office, planned(office, file(*LATER), trip))
        office.undo()
        (row,) = planned(office, file(*LATER), trip).rows
        assert (row.state, row.changed_here) == ("update", False)  # nobody here changed what the undo took back
        (one,) = office.get(list_delegates, trip)
        office.do(msg("Delete"), delete_records, "delegates", [one.id])
        assert marks(office) == []


def test_a_record_that_no_import_marked_says_so_once(sqlite_url: str) -> None:
    with Workspace.open(sqlite_url) as office:
        trip = make_trip(office)
        bring_in(office, planned(office, file(*FIRST), trip))
        office.do(msg("Forget"), forget_marks)
        (row,) = (later := planned(office, file(*LATER), trip)).rows
        (said,) = (say(one, "en") for one in leftovers.unmarked(later))
        assert said == (
            "No import is known to have written this record: what the file replaces may be the office’s own (row 3)."
        )
        assert row.remarks == ()
        bring_in(office, later)
        (row,) = planned(office, file(*FIRST), trip).rows
        assert (row.state, row.unmarked) == ("update", False)


def forget_marks(session: Any) -> None:
    for one in session.scalars(sa.select(ImportMark)):
        session.delete(one)


def test_marks_of_protected_fields_outlive_a_new_key(sqlite_url: str) -> None:
    with Workspace.open(sqlite_url) as office:
        make_vault(office)
        trip = make_trip(office)
        mine, theirs = FIRST, ["王伟", "教授", None, None, "E55556666", None]

        def plan(*numbers: str) -> Plan:
            rows = [[*row[:4], number, row[5]] for row, number in zip((mine, theirs), numbers, strict=True)]
            return planned(office, workbook([HEADS, *rows]), trip, vault=office.vault)

        bring_in(office, plan("E11112222", "E55556666"))
        first, _second = office.get(list_delegates, trip)
        office.do(msg("Edit"), change_value, office.vault, first.person_id, "passport", number="E99990000")
        office.do(msg("Turn"), rotate, office.vault)
        told = [sides(row).get("passport.number") for row in plan("E33334444", "E77778888").rows]
        assert told == [(True, False), (False, True)]  # the office’s own stays, the other follows the file


def test_steps_of_before_a_new_key_are_undone_and_redone_with_their_marks(sqlite_url: str) -> None:
    with Workspace.open(sqlite_url) as office:
        make_vault(office)
        trip = make_trip(office)

        def plan(number: str, *, post: str = "处长") -> Plan:
            row = [FIRST[0], post, *FIRST[2:4], number, FIRST[5]]
            return planned(office, file(*row), trip, vault=office.vault)

        def follows(number: str) -> tuple[bool, bool] | None:
            return sides(plan(number).rows[0]).get("passport.number")

        bring_in(office, plan("E11112222"))
        bring_in(office, plan("E33334444", post="局长"))
        old = office.vault.key().id[:8]
        office.do(msg("Turn"), rotate, office.vault)
        assert old not in office.get(lambda session: "".join(session.scalars(sa.select(UndoStep.images))))
        assert office.undo() is not None
        assert (follows("E11112222"), follows("E99990000")) == (None, (False, True))
        office.do(msg("Turn"), rotate, office.vault)
        assert office.redo() is not None
        assert (follows("E33334444"), follows("E99990000")) == (None, (False, True))
        (one,) = office.get(list_delegates, trip)
        office.do(msg("Delete"), delete_records, "delegates", [one.id])
        office.do(msg("Turn"), rotate, office.vault)
        assert office.undo() is not None
        assert follows("E99990000") == (False, True)


def test_marks_of_items_go_and_come_back_with_them(sqlite_url: str) -> None:
    with Workspace.open(sqlite_url) as office:
        trip = make_trip(office)
        programme = workbook([["日期", "开始时间", "内容"], ["2027-06-13", "10:00", "参观"]])
        bring_in(office, planned(office, programme, trip, subject_key="programme"))
        (item,) = office.get(list_items, trip)
        office.do(msg("Delete"), delete_item, item.id, None)
        assert marks(office) == []
        (binned,) = office.get(entries)
        office.do(msg("Put back"), restore, binned.uuid)
        assert len(marks(office)) == 1
        office.do(msg("Orphan"), lambda session: session.add(ImportMark(owner_uuid=new_uuid(), subject="programme")))
    with Workspace.open(sqlite_url) as office:
        assert len(marks(office)) == 1  # one whose record is gone for good goes when the database is closed
