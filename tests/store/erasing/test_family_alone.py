"""A family name alone is taken out of the texts of that person’s trips, where it can be nobody and nothing else."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from databases import OpenWorkspace
from tripplanner.i18n import msg
from tripplanner.model.people import Person
from tripplanner.model.places import Place
from tripplanner.model.programme import Item
from tripplanner.model.sites import Site
from tripplanner.model.trips import Delegate, Delegation, Trip
from tripplanner.store.erasing.person import erase
from tripplanner.text import Text

GONE = {
    "Zéphyrin": ("Zéphyrin arrive tard, ZEPHYRIN dort à Annecy", "… arrive tard, … dort à Annecy"),
    "Li": ("Chambre de LI : 12. On lit Li.", "Chambre de … : 12. On lit Li."),
    "欧阳": ("请欧陽先到，歐陽：3号房", "请…先到，…：3号房"),
    "谭": ("谭：3号房；老谭木匠", "…：3号房；老谭木匠"),
}
LEFT = {
    "Petit": "Petit déjeuner à 8 h",  # a word
    "Annecy": "Annecy, quai de la Tournette",  # a place
    "Sorel": "Appeler Sorel",  # somebody else has it too
    "Carlina": "Sentier : carlina, Carlina",  # written small in the same texts
    "高": "难度：高",
}
ALL = {**{family: notes for family, (notes, _) in GONE.items()}, **LEFT}


def fill(session: Session) -> dict[str, str]:
    """Somebody of each name, in one trip that speaks of all of them; another trip and the library do too."""
    days = {"first_day": date(2027, 6, 13), "last_day": date(2027, 6, 20)}
    trip, elsewhere = (Trip(code=code, title=Text.of("fr", fr="Voyage"), **days) for code in ("T1", "T2"))
    session.add_all([Person(family_name="Sorel", given_name="Agnès"), trip, elsewhere])
    session.add(Place(code="p", name=Text.of("fr", fr="Annecy")))
    session.add(delegation := Delegation(trip=trip, name=Text.of("fr", fr="D")))
    session.flush()
    found: dict[str, str] = {}
    for code, (family, words) in enumerate(ALL.items()):
        native = {"native_family": family, "native_given": "静宜"} if ord(family[0]) > 0x2E80 else {}
        person = Person(**native or {"family_name": family, "given_name": "Ninon"})
        session.add(Delegate(delegation=delegation, person=person, rank=len(found) + 1))
        text = Text.of("fr", fr=words)
        for one in (trip, elsewhere):
            session.add(Item(trip_id=one.id, code=str(code), type="visit", status="idea", notes=text))
        session.add(Site(code=str(code), name=Text.of("fr", fr="Réserve"), summary=text))
        session.flush()
        found[family] = person.uuid
    return found


def texts(session: Session, family: str) -> list[str]:
    code = str(list(ALL).index(family))
    notes = session.scalars(sa.select(Item.notes).where(Item.code == code).order_by(Item.trip_id)).all()
    summary = session.scalars(sa.select(Site.summary).where(Site.code == code)).one()
    return [one.get("fr") for one in (*notes, summary)]


def test_the_name_alone_goes_in_that_trip_where_it_is_nothing_else(open_workspace: OpenWorkspace) -> None:
    workspace = open_workspace(actor="anne")
    for family, uuid in workspace.do(msg("Add"), fill).items():
        workspace.forever(msg("Erase a person"), erase, uuid)
        words = ALL[family]
        assert workspace.get(texts, family) == [GONE[family][1] if family in GONE else words, words, words]
