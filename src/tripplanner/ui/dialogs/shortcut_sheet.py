"""The sheet of shortcuts: what the table of actions says, as sections for the dialog and as a page for the wall."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from itertools import combinations_with_replacement
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QFont, QPagedPaintDevice, QPageLayout, QPageSize, QPdfWriter, QTextDocument

from tripplanner.i18n import Message, msg
from tripplanner.ui.actions import MENUS, TABLE, shortcut_text
from tripplanner.ui.language import Language
from tripplanner.ui.page import page_infos

TITLE = msg("Keyboard shortcuts")
_MARGIN_MM = 12.0
#: Points on paper: the page is laid out in them.
_LARGEST, _SMALLEST = 11, 7
_RULE = "border-bottom-style: solid; border-bottom-width: 1px; padding-bottom: 2px"


@dataclass(frozen=True, slots=True)
class Section:
    """What a heading stands over: what is done, and by which keys."""

    title: Message
    lines: tuple[tuple[Message, str], ...]


def sections() -> tuple[Section, ...]:
    """Every action that has keys, menu by menu, then the screens."""
    found = [Section(title, _of_menu(key)) for key, title in MENUS.items()]
    pages = [info for info in page_infos() if not info.foot][:9]
    screens = tuple((info.title, f"Ctrl+{number}") for number, info in enumerate(pages, start=1))
    return (*(section for section in found if section.lines), Section(msg("Screens"), screens))


def _of_menu(menu: str) -> tuple[tuple[Message, str], ...]:
    return tuple((row.label, shortcut_text(row)) for row in TABLE if row.menu == menu and row.keys)


def sheet(language: Language, font: QFont) -> QTextDocument:
    """The page, in three columns, in black on the paper's white."""
    made = QTextDocument()
    small = QFont(font)
    small.setPixelSize(_LARGEST)
    made.setDefaultFont(small)
    columns = "".join(
        f'<td width="33%">{"".join(_html(one, language) for one in column)}</td>' for column in _columns(sections())
    )
    title = escape(language.say(TITLE))
    made.setHtml(f'<h2>{title}</h2><table width="100%" cellspacing="10"><tr>{columns}</tr></table>')
    return made


def _columns(found: tuple[Section, ...]) -> tuple[tuple[Section, ...], ...]:
    """Three columns of which the longest is as short as whole sections allow."""
    cuts = combinations_with_replacement(range(len(found) + 1), 2)
    ways = [(found[:a], found[a:b], found[b:]) for a, b in cuts]
    return min(ways, key=lambda columns: max(sum(len(one.lines) + 3 for one in column) for column in columns))


def _html(section: Section, language: Language) -> str:
    lines = "".join(
        f'<tr><td>{escape(language.say(what))}</td><td align="right"><b>{escape(keys)}</b></td></tr>'
        for what, keys in section.lines
    )
    title = escape(language.say(section.title))
    head = f'<tr><td colspan="2" style="{_RULE}"><b>{title}</b></td></tr>'
    return f'<table width="100%" cellpadding="0" cellspacing="1" style="margin-bottom: 10px">{head}{lines}</table>'


def lying_page() -> QPageLayout:
    """An A4 page lying on its side."""
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    size = QPageSize(QPageSize.PageSizeId.A4)
    return QPageLayout(size, QPageLayout.Orientation.Landscape, margins, QPageLayout.Unit.Millimeter)


def print_sheet(document: QTextDocument, target: QPagedPaintDevice) -> None:
    """Lay everything out on one page of the paper, in smaller letters where that is needed, and print it."""
    paper, font = target.pageLayout().paintRect(QPageLayout.Unit.Point), document.defaultFont()
    document.setPageSize(QSizeF(paper.width(), paper.height()))
    while document.pageCount() > 1 and font.pixelSize() > _SMALLEST:
        font.setPixelSize(font.pixelSize() - 1)
        document.setDefaultFont(font)
    document.print_(target)


def save_sheet(document: QTextDocument, path: Path) -> None:
    """Write the page as a PDF; raises ``OSError``."""
    made = QBuffer()
    made.open(QIODevice.OpenModeFlag.WriteOnly)
    target = QPdfWriter(made)
    target.setPageLayout(lying_page())
    print_sheet(document, target)
    path.write_bytes(made.data().data())
