"""Finds the data folders (resources, i18n, db) in a checkout and in an installed wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def data_root() -> Path:
    """The folder that holds ``resources/``, ``i18n/`` and ``db/``.

    In a wheel they lie in ``tripplanner/_data``; in a checkout at its top.
    """
    package = Path(__file__).resolve().parent
    installed = package / "_data"
    return installed if installed.is_dir() else package.parents[1]


def resource(*parts: str) -> Path:
    """The path of a file or folder below ``resources/``."""
    return data_root().joinpath("resources", *parts)
