"""What is done to records of a list, whatever their kind: made, doubled, deleted, changed together, filled in.

A kind is named as in :mod:`tripplanner.planning.kinds`: ``delegates``, ``sites``, ``organisations``, ``contacts``,
``cases``, ``terms``, ``themes``, ``places``, ``legs``.
Every verb that writes is one undo step when it is called with ``do``.
"""
