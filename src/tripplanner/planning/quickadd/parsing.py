"""Reading a line: what is surest first, each piece taken out of the line; what is left is the title."""

from __future__ import annotations

from dataclasses import replace

from tripplanner.planning.quickadd.bare import take_pair
from tripplanner.planning.quickadd.clock import take_times
from tripplanner.planning.quickadd.days import take_day
from tripplanner.planning.quickadd.draft import Chip, Draft, Kind
from tripplanner.planning.quickadd.known import Hit, Index, Known, Name, starts
from tripplanner.planning.quickadd.scan import GONE, Scan, compiled, one_of
from tripplanner.planning.quickadd.vocabularies import joined, types

LONGEST = 500  # characters that are read; the rest of a longer line belongs to the title
_ARROW = r"(?:→|->|=>|⇒|>)"
_AROUND = " \t,;:·|/-~→()（）【】"
_HALVES = ("matin", "apres-midi", "soir", "morning", "afternoon", "evening")


def parse(text: str, known: Known | None = None) -> Draft:
    """What ``text`` says; never raises, whatever it holds."""
    known = known or Known()
    line = " ".join(text.split())
    scan = Scan(line[:LONGEST])
    chips = [*_signed(scan, "@", "person", known.among("people")), *_signed(scan, "#", "theme", known.among("themes"))]
    quoted = _quoted(scan)
    chips += [*_travel(scan, known), *_beside(scan, known)]
    where = [] if any(chip.kind == "way" for chip in chips) else _where(scan, known, whole=True)
    chips += take_day(scan, known)
    chips += take_times(scan)
    chips += take_pair(scan, known, chips)
    if not where and not any(chip.kind == "way" for chip in chips):
        where = _where(scan, known, whole=False)
    chips += where
    chips += _type(scan)
    title = quoted or _title(scan, chips)
    if not title and not where:
        chips = [replace(chip, kind="type", value="transfer") if chip.kind == "travel" else chip for chip in chips]
    ordered = tuple(sorted(chips, key=lambda chip: (chip.start, chip.end)))
    return Draft(text, ordered, title + line[LONGEST:], known.day)


# -- the pieces


def _quoted(scan: Scan) -> str:
    """Words between quotation marks are the title, whatever they look like; a mark among them is doubled."""
    for match in scan.each(r'"((?:[^"]|"")+)"(?!")'):
        scan.take(*match.span())
        words = scan.words(match.start() + 1, match.end() - 1)
        return compiled(r'(["“”«»„])\1').sub(r"\1", words).strip()
    return ""


def _travel(scan: Scan, known: Known) -> list[Chip]:
    """``+car Annecy → Chamonix`` is a transfer; ``+trajet`` beside something else asks for the way there."""
    for match in scan.each(rf"\+\s*(?P<v>{one_of(joined('vehicles'))})"):
        way = _way(scan, match.end(), known) or _side_by_side(scan, known)
        scan.take(*match.span())
        if way is not None:
            scan.take(way.start, way.end)
            return [way]
        return [Chip("travel", True, *match.span())]
    found = _way(scan, 0, known) or _from_to(scan, known) or _side_by_side(scan, known)
    return [found] if found is not None and _take(scan, found) else []


def _take(scan: Scan, chip: Chip) -> bool:
    scan.take(chip.start, chip.end)
    return True


def _way(scan: Scan, start: int, known: Known) -> Chip | None:
    """Two names with an arrow between them."""
    for match in scan.each(rf"\s*{_ARROW}\s*"):
        if match.start() <= start:
            continue
        left = _name_before(scan, known, start, match.start())
        right = _name_after(scan, known, match.end())
        if left and right:
            return _leads(left[0], right[0], left[1], right[1])
    return None


def _leads(left: tuple[Name, ...], right: tuple[Name, ...], start: int, end: int) -> Chip:
    """From the likeliest end to the likeliest; the others are further readings."""
    pairs = [(left[0], right[0]), *((one, right[0]) for one in left[1:]), *((left[0], one) for one in right[1:])]
    chips = [Chip("way", pair, start, end, known=bool(pair[0].id and pair[1].id)) for pair in pairs]
    return replace(chips[0], others=tuple(chips[1:]))


def _ends(hit: Hit, scan: Scan) -> tuple[Name, ...]:
    """Where a way can begin or end, the likeliest first: a place, then a site, then whoever works there."""
    words = "".join(scan.folded[hit.start : hit.end].split())

    def rank(name: Name) -> tuple[int, bool]:
        return _WAYS.index(name.kind) if name.kind in _WAYS else len(_WAYS), not _called(name, words)

    return tuple(sorted(hit.names, key=rank))


