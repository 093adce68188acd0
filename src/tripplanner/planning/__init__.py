"""Verbs, frozen rows and pure rules of study trips."""
