"""The log file: what the program did, for whoever has to find a fault.

Log lines name records by number and never hold what a person typed: names,
health and passports stay in the database.
"""

from __future__ import annotations

import logging
from pathlib import Path

ROOT = "tripplanner"
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_BYTES, _KEPT = 512_000, 3


def logger(name: str) -> logging.Logger:
    """The logger of a module, below ``tripplanner`` (pass ``__name__``)."""
    return logging.getLogger(name if name.startswith(ROOT) else f"{ROOT}.{name}")


def write_to(folder: Path) -> Path | None:
    """Write the log to ``folder/tripplanner.log`` (three older files kept).

    Returns the file, or ``None`` where the folder cannot be written: a missing
    log must never keep the program from starting.
    """
    from logging.handlers import RotatingFileHandler  # loads sockets: not at start-up

    path = folder / "tripplanner.log"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8", delay=False)
    except OSError:
        return None
    handler.setFormatter(logging.Formatter(_FORMAT))
    root = logging.getLogger(ROOT)
    stop_writing()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    return path


def stop_writing() -> None:
    """Close the file opened by :func:`write_to`."""
    root = logging.getLogger(ROOT)
    for handler in [h for h in root.handlers if isinstance(h, logging.FileHandler)]:
        root.removeHandler(handler)
        handler.close()
