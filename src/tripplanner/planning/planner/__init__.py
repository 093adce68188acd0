"""Proposes a programme: which of the chosen sites on which day, from lodging to lodging.

``problem`` is what is asked, ``plan`` an answer with its score, ``routing`` the best order of one day, ``search``
the engine, ``reasons`` why a site is left out; all of it is pure. ``reading`` makes a problem of a trip,
``events`` turn a plan into programme items, ``comparing`` lays it beside the present programme and ``taking``
writes it. ``rain`` swaps a day's outdoor items for their fallbacks. The formulas are in ``docs/planner.md``.
"""
