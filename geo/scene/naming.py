"""The sides as one scene names them, so that map, list, caption and files say the same."""

from __future__ import annotations

from collections.abc import Mapping

from geo.filters import side_names
from geo.model import Bank, Scene


def side_words(scene: Scene) -> Mapping[Bank, str]:
    """Words for each side amid a sentence: "west bank" where the map writes "West bank · right"."""
    plain = side_names(scene.boundary, scene.claims)
    if scene.boundary is not None and scene.boundary.sides is not None:
        return plain  # names that somebody gave keep their capitals
    written = {area.bank: area.label.split(" · ")[0] for area in scene.areas if area.label}
    return {**plain, **{bank: name[:1].lower() + name[1:] for bank, name in written.items()}}
