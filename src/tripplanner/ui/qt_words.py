"""The words Qt brings itself: menus of fields, dialogs for files and printers, buttons of its own."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from tripplanner.dates import locale_of


class QtWords(QObject):
    """Keeps them in the language of the window; English is what Qt speaks by itself."""

    def __init__(self, application: QCoreApplication, language: str) -> None:
        super().__init__(application)
        self._application = application
        self._installed: QTranslator | None = None
        for earlier in application.findChildren(QtWords):
            if earlier is not self:
                earlier.be_silent()  # the latest window speaks: two languages at once would mix
        self.speak(language)

    def be_silent(self) -> None:
        """Say nothing any more."""
        if self._installed is not None:
            self._application.removeTranslator(self._installed)
            self._installed = None

    def speak(self, language: str) -> None:
        """Say Qt's words in ``language`` from now on, where Qt has them."""
        self.be_silent()
        translator = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if language != "en" and translator.load(QLocale(locale_of(language)), "qtbase", "_", folder):
            self._application.installTranslator(translator)
            self._installed = translator