_WAYS = ("place", "site", "organisation")


def _from_to(scan: Scan, known: Known) -> Chip | None:
    """``car de Annecy à Chamonix``, ``从安纳西到霞慕尼``: between names of places a word is an arrow.

    Parts of names will do behind a vehicle, else the names are whole.
    """
    index = known.among("places")
    carried = compiled(rf"(?:(?P<v>{one_of(joined('vehicles'))})\s*)?(?:(?:de|from)\s+|d'|从)?$")
    for match in scan.each(r"\s+(?:vers|to|a)\s+|到|至"):
        before = [hit for at in starts(scan.left[: match.start()]) for hit in index.at(scan.left, at)]
        after = list(index.at(scan.left, match.end()))
        ending = [hit for hit in before if hit.end == match.start()]
        for left in sorted(ending, key=lambda hit: not _entire(hit, scan)):
            start = carried.search(scan.left[: left.start])
            loose = start is not None and bool(start["v"])
            right = next((hit for hit in after if loose or (_entire(hit, scan) and _entire(left, scan))), None)
            if right is not None:
                return _leads(_ends(left, scan), _ends(right, scan), start.start() if start else left.start, right.end)
    return None


def _side_by_side(scan: Scan, known: Known) -> Chip | None:
    """``trajet Annecy Chamonix``: a vehicle, and two names that follow each other, one of them whole."""
    index = known.among("places")
    for match in scan.each(rf"{one_of(joined('vehicles'))}\s*(?:(?:de|from)\s+|d'|从)?"):
        for left in index.at(scan.left, match.end()):
            gap = compiled(r"\s*[-,–]?\s*").match(scan.left, left.end)
            right = next(index.at(scan.left, gap.end() if gap else left.end), None)
            if right is not None and (_entire(left, scan) or _entire(right, scan)):
                return _leads(_ends(left, scan), _ends(right, scan), match.start(), right.end)
    return None


def _name_before(scan: Scan, known: Known, start: int, end: int) -> tuple[tuple[Name, ...], int] | None:
    """The longest known name that ends here; else the words since the last hole, number or sign."""
    text = scan.left[start:end]
    index = known.among("places")
    for begin in starts(text):
        for hit in index.at(text, begin):
            if hit.end == len(text.rstrip()):
                return _ends(replace(hit, start=start + hit.start, end=start + hit.end), scan), start + begin
    words = list(scan.each(rf"[^{GONE}\d+:,@#]+"))
    for match in words:
        if match.start() < end <= match.end() and match.end() > start:
            begin = max(match.start(), start)
            typed = scan.words(begin, end)
            if typed.strip():
                return (Name.unknown(typed.strip()),), begin + len(typed) - len(typed.lstrip())
    return None


def _name_after(scan: Scan, known: Known, start: int) -> tuple[tuple[Name, ...], int] | None:
    text = scan.left[start:]
    for begin in starts(text):
        for hit in known.among("places").at(text, begin):
            return _ends(replace(hit, start=start + hit.start, end=start + hit.end), scan), start + hit.end
        break
    stop = len(text)
    for sign in (GONE, "@", "#", "+", ",", *"0123456789"):
        at = text.find(sign)
        stop = at if 0 <= at < stop else stop
    typed = scan.words(start, start + stop).rstrip()
    return ((Name.unknown(typed.strip()),), start + len(typed)) if typed.strip() else None


def _beside(scan: Scan, known: Known) -> list[Chip]:
    """``après X :``, ``before X,``, ``X之后``: where the item lies beside another one."""
    index = known.among("items")
    kinds: tuple[tuple[Kind, str], ...] = (("after", "after"), ("before", "before"))
    for kind, words in kinds:
        for match in scan.each(one_of(tuple(word for word in joined(words) if word.isascii()))):
            article = compiled(r"\s*(?:(?:le|la|les|the)\s+|l')?").match(scan.left, match.end())
            behind = article.end() if article else match.end()
            begin = next((at for at in starts(scan.left) if at >= behind), None)
            hits = list(index.at(scan.left, begin)) if begin is not None else []
            if hits and begin is not None and begin - behind <= 4:
                return [_named(scan, kind, hits[0], match.start(), hits[0].end)]
        for match in scan.each(one_of(tuple(word for word in joined(words) if not word.isascii()))):
            for begin in starts(scan.left[: match.start()]):
                hit = next((one for one in index.at(scan.left, begin) if one.end == match.start()), None)
                if hit:
                    return [_named(scan, kind, hit, begin, match.end())]
    return []


