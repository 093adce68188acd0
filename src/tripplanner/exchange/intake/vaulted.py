"""Protected values in rows: read as the vault keeps them, shown to nobody, written through the vault alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from tripplanner.exchange.intake.headings import normalised
from tripplanner.exchange.intake.kinds.contact import whole_number
from tripplanner.exchange.intake.kinds.dates import DATE, PAST_DATE
from tripplanner.exchange.intake.kinds.kind import Kind, Reading, Refused, plain
from tripplanner.exchange.intake.sheets import Cell, said
from tripplanner.exchange.intake.subjects import Field, heads
from tripplanner.i18n import languages, msg, say
from tripplanner.planning.privacy.contents import DIETS, Passport, compared
from tripplanner.planning.privacy.values import change_value, read_values
from tripplanner.store.vault.vault import Vault

_DIET_WORDS = {
    "no_pork": heads("sans porc | pas de porc | no pork | 不吃猪肉 | 忌猪肉 | 不食猪肉 | 无猪肉 | 猪肉"),
    "halal": heads("halal | 清真 | 穆斯林 | 清真餐 | 回民"),
    "vegetarian": heads("végétarien | végétarienne | vegetarian | 素食 | 吃素 | 素"),
    "vegan": heads("vegan | végan | végétalien | végétalienne | 纯素 | 全素"),
    "no_beef": heads("sans bœuf | pas de bœuf | no beef | 不吃牛肉 | 忌牛肉"),
    "no_seafood": heads("sans poisson | pas de poisson | no fish | no seafood | 不吃海鲜 | 忌海鲜 | 不吃鱼"),
    "gluten_free": heads("sans gluten | gluten free | 无麸质"),
    "lactose_free": heads("sans lactose | lactose free | 无乳糖"),
}
_NOTHING = frozenset(
    map(
        normalised,
        ("无", "没有", "否", "不是", "aucun", "aucune", "none", "néant", "rien", "no", "non", "ras", "false"),
    )
)
_YES = frozenset(map(normalised, ("是", "有", "对", "oui", "yes", "x", "true", "1"))) | {"√", "✓", "✔"}
_ALLERGY = re.compile(r"过敏|過敏|allerg|intolera")
_EATING = re.compile(r"饮食|忌|餐|regime|diet(?!ary)|repas|food requ")
_BETWEEN = re.compile(r"[,;、，；/\n]")


class DietKind(Kind):
    """A diet: codes where all of the words are known, the words themselves besides where they are not."""

    def read(self, cell: Cell, reading: Reading) -> tuple[tuple[str, ...], str]:
        words = plain(cell)
        pieces = [piece for piece in _BETWEEN.split(words) if piece.strip()]
        if all(normalised(piece) in _NOTHING or not normalised(piece) for piece in pieces):
            return (), ""
        codes = [_code(piece) for piece in pieces]
        return _in_order(codes), "" if all(codes) else words

    def labelled(self, value: Any, heading: str, wanted: Any) -> Any:
        """What a heading says of its cells: an allergy, or the diet itself, *halal: yes*."""
        codes, words = value
        if not (codes or words):
            return (), "", heading
        about = normalised(heading)
        allergy = ("allergy",) if _ALLERGY.search(about) and not _EATING.search(about) else ()
        if (normalised(words) or words) in _YES and (asked := _asked(about) or allergy):
            return asked, "", heading
        return _in_order((*codes, *allergy)), words, heading

    def joined(self, values: Sequence[Any]) -> Any:
        """The codes of all columns; words of several each with the heading they stood under."""
        codes = _in_order(code for known, _, _ in values for code in known)
        said = [(heading, words) for _, words, heading in values if words]
        return codes, said[0][1] if len(said) == 1 else "; ".join(f"{heading}: {words}" for heading, words in said)


def _in_order(codes: Iterable[str | None]) -> tuple[str, ...]:
    """Codes as the vault keeps them: the same ones in another order are no change."""
    found = set(codes)
    return tuple(code for code in DIETS if code in found)


class TogetherKind(Kind):
    """Words of several columns, each then with the heading it stood under."""

    def labelled(self, value: Any, heading: str, wanted: Any) -> Any:
        return heading, value

    def joined(self, values: Sequence[Any]) -> Any:
        return values[0][1] if len(values) == 1 else "; ".join(f"{heading}: {words}" for heading, words in values)


class SomebodyKind(Kind):
    """Whom to call, whose name and telephone may stand in columns of their own."""

    def joined(self, values: Sequence[Any]) -> Any:
        return ", ".join(values)


class PassportKind(Kind):
    """A passport number: letters and digits, as they are written but for spaces."""

    def read(self, cell: Cell, reading: Reading) -> str:
        number = whole_number("".join(plain(cell).upper().split()), cell)
        if not any(map(str.isdigit, number)):
            raise Refused(msg("“{value}” is not a passport number.", value=said(cell)), msg("Write all its signs."))
        return number


PROTECTED_FIELDS = (
    Field(
        "passport.number", msg("Passport number"),
        heads("护照号 | 护照号码 | 护照编号 | 证件号 | 证件号码 | passeport | n° de passeport",
              "numéro de passeport | passport",
              "passport no | passport number | passport n° | no passeport | passeport n° | 护照"),
        PassportKind(), protected="passport",
    ),
    Field(
        "passport.expires", msg("Passport valid until"),
        heads("有效期 | 护照有效期 | 护照有效期至 | 有效期至 | 护照到期日 | validité du passeport | validité",
              "expiration",
              "date d’expiration | expire le | passport expiry | expiry date | valid until | valable jusqu’au",
              "护照到期时间 | 到期日期 | 到期时间 | 到期日 | 失效日期 | 护照失效日期 | 有效期限 | 护照有效期限",
              "有效截止日期",
              "expiry | expiration date | date of expiration | passport expiration | passport valid until",
              "passeport : validité | passport expiry date | date of expiry | fin de validité"),
        DATE, protected="passport",
    ),
    Field(
        "birth_date.date", msg("Date of birth"),
        heads("出生日期 | 生日 | 出生年月 | 出生年月日 | date de naissance | né le | née le | naissance | birth date",
              "date of birth | born | dob | birthday | né(e) le"),
        PAST_DATE, protected="birth_date",
    ),
    Field(
        "diet", msg("Diet and allergies"),
        heads("忌口 | 饮食 | 饮食禁忌 | 饮食要求 | 过敏 | 餐饮要求 | régime | régime alimentaire | allergies",
              "allergie | diet",
              "diète | dietary requirements | alimentation | 饮食习惯 | food | dietary restrictions | dietary needs",
              "special diet | food allergies | 饮食限制 | 饮食忌口 | 忌食 | 饮食习惯及忌口 | 是否有忌口 | 是否清真",
              "清真 | 是否素食 | 过敏源 | 过敏史 | 过敏情况 | 食物过敏 | 过敏食物 | 有无过敏 | allergies alimentaires",
              "restrictions alimentaires | contraintes alimentaires | food preference | food preferences",
              "meal preference",
              "intolérances | intolérances alimentaires | halal | végétarien | vegetarian"),
        DietKind(), protected="diet", several=True,
    ),
    Field("health", msg("Health"),
          heads("健康 | 健康状况 | 身体状况 | 病史 | santé | health | medical | problèmes de santé | 既往病史",
                "基础疾病",
                "慢性病 | 药物过敏 | 药物过敏史 | allergies médicamenteuses | drug allergies | besoins particuliers",
                "special needs | 特殊需求 | 特殊要求 | contraintes médicales | medical conditions | 用药情况",
                "常用药物"),
          TogetherKind(), protected="health", several=True),
    Field("mobility", msg("Mobility"), heads("行动能力 | 行动 | mobilité | mobility | pmr",
          "步行能力 | 行动不便 | mobilité réduite | accessibility"), protected="mobility"),
    Field(
        "emergency_contact", msg("Emergency contact"),
        heads("紧急联系人 | 紧急联系方式 | 紧急联系电话 | 应急联系人 | contact d’urgence | personne à prévenir",
              "urgence",
              "emergency contact | emergency | en cas d’urgence | personne à contacter | 紧急联系人电话",
              "紧急联系人姓名 | emergency phone | tél. d’urgence"),
        SomebodyKind(), protected="emergency_contact", several=True,
    ),
)  # fmt: skip


def _asked(heading: str) -> tuple[str, ...]:
    """The diet that a heading asks about, 是否清真, to be answered by yes or no."""
    return tuple(code for code, forms in _DIET_WORDS.items() if any(normalised(form) in heading for form in forms))[:1]


def _code(words: str) -> str | None:
    text = normalised(words)
    for code, title in DIETS.items():
        forms = {
            normalised(form) for form in (code, *(say(title, one) for one in languages()), *_DIET_WORDS.get(code, ()))
        }
        if text in forms and code != "allergy":
            return code
    return None


def parts_of(protected: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The values of a row’s protected fields as the parts of contents, by kind."""
    found: dict[str, dict[str, Any]] = {}
    for key, value in protected.items():
        kind, _, part = key.partition(".")
        parts = found.setdefault(kind, {})
        if kind == "diet":
            parts["codes"], parts["words"] = value
        else:
            parts[part or "words"] = value
    return found


def unchanged(protected: Mapping[str, Any], contents: Mapping[str, Any]) -> bool:
    """Whether the contents kept for a person already say what a row says."""
    return all(
        _says(contents.get(kind), name, value)
        for kind, parts in parts_of(protected).items()
        for name, value in parts.items()
    )


def _says(content: Any, name: str, value: Any) -> bool:
    if content is None:
        return not value
    if name == "number":
        return same_number(content.number) == same_number(value)
    return getattr(content, name) == value


def same_number(number: str) -> str:
    """A passport number by which two ways of spacing it are one."""
    return compared(Passport(number))


def contents_of(session: Session, vault: Vault | None, people: list[int]) -> Mapping[int, Mapping[str, Any]]:
    """What the open vault keeps of people, by their numbers; nothing of a vault that is closed."""
    if vault is None or not vault.is_open or not people:
        return {}
    from tripplanner.planning.privacy.classes import KINDS

    return read_values(session, vault, people, list(KINDS))


def keep(session: Session, vault: Vault, person_id: int, protected: Mapping[str, Any]) -> None:
    """Writes a row’s protected values; raises :class:`VaultLocked`."""
    for kind, parts in parts_of(protected).items():
        change_value(session, vault, person_id, kind, **parts)
