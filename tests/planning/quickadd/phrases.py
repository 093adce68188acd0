"""What staff type, and what it means: a table to be read by people who know the three languages.

The trip of the table lasts from Monday 14 to Saturday 19 September 2026; Tuesday 15 is today and being looked at.
"""

from __future__ import annotations

from datetime import date, datetime

from tripplanner.planning.quickadd import Known, Name

KNOWN = Known(
    date(2026, 9, 14),
    date(2026, 9, 19),
    date(2026, 9, 15),
    places=(
        Name("site", 1, "Mer de Glace", ("Mer de Glace (Montenvers)", "冰海冰川"), 180),
        Name("site", 2, "Marais de Montfort", ("Montfort Marsh", "蒙福尔沼泽"), 120),
        Name("site", 3, "SILA", ("SILA – eaux du lac d’Annecy",), 90),
        Name("site", 4, "Écloserie de Thonon", ("Thonon hatchery", "托农孵化场")),
        Name("site", 5, "Alpage des Glières", ("Glières alpine pasture",), 150),
        Name("site", 6, "Alpage de Plan Bois", ("Plan Bois pasture",), 60),
        Name("organisation", 1, "Asters", ("Asters – CEN Haute-Savoie", "阿斯特斯")),
        Name("organisation", 2, "OFB", ("Office français de la biodiversité", "法国生物多样性局")),
        Name("place", 1, "Annecy", ("安纳西",)),
        Name("place", 2, "Chamonix", ("霞慕尼",)),
        Name("place", 3, "Genève", ("Geneva", "日内瓦")),
    ),
    people=(
        Name("contact", 1, "Anne Dupont", ("Dupont", "Anne Dupont", "Anne")),
        Name("person", 2, "李娜 LI Na", ("李娜", "LI Na", "Na LI")),
        Name("person", 3, "王伟 WANG Wei", ("王伟", "WANG Wei", "Wei WANG")),
    ),
    themes=(Name("theme", 1, "Eau", ("Water", "水")), Name("theme", 2, "Nature", ("自然",))),
    today=date(2026, 9, 15),
    items=(
        Name("item", 1, "Asters", ("Asters",), None, datetime(2026, 9, 16, 9, 30), datetime(2026, 9, 16, 11, 30)),
        Name("item", 2, "Déjeuner", ("Lunch", "午餐"), None, datetime(2026, 9, 17, 12), datetime(2026, 9, 17, 13, 15)),
    ),
)

#: "<words> accueil" begins at this time on the 15th.
TIMES = """
9h 09:00 | 9 h 09:00 | 09h 09:00 | 9H 09:00 | 9h30 09:30 | 9 h 30 09:30 | 9h05 09:05 | 09:30 09:30 | 9:30 09:30
14h 14:00 | 14h15 14:15 | 14:15 14:15 | 23h59 23:59 | à 0h30 00:30 | 00:15 00:15 | 18 heures 18:00
9 heures 09:00 | à 9h 09:00 | à 9 h 30 09:30 | À 14h 14:00 | vers 10h 10:00 | dès 8h 08:00
à partir de 8h30 08:30 | 9h et demie 09:30 | 9h et quart 09:15 | 10h moins le quart 09:45
9 heures et demie 09:30 | midi 12:00 | à midi 12:00 | minuit 00:00 | à 2h 02:00 | à 3 h 03:00 | 9am 09:00
9 am 09:00 | 9 a.m. 09:00 | 9:30am 09:30 | 9.30 am 09:30 | 2pm 14:00 | 2 pm 14:00 | 2:15 pm 14:15 | 2.15pm 14:15
12pm 12:00 | 12am 00:00 | 12:30 pm 12:30 | 11:45 PM 23:45 | at 9:30 09:30 | at 2pm 14:00 | at noon 12:00
noon 12:00 | midday 12:00 | midnight 00:00 | from 9am 09:00 | 9点 09:00 | 9点半 09:30 | 9点30 09:30
9点30分 09:30 | 9点一刻 09:15 | 9点三刻 09:45 | 十点 10:00 | 十一点半 11:30 | 两点 02:00 | 下午2点 14:00
下午两点 14:00 | 下午2点半 14:30 | 上午9点 09:00 | 早上8点 08:00 | 晚上7点 19:00 | 晚上7点半 19:30
中午12点 12:00 | 中午1点 13:00 | 下午3:15 15:15 | 上午 9:30 09:30 | 傍晚6点 18:00 | 凌晨5点 05:00 | 14：30 14:30
９：３０ 09:30 | ၉:၃၀ 09:30 | ١٤h 14:00 | 14时 14:00 | 14时30分 14:30 | 九点整 09:00 | half past nine 09:30
half past 9 09:30 | at half past nine 09:30 | quarter to ten 09:45 | a quarter past nine 09:15
ten to nine 08:50 | nine thirty 09:30
Nine forty-five 09:45 | nine o’clock 09:00 | at nine 09:00 | half past twelve 12:30 | half past two 14:30
half past two in the morning 02:30 | half past seven in the evening 19:30 | twenty past two pm 14:20
8h du soir 20:00 | 8h du matin 08:00 | 3h de l’après-midi 15:00 | neuf heures et demie 09:30 | à neuf heures 09:00
dix heures trente 10:30 | dix heures moins le quart 09:45 | midi et demi 12:30
"""

