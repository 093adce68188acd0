"""What a trip taught, drafted from what was noted: statements in blocks, each with the records it rests on.

:mod:`reading` takes the evidence from the database, :mod:`drafting` makes drafts of it and knows no database,
:mod:`blocks` has what a person does to them, :mod:`sheet` what they see.
"""
