"""A field pack as the window shows it: its files, and the page as a telephone shows it that runs no scripts."""

from __future__ import annotations

import io
import zipfile
from html import escape
from html.parser import HTMLParser

from PySide6.QtWidgets import QFrame, QTextBrowser

from tripplanner.i18n import msg, msgn
from tripplanner.ui.context import Context
from tripplanner.ui.language import Words
from tripplanner.ui.widgets.basics import column, frame, text_label

_HIDDEN = frozenset({"head", "script", "style", "svg", "nav"})
_SAME = frozenset({"h1", "h2", "h3", "p", "i"})
_BLOCKS = frozenset({"section", "article", "details", "summary", "header", "footer", "div"})
_VOID = frozenset({"meta", "use", "br", "img"})


class PackView(QFrame):
    """The names of the files above, the words of the page below."""

    def __init__(self, context: Context, words: Words) -> None:
        super().__init__()
        del context
        self._words = words
        self.files = text_label(ink="text2")
        self.files.setWordWrap(True)
        self.page = QTextBrowser()
        self.page.setOpenLinks(False)
        self.page.setTabChangesFocus(True)
        words.put(self.page, msg("Page of the field pack"), "setAccessibleName")
        card = frame("")
        column(card, (12, 8, 12, 8), 4).addWidget(self.files)
        lines = column(self, gap=0)
        lines.addWidget(card)
        lines.addWidget(self.page, 1)

    def show_bytes(self, data: bytes) -> None:
        """Show a pack, or a page alone."""
        names, page = opened(data)
        self.files.setText(self._said(names))
        self.page.setHtml(readable(page))

    def _said(self, names: list[str]) -> str:
        if not names:
            return self._words.say(msg("The page alone"))
        alone = [name for name in names if "/" not in name]
        events = len(names) - len(alone)
        said = [*alone, self._words.say(msgn("{n} event by itself", "{n} events one by one", events))]
        return " · ".join(said if events else alone)


def opened(data: bytes) -> tuple[list[str], str]:
    """The names of the files in a pack, without its folder, and its page; no names for a page alone.

    A driver’s pack has no page: what is read first stands for it.
    """
    if not data.startswith(b"PK"):
        return [], data.decode()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = {name.split("/", 1)[1]: name for name in archive.namelist()}
        page = next((name for name in names.values() if name.endswith(".html")), None)
        if page is None:
            told = archive.read(next(iter(names.values()))).decode("utf-8-sig")
            return list(names), "".join(f"<p>{escape(line)}</p>" for line in told.splitlines())
        return list(names), archive.read(page).decode()


def readable(page: str) -> str:
    """The words of a page as the rich text that Qt knows: what is hidden without scripts stays out."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return "".join(reader.told)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.told: list[str] = []
        self._open: list[tuple[str, bool]] = []  # what ends each open element in the rich text, and whether it hides

    @property
    def _hidden(self) -> bool:
        return any(hides for _, hides in self._open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        names = dict(attrs)
        begin, end = _as_rich(tag, (names.get("class") or "").split())
        self._open.append((end, tag in _HIDDEN or "hidden" in names))
        if not self._hidden:
            self.told.append(begin)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID or not self._open:
            return
        if not self._hidden:
            self.told.append(self._open[-1][0])
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.told.append(" " if data.isspace() else escape(data).replace("\n", "<br>"))


def _as_rich(tag: str, looks: list[str]) -> tuple[str, str]:
    """What stands for an element, before and after its words."""
    if tag == "b":
        return "<b>", "</b>&ensp;"
    if tag in _SAME:
        return f"<{tag}>", f"</{tag}>"
    if tag in _BLOCKS:
        return "<div>", "</div>"
    if tag == "span" and "second" in looks:
        return "<br><small>", "</small>"
    return "", " "
