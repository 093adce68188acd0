"""Mail that leaves: built from what was reviewed, given to a server one by one, or written for another program."""

from tripplanner.exchange.mailing.building import build
from tripplanner.exchange.mailing.eml import write_eml
from tripplanner.exchange.mailing.sending import Report, send, to_myself

__all__ = ["Report", "build", "send", "to_myself", "write_eml"]
