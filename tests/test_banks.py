"""Claims against a river: stated beats located, curated beats geometry, and pins stay on their bank."""

from dataclasses import replace

import pytest
import shapely

from geo.banks import carry_banks, place_claim
from geo.gazetteer import load_gazetteer
from geo.gazetteer.index import rings_of
from geo.model import (
    Bank,
    Basis,
    Certainty,
    Claim,
    ClaimType,
    ExtentKind,
    Mention,
    MentionKind,
    Place,
    Resolution,
    River,
    SetSide,
    SideWord,
    Span,
    Stance,
    StatedSide,
)
from geo.river import load_river, locate_banks, polygons_of
from tests.factories import claim, place, resolution

EUPHRATES = load_river("Euphrates")
ABU_KAMAL = place()
HAJIN = place("Hajin", 34.69508, 40.83138, geonames_id=174506)
RAQQA = place("Raqqa", 35.95283, 39.00788, geonames_id=172955)
PALMYRA = place("Palmyra", 34.5624, 38.2840, geonames_id=163808)
PARIS = place("Paris", 48.85, 2.35, geonames_id=2988507, country="FR")
RIVER = place(
    "Euphrates", 31.0, 47.44, geonames_id=None, feature_class="H", feature_code="STM", river_id="euphrates"
)
SYRIA = place("Syria", 35.0, 38.0, geonames_id=163843, feature_class="A", feature_code="PCLI")
MID_RIVER = place("Ferry Stage", 34.6603, 40.8720, geonames_id=None)


def about(*places: Place, sides: str = "", kind: ClaimType = ClaimType.STRIKE, near: bool = False) -> Claim:
    stated = tuple(StatedSide(SideWord(word), Span(0, 4), word) for word in sides.split())
    named = tuple(resolution(one, near=near) for one in places)
    return claim(places=named, sides=stated, type=kind)


CALLS = [
    ("a town is where it stands", about(ABU_KAMAL), Bank.RIGHT, Basis.CURATED),
    ("a town across", about(HAJIN), Bank.LEFT, Basis.CURATED),
    ("far from the line geometry tells", about(PALMYRA), Bank.RIGHT, Basis.LOCATED),
    ("stated beats located", about(ABU_KAMAL, RIVER, sides="east"), Bank.LEFT, Basis.STATED),
    ("stated agrees with located", about(ABU_KAMAL, sides="west"), Bank.RIGHT, Basis.STATED),
    ("left needs no flow", about(ABU_KAMAL, sides="left"), Bank.LEFT, Basis.STATED),
    ("the other side of a town", about(ABU_KAMAL, sides="other"), Bank.LEFT, Basis.STATED),
    ("its own side", about(HAJIN, sides="same"), Bank.LEFT, Basis.STATED),
    ("boats are on the river", about(RIVER, sides="on_river"), Bank.ON_RIVER, Basis.STATED),
    (
        "a crossing that names a bank",
        about(RIVER, sides="on_river east", kind=ClaimType.CROSSING),
        Bank.ON_RIVER,
        Basis.STATED,
    ),
    (
        "a strike on those who cross lands where it hits",
        about(ABU_KAMAL, sides="on_river east"),
        Bank.LEFT,
        Basis.STATED,
    ),
    ("both named", about(ABU_KAMAL, sides="west east"), Bank.BOTH, Basis.STATED),
    ("places on either bank", about(ABU_KAMAL, HAJIN), Bank.BOTH, Basis.LOCATED),
    ("a river merely named is no side", about(RIVER), Bank.NONE, Basis.NONE),
    ("a country is no side", about(SYRIA), Bank.NONE, Basis.NONE),
    ("no place, no side", about(), Bank.NONE, Basis.NONE),
    ("another continent is no side", about(PARIS), Bank.NONE, Basis.NONE),
    (
        "a side of the river beside the town named before",
        about(RIVER, sides="west"),
        Bank.RIGHT,
        Basis.STATED,
    ),
]


@pytest.mark.parametrize(("_", "made", "bank", "basis"), CALLS)
def test_bank_of_a_claim(_: str, made: Claim, bank: Bank, basis: Basis) -> None:
    call = place_claim(made, EUPHRATES, context=(40.918, 34.452)).call
    assert (call.bank, call.basis) == (bank, basis)


