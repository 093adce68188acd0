"""A value that no log, traceback or label shows."""

from __future__ import annotations

from typing import Any, Generic, NoReturn, TypeVar

T = TypeVar("T")
MASK = "••••••"


class Secret(Generic[T]):
    """Holds a value; every way of turning it into words gives a mask. :meth:`reveal` gives the value itself.

    Two secrets are equal where their values are. It has no hash and cannot be pickled or copied into JSON.
    """

    __hash__ = None  # type: ignore[assignment]
    __slots__ = ("_value",)

    def __init__(self, value: T) -> None:
        self._value = value

    def reveal(self) -> T:
        """The value: for whoever was asked to show it, and for nothing that is kept."""
        return self._value

    def __eq__(self, other: object) -> bool:
        theirs: Any = other
        return isinstance(other, Secret) and bool(self._value == theirs.reveal())

    def __bool__(self) -> bool:
        return bool(self._value)

    def __repr__(self) -> str:
        return f"Secret({MASK})"

    def __str__(self) -> str:
        return MASK

    def __format__(self, spec: str) -> str:
        return format(MASK, spec)

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not written anywhere")

    def __deepcopy__(self, memo: Any) -> Secret[T]:
        return self
