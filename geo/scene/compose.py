"""Composes the Scene: groups claims into pins, frames the view, writes the legend."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from geo.model import (
    Actor,
    Bank,
    BankArea,
    Claim,
    Conflict,
    Extent,
    ExtentKind,
    LegendEntry,
    LonLat,
    MapLabel,
    Pin,
    Place,
    PlacedClaim,
    PlaceKind,
    River,
    Role,
    Scene,
    Stance,
    text_id,
)
from geo.river import bank_areas, nearest_point, uncertain_lines
from geo.scene.credits import map_credits
from geo.scene.naming import own_script, place_name
from geo.scene.orientation import orienting_places
from geo.scene.spread import KM_PER_DEGREE, Spread, km_between

NOBODY = Actor("nobody", "No actor named", "unknown", colour="#6b6b6b")
STANCE_LABELS = {
    Stance.ASSERTED: "says it is so",
    Stance.DENIED: "denies it",
    Stance.DOUBTED: "doubts it",
    Stance.DEMANDED: "demands it",
    Stance.PLANNED: "plans it",
}
NEGATED_LABEL = "says it is not so"
EXTENT_LABELS = {
    ExtentKind.CIRCLE: "area the words may mean",
    ExtentKind.REACH: "stretch of the boundary",
    ExtentKind.AREA: "province or stretch, approximate",
}
UNSURE = LegendEntry("", "course of the line uncertain", kind="extent", symbol="unsure")
ARROW_LABEL = "crossing, dashed where not said to be so"
BANK_LABEL = "side of the river, not who holds it"
LINE_LABEL = "side of the line, not who holds it"
"""The same for a boundary that is no river."""

SMALLEST_VIEW_KM = 36.0
MARGIN = 0.16
"""Part of the view left free on each side."""
SAME_TOWN_KM = 4.0
PINS_ACROSS = 36
"""So many pins fit side by side across the view: how far apart pins of one spot are set."""
MOST_SPREAD = 2_000
"""Scenes with more pins are read as crowds: there a pin keeps its spot."""
AREA_REACH = 4.0
"""Bank areas are made for a view so many times as wide, so that panning doesn't leave them."""

_ROLE_ORDER = (Role.ACTS, Role.ACTED_ON, Role.SPEAKS, Role.MENTIONED)


def compose_scene(
    placed: Sequence[PlacedClaim],
    *,
    title: str = "",
    river: River | None = None,
    conflicts: Sequence[Conflict] = (),
    places: Iterable[Place] | None = None,
    sources: Sequence[str] = (),
    caption: str = "",
    bounds: tuple[float, float, float, float] | None = None,
) -> Scene:
    """A Scene of all `placed` claims; a filter shows some of them without moving any.

    `bounds` frame the view (west, south, east, north), by default what the claims need.

    `places` are towns and countries whose names orient the reader, by default the gazetteer's.
    `sources` credit the reports.
    Claims without a position are in `Scene.claims` but in no pin; those of both banks stand on the river.
    The same input gives the same Scene.
    """
    placed = tuple(between_banks(item, river) for item in placed)
    bounds = bounds or view_of(placed, river)
    pins = pins_of(placed, bounds=bounds)
    areas = _areas(river, bounds)
    named = orienting_places(widened(bounds, AREA_REACH)) if places is None else places
    return Scene(
        title=title,
        claims=placed,
        pins=pins,
        boundary=river,
        areas=areas,
        bounds=bounds,
        legend=legend_of(placed, pins, areas, river, bounds),
        credits=(*map_credits(placed, river), *sources),
        sources=tuple(sources),
        conflicts=tuple(conflicts),
        caption=caption,
        labels=labels_of(placed, named),
        id=_scene_id(title, placed, pins, river, conflicts),
    )


def between_banks(item: PlacedClaim, river: River | None) -> PlacedClaim:
    """A claim of both banks, moved to the river: a pin on one of them would say too much."""
    if item.call.bank is not Bank.BOTH or river is None or item.position is None:
        return item
    return replace(item, position=nearest_point(river, item.position))


def actor_of(claim: Claim) -> Actor:
    """Whose colour a claim wears: who acts, else who is acted on, else whose voice it is."""
    for role in _ROLE_ORDER:
        for held in claim.actors:
            if held.role is role:
                return held.actor
    return claim.speaker or NOBODY


