"""Pairs of claims that may conflict, with the rule that fired: never that one is false."""

from geo.conflicts.pairs import find_conflicts
from geo.conflicts.repeats import find_repeats, mark_repeats

__all__ = ["find_conflicts", "find_repeats", "mark_repeats"]
