"""Fire from one bank at the other: the claim stands where it hits."""

from __future__ import annotations

import pytest

from geo.model import Bank, Document
from geo.pipeline import place_claims, read_document
from geo.river import load_river

ROWS = [
    ("Gunners in Oleshky shelled Kherson on Monday, Ana Ruel said.", "Kherson", Bank.RIGHT),
    ("Artillery near Kherson has repeatedly hit a depot in Oleshky, Ana Ruel said.", "Oleshky", Bank.LEFT),
    ("Rockets were fired at Kherson from Oleshky, Ana Ruel said.", "Kherson", Bank.RIGHT),
    (
        "Two people died in Kherson under shells fired from near Oleshky, Ana Ruel said.",
        "Kherson",
        Bank.RIGHT,
    ),
    ("The shelling of Oleshky from Kherson killed two men, Ana Ruel said.", "Oleshky", Bank.LEFT),
    ("Fighters were driven from Oleshky after heavy fighting, Ana Ruel said.", "Oleshky", Bank.LEFT),
    ("Shells fired from Oleshky killed two men, Ana Ruel said.", "Oleshky", Bank.LEFT),
    ("Rockets fired from Kherson hit Oleshky, Ana Ruel said.", "Oleshky", Bank.LEFT),
    ("Drones hit houses in Kherson and in Oleshky, Ana Ruel said.", "Kherson", Bank.BOTH),
    ("Troops moved from Kherson to Oleshky, Ana Ruel said.", "Kherson", Bank.BOTH),
]


@pytest.mark.parametrize(("text", "place", "bank"), ROWS)
def test_a_claim_stands_where_fire_hits(text: str, place: str, bank: Bank) -> None:
    (placed,) = place_claims(read_document(Document.of(text)), load_river("Dnipro"))
    assert placed.place is not None
    assert placed.place.place is not None
    assert (placed.place.place.name, placed.call.bank) == (place, bank)


def test_the_place_that_fire_comes_from_stays_in_the_record() -> None:
    (claim,) = read_document(Document.of("Gunners in Oleshky shelled Kherson on Monday, Ana Ruel said."))
    assert {r.place.name for r in claim.places if r.place} == {"Kherson", "Oleshky"}


def test_without_a_boundary_a_crossing_of_a_river_is_on_it() -> None:
    text = "More than 3,000 people waded across the Euphrates to the far side, Ana Ruel said."
    (placed,) = place_claims(read_document(Document.of(text)), None)
    assert placed.call.bank is Bank.ON_RIVER
