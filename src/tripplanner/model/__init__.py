"""The nouns: one mapped class per word of the domain. Importing the package maps them all."""

from __future__ import annotations

import importlib
import pkgutil

from tripplanner.model.base import Base

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")

__all__ = ["Base"]
