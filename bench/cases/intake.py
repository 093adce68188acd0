"""The preview of a roster of 2,000 rows and 20 columns, against reading the same cells with openpyxl alone."""

from __future__ import annotations

import io
import statistics
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from bench.measure import Figure, ratio, seconds
from tripplanner.exchange.intake.opening import look
from tripplanner.exchange.intake.readers import read_bytes
from tripplanner.exchange.intake.subjects import Target
from tripplanner.i18n import msg
from tripplanner.planning.trips import create_trip
from tripplanner.store.workspace import Workspace
from tripplanner.text import Text

_HEADINGS = (
    "序号 姓名 姓名拼音 性别 出生日期 单位 职务 护照号 护照有效期 抵达日期 离开日期 航班 忌口 手机 邮箱 组别 国籍 语言 "
    "备注 房间"
)


def figures() -> list[Figure]:
    data = _workbook(2_000)
    with tempfile.TemporaryDirectory() as folder, Workspace.open(Path(folder, "b.db"), create=True) as workspace:
        days = {"first_day": date(2027, 6, 13), "last_day": date(2027, 6, 20)}
        trip = workspace.do(msg("Trip"), create_trip, title=Text.of("fr", fr="V"), **days)
        took = statistics.median(seconds(lambda: _preview(workspace, data, trip)) for _ in range(5))
        against = ratio(
            "import preview against openpyxl alone",
            lambda: seconds(lambda: _preview(workspace, data, trip)),
            lambda: seconds(lambda: _cells(data)),
            3.0,
        )
    return [Figure("import: preview of 2,000 × 20 cells", took * 1000, "ms", 2000.0), against]


def _preview(workspace: Workspace, data: bytes, trip: int) -> None:
    seen = workspace.get(look, read_bytes(data, "roster.xlsx"))
    plan = workspace.get(seen.plan, Target(trip))
    assert plan.counts["new"] == 2_000


def _cells(data: bytes) -> int:
    from openpyxl import load_workbook

    book: Any = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    return sum(len(row) for row in book.active.iter_rows(values_only=True))


def _workbook(rows: int) -> bytes:
    from openpyxl import Workbook

    book: Any = Workbook(write_only=True)
    page = book.create_sheet("名单")
    page.append(_HEADINGS.split())
    for n in range(rows):
        page.append([
            n + 1, f"王{chr(0x4E00 + n)}{chr(0x5000 + n % 500)}", f"WANG A{n}b", "男", date(1980, 1, 1 + n % 28),
            f"单位{n % 40}", "处长", f"E{n:08}", date(2031, 1, 1), date(2027, 6, 13), date(2027, 6, 20), f"MU{n}", "无",
            f"+86 139 0000 {n:04}", f"p{n}@example.org", "AB"[n % 2], "中国", "中文, 英文", f"备注{n}", str(n),
        ])  # fmt: skip
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()
