"""Names as they are printed: a script that the faces cannot print is left to Latin letters, and nobody is left out."""

from __future__ import annotations

import pytest

from tripplanner.documents.sheets.pages import name_spans
from tripplanner.documents.spelt import forms, printable
from tripplanner.documents.typesetting import style as st
from tripplanner.names import PersonName

TIBETAN = "བསྟན་འཛིན"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (PersonName("Li", "Na", native_family="李", native_given="娜"), ("李娜", "LI Na")),
        (PersonName(native_given="央金", native_script="Hans", romanisation="Yāngjīn"), ("央金", "")),
        (PersonName(given="Tenzin", native_given=TIBETAN, native_script="Tibt"), ("", "Tenzin")),
        (PersonName(native_given=TIBETAN, native_script="Tibt", romanisation="Tenzin"), ("", "Tenzin")),
        (PersonName(given=TIBETAN, romanisation="Tenzin"), ("", "Tenzin")),
        (PersonName(given=TIBETAN), ("", TIBETAN)),
        (PersonName(native_family="𠮷田", native_script="Hans"), ("𠮷田", "")),
        (PersonName(given="Suharto"), ("", "Suharto")),
        (PersonName(), ("", "")),
    ],
)
def test_each_form_stands_where_it_can_be_printed(name: PersonName, expected: tuple[str, str]) -> None:
    assert forms(name) == expected
    assert printable(name) == " ".join(filter(None, expected))
    assert "".join(span.text for span in name_spans(name, st.BODY_A4)) == (printable(name) or "–")
