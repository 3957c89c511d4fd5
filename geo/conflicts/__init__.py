"""Pairs of claims that may conflict, with the rule that fired: never that one is false."""

from geo.conflicts.pairs import find_conflicts

__all__ = ["find_conflicts"]
