"""vCards of telephones, mail programs and clouds become contacts; each value is in the record or named."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from foreign_files import ANDROID, CARDS, IPHONE, NEXTCLOUD, changes, planned
from sqlalchemy import select
from sqlalchemy.orm import Session

from tripplanner.exchange.intake.applying import apply
from tripplanner.exchange.intake.limits import Unreadable
from tripplanner.model.files import Blob
from tripplanner.model.partners import Contact
from tripplanner.text import Text

Open = Callable[[], AbstractContextManager[Session]]

EXPECTED: dict[str, dict[str, Any]] = {
    "iphone": {
        "family_name": "Dupont", "given_name": "Anne", "organisation": "Atelier d’essai", "post.fr": "Directrice",
        "email": "anne@asters.example", "phone": "+33 6 12 34 56 78", "photo": "JPEG, 1 kB",
        "notes": "ORG (unit): Service eau\nEMAIL (HomePage): a.dupont@home.example\n"
                 "TEL (home, fax): +33 4 50 00 00 00\nVégétarienne, arrive\nen train\n"
                 "ADR (work): 84 route du Viéran, Annecy, 74370, France",
    },
    "android": {
        "native_family": "李", "native_given": "娜", "family_name": "LI", "given_name": "Na",
        "organisation": "国家林草局", "phone": "010-8423 9999", "notes": "TEL (cell): 13800138000\n带队\nok",
    },
    "outlook": {
        "family_name": "Lefèvre", "given_name": "Émile", "organisation": "Métropole", "phone": "+33 (4) 76 00",
        "email": "emile@metro.example",
        "notes": "ORG (unit): Eaux\nADR (work): 3 rue Malakoff, Grenoble, 38000, France",
    },
    "nokia": {"native_family": "欧阳", "native_given": "文兰", "organisation": "湿地中心", "post.zh": "处长",
              "phone": "139 1111 2222"},
    "nextcloud": {
        "family_name": "Eli", "given_name": "Memet", "organisation": "Xinjiang Institute", "post.fr": "Hydrologist",
        "email": "a@x.example", "phone": "+86-991-555-0000", "languages": ["ug", "zh"], "gender": "m",
        "address.fr": "Dr",
        "notes": "EMAIL (work): b@x.example\nCATEGORIES: water, alpine\nURL: https://x.example/?a=1,2",
    },
    "thunderbird": {"family_name": "Novák", "given_name": "Jií", "organisation": "KRNAP", "email": "j@k.example"},
}  # fmt: skip
EXPECTED["wide"] = EXPECTED["android"]
IGNORED = {"iphone": {"X-ABADR", "X-ABUID", "PRODID"}, "nextcloud": {"BDAY (?)", "PRODID"},
           "outlook": {"X-MS-OL-DEFAULT-POSTAL-ADDRESS", "REV"}}  # fmt: skip


@pytest.mark.parametrize("name", CARDS)
def test_cards_are_read_as_their_programs_mean_them(sample_session: Open, name: str) -> None:
    with sample_session() as session:
        plan = planned(session, CARDS[name], f"{name}.vcf", "contacts")
        assert {key: sorted(v.splitlines()) if key == "notes" else v for key, v in changes(plan).items()} == {
            key: sorted(v.splitlines()) if key == "notes" else v for key, v in EXPECTED[name].items()
        }
        assert {column.heading for column in plan.columns if column.field is None} == IGNORED.get(name, set())
        assert plan.problems == ()
        assert list(plan.kept_out()) == ([(1, c.number) for c in plan.columns if c.heading == "BDAY"])


def test_what_telephones_in_china_and_apple_do_otherwise(sample_session: Open) -> None:
    card = (
        "BEGIN:VCARD\nVERSION:3.0\nN:;欧阳文;;;\nFN:欧阳文\nORG:湿地中心\nX-WECHAT-ID:wx_ou\nLABEL;TYPE=work:1 rue X\n"
        "BDAY;X-APPLE-OMIT-YEAR=1604:1604-07-08\nTEL;VALUE=uri:tel:+86-891-633;ext=12\nEND:VCARD\n"
    ).encode()
    with sample_session() as session:
        plan = planned(session, card, "a.vcf", "contacts")
    found = changes(plan)
    assert (found["native_family"], found["native_given"], found["phone"]) == ("欧阳", "文", "+86-891-633 ext. 12")
    assert sorted(found["notes"].splitlines()) == ["LABEL (work): 1 rue X", "WeChat: wx_ou"]
    assert {column.heading for column in plan.columns if column.field is None} == {"BDAY (?)", "BDAY (…)"}


def test_a_file_of_several_cards_comes_in_once_with_photos_that_know_nothing(sample_session: Open) -> None:
    data = IPHONE + ANDROID + NEXTCLOUD
    with sample_session() as session:
        plan = planned(session, data, "all.vcf", "contacts")
        assert len(apply(session, plan).created) == 3
        again = planned(session, data, "all.vcf", "contacts")
        assert [row.state for row in again.rows] == ["unchanged"] * 3
        anne = session.scalars(select(Contact).where(Contact.email == "anne@asters.example")).one()
        photo = session.scalars(select(Blob).where(Blob.sha256 == _photo(session, anne))).one()
        assert b"Exif" not in photo.data
        known = session.scalars(select(Contact).where(Contact.uuid == "0b1f0a52-6ac7-4c0e-9d3c-2e1a5f0c9a77")).one()
        known.person.given_name, known.post = "Mehmet", Text.of("fr", fr="Hydrologue")
        session.flush()
        changed = planned(session, NEXTCLOUD, "one.vcf", "contacts")
        assert changes(changed) == {"given_name": "Memet", "post.fr": "Hydrologist"}


def _photo(session: Session, contact: Contact) -> str:
    from tripplanner.planning.photos import photos

    (photo,) = photos(session, contact.person.uuid)
    return photo.sha256


def test_a_damaged_card_is_named_with_its_line_and_the_others_come_in(sample_session: Open) -> None:
    data = b"BEGIN:VCARD\nVERSION:3.0\nFN:Paul Roy\nORG:Asters\nno colon here\nEND:VCARD\nstray\n" + NEXTCLOUD
    data += b"BEGIN:VCARD\nVERSION:3.0\nFN:Jean Cut\nORG:Asters\nNOTE;ENCODING=b:%%%\n"
    with sample_session() as session:
        plan = planned(session, data, "x.vcf", "contacts")
        assert [(row.number, row.state) for row in plan.rows] == [(1, "mend"), (2, "new"), (3, "mend")]
        said = [problem.sentence for problem in plan.problems]
        assert [p.what.params["line"] for p in plan.problems] == [5, 30, 26]
        assert all(message.params["sheet"] == "x.vcf" for message in said)
        mended = plan
        for problem in plan.problems:
            mended = mended.ignoring(problem.row, problem.column)
        assert [row.state for row in mended.rows] == ["new"] * 3


def test_what_is_no_card_is_refused(sample_session: Open) -> None:
    with sample_session() as session, pytest.raises(Unreadable, match="no card"):
        planned(session, b"hello\nworld", "x.vcf", "contacts")
