"""What participants are asked, and what they answered.

``questions`` is the content of a form, ``building`` makes it of what a trip is, ``giving`` freezes it as an edition and
``returns`` reads what came back. Answers come in through :mod:`tripplanner.exchange.intake`.
"""
