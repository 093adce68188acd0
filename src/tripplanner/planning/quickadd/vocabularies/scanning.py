"""Finds the vocabulary files that lie in this folder."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path
from typing import TypeVar

W = TypeVar("W")
_PACKAGE = __name__.rpartition(".")[0]


def found(of: type[W]) -> dict[str, W]:
    """The ``WORDS`` of each module beside this one, by the name of the module."""
    names = sorted(module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)]))
    modules = {name: importlib.import_module(f"{_PACKAGE}.{name}") for name in names if name != "scanning"}
    return {name: module.WORDS for name, module in modules.items() if isinstance(getattr(module, "WORDS", None), of)}
