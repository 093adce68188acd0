"""Who the office is: printed on documents, written into calendars. Kept as it is typed."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLineEdit

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, languages, msg
from tripplanner.planning.offices import OfficeRow, edit_office, office
from tripplanner.text import Text
from tripplanner.ui.context import Context
from tripplanner.ui.forms import Form
from tripplanner.ui.language import ENDONYMS, Words
from tripplanner.ui.settings.section import Section

#: Fields in several languages, then plain ones.
_TEXTS: tuple[tuple[str, Message], ...] = (("name", msg("Name of the office")), ("signatory", msg("Signatory")))
_PLAIN: tuple[tuple[str, Message], ...] = (
    ("short_name", msg("Short name")),
    ("email", msg("E-mail")),
    ("phone", msg("Telephone")),
    ("emergency_phone", msg("Telephone in an emergency")),
    ("website", msg("Web site")),
)


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