def pins_of(placed: Sequence[PlacedClaim], *, bounds: tuple[float, float, float, float]) -> tuple[Pin, ...]:
    """One pin for the claims of one actor, stance and polarity at one spot and bank.

    Pins of one spot are set side by side within the claims' extent, never across the boundary.
    """
    groups: dict[tuple[object, ...], list[int]] = {}
    for index, item in enumerate(placed):
        if item.position is not None:
            groups.setdefault(_pin_key(item, item.position), []).append(index)
    ordered = sorted(groups.values(), key=lambda members: (-len(members), members[0]))
    few = len(ordered) <= MOST_SPREAD
    spread = Spread(spacing_km=_span_km(bounds)[0] / PINS_ACROSS) if few else None
    return tuple(_pin(placed, members, spread) for members in ordered)


def _pin_key(item: PlacedClaim, position: LonLat) -> tuple[object, ...]:
    claim = item.claim
    spot = (round(position[0], 4), round(position[1], 4))
    return (*spot, item.call.bank, actor_of(claim).id, claim.stance, claim.negated)


def _pin(placed: Sequence[PlacedClaim], members: list[int], spread: Spread | None) -> Pin:
    item = placed[members[0]]
    assert item.position is not None
    lon, lat = spread.place(item.position, item.extent, bank=item.call.bank) if spread else item.position
    return Pin(
        lon=lon,
        lat=lat,
        bank=item.call.bank,
        actor=actor_of(item.claim),
        stance=item.claim.stance,
        negated=item.claim.negated,
        claims=tuple(members),
    )


def view_of(placed: Sequence[PlacedClaim], river: River | None) -> tuple[float, float, float, float]:
    """West, south, east, north of a view that shows every pin and near extent, with a margin.

    Without any position on the map it is the river's; without a river it is the world.
    """
    points = [item.position for item in placed if item.position is not None]
    if not points and river is not None:
        points = list(river.line)
    if not points:
        return (-170.0, -55.0, 170.0, 72.0)
    near = _distinct(
        item.extent
        for item in placed
        if item.position is not None and item.extent and item.extent.kind is ExtentKind.CIRCLE
    )
    return _framed([*points, *chain.from_iterable(chain.from_iterable(e.rings for e in near))])


def _distinct(extents: Iterable[Extent | None]) -> list[Extent]:
    return list({id(extent): extent for extent in extents if extent is not None}.values())


def _framed(points: Sequence[LonLat]) -> tuple[float, float, float, float]:
    lons, lats = zip(*points, strict=True)
    west, south, east, north = min(lons), min(lats), max(lons), max(lats)
    lon, lat = (west + east) / 2, (south + north) / 2
    shrink = max(0.05, math.cos(math.radians(lat)))
    least = SMALLEST_VIEW_KM / KM_PER_DEGREE / 2
    half_lon = max((east - west) / 2 * (1 + 2 * MARGIN), least / shrink)
    half_lat = max((north - south) / 2 * (1 + 2 * MARGIN), least * 0.7)
    return (
        max(-180.0, lon - half_lon), max(-85.0, lat - half_lat),
        min(180.0, lon + half_lon), min(85.0, lat + half_lat),
    )  # fmt: skip


def _span_km(bounds: tuple[float, float, float, float]) -> tuple[float, float]:
    west, south, east, north = bounds
    shrink = math.cos(math.radians((south + north) / 2))
    return (east - west) * KM_PER_DEGREE * shrink, (north - south) * KM_PER_DEGREE


def _areas(river: River | None, bounds: tuple[float, float, float, float]) -> tuple[BankArea, ...]:
    return bank_areas(river, widened(bounds, AREA_REACH)) if river is not None else ()


def widened(bounds: tuple[float, float, float, float], times: float) -> tuple[float, float, float, float]:
    """Bounds `times` as wide and high about the same centre, kept on the globe."""
    west, south, east, north = bounds
    grow_lon, grow_lat = (east - west) * (times - 1) / 2, (north - south) * (times - 1) / 2
    return (
        max(-180.0, west - grow_lon), max(-85.0, south - grow_lat),
        min(180.0, east + grow_lon), min(85.0, north + grow_lat),
    )  # fmt: skip


def legend_of(
    placed: Sequence[PlacedClaim],
    pins: Sequence[Pin],
    areas: Sequence[BankArea],
    river: River | None,
    bounds: tuple[float, float, float, float],
) -> tuple[LegendEntry, ...]:
    """Actors by colour, most claims first; then the stances, extents and tints that are drawn."""
    label = BANK_LABEL if river is None or river.is_water else LINE_LABEL
    banks = [LegendEntry("", label, kind="extent", symbol="bank")] if areas else []
    unsure = [UNSURE] if _is_unsure(river, bounds) else []
    return (*_actor_entries(pins), *_stance_entries(pins), *_extent_entries(placed), *banks, *unsure)


