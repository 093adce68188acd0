"""The recovery sheet as it is printed: the code is whole, whatever its letters, and dates as each language has them."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime

import pypdfium2 as pdfium

from tripplanner.documents.recovery import RecoverySheet, pdf_of
from tripplanner.documents.typesetting import style as st
from tripplanner.store.vault.secret import Secret


def test_the_widest_code_is_printed_whole_beside_its_square() -> None:
    made = datetime(2026, 11, 23, 12, tzinfo=UTC)
    content = RecoverySheet(Secret("-".join(["WWMQW"] * 7)), "Bureau", "/base.db", made, "anne", ("zh", "fr"))
    with (
        closing(pdfium.PdfDocument(pdf_of(content))) as document,
        closing(document[0]) as page,
        closing(page.get_textpage()) as words,
    ):
        text = words.get_text_range()
        boxes = [words.get_charbox(at) for at, character in enumerate(text) if character in "WMQ"]
    large = [right for _, bottom, right, top in boxes if top - bottom > 12]
    assert len(large) == 35
    assert max(large) < st.A4.width - st.A4.outer - 15 - 42 * st.MM
    assert ("2026年11月23日" in text, "23.11.2026" in text) == (True, True)
