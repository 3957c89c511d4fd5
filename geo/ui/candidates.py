"""What else a name may mean: the candidates on the card, each a click away, and the way back.

In: resolutions of the claim on the card. Out: nodes for geo.ui.leaf; what a click asks for.
A click sends words that are believed only where they name something that was on offer.
"""

from __future__ import annotations

from collections.abc import Sequence

from geo.gazetteer import load_gazetteer
from geo.model import Link, Place, PlaceCorrection, PlacedClaim, Resolution
from geo.ui import words
from geo.ui.leaf import Node, data_text, node

SENT = "place"
NO_PLACE, UNDO = "none", "undo"
_MOST_NAMES = 6
_MOST_GROUNDS = 2


def candidate_nodes(placed: PlacedClaim, corrections: Sequence[PlaceCorrection]) -> list[Node]:
    """For each name of the claim what it may mean; then the names that were said to be no place."""
    names = [_choices(resolution) for resolution in named_places(placed)[:_MOST_NAMES]]
    return [*names, *(_taken_out(one.spelling) for one in corrections if is_gone(one, placed))]


def named_places(placed: PlacedClaim) -> list[Resolution]:
    """The claim's resolutions, the one it is drawn at first, each spelling once."""
    first = [placed.place] if placed.place else []
    found: dict[str, Resolution] = {}
    for resolution in (*first, *placed.claim.places):
        found.setdefault(resolution.mention.text, resolution)
    return list(found.values())


def is_gone(correction: PlaceCorrection, placed: PlacedClaim) -> bool:
    """A name that the claim's words hold and that a person has said is no place."""
    return correction.place is None and correction.spelling in placed.claim.text


def read_choice(
    value: str, placed: PlacedClaim, corrections: Sequence[PlaceCorrection]
) -> tuple[str, Place | str] | None:
    """Spelling and place, NO_PLACE or UNDO, that a click asks for; None for what was not on offer."""
    what, _, spelling = value.partition(" ")
    if what == UNDO and any(one.spelling == spelling for one in corrections):
        return spelling, UNDO
    resolution = next((r for r in named_places(placed) if r.mention.text == spelling), None)
    if resolution is None:
        return (spelling, UNDO) if what == UNDO else None
    if what in (NO_PLACE, UNDO):
        return spelling, what
    number = int(what) if what.isascii() and what.isdigit() and len(what) < 3 else -1
    return (spelling, resolution.candidates[number]) if 0 <= number < len(resolution.candidates) else None


def describe_place(place: Place) -> str:
    """Kind, province, country and people of a place, on one line."""
    gazetteer = load_gazetteer()
    within = [gazetteer.admin1_name(place.country, place.admin1), gazetteer.country_name(place.country)]
    where = ", ".join(name for name in within if name and name != place.name)
    people = words.people(place.population) if place.population else ""
    source = "" if place.geonames_id else place.source
    return " · ".join(part for part in (words.PLACE_KINDS[place.kind], where, people, source) if part)


def _choices(resolution: Resolution) -> Node:
    spelling = resolution.mention.text
    is_corrected = resolution.link is Link.CORRECTED or any(
        r.feature == "corrected" for r in resolution.reasons
    )
    rows = [_choice(resolution, number) for number in range(len(resolution.candidates))]
    back = node("button", "plain", words.UNDO_PLACE, send=[SENT, f"{UNDO} {spelling}"])
    gone = node("button", "plain", words.NOT_A_PLACE, send=[SENT, f"{NO_PLACE} {spelling}"])
    return node(
        "details",
        "choices",
        data_text("summary", "", words.other_places(spelling, len(rows))),
        *rows,
        gone,
        back if is_corrected else None,
    )


def _choice(resolution: Resolution, number: int) -> Node:
    place = resolution.candidates[number]
    is_one_of_many = len(resolution.candidates) > 1 and number < len(resolution.chances)
    chance = resolution.chances[number] if is_one_of_many else None
    grounds = resolution.grounds[number][:_MOST_GROUNDS] if number < len(resolution.grounds) else ()
    facts = [describe_place(place), words.chance(chance) if chance is not None else ""]
    content = [
        data_text("span", "", place.name),
        data_text("small", "", " · ".join(fact for fact in facts if fact)),
        data_text("small", "", "; ".join(grounds)) if grounds else None,
    ]
    if place == resolution.place:
        how = words.SET_PLACE if resolution.link is Link.CORRECTED else words.CHOSEN_PLACE
        return node("div", "choice chosen", *content, node("small", "", how), current=True)
    return node("button", "choice", *content, send=[SENT, f"{number} {resolution.mention.text}"])


def _taken_out(spelling: str) -> Node:
    return node(
        "p",
        "corrected",
        data_text("small", "", words.said_no_place(spelling)),
        node("button", "plain", words.UNDO_PLACE, send=[SENT, f"{UNDO} {spelling}"]),
    )
