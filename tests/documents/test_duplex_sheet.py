"""The sheet that tells how a printer turns paper over: what is upright on its back after each turn."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw
import pytest

from documents.measure import check_pages
from tripplanner.documents.duplex.document import DuplexTest, laid_out
from tripplanner.documents.registry import Request, kind, write


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_both_sides_measure_well(paper: str) -> None:
    check_pages(laid_out(DuplexTest("fr", paper)))


def test_one_answer_is_upright_after_each_turn_and_every_language_is_there(tmp_path: Path) -> None:
    document = kind("duplex_test")
    path = write(document, document.read(None, 0, Request("zh")), tmp_path / "sheet.pdf")  # type: ignore[arg-type]
    file = pypdfium2.PdfDocument(path)
    assert [tuple(map(round, page.get_size())) for page in file] == [(842, 595)] * 2
    text = file[1].get_textpage()
    words: dict[bool, str] = {True: "", False: ""}
    for at in range(text.count_chars()):
        upright = abs(raw.FPDFText_GetCharAngle(text, at)) < 0.01
        words[upright] += chr(raw.FPDFText_GetUnicode(text, at))
    for upright, edges in ((True, ("bord court", "short edge", "短边")), (False, ("bord long", "long edge", "长边"))):
        assert all(edge in words[upright] for edge in edges), words
    file.close()