def test_a_side_that_says_nothing_there_keeps_its_words() -> None:
    call = place_claim(about(RIVER, sides="west"), EUPHRATES, context=(39.008, 35.953)).call
    assert (call.bank, call.basis, call.words) == (Bank.NONE, Basis.NONE, SideWord.WEST)
    assert "names no bank" in call.detail


def test_a_contradiction_is_kept_and_seen() -> None:
    call = place_claim(about(ABU_KAMAL, sides="east"), EUPHRATES).call
    assert call.located is Bank.RIGHT
    assert call.contradicts
    assert not place_claim(about(ABU_KAMAL, sides="west"), EUPHRATES).call.contradicts


def test_geometry_alone_names_no_bank_on_the_line() -> None:
    call = place_claim(about(replace(MID_RIVER, lon=40.9, lat=34.62)), EUPHRATES).call
    point = locate_banks([40.9], [34.62], EUPHRATES)
    assert (call.bank is Bank.NONE) == (point.certainty[0] is Certainty.ON_LINE)
    on_line = replace(MID_RIVER, lon=EUPHRATES.line[300][0], lat=EUPHRATES.line[300][1])
    call = place_claim(about(on_line), EUPHRATES).call
    assert (call.bank, call.certainty) == (Bank.NONE, Certainty.ON_LINE)
    assert "too near to tell" in call.detail


def province() -> Place:
    found = load_gazetteer().lookup("Deir ez-Zor Governorate")
    return next(one for one in found if one.feature_class == "A" and one.country == "SY")


def test_a_province_on_both_banks() -> None:
    drawn = place_claim(about(province()), EUPHRATES, area_of=load_gazetteer().area)
    assert (drawn.call.bank, drawn.call.basis) == (Bank.BOTH, Basis.LOCATED)
    assert drawn.extent
    assert drawn.extent.kind is ExtentKind.AREA


def test_the_outline_of_a_province_is_drawn_whole() -> None:
    lost = {}
    near = [code for code in load_gazetteer().provinces() if code[:2] in ("UA", "SY", "IQ", "PK", "CN", "SD")]
    for code in near:
        rings = rings_of(code)
        whole = shapely.union_all([shapely.make_valid(shapely.Polygon(ring)) for ring in rings])
        drawn = sum(polygon.area for polygon in polygons_of(rings))
        if rings and drawn < 0.99 * whole.area:
            lost[code] = drawn / whole.area
    assert lost == {}


def test_a_part_of_a_province_named_by_its_bank_is_drawn_on_it() -> None:
    """This outline's parts touch along lines."""
    found = load_gazetteer().lookup("Kherson Oblast")
    oblast = next(one for one in found if one.feature_class == "A")
    dnipro = load_river("Dnipro")
    drawn = {
        bank: place_claim(about(oblast, sides=bank), dnipro, area_of=load_gazetteer().area)
        for bank in ("left", "right")
    }
    for bank, side in (("left", 1), ("right", -1)):
        lon, lat = drawn[bank].position or (0.0, 0.0)
        assert locate_banks([lon], [lat], dnipro).side[0] == side


@pytest.mark.parametrize(
    ("made", "kind"),
    [
        (about(ABU_KAMAL), ExtentKind.CIRCLE),
        (about(ABU_KAMAL, near=True), ExtentKind.CIRCLE),
        (about(ABU_KAMAL, sides="east", near=True), ExtentKind.CIRCLE),
        (about(RIVER, sides="west"), ExtentKind.CIRCLE),
        (about(RIVER, sides="on_river"), ExtentKind.REACH),
        (about(ABU_KAMAL, sides="on_river"), ExtentKind.REACH),
        (about(province(), sides="on_river"), ExtentKind.REACH),
        (about(province(), sides="east"), ExtentKind.AREA),
        (about(RAQQA, sides="south"), ExtentKind.CIRCLE),
    ],
)
def test_a_pin_stands_inside_its_extent_on_its_bank(made: Claim, kind: ExtentKind) -> None:
    drawn = place_claim(made, EUPHRATES, area_of=load_gazetteer().area, context=(40.918, 34.452))
    assert drawn.position
    assert drawn.extent
    assert drawn.extent.kind is kind
    pin = shapely.Point(drawn.position)
    if kind is ExtentKind.REACH:
        assert min(shapely.LineString(line).distance(pin) for line in drawn.extent.lines) < 1e-4
        return
    assert any(shapely.Polygon(ring).buffer(1e-6).covers(pin) for ring in drawn.extent.rings)
    (side,) = locate_banks([pin.x], [pin.y], EUPHRATES).side
    assert side == (1 if drawn.call.bank is Bank.LEFT else -1)


