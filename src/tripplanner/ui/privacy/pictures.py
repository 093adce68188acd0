"""Photos and files of others’ records that may show who is erased: somebody looks at each and ticks what goes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QListWidgetItem, QWidget

from tripplanner.i18n import msg, msgn
from tripplanner.planning.photos import kept_bytes
from tripplanner.planning.privacy.words import WHY, table_words
from tripplanner.store.erasing.pictures import NAMED, Hanging
from tripplanner.ui.context import Context
from tripplanner.ui.language import Words
from tripplanner.ui.plain import one_line
from tripplanner.ui.widgets.basics import column, text_label
from tripplanner.ui.widgets.wrapped import WrappedList

_SIZE = QSize(96, 64)
_SHOWN = 60  # more than that nobody looks at in a sheet: the others are counted


class PicturesToLookAt(QWidget):
    """The list with a tick for each; those that name the person are ticked already."""

    def __init__(self, context: Context, words: Words, found: Sequence[Hanging]) -> None:
        super().__init__()
        self._context, self._words = context, words
        self._shown = found[:_SHOWN]
        lines = column(self, gap=6)
        head = msg("These photos and files may show them. What is ticked goes as well; look at each:")
        lines.addWidget(words.put(text_label(ink="text2", wrap=True), head))
        self.list = WrappedList()
        words.put(self.list, head, "setAccessibleName")
        size = QSize(context.theme.px(_SIZE.width()), context.theme.px(_SIZE.height()))
        self.list.setIconSize(size)
        for one in self._shown:
            self._add(one, size)
        self.list.setFixedHeight(min(len(self._shown), 3) * (size.height() + context.theme.px(10)) + 4)
        lines.addWidget(self.list)
        more = len(found) - len(self._shown)
        if more:
            said = msgn("{n} more photo of their trips may show them: look at it where it hangs.",
                        "{n} more photos of their trips may show them: look at them where they hang.",
                        more)  # fmt: skip
            lines.addWidget(words.put(text_label(ink="text2", wrap=True), said))

    def chosen(self) -> frozenset[str]:
        """The UUIDs of the files that are ticked."""
        ticked = Qt.CheckState.Checked
        return frozenset(one.uuid for at, one in enumerate(self._shown) if self.list.item(at).checkState() == ticked)

    def tick(self, at: int, on: bool = True) -> None:
        """Tick the file at a place of the list, or take the tick away."""
        self.list.item(at).setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def _add(self, one: Hanging, size: QSize) -> None:
        item = QListWidgetItem(self._icon(one, size), self._said(one))
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if one.why == NAMED else Qt.CheckState.Unchecked)
        self.list.addItem(item)

    def _said(self, one: Hanging) -> str:
        caption = one_line(one.caption.best(self._context.language.code))
        place = table_words(one.table) if one.table else ""
        place = place if isinstance(place, str) else self._words.say(place)
        reason = self._words.say(WHY[one.why])
        binned = self._words.say(msg("Bin")) if one.binned else ""
        return f"{caption or one.name}\n{' · '.join(part for part in (place, reason, binned) if part)}"

    def _icon(self, one: Hanging, size: QSize) -> QIcon:
        read = self._context.workspace.get
        data = read(kept_bytes, one.sha256) if one.media_type.startswith("image/") else None
        image = QImage.fromData(data or b"")
        if image.isNull():
            return self._context.theme.icon("file-text")
        ratio = self.devicePixelRatioF()
        kept, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        made = QPixmap.fromImage(image.scaled(size * ratio, kept, smooth))
        made.setDevicePixelRatio(ratio)
        return QIcon(made)
