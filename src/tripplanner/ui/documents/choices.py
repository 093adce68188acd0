"""The left pane: languages, options and reader of a document, made from what the kind declares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import permutations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from tripplanner.documents.copies import audience_of, is_for
from tripplanner.documents.registry import DocumentKind, Kept, Option, Request
from tripplanner.i18n import Message, languages, msg
from tripplanner.ui.context import Context
from tripplanner.ui.documents.editors import OptionEditor, TickEditor, choice_of, is_tick, order_of
from tripplanner.ui.documents.flipping import FlipDrawing
from tripplanner.ui.documents.redaction import RedactionTable
from tripplanner.ui.language import Words, short_name
from tripplanner.ui.widgets.basics import button, clear, column, narrow_combo, text_label

#: Where what was chosen for each trip is kept.
_OF_TRIPS = "documents/of_trips"


def _called(one: int | Kept) -> Message:
    """What a version is called in the list: of what is no release, so that nobody takes it for one."""
    if isinstance(one, int):
        return msg("Version {number}", number=one)
    if one.sort == "approved":
        return msg("Approved version {number} (not released)", number=one.number)
    return msg("Snapshot {number} (for the office only)", number=one.number)


class Choices(QWidget):
    """Emits ``changed`` when the person chose something else, ``asked`` for another kind of document.

    What is chosen is kept for the trip; another trip begins with what was chosen last.
    """

    changed = Signal()
    asked = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, self.words = context, Words(context.language, self)
        self._kind: DocumentKind | None = None
        self._people: Sequence[tuple[str, str]] = ()
        self._hosts: Sequence[tuple[str, str]] = ()
        self._team: Sequence[tuple[str, str, str]] = ()
        self._trip = ""
        self._editors: dict[str, OptionEditor] = {}
        self._parts: dict[str, list[QWidget]] = {}
        self.release = narrow_combo()
        self.language = narrow_combo()
        self.person = narrow_combo()
        self._lines = column(self, (14, 12, 14, 12), 4)
        self._add(msg("Version"), self.release)
        self._add(msg("Languages"), self.language)
        self._person_label = self._add(msg("Copy for"), self.person)
        self._own = column(gap=4)
        self._lines.addLayout(self._own)
        self.redaction = RedactionTable(context, self.words)
        self._lines.addSpacing(6)
        self._lines.addWidget(self.redaction)
        self._lines.addStretch(1)
        self.release.activated.connect(lambda _i: self.changed.emit())
        self.language.activated.connect(lambda _i: self.changed.emit())
        self.person.activated.connect(lambda _i: self._whose_chosen())

    def _add(self, name: Message, editor: QWidget) -> QLabel:
        label = QLabel()
        label.setProperty("ink", "text2")
        label.setProperty("strong", True)
        label.setBuddy(editor)
        self.words.put(label, name)
        self.words.put(editor, name, "setAccessibleName")
        self._lines.addWidget(label)
        self._lines.addWidget(editor)
        self._lines.addSpacing(6)
        return label

    def show_releases(self, frozen: Sequence[int | Kept]) -> None:
        """The draft, and what was frozen: releases by their numbers, and what is none; each the latest first."""
        before = self.release.currentData()
        self.release.clear()
        self.release.addItem(self.words.say(msg("Draft")), None)
        for one in frozen:
            self.release.addItem(self.words.say(_called(one)), one)
        self.choose_release(before)

    def choose_release(self, wanted: int | Kept | None) -> None:
        """Show this version as chosen; ``None``, or one that is not there, is the draft."""
        known = [self.release.itemData(at) for at in range(self.release.count())]
        self.release.setCurrentIndex(known.index(wanted) if wanted in known else 0)

    def show_languages(self, trip_languages: Iterable[str]) -> None:
        """One language or two side by side; the trip's languages first."""
        known = list(dict.fromkeys((*trip_languages, *languages())))
        before = self.language.currentData()
        self.language.clear()
        for code in known:
            self.language.addItem(short_name(code), (code, None))
        for one, other in permutations(known, 2):
            self.language.addItem(f"{short_name(one)} + {short_name(other)}", (one, other))
        pairs = [self.language.itemData(i) for i in range(self.language.count())]
        wanted = before or tuple(self._context.settings.get("documents/languages", ["fr", "zh"]))
        at = next((i for i, pair in enumerate(pairs) if tuple(pair) == tuple(wanted)), 0)
        self.language.setCurrentIndex(at)

    def show_people(
        self,
        people: Sequence[tuple[str, str]],
        hosts: Sequence[tuple[str, str]] = (),
        team: Sequence[tuple[str, str, str]] = (),
    ) -> None:
        """Who may have a copy of their own: (UUID, name), of the team with their part in it.

        The team and organisations are offered of what is made for them alone.
        """
        before = self.person.currentData()
        self._people, self._hosts, self._team = people, hosts, team
        self.person.clear()
        self.person.addItem(self.words.say(msg("Everyone")), None)
        for part in self._offered():
            if part and self.person.count() > 1:
                self.person.insertSeparator(self.person.count())
            for uuid, name in part:
                self.person.addItem(name, uuid)
        self.person.setCurrentIndex(max(0, self.person.findData(before)))

    def _whose_chosen(self) -> None:
        self._show_contained()
        self.changed.emit()

    def _show_contained(self) -> None:
        """What the copy of whoever is chosen may say."""
        if self._kind is None:
            return
        whose = self.person.currentData()
        role = next((role for uuid, _name, role in self._team if uuid == whose), "")
        host = any(uuid == whose for uuid, _name in self._hosts)
        self.redaction.show_kind(self._kind, audience_of(self._kind, role, host=host))

    def _offered(self) -> Iterator[Sequence[tuple[str, str]]]:
        """Delegates, those of the team, hosts: of a kind that is known."""
        kind = self._kind
        yield self._people
        yield [(uuid, name) for uuid, name, role in self._team if kind is not None and is_for(kind, role)]
        yield self._hosts if kind is not None and kind.for_hosts else ()

    def show_kind(self, kind: DocumentKind) -> None:
        """The options of ``kind``, with what was chosen last time."""
        self._kind = kind
        self.show_people(self._people, self._hosts, self._team)
        clear(self._own)
        self._editors, self._parts = {}, {}
        group: Message | None = None
        for option in kind.options:
            if option.group is not None and option.group != group:
                group = option.group
                self._own.addWidget(_heading(self.words, group))
            self._add_option(option)
        self._show_useful()
        self._show_contained()

    def show_trip(self, uuid: str) -> None:
        """The trip whose choices these are."""
        if uuid != self._trip:
            self._trip = uuid
            if self._kind is not None:
                self.show_kind(self._kind)

    def retext(self) -> None:
        """Say versions, options and people again in the language of the window."""
        self.show_releases([self.release.itemData(at) for at in range(1, self.release.count())])
        if self._kind is not None:
            self.show_kind(self._kind)
        else:
            self.show_people(self._people, self._hosts, self._team)

    def _add_option(self, option: Option) -> None:
        editor = self._made(option)
        editor.show_value(self._kept(option))
        editor.chosen.connect(lambda option=option: self._chosen(option))
        self._editors[option.key] = editor
        parts = self._parts[option.key] = [editor]
        if not isinstance(editor, TickEditor):
            parts.insert(0, self._label(option, editor))
        if option.key == "flip":
            parts += self._explained(editor)
        for part in parts:
            self._own.addWidget(part)
        if not isinstance(editor, TickEditor):
            self._own.addSpacing(6)

    def _made(self, option: Option) -> OptionEditor:
        if is_tick(option):
            return TickEditor(option, self.words)
        if option.ordered:
            return order_of(option, self.words, self._context.theme)
        return choice_of(option, self.words, self._context.language.code)

    def _label(self, option: Option, editor: OptionEditor) -> QLabel:
        label = QLabel()
        label.setWordWrap(True)
        label.setProperty("ink", "text2")
        label.setProperty("strong", True)
        label.setBuddy(editor.target)
        for named in (editor.target, *editor.target.findChildren(QLineEdit)):
            self.words.put(named, option.title, "setAccessibleName")
        return self.words.put(label, option.title)

    def _explained(self, editor: OptionEditor) -> list[QWidget]:
        """The drawing of the edge, and the sheet that tells which one it is."""
        drawing = FlipDrawing(self._context.theme, self.words)
        drawing.show_flip(editor.value())
        editor.chosen.connect(lambda: drawing.show_flip(editor.value()))
        test = button(self.words, msg("Test the printer"), "pill", self._context.theme, "printer")
        test.clicked.connect(lambda _c=False: self.asked.emit("duplex_test"))
        return [drawing, test]

    def _show_useful(self) -> None:
        """Only options that make a difference beside the others."""
        for option in self._kind.options if self._kind else ():
            key, values = option.only_with or ("", ())
            useful = not key or self._editors[key].value() in values
            for part in self._parts[option.key]:
                part.setVisible(useful)

    def _setting(self, option: Option) -> str:
        return f"documents/{self._kind.key if self._kind else ''}/{option.key}"

    def _kept(self, option: Option) -> str:
        """What was chosen for the trip, else last, where the option can still have it."""
        settings, name = self._context.settings, self._setting(option)
        of_trips: dict[str, dict[str, str]] = settings.get(_OF_TRIPS, {})
        kept = of_trips.get(self._trip, {}).get(name) or settings.get(name, option.default)
        return kept if option.allows(kept) else option.default

    def _chosen(self, option: Option) -> None:
        settings, name, value = self._context.settings, self._setting(option), self._editors[option.key].value()
        of_trips: dict[str, dict[str, str]] = settings.get(_OF_TRIPS, {})
        if self._trip:
            settings.set(_OF_TRIPS, {**of_trips, self._trip: {**of_trips.get(self._trip, {}), name: value}})
        settings.set(name, value)
        self._show_useful()
        self.changed.emit()

    def choose_language(self, first: str, second: str | None) -> None:
        """Show these languages as chosen."""
        for i in range(self.language.count()):
            if tuple(self.language.itemData(i)) == (first, second):
                self.language.setCurrentIndex(i)

    def next_language(self) -> None:
        """One language after the other (Ctrl+L)."""
        if self.language.count():
            self.language.setCurrentIndex((self.language.currentIndex() + 1) % self.language.count())
            self.changed.emit()

    def request(self) -> Request:
        """What is asked for."""
        first, second = self.language.currentData() or ("fr", None)
        self._context.settings.set("documents/languages", [first, second])
        options = {
            option.key: self._editors[option.key].value() for option in (self._kind.options if self._kind else ())
        }
        whose, release = self.person.currentData(), self.release.currentData()
        if any(uuid == whose for uuid, _ in self._hosts):
            return Request(first, second, organisation=whose, release=release, options=options)
        return Request(first, second, person=whose, release=release, options=options)


def _heading(words: Words, message: Message) -> QLabel:
    """What the options below have in common."""
    return words.put(text_label(size="body", strong=True), message)
