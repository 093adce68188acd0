"""Who the office is: printed on documents, written into calendars. Kept as it is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, languages, msg
from tripplanner.planning.offices import OfficeRow, edit_office, office, remove_office_logo, set_office_logo
from tripplanner.planning.photos import photo_bytes
from tripplanner.planning.pictures import Picture
from tripplanner.text import Text
from tripplanner.ui.context import Context
from tripplanner.ui.forms import Form
from tripplanner.ui.language import ENDONYMS, Words
from tripplanner.ui.logos import CHOOSE, CHOOSE_OTHER, LOGO, TAKE_OFF, chosen_files, read_in_job, small
from tripplanner.ui.settings.accent import COLOUR, AccentPicker
from tripplanner.ui.settings.section import Section
from tripplanner.ui.widgets.basics import button, column
from tripplanner.ui.widgets.flow import Flow

#: Fields in several languages, then plain ones.
_TEXTS: tuple[tuple[str, Message], ...] = (
    ("name", msg("Name of the office")),
    ("signatory", msg("Signatory")),
    ("address", msg("Postal address")),
)
_PLAIN: tuple[tuple[str, Message], ...] = (
    ("short_name", msg("Short name")),
    ("email", msg("E-mail")),
    ("phone", msg("Telephone")),
    ("emergency_phone", msg("Telephone in an emergency")),
    ("website", msg("Web site")),
)


class OfficeLogo(QWidget):
    """The logo that documents print, with what can be done with it."""

    def __init__(self, context: Context, words: Words) -> None:
        super().__init__()
        self._context = context
        self._shown: int | None = None
        self.choose_files: Callable[[], Sequence[Path]] = lambda: chosen_files(self.window(), context.language.say)
        self.picture = QLabel()
        words.put(self.picture, LOGO, "setAccessibleName")
        self.choose = button(words, CHOOSE, "", context.theme, "plus")
        self.other = button(words, CHOOSE_OTHER, "", context.theme, "refresh-cw")
        self.remove = button(words, TAKE_OFF, "", context.theme, "x")
        self.choose.clicked.connect(lambda _checked=False: self._choose())
        self.other.clicked.connect(lambda _checked=False: self._choose())
        self.remove.clicked.connect(lambda _checked=False: self._do(msg("take the logo off"), remove_office_logo))
        lines, line = column(self, gap=6), Flow(gap=8)
        lines.addWidget(self.picture)
        lines.addLayout(line)
        for one in (self.choose, self.other, self.remove):
            line.addWidget(one)

    def put(self, logo: int | None) -> None:
        """Show the file with this number, or how to choose one."""
        for one, seen in ((self.choose, logo is None), (self.other, logo is not None), (self.remove, logo is not None)):
            one.setVisible(seen)
        self.picture.setVisible(logo is not None)
        if logo is not None and logo != self._shown:
            data = self._context.workspace.get(photo_bytes, logo)
            self.picture.setPixmap(small(data or b"", self.devicePixelRatioF()))
        self._shown = logo

    def _choose(self) -> None:
        paths = self.choose_files()
        if paths:
            read_in_job(self._context, paths[0], self._keep)

    def _keep(self, name: str, made: Picture) -> None:
        self._do(msg("choose the logo “{name}”", name=name), set_office_logo, name, made)

    def _do(self, label: Message, verb: Callable[..., Any], *arguments: Any) -> None:
        try:
            self._context.workspace.do(label, verb, *arguments)
        except TripPlannerError as error:
            self._context.shell.trouble(error)
            return
        self.put(self._context.workspace.get(office).logo_id)


class OfficeSection(Section):
    """The identity of the office."""

    def __init__(self, context: Context, words: Words) -> None:
        super().__init__(words, msg("Office"), msg("Printed on documents and written into calendars."))
        self._context = context
        self._row: OfficeRow = OfficeRow()
        self.form = Form(self._commit, self)
        self.form.left.connect(lambda _name: context.workspace.leave())
        for key, name in _TEXTS:
            for code in languages():
                label = msg("{field} ({language})", field=name, language=ENDONYMS.get(code, code))
                self.add(label, self.form.bind(f"{key}:{code}", QLineEdit()))
        for key, name in _PLAIN:
            self.add(name, self.form.bind(key, QLineEdit()))
        self.logo = OfficeLogo(context, words)
        self.add(LOGO, self.logo)
        self.accent = AccentPicker(context, words)
        self.add(COLOUR, self.accent)
        self.setEnabled(not context.workspace.read_only)
        self.refresh()

    def refresh(self) -> None:
        """Read the office again."""
        self._row = self._context.workspace.get(office)
        values: dict[str, object] = {key: getattr(self._row, key) for key, _name in _PLAIN}
        for key, _name in _TEXTS:
            text: Text = getattr(self._row, key)
            values |= {f"{key}:{code}": text.get(code) for code in languages()}
        self.form.show(values)
        self.logo.put(self._row.logo_id)
        self.accent.put(self._row.accent)

    def _commit(self, name: str, value: object) -> None:
        key, _, code = name.partition(":")
        said = str(value).strip()
        fields: dict[str, Any] = {key: getattr(self._row, key).with_words(code, said) if code else said}
        try:
            self._context.workspace.do(
                msg("change the office"), edit_office, None, merge_key=f"office.{name}", **fields
            )
        except TripPlannerError as error:
            self._context.shell.trouble(error)
