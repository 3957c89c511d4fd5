"""Lands of one bank, by name: what counts, what is another word, and rows that the catalogue knows."""

import tomllib
from importlib import resources

import pytest

from geo.banks.regions import region_in
from geo.model import Bank
from geo.river import load_river, load_rivers

NAMED = [
    ("Dniester", "a checkpoint in Transnistria, yes", "Transnistria", Bank.LEFT),
    ("Dniester", "in trans-dniester", None, None),
    ("Euphrates", "tribes of al-Jazira said", "al-Jazira", Bank.LEFT),
    ("Tigris", "tribes of al-Jazira said", "al-Jazira", Bank.RIGHT),
    ("Dnipro", "across Left-bank Ukraine", "Left-bank Ukraine", Bank.LEFT),
    ("Dnipro", "across Right-Bank\nUkraine", "Right-Bank\nUkraine", Bank.RIGHT),
    ("Danube", "in Bačka", "Bačka", Bank.LEFT),
    ("Danube", "a pest problem", None, None),
    ("Danube", "in Pestering", None, None),
    ("Niger", "they came from the Gourma", None, None),
    ("Seine", "in Transnistria", None, None),
]


@pytest.mark.parametrize(("river", "text", "name", "bank"), NAMED)
def test_a_land_of_one_bank(river, text, name, bank):
    assert region_in(text, load_river(river)) == ((name, bank) if name else None)


def test_every_row_is_of_a_known_river_and_names_no_land_on_both_banks():
    source = resources.files("geo.data") / "sources" / "banks_regions.toml"
    for row in tomllib.loads(source.read_text(encoding="utf-8"))["river"]:
        assert row["river"] in load_rivers()
        assert not set(row.get("left", ())) & set(row.get("right", ()))