def test_near_is_a_wider_circle() -> None:
    at, near = (place_claim(about(ABU_KAMAL, near=flag), EUPHRATES).extent for flag in (False, True))
    assert at
    assert near
    assert (at.radius_km, near.radius_km) == (4.0, 12.0)


@pytest.mark.parametrize("made", [about(), about(SYRIA)])
def test_what_has_no_place_is_not_on_the_map(made: Claim) -> None:
    assert place_claim(made, EUPHRATES).position is None


@pytest.mark.parametrize(
    ("sides", "bank"),
    [
        ("left", Bank.LEFT),
        ("on_river", Bank.ON_RIVER),
        ("both", Bank.BOTH),
        ("west", Bank.NONE),
        ("left west", Bank.NONE),
    ],
)
def test_without_a_line_only_words_that_need_none_tell_a_bank(sides: str, bank: Bank) -> None:
    drawn = place_claim(about(ABU_KAMAL, sides=sides), None)
    assert drawn.call.bank is bank
    assert "no boundary chosen" in drawn.call.detail


def test_without_a_boundary_places_stay_and_sides_go() -> None:
    drawn = place_claim(about(ABU_KAMAL, sides="east"), None)
    assert drawn.call.bank is Bank.NONE
    assert drawn.position == (ABU_KAMAL.lon, ABU_KAMAL.lat)


@pytest.mark.parametrize(
    ("words", "start", "bank"),
    [
        ("Hajin, on the opposite bank, was hit", 14, Bank.LEFT),
        ("Hajin was hit from the opposite bank", 23, Bank.RIGHT),
    ],
)
def test_a_place_put_on_the_other_bank_stands_there(words: str, start: int, bank: Bank) -> None:
    side = StatedSide(SideWord.OTHER, Span(start, start + 13), "opposite bank")
    made = claim(words, places=(resolution(HAJIN),), sides=(side,), type=ClaimType.STRIKE)
    assert place_claim(made, EUPHRATES).call.bank is bank


def test_the_other_bank_is_told_from_the_town_named_before() -> None:
    made = about(sides="other")
    assert place_claim(made, EUPHRATES, context=(40.918, 34.452)).call.bank is Bank.LEFT


TIGRIS = load_river("Tigris")
MOSUL = place("Mosul", 36.335, 43.11889, geonames_id=99072, country="IQ", population=1_739_800)


@pytest.mark.parametrize(
    ("river", "at", "word", "bank"),
    [
        (TIGRIS, MOSUL, "east", Bank.LEFT),
        (TIGRIS, MOSUL, "west", Bank.RIGHT),
        (EUPHRATES, ABU_KAMAL, "east", Bank.RIGHT),  # known to stand on the right bank, all of it
        (EUPHRATES, PALMYRA, "east", Bank.RIGHT),
    ],
)
def test_a_part_of_a_town_is_a_bank_where_the_river_runs_through(
    river: River, at: Place, word: str, bank: Bank
) -> None:
    side = StatedSide(SideWord(word), Span(0, 4), word, of_town=True)
    made = claim(places=(resolution(at),), sides=(side,), type=ClaimType.CONTROL)
    assert place_claim(made, river).call.bank is bank


def test_across_from_a_town_is_the_other_bank_and_not_the_scene() -> None:
    text = "Shells fell on Hajin, across the river from Abu Kamal"
    side = StatedSide(SideWord.OTHER, Span(22, 43), "across the river from")
    named = (
        Resolution(Mention(Span(15, 20), "Hajin", MentionKind.PLACE, "Hajin"), HAJIN),
        Resolution(Mention(Span(44, 53), "Abu Kamal", MentionKind.PLACE, "Abu Kamal"), ABU_KAMAL),
    )
    drawn = place_claim(claim(text, places=named, sides=(side,), type=ClaimType.STRIKE), EUPHRATES)
    assert (drawn.call.bank, drawn.place) == (Bank.LEFT, named[0])


def test_a_side_of_another_river_is_none_of_this_one() -> None:
    side = StatedSide(SideWord.EAST, Span(0, 4), "east of", river="Euphrates")
    made = claim(places=(resolution(RIVER),), sides=(side,), type=ClaimType.CONTROL)
    call = place_claim(made, TIGRIS, context=(43.1, 36.3)).call
    assert (call.bank, call.words) == (Bank.NONE, SideWord.EAST)


