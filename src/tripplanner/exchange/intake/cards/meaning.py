"""What the properties of a card mean to us; what we have no field for goes to the notes or to an ignored column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from uuid import NAMESPACE_URL, UUID, uuid5

from tripplanner.exchange.intake.cards.lines import Card, Property
from tripplanner.exchange.intake.cards.names import CardName, name_parts
from tripplanner.exchange.intake.cards.values import Wording, beside, bytes_of, parted, plain, text_of
from tripplanner.exchange.intake.kinds.choices import SEX
from tripplanner.exchange.intake.kinds.contact import EMAIL, PHONE
from tripplanner.exchange.intake.kinds.kind import Kind, Reading, Refused
from tripplanner.exchange.intake.kinds.photo import Photo, is_sound
from tripplanner.exchange.intake.named import Part
from tripplanner.exchange.intake.sheets import Faulty
from tripplanner.exchange.intake.wording import LANGUAGES
from tripplanner.i18n import msg

OURS = "X-TRIPPLANNER-"
_MOST_PHOTO = 3_000_000  # bytes
_NOTES = {"NICKNAME": "NICKNAME", "URL": "URL", "CATEGORIES": "CATEGORIES", "IMPP": "IMPP", "ROLE": "ROLE",
          "RELATED": "RELATED", "X-WECHAT": "WeChat", "X-QQ": "QQ", "TZ": "TZ", "GEO": "GEO", "HOBBY": "HOBBY",
          "INTEREST": "INTEREST", "EXPERTISE": "EXPERTISE", "X-SKYPE": "Skype", "X-JABBER": "Jabber",
          "X-AIM": "AIM", "X-SOCIALPROFILE": "X-SOCIALPROFILE", "X-ASSISTANT": "X-ASSISTANT",
          "ANNIVERSARY": "ANNIVERSARY", "X-EVOLUTION-MANAGER": "X-EVOLUTION-MANAGER", "X-WECHAT-ID": "WeChat",
          "X-WEIXIN": "WeChat", "X-WHATSAPP": "WhatsApp", "X-LINE": "LINE", "X-TELEGRAM": "Telegram",
          "X-SKYPE-USERNAME": "Skype", "X-GTALK": "GTalk", "X-MSN": "MSN", "X-ICQ": "ICQ", "X-YAHOO": "Yahoo",
          "X-GADUGADU": "Gadu-Gadu", "LABEL": "LABEL"}  # fmt: skip
_PICTURES = ("PHOTO", "LOGO", "KEY", "SOUND")
_SERVICES = ("X-SERVICE-TYPE", "SERVICE-TYPE", "X-SERVICE")
_LISTS = ("CATEGORIES", "NICKNAME")
_RANKS = ("PREF", "CELL", "WORK")
_LABEL = re.compile(r"_\$!<(.*)>!\$_")
_UUID = re.compile(r"(?:urn:uuid:)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?::abperson)?", re.I)
_SEXES = {"M": "m", "F": "f"}


@dataclass(slots=True)
class Meaning:
    """Makes the parts of one card."""

    card: Card
    wording: Wording
    words: dict[int, str] = field(default_factory=dict[int, str])
    labels: dict[str, str] = field(default_factory=dict[str, str])
    left: list[Property] = field(default_factory=list[Property])
    ours: bool = False

    def parts(self) -> Iterator[Part]:
        """Every value of the card, in the order in which people read cards."""
        yield from self._read()
        yield from self._named()
        yield from self._employed()
        yield from self._reached("EMAIL", "email", EMAIL)
        yield from self._reached("TEL", "phone", PHONE)
        for name, makes in self._singles().items():
            for one in self._all(name):
                yield from makes(one)
        languages = [words for one in self._all("LANG") if (words := self._plain(one))]
        yield Part("LANG", "languages", ", ".join(languages))
        yield from self._ours()
        for one in list(self.left):
            yield from self._other(one)
        yield from self._beside()

    def _read(self) -> Iterator[Part]:
        """Reads the words of every property; those that cannot be read are parts to mend."""
        for one in self.card.properties:
            if one.name in _PICTURES and _embedded(one) is not None:
                self.left.append(one)
                continue
            words = text_of(one, self.wording)
            if words is None:
                why = msg("line {line}: the value of {name} is in no encoding that is known.",
                          line=one.line, name=one.name)  # fmt: skip
                yield Part(one.name, "notes", Faulty.because(repr(one.raw[:60])[2:-1], why))
            elif words.strip(" ;,\t"):
                self.words[one.line] = words
                self.left.append(one)
                if one.name == "X-ABLABEL":
                    self.labels[one.group] = _LABEL.sub(r"\1", plain(words)).strip()
        for broken in self.card.broken:
            why = msg("line {line} is no line of a card.", line=broken.line)
            words = broken.raw[:2000].decode("utf-8", "replace")
            yield Part("?", "notes", Faulty.because(words, why))
        if not self.card.whole:
            why = msg("the card begins in line {line} and has no end.", line=self.card.line)
            yield Part("END", "notes", Faulty.because("BEGIN:VCARD", why))
        self.left = [one for one in self.left if one.name != "X-ABLABEL" or one.group not in self._groups()]
        self.ours = any(one.name == "PRODID" and "//tripplanner//" in self._plain(one) for one in self.left)

    def _beside(self) -> Iterator[Part]:
        """What the parameters of properties say besides; a service is part of what its property is called."""
        for one in self.card.properties:
            if not self.ours and one.name not in _PICTURES and (more := beside(one)):
                yield Part(f"{self._called(one)} (…)", "", more)

    @property
    def is_of_nobody(self) -> bool:
        """Whether the card is that of a firm or a group, which has no name of a person."""
        if any(one.raw.strip().lower() in (b"org", b"group") for one in self.card.properties if one.name == "KIND"):
            return True
        shown = {one.raw.partition(b";")[0].strip() for one in self.card.properties if one.name in ("FN", "ORG")}
        names = [one for one in self.card.properties if one.name == "N" and one.raw.strip(b" ;,\t")]
        both = {one.name for one in self.card.properties} >= {"FN", "ORG"}
        return both and not names and len(shown) == 1

    def _groups(self) -> set[str]:
        return {one.group for one in self.card.properties if one.name != "X-ABLABEL" and one.group}

    def _plain(self, one: Property) -> str:
        return plain(self.words.get(one.line, ""))

    def _fields(self, one: Property) -> list[str]:
        return [plain(part) for part in parted(self.words.get(one.line, ""), ";")]

    def _all(self, name: str) -> list[Property]:
        """The properties of a name, which are then dealt with."""
        found = [one for one in self.left if one.name == name]
        self.left = [one for one in self.left if one.name != name]
        return found

    # Names

    def _named(self) -> Iterator[Part]:
        names = [self._name(one) for one in self._all("N")]
        whole = list(dict.fromkeys(filter(None, (self._plain(one) for one in self._all("FN")))))
        sounds = [" ".join(filter(None, (self._plain(one) for one in self._all(f"X-PHONETIC-{part}-NAME"))))
                  for part in ("LAST", "FIRST")]  # fmt: skip
        yield from name_parts(names, whole, (sounds[0], sounds[1]), self.ours)
        for one in self._all("SORT-STRING"):
            if not self.ours:
                yield Part("SORT-STRING", "", self._plain(one))

    def _name(self, one: Property) -> CardName:
        raw = parted(self.words.get(one.line, ""), ";")
        family = tuple(filter(None, (plain(part) for part in parted(raw[0], ","))))
        rest = [" ".join(filter(None, (plain(word) for word in parted(part, ",")))) for part in raw[1:]]
        rest += [""] * (4 - len(rest))
        return CardName(family, rest[0], rest[1], rest[2], " ".join(filter(None, rest[3:])))

    # Work

    def _employed(self) -> Iterator[Part]:
        for number, one in enumerate(self._all("ORG")):
            name, *units = [*self._fields(one)]
            if number:
                yield Part("ORG", "notes", ", ".join(filter(None, (name, *units))))
                continue
            yield Part("ORG", "organisation", name or next(filter(None, units), ""))
            yield Part("ORG (unit)", "notes", ", ".join(filter(None, units if name else units[1:])))
        titles = self._all("TITLE") or self._all("ROLE")
        taken: set[str] = set()
        for one in titles:
            language = one.parameters.get("LANGUAGE", "").lower()[:2]
            key = f"post.{language}" if language in LANGUAGES else "post"
            yield Part(one.name + (f" {language}" if language else ""), key if key not in taken else "notes",
                       self._plain(one))  # fmt: skip
            taken.add(key)

    # Ways to reach people

    def _reached(self, name: str, key: str, kind: Kind) -> Iterator[Part]:
        found = sorted(self._all(name), key=_preference)
        told = [(one, _address(self._plain(one))) for one in found]
        if self.ours:
            yield Part(name, key, ", ".join(value for _, value in told))
            return
        main = next((one for one, value in told if not _is_fax(one) and _takes(kind, value)), None)
        for one, value in told:
            if one is main:
                yield Part(name, key, value)
            else:
                yield Part(self._called(one), "notes", value)

    def _called(self, one: Property) -> str:
        """A property with what it is for: ``TEL (home, fax)``."""
        kinds = [t.lower() for t in one.types if t not in ("PREF", "INTERNET", "VOICE")]
        label = self.labels.get(one.group) if one.group else None
        service = next((value for key in _SERVICES if (value := one.parameters.get(key))), None)
        kinds = [word for word in (label, service, *kinds) if word]
        return f"{_NOTES.get(one.name, one.name)} ({', '.join(kinds)})" if kinds else _NOTES.get(one.name, one.name)

    # One by one

    def _singles(self) -> dict[str, Callable[[Property], Iterator[Part]]]:
        return {"NOTE": self._note, "ADR": self._address, "BDAY": self._born, "UID": self._identified,
                "GENDER": self._sex, "PHOTO": self._photo}  # fmt: skip

    def _note(self, one: Property) -> Iterator[Part]:
        yield Part("notes", "notes", self._plain(one))

    def _address(self, one: Property) -> Iterator[Part]:
        """An address on one line, as envelopes in Europe have it: box, street, place, code, country."""
        fields = [" ".join(part.split()) for part in self._fields(one)]
        yield Part(self._called(one), "notes", ", ".join(filter(None, fields)))

    def _born(self, one: Property) -> Iterator[Part]:
        """A date of birth is protected: dates without a year are none and stay in an ignored column."""
        words = self._plain(one).partition("T")[0]
        match = re.fullmatch(r"(\d{4})-?(\d\d)-?(\d\d)", words)
        if match and match[1] != one.parameters.get("X-APPLE-OMIT-YEAR"):
            yield Part("BDAY", "birth_date.date", "-".join(match.groups()))
        else:
            yield Part("BDAY (?)", "", words)

    def _identified(self, one: Property) -> Iterator[Part]:
        first = next(other for other in self.card.properties if other.name == "UID" and other.line in self.words)
        if one is first:
            yield Part("UID", "uuid", identifier(self._plain(one)))
        else:
            yield Part("UID (?)", "", self._plain(one))

    def _sex(self, one: Property) -> Iterator[Part]:
        code, *rest = self._fields(one)
        if code.upper() in _SEXES:
            yield Part("GENDER", "gender", SEX.cell(_SEXES[code.upper()], "en"))
            yield Part("GENDER (text)", "notes", " ".join(filter(None, rest)))
        else:
            yield Part("GENDER (?)", "notes", " ".join(filter(None, (code, *rest))))

    def _photo(self, one: Property) -> Iterator[Part]:
        data = _embedded(one)
        if data is None:
            yield Part("PHOTO (link)", "", self._plain(one))
        elif data and len(data) <= _MOST_PHOTO and is_sound(photo := Photo.of(data, _form(data))):
            yield Part("PHOTO", "photo", photo)
        elif data:
            yield Part("PHOTO (?)", "", Photo.of(data, _form(data)))
        else:
            yield Part("PHOTO (?)", "", one.raw[:2000].decode("utf-8", "replace"))

    def _ours(self) -> Iterator[Part]:
        for one in list(self.left):
            if one.name.startswith(OURS):
                self.left.remove(one)
                key = one.name.removeprefix(OURS).lower().replace("-", "_")
                language = one.parameters.get("LANGUAGE", "").lower()
                yield Part(" ".join(filter(None, (one.name, language))), f"{key}.{language}" if language else key,
                           self._plain(one))  # fmt: skip

    def _other(self, one: Property) -> Iterator[Part]:
        if one.name in ("PRODID", "REV") and self.ours:
            return
        if one.line not in self.words:  # a logo, a key, a sound
            yield Part(one.name, "", Photo.of(_embedded(one) or one.raw, ""))
            return
        words = self._plain(one)
        if one.name in _LISTS:
            words = ", ".join(plain(part) for part in parted(self.words[one.line], ","))
        repeats = one.name == "LABEL" and any(other.name == "ADR" for other in self.card.properties)
        yield Part(self._called(one), "notes" if one.name in _NOTES and not repeats else "", words)


def identifier(uid: str) -> str:
    """The UUID by which a foreign identifier is found again: its own, else one made of it."""
    if not uid:
        return ""
    match = _UUID.fullmatch(uid.strip())
    if match:
        return match[1].lower()
    with suppress(ValueError):
        return str(UUID(uid.strip()))
    return str(uuid5(NAMESPACE_URL, f"uid:{uid.strip()}"))


def _preference(one: Property) -> tuple[int, int]:
    """Preferred ones first, then mobiles, then those at work; as they stand within each."""
    order = one.parameters.get("PREF", "")
    if order.isdecimal() and len(order) < 5:
        return 0, int(order)
    return next((n for n, kind in enumerate(_RANKS) if kind in one.types), len(_RANKS)), 0


def _is_fax(one: Property) -> bool:
    return not {"FAX", "PAGER", "MODEM"}.isdisjoint(one.types)


def _address(value: str) -> str:
    return re.sub(r"^(?:tel|mailto):", "", value, flags=re.I).replace(";ext=", " ext. ")


def _takes(kind: Kind, value: str) -> bool:
    try:
        kind.take(value, Reading())
    except Refused:
        return False
    return True


def _embedded(one: Property) -> bytes | None:
    """The bytes of a picture in the card; empty when they are damaged, ``None`` for a link, which nobody follows."""
    if one.encoding in ("BASE64", "B"):
        return bytes_of(one) or b""
    match = re.match(rb"data:[\w/.+-]*;base64,", one.raw.strip())
    if match is None:
        return None
    inner = Property(one.name, "", (), {}, "B", one.raw.strip()[match.end() :].replace(b"\\,", b","), one.line)
    return bytes_of(inner) or b""


def _form(data: bytes) -> str:
    forms = {b"\xff\xd8\xff": "JPEG", b"\x89PNG": "PNG", b"GIF8": "GIF", b"RIFF": "WebP", b"BM": "BMP"}
    return next((name for mark, name in forms.items() if data.startswith(mark)), "")
