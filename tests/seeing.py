"""What an eye or a screen reader would find wrong with a window: clipped words, controls without a name."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QAbstractSpinBox, QLabel, QScrollBar, QWidget

from tripplanner.ui.widgets.chips import Chip

#: Pixels by which a hint may exceed a size through rounding.
SLACK = 2


def visible(root: QWidget) -> Iterator[QWidget]:
    """The widgets of a window that are shown."""
    yield from (widget for widget in root.findChildren(QWidget) if widget.isVisible())


def clipped(root: QWidget) -> list[str]:
    """Labels, buttons and chips whose words do not fit into the place they were given."""
    return [
        f"{type(widget).__name__} {_words(widget)!r} {widget.size()} < {widget.sizeHint()}"
        for widget in visible(root)
        if _words(widget) and not _elides(widget) and _is_cut(widget)
    ]


def _words(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QLabel | QAbstractButton | Chip) else ""


def _elides(widget: QWidget) -> bool:
    """Shortens its words on purpose and tells them whole in its tooltip."""
    return type(widget).__name__ in ("ElidedLabel", "ElidedButton", "ElidedCheck", "RailButton", "TripCard")


def _is_cut(widget: QWidget) -> bool:
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.height() + SLACK < widget.heightForWidth(widget.width())
    hint = widget.sizeHint()
    return widget.width() + SLACK < hint.width() or widget.height() + SLACK < hint.height()


def focusable(root: QWidget) -> list[QWidget]:
    """The widgets that the keyboard reaches."""
    inner = (QScrollBar,)
    return [
        widget
        for widget in visible(root)
        if widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not isinstance(widget, inner)
    ]


def unnamed(root: QWidget) -> list[str]:
    """Controls the keyboard reaches and a screen reader cannot name."""
    inner = QAbstractScrollArea | QAbstractSpinBox  # their parts are told with them
    return [
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        for widget in focusable(root)
        if not widget.accessibleName().strip() and not isinstance(widget.parentWidget(), inner)
    ]


def misnamed(root: QWidget) -> list[tuple[str, str]]:
    """Controls whose spoken name is not what stands on them or beside them: (seen, spoken)."""
    labels = {label.buddy(): label.text().replace("&&", "&") for label in root.findChildren(QLabel) if label.buddy()}
    wrong: list[tuple[str, str]] = []
    for widget in focusable(root):
        seen = labels.get(widget, "")
        if isinstance(widget, QAbstractButton) and widget.text() and type(widget).__name__ != "TripCard":
            seen = widget.text().replace("&&", "&")
        if seen and widget.accessibleName() != seen:
            wrong.append((seen, widget.accessibleName()))
    return wrong


def too_small(root: QWidget, least: int) -> list[str]:
    """Buttons that are hard to hit."""
    return [
        f"{type(b).__name__} {b.accessibleName()!r} {b.size()}"
        for b in focusable(root)
        if isinstance(b, QAbstractButton) and min(b.width(), b.height()) < least
    ]


def longer(words: str) -> str:
    """Words as a language 40 % longer would have them, with its accents."""
    accents = str.maketrans("aeoAE", "áëøÅÉ")
    return words.translate(accents) + "·" * round(len(words) * 0.4)