#: "accueil <words>" lasts from … to ….
RANGES = """
9h-11h 09:00 11:00 | 9h–11h 09:00 11:00 | 9h - 11h 09:00 11:00 | 9-11h 09:00 11:00 | 14h-16h30 14:00 16:30
14h30-16h 14:30 16:00 | 9h30–10h15 09:30 10:15 | de 9h à 11h 09:00 11:00 | de 9 h à 11 h 30 09:00 11:30
9h à 11h 09:00 11:00 | entre 9h et 11h 09:00 11:00 | de 9 à 11h 09:00 11:00 | de 9h30 jusqu’à 12h 09:30 12:00
09:30-11:00 09:30 11:00 | 09:30 – 11:00 09:30 11:00 | 9:30~11:00 09:30 11:00 | 9:30 to 11:00 09:30 11:00
from 9:30 to 11:00 09:30 11:00 | 2-4pm 14:00 16:00 | 2–4 pm 14:00 16:00 | 2pm-4pm 14:00 16:00
10am-2pm 10:00 14:00 | 11-1pm 11:00 13:00 | 9:30am to noon 09:30 | from 2pm until 4:30pm 14:00 16:30
between 9am and 11am 09:00 11:00 | 9am till 11am 09:00 11:00 | 9点到11点 09:00 11:00 | 9点至11点半 09:00 11:30
从9点到11点 09:00 11:00 | 下午2点到4点 14:00 16:00 | 下午2点半至5点 14:30 17:00 | 上午9点-11点 09:00 11:00
9点30分～11点 09:30 11:00 | 14:00至15:30 14:00 15:30 | 14:00—15:30 14:00 15:30 | 22h-1h 22:00 01:00
9-11 09:00 11:00 | 9 – 11 09:00 11:00 | 14-16 14:00 16:00 | 2-4 14:00 16:00 | 11-1 11:00 13:00
from 9 to 11 09:00 11:00 | de 9 à 11 09:00 11:00 | 9到11 09:00 11:00 | 9h30 > 11h 09:30 11:00 | 三-9pm 15:00 21:00
noon-2pm 12:00 14:00
midi-14h 12:00 14:00 | 9h-midi 09:00 12:00 | 9:30am–11 09:30 11:00 | 9am-1 09:00 13:00 | 9h-11 09:00 11:00
08h30/10h00 08:30 10:00 | jusqu’à 16h 15:00 16:00 | until 4pm 15:00 16:00 | 14h jusqu’à 16h 14:00 16:00
from half past nine until quarter to eleven 09:30 10:45 | nine o’clock to eleven o’clock 09:00 11:00
23:30-00:30 23:30 00:30 | 晚上7点到9点 19:00 21:00 | 十点到十二点 10:00 12:00
"""

