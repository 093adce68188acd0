"""Invitations by mail (iMIP, RFC 6047): a host is asked for one visit, told when it changes, and when it is off."""

from tripplanner.documents.invitations.preparing import Asked, drop_outdated, prepare_invitations
from tripplanner.documents.invitations.reading import Invitation, due_invitations

__all__ = ["Asked", "Invitation", "drop_outdated", "due_invitations", "prepare_invitations"]
