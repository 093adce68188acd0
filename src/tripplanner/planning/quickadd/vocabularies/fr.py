"""French."""

from tripplanner.planning.quickadd.vocabularies import Words

_HOURS = dict(enumerate(["six", "sept", "huit", "neuf", "dix", "onze", "douze"], 6))
_PARTS = {"": 0, " et demie": 30, " et quart": 15, " trente": 30, " quinze": 15, " quarante-cinq": 45}
_SPOKEN = {f"{word} heures{part}": 60 * hour + minutes for hour, word in _HOURS.items()
           for part, minutes in _PARTS.items()}  # fmt: skip
_BEFORE = {f"{word} heures moins le quart": 60 * hour - 15 for hour, word in _HOURS.items()}

WORDS = Words(
    months={
        "janvier": 1, "janv": 1, "jan": 1, "fevrier": 2, "fevr": 2, "fev": 2, "mars": 3, "avril": 4, "avr": 4,
        "mai": 5, "juin": 6, "juillet": 7, "juil": 7, "aout": 8, "septembre": 9, "sept": 9, "octobre": 10,
        "oct": 10, "novembre": 11, "nov": 11, "decembre": 12, "dec": 12,
    },
    weekdays={
        "lundi": 0, "mardi": 1, "mercredi": 2, "jeudi": 3, "vendredi": 4, "samedi": 5, "dimanche": 6,
        "lun": 0, "mar": 1, "mer": 2, "jeu": 3, "ven": 4, "sam": 5, "dim": 6,
    },
    loose_weekdays=frozenset({"lun", "mar", "mer", "jeu", "ven", "sam", "dim"}),
    not_after_weekday=("de", "du", "des", "d'", "la", "le", "et", "a"),
    day_number=("jour", "j"),
    at=("a partir de", "des", "vers", "a", "le"),
    lasting=("pendant", "duree", "durant", "pour"),
    until=("jusqu'a", "jusque", "a", "et"),
    up_to=("jusqu'a", "jusque"),
    since=("de", "entre", "des"),
    coming_behind=("prochain",),
    after=("apres",),
    before=("avant",),
    clock={"midi": 720, "minuit": 0, "midi et demi": 750, "midi et quart": 735, **_SPOKEN, **_BEFORE},
    halves={"du matin": 0, "de l'apres-midi": 720, "du soir": 720},
    late=("diner", "soir", "soiree"),
    relative={"aujourd'hui": 0, "demain": 1, "apres-demain": 2, "apres demain": 2},
    counted=("salle", "salles", "groupe", "groupes", "page", "pages", "numero", "no", "bus", "porte", "phase", "etage",
             "table", "lot", "lots", "article", "articles", "classe", "classes", "chapitre"),
    counts=("personnes", "pers", "invites", "participants", "delegues", "places", "km", "m", "ans", "jours", "minutes",
            "min", "mn", "heures", "euros", "chambres", "%", "°"),
    small=frozenset({"de", "du", "des", "d", "la", "le", "les", "l", "a", "au", "aux", "et", "en", "sur"}),
    lengths={
        "une heure et demie": 90, "1 heure et demie": 90, "1 heure et quart": 75,
        "deux heures": 120, "trois heures": 180, "une demi-heure": 30, "demi-heure": 30,
        "une heure": 60, "un quart d'heure": 15, "quart d'heure": 15, "trois quarts d'heure": 45,
        "une demi-journee": 240, "demi-journee": 240,
    },
    types={
        "petit-dejeuner": "meal", "petit dejeuner": "meal", "dejeuner": "meal", "diner": "meal", "repas": "meal",
        "pique-nique": "meal", "gouter": "meal", "buffet": "meal", "visite": "visit", "sortie": "visit",
        "reunion": "meeting", "rencontre": "meeting", "entretien": "meeting", "atelier": "meeting",
        "conference": "meeting", "table ronde": "meeting", "ceremonie": "ceremony", "signature": "ceremony",
        "reception": "ceremony", "debriefing": "debrief", "debrief": "debrief", "bilan": "debrief",
        "temps libre": "free_time", "pause": "free_time", "repos": "free_time", "trajet": "transfer",
        "transfert": "transfer", "navette": "transfer",
        "vol": "transfer", "arrivee": "arrival", "depart": "departure", "hotel": "lodging", "nuit": "lodging",
        "hebergement": "lodging",
    },
    vehicles=("car", "autocar", "bus", "minibus", "train", "tgv", "avion", "vol", "bateau", "navette", "taxi",
              "voiture", "telepherique", "a pied", "marche", "velo", "trajet", "transfert", "route"),
    way=("vers",),
    idle=frozenset((
        "a", "au", "aux", "avec", "ce", "chez", "dans", "de", "des", "du", "en", "et", "l", "la", "le", "les",
        "ou", "par", "pour", "sur", "un", "une", "parc", "nature", "naturel", "naturelle", "reserve",
        "national", "regional", "site", "sites", "centre", "maison", "musee", "lac", "col", "pont", "route",
        "hotel", "gare", "ville", "visite", "d",
    )),
)  # fmt: skip
