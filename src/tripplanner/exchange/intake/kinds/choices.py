"""Values that are one of a few words: sex, role, status, yes and no."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tripplanner.exchange.intake.headings import normalised
from tripplanner.exchange.intake.kinds.kind import Kind, Reading, Refused, plain
from tripplanner.exchange.intake.sheets import Cell, said
from tripplanner.i18n import Message, languages, msg, say
from tripplanner.planning import words

Words = Mapping[str, Message]


class ChoiceKind(Kind):
    """One of the codes of ``words``, written as the code, as its word in any language or as one of ``others``."""

    def __init__(self, words: Words, others: Mapping[str, Iterable[str]] | None = None) -> None:
        self._words, self._others = words, others or {}
        self._codes: dict[str, str] | None = None

    def read(self, cell: Cell, reading: Reading) -> Any:
        words = plain(cell)
        text = normalised(words) or words
        codes = self._known()
        if text not in codes or (text != words and not set("?？").isdisjoint(words)):
            raise Refused(
                msg("“{value}” is none of the words this field takes.", value=said(cell)),
                msg("Write one of: {words}.", words=self._named()),
            )
        return codes[text]

    def cell(self, value: Any, language: str) -> Cell:
        return say(self._words[value], language) if value in self._words else value

    def _named(self) -> Message:
        """All the words, for a sentence."""
        found, *rest = self._words.values()
        for word in rest:
            found = msg("{before}, {word}", before=found, word=word)
        return found

    def _known(self) -> dict[str, str]:
        if self._codes is None:
            self._codes = {}
            for code, word in self._words.items():
                forms = (code, *(say(word, language) for language in languages()), *self._others.get(code, ()))
                for form in forms:
                    self._codes.setdefault(normalised(form) or form, code)
        return self._codes


class YesNoKind(ChoiceKind):
    """Yes or no; *unknown* is a value of its own."""

    def read(self, cell: Cell, reading: Reading) -> bool | None:
        if isinstance(cell, bool):
            return cell
        return {"yes": True, "no": False, "unknown": None}[super().read(cell, reading)]

    def cell(self, value: Any, language: str) -> Cell:
        code = "unknown" if value is None else "yes" if value else "no"
        return super().cell(code, language)


_YES = ("oui", "o", "y", "x", "1", "true", "vrai", "✓", "✔", "√", "有", "需要", "是", "对")
_NO = ("non", "n", "0", "false", "faux", "✗", "×", "无", "没有", "不", "否", "不需要")
YES_NO = YesNoKind(
    {"yes": msg("yes"), "no": msg("no"), "unknown": msg("unknown")},
    {"yes": _YES, "no": _NO, "unknown": ("?", "？", "inconnu", "未知", "不详", "nc")},
)
SEX = ChoiceKind(
    {"f": msg("woman"), "m": msg("man")},
    {
        "f": (
            "femme",
            "féminin",
            "female",
            "madame",
            "mme",
            "mlle",
            "ms",
            "mrs",
            "miss",
            "女",
            "女士",
            "女性",
            "nữ",
            "mujer",
            "weiblich",
            "w",
            "ж",
            "жен",
            "женский",
            "여",
            "여성",
        ),
        "m": (
            "homme",
            "h",
            "masculin",
            "male",
            "monsieur",
            "mr",
            "m.",
            "男",
            "先生",
            "男士",
            "男性",
            "nam",
            "hombre",
            "männlich",
            "м",
            "муж",
            "мужской",
            "남",
            "남성",
        ),
    },
)
ROLE = ChoiceKind(
    words.DELEGATE_ROLE,
    {
        "head": (
            "head",
            "chef",
            "cheffe",
            "chef de délégation",
            "cheffe de délégation",
            "leader",
            "团长",
            "代表团团长",
            "领队",
        ),
        "deputy": ("deputy", "adjoint", "adjointe", "副团长", "chef adjoint", "vice head"),
        "member": ("membre", "déléguée", "délégué", "delegate", "团员", "成员", "组员"),
        "accompanying": ("accompagnant", "accompagnante", "accompagnateur", "随行", "随行人员", "陪同", "随员"),
    },
)
ITEM_TYPE = ChoiceKind(
    words.ITEM_TYPE,
    {
        "arrival": ("arrivée", "抵达", "到达"), "transfer": ("trajet", "transport", "交通", "转场", "乘车"),
        "visit": ("参观", "考察", "visite"), "meeting": ("réunion", "会议", "座谈", "交流", "会谈"),
        "meal": ("déjeuner", "dîner", "repas", "lunch", "dinner", "午餐", "晚餐", "用餐", "早餐"),
        "lodging": ("hôtel", "nuit", "hotel", "住宿", "入住"), "ceremony": ("cérémonie", "仪式", "签约"),
        "debrief": ("bilan", "总结", "小结"), "free_time": ("temps libre", "libre", "自由活动", "休息"),
        "departure": ("départ", "离开", "返程", "启程"),
    },
)  # fmt: skip
ITEM_STATUS = ChoiceKind(
    words.ITEM_STATUS,
    {
        "confirmed": ("ok", "confirmé", "已确认", "确认"),
        "requested": ("demandé", "asked", "待确认", "à confirmer", "to be confirmed", "tbc", "tentative", "provisoire"),
        "done": ("terminé",),
        "cancelled": ("canceled", "annulé", "取消", "已取消"),
        "idea": ("idée", "意向", "draft"),
    },
)
INTERPRETING = ChoiceKind(
    words.INTERPRETING,
    {
        "none": ("无", "non", "no", "aucune", "sans"),
        "consecutive": ("交传", "交替传译"),
        "simultaneous": ("同传", "同声传译"),
    },
)
