"""The one lock of PDFium: it is not made for several threads, whoever opens a file with it holds this."""

from __future__ import annotations

import threading

LOCK = threading.Lock()