#: "14h accueil <words>" lasts so many minutes.
LENGTHS = """
2h 120 | 2 h 120 | 1h15 75 | 1 h 15 75 | 1h30 90 | 0h45 45 | 45 min 45 | 45min 45 | 45 mn 45 | 45' 45
90 minutes 90 | 1 h 15 min 75 | 1h05min 65 | 2 heures 120 | une heure 60 | une heure et demie 90
une demi-heure 30 | demi-heure 30 | un quart d’heure 15 | trois quarts d’heure 45 | pendant 2h 120
pendant 1h30 90 | durée 1h 60 | 1,5 h 90 | 2,5 heures 150 | 2 hours 120 | 2hrs 120 | 1 hour 60 | 1.5 hours 90
2.5h 150 | half an hour 30 | an hour 60 | an hour and a half 90 | one hour 60 | 20 mins 20 | for 2 hours 120
for 45 min 45 | for 1h30 90 | 2小时 120 | 两小时 120 | 2个小时 120 | 1个半小时 90 | 一个半小时 90 | 半小时 30
半个小时 30 | 90分钟 90 | 1小时30分 90 | 1小时30分钟 90 | 一小时 60 | 三小时 180 | 1.5小时 90 | 一刻钟 15
三刻钟 45 | 历时2小时 120 | 用时45分钟 45 | 十五分钟 15
"""

#: "<words> 10:00 accueil" is on this day of September 2026 (or month-day); a "/" parts several readings.
DAYS = """
mardi prochain 22/15 | mercredi prochain 16/23 | next Friday 18/25 | 下周三 23/16 | 下个周五 25/18
lun 14 | lun. 14 | lundi 14 | Lundi 14 | mar. 15 | mardi 15 | mer 16 | mer. 16 | mercredi 16 | jeu 17 | jeudi 17
ven 18 | ven. 18 | vendredi 18 | sam 19 | samedi 19 | dimanche 20 | Mon 14 | Monday 14 | Tue 15 | Tues 15
Tuesday 15 | Wed 16 | wednesday 16 | Thu 17 | Thur 17 | Thursday 17 | Fri 18 | Friday 18 | Sat 19 | Saturday 19
Sunday 20 | on Friday 18 | 周一 14 | 周二 15 | 周三 16 | 周四 17 | 周五 18 | 周六 19 | 周日 20 | 周天 20
星期一 14 | 星期三 16 | 星期六 19 | 星期日 20 | 礼拜五 18 | 16/9 16 | 16/09 16 | 16/9/2026 16 | 16/09/26 16
16.9.2026 16 | 2026-09-16 16 | 2026/9/16 16 | 9/16 16 | 16 sept 16 | 16 sept. 16 | 16 septembre 16
le 16 septembre 16 | 16 septembre 2026 16 | 16 Sept 16 | Sept 16 16 | September 16 16 | September 16th 16
16th September 16 | the 16th of September 16 | 16 September 2026 16 | the 16th 16 | le 16 16 | 9月16日 16
9月16号 16 | 2026年9月16日 16 | 16日 16 | 16号 16 | mer 16/9 16 | mer. 16 sept. 16 | mercredi 16 septembre 16
mercredi 16 septembre 2026 16 | Wed 16 Sept 16 | 9月16日周三 16 | 周三 9月16日 16 | jour 3 16 | J3 16 | j3 16
day 3 16 | Day 1 14 | D2 15 | 第3天 16 | 第三天 16 | 第一天 14 | 第六天 19 | jour 6 19 | 1er octobre 10-01
demain 16 | Demain 16 | après-demain 17 | aujourd’hui 15 | today 15 | tomorrow 16 | the day after tomorrow 17
今天 15 | 明天 16 | 后天 17 | 15-9 15 | 9-18 18
9/10 10-09/09-10 | 10/9 09-10/10-09 | 4/10 10-04/04-10 | mer 17/9 09-17/09-16 | 30 août 08-30 | 1 Oct 10-01
"""

