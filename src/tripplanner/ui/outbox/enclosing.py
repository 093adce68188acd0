"""Files of a message before it leaves: attaching a kind of document or a file of one’s own, and taking one out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QMenu

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg, msgn
from tripplanner.planning import outbox
from tripplanner.planning.outbox import AttachmentRow, MessageRow
from tripplanner.ui.plain import for_button

if TYPE_CHECKING:
    from tripplanner.documents.registry import DocumentKind
    from tripplanner.ui.outbox.screen import OutboxScreen

#: Octets of a mail that is looked through for an answer.
_MOST_MAIL = 50_000_000


class Enclosing:
    """What the page does with files. ``choose_files`` and ``show`` (a menu) may be replaced.

    What is attached goes with all the chosen messages that are to review.
    """

    def __init__(self, page: OutboxScreen) -> None:
        self._page, self._context = page, page.context
        self.choose_files: Callable[[], Sequence[Path]] = self._ask_files
        self.show: Callable[[QMenu], object] = self._pop_up

    def messages(self) -> list[MessageRow]:
        """Those that files are attached to."""
        return [one for one in self._page.chosen() if one.state == "review"]

    def offer(self) -> None:
        """A menu of what can go with them: a file of one’s own, then the kinds of document that are for all of them."""
        messages = self.messages()
        if not messages:
            return
        from tripplanner.documents.outbox import offered_for

        menu, say = QMenu(self._page), self._page.words.say
        if len(messages) > 1:
            menu.addSection(say(msgn("To {n} message", "To {n} messages", len(messages))))
        menu.addAction(say(msg("A file of your own…")), lambda: self.attach_files(messages, self.choose_files()))
        menu.addSeparator()
        there = [{file.kind for file in one.attachments} for one in messages]
        for kind in offered_for(messages):
            action = menu.addAction(for_button(say(kind.title)), lambda kind=kind: self.attach_kind(messages, kind))
            action.setEnabled(not all(kind.key in kinds for kinds in there))
        self.show(menu)
        menu.deleteLater()

    def attach_kind(self, messages: Sequence[MessageRow], kind: DocumentKind) -> None:
        """Their own copy of a kind of document goes with each of these messages."""
        from tripplanner.documents.outbox import attach

        label = msg("attach “{kind}”", kind=kind.title)
        self._do(label, attach, [one.id for one in messages], kind.key)

    def attach_files(self, messages: Sequence[MessageRow], paths: Sequence[Path]) -> None:
        """These files go with each of these messages."""
        from tripplanner.documents.outbox import attach_file, own_file

        try:
            found = [own_file(path) for path in paths]
        except TripPlannerError as error:
            self._context.shell.trouble(error)
            return
        for name, data in found:
            label = msg("attach “{kind}”", kind=name)
            if not self._do(label, attach_file, [one.id for one in messages], name, data):
                return

    def dropped(self, paths: Sequence[Path]) -> Sequence[Path]:
        """Attach files that were dropped on the page; returns those that are answers of hosts, which are none of ours.

        What a file is decides: only a calendar or a mail that answers an invitation is an answer.
        """
        kept = [(path, _holds_answer(path)) for path in paths]
        own = [path for path, answers in kept if not answers]
        messages = self.messages() if self._page.detail.attach.isEnabled() else []
        if own and messages:
            self.attach_files(messages, own)
        elif own:
            names = tuple(path.name for path in own)
            self._context.shell.say(
                msg("“{names}” is no answer of a host. To attach it, choose a message that is to review first.",
                    names=names), "warn",
            )  # fmt: skip
        return [path for path, answers in kept if answers]

    def take_out(self, file: AttachmentRow) -> None:
        """The message that is shown goes without this file."""
        self._do(msg("take “{file}” out", file=file.name), outbox.take_out, file.id)

    def _do(self, label: Message, verb: Callable[..., object], *given: object) -> bool:
        self._page.detail.form.forget()
        return self._page.hands.do(label, verb, *given)

    def _pop_up(self, menu: QMenu) -> None:
        at = self._page.detail.attach
        menu.exec(at.mapToGlobal(at.rect().bottomLeft()))

    def _ask_files(self) -> Sequence[Path]:
        title = self._page.words.say(msg("Attach files"))
        found, _kind = QFileDialog.getOpenFileNames(self._page, title, str(Path.home()), "* (*)")
        return [Path(one) for one in found]


def _holds_answer(path: Path) -> bool:
    """What cannot be read is no answer; attaching it says why."""
    from tripplanner.exchange.intake.readers.answers import holds_answer

    if path.suffix.lower() not in (".eml", ".emlx", ".ics"):
        return False
    try:
        if not path.is_file() or path.stat().st_size > _MOST_MAIL:
            return False
        return holds_answer(path.read_bytes())
    except (OSError, ValueError):
        return False
