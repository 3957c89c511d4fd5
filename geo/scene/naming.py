"""The sides as one scene names them, so that map, list, caption and files say the same."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from geo.filters import side_names
from geo.model import Bank, Place, PlacedClaim, Scene


def side_words(scene: Scene) -> Mapping[Bank, str]:
    """Words for each side amid a sentence: "west bank" where the map writes "West bank · right"."""
    plain = side_names(scene.boundary, scene.claims)
    if scene.boundary is not None and scene.boundary.sides is not None:
        return plain  # names that somebody gave keep their capitals
    written = {area.bank: area.label.split(" · ")[0] for area in scene.areas if area.label}
    return {**plain, **{bank: name[:1].lower() + name[1:] for bank, name in written.items()}}


def own_script(place: Place | None) -> str:
    """A place's name in its own script; empty where that is Latin, as its name is, or not known."""
    name = place.local_name if place is not None else ""
    return name if any(sign.isalpha() and "LATIN" not in unicodedata.name(sign, "") for sign in name) else ""


def place_name(item: PlacedClaim) -> str | None:
    """A claim's place as its text spells it, else as the gazetteer does; None without a place."""
    if item.place is None or item.place.place is None:
        return None
    return item.place.mention.text or item.place.place.name