def test_near_the_water_yields_to_a_known_place() -> None:
    side = StatedSide(SideWord.ON_RIVER, Span(0, 4), "river", near=True)
    assert place_claim(claim(places=(resolution(HAJIN),), sides=(side,)), EUPHRATES).call.bank is Bank.LEFT
    assert place_claim(claim(places=(), sides=(side,)), EUPHRATES).call.bank is Bank.ON_RIVER


GOING_ON = [
    ("its victims", ClaimType.CASUALTIES, Stance.ASSERTED, Bank.RIGHT),
    ("the same kind of event", ClaimType.STRIKE, Stance.ASSERTED, Bank.RIGHT),
    ("a denial of it", ClaimType.STRIKE, Stance.DENIED, Bank.RIGHT),
    ("another kind", ClaimType.POLICY, Stance.ASSERTED, Bank.NONE),
    ("a plan", ClaimType.STRIKE, Stance.PLANNED, Bank.NONE),
]


@pytest.mark.parametrize(("_", "kind", "stance", "bank"), GOING_ON)
def test_a_claim_that_goes_on_about_an_event_is_on_its_bank(
    _: str, kind: ClaimType, stance: Stance, bank: Bank
) -> None:
    hit = place_claim(about(ABU_KAMAL), EUPHRATES)
    more = claim("More of it.", places=(), type=kind, stance=stance)
    first, second = carry_banks([hit, place_claim(more, EUPHRATES)], EUPHRATES)
    assert (first.call.bank, second.call.bank, second.position) == (Bank.RIGHT, bank, None)
    assert ("carried from" in second.call.detail) == (bank is Bank.RIGHT)


@pytest.mark.parametrize(
    ("stance", "type_", "gap", "carried"),
    [
        (Stance.ASSERTED, ClaimType.STRIKE, 1, True),
        (Stance.DEMANDED, ClaimType.STRIKE, 1, False),
        (Stance.PLANNED, ClaimType.STRIKE, 1, False),
        (Stance.ASSERTED, ClaimType.CONTROL, 1, False),
        (Stance.ASSERTED, ClaimType.STRIKE, 5_000, False),
    ],
)
def test_only_what_tells_of_the_same_event_is_carried_to_its_bank(stance, type_, gap, carried) -> None:
    first = claim("A strike hit Hajin.", type=ClaimType.STRIKE, places=(resolution(HAJIN),))
    span = Span(first.span.end + gap, first.span.end + gap + 20)
    later = claim("The strike went on.", type=type_, stance=stance, places=(), span=span)
    placed = carry_banks([place_claim(one, EUPHRATES) for one in (first, later)], EUPHRATES)
    assert (placed[1].call.bank is placed[0].call.bank) is carried


@pytest.mark.parametrize(
    ("type_", "at", "bank", "arrow"),
    [
        (ClaimType.CROSSING, ABU_KAMAL, Bank.RIGHT, True),
        (ClaimType.STRIKE, ABU_KAMAL, Bank.RIGHT, False),
        (ClaimType.CROSSING, PALMYRA, Bank.RIGHT, False),
    ],
)
def test_a_crossing_near_the_line_has_an_arrow(type_, at, bank, arrow) -> None:
    placed = place_claim(claim("They crossed.", type=type_, places=(resolution(at),)), EUPHRATES)
    assert placed.call.bank is bank
    assert bool(placed.extent and placed.extent.arrow) is arrow


def test_a_side_set_by_hand_is_the_side_and_the_place_s_own_is_kept() -> None:
    made = claim(places=(resolution(HAJIN),), set_side=SetSide(Bank.BOTH, "euphrates"))
    call = place_claim(made, EUPHRATES).call
    assert (call.bank, call.basis, call.located) == (Bank.BOTH, Basis.CORRECTED, Bank.LEFT)
    other = place_claim(replace(made, set_side=SetSide(Bank.BOTH, "tigris")), EUPHRATES).call
    assert (other.bank, other.basis) == (
        Bank.LEFT,
        place_claim(claim(places=made.places), EUPHRATES).call.basis,
    )


def test_a_crossing_that_names_only_the_river_is_on_it() -> None:
    made = claim("They crossed the Euphrates.", type=ClaimType.CROSSING, places=(resolution(RIVER),))
    assert place_claim(made, EUPHRATES).call.bank is Bank.ON_RIVER
    assert place_claim(replace(made, type=ClaimType.STRIKE), EUPHRATES).call.bank is Bank.NONE
