"""English."""

from tripplanner.planning.quickadd.vocabularies import Words

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_HOURS = dict(enumerate(_NUMBERS, 1))
_PAST = {"five past": 5, "ten past": 10, "a quarter past": 15, "quarter past": 15, "twenty past": 20, "half past": 30,
         "twenty to": -20, "a quarter to": -15, "quarter to": -15, "ten to": -10, "five to": -5}  # fmt: skip
_MINUTES = {"o'clock": 0, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "forty-five": 45, "forty five": 45}
_SPOKEN = {
    **{f"at {word}": 60 * hour for hour, word in _HOURS.items()},
    **{f"{past} {said}": 60 * hour + minutes for past, minutes in _PAST.items() for hour, word in _HOURS.items()
       for said in (word, str(hour))},
    **{f"{word} {said}": 60 * hour + minutes for said, minutes in _MINUTES.items() for hour, word in _HOURS.items()},
}  # fmt: skip

WORDS = Words(
    months={
        "january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "april": 4, "apr": 4, "may": 5, "june": 6,
        "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8, "september": 9, "sept": 9, "sep": 9, "october": 10,
        "oct": 10, "november": 11, "nov": 11, "december": 12, "dec": 12,
    },
    weekdays={
        "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
        "mon": 0, "tues": 1, "tue": 1, "weds": 2, "wed": 2, "thurs": 3, "thur": 3, "thu": 3, "fri": 4, "sat": 5,
        "sun": 6,
    },
    loose_weekdays=frozenset({"mon", "wed", "sat", "sun", "fri"}),
    not_after_weekday=("of", "and", "the", "&"),
    day_number=("day", "d"),
    at=("at", "from", "on the", "on", "by"),
    lasting=("for", "lasting", "during"),
    until=("to", "until", "till", "and"),
    up_to=("until", "till"),
    since=("from", "between"),
    coming=("next",),
    after=("after",),
    before=("before",),
    clock={"noon": 720, "midday": 720, "midnight": 0},
    spoken=_SPOKEN,
    halves={"in the morning": 0, "in the afternoon": 720, "in the evening": 720, "at night": 720,
            "am": 0, "a.m.": 0, "pm": 720, "p.m.": 720},
    late=("dinner", "supper", "evening", "tonight"),
    relative={"today": 0, "tomorrow": 1, "the day after tomorrow": 2, "day after tomorrow": 2},
    counted=("room", "rooms", "group", "groups", "page", "pages", "number", "no", "bus", "gate", "phase", "floor",
             "table", "aged", "class", "classes", "chapter"),
    counts=("people", "persons", "guests", "participants", "delegates", "pax", "km", "m", "miles", "years", "days",
            "minutes", "min", "mins", "hours", "seats", "rooms", "euros", "eur", "%", "°"),
    small=frozenset({"of", "the", "and", "a", "at", "in", "on"}),
    lengths={
        "half an hour": 30, "half hour": 30, "an hour and a half": 90, "one hour": 60, "an hour": 60,
        "two hours": 120, "three hours": 180, "a quarter of an hour": 15, "quarter of an hour": 15, "half a day": 240,
    },
    types={
        "breakfast": "meal", "lunch": "meal", "dinner": "meal", "supper": "meal", "picnic": "meal", "meal": "meal",
        "visit": "visit", "tour": "visit", "field trip": "visit", "meeting": "meeting", "workshop": "meeting",
        "talk": "meeting", "lecture": "meeting", "round table": "meeting", "ceremony": "ceremony",
        "signing": "ceremony", "reception": "ceremony", "debriefing": "debrief", "debrief": "debrief",
        "wrap-up": "debrief", "free time": "free_time", "break": "free_time", "rest": "free_time",
        "transfer": "transfer", "drive": "transfer", "coach": "transfer",
        "flight": "transfer",
        "shuttle": "transfer", "arrival": "arrival", "departure": "departure",
        "hotel": "lodging", "lodging": "lodging", "check-in": "lodging",
    },
    vehicles=("coach", "bus", "minibus", "train", "plane", "flight", "boat", "ferry", "shuttle", "taxi", "cable car",
              "walk", "on foot", "bike", "drive", "travel", "transfer"),
    way=("to",),
    idle=frozenset((
        "a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with", "park",
        "nature", "national", "regional", "reserve", "site", "sites", "centre", "center", "house", "museum",
        "lake", "pass", "bridge", "road", "hotel", "station", "town", "visit",
    )),
)  # fmt: skip
