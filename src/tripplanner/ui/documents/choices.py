"""The left pane: languages, options and reader of a document, made from what the kind declares."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import permutations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QWidget

from tripplanner.dates import number
from tripplanner.documents.registry import DocumentKind, Option, Request
from tripplanner.i18n import Message, languages, msg
from tripplanner.ui.context import Context
from tripplanner.ui.language import Words, short_name
from tripplanner.ui.widgets.basics import clear, column, narrow_combo

#: Options that are said by a tick.
_YES_NO = ({"yes", "no"}, {"on", "off"}, {"true", "false"}, {"1", "0"})
_YES = ("yes", "on", "true", "1")


class Choices(QWidget):
    """Emits ``changed`` when the person chose something else."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, self.words = context, Words(context.language, self)
        self._kind: DocumentKind | None = None
        self._people: Sequence[tuple[str, str]] = ()
        self._hosts: Sequence[tuple[str, str]] = ()
        self._editors: dict[str, QComboBox | QCheckBox] = {}
        self.release = narrow_combo()
        self.language = narrow_combo()
        self.person = narrow_combo()
        self._lines = column(self, (14, 12, 14, 12), 4)
        self._add(msg("Version"), self.release)
        self._add(msg("Languages"), self.language)
        self._person_label = self._add(msg("Copy for"), self.person)
        self._own = column(gap=4)
        self._lines.addLayout(self._own)
        self._lines.addStretch(1)
        self.release.activated.connect(lambda _i: self.changed.emit())
        self.language.activated.connect(lambda _i: self.changed.emit())
        self.person.activated.connect(lambda _i: self.changed.emit())

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

    def show_releases(self, numbers: Sequence[int]) -> None:
        """The draft, and the releases by their numbers, the latest first."""
        before = self.release.currentData()
        self.release.clear()
        self.release.addItem(self.words.say(msg("Draft")), None)
        for number_ in numbers:
            self.release.addItem(self.words.say(msg("Version {number}", number=number_)), number_)
        self.choose_release(before)

    def choose_release(self, number_: int | None) -> None:
        """Show this release as chosen; ``None``, or one that is not there, is the draft."""
        self.release.setCurrentIndex(max(0, self.release.findData(number_)))

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

    def show_people(self, people: Sequence[tuple[str, str]], hosts: Sequence[tuple[str, str]] = ()) -> None:
        """Who may have a copy of their own: (UUID, name); organisations only of what is made for them."""
        before = self.person.currentData()
        self._people, self._hosts = people, hosts
        self.person.clear()
        self.person.addItem(self.words.say(msg("Everyone")), None)
        offered = hosts if self._kind is not None and self._kind.for_hosts else ()
        for uuid, name in (*people, *offered):
            self.person.addItem(name, uuid)
        if people and offered:
            self.person.insertSeparator(len(people) + 1)
        self.person.setCurrentIndex(max(0, self.person.findData(before)))

    def show_kind(self, kind: DocumentKind) -> None:
        """The options of ``kind``, with what was chosen last time."""
        self._kind = kind
        self.show_people(self._people, self._hosts)
        clear(self._own)
        self._editors = {}
        for option in kind.options:
            self._add_option(option)
        before: QWidget = self.person
        for editor in self._editors.values():  # made after what stands to their right
            QWidget.setTabOrder(before, editor)
            before = editor

    def retext(self) -> None:
        """Say versions, options and people again in the language of the window."""
        self.show_releases([self.release.itemData(at) for at in range(1, self.release.count())])
        if self._kind is not None:
            self.show_kind(self._kind)
        else:
            self.show_people(self._people, self._hosts)

    def _add_option(self, option: Option) -> None:
        kept = self._context.settings.get(self._setting(option), option.values[0])
        if set(option.values) in _YES_NO:
            tick = self.words.control(QCheckBox(), option.title)
            tick.setChecked(kept in _YES)
            tick.clicked.connect(lambda _on, option=option: self._chosen(option))
            self._editors[option.key] = tick
            self._own.addWidget(tick)
            return
        box = narrow_combo()
        for value, label in zip(option.values, option.labels or map(msg, option.values), strict=True):
            text = self._plainly(self.words.say(label))
            box.addItem(text[:1].upper() + text[1:], value)
        box.setCurrentIndex(max(0, box.findData(kept)))
        box.activated.connect(lambda _i, option=option: self._chosen(option))
        label = QLabel()
        label.setProperty("ink", "text2")
        label.setProperty("strong", True)
        label.setBuddy(box)
        self.words.put(box, option.title, "setAccessibleName")
        self._own.addWidget(self.words.put(label, option.title))
        self._own.addWidget(box)
        self._own.addSpacing(6)
        self._editors[option.key] = box

    def _plainly(self, text: str) -> str:
        """A number as the language writes it, words as they are."""
        try:
            return number(float(text), self._context.language.code, len(text.partition(".")[2]))
        except ValueError:
            return text

    def _setting(self, option: Option) -> str:
        return f"documents/{self._kind.key if self._kind else ''}/{option.key}"

    def _chosen(self, option: Option) -> None:
        self._context.settings.set(self._setting(option), self._value(option))
        self.changed.emit()

    def _value(self, option: Option) -> str:
        editor = self._editors[option.key]
        if isinstance(editor, QComboBox):
            return str(editor.currentData())
        yes = next(value for value in option.values if value in _YES)
        no = next(value for value in option.values if value not in _YES)
        return yes if editor.isChecked() else no

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
        options = {option.key: self._value(option) for option in (self._kind.options if self._kind else ())}
        whose, release = self.person.currentData(), self.release.currentData()
        if any(uuid == whose for uuid, _ in self._hosts):
            return Request(first, second, organisation=whose, release=release, options=options)
        return Request(first, second, person=whose, release=release, options=options)