def _signed(scan: Scan, sign: str, kind: Kind, index: Index) -> list[Chip]:
    """Names behind ``@`` and ``#``."""
    found: list[Chip] = []
    for match in list(scan.each(rf'{sign}(?:"([^"]+)"|[^\s,;:@#"{GONE}]+)')):
        start = match.start() + 1
        if match.group(1):
            typed = scan.words(start + 1, match.end() - 1)
            hits = [Hit(match.start(), match.end(), names)] if (names := index.exactly(typed)) else []
        else:
            typed = scan.words(start, match.end())
            hits = list(index.at(scan.left, start, loose=True))
        if hits:
            found.append(
                _named(scan, kind, hits[0], match.start(), max(hits[0].end, match.end() if match.group(1) else 0))
            )
        else:
            scan.take(*match.span())
            found.append(Chip(kind, Name.unknown(typed), *match.span(), known=False))
    return found


def _where(scan: Scan, known: Known, *, whole: bool) -> list[Chip]:
    """The site, organisation or place; ``whole`` names may hold what looks like a day, parts of names may not."""
    hits = [hit for start in starts(scan.left) for hit in known.among("places").at(scan.left, start)]
    if whole:
        hits = [hit for hit in hits if _entire(hit, scan) or " " in scan.left[hit.start : hit.end]]
    if not hits:
        return []
    best = max(hits, key=lambda hit: (hit.end - hit.start, _entire(hit, scan), -hit.start))
    return [_named(scan, "where", best, best.start, best.end)]


def _entire(hit: Hit, scan: Scan) -> bool:
    """Whether the line holds one of the names from its beginning to its end."""
    words = "".join(scan.folded[hit.start : hit.end].split())
    return any(_called(name, words) for name in hit.names)


def _called(name: Name, words: str) -> bool:
    """Do the folded words, without spaces, say one of the names?"""
    return any(words == "".join(Scan(text).folded.split()) for text in (name.label, *name.names))


def _named(scan: Scan, kind: Kind, hit: Hit, start: int, end: int) -> Chip:
    scan.take(start, end)
    chips = [Chip(kind, name, start, end) for name in hit.names]
    return replace(chips[0], others=tuple(chips[1:]))


def _type(scan: Scan) -> list[Chip]:
    """What kind of item it is; the word stays in the title."""
    words = one_of(tuple(sorted(types(), key=lambda word: (-len(word), word))))
    found = [Chip("type", types()[" ".join(match.group().split())], *match.span()) for match in scan.each(words)]
    # "departure from the hotel" and "hotel breakfast" are no nights.
    return sorted(found, key=lambda chip: chip.value == "lodging")[:1]


# -- the title


def _title(scan: Scan, chips: list[Chip]) -> str:
    """The words nobody took. A place among them stays in its place; a place alone leaves the title to its name."""
    where = next((chip for chip in chips if chip.kind == "where"), None)
    pieces = [(start, scan.words(start, end)) for start, end in scan.rest()]
    pieces = [(start, words.strip(_AROUND)) for start, words in pieces]
    pieces = [(start, words) for start, words in pieces if words and not _filler(words)]
    if any(chip.kind == "time" for chip in chips):
        pieces = [(start, words) for start, words in pieces if Scan(words).folded not in _HALVES]
    if where is not None:
        more = _says_more(chips) or not all(_only_type(words) for _, words in pieces)
        pieces = [*pieces, (where.start, scan.words(where.start, where.end))] if pieces and more else []
    return " ".join(words for _, words in sorted(pieces))


def _says_more(chips: list[Chip]) -> bool:
    """``déjeuner Auberge du Lac`` is more than the name of the place; ``visite Asters`` is not."""
    return any(chip.kind == "type" and chip.value != "visit" for chip in chips)


def _only_type(words: str) -> bool:
    return Scan(words).folded in types()


def _filler(words: str) -> bool:
    plain = Scan(words).folded
    return plain in {"a", "de", "du", "le", "la", "les", "at", "the", "on", "in", "from", "to", "et", "and", "chez",
                     "dans", "en", "au", "aux", "des", "of", "for", "pour", "在", "于", "去", "到", "从"}  # fmt: skip
