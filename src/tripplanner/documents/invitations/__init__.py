"""Invitations by mail (iMIP, RFC 6047): a host is asked for one visit, told when it changes, and when it is off."""

from tripplanner.documents.invitations.reading import Invitation, due_invitations

__all__ = ["Invitation", "due_invitations"]
