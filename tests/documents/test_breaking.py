"""Line breaking: rules by example, then properties over generated text."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some

from examples import many
from tripplanner import glyphs
from tripplanner.documents.typesetting import breaking
from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.breaking import CLOSING, OPENING, atoms
from tripplanner.documents.typesetting.cleaning import clean
from tripplanner.documents.typesetting.marks import Block, TextLine
from tripplanner.documents.typesetting.text import Align, Inline, Span, Typesetter

pytestmark = pytest.mark.usefixtures("nothing_is_counted")

TS = Typesetter(glyphs.face)


def lines(text: str, width: float, language: str = "fr", *, title: bool = False) -> list[str]:
    """The lines of ``text`` in body type."""
    found: dict[float, str] = {}
    for mark in TS.paragraph(Span(text, st.BODY, language, verbatim=True), width, title=title).marks:
        assert isinstance(mark, TextLine)
        assert mark.x + mark.width <= width + 0.01
        found[mark.baseline] = found.get(mark.baseline, "") + mark.text
    return list(found.values())


def wide(text: str, language: str) -> float:
    """The width of words as they were typed."""
    return TS.label(Span(text, st.BODY, language, verbatim=True)).width


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("保护区1.7万公顷，其余", "1.7万公顷，"),
        ("详见第40页。", "第40页。"),
        ("详见第 40 页。", "第 40 页。"),
        ("2027年6月13日出发", "2027年6月13日"),
        ("一共三天两晚", "三天"),
        ("步行2.5小时，爬升300米", "2.5小时，"),
        ("A组与B组", "A组"),
        ("本周星期六见", "星期六"),
        ("à 45 km d’ici", "45 km"),
        ("altitude 1 020 m environ", "1 020 m"),
        ("de 08:30–10:00 ici", "08:30–10:00"),
        ("de 08:30 – 10:00 ici", "08:30 – 10:00"),
        ("marche de 2 h 30 au plus", "2 h 30"),
        ("le 19 juin au soir", "19 juin"),
        ("du 13–20 juin inclus", "13–20 juin"),
        ("pont de 25 m × 25 m au-dessus", "25 m × 25 m"),
        ("Site 12, p. 42 du livret", "p. 42"),
        ("part de 50 % ici", "50 %"),
        ("un « loup » ici", "« loup »"),
        ("fin ; suite", "fin ;"),
        ("Maison du Parc · site", "Parc ·"),
        ("vol\u00a0de\u00a0nuit court", "vol\u00a0de\u00a0nuit"),
        ("La Mer\u2060de\u2060Glace ici", "Mer\u2060de\u2060Glace"),
        ("“生命走廊”", "廊”"),
        ("（Asters）与", "（Asters）"),
        ("日内瓦——安纳西", "瓦——"),
        ("rendez-vous Mon 14 June at noon", "Mon 14 June"),
        ("la salle voir p. 42 du livret", "p. 42"),
        ("le parc de la forêt : loup", "forêt :"),
    ],
)
def test_what_stays_together(text: str, whole: str) -> None:
    assert whole in [atom.text for atom in atoms(text)]


def test_a_chinese_title_over_one_line_breaks_after_its_colon() -> None:
    assert lines("韦科尔公园：狼、放牧与1.7万公顷保护区", 112, "zh", title=True)[0] == "韦科尔公园："
    assert lines("韦科尔公园：狼与羊", 112, "zh", title=True) == ["韦科尔公园：狼与羊"]


def test_a_chinese_paragraph_does_not_end_with_one_or_two_characters() -> None:
    for width in range(60, 140, 3):
        found = lines("跨越高速公路的生态天桥修复了一九八二年通车后被切断的生态廊道。", width, "zh")
        assert len(re.sub(r"[，。]", "", found[-1])) >= 3


def test_a_french_title_does_not_end_with_one_word() -> None:
    assert lines("Parc du Vercors : loup, pastoralisme et réserve", 180, title=True) == [
        "Parc du Vercors : loup, pastoralisme",
        "et réserve",
    ]
    assert len(lines("Parc du Vercors : loup, pastoralisme et réserve", 180)[-1].split()) == 1


def test_an_address_breaks_only_at_its_joints() -> None:
    address = "https://www.example.org/reserves/haute-savoie?jour=2&lang=fr"
    found = lines(address, 70)
    assert "".join(found) == address
    assert all(line[-1] in "/?&.-_" for line in found[:-1])
    assert not any(line.endswith(("https:", "https:/")) for line in found)


def test_a_word_wider_than_its_column_is_cut_rather_than_overflowing() -> None:
    assert "".join(lines("anticonstitutionnellement", 30)) == "anticonstitutionnellement"


def test_a_line_feed_begins_a_line_and_an_empty_text_takes_one() -> None:
    assert lines("un\r\ndeux\u2028trois", 200) == ["un", "deux", "trois"]
    assert TS.paragraph(Span("", st.BODY, "fr"), 100).height == st.BODY.leading


def test_an_object_keeps_to_its_word_over_a_no_break_space() -> None:
    badge = Block(10, 10, 8)
    pieces = [Span("groupe ", st.BODY, "fr"), Inline(badge), Span("\u00a0chercheurs", st.BODY, "fr")]
    block = TS.paragraph(pieces, TS.width("groupe  chercheurs", st.BODY, "fr"))
    [(x, y, _)] = block.children
    assert (x, y) == (0.0, st.BODY.leading + st.BODY.baseline - 8)


def test_han_and_latin_are_parted_by_a_quarter_em_that_is_no_character() -> None:
    alone = TS.width("乘", st.BODY, "zh") + TS.width("A40", st.BODY, "zh")
    assert TS.width("乘A40", st.BODY, "zh") == pytest.approx(alone + 0.25 * st.BODY.han_size)
    assert TS.width("乘，A40", st.BODY, "zh") == pytest.approx(alone + st.BODY.han_size)


# --- properties ------------------------------------------------------------------------------------------

WORDS = some.sampled_from(
    [
        "Parc",
        "d’Annecy",
        "au-dessus",
        "08:30–10:00",
        "45 km",
        "1 020 m",
        "13 juin",
        "CH",
        "Asters",
        "(ALPARC)",
        "« loup »",
    ]
)
HAN = some.sampled_from(
    [
        "保护区",
        "生态廊道",
        "，",
        "。",
        "、",
        "：",
        "（",
        "）",
        "“",
        "”",
        "《指南》",
        "1.7万公顷",
        "第40页",
        "6月19日",
        "——",
        "…",
        "·",
        "？",
    ]
)
TEXTS = some.lists(some.one_of(WORDS, HAN, some.just(" "), some.just("\u202f"), some.just(" ; ")), max_size=40).map(
    "".join
)
WIDTHS = some.floats(min_value=60, max_value=300)


def without_blanks(text: str) -> str:
    return re.sub(r"[ \u3000\u200b]", "", text)


@settings(max_examples=many(300), deadline=None)
@given(TEXTS, WIDTHS, some.sampled_from(["fr", "zh", "en"]), some.booleans())
def test_lines_hold_the_whole_text_and_nothing_else(text: str, width: float, language: str, title: bool) -> None:
    assert without_blanks("".join(lines(text, width, language, title=title))) == without_blanks(clean(text))


@settings(max_examples=many(300), deadline=None)
@given(TEXTS, WIDTHS, some.sampled_from(["fr", "zh"]))
def test_no_line_starts_with_closing_or_ends_with_opening_punctuation(text: str, width: float, language: str) -> None:
    if any(wide(atom.text, language) > width for atom in atoms(clean(text))):
        return  # a cut in an emergency obeys as far as it can
    found = [line for line in lines(text, width, language) if line.strip()]
    assert not [line for line in found[1:] if line.strip()[0] in CLOSING]
    assert not [line for line in found[:-1] if line.strip()[-1] in OPENING]


@settings(max_examples=many(300), deadline=None)
@given(
    some.lists(WORDS, min_size=1, max_size=30),
    some.floats(min_value=110, max_value=300),
    some.sampled_from(["fr", "zh"]),
)
def test_no_word_time_or_quantity_is_split(words: list[str], width: float, language: str) -> None:
    text = " ".join(words)
    if any(wide(atom.text, language) > width for atom in atoms(text)):
        return
    found = lines(text, width, language)
    at = 0
    for word in words:
        while word not in found[at]:
            at += 1
            assert at < len(found), f"{word} is split"
        found[at] = found[at].replace(word, "", 1)


@settings(max_examples=many(400), deadline=None)
@given(some.text(max_size=60), WIDTHS, some.sampled_from(["fr", "zh"]), some.booleans())
@example("\ud800😀‏العربية नमस्ते བོད་ 𠮷e\u0301\ufe0f\u200d", 60.0, "zh", True)
def test_any_text_at_all_is_set_within_its_column(text: str, width: float, language: str, title: bool) -> None:
    found = lines(text, width, language, title=title)
    assert without_blanks("".join(found)) == without_blanks(clean(text)).replace("\n", "")
    assert clean(clean(text)) == clean(text)


@settings(max_examples=many(200), deadline=None)
@given(some.text(max_size=60))
def test_atoms_concatenate_to_their_text(text: str) -> None:
    paragraph = clean(text).replace("\n", "")
    assert "".join(atom.text + atom.space for atom in atoms(paragraph)) == paragraph


LETTERS = some.text("aàéœŒZ’- .1:（第月", min_size=1, max_size=12)


@settings(max_examples=many(400), deadline=None)
@given(
    some.lists(some.one_of(WORDS, LETTERS, some.sampled_from(["le", "Mon", "p.", "lun."])), max_size=30).map(" ".join)
)
def test_words_taken_at_once_are_the_words_taken_one_by_one(text: str) -> None:
    at_once = atoms.__wrapped__(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(breaking, "_PROSE", re.compile("(?!)"))
        assert atoms.__wrapped__(text) == at_once


def shown(block: Block) -> list[tuple[object, ...]]:
    """The lines of a block: words, runs and places to a thousandth of a point."""
    return [
        (
            mark.text,
            round(mark.x, 3),
            round(mark.width, 3),
            mark.baseline,
            [(run.face, run.text) for _, run, _ in mark.runs],
        )
        for mark in block.marks
        if isinstance(mark, TextLine)
    ]


@settings(max_examples=many(400), deadline=None)
@given(
    some.one_of(
        TEXTS, some.lists(some.one_of(WORDS, some.just("\n")), max_size=30).map(" ".join), some.text(max_size=40)
    ),
    WIDTHS,
    some.sampled_from(["fr", "en"]),
    some.booleans(),
    some.sampled_from(["left", "right", "center"]),
)
def test_the_shorter_way_sets_what_the_longer_one_sets(
    text: str, width: float, language: str, title: bool, align: Align
) -> None:
    span = Span(text, st.BODY, language)
    usual = TS.paragraph(span, width, title=title, align=align)
    nothing = Span("", st.BODY, language)
    longer = TS.paragraph([span, nothing], width, title=title, align=align)
    assert shown(usual) == shown(longer)
    assert (usual.width, usual.height, usual.baseline) == (longer.width, longer.height, longer.baseline)
