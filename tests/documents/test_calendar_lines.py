"""Folding and escaping, by properties and by parsers nobody here wrote."""

import icalendar
import vobject
from hypothesis import example, given
from hypothesis import strategies as st

from tripplanner.documents.calendars.lines import clean, escaped, folded, joined, minutes, one_line, quoted

NASTY = (
    "a, b; c\\ \\n d\r\ne\rf\ng\u2028h\x0bi\x00\x07\x1fj\t\U0001f3d4\U0002000b\ufeff"
    ' 冰海冰川，"x" ^n {k: v} %s <p>&amp;'
)
# Characters of every plane, halves of surrogate pairs included: a person may paste anything.
ANYTHING = st.text(st.characters(), max_size=400)


@given(ANYTHING)
@example(NASTY)
@example("海" * 10_000)
def test_a_folded_line_is_short_whole_and_only_broken_between_characters(text: str) -> None:
    data = folded("SUMMARY:" + escaped(text))
    pieces = data.split(b"\r\n")
    assert pieces.pop() == b""
    assert max(map(len, pieces)) <= 75
    for piece in pieces:
        piece.decode()  # no character is split
    assert data.replace(b"\r\n ", b"").decode() == "SUMMARY:" + escaped(text) + "\r\n"


@given(ANYTHING)
@example(NASTY)
@example("\\n\\;\\,\\\\n")
@example("x" * 10_000 + "\n" + "冰" * 10_000)
def test_what_was_typed_comes_back_from_other_parsers(text: str) -> None:
    expected = clean(text)
    data = joined(["BEGIN:VCALENDAR", "BEGIN:VEVENT", f"DESCRIPTION:{escaped(text)}", "END:VEVENT", "END:VCALENDAR"])
    (event,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert str(event["DESCRIPTION"]) == expected
    assert vobject.readOne(data.decode()).vevent.description.value == expected


@given(ANYTHING)
@example(NASTY)
@example("\ufffe\uffff")
def test_cleaning_again_changes_nothing_and_leaves_no_control_character(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert not any((ord(c) < 32 and c not in "\n\t") or c in "\ufffe\uffff" for c in once)
    assert "\n" not in one_line(text)


@given(ANYTHING)
@example(NASTY)
def test_a_parameter_comes_back_as_it_was_made_safe(text: str) -> None:
    line = f"X-STRUCTURED;X-TITLE={quoted(text)}:geo:here"
    data = joined(["BEGIN:VCALENDAR", "BEGIN:VEVENT", line, "END:VEVENT", "END:VCALENDAR"])
    (value,) = vobject.readOne(data.decode()).vevent.contents["x-structured"]
    assert value.params.get("X-TITLE", [""]) == [quoted(text)[1:-1]]
    assert value.value == "geo:here"


def test_durations() -> None:
    assert [minutes(n) for n in (0, 45, 60, 90)] == ["PT0M", "PT45M", "PT1H", "PT1H30M"]
