"""What delegates and contacts have in common: the fields of a person, their names taken apart, how they are found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.exchange.intake import wording
from tripplanner.exchange.intake.kinds.address import ADDRESS, gender_of_form, language_of_form
from tripplanner.exchange.intake.kinds.choices import SEX, ChoiceKind
from tripplanner.exchange.intake.kinds.contact import EMAIL, PHONE
from tripplanner.exchange.intake.kinds.kind import Kind, Reading, Refused
from tripplanner.exchange.intake.kinds.kind import plain as plain_text
from tripplanner.exchange.intake.kinds.notes import NOTES
from tripplanner.exchange.intake.kinds.photo import PHOTO, Photo, made
from tripplanner.exchange.intake.kinds.world import COUNTRY, LANGUAGES
from tripplanner.exchange.intake.naming import (
    NameParts,
    has_foreign,
    has_han,
    script_of,
    split_latin,
    split_name,
    split_native,
)
from tripplanner.exchange.intake.sheets import Cell, said
from tripplanner.exchange.intake.subjects import Composed, Field, Held, Match, Target, Told, Values, heads
from tripplanner.i18n import msg
from tripplanner.model.partners import Contact
from tripplanner.model.people import Person
from tripplanner.names import PersonName
from tripplanner.planning.checks.naming import plain
from tripplanner.planning.photos import add_photo
from tripplanner.planning.rows import execute

_NOBODY = frozenset(
    ("未定", "待定", "tbd", "tba", "tbc", "n.n.", "à définir", "à préciser", "à confirmer", "à désigner", "inconnu",
     "unknown")
)  # fmt: skip
"""What stands in the place of a name that is not known yet."""


class NameKind(Kind):
    """Part of a name: capitals and spaces do not make another one of it."""

    any_word = True

    def read(self, cell: Cell, reading: Reading) -> str:
        text = re.sub(r"(?<=\S) {2,}(?=\S)", " ", plain_text(cell))
        if not any(map(str.isalpha, text)) or text.casefold() in _NOBODY:
            raise Refused(msg("“{value}” is not a name.", value=said(cell)), msg("Write it in letters or characters."))
        return text

    def same(self, one: Any, other: Any) -> bool:
        return _folded(one or "") == _folded(other or "")


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


NAME = NameKind()
ORDER = ChoiceKind({"family_first": msg("family name first"), "given_first": msg("given name first")})
_COLUMNS = ("family_name", "second_family_name", "given_name", "native_family", "native_given", "romanisation",
            "preferred_latin", "name_order", "gender", "nationality", "email", "phone", "languages")  # fmt: skip
WHOLE_NAMES = ("name", "native_name", "latin_name")

_ENGLISH = heads("英文名 | 英文名字 | 外文名 | english name")
"""The whole name in Latin letters; beside its pinyin the one somebody goes by abroad."""
NAME_FIELDS = (
    Field(
        "name", msg("Full name"),
        heads("nom complet | nom et prénom | nom prénom | prénom nom | prénom et nom | full name | participant",
              "membre",
              "姓名 | 名字 | 人员姓名 | 参团人员 | délégué | déléguée | member | personne | person | contact"),
        NAME, stored=False,
        also=heads("联系人 | 联系人姓名 | 对接人 | 负责人 | contact person | contact name | personne de contact",
                   "nom du contact | interlocuteur | interlocutrice"),
    ),
    Field(
        "native_name", msg("Name in its own script"),
        heads("中文名 | 中文姓名 | 汉字姓名 | 姓名中文 | 姓名（中文）| nom chinois | nom (caractères)",
              "nom en caractères",
              "chinese name | name in chinese"),
        NAME, stored=False, also=heads("姓名 | 名字"),
    ),
    Field(
        "latin_name", msg("Name in Latin letters"),
        heads("姓名拼音 | 拼音 | 拼音姓名 | 汉语拼音 | 英文姓名 | 外文姓名 | 护照姓名 | nom latin",
              "pinyin | nom pinyin",
              "latin name | name in passport | nom (pinyin) | name (pinyin) | nom (passeport) | 姓名（英文）",
              "姓名（拼音） | name (english) | name in english | name (as in passport) | name as in passport",
              "name as per passport | 护照英文名 | 护照英文姓名 | nom (tel que sur le passeport)"),
        NAME, stored=False, also=(*_ENGLISH, *heads("name | full name | nom | nom complet | nom et prénom")),
    ),
    Field("family_name", msg("Family name in Latin letters"),
          heads("nom de famille | surname | last name | family name | 姓拼音 | 拼音姓 | 英文姓 | 姓（英文）"), NAME),
    Field("second_family_name", msg("Second family name"), heads("second nom | deuxième nom | second surname"), NAME),
    Field("given_name", msg("Given name in Latin letters"),
          heads("prénom | prénoms | first name | given names | forename | 名拼音 | 拼音名 | 名（英文）"), NAME),
    Field("native_family", msg("Family name in its own script"), heads("姓 | 姓氏 | 中文姓"), NAME),
    Field("native_given", msg("Given name in its own script"), heads("名 | 中文名字"), NAME),
    Field("romanisation", msg("Pronunciation"), heads("prononciation | 发音 | 注音 | pinyin with tones"), NAME),
    Field("preferred_latin", msg("Preferred Latin form"), heads("signe | preferred name | nom d’usage"), NAME,
          also=_ENGLISH),
    Field("name_order", msg("Order of the name"), (), ORDER),
)  # fmt: skip
ADDRESS_FIELDS = wording.text_fields(
    "address", msg("Form of address"),
    heads("civilité | civ. | titre | titre de civilité | title | courtesy title | salutation | prefix | préfixe",
          "称谓 | 称呼 | 尊称"),
    kind=ADDRESS,
)  # fmt: skip
_BESIDE = heads(
    "微信 | 微信号 | 微信账号 | 微信帐号 | wechat | wechat id | weixin | qq | qq号 | whatsapp | line | skype",
    "传真 | fax | télécopie | 地址 | 通讯地址 | 联系地址 | adresse | adresse postale | address | mailing address",
    "城市 | ville | city",
    "address 1 - formatted | business street | business city | business postal code | rue (bureau) | ville (bureau)",
    "code postal (bureau) | website 1 - value | web page | page web | 部门 | 处室 | 科室 | service | department",
    "département | organization department | organization 1 - department | nickname | surnom | middle name",
    "additional name | deuxième prénom | 中间名 | name suffix | suffix | suffixe | phonetic first name",
    "是否单住 | 外语水平 | 团内分工 | grade | direction | phonetic last name | 专业 | 研究方向 | 研究领域 | domaine",
    "spécialité | expertise | 级别 | 行政级别",
)
"""What else offices and mail programs write of people, and no field is for: it goes to the notes."""
PERSON_FIELDS = (
    Field("gender", msg("Gender"),
          heads("性别 | sexe | genre | civilité | sex | gender | title | 称谓 | m/f | h/f | f/m | 性別"), SEX),
    Field("nationality", msg("Nationality"), heads("国籍 | nationalité | pays | citizenship | country"), COUNTRY),
    Field(
        "email", msg("E-mail"),
        heads("邮箱 | 邮件 | 电子邮箱 | 电子邮件 | 邮箱地址 | e-mail | email | mail | courriel | adresse mail | mél",
              "adresse électronique | email address | adresse e-mail | e-mail 1 - value | email 1",
              "adresse de messagerie"),
        EMAIL, rest="notes",
    ),
    Field(
        "phone", msg("Phone"),
        heads("手机 | 手机号 | 手机号码 | 电话 | 联系电话 | 联系方式 | téléphone | tél | portable | mobile",
              "gsm | phone",
              "telephone | cell phone | cell | phone number | n° de téléphone | téléphone portable | tel",
              "mobile phone",
              "phone 1 - value | phone 1 | téléphone mobile | tél. mobile",
              "移动电话 | 電話 | 手機"),
        PHONE, rest="notes",
        also=heads("business phone | office phone | work phone | home phone | téléphone (bureau) | tél. bureau",
                   "tél. fixe | téléphone fixe | téléphone professionnel | 办公电话 | 座机 | 固定电话 | 商务电话",
                   "单位电话 | 家庭电话"),
    ),
    Field("languages", msg("Languages spoken"),
          heads("语言 | 语种 | 外语 | langues | langues parlées | languages | spoken languages | 掌握语言"), LANGUAGES),
    Field(
        "notes", msg("Notes"),
        heads("备注 | 说明 | 注 | 其他 | 附注 | 其它 | remarque | remarques | notes | observations",
              "commentaire | commentaires | comment | comments | remarks"),
        NOTES, several=True,
        also=_BESIDE,
    ),
    Field("photo", msg("Photo"), (), PHOTO),
)  # fmt: skip


def put_name(values: Values, found: Composed) -> None:
    """Takes names apart into the parts the model keeps; parts in columns of their own count for more."""
    whole = {key: values[key] for key in WHOLE_NAMES if key in values}
    own = {key: value for key, value in values.items() if key in _NAME_PARTS}
    if "name" in whole and "given_name" in own and "family_name" not in own and not has_han(whole["name"]):
        own["family_name"] = whole.pop("name")  # « Nom » beside « Prénom »
        found.sources["family_name"] = ("name",)
    for key, parts in _split(whole):
        _put_parts(found, key, parts)
    if _are_two(whole.get("name", ""), whole.get("latin_name", "")):  # Bill Wang, WANG WEI in his passport
        found.values["preferred_latin"], found.sources["preferred_latin"] = whole["name"], ("name",)
    for key, value in sorted(own.items(), key=lambda one: one[0] == "preferred_latin"):
        part = _by_script(key, value)
        if key == "preferred_latin" and _is_plain_name(value, found.values):
            continue  # 英文名 beside the pinyin, which it repeats
        found.values[part] = _in_small_letters(value, values) if part == "given_name" else value
        found.sources.setdefault(part, (key,))


def _are_two(name: str, latin: str) -> bool:
    """Whether two names in Latin letters are not the same in another order or another writing."""
    if not name or not latin or has_han(name) or has_foreign(name):
        return False
    return sorted(plain(name)) != sorted(plain(latin))


def _in_small_letters(given: str, values: Values) -> str:
    """A given name that stands in capitals, as in passports: ``XIAOLAN``; two letters may be initials."""
    letters = sum(map(str.isalpha, given))
    native = any(has_han(str(values.get(key, ""))) for key in ("name", "native_name", "native_family", "native_given"))
    return (
        given.title() if given.isupper() and given.isascii() and (letters > 2 or (letters == 2 and native)) else given
    )


def _is_plain_name(whole: str, values: Values) -> bool:
    """Whether a name in capitals is but the family and the given name, as passports have them."""
    return whole.isupper() and plain(whole) == plain(values.get("family_name", "") + values.get("given_name", ""))


def put_address(values: Values, found: Composed, target: Target) -> None:
    """Takes forms of address over under their own language; where nothing else says it they tell the sex."""
    words = values.get("address", "")
    language = language_of_form(words)
    given = {f"address.{language}" if one == "address" and language else one: words for one, words in values.items()}
    wording.put_texts(given, found, ("address",), target)
    if language and (part := f"address.{language}") not in values:
        found.sources[part] = ("address",)
    if "gender" not in values and (gender := gender_of_form(words)):
        found.values["gender"], found.sources["gender"] = gender, ("address",)


def _by_script(key: str, value: str) -> str:
    """The part a column fills whose heading is in one script and its name in the other."""
    native = {"family_name": "native_family", "given_name": "native_given"}
    latin = {own: other for other, own in native.items()}
    if has_han(value) or has_foreign(value):
        return native.get(key, key)
    return latin.get(key, key) if all(ord(c) < 0x250 for c in value) else key


_NAME_PARTS = frozenset(field.key for field in NAME_FIELDS if field.stored)


def _split(whole: dict[str, str]) -> Iterable[tuple[str, NameParts]]:
    """The parts of each whole name; Latin letters are read with the characters beside them."""
    native = NameParts()
    if "native_name" in whole:
        native = (
            split_native(whole["native_name"]) if has_han(whole["native_name"]) else split_name(whole["native_name"])
        )
        yield "native_name", native
    if "name" in whole:
        parts = split_name(whole["name"])
        native = parts if parts.native_given or parts.native_family else native
        yield "name", parts
    if "latin_name" in whole:
        known = native if native.native_family or native.native_given else None
        yield "latin_name", split_latin(whole["latin_name"], known)


def _put_parts(found: Composed, key: str, parts: NameParts) -> None:
    pairs = (("family_name", parts.family), ("given_name", parts.given), ("native_family", parts.native_family),
             ("native_given", parts.native_given), ("name_order", parts.order),
             ("romanisation", parts.romanisation))  # fmt: skip
    if parts.native_family or parts.native_given:
        found.values.setdefault("native_family", "")
        found.values.setdefault("native_given", "")
    if parts.family or parts.given:
        found.values.setdefault("family_name", "")
        found.values.setdefault("given_name", "")
    for name, value in pairs:
        if value:
            found.values[name] = value
            found.sources[name] = (key,)
    if parts.aside:
        before = found.values.get("notes")
        found.values["notes"] = f"{before}\n{parts.aside}" if before else parts.aside
        found.sources["notes"] = (*found.sources.get("notes", ()), key)
    found.told.extend(Told(key, doubt, fatal=False) for doubt in parts.doubts)


def settle_name(found: Composed, record: Held) -> None:
    """A whole name, or one part, that the record has too is parted as the record parts it."""
    now = record.values
    for keys, one in ((("native_family", "native_given"), 0), (("family_name", "given_name"), 1)):
        guessed = [key for key in keys if set(found.sources.get(key, ())) & set(WHOLE_NAMES)]
        alone = len([key for key in keys if key in found.values]) == 1
        if (guessed or alone) and _spelt(found.values, keys, one) == _spelt(now, keys, one):
            found.values.update({key: now.get(key, "") for key in keys})
    if set(found.sources.get("name_order", ())) & set(WHOLE_NAMES):
        found.values.pop("name_order")


def _spelt(values: Values, keys: tuple[str, str], latin: int) -> tuple[str, ...]:
    parts = [values.get(key) or "" for key in keys]
    return tuple(sorted(map(plain, parts))) if latin else ("".join("".join(parts).split()),)


def person_values(person: Person) -> dict[str, Any]:
    """A person as the values of fields; what is unknown is left out."""
    found = {key: getattr(person, key) for key in _COLUMNS}
    found |= wording.words_of(person.address, "address")
    found |= {"notes": person.notes, "photo": Photo("✓") if person.photo_id is not None else ""}
    return {key: value for key, value in found.items() if value}


def put_person(person: Person, changes: Values) -> None:
    """Gives a person the changes that concern them."""
    for key in (*_COLUMNS, "notes"):
        if key in changes and getattr(person, key) != changes[key]:
            setattr(person, key, changes[key])
    wording.put_words(person, ("address",), changes)
    if not person.native_script and (script := script_of(person.native_family + person.native_given)):
        person.native_script = script


def put_photo(session: Session, person: Person, changes: Values) -> None:
    """Gives a person the photo that came with them, made safe; one that is broken is left out.

    Photos lead to people by number: only for them a new person is sent to the database at once.
    """
    if "photo" in changes and (found := made(changes["photo"])) is not None:
        session.flush()
        add_photo(session, "person", person.id, "photo", found)


def label(values: Values) -> str:
    """The name of a row to people: ``李娜 LI Na``."""
    parts = {key: values.get(key) or "" for key in _NAME_PARTS}
    name = PersonName(parts["family_name"], parts["given_name"], parts["second_family_name"], parts["native_family"],
                      parts["native_given"], "", parts["romanisation"], parts["preferred_latin"],
                      parts["name_order"] or "family_first")  # fmt: skip
    return name.printed or str(values.get("email", ""))


def name_keys(values: Values) -> tuple[str, ...]:
    """By what a person is found: the characters of their name, its Latin letters in whichever order, how they sign."""
    native = "".join((values.get("native_family", "") + values.get("native_given", "")).split())
    surnames = _letters(values.get("family_name", "") + values.get("second_family_name", ""))
    latin = sorted(part for part in (surnames, _letters(values.get("given_name", ""))) if part)
    return tuple(key for key in (native, "+".join(latin), _letters(values.get("preferred_latin", ""))) if key)


def _letters(text: str) -> str:
    """A part of a name without case and accents, whatever its script."""
    return plain(text) or "".join(_folded(text).split())


class Names:
    """Records by the names of their people."""

    def __init__(self, held: Sequence[Held]) -> None:
        self._by_key: dict[str, list[Held]] = {}
        self._by_email: dict[str, list[Held]] = {}
        for one in held:
            for key in name_keys(one.values):
                self._by_key.setdefault(key, []).append(one)
            if email := one.values.get("email"):
                self._by_email.setdefault(email.casefold(), []).append(one)

    def find(self, values: Values, also: str = "organisation") -> Match:
        """Who has the name of a row; where several have, the e-mail address and then the field ``also`` decide."""
        keys = name_keys(values)
        found = next((held for key in keys if (held := self._agreeing(key, values))), list[Held]())
        if not found and (email := str(values.get("email", "")).casefold()):
            same = self._by_email.get(email, [])
            return Match(tuple(same), msg("by e-mail address")) if not keys else Match()
        for key in ("email", also):
            if len(found) > 1 and values.get(key):
                same = [one for one in found if _folded(one.values.get(key, "")) == _folded(values[key])]
                found = same or found
        return Match(tuple(found), msg("by name"))

    def _agreeing(self, key: str, values: Values) -> list[Held]:
        """Those found by one form of the name whose other form does not say otherwise."""
        return [one for one in self._by_key.get(key, []) if not _contradict(one.values, values)]


def _contradict(one: Values, other: Values) -> bool:
    """Whether two names that agree in one script differ in the other."""
    native = [("".join((v.get("native_family", "") + v.get("native_given", "")).split())) for v in (one, other)]
    return all(native) and native[0] != native[1]


Reachable = dict[str, list[tuple[int, tuple[str, ...]]]]
"""Persons (by number, with the keys of their names) by e-mail address."""


def reachable(session: Session) -> Reachable:
    """Every person whose e-mail address is known, as a person or as a contact."""
    own = sa.select(Person.email, Person.id, *_NAMES).where(Person.email != "")
    posts = sa.select(Contact.email, Person.id, *_NAMES).join(Person, Contact.person_id == Person.id)
    found: Reachable = {}
    for email, id, *names in (*execute(session, own), *execute(session, posts.where(Contact.email != ""))):
        keys = name_keys(dict(zip(_NAME_KEYS, names, strict=True)))
        found.setdefault(email.casefold(), []).append((id, keys))
    return found


def same_person(known: Reachable, values: Values) -> int | None:
    """The person (number) who has both the name and the e-mail address of a row."""
    keys = set(name_keys(values))
    same = known.get(str(values.get("email", "")).casefold(), [])
    return next((id for id, names in same if keys & set(names)), None)


_NAME_KEYS = ("family_name", "second_family_name", "given_name", "native_family", "native_given")
_NAMES = tuple(getattr(Person, key) for key in _NAME_KEYS)
