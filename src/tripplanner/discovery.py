"""Registries without a list: what the modules of a package hold under a name, so that adding is adding a file."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any


def found(package: str, name: str) -> list[Any]:
    """The value called ``name`` of every module of the package that has one, in the order of the modules' names.

    Imports them all; a module that cannot be imported raises what it raises.
    """
    path = importlib.import_module(package).__path__
    modules = (importlib.import_module(f"{package}.{module.name}") for module in pkgutil.iter_modules(path))
    return [value for module in modules if (value := getattr(module, name, None)) is not None]
