"""How a letter looks in Word: styles, fonts of both scripts, languages, lines, and what stands in the margins."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from tripplanner.dates import locale_of
from tripplanner.documents.letters.content import Letter
from tripplanner.documents.margins import draft_warning, version, whose
from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.accent import readable
from tripplanner.documents.typesetting.cleaning import clean
from tripplanner.documents.typesetting.shortening import shortened

TEXT_WIDTH = st.A4.text_width
_LATIN, _HAN = "Noto Sans", "Noto Sans SC"
_ROOM, _SMALL_ROOM = 60, 10  # above and below the words of a cell, in twentieths of a point
_REGIONS = {"fr": "fr-FR", "zh": "zh-CN"}
# Which fonts take their place where they are not installed.
_STAND_IN = {_LATIN: "Calibri", _HAN: "Microsoft YaHei"}

# Name: (size, bold, colour, white above, white below, what it is based on), in pt.
_STYLES: dict[str, tuple[float, bool, str, float, float]] = {
    "Normal": (9.5, False, st.INK, 0, 6),
    "Title": (21, False, st.INK, 12, 3),
    "Heading 1": (16, True, st.INK, 15, 3),
    "Heading 2": (9, True, st.FIR, 12, 4.5),
    "Heading 3": (11, True, st.INK, 12, 3),
    "Subtitle": (11, True, st.INK, 0, 6),
    "List Bullet": (9.5, False, st.INK, 0, 3),
    "Small": (8, False, st.SECONDARY, 0, 0),
    "Strong Line": (9.5, True, st.INK, 0, 6),
    "Large": (11, False, st.INK, 0, 3),
    "Quoted": (9, False, st.SECONDARY, 3, 3),
    "Statement": (9.5, True, st.INK, 9, 3),
    "Cell": (9.5, False, st.INK, 0, 0),
    "Table Head": (8, True, st.INK, 0, 0),
    "Office": (11, True, st.INK, 0, 0),
    "Address": (9.5, False, st.INK, 0, 0),
    "Dateline": (9.5, False, st.INK, 6, 0),
    "Dateline Second": (8, False, st.SECONDARY, 0, 0),
    "Signature Room": (3, False, st.INK, 33, 0),
    "Signature": (9.5, False, st.INK, 0, 0),
    "Signature Second": (8, False, st.SECONDARY, 0, 0),
    "Notice": (8, False, st.ERROR, 6, 0),
    "Translation Note": (7.5, False, st.STALE, 0, 3),
    "Gap": (3, False, st.INK, 0, 0),
    "Header": (8, True, st.INK, 0, 0),
    "Footer": (8, False, st.TERTIARY, 0, 0),
}
# They stay on the page of what follows.
_KEPT = frozenset(
    {"Heading 1", "Heading 2", "Heading 3", "Title", "Strong Line", "Statement", "Gap", "Signature Room", "Signature"}
)
_RIGHT_HALF = frozenset({"Dateline", "Dateline Second"})
_LONGEST_PROPERTY = 255
_LONGEST_AT_FOOT = 90


def dress(document: Any, languages: tuple[str, ...], accent: str = "") -> None:
    """An A4 page with our margins, every style in our fonts and, where the office has one, in its colour."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import RGBColor

    known = {style.name for style in document.styles}
    for name, look in _STYLES.items():
        style = document.styles[name] if name in known else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        if name not in known:
            style.base_style, style.quick_style, style.hidden = document.styles["Normal"], True, False
        _look(style, *look)
        if look[2] == st.FIR and (own := readable(accent)):
            style.font.color.rgb = RGBColor.from_string(own.removeprefix("#"))
        if name in _RIGHT_HALF:
            style.paragraph_format.left_indent = _pt(293.0)
        elif name == "Quoted":
            style.paragraph_format.left_indent = _pt(10.5)
    _set_language(document.styles["Normal"].element.get_or_add_rPr(), languages[0])
    _name_stand_ins(document)
    section = document.sections[0]
    section.page_width, section.page_height = _pt(st.A4.width), _pt(st.A4.height)
    section.left_margin, section.right_margin = _pt(st.A4.binding), _pt(st.A4.outer)
    section.top_margin, section.bottom_margin = _pt(st.A4.top + 9.0), _pt(st.A4.bottom)
    section.header_distance, section.footer_distance = _pt(18.0), _pt(24.0)


def _look(style: Any, size: float, bold: bool, colour: str, above: float, below: float) -> None:
    from docx.shared import RGBColor

    font, paragraph = style.font, style.paragraph_format
    font.size, font.bold, font.italic = _pt(size), bold, False
    font.color.rgb = RGBColor.from_string(colour.removeprefix("#"))
    paragraph.space_before, paragraph.space_after, paragraph.line_spacing = _pt(above), _pt(below), 1.0
    paragraph.widow_control = True
    paragraph.keep_with_next = style.name in _KEPT
    properties = style.element.get_or_add_rPr()
    _name_fonts(properties)
    for unwanted in ("w:spacing", "w:kern"):
        for found in properties.findall(_qn(unwanted)):
            properties.remove(found)
    borders = style.element.get_or_add_pPr().find(_qn("w:pBdr"))
    if borders is not None:
        borders.getparent().remove(borders)
    if style.name == "Heading 2":
        _line_below(style.element.get_or_add_pPr())


