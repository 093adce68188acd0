"""tripplanner: study trips, their programmes, their documents and what was learnt."""

__version__ = "0.1.0"
