"""What a delegation noted on the sample trip: observations in three languages, self-assessments, promises, costs."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.model.aims import ObjectiveTheme, TripTheme
from tripplanner.model.cases import BuildingBlock, CaseStudy
from tripplanner.model.commitments import Commitment
from tripplanner.model.costs import Cost
from tripplanner.model.feedback import SelfAssessment
from tripplanner.model.observations import Observation, ObservationCase, ObservationTheme
from tripplanner.model.partners import Organisation
from tripplanner.model.programme import Item, ItemCase
from tripplanner.model.sites import SiteTheme
from tripplanner.model.themes import Theme
from tripplanner.model.trips import Delegate, Objective, SubGroup
from tripplanner.text import Text

# Of the item with this code, by the delegate of this rank (0: nobody knows): kind, words, rating.
NOTES = (
    ("D1-06", 1, "seen", {"zh": "湖滨芦苇带与入湖河流连成一体，中间没有硬质护岸。",
                          "fr": "Les roselières et les rivières forment un tout, sans berge bétonnée."}, 5),
    ("D1-06", 2, "learnt", {"zh": "保护区虽小，但与周边农田签有协议，缓冲作用很大。"}, 4),
    ("D1-06", 3, "question", {"zh": "协议到期之后，由谁续签、由谁付费？",
                              "fr": "Quand les conventions expirent, qui les renouvelle et qui paie ?"}, None),
    ("D2-04", 1, "learnt", {"fr": "Un passage ne fonctionne que si les terres de part et d’autre sont protégées.",
                            "zh": "只有两侧土地得到保护，通道才能发挥作用。",
                            "en": "A crossing only works where the land on both sides is protected."}, 5),
    ("D2-04", 4, "learnt", {"zh": "七年研究，八个月施工：前期协商才是工程的主体。",
                            "fr": "Sept ans d’études, huit mois de chantier : la concertation est l’ouvrage."}, 5),
    ("D2-04", 5, "surprising", {"zh": "一百七十米长的隔板能挡住车灯。"}, 4),
    ("D2-04", 6, "seen", {"en": "The camera traps had filmed roe deer, badger and lynx within a year.",
                          "fr": "En un an, les pièges ont filmé chevreuil, blaireau et lynx."}, 5),
    ("D2-04", 2, "transferable", {"zh": "高速公路经过保护区附近的路段可以照此补建。",
                                  "fr": "On peut rattraper ainsi les autoroutes proches d’aires protégées."}, 4),
    ("D2-06", 3, "surprising", {"zh": "两个国家，一个管理委员会。", "fr": "Deux pays, un seul comité."}, 4),
    ("D3-02", 0, "learnt", {"fr": "Les données des bénévoles servent parce que le protocole tient sur une page."}, 4),
    ("D3-04", 4, "seen", {"zh": "冰川退缩后，先锋植物五年内就定居下来。"}, 3),
    ("D4-02", 1, "transferable", {"zh": "红外相机的共同监测规程可以马上使用。",
                                  "fr": "Le protocole commun de pièges photographiques peut servir tout de suite."}, 4),
    ("D5-02", 5, "learnt", {"zh": "从玉米地到湿地，先有地下水位，后有物种。",
                            "fr": "Du maïs au marais : d’abord le niveau de l’eau, ensuite les espèces."}, 4),
    ("D5-06", 6, "surprising", {"zh": "“成熟林”在法语里说的是结构，不是林龄。",
                                "fr": "« Forêt mature » dit une structure, pas un âge."}, 5),
    ("D5-06", 1, "question", {"zh": "死木多少才算够？"}, None),
    ("D7-05", 2, "seen", {"zh": "护卫犬与牧羊人配合，夜间圈羊。"}, 4),
    ("D7-05", 3, "question", {"zh": "牲畜被捕食如何核实与补偿？",
                              "fr": "Comment les attaques sont-elles vérifiées et payées ?"}, None),
)  # fmt: skip
# Before and after, by the delegate of this rank, of each objective.
BEFORE = ((2, 3, 2, 1, 2, 3, 2), (2, 2, 3, 2, 1, 2), (3, 2))
AFTER = ((4, 4, 4, 3, 4, 4, 3), (3, 4, 3, 3, 3, 4), (4, 3, 4))


def note_the_trip(session: Session) -> None:
    """Everything below is of trip 1, the sample."""
    people = list(session.scalars(sa.select(Delegate).order_by(Delegate.rank, Delegate.id)))
    groups = list(session.scalars(sa.select(SubGroup).order_by(SubGroup.id)))
    items = {item.code: item for item in session.scalars(sa.select(Item).where(Item.trip_id == 1))}
    for code, rank, kind, words, rating in NOTES:
        item, one = items[code], people[rank - 1] if rank else None
        source = next(iter(words))
        made = Observation(trip_id=1, item=item, site_id=item.site_id, kind=kind, rating=rating)
        made.text, made.day = Text.of(source, **words), item.start.date() if item.start else None
        made.person_id = one.person_id if one else None
        made.subgroup = groups[rank % len(groups)] if rank else None
        session.add(made)
        session.flush()
        _linked(session, made, item)
    _aims(session, people)
    _promises(session, items, people)
    session.add(Cost(trip_id=1, category="transport", amount_minor=412_000, currency="EUR", actual=True))
    session.add(Cost(trip_id=1, category="meals", amount_minor=187_550, currency="EUR", actual=True))
    session.flush()


def _linked(session: Session, made: Observation, item: Item) -> None:
    """An observation is about the first theme of its site, and bears on the case of its visit."""
    theme = session.scalar(sa.select(SiteTheme.theme_id).where(SiteTheme.site_id == item.site_id).limit(1))
    if theme is not None:
        session.add(ObservationTheme(observation_id=made.id, theme_id=theme))
    case = session.scalar(sa.select(ItemCase.case_id).where(ItemCase.item_id == item.id).limit(1))
    if case is not None and made.kind in ("learnt", "transferable"):
        block = session.scalar(sa.select(BuildingBlock.id).where(BuildingBlock.case_id == case).limit(1))
        session.add(ObservationCase(observation_id=made.id, case_id=case, block_id=block))


def _aims(session: Session, people: list[Delegate]) -> None:
    for aim, before, after in zip(session.scalars(sa.select(Objective).order_by(Objective.id)), BEFORE, AFTER,
                                  strict=False):  # fmt: skip
        for moment, values in (("before", before), ("after", after)):
            for one, value in zip(people, values, strict=False):
                session.add(SelfAssessment(objective=aim, person_id=one.person_id, moment=moment, value=value))


def _promises(session: Session, items: dict[str, Item], people: list[Delegate]) -> None:
    case = session.scalars(sa.select(CaseStudy).order_by(CaseStudy.code)).first()
    host = session.scalars(sa.select(Organisation).where(Organisation.acronym != "")).first()
    made = (
        ("done", {"fr": "Traduire la fiche C01 et la relire avec l’ATMB", "zh": "翻译C01案例并请ATMB核对"},
         date(2027, 9, 30), None, host),
        ("under_way", {"fr": "Carte des conflits de deux vallées pilotes", "zh": "绘制两个试点河谷的冲突点图"},
         date(2027, 12, 20), people[0].person_id, None),
        ("stuck", {"zh": "红外相机监测共同规程", "fr": "Protocole commun de suivi par pièges photographiques"},
         None, people[1].person_id, host),
    )  # fmt: skip
    for position, (status, words, due, person, organisation) in enumerate(made):
        one = Commitment(trip_id=1, item=items["D8-01"], case=case, position=position, status=status, due=due)
        one.text, one.person_id, one.organisation = Text.of(next(iter(words)), **words), person, organisation
        session.add(one)


def choose_themes(session: Session, codes: tuple[str, ...]) -> None:
    """The themes of the sample trip; its first objective is about the first of them."""
    themes = {theme.code: theme for theme in session.scalars(sa.select(Theme))}
    for position, code in enumerate(codes):
        session.add(TripTheme(trip_id=1, theme=themes[code], position=position))
    first = session.scalars(sa.select(Objective).order_by(Objective.position, Objective.id)).first()
    if first is not None and codes and not first.theme_links:
        session.add(ObjectiveTheme(objective=first, theme=themes[codes[0]]))
    session.flush()
