"""The language of the window, switched while it lives.

A widget is told once which :class:`~tripplanner.i18n.Message` it shows; on a
switch it is told the new words. Nothing is rebuilt and nothing typed is lost.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QLocale, QObject, Signal, Slot
from PySide6.QtWidgets import QDateEdit, QWidget

from tripplanner.dates import locale_of
from tripplanner.i18n import Message, languages, say

W = TypeVar("W", bound=QObject)
DEFAULT = "fr"
#: Names of languages in themselves, for people who cannot read the current one.
ENDONYMS = {"fr": "Français", "en": "English", "zh": "中文", "es": "Español", "de": "Deutsch", "it": "Italiano"}
SHORT = {"zh": "中文"}
_DATE_FORMATS = {"fr": "dd/MM/yyyy ddd", "en": "dd/MM/yyyy ddd", "zh": "yyyy年M月d日 ddd"}


def verbatim(text: str) -> Message:
    """A message that is ``text`` in every language: a name of a language in itself, a name of a person."""
    return Message("{text}", {"text": text})


def short_name(language: str) -> str:
    """A language on a narrow control: ``fr``, ``en``, ``中文``."""
    return SHORT.get(language, language)


def say_days(field: QDateEdit, language: str) -> None:
    """Write the date of a field as ``language`` does; the day of the week shows that the right one was meant."""
    field.setLocale(QLocale(locale_of(language)))
    field.setDisplayFormat(_DATE_FORMATS.get(language, "yyyy-MM-dd"))


def system_language() -> str:
    """The first language of the system that has a catalogue, else French."""
    for name in QLocale.system().uiLanguages():
        code = name.split("-")[0].split("_")[0]
        if code in languages():
            return code
    return DEFAULT


class Language(QObject):
    """The language the window speaks; ``changed`` is emitted with the new code after a switch."""

    changed = Signal(str)

    def __init__(self, code: str = DEFAULT, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.code = code if code in languages() else DEFAULT
        self._transform: Callable[[str], str] | None = None

    def set(self, code: str) -> None:
        if code != self.code and code in languages():
            self.code = code
            self.changed.emit(code)

    def say(self, message: Message) -> str:
        """The words of ``message`` now."""
        words = say(message, self.code)
        return self._transform(words) if self._transform else words

    def pretend(self, transform: Callable[[str], str] | None, code: str | None = None) -> None:
        """Pass every sentence, of ``code`` from now on, through ``transform``: what finds clipped labels."""
        before = self._transform, self.code
        self._transform, self.code = transform, code or self.code
        if (self._transform, self.code) != before:
            self.changed.emit(self.code)


#: So many sentences of a widget are kept before those whose target is gone are swept out.
_FEW = 64


class Words(QObject):
    """The sentences one widget and its children show.

    Holds only weak references, so that a closed dialog dies at once.
    """

    def __init__(self, language: Language, owner: QWidget) -> None:
        super().__init__(owner)
        self._language = language
        self._bound: dict[tuple[int, str], tuple[weakref.ref[QObject], Message]] = {}
        self._most = _FEW  # what is gone is swept out when so many are bound
        self._calls: list[weakref.WeakMethod[Callable[[], None]]] = []
        language.changed.connect(self._again)

    def put(self, target: W, message: Message, setter: str = "setText") -> W:
        """Show ``message`` through ``target.setter`` now and after each switch; ``target`` is returned."""
        key = (id(target), setter)
        self._bound.pop(key, None)
        self._bound[key] = (weakref.ref(target), message)
        if len(self._bound) > self._most:
            self._bound = {key: bound for key, bound in self._bound.items() if bound[0]() is not None}
            self._most = 2 * len(self._bound) + _FEW
        self._set(target, setter, message)
        return target

    def name(self, widget: QWidget, message: Message, tip: Message | None = None) -> None:
        """Give a widget without words its accessible name and tooltip."""
        self.put(widget, message, "setAccessibleName")
        self.put(widget, tip or message, "setToolTip")

    def control(self, target: W, message: Message) -> W:
        """A labelled control: its text, and the same words as accessible name."""
        self.put(target, message, "setText")
        return self.put(target, message, "setAccessibleName")

    def also(self, method: Callable[[], None]) -> None:
        """Call a method of a live object after each switch (for texts made of data)."""
        self._calls.append(weakref.WeakMethod(method))  # type: ignore[arg-type]

    def say(self, message: Message) -> str:
        return self._language.say(message)

    def _set(self, target: QObject, setter: str, message: Message) -> None:
        words = self._language.say(message)
        if setter in ("setText", "setTitle") and _eats_ampersands(target):
            words = words.replace("&", "&&")
        getattr(target, setter)(words)

    @Slot()
    def _again(self) -> None:
        for (_id, setter), (ref, message) in list(self._bound.items()):
            target = ref()
            if target is not None and shiboken6.isValid(target):
                self._set(target, setter, message)
        for call in list(self._calls):
            method = call()
            if method is not None:
                method()


def _eats_ampersands(target: QObject) -> bool:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu

    if isinstance(target, QLabel):
        return target.buddy() is not None
    return isinstance(target, QAbstractButton | QAction | QMenu)
