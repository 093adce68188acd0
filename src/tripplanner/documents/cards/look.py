"""The sizes of a day card: a page of 270 × 480 pt, drawn four times as large: 1 pt is 4 px.

So a Han title of 10.5 pt is 42 px high on a telephone, and nothing is smaller than 28 px.
"""

from __future__ import annotations

from tripplanner.documents.typesetting import style as st

SCALE = 4
"""Pixels of a point."""
WIDTH, HEIGHT, MARGIN = 270.0, 480.0, 16.0
HEADER = 75.0
TEXT = WIDTH - 2 * MARGIN
TIME, ICON, BAR, WORDS = 0.0, 35.5, 53.0, 59.0
"""Left edges within the text: times, icon, bar of the kind, words."""
ROOM = TEXT - WORDS
BODY_TOP = HEADER + 9.0
BRIEF, LONG, WARNING = 160, 240, 400
"""Letters of a title, of what stands below it, and of what a site forbids: a row is never higher than a card."""

SPEC = st.PageSpec(
    "card", WIDTH, HEIGHT, MARGIN, MARGIN, BODY_TOP, MARGIN, False,
    st.Columns((TIME, 34.0), (ICON, 12.0), (WORDS, ROOM), (WORDS, ROOM), (0, TEXT), (0, TEXT)),
)  # fmt: skip

CLOCK = st.Style(11, 13.5, 700)
UNTIL = st.Style(8, 10.5, colour=st.TERTIARY)
WAY = st.Style(7.5, 10.5, colour=st.SECONDARY)
NOTE = st.Style(7.25, 10.5, colour=st.SECONDARY)
LABEL = st.Style(8.5, 12, 700)
HEADER_TINT = "#D5E8DE"
WARN_TINT, ERROR_TINT = "#FDF3DF", "#FBE9E7"
DAY_NUMBER = st.Style(46, 46, 700, st.WHITE)


def title(language: str) -> st.Style:
    """The first reader's words: Han of 42 px, Latin of 36."""
    return st.Style(11.06, 14.25, 700) if language == "zh" else st.Style(9, 12, 700)


def below(language: str) -> st.Style:
    """The second reader's words under them: 31 px."""
    return st.Style(8.2 if language == "zh" else 7.75, 10.5, colour=st.SECONDARY)
