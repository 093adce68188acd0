"""Language and theme, the office, where the data is, and its backups."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from tripplanner.i18n import languages, msg
from tripplanner.ui.context import Context
from tripplanner.ui.language import ENDONYMS, verbatim
from tripplanner.ui.page import Page
from tripplanner.ui.places import warning
from tripplanner.ui.settings.backups import BackupSection
from tripplanner.ui.settings.mail import MailSection
from tripplanner.ui.settings.office import OfficeSection
from tripplanner.ui.settings.retention import RetentionSection
from tripplanner.ui.settings.sample import SampleSection
from tripplanner.ui.settings.section import Section
from tripplanner.ui.settings.vault import VaultSection
from tripplanner.ui.settings.wordings import WordingSection
from tripplanner.ui.widgets.basics import Segments, button, column, row, scrolled, text_label
from tripplanner.ui.widgets.elided import ElidedLabel

_THEMES = (("system", msg("As the system")), ("light", msg("Light")), ("dark", msg("Dark")))
_SIZES = (100, 125, 150, 200)
_WIDEST = 820


class SettingsScreen(Page):
    """The page; every change holds at once."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        inner = QWidget()
        cards = column(inner, (0, 0, 8, 12), 12)
        self.office = OfficeSection(context, self.words)
        self.mail = MailSection(context, self.words)
        self.backups = BackupSection(context, self.words)
        self.vault = VaultSection(context, self.words)
        self.sample = SampleSection(context, self.words)
        self.retention = RetentionSection(context, self.words)
        self.wordings = WordingSection(context, self.words)
        shown = (
            self._build_window(),
            self.office,
            self.mail,
            self.wordings,
            self._build_data(),
            self.vault,
            self.retention,
            self.backups,
            self.sample,
        )
        for card in shown:
            card.setMaximumWidth(_WIDEST)
            cards.addWidget(card)
        cards.addStretch(1)
        lines = column(self, (20, 14, 16, 4), 10)
        lines.addWidget(self.words.put(text_label(size="title"), msg("Settings")))
        self._area = scrolled(inner)
        lines.addWidget(self._area, 1)
        self.refresh()

    def _build_window(self) -> Section:
        section = Section(self.words, msg("Window"))
        codes = [(code, verbatim(ENDONYMS.get(code, code))) for code in languages()]
        self.language = Segments(self.words, codes, msg("Language of the window"))
        self.language.chosen.connect(self.context.language.set)
        self.theme = Segments(self.words, _THEMES, msg("Theme"))
        self.theme.chosen.connect(self._theme_chosen)
        section.add(msg("Language of the window"), self.language)
        section.add(msg("Theme"), self.theme)
        sizes = [(str(percent), msg("{number}%", number=percent)) for percent in _SIZES]
        self.letters = Segments(self.words, sizes, msg("Size of the letters"))
        self.letters.chosen.connect(self._size_chosen)
        section.add(msg("Size of the letters"), self.letters)
        return section

    def _theme_chosen(self, mode: str) -> None:
        self.context.theme.set_mode(mode)
        self.context.settings.set("theme", mode)

    def _size_chosen(self, percent: str) -> None:
        self.context.theme.set_scale(int(percent) / 100)
        self.context.settings.set("text_percent", int(percent))

    def _build_data(self) -> Section:
        section = Section(self.words, msg("Data"), msg("Every edit is saved at once; nothing leaves this place."))
        self.place = ElidedLabel()
        self.place.setText(self.context.workspace.location.name)
        section.add(msg("Where the data is kept"), self.place)
        self.place_warning = text_label(ink="warn", size="dense", wrap=True)
        section.lines.addWidget(self.place_warning)
        why = warning(self.context.workspace.location.name)
        self.place_warning.setVisible(why is not None)
        if why is not None:
            self.words.put(self.place_warning, why)
        other = button(self.words, msg("Open another database…"), "", self.context.theme, "folder-open")
        other.clicked.connect(lambda _c=False: self._open_other())
        show = button(self.words, msg("Show the folder"), "", self.context.theme, "external-link")
        show.clicked.connect(lambda _c=False: self._show_folder())
        show.setEnabled(self.context.workspace.location.path is not None)
        foot = row(gap=10)
        foot.addWidget(other)
        foot.addWidget(show)
        foot.addStretch(1)
        section.lines.addLayout(foot)
        return section

    def _open_other(self) -> None:
        title = self.words.say(msg("Open another database…"))
        path = self.context.workspace.location.path
        start = str(path.parent) if path is not None else str(Path.home())
        chosen, _kind = QFileDialog.getOpenFileName(self, title, start, "tripplanner (*.db *.sqlite);;* (*)")
        if chosen:
            self.context.shell.reopen(chosen)

    def _show_folder(self) -> None:
        path = self.context.workspace.location.path
        if path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

    def refresh(self) -> None:
        self.language.choose(self.context.language.code)
        self.theme.choose(self.context.theme.mode)
        self.letters.choose(str(round(self.context.theme.scale * 100)))
        self.office.refresh()
        self.mail.refresh()
        self.vault.refresh()
        self.backups.refresh()
        self.sample.refresh()
        self.retention.refresh()
        self.wordings.refresh()

    def select(self, target: object) -> None:
        """Bring a section into view: ``mail``."""
        if target == "mail":
            self._area.ensureWidgetVisible(self.mail, 0, 24)
            self.mail.fields["host"].setFocus()

    def leave(self) -> None:
        self.office.form.forget()

    def offers(self) -> dict[str, Callable[[], object]]:
        return {"open_location": self._open_other, "backup": self.backups.make_now}
