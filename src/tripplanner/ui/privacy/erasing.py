"""Erasing a person is confirmed: nothing brings them back. The sheet says what goes, and where their name stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from tripplanner.i18n import msg, msgn
from tripplanner.planning.privacy.who import Somebody
from tripplanner.planning.privacy.words import table_words
from tripplanner.progress import Progress
from tripplanner.store.erasing import everywhere
from tripplanner.store.erasing.mentions import Mention
from tripplanner.store.erasing.person import Erasure, erase, look
from tripplanner.text import Text
from tripplanner.ui.context import Context
from tripplanner.ui.dialogs import Dialog
from tripplanner.ui.language import Words
from tripplanner.ui.plain import in_script, one_line
from tripplanner.ui.privacy.pictures import PicturesToLookAt
from tripplanner.ui.shell import Offer
from tripplanner.ui.widgets.basics import button, column, row, scrolled, text_label

_SHOWN, _LONG = 12, 110


class EraseDialog(Dialog):
    """Accepted when the person wants somebody erased; they type the name, so that no click alone does it."""

    def __init__(self, context: Context, somebody: Somebody, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._context, self.somebody = context, somebody
        self.words = Words(context.language, self)
        self.words.put(self, msg("Erase a person"), "setWindowTitle")
        self.setMinimumWidth(context.theme.px(520))
        self.lines = column(self, (24, 20, 24, 16), 10)
        title = msg("Erase {name} for good?", name=self._called)
        self.lines.addWidget(self.words.put(text_label(size="section", wrap=True), title))
        sentence = msg("Erased are the person, everything that hangs on them, and every trace of them in the history, "
                       "in the bin and in releases. It cannot be undone; backups that hold them are listed "
                       "afterwards.")  # fmt: skip
        self.lines.addWidget(self.words.put(text_label(ink="text2", wrap=True), sentence))
        seen = context.workspace.get(lambda session: look(session.connection(), somebody.uuid))
        self._add_what(seen)
        self.pictures = PicturesToLookAt(context, self.words, seen.pictures) if seen.pictures else None
        if self.pictures is not None:
            self.lines.addWidget(self.pictures)
        self._add_confirmation()
        self._add_buttons()

    @property
    def _called(self) -> str:
        return self.somebody.name or self.somebody.uuid

    @property
    def takes_texts(self) -> bool:
        """Whether the name is taken out of other records’ texts as well."""
        return self.texts is None or self.texts.isChecked()

    @property
    def takes_pictures(self) -> frozenset[str]:
        """The UUIDs of the files of other records that go as well."""
        return self.pictures.chosen() if self.pictures is not None else frozenset()

    def _add_what(self, seen: Erasure) -> None:
        counted = (f"{self._said(table)} {count}" for table, count in seen.rows.items())
        self.what = text_label(wrap=True)
        self.what.setText(" · ".join(counted))
        self.lines.addWidget(self.what)
        self.texts: QCheckBox | None = None
        if not seen.mentions:
            return
        head = msgn("The name stands in {n} text of other records:", "The name stands in {n} texts of other records:",
                    len(seen.mentions))  # fmt: skip
        self.lines.addWidget(self.words.put(text_label(ink="text2", wrap=True), head))
        inner = QWidget()
        found = column(inner, gap=4)
        for mention in seen.mentions[:_SHOWN]:
            found.addWidget(in_script(text_label(size="dense", wrap=True), self._told(mention)))
        if len(seen.mentions) > _SHOWN:
            more = len(seen.mentions) - _SHOWN
            found.addWidget(self.words.put(text_label(ink="text3"), msgn("and {n} more", "and {n} more", more)))
        found.addStretch(1)
        area = scrolled(inner)
        area.setFixedHeight(min(self._context.theme.px(150), inner.sizeHint().height() + 2))
        self.lines.addWidget(area)
        self.texts = QCheckBox()
        self.texts.setChecked(True)
        self.words.put(self.texts, msg("Take the name out of these texts as well"), "setText")
        self.words.put(self.texts, msg("Take the name out of these texts as well"), "setAccessibleName")
        self.lines.addWidget(self.texts)

    def _said(self, table: str) -> str:
        words = table_words(table)
        return words if isinstance(words, str) else self.words.say(words)

    def _told(self, mention: Mention) -> str:
        value = mention.value
        if not isinstance(value, Text | str):
            return self._said(mention.table)
        words = one_line(value.best(self._context.language.code) if isinstance(value, Text) else value)
        return f"{self._said(mention.table)}: {words[:_LONG]}{'…' if len(words) > _LONG else ''}"

    def _add_confirmation(self) -> None:
        ask = msg("To confirm, type the name: {name}", name=self._called)
        label = self.words.put(text_label(wrap=True), ask)
        self.name = QLineEdit()
        self.words.put(self.name, ask, "setAccessibleName")
        label.setBuddy(self.name)
        self.name.textChanged.connect(lambda _text: self.go.setEnabled(self._fits()))
        self.lines.addWidget(label)
        self.lines.addWidget(self.name)

    def _fits(self) -> bool:
        wanted = self.somebody
        typed = " ".join(self.name.text().casefold().split())
        forms = (wanted.name, wanted.person.native, wanted.person.latin, wanted.uuid)
        return typed in {" ".join(form.casefold().split()) for form in forms if form}

    def _add_buttons(self) -> None:
        cancel = button(self.words, msg("Cancel"))
        self.go = button(self.words, msg("Erase"), "filled", self._context.theme, "trash-2")
        self.go.setEnabled(False)
        cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self.accept)
        foot = row(gap=10)
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.go)
        self.lines.addLayout(foot)


def erase_in_job(context: Context, dialog: EraseDialog, *, then: Callable[[], object] = lambda: None) -> None:
    """Erases beside the window what a sheet says, then says so, what is left, and which backups hold the person."""
    workspace = context.workspace
    somebody, texts, pictures = dialog.somebody, dialog.takes_texts, dialog.takes_pictures

    def work(_progress: Progress) -> tuple[Erasure, int]:
        label = msg("Erase a person")
        chosen = {"actor": workspace.actor, "texts": texts, "pictures": pictures}
        gone = workspace.forever(label, erase, somebody.uuid, **chosen)
        return gone, len(everywhere.holders(workspace.location))

    def done(found: Any) -> None:
        gone, held = found
        context.settings.take_out(gone.needles.taken_out_of)
        _told(context, held)
        then()

    context.jobs.start(msg("Erasing a person"), work, done=done)


def _told(context: Context, held: Any) -> None:
    if not held:
        context.shell.say(msg("Erased for good."), "ok", None)
        return
    said = msgn("Erased for good. {n} backup still holds erased people.",
                "Erased for good. {n} backups still hold erased people.", held)  # fmt: skip
    context.shell.say(said, "warn", Offer(msg("Rewrite them"), lambda: rewrite_in_job(context)))


def rewrite_in_job(context: Context) -> None:
    """Takes everybody who was erased out of the backups, one after the other; it can be cancelled between two."""
    place = context.workspace.location

    def work(progress: Progress) -> int:
        found = everywhere.holders(place)
        for number, holder in enumerate(found):
            progress.check()
            progress.step(number, len(found), msg("Rewriting backups"))
            everywhere.rewrite(place, holder.path)
        return len(found)

    def done(count: Any) -> None:
        said = msgn("{n} backup was rewritten and checked.", "{n} backups were rewritten and checked.", count)
        context.shell.say(said, "ok", None)

    context.jobs.start(msg("Rewriting backups"), work, done=done)
