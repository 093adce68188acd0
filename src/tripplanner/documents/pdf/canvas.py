"""ReportLab’s canvas as the surface needs it: the one place that reaches into what ReportLab does not promise.

``pyproject.toml`` therefore names one minor version of ReportLab; :data:`PRIVATE` lists what is reached for, and a
test says so when another version lacks it.
"""

from __future__ import annotations

import io
import zlib
from typing import Any

from reportlab import rl_config

rl_config.useA85 = 0
rl_config.invariant = 1
rl_config.trustedSchemes = ()
rl_config.trustedHosts = ()

from reportlab.pdfbase import pdfdoc  # noqa: E402 - ReportLab reads its settings when it is imported
from reportlab.pdfgen.canvas import Canvas  # noqa: E402

VERSION = "5.1"
"""The version of ReportLab whose inside is known here."""
PRIVATE = ("_doc", "_make_preamble", "_preamble", "_currentPageHasImages", "_formsinuse", "_pageNumber", "_code")
"""Attributes of a canvas that are no part of ReportLab’s promises."""
PRIVATE_OF_DOCUMENT = ("delayedFonts", "thisPageName", "idToObject", "getXObjectName", "Reference", "GetPDFData")


class BareCanvas(Canvas):
    """A canvas whose pages are written by us: no Helvetica at the head of each, operators compressed as we like."""

    def __init__(self, language: str) -> None:
        super().__init__(io.BytesIO(), pageCompression=1, invariant=1, lang=language, pdfVersion=(1, 7))

    def _make_preamble(self) -> None:
        self._preamble = ""

    def embed(self, fonts: Any) -> None:
        """``fonts`` add their objects (``addObjects``) when the file is finished."""
        self._doc.delayedFonts.append(fonts)

    def show(self, operators: str) -> None:
        """End the page, its content ``operators``."""
        name = self._doc.thisPageName()
        self.showPage()
        self._doc.idToObject[name].Contents = _packed(operators)

    def image_name(self, key: str) -> str:
        """The name by which pages draw the image object ``key``, which this page now uses."""
        self._currentPageHasImages = 1
        if key not in self._formsinuse:
            self._formsinuse.append(key)
        return self._doc.getXObjectName(key)

    def add_image(self, key: str, stream: pdfdoc.PDFStream) -> None:
        """Make ``stream`` the image object ``key`` of the file."""
        self._doc.Reference(stream, self._doc.getXObjectName(key))

    def finished(self) -> bytes:
        """The whole file; every page was shown."""
        self._pageNumber = max(self._pageNumber, 2)  # nothing is pending: showPage was called for each page
        self._code = []
        data = self._doc.GetPDFData(self)
        return data if isinstance(data, bytes) else data.encode("latin-1")


def _packed(operators: str) -> pdfdoc.PDFStream:
    """A page's operators, compressed faster than ReportLab does: pages are most of what is compressed."""
    data = zlib.compress(operators.encode("ascii"), 4)
    return pdfdoc.PDFStream(pdfdoc.PDFDictionary({"Filter": pdfdoc.PDFName("FlateDecode")}), data)
