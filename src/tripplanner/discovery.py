"""Registries without a list: what the modules of a package hold under a name, so that adding is adding a file."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any


def one(package: str, module: str, name: str) -> Any:
    """The value called ``name`` of one module of the package, else None: spares importing the others."""
    if not module.isidentifier():
        return None
    full = f"{package}.{module}"
    try:
        return getattr(importlib.import_module(full), name, None)
    except ModuleNotFoundError as error:
        if error.name != full:
            raise
        return None


def found(package: str, name: str) -> list[Any]:
    """The value called ``name`` of every module of the package that has one, in the order of the modules' names.

    Imports them all; a module that cannot be imported raises what it raises.
    """
    path = importlib.import_module(package).__path__
    modules = (importlib.import_module(f"{package}.{module.name}") for module in pkgutil.iter_modules(path))
    return [value for module in modules if (value := getattr(module, name, None)) is not None]
