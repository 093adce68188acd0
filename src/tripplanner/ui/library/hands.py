"""What a person does to the records of a library list: new, double, delete, change together, copy, paste."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg, msgn, say
from tripplanner.planning.listings.organisations import list_organisations
from tripplanner.planning.listings.places import list_places
from tripplanner.planning.shelving.making import create_contact, create_leg, create_record, duplicate_record
from tripplanner.planning.shelving.removing import InUse, delete_records
from tripplanner.text import Text
from tripplanner.ui.dialogs import ask
from tripplanner.ui.dialogs.picker import Choice, Picker
from tripplanner.ui.exporting import can_export, offer
from tripplanner.ui.importing import Wanted, bring
from tripplanner.ui.library.cells import Cells
from tripplanner.ui.library.journey_sheet import note_for_several
from tripplanner.ui.shell import Offer

if TYPE_CHECKING:
    from tripplanner.ui.library.part import Part
    from tripplanner.ui.library.screen import LibraryScreen

#: Kinds whose new records are called by the words of a new record until somebody names them.
_NAMED = ("sites", "organisations", "cases", "terms", "themes", "lodgings", "places")


class Hands:
    """Acts on the shelf of a library page that is shown."""

    def __init__(self, screen: LibraryScreen) -> None:
        self._screen, self._context = screen, screen.context
        self._cells: dict[int, Cells] = {}

    def offers(self) -> dict[str, Callable[[], object]]:
        """Handlers for rows of the action table."""
        writing: dict[str, Callable[[], object]] = {
            "new": self.new,
            "duplicate": self.duplicate,
            "delete": self.delete,
            "paste": lambda: self._cells[id(self._part)].paste(),
            "edit_together": self.change_together,
        }
        if self._screen.can_import():
            writing["import"] = self.bring
        always: dict[str, Callable[[], object]] = {
            "edit_in_place": self.edit,
            "copy": self.copy,
            "save_filter": lambda: self._part.saving.save_filter(),
            "open_item": self.open,
        }
        if any(can_export(shelf.kind) for shelf in self._screen.shelves):
            always["export"] = offer(
                self._context, lambda: self._part.shelf.kind, lambda: self._context.shell.trip, self._screen
            )
        return always if self._context.workspace.read_only else {**always, **writing}

    def wire(self, part: Part) -> None:
        """Let the list, its head and the pane for several records act."""
        self._cells[id(part)] = Cells(part)
        self._context.actions.lend(part.list)
        part.list.doubleClicked.connect(lambda _index: self.edit())
        part.list.activated.connect(lambda _index: self.open())
        part.several.change.clicked.connect(lambda: self.change_together())
        part.several.copy.clicked.connect(lambda: self.copy())
        part.several.delete.clicked.connect(lambda: self.delete())
        part.several.journey.clicked.connect(lambda: note_for_several(self._screen))
        for made in (part.several.change, part.several.delete, part.several.journey):
            made.setEnabled(not self._context.workspace.read_only)

    def leave(self) -> None:
        """Keep what is being typed into a cell."""
        for cells in self._cells.values():
            cells.finish(keep=True)

    @property
    def _part(self) -> Part:
        return self._screen.part

    def cells(self) -> Cells:
        """The editor of cells of the shelf that is shown."""
        return self._cells[id(self._part)]

    # -- one record

    def new(self) -> None:
        """A new record, with its first field open; a contact's organisation is asked first."""
        part, shelf, first = self._part, self._part.shelf, self._screen.tongue.first
        name = Text.of(first, **{first: say(shelf.new, first)}) if shelf.kind in _NAMED else Text()
        label = msg("add: {what}", what=shelf.new)
        if shelf.kind == "contacts":
            organisation = self._organisation()
            made = self._do(label, create_contact, organisation) if organisation is not None else None
        elif shelf.kind == "legs":
            ends = self._ends()
            made = self._do(label, create_leg, *ends) if ends is not None else None
        else:
            trip = self._context.shell.trip if shelf.of_trip else None
            made = self._do(label, create_record, shelf.kind, name, trip_id=trip, beside=part.current() or None)
        if made is not None:
            part.select(made)
            part.card.fields.edit_new()

    def _organisation(self) -> int | None:
        """Whose contact is added: asked with the organisation of the chosen contact marked."""
        words = self._screen.tongue.words
        rows = self._context.workspace.get(list_organisations)
        current = self._part.row()
        beside = getattr(current, "organisation_id", None)
        choices = [Choice(row.id, words(row.name), (row.acronym, *row.name.words.values())) for row in rows]
        sheet = Picker(self._context, msg("Whose contact is it?"), choices, beside, self._screen.window())
        return sheet.chosen.id if ask(sheet) and sheet.chosen is not None else None

    def _ends(self) -> tuple[int, int] | None:
        """The two places of a new leg, asked one after the other."""
        words, chosen = self._screen.tongue.words, list[int]()
        rows = self._context.workspace.get(list_places)
        for title in (msg("Where does the leg begin?"), msg("Where does the leg end?")):
            choices = [
                Choice(row.id, words(row.name), tuple(row.name.words.values())) for row in rows if row.id not in chosen
            ]
            sheet = Picker(self._context, title, choices, None, self._screen.window())
            if not ask(sheet) or sheet.chosen is None or sheet.chosen.id is None:
                return None
            chosen.append(sheet.chosen.id)
        return chosen[0], chosen[1]

    def duplicate(self) -> None:
        """A double of the record that is current, chosen afterwards."""
        part, current = self._part, self._part.current()
        if not current:
            self._choose_first()
            return
        made = self._do(msg("duplicate “{title}”", title=self._name()), duplicate_record, part.shelf.kind, current)
        if made is not None:
            part.select(made)
            self._context.shell.say(msg("This is the double."), "ok", self._undo())

    def edit(self) -> None:
        """Edit the cell where it stands, else the record's first field on its card."""
        self._part.show_card()
        if not self.cells().start():
            self._part.card.fields.edit_first()

    def open(self) -> None:
        """Go to the card of the record."""
        self._part.card.fields.setFocus()
        self._part.card.fields.focusNextChild()

    # -- several records

    def delete(self) -> None:
        """Delete what is selected: into the bin, to be undone. What others use is told with where they do."""
        part, ids = self._part, self._part.chosen()
        if not ids:
            self._choose_first()
            return
        title = self._name()
        label = msg("delete “{title}”", title=title)
        if len(ids) > 1:
            label = msgn("delete {n} record", "delete {n} records", len(ids))
        said = msg("“{title}” was deleted.", title=title)
        if len(ids) > 1:
            said = msgn("{n} record was deleted.", "{n} records were deleted.", len(ids))
        try:
            self._context.workspace.do(label, delete_records, part.shelf.kind, ids, scope=self._screen.scope())
        except InUse as error:
            self._tell_uses(error, ids)
        except TripPlannerError as error:
            self._context.shell.trouble(error)
        else:
            self._context.shell.say(said, "info", self._undo())

    def _tell_uses(self, error: InUse, ids: Sequence[int]) -> None:
        from tripplanner.ui.library.uses_sheet import UsesSheet

        part = self._part
        names = {id: self._name_of(part.table.row(part.table.place(id))) for id in error.uses}
        free = [id for id in ids if id not in error.uses]
        sheet = UsesSheet(self._context, self._screen.tongue, names, error.uses, len(free), self._screen.window())
        if ask(sheet) and free:
            label = msgn("delete {n} record", "delete {n} records", len(free))
            if self._do(label, delete_records, part.shelf.kind, free) is not None:
                said = msgn("{n} record was deleted.", "{n} records were deleted.", len(free))
                self._context.shell.say(said, "info", self._undo())
        elif sheet.went is not None:
            sheet.went()

    def change_together(self) -> None:
        """A sheet with the fields of all that is selected."""
        from tripplanner.ui.library.together_sheet import TogetherSheet

        part, ids = self._part, self._part.chosen()
        detail = part.detail()
        if not ids or detail is None:
            self._choose_first()
            return
        sheet = TogetherSheet(self._screen, part, detail, ids)
        ask(sheet)

    def copy(self) -> None:
        """The selected rows into the clipboard, as a spreadsheet takes them."""
        ids = self._part.chosen()
        if ids:
            QApplication.clipboard().setText(self.cells().copied(ids))
            self._context.shell.say(msgn("{n} row was copied.", "{n} rows were copied.", len(ids)))

    def bring(self) -> None:
        """Import into the list that is shown."""
        trip = self._context.shell.trip if self._part.shelf.of_trip else None
        bring(self._context, Wanted(self._part.shelf.kind, (), trip))

    # -- words

    def _do(self, label: Message, verb: Callable[..., Any], *args: object, **kwargs: Any) -> Any:
        """One step; a refusal is told and gives ``None``."""
        try:
            return self._context.workspace.do(label, verb, *args, scope=self._screen.scope(), **kwargs)
        except TripPlannerError as error:
            self._context.shell.trouble(error)
            return None

    def _undo(self) -> Offer:
        return Offer(msg("Undo"), lambda: self._context.actions.run("undo"))

    def _name(self) -> str:
        return self._name_of(self._part.row())

    def _name_of(self, row: Any) -> str:
        return self._part.shelf.headline(row)[0] if row is not None else ""

    def _choose_first(self) -> None:
        self._context.shell.say(msg("Choose an entry first."))
