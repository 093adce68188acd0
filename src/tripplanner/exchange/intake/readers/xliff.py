"""XLIFF 1.2 and 2.x: units with a source and a target, as translation programs write them. No document types."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tripplanner.exchange.intake.limits import MOST_CELL, Meter, Unreadable
from tripplanner.exchange.intake.readers import Options, Reader
from tripplanner.exchange.intake.sheets import Book, Cell, Line, Sheet
from tripplanner.i18n import msg

_FIELDS = ("id", "source", "translation", "state")
_REVIEWED, _DRAFT = ("translated", "final", "signed-off", "reviewed"), "needs-review"
_BEGUN = 2000  # bytes in which the root of a document stands


def read(data: bytes, options: Options, meter: Meter) -> Book:
    """The units of a document as the lines of one table."""
    del options
    lines = [Line(0, ("Id", "Source", "Target", "State"))]
    for number, cells in enumerate(_units(_root(data, meter)), 1):
        meter.row(len(cells), max(len(str(cell or "")) for cell in cells))
        lines.append(Line(number, cells))
    if len(lines) == 1:
        raise Unreadable(meter.name, msg("it holds no text."), msg("Choose another file."))
    return Book(meter.name, "xliff", (Sheet("XLIFF", tuple(lines), fields=_FIELDS, subject="texts"),))


def _root(data: bytes, meter: Meter) -> Any:
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Any = fromstring(data, forbid_dtd=True)
    except DefusedXmlException:
        raise Unreadable(meter.name, msg("it declares a document type, which is not read.")) from None
    except (ParseError, ValueError, LookupError) as error:
        raise Unreadable(
            meter.name,
            msg("it is damaged: {reason}.", reason=str(error)[:120]),
            msg("Export it again from the translation program."),
        ) from None
    if _local(root) != "xliff":
        raise Unreadable(meter.name, msg("it is no XLIFF document."))
    return root


def _units(root: Any) -> Iterator[tuple[Cell, ...]]:
    for element in root.iter():
        if _local(element) == "trans-unit":
            target = _child(element, "target")
            state = target.get("state", "") if target is not None else ""
            state = "final" if element.get("approved") == "yes" else state
            yield _cells(element, [_child(element, "source")], [target], state)
        elif _local(element) == "unit":
            parts = [part for part in element.iter() if _local(part) in ("segment", "ignorable")]
            states = [part.get("state", "initial") for part in parts if _local(part) == "segment"]
            worst = "final" if states and all(one in _REVIEWED for one in states) else ""
            targets = [_child(part, "target") for part in parts]
            yield _cells(element, [_child(part, "source") for part in parts], targets, worst)


def _cells(unit: Any, sources: list[Any], targets: list[Any], state: str) -> tuple[Cell, ...]:
    kept = "reviewed" if state in _REVIEWED else "draft" if state.startswith(_DRAFT) else None
    return (unit.get("id") or None, _words(sources), _words(targets), kept)


def _words(elements: list[Any]) -> str | None:
    """The words of an element and of all in it, spaces and line ends as they are."""
    return "".join("".join(element.itertext()) for element in elements if element is not None)[: MOST_CELL + 1] or None


def _child(element: Any, name: str) -> Any:
    return next((child for child in element if _local(child) == name), None)


def _local(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _knows(data: bytes) -> bool:
    return b"<xliff" in data[:_BEGUN].replace(b"\0", b"")


READER = Reader("xliff", msg("XLIFF"), (".xlf", ".xliff"), read, _knows, ("texts",), position=40)
