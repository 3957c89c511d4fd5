"""Colours of a briefing by theme: light and dark as on the web map, print in greys alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geo.model import Actor, Scene
from geo.scene import PALETTES

THEMES = ("light", "dark", "print")
_PRINT = {
    "land": "#ffffff", "sea": "#e3e3e3", "left": "#8a8a8a", "right": "#8a8a8a", "tint": "0.0",
    "river": "#3c3c3c", "casing": "#ffffff", "tributary": "#b9b9b9", "border": "#6f6f6f",
    "label": "#1a1a1a", "halo": "#ffffff", "country": "#8d8d8d", "panel": "#ffffff", "ink": "#111111",
    "muted": "#4a4a4a", "left_ink": "#333333", "right_ink": "#333333", "river_ink": "#333333",
}  # fmt: skip
_PAPER = {"light": "#fbfaf6", "dark": "#0b0f13", "print": "#ffffff"}
_GREYS = ("#1f1f1f", "#7d7d7d", "#b8b8b8", "#4e4e4e", "#9b9b9b", "#d2d2d2")


@dataclass(frozen=True, slots=True)
class Theme:
    """`colours` is named as in geo.scene's palettes, with "paper" beside; `actors` maps ids to colours."""

    name: str
    colours: dict[str, str]
    actors: dict[str, str]

    def __getitem__(self, name: str) -> str:
        return self.colours[name]

    def of(self, actor: Actor) -> str:
        return self.actors.get(actor.id, actor.colour)

    def pips(self, actor: Actor) -> int:
        """Dots on a pin's rim: in print they tell the actors apart, up to six, where greys may not."""
        return (
            list(self.actors).index(actor.id) % len(_GREYS) if self.hatched and actor.id in self.actors else 0
        )

    @property
    def hatched(self) -> bool:
        """Banks are told apart by hatching instead of colour."""
        return self.name == "print"


def theme_of(name: str, scene: Scene) -> Theme:
    """The theme with the colours of a scene's actors; in print each has a grey of its own, up to six."""
    colours = {**(_PRINT if name == "print" else PALETTES[name]), "paper": _PAPER[name]}
    actors = _by_weight(scene)
    if name != "print":
        return Theme(name, colours, {actor.id: hex_colour(actor.colour) for actor in actors})
    return Theme(name, colours, {a.id: _GREYS[i % len(_GREYS)] for i, a in enumerate(actors)})


def _by_weight(scene: Scene) -> Sequence[Actor]:
    counts: dict[str, int] = {}
    actors = {pin.actor.id: pin.actor for pin in scene.pins}
    for pin in scene.pins:
        counts[pin.actor.id] = counts.get(pin.actor.id, 0) + len(pin.claims)
    return sorted(actors.values(), key=lambda actor: (-counts[actor.id], actor.name))


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green, blue of "#rrggbb"; a middle grey for what is none."""
    digits = colour[1:]
    try:
        value = int(digits, 16) if len(digits) == 6 and colour[0] == "#" else 0x6B6B6B
    except ValueError:
        value = 0x6B6B6B
    return value >> 16, value >> 8 & 255, value & 255


def hex_colour(colour: str) -> str:
    """A colour that is safe to write into any file: "#rrggbb"."""
    return "#{:02x}{:02x}{:02x}".format(*channels(colour))


def ink_on(colour: str) -> str:
    """Near-black or white, whichever reads better on the colour."""
    red, green, blue = channels(colour)
    return "#1d1d1d" if 0.299 * red + 0.587 * green + 0.114 * blue > 150 else "#ffffff"


def mixed(one: str, other: str, part: float) -> str:
    """`part` of the first colour in the second."""
    pairs = zip(channels(one), channels(other), strict=True)
    return "#{:02x}{:02x}{:02x}".format(*(round(a * part + b * (1 - part)) for a, b in pairs))
