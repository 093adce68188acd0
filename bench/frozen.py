"""Content as bytes: read-only mappings are part of it, and pickle does not know them by itself."""

from __future__ import annotations

import copyreg
import pickle
from types import MappingProxyType


def frozen(values: dict[object, object]) -> MappingProxyType[object, object]:
    """A read-only mapping, under a name that pickle can write down."""
    return MappingProxyType(values)


def as_bytes(content: object) -> bytes:
    """The content for ``pickle.loads`` in another process."""
    copyreg.pickle(MappingProxyType, lambda mapping: (frozen, (dict(mapping),)))
    return pickle.dumps(content)
