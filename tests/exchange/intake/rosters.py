"""Rosters for tests, as an office in China sends them, and the plain way from a file to a plan."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
from sqlalchemy.orm import Session

from tripplanner.exchange.intake.opening import Look, look
from tripplanner.exchange.intake.previewing import Plan
from tripplanner.exchange.intake.readers import Options, read_bytes
from tripplanner.exchange.intake.subjects import Target
from tripplanner.i18n import msg
from tripplanner.planning.trips import create_trip
from tripplanner.store.workspace import Workspace
from tripplanner.text import Text

SHEET = "名单"
TITLE = "赴法考察团名单"
HEADINGS = ("序号", "姓名", "姓名拼音", "性别", "出生日期", "单位", "职务", "护照号", "护照有效期", "抵达日期", "忌口",
            "手机", "组别", "备注")  # fmt: skip
NAMES = (
    ("王伟", "WANG Wei", "男"), ("李娜", "LI Na", "女"), ("欧阳明", "OUYANG Ming", "男"),
    ("买买提·艾力", "Memet ELI", "男"), ("周婷", "ZHOU Ting", "女"), ("高翔", "GAO Xiang", "男"),
    ("陈建国", "CHEN Jianguo", "男"), ("赵敏", "ZHAO Min", "女"), ("孙悦", "SUN Yue", "女"), ("林晓", "LIN Xiao", "女"),
    ("何静", "HE Jing", "女"), ("徐磊", "XU Lei", "男"), ("唐宁", "TANG Ning", "男"), ("冯雪", "FENG Xue", "女"),
    ("韩冰", "HAN Bing", "男"), ("许　朵", "XU Duo", "女"), ("郑凯", "ZHENG Kai", "男"), ("吴倩", "WU Qian", "女"),
)  # fmt: skip
#: Row and column (from 0) of the three errors, the value of the file, what it should have been.
ERRORS = {(9, 9): ("2027.13.6", "2027-06-13"), (11, 3): ("？", "女"), (14, 11): ("见附件", "+86 139 0000 0012")}
CANARY = "E99887766"


def roster_rows() -> list[list[Any]]:
    """The roster of eighteen below its title: a row of headings and the people, three errors among them."""
    rows: list[list[Any]] = [list(HEADINGS)]
    for number, (native, latin, sex) in enumerate(NAMES, 1):
        rows.append([
            number, native, latin, sex, date(1970 + number, 3, number), "国家林草局" if number < 7 else "清华大学",
            "处长" if number % 2 else "教授", CANARY if number == 2 else f"E{10000000 + number}", date(2031, 1, number),
            date(2027, 6, 13), "清真" if number == 4 else "无", f"+86 139 0000 00{number:02}",
            "B" if number < 7 else "A", "自付单间" if number == 3 else None,
        ])  # fmt: skip
    for (row, column), (wrong, _) in ERRORS.items():
        rows[row - 2][column] = wrong
    return rows


def workbook(rows: list[list[Any]], title: str = TITLE, sheet: str = SHEET) -> bytes:
    """A workbook with a merged title above the table and a second sheet that is not for us."""
    book: Any = openpyxl.Workbook()
    page: Any = book.active
    page.title = sheet
    page.append([title])
    page.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(rows[0]))
    for row in rows:
        page.append(row)
    book.create_sheet("说明")["A1"] = "请勿修改"
    return saved(book)


def saved(book: Any) -> bytes:
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def text_table(rows: list[list[Any]], encoding: str, separator: str = ",") -> bytes:
    """The same as a text file; the title stands alone on its line."""
    lines = [TITLE, *(separator.join("" if cell is None else str(cell) for cell in row) for row in rows)]
    return "\r\n".join(lines).encode(encoding)


def make_trip(workspace: Workspace) -> int:
    """A trip of eight days without delegates."""
    title = Text.of("fr", fr="Voyage")
    days = {"first_day": date(2027, 6, 13), "last_day": date(2027, 6, 20)}
    return workspace.do(msg("Trip"), create_trip, title=title, code="V1", **days)


def looked(workspace: Workspace, data: bytes, name: str = "名单.xlsx", **choices: Any) -> Look:
    """A file as it is understood."""
    encoding = choices.pop("encoding", None)
    return workspace.get(look, read_bytes(data, name, Options(encoding)), **choices)


def planned(
    workspace: Workspace, data: bytes, trip: int | None = None, name: str = "名单.xlsx", **choices: Any
) -> Plan:
    """What bringing a file in would do."""
    vault = choices.pop("vault", None)
    return workspace.get(looked(workspace, data, name, **choices).plan, Target(trip), vault=vault)


def mended(plan: Plan) -> Plan:
    """The plan of the roster with its three errors corrected in place."""
    for (row, column), (_, right) in ERRORS.items():
        plan = plan.corrected(row, column, right)
    return plan


def known(session: Session, plan: Plan) -> dict[str, dict[str, Any]]:
    """What the database now holds of the subject of a plan: the values of each record by its label."""
    held = plan.subject.known(session, plan.target).held
    return {plan.subject.label(one.values): dict(one.values) for one in held}
