"""What a picture shows, as plain values: pins, bank areas, legend, bounds, credits.

In: placed claims and the river that divides them. Out: one Scene, which the web map, the still picture,
the slide and the single page all read, so that they can't disagree. Nothing is drawn here.
"""

from geo.scene.compose import UNSURE, actor_of, between_banks, compose_scene, widened
from geo.scene.credits import map_credits
from geo.scene.naming import own_script, place_name, side_words
from geo.scene.palette import PALETTES

__all__ = [
    "PALETTES",
    "UNSURE",
    "actor_of",
    "between_banks",
    "compose_scene",
    "map_credits",
    "own_script",
    "place_name",
    "side_words",
    "widened",
]
