"""What is still to verify, in words: marks are kept in English, the common ones are said in every language."""

from __future__ import annotations

from collections.abc import Mapping

from tripplanner.i18n import Message, msg

_KNOWN: Mapping[str, Message] = {
    "all figures": msg("all figures"),
    "as-built design": msg("as-built design"),
    "budget": msg("budget"),
    "Chinese name": msg("Chinese name"),
    "city": msg("city"),
    "coordinates": msg("coordinates"),
    "coordinates of meeting point": msg("coordinates of meeting point"),
    "crossing built or not, operator data": msg("crossing built or not, operator data"),
    "date of the Chinese visit": msg("date of the Chinese visit"),
    "date of the cooperation agreement": msg("date of the cooperation agreement"),
    "end date": msg("end date"),
    "estimate": msg("estimate"),
    "exact coordinates": msg("exact coordinates"),
    "exact stop and host unit": msg("exact stop and host unit"),
    "exact visit plot": msg("exact visit plot"),
    "extent of local opposition": msg("extent of local opposition"),
    "final dam height": msg("final dam height"),
    "final results": msg("final results"),
    "founding status": msg("founding status"),
    "French long name": msg("French long name"),
    "garden opening dates": msg("garden opening dates"),
    "governance of the station": msg("governance of the station"),
    "latest OFB count": msg("latest OFB count"),
    "legal seat": msg("legal seat"),
    "lift timetable": msg("lift timetable"),
    "manager": msg("manager"),
    "manager name": msg("manager name"),
    "name of the department": msg("name of the department"),
    "official Chinese name": msg("official Chinese name"),
    "opening dates": msg("opening dates"),
    "opening months": msg("opening months"),
    "park area": msg("park area"),
    "perimeter": msg("perimeter"),
    "project dates": msg("project dates"),
    "railway opening dates": msg("railway opening dates"),
    "results": msg("results"),
    "river length reopened": msg("river length reopened"),
    "road width limit": msg("road width limit"),
    "seat": msg("seat"),
    "shuttle rules": msg("shuttle rules"),
    "travel time": msg("travel time"),
    "tree-line claim": msg("tree-line claim"),
    "viewpoint and group size with ATMB": msg("viewpoint and group size with ATMB"),
    "visit conditions": msg("visit conditions"),
    "visit policy": msg("visit policy"),
    "visitable structure to agree": msg("visitable structure to agree"),
    "website": msg("website"),
    "which establishment": msg("which establishment"),
    "year of the Indian visit": msg("year of the Indian visit"),
    "year of the Slovak green bridge": msg("year of the Slovak green bridge"),
}


def doubt(what: str) -> Message:
    """A mark as a message; one that a person wrote in their own words is said as they wrote it."""
    return _KNOWN.get(what) or Message("{text}", {"text": what})
