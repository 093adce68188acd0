"""Lists as documents: attendance, rooms, arrivals and the like, printed on A4 or opened in a spreadsheet.

A kind makes a :class:`~tripplanner.documents.sheets.content.Sheet`; how it looks on paper and in cells is decided here
for all of them.
"""

from tripplanner.documents.sheets.content import (
    BLANK,
    TICK,
    Cell,
    Column,
    Line,
    LongTable,
    RoundTable,
    Seat,
    Section,
    Sheet,
    named,
    said,
)
from tripplanner.documents.sheets.writing import FORMATS, write

__all__ = ["BLANK", "FORMATS", "TICK", "Cell", "Column", "Line", "LongTable", "RoundTable", "Seat", "Section", "Sheet",
           "named", "said", "write"]  # fmt: skip
