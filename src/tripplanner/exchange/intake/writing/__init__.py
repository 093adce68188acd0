"""Writing rows: one writer per subject, each for one plan within one transaction."""

from __future__ import annotations

from typing import Any, TypeVar

import sqlalchemy as sa

M = TypeVar("M")


def new(model: type[M], **values: Any) -> M:
    """A new record whose columns have their defaults already, as they will be read back."""
    mapper: Any = sa.inspect(model)
    for attribute in mapper.column_attrs:
        default = attribute.columns[0].default
        if default is not None and default.is_scalar:
            values.setdefault(attribute.key, default.arg)
    return model(**values)


def put(record: Any, keys: tuple[str, ...], changes: Any) -> None:
    """Gives a record the changes of these columns."""
    for key in keys:
        if key in changes and getattr(record, key) != changes[key]:
            setattr(record, key, changes[key])