def _is_unsure(river: River | None, bounds: tuple[float, float, float, float]) -> bool:
    """Whether a stretch of uncertain course lies in the view."""
    west, south, east, north = bounds
    lines = uncertain_lines(river) if river else ()
    return any(west <= lon <= east and south <= lat <= north for line in lines for lon, lat in line)


def _actor_entries(pins: Sequence[Pin]) -> list[LegendEntry]:
    counts: dict[str, int] = {}
    actors = {pin.actor.id: pin.actor for pin in pins}
    for pin in pins:
        counts[pin.actor.id] = counts.get(pin.actor.id, 0) + len(pin.claims)
    ordered = sorted(actors.values(), key=lambda actor: (-counts[actor.id], actor.name))
    return [LegendEntry(actor.colour, actor.name) for actor in ordered]


def _stance_entries(pins: Sequence[Pin]) -> list[LegendEntry]:
    present = {pin.stance for pin in pins}
    found = [
        LegendEntry("", label, kind="stance", symbol=stance.value)
        for stance, label in STANCE_LABELS.items()
        if stance in present
    ]
    if any(pin.negated for pin in pins):
        found.insert(1, LegendEntry("", NEGATED_LABEL, kind="stance", symbol="negated"))
    return found


def _extent_entries(placed: Sequence[PlacedClaim]) -> list[LegendEntry]:
    extents = [item.extent for item in placed if item.extent and item.position is not None]
    present = {extent.kind for extent in extents}
    entries = [
        LegendEntry("", label, kind="extent", symbol=kind.value)
        for kind, label in EXTENT_LABELS.items()
        if kind in present
    ]
    if any(extent.arrow for extent in extents):
        entries.append(LegendEntry("", ARROW_LABEL, kind="extent", symbol="arrow"))
    return entries


def labels_of(placed: Sequence[PlacedClaim], places: Iterable[Place]) -> tuple[MapLabel, ...]:
    """Names to write on the map, the most needed first: places of claims, then countries and towns.

    A town a few km from a claim's place is left out: most often it is the same one, spelled otherwise. So is
    one spelled alike, where claims that were brought in give a town more than one point.
    """
    written = _written_names(placed)
    claimed = _once_each(sorted(written, key=lambda place: (-place.population, place.name)), written)
    others = [p for p in places if p.kind in (PlaceKind.COUNTRY, PlaceKind.SETTLEMENT) and _apart(p, claimed)]
    others.sort(key=lambda p: (p.kind is not PlaceKind.COUNTRY, -p.population, p.name))
    return (
        *(_label(place, "claimed", written[place]) for place in claimed),
        *(_label(p, "country" if p.kind is PlaceKind.COUNTRY else "town", p.name) for p in others),
    )


def _written_names(placed: Sequence[PlacedClaim]) -> dict[Place, str]:
    """Settlements of claims that are on the map, each with the spelling the texts use most."""
    spellings: dict[Place, Counter[str]] = {}
    for item in placed:
        place = item.place.place if item.place else None
        if place and item.position is not None and place.kind is PlaceKind.SETTLEMENT:
            spellings.setdefault(place, Counter())[place_name(item) or place.name] += 1
    return {place: max(sorted(names), key=names.__getitem__) for place, names in spellings.items()}


def _once_each(places: Sequence[Place], written: Mapping[Place, str]) -> list[Place]:
    """The places without those that stand hard by an earlier one of the same name."""
    kept: dict[str, list[Place]] = {}
    for place in places:
        named = kept.setdefault(written[place].casefold(), [])
        if _apart(place, named):
            named.append(place)
    chosen = {place for named in kept.values() for place in named}
    return [place for place in places if place in chosen]


def _label(place: Place, kind: str, name: str) -> MapLabel:
    local = own_script(place)
    return MapLabel(name, place.lon, place.lat, kind, place.population, "" if local == name else local)


def _apart(place: Place, others: Sequence[Place]) -> bool:
    return place.kind is PlaceKind.COUNTRY or all(
        km_between((place.lon, place.lat), (other.lon, other.lat)) > SAME_TOWN_KM for other in others
    )


def _scene_id(
    title: str,
    placed: Sequence[PlacedClaim],
    pins: Sequence[Pin],
    river: River | None,
    conflicts: Sequence[Conflict],
) -> str:
    """Id made of what is drawn: another scene never passes for this one."""
    return text_id(
        title,
        river.id if river else "",
        *(item.claim.id for item in placed),
        *(f"{p.lon:.6f} {p.lat:.6f} {p.actor.id} {p.stance} {p.negated} {p.claims}" for p in pins),
        *(f"{pair.a} {pair.b} {pair.kind}" for pair in conflicts),
    )
