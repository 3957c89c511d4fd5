"""Scenes made up for tests: an invented river that runs south-east, towns and parties that do not exist."""

from dataclasses import replace
from random import Random
from typing import Any

from geo.model import (
    Actor,
    Bank,
    BankArea,
    Conflict,
    ConflictKind,
    Extent,
    ExtentKind,
    LonLat,
    PlacedClaim,
    River,
    Role,
    Scene,
    Stance,
)
from geo.scene import compose_scene
from tests.factories import claim, place, placed, resolution, speaker

WESTERN, EASTERN = Bank.RIGHT, Bank.LEFT
LINE: tuple[LonLat, ...] = tuple((40.0 + step * 0.05, 36.0 - step * 0.05) for step in range(41))
RIVER = River("velm", "Velm", ("Velm",), LINE, source="invented", licence="none")
AREAS = (
    BankArea(WESTERN, "West bank · right", (((40.0, 36.0), (42.0, 34.0), (38.5, 34.0), (38.5, 36.0)),)),
    BankArea(EASTERN, "East bank · left", (((40.0, 36.0), (42.0, 34.0), (43.5, 34.0), (43.5, 36.0)),)),
)
PARTIES = (
    Actor("river-guard", "River Guard", "armed group", (), "#d55e00"),
    Actor("union", "Union of the Plain", "alliance", (), "#0072b2"),
    Actor("ministry", "Ministry", "state", (), "#cc3d7a"),
    Actor("harbour", "Harbour Council", "state", (), "#7b5ea7"),
)


def side_of(position: LonLat) -> Bank:
    return EASTERN if position[0] + position[1] > 76.0 else WESTERN


def half_circle(middle: LonLat, bank: Bank, degrees: float = 0.09) -> Extent:
    """The part of a box around `middle` that lies on the bank: close enough to a cut circle."""
    lon, lat = middle
    away = degrees if bank is EASTERN else -degrees
    ring = ((lon - degrees, lat + degrees), (lon + degrees, lat - degrees), (lon + away, lat + away))
    return Extent(ExtentKind.CIRCLE, (ring,), radius_km=degrees * 111)


def one(
    number: int,
    party: Actor = PARTIES[0],
    at: LonLat = (41.0, 35.0),
    *,
    bank: Bank = EASTERN,
    stance: Stance = Stance.ASSERTED,
    negated: bool = False,
    town: str = "Ostrel",
    said_by: str = "Mara Venn",
) -> PlacedClaim:
    """A claim about a town on the line, drawn inside its half of the extent."""
    extent = half_circle(at, bank)
    shift = 0.03 if bank is EASTERN else -0.03
    made = claim(
        f"Sentence {number}.",
        id=f"claim{number}",
        actors=((party, Role.ACTS),),
        stance=stance,
        negated=negated,
        source=speaker(said_by),
        speaker=party,
        places=(resolution(place(town, lat=at[1], lon=at[0], geonames_id=None)),),
    )
    return placed(made, bank, (at[0] + shift, at[1] + shift), extent=extent)


def few() -> list[PlacedClaim]:
    """Nine claims at two towns: both banks, every stance, a negated one."""
    stances = [Stance.DENIED, Stance.DOUBTED, Stance.DEMANDED, Stance.PLANNED]
    return [
        one(0),
        one(1, PARTIES[1], bank=WESTERN),
        one(2, PARTIES[1], bank=WESTERN, negated=True),
        *(one(3 + n, PARTIES[2], bank=WESTERN, stance=stance) for n, stance in enumerate(stances)),
        one(7, PARTIES[3], (40.6, 35.4), town="Harn"),
        one(8, PARTIES[3], (40.6, 35.4), town="Harn"),
    ]


def pair(one_number: int, other_number: int, kind: ConflictKind = ConflictKind.FACT) -> Conflict:
    """Two of the claims that `one` makes, said to conflict."""
    return Conflict(f"claim{one_number}", f"claim{other_number}", "an invented rule", kind)


def many(count: int, seed: int = 7) -> list[PlacedClaim]:
    """`count` claims strewn over both banks."""
    random = Random(seed)
    model = one(0)
    found = []
    for number in range(count):
        position = (random.uniform(39.2, 42.8), random.uniform(34.1, 35.9))
        party = random.choice(PARTIES)
        made = replace(
            model.claim,
            id=f"claim{number}",
            stance=random.choice(tuple(Stance)),
            actors=(replace(model.claim.actors[0], actor=party),),
        )
        found.append(placed(made, side_of(position), position, place=model.place))
    return found


def scene_of(claims: list[PlacedClaim], title: str = "A made-up case", **more: Any) -> Scene:
    """A scene on the invented river, without the gazetteer's towns."""
    composed = compose_scene(
        claims, title=title, places=(), sources=("Report: The Invented Courier",), **more
    )
    return replace(composed, boundary=RIVER, areas=AREAS)