#: Whole lines: what must come out of them. Absent: the day looked at, no start, an hour, a meeting, nothing else.
WHOLE: tuple[tuple[str, dict[str, object]], ...] = (
    ("1h30 Asters 9h", {"start": "15 09:00", "minutes": 90, "where": "Asters"}),
    ("1 heure et demie accueil", {"minutes": 90, "title": "accueil"}),
    ("9h-2 groupes", {"start": "15 09:00", "title": "2 groupes"}),
    ("mer 9h30 Asters Annecy 2h", {"start": "16 09:30", "minutes": 120, "where": "Asters", "title": "Asters Annecy"}),
    (
        "16/9 14h-16h30 SILA @Dupont #eau",
        {
            "start": "16 14:00",
            "minutes": 150,
            "type": "visit",
            "where": "SILA",
            "people": ["Anne Dupont"],
            "themes": ["Eau"],
        },
    ),
    ("9月16日 9:30 冰海 2小时", {"start": "16 09:30", "minutes": 120, "type": "visit", "where": "Mer de Glace"}),
    (
        "après Asters: déjeuner 1h15",
        {"day": 16, "start": "16 11:30", "minutes": 75, "type": "meal", "title": "déjeuner"},
    ),
    ("+car Annecy → Chamonix", {"type": "transfer", "way": ("Annecy", "Chamonix")}),
    (
        "mer +car 8h Annecy → Chamonix 1h30",
        {"start": "16 08:00", "minutes": 90, "type": "transfer", "way": ("Annecy", "Chamonix")},
    ),
    (
        "8h +bus Genève -> Annecy 45 min",
        {"start": "15 08:00", "minutes": 45, "type": "transfer", "way": ("Genève", "Annecy")},
    ),
    ("+大巴 安纳西→霞慕尼 9:00", {"start": "15 09:00", "type": "transfer", "way": ("Annecy", "Chamonix")}),
    ("Geneva → Annecy 10am", {"start": "15 10:00", "type": "transfer", "way": ("Genève", "Annecy")}),
    (
        "+train Lyon → Annecy 7h 2h",
        {"start": "15 07:00", "minutes": 120, "type": "transfer", "way": ("Lyon", "Annecy")},
    ),
    ("+car 8h", {"start": "15 08:00", "type": "transfer"}),
    (
        "jeu 14h Mer de Glace +trajet",
        {"start": "17 14:00", "minutes": 180, "type": "visit", "where": "Mer de Glace", "travel": True},
    ),
    (
        "周四 14:00 冰海冰川 +车",
        {"start": "17 14:00", "minutes": 180, "type": "visit", "where": "Mer de Glace", "travel": True},
    ),
    ("Mer de Glace", {"minutes": 180, "type": "visit", "where": "Mer de Glace"}),
    ("mer de glace 9h", {"start": "15 09:00", "minutes": 180, "type": "visit", "where": "Mer de Glace"}),
    ("mer 9h mer de glace", {"start": "16 09:00", "minutes": 180, "type": "visit", "where": "Mer de Glace"}),
    ("Mer de Glace mer", {"day": 16, "minutes": 180, "type": "visit", "where": "Mer de Glace"}),
    ("la mer du Nord 9h", {"start": "15 09:00", "title": "la mer du Nord"}),
    ("visite Mer de Glace 10h", {"start": "15 10:00", "minutes": 180, "type": "visit", "where": "Mer de Glace"}),
    (
        "10h visite de la Mer de Glace",
        {
            "start": "15 10:00",
            "minutes": 180,
            "type": "visit",
            "where": "Mer de Glace",
            "title": "visite de la Mer de Glace",
        },
    ),
    (
        "glacier mer glace 9h",
        {"start": "15 09:00", "minutes": 180, "type": "visit", "where": "Mer de Glace", "title": "glacier mer glace"},
    ),
    ("alpage plan bois 9h", {"start": "15 09:00", "minutes": 60, "type": "visit", "where": "Alpage de Plan Bois"}),
    ("9-18 accueil", {"start": "15 09:00", "minutes": 540, "title": "accueil", "choices": 2}),
    ("mer 9-11 Asters", {"start": "16 09:00", "minutes": 120, "where": "Asters"}),
    ("2-4 accueil", {"start": "15 14:00", "minutes": 120, "title": "accueil", "choices": 2}),
    ("9-11 personnes 14h", {"start": "15 14:00", "title": "9-11 personnes"}),
    ("14h accueil salle 9-11", {"start": "15 14:00", "title": "accueil salle 9-11"}),
    ("demain 9-11 SILA", {"start": "16 09:00", "minutes": 120, "type": "visit", "where": "SILA"}),
    ("half past seven dinner", {"start": "15 19:30", "type": "meal", "title": "dinner", "choices": 2}),
    ("trajet Annecy Chamonix", {"type": "transfer", "way": ("Annecy", "Chamonix")}),
    (
        "trajet Annecy Chamonix demain 8h 1h30",
        {"start": "16 08:00", "minutes": 90, "type": "transfer", "way": ("Annecy", "Chamonix")},
    ),
    ("coach Geneva Annecy 8am", {"start": "15 08:00", "type": "transfer", "way": ("Genève", "Annecy")}),
    ("大巴 安纳西 霞慕尼 明天9:00", {"start": "16 09:00", "type": "transfer", "way": ("Annecy", "Chamonix")}),
    (
        "bus scolaire Annecy Chamonix 8h",
        {"start": "15 08:00", "where": "Chamonix", "title": "bus scolaire Annecy Chamonix"},
    ),
    ("ecloserie 10h", {"start": "15 10:00", "type": "visit", "where": "Écloserie de Thonon"}),
    ("Thonon 10h", {"start": "15 10:00", "type": "visit", "where": "Écloserie de Thonon"}),
    ("孵化场 10点", {"start": "15 10:00", "type": "visit", "where": "Écloserie de Thonon"}),
    ("Alpage 9h", {"start": "15 09:00", "minutes": 150, "type": "visit", "where": "Alpage des Glières", "choices": 2}),
    ("alpage des glieres 9h 1h", {"start": "15 09:00", "minutes": 60, "type": "visit", "where": "Alpage des Glières"}),
    ("ALPAGE DE PLAN BOIS 9H", {"start": "15 09:00", "minutes": 60, "type": "visit", "where": "Alpage de Plan Bois"}),
    ("OFB mardi 15h", {"start": "15 15:00", "where": "OFB"}),
    ("法国生物多样性局 周二下午3点", {"start": "15 15:00", "where": "OFB"}),
    ("biodiversité 15h", {"start": "15 15:00", "title": "biodiversité"}),
    ("Asters 2h", {"minutes": 120, "where": "Asters", "choices": 2}),
    ("Asters 3h30", {"minutes": 210, "where": "Asters", "choices": 2}),
    ("Asters 14h", {"start": "15 14:00", "where": "Asters"}),
    ("déjeuner midi", {"start": "15 12:00", "type": "meal", "title": "déjeuner"}),
    ("lundi midi déjeuner 1h", {"start": "14 12:00", "type": "meal", "title": "déjeuner"}),
    ("dîner 19h30", {"start": "15 19:30", "type": "meal", "title": "dîner"}),
    ("Dîner officiel ven 19h 2h30", {"start": "18 19:00", "minutes": 150, "type": "meal", "title": "Dîner officiel"}),
    ("petit-déjeuner 7h30 45 min", {"start": "15 07:30", "minutes": 45, "type": "meal", "title": "petit-déjeuner"}),
    ("12h30 déjeuner Annecy", {"start": "15 12:30", "type": "meal", "where": "Annecy", "title": "déjeuner Annecy"}),
    ("lunch 12:30 1 hour", {"start": "15 12:30", "type": "meal", "title": "lunch"}),
    ("Wed 2-4pm meeting with the mayor", {"start": "16 14:00", "minutes": 120, "title": "meeting with the mayor"}),
    (
        "Friday 9am debriefing half an hour",
        {"start": "18 09:00", "minutes": 30, "type": "debrief", "title": "debriefing"},
    ),
    ("débriefing sam 17h 45min", {"start": "19 17:00", "minutes": 45, "type": "debrief", "title": "débriefing"}),
    ("cérémonie de signature 11h", {"start": "15 11:00", "type": "ceremony", "title": "cérémonie de signature"}),
    ("signing ceremony Fri 11am", {"start": "18 11:00", "type": "ceremony", "title": "signing ceremony"}),
    ("temps libre 16h-18h", {"start": "15 16:00", "minutes": 120, "type": "free_time", "title": "temps libre"}),
    ("free time 4-6pm", {"start": "15 16:00", "minutes": 120, "type": "free_time", "title": "free time"}),
    ("pause 10h30 15 min", {"start": "15 10:30", "minutes": 15, "type": "free_time", "title": "pause"}),
    ("茶歇 10:30 15分钟", {"start": "15 10:30", "minutes": 15, "type": "free_time", "title": "茶歇"}),
    (
        "周三下午2点到4点参观蒙福尔沼泽",
        {"start": "16 14:00", "minutes": 120, "type": "visit", "where": "Marais de Montfort"},
    ),
    ("9月17日上午9点半座谈一个半小时", {"start": "17 09:30", "minutes": 90, "title": "座谈"}),
    ("16号 晚上7点 晚宴 @王伟", {"start": "16 19:00", "type": "meal", "title": "晚宴", "people": ["王伟 WANG Wei"]}),
    (
        "第二天 14:00-15:30 会议 @李娜 #水",
        {"start": "15 14:00", "minutes": 90, "title": "会议", "people": ["李娜 LI Na"], "themes": ["Eau"]},
    ),
    ("午餐之后 参观SILA", {"day": 17, "start": "17 13:15", "minutes": 90, "type": "visit", "where": "SILA"}),
    ("Asters之后 午餐 1小时", {"day": 16, "start": "16 11:30", "type": "meal", "title": "午餐"}),
    ("午餐前 会见 30分钟", {"day": 17, "start": "17 11:30", "minutes": 30, "title": "会见"}),
    ("after lunch: coffee 20 min", {"day": 17, "start": "17 13:15", "minutes": 20, "title": "coffee"}),
    ("after Asters, SILA", {"day": 16, "start": "16 11:30", "minutes": 90, "type": "visit", "where": "SILA"}),
    ("avant Asters : café 30 min", {"day": 16, "start": "16 09:00", "minutes": 30, "title": "café"}),
    ("before Asters: coffee 15 min", {"day": 16, "start": "16 09:15", "minutes": 15, "title": "coffee"}),
    ("après la pluie 10h", {"start": "15 10:00", "title": "après la pluie"}),
    ("@Dupont 9h", {"start": "15 09:00", "people": ["Anne Dupont"]}),
    ('9h accueil @"Anne Dupont"', {"start": "15 09:00", "title": "accueil", "people": ["Anne Dupont"]}),
    ("9h accueil @Anne Dupont", {"start": "15 09:00", "title": "accueil", "people": ["Anne Dupont"]}),
    (
        "9h accueil @LI Na @WANG Wei",
        {"start": "15 09:00", "title": "accueil", "people": ["李娜 LI Na", "王伟 WANG Wei"]},
    ),
    ("9h accueil @Durand", {"start": "15 09:00", "title": "accueil", "people": ["Durand"]}),
    ("9h accueil #nature #eau", {"start": "15 09:00", "title": "accueil", "themes": ["Nature", "Eau"]}),
    ("9h accueil #neige", {"start": "15 09:00", "title": "accueil", "themes": ["neige"]}),
    ("9h accueil #water", {"start": "15 09:00", "title": "accueil", "themes": ["Eau"]}),
    ("10h-12h et 14h-16h atelier", {"start": "15 10:00", "minutes": 120, "title": "et 14h-16h atelier"}),
    ("25h machin", {"title": "25h machin"}),
    ("9h75 machin", {"title": "9h75 machin"}),
    ("31/2 9h x", {"start": "15 09:00", "title": "31/2 x"}),
    ("32 septembre 9h", {"start": "15 09:00", "title": "32 septembre"}),
    ("bonjour", {"title": "bonjour"}),
    ("你好", {"title": "你好"}),
    ("", {}),
    ("   ", {}),
    ("réunion", {"title": "réunion"}),
    ("café ☕ 10h", {"start": "15 10:00", "title": "café ☕"}),
    ('9h "déjeuner de 14h à midi"', {"start": "15 09:00", "title": "déjeuner de 14h à midi"}),
    ("9h « Mer de Glace »", {"start": "15 09:00", "title": "Mer de Glace"}),
    (
        "mercredi 16 septembre 2026 à 9 h 30 réunion pendant 1 h 30",
        {"start": "16 09:30", "minutes": 90, "title": "réunion"},
    ),
    ("Réunion OFB/Asters 9h", {"start": "15 09:00", "where": "Asters", "title": "Réunion OFB Asters"}),
    ("le 17 à 9h Montfort", {"start": "17 09:00", "minutes": 120, "type": "visit", "where": "Marais de Montfort"}),
    ("from 9 to 11am Montfort", {"start": "15 09:00", "minutes": 120, "type": "visit", "where": "Marais de Montfort"}),
    (
        "Montfort Marsh, Thu 17 Sept, 9:30am, 2 hours",
        {"start": "17 09:30", "minutes": 120, "type": "visit", "where": "Marais de Montfort"},
    ),
    ("arrivée Genève 14h20", {"start": "15 14:20", "type": "arrival", "where": "Genève", "title": "arrivée Genève"}),
    ("départ samedi 7h", {"start": "19 07:00", "type": "departure", "title": "départ"}),
    ("J1 14h accueil", {"start": "14 14:00", "title": "accueil"}),
    ("hôtel 21h", {"start": "15 21:00", "type": "lodging", "title": "hôtel"}),
    ("9h - accueil", {"start": "15 09:00", "title": "accueil"}),
    ("9h, accueil, 30 min", {"start": "15 09:00", "minutes": 30, "title": "accueil"}),
    ("20 personnes 9h", {"start": "15 09:00", "title": "20 personnes"}),
    ("groupe 2 9h", {"start": "15 09:00", "title": "groupe 2"}),
    ("mardi 15 à 14h30 visite SILA", {"start": "15 14:30", "minutes": 90, "type": "visit", "where": "SILA"}),
    ("ven. 18 : 9h–11h30 table ronde", {"start": "18 09:00", "minutes": 150, "title": "table ronde"}),
    ("Wed 16 9:30am workshop", {"start": "16 09:30", "title": "workshop"}),
    ("mer 15 à 17h atelier", {"start": "16 15:00", "minutes": 120, "title": "atelier"}),
    ("mer 16 à 17h atelier", {"start": "16 17:00", "title": "atelier"}),
    ("jeudi matin 9h accueil", {"start": "17 09:00", "title": "accueil"}),
    ("jeudi après-midi 14h accueil", {"start": "17 14:00", "title": "accueil"}),
    ("Friday morning 9am workshop", {"start": "18 09:00", "title": "workshop"}),
    ("mercredi soir dîner", {"day": 16, "type": "meal", "title": "soir dîner"}),
    ("visite 2h de SILA à 9h", {"start": "15 09:00", "minutes": 120, "type": "visit", "where": "SILA"}),
    ("14h accueil à 16h", {"start": "15 14:00", "minutes": 120, "title": "accueil"}),
    ("lunch at 12.30 for an hour", {"start": "15 12:30", "type": "meal", "title": "lunch"}),
    ("car de Annecy à Chamonix jeu 8h", {"start": "17 08:00", "type": "transfer", "way": ("Annecy", "Chamonix")}),
    ("8am coach from Geneva to Annecy", {"start": "15 08:00", "type": "transfer", "way": ("Genève", "Annecy")}),
    ("从安纳西到霞慕尼 周三 8:00", {"start": "16 08:00", "type": "transfer", "way": ("Annecy", "Chamonix")}),
    ("vol 14h05", {"start": "15 14:05", "type": "transfer", "title": "vol"}),
    ("早上八点从酒店出发", {"start": "15 08:00", "type": "departure", "title": "从酒店出发"}),
    ("petit-déjeuner à l’hôtel 7h30", {"start": "15 07:30", "type": "meal", "title": "petit-déjeuner à l’hôtel"}),
    ("hotel breakfast 7:30", {"start": "15 07:30", "type": "meal", "title": "hotel breakfast"}),
    ("9月17日（周四）9:00—11:30 研讨会", {"start": "17 09:00", "minutes": 150, "title": "研讨会"}),
    ("午休 12:30 到 13:30", {"start": "15 12:30", "type": "free_time", "title": "午休"}),
)
