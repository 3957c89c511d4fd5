"""A briefing composed as plain values: pages, numbered pins, the list, legend, scale, caption, alt text.

In: a Scene. Out: a Brief, which the still picture, the slide and the single page read, so that they can't
disagree. Nothing is drawn here and no file is written.
"""

from geo.briefing.compose import compose_brief
from geo.briefing.theme import THEMES
from geo.briefing.values import SHEETS, Brief, Page, Sheet

__all__ = ["SHEETS", "THEMES", "Brief", "Page", "Sheet", "compose_brief"]
