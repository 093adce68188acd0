"""Where a database may lie: what to say of a folder that is synchronised or on another machine."""

from __future__ import annotations

from pathlib import Path

from tripplanner.i18n import Message, msg


def warning(location: str) -> Message | None:
    """Why ``location`` is a bad place for a database file, or None; an address of a server is a good one."""
    if "://" in location or not location.strip():
        return None
    from tripplanner.store.hazards import cloud_folder, on_network

    place = Path(location).expanduser().absolute()
    if on_network(place):
        return msg("This folder is on another machine: files there can be damaged when the network drops.")
    if cloud_folder(place) is not None:
        return msg("This folder is synchronised by a cloud service, which can damage a database that is being written.")
    return None
