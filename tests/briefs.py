"""Scenes for the tests of briefing pictures: ten views of different rivers, sizes and crowds."""

from __future__ import annotations

import random
from datetime import date

from geo.model import (
    Actor,
    Bank,
    BankCall,
    Basis,
    Certainty,
    Document,
    PlacedClaim,
    Role,
    Scene,
    Stance,
)
from geo.river import load_river, locate_banks
from geo.scene import compose_scene
from tests.factories import COALITION, MILITIA, claim, place, placed, resolution, speaker, when

ACTORS = (
    COALITION,
    MILITIA,
    Actor("northern-army", "Northern Army", "army", (), "#cc3d7a"),
    Actor("harbour-council", "Harbour Council", "authority", (), "#e3b505"),
    Actor("relief-mission", "Relief Mission", "agency", (), "#7b5ea7"),
)
SPEAKERS = ("Mara Venn", "Tobias Ruhl", "Ines Calder", "Captain Orlo Brand")
SENTENCES = (
    "Patrols held the crossing through the night.",
    "No boats had crossed since the spring, the officer said, and none would be allowed to.",
    "The council doubted that the road to the bridge was open.",
    "Its units would move to the far bank within the week unless the shelling stopped.",
    "Families on the lower road were told to leave before the water rose, and most of them had left.",
)
STANCES = tuple(Stance)
SIDES = {"left": Bank.LEFT, "right": Bank.RIGHT, "on_river": Bank.ON_RIVER}
HOSTILE = "{{7*191}} {# x <img src=x onerror=alert(1)> `a` </script> ]]> & 'q' \"q\" =1+1 $x^2$ \\n"
REPORT = Document.of(
    "A report.", title="Quiet on the lower river", publisher="Lowland Gazette", published=date(2017, 12, 3)
)


def located(name: str, lon: float, lat: float, river: str, number: int, **more: object) -> PlacedClaim:
    """A claim about a point, on the bank where it lies, with a stance, speaker and actor by its number."""
    banks = locate_banks([lon], [lat], load_river(river)) if river else None
    bank = banks.bank(0) if banks is not None else Bank.NONE
    at = place(name, lat, lon, geonames_id=number)
    own = claim(
        more.pop("text", f"{SENTENCES[number % 5]} ({name} {number})"),
        **{
            "source": speaker(SPEAKERS[number % 4], role="spokesman" if number % 2 else None),
            "stance": STANCES[(number * 7 // 3) % 5] if number % 3 else Stance.ASSERTED,
            "negated": number % 4 == 1,
            "actors": ((ACTORS[number % 5], Role.ACTS),),
            "places": (resolution(at),),
            "when": when("2017-11-05", "2017-11-20"),
            **more,
        },
    )
    basis = Basis.STATED if number % 2 else Basis.LOCATED
    call = BankCall(bank, basis, Certainty.CERTAIN, 4.0)
    return placed(own, bank, (lon, lat), call=call)


def crowd(river: str, west: float, south: float, east: float, north: float, count: int) -> list[PlacedClaim]:
    dice = random.Random(count)
    return [
        located(f"Place {n}", dice.uniform(west, east), dice.uniform(south, north), river, n)
        for n in range(count)
    ]


def off_map(number: int) -> PlacedClaim:
    return placed(
        claim(f"{SENTENCES[number % 5]} (nowhere {number})", places=()), Bank.NONE, None, place=None
    )


def scene_of(claims: list[PlacedClaim], river: str = "", **more: object) -> Scene:
    values = {"title": "Who says what on the lower river", "caption": "7 of 27 claims · east bank"} | more
    return compose_scene(claims, river=load_river(river) if river else None, **values)


ABU_KAMAL = (("Abu Kamal", 40.9185, 34.4523), ("Hajin", 40.8300, 34.6900), ("Al Baghuz", 40.9900, 34.4700))


def _town() -> Scene:
    claims = [located(*ABU_KAMAL[n % 3], "Euphrates", n) for n in range(12)]
    return scene_of([*claims, off_map(12), off_map(13)], "Euphrates")


def _one_spot() -> Scene:
    return scene_of([located("Abu Kamal", 40.9185, 34.4523, "Euphrates", n) for n in range(26)], "Euphrates")


def _province() -> Scene:
    return scene_of(crowd("Euphrates", 39.6, 34.4, 41.2, 35.6, 40), "Euphrates")


def _many() -> Scene:
    return scene_of(crowd("Euphrates", 38.0, 34.4, 41.4, 36.6, 300), "Euphrates")


def _world() -> Scene:
    return scene_of(crowd("", -120, -35, 150, 60, 25), "")


def _flat_river() -> Scene:
    return scene_of(crowd("Euphrates", 38.7, 35.88, 39.4, 36.05, 9), "Euphrates")


def _hostile() -> Scene:
    bad = speaker(HOSTILE, role=HOSTILE)
    actor = Actor("bad", HOSTILE, "x", (), "red;}</style>")
    odd = located("<b>قرية</b> {{x}}", 40.95, 34.5, "Euphrates", 1, source=bad, actors=((actor, Role.ACTS),))
    return scene_of([odd, located(HOSTILE, 40.9, 34.6, "Euphrates", 2)], "Euphrates", title=HOSTILE)


def _scripts() -> Scene:
    names = (("دير الزور", 40.14, 35.33), ("Дейр-эз-Зор", 40.30, 35.20), ("Աբու Քամալ", 40.0, 35.4))
    return scene_of(
        [located(*names[n % 3], "Euphrates", n) for n in range(5)], "Euphrates", title="ما قيل عن النهر"
    )


ARABIC = (
    ("البوكمال", 40.92, 34.43),
    ("دير الزور", 40.14, 35.33),
    ("الميادين", 40.45, 35.02),
    ("هجين", 40.83, 34.69),
)


def _arabic() -> Scene:
    """Names, speakers and words in Arabic, with the numbers and brackets that turn lines about."""
    claims = [
        located(
            *ARABIC[n % 4], "Euphrates", n,
            source=speaker(f"مارا فين ({n})", role="المتحدثة"),
            text=f"قال المتحدث إن {n + 3} قوارب عبرت النهر (ليلاً) قرب {ARABIC[n % 4][0]}.",
        )
        for n in range(14)
    ]  # fmt: skip
    return scene_of(claims, "Euphrates", title="من يقول ماذا عن النهر")


def _nothing() -> Scene:
    return scene_of([], "Euphrates", caption="0 of 27 claims · west bank")


def _nowhere() -> Scene:
    return scene_of([off_map(n) for n in range(4)], "")


SCENES = {
    "town": _town,
    "one spot": _one_spot,
    "province": _province,
    "many": _many,
    "world": _world,
    "flat river": _flat_river,
    "hostile": _hostile,
    "scripts": _scripts,
    "arabic": _arabic,
    "nothing": _nothing,
    "nowhere": _nowhere,
}
"""Name → a function that makes the scene."""