def _name_fonts(properties: Any) -> None:
    """Latin letters in one font, Han in another: without the second, Word takes whatever it likes for Chinese."""
    fonts = properties.get_or_add_rFonts()
    fonts.attrib.clear()
    for script, name in (("ascii", _LATIN), ("hAnsi", _LATIN), ("cs", _LATIN), ("eastAsia", _HAN)):
        fonts.set(_qn(f"w:{script}"), name)


def _name_stand_ins(document: Any) -> None:
    """Tell Word which font it may take in place of one that is not installed."""
    table = next((part for part in document.part.package.iter_parts() if str(part.partname).endswith("fontTable.xml")),
                 None)  # fmt: skip
    if table is None:
        return
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:family w:val="swiss"/></w:font>'
        for name, other in _STAND_IN.items()
    )
    table._blob = re.sub(rb"</w:fonts>\s*$", fonts.encode() + b"</w:fonts>", table.blob)


def _line_below(properties: Any) -> None:
    borders = _element("w:pBdr")
    borders.append(_element("w:bottom", val="single", sz="6", space="3", color=st.INK.removeprefix("#")))
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
    )


def mark_language(run: Any, language: str) -> None:
    """The language of a run, for spelling and for the choice of fonts; Chinese punctuation is Chinese too."""
    properties = run._r.get_or_add_rPr()
    if language == "zh":
        fonts = properties.get_or_add_rFonts()
        fonts.set(_qn("w:hint"), "eastAsia")
    _set_language(properties, language)


def _set_language(properties: Any, language: str) -> None:
    tag = _REGIONS.get(language, locale_of(language).replace("_", "-"))
    found = properties.find(_qn("w:lang"))
    if found is None:
        found = _element("w:lang")
        properties.append(found)
    found.set(_qn("w:val"), tag)
    found.set(_qn("w:eastAsia"), "zh-CN")


def unparted(row: Any) -> None:
    """No page parts the lines of a row."""
    row._tr.get_or_add_trPr().append(_element("w:cantSplit"))


def ruled_table(table: Any, *, headed: bool, small: bool = False) -> None:
    """Hairlines between rows, a stronger one below the head, which is repeated; no row is cut in two.

    The first row stays with the second: below a heading that begins a day, one alone would look forgotten.
    ``small``: hardly any white above and below the words.
    """
    borders = _element("w:tblBorders")
    for side in ("insideH", "bottom"):
        borders.append(_element(f"w:{side}", val="single", sz="4", space="0", color=st.HAIRLINE.removeprefix("#")))
    room = _element("w:tblCellMar")
    for side in ("top", "bottom"):
        room.append(_element(f"w:{side}", w=str(_SMALL_ROOM if small else _ROOM), type="dxa"))
    for part in (borders, room):
        table._tbl.tblPr.append(part)
    rows = list(table.rows)
    for paragraph in (one for row in rows[: min(1, len(rows) - 1)] for cell in row.cells for one in cell.paragraphs):
        paragraph.paragraph_format.keep_with_next = True
    for n, row in enumerate(rows):
        unparted(row)
        if headed and n == 0:
            row._tr.get_or_add_trPr().append(_element("w:tblHeader"))
            for cell in row.cells:
                own = _element("w:tcBorders")
                own.append(_element("w:bottom", val="single", sz="8", space="0", color=st.INK.removeprefix("#")))
                cell._tc.get_or_add_tcPr().append(own)


def margins_of(document: Any, letter: Letter) -> None:
    """The warning of a draft at the head; whose letter it is, its version and the page at the foot."""
    section = document.sections[0]
    head = section.header.paragraphs[0]
    for n, (words, code) in enumerate(draft_warning(letter.trip, letter.languages)):
        run = head.add_run(("\u2002" if n else "") + words)
        mark_language(run, code)
    foot = section.footer.paragraphs[0]
    said = [*whose(letter.title, letter.trip, letter.languages), *version(letter.trip, letter.languages[0])]
    for n, (words, code) in enumerate(said):
        run = foot.add_run((" · " if n else "") + shortened(clean(words), _LONGEST_AT_FOOT))
        mark_language(run, code)
    foot.add_run(" · ")
    _field(foot, "PAGE")
    foot.add_run(" / ")
    _field(foot, "NUMPAGES")


def _field(paragraph: Any, name: str) -> None:
    field = _element("w:fldSimple", instr=name)
    run = _element("w:r")
    words = _element("w:t")
    words.text = "1"
    run.append(words)
    field.append(run)
    paragraph._p.append(field)


def _element(tag: str, **attributes: str) -> Any:
    from docx import oxml

    parts: Any = oxml
    made = parts.OxmlElement(tag)
    for name, value in attributes.items():
        made.set(_qn(f"w:{name}"), value)
    return made


def _qn(tag: str) -> str:
    from docx.oxml.ns import qn

    return qn(tag)


def _pt(size: float) -> Any:
    from docx.shared import Pt

    return Pt(size)


def describe(document: Any, title: str, author: str, language: str, moment: datetime) -> None:
    """What the file says of itself; ``moment`` is naive, in UTC. No property holds more than 255 characters."""
    about = document.core_properties
    about.title, about.language = shortened(clean(title), _LONGEST_PROPERTY), language
    about.author = about.last_modified_by = shortened(clean(author), _LONGEST_PROPERTY)
    about.comments, about.created, about.modified = "", moment, moment
