"""Writing sites of the library."""

from __future__ import annotations

from sqlalchemy.orm import Session

from tripplanner.exchange.intake import linked, wording
from tripplanner.exchange.intake.subjects import Held, Target, Values
from tripplanner.exchange.intake.subjects.sites import COLUMNS, TEXTS
from tripplanner.exchange.intake.writing import identity, new, put
from tripplanner.model.sites import Site, SiteTheme
from tripplanner.planning.shelving.making import next_code


class SiteWriter:
    """Writes sites."""

    def __init__(self, session: Session, target: Target) -> None:
        self._session = session
        self._themes = linked.themes(session)

    def write(self, record: Held | None, changes: Values, values: Values) -> Site:
        """Gives a site (a new one: ``None``) these changes."""
        found = self._session.get_one(Site, record.id) if record is not None else self._new(values)
        put(found, COLUMNS, changes)
        wording.put_words(found, TEXTS, changes)
        if "themes" in changes:
            self._show(found, [self._themes.find(name) for name in changes["themes"]])
        if record is None:
            found.code = found.code or next_code(self._session, Site)
            self._session.add(found)
        return found

    def _new(self, values: Values) -> Site:
        return new(Site, **identity(self._session, Site, values))

    def _show(self, site: Site, themes: list[int | None]) -> None:
        """Links the themes, in their order."""
        links = {link.theme_id: link for link in site.theme_links}
        wanted = [id for id in dict.fromkeys(themes) if id is not None]
        site.theme_links = [links.get(id) or new(SiteTheme, theme_id=id) for id in wanted]
        for position, link in enumerate(site.theme_links):
            link.position = position
