"""What comes in: read without trust, guessed, previewed, mended in place, applied as one step.

``readers`` make a :class:`sheets.Book` of a file; ``columns`` guess which column is which field of a
:class:`subjects.Subject`; :func:`previewing.preview` makes a :class:`plan.Plan` of it, which the person corrects;
:func:`applying.apply` writes what the plan says. Nothing is written before that, and the plan accounts for every cell.
"""
