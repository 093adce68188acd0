"""``privacy ACTION``: what is kept too long, everything about a person, erasing a person, backups that hold them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from tripplanner.cli.command import Arguments, Command
from tripplanner.i18n import msg, msgn

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tripplanner.cli.context import Context
    from tripplanner.planning.privacy.who import Somebody
    from tripplanner.store.erasing.person import Erasure


def _arguments(arguments: Arguments) -> None:
    actions = msg("due (what is kept too long); export (everything about a person); erase (a person, for good); "
                  "backups (those that still hold somebody erased)")  # fmt: skip
    arguments.add("action", metavar="ACTION", choices=list(_ACTIONS), help=actions)
    arguments.add("person", metavar="PERSON", nargs="?", help=msg("a whole name or a UUID"))
    arguments.add("-o", "--output", metavar="FILE", help=msg("export: the file to write (zip)"))
    arguments.add("--yes", action="store_true", help=msg("do it, not only show it"))
    arguments.add("--keep-texts", action="store_true", help=msg("erase: leave the name where other records mention it"))
    photos = msg("erase: this photo or file as well, by its UUID; without it those that name the person go")
    arguments.add("--photo", metavar="UUID", action="append", help=photos)
    arguments.add("--keep-photos", action="store_true", help=msg("erase: leave the photos and files of other records"))


def _run(context: Context) -> int:
    return _ACTIONS[context.get("action")](context)


def _due(context: Context) -> int:
    from tripplanner.planning.privacy.classes import KINDS
    from tripplanner.planning.privacy.retention import old_delegates, overdue, purge

    today = _today()
    yes = context.get("yes")
    with context.writing() if yes else context.reading() as workspace:
        found = workspace.get(overdue, today)
        people = workspace.get(old_delegates, today)
        for one in found:
            context.out.write(f"{context.say(KINDS[one.kind].title)}  {one.count}  ({one.since})\n")
        for person in people:
            context.out.write(f"{person.name}  {person.returned}\n")
        if yes and found:
            done = workspace.forever(msg("Take away what was kept too long"), purge, today)
            context.tell(msgn("{n} protected value was taken away for good.",
                              "{n} protected values were taken away for good.", done.count))  # fmt: skip
    if not found and not people:
        context.tell(msg("Nothing is kept too long."))
    elif not yes:
        context.tell(msg("Nothing was changed; with --yes the protected values are taken away. People are erased one "
                         "by one."))  # fmt: skip
    return 0


def _export(context: Context) -> int:
    from tripplanner.cli.secrets import open_silently
    from tripplanner.cli.typed import path_of
    from tripplanner.exchange import person_file
    from tripplanner.planning.privacy.gathering import gather

    with context.reading() as workspace:
        person = _person(context, workspace)
        open_silently(workspace)
        gathered = workspace.get(gather, person.uuid, workspace.vault)
    name = person_file.file_name(person.name, person.uuid)
    target = path_of(context.get("output") or name)
    target = target / name if target.is_dir() else target
    context.tell(msg("Written: {path}", path=str(person_file.write(gathered, target, context.language))))
    return 0


def _looked_at(session: Session, person: str) -> Erasure:
    from tripplanner.store.erasing.person import look

    return look(session.connection(), person)


def _erase(context: Context) -> int:
    from tripplanner.settings import Settings
    from tripplanner.store.erasing import everywhere
    from tripplanner.store.erasing.person import erase

    yes = context.get("yes")
    with context.writing() if yes else context.reading() as workspace:
        person = _person(context, workspace, deleted=True)
        if not yes:
            seen = workspace.get(_looked_at, person.uuid)
            _show(context, seen)
            context.tell(msg("Nothing was erased: with --yes it is done, and cannot be undone."))
            return 0
        chosen = {"texts": not context.get("keep_texts"), "pictures": _chosen_photos(context)}
        done = workspace.forever(msg("Erase a person"), erase, person.uuid, actor=workspace.actor, **chosen)
        place = workspace.location
    Settings().take_out(done.needles.taken_out_of)
    _show(context, done)
    context.tell(msg("Erased for good, as the database knows it."))
    if place.path is None:
        context.tell(msg("The server’s own log and its backups are out of reach: ask whoever runs it."))
    held = len(everywhere.holders(place))
    if held:
        context.tell(msgn("{n} backup still holds erased people: “tripplanner privacy backups --yes” rewrites it.",
                          "{n} backups still hold erased people: “tripplanner privacy backups --yes” rewrites them.",
                          held))  # fmt: skip
    return 0


def _chosen_photos(context: Context) -> frozenset[str] | None:
    """Those that were named; ``None`` where nothing was said of photos."""
    named = context.get("photo") or ()
    return frozenset(named) if named or context.get("keep_photos") else None


def _show(context: Context, seen: Erasure) -> None:
    """How many records of each kind go, then the texts of others that name the person."""
    from tripplanner.planning.privacy.words import WHY, table_words

    def said(table: str) -> str:
        words = table_words(table)
        return words if isinstance(words, str) else context.say(words)

    for words, count in sorted((said(table), count) for table, count in seen.rows.items()):
        context.out.write(f"{words}  {count}\n")
    for mention in seen.mentions:
        context.out.write(f"{said(mention.table)}  {mention.table}.{mention.column}  {mention.uuid}\n")
    if seen.pictures:
        context.tell(msg("Photos and files of other records that may show them, to be looked at:"))
    for one in seen.pictures:
        where = " · ".join(filter(None, (said(one.table), context.say(msg("Bin")) if one.binned else "")))
        context.out.write(f"{one.uuid}  {one.name}  {where}  ({context.say(WHY[one.why])})\n")


def _backups(context: Context) -> int:
    from tripplanner.store.erasing import everywhere
    from tripplanner.store.location import parse

    place = parse(context.location)
    context.reading().close()
    found = everywhere.holders(place)
    for holder in found:
        context.out.write(f"{holder.path}\n")
        if context.get("yes"):
            everywhere.rewrite(place, holder.path, context.progress())
    if not found:
        context.tell(msg("No backup holds anybody who was erased."))
    elif context.get("yes"):
        context.tell(msg("They were rewritten and checked."))
    else:
        context.tell(msg("With --yes these files are rewritten without those who were erased."))
    return 0


def _person(context: Context, workspace: object, *, deleted: bool = False) -> Somebody:
    from tripplanner.errors import TripPlannerError
    from tripplanner.planning.privacy.who import find_anybody, find_person
    from tripplanner.store.workspace import Workspace

    assert isinstance(workspace, Workspace)
    if not context.get("person"):
        raise TripPlannerError(msg("Whose data is not said."), None, msg("Add a whole name or a UUID."))
    return workspace.get(find_anybody if deleted else find_person, context.get("person"))


def _today() -> date:
    return datetime.now().astimezone().date()


_ACTIONS: dict[str, Callable[[Context], int]] = {
    "due": _due, "export": _export, "erase": _erase, "backups": _backups,
}  # fmt: skip
COMMAND = Command("privacy", msg("what is kept about people: too long, all of it, erased"), _arguments, _run, 106)
