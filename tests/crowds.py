"""Many claims about few places beside a real river, made up: for tests of where their pins stand."""

from __future__ import annotations

from random import Random

from geo.banks import place_claim
from geo.gazetteer import load_gazetteer
from geo.model import Actor, Bank, ClaimType, PlacedClaim, Role, SideWord, Span, Stance, StatedSide
from geo.river import load_river
from tests.factories import claim, place, resolution

RIVER = load_river("Euphrates")
TOWNS = (
    place(),
    place("Hajin", 34.69508, 40.83138, geonames_id=174506),
    place("Raqqa", 35.95283, 39.00788, geonames_id=172955),
    place("Mayadin", 35.0197, 40.4519, geonames_id=None),
)
PARTIES = tuple(Actor(f"party-{n}", f"Party {n}", "armed group", (), f"#{n}0{n}0a0") for n in range(1, 8))
SIDES = ("", "west", "east", "on_river", "both", "left", "right")


def crowded(count: int, *, seed: int = 1) -> tuple[PlacedClaim, ...]:
    """`count` claims of several parties, stances, sides and widths about the same few towns."""
    chance = Random(seed)
    return tuple(_one(number, chance) for number in range(count))


def _one(number: int, chance: Random) -> PlacedClaim:
    word = chance.choice(SIDES)
    made = claim(
        f"Claim {number} of the crowd.",
        id=f"c{number:012x}",
        places=(resolution(chance.choice(TOWNS), near=chance.random() < 0.4),),
        sides=(StatedSide(SideWord(word), Span(0, 5), word),) if word else (),
        type=chance.choice((ClaimType.STRIKE, ClaimType.CROSSING, ClaimType.FIGHTING)),
        actors=((chance.choice(PARTIES), Role.ACTS),),
        stance=chance.choice(tuple(Stance)),
        negated=chance.random() < 0.2,
    )
    return place_claim(made, RIVER, area_of=load_gazetteer().area)


def is_on(bank: Bank, side: int) -> bool:
    """Whether a side (+1 left, -1 right) is the bank's; other banks are anywhere."""
    return bank not in (Bank.LEFT, Bank.RIGHT) or side == (1 if bank is Bank.LEFT else -1)
