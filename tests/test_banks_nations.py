"""The bank of a country, by the towns near a place: real rivers, both countries, and a river inside one."""

import pytest

from geo.banks.nations import bank_of_country
from geo.model import Bank
from geo.river import load_river

BANKS = [
    ("Evros", "GR", (26.2, 40.9), Bank.RIGHT),
    ("Evros", "TR", (26.2, 40.9), Bank.LEFT),
    ("Salween", "TH", (97.84, 18.0), Bank.LEFT),
    ("Rhine", "FR", (7.8, 48.57), Bank.LEFT),
    ("Rhine", "DE", (7.8, 48.57), Bank.RIGHT),
    ("Dnipro", "UA", (32.6, 46.6), Bank.NONE),
    ("Dnipro", "RU", (32.6, 46.6), Bank.NONE),
    ("Rhine", "FR", None, Bank.LEFT),
    ("Rhine", "DE", None, Bank.RIGHT),
    ("Oder", "PL", None, Bank.RIGHT),
    ("Jordan", "IL", None, Bank.NONE),
    ("Mekong", "TH", None, Bank.RIGHT),
    ("Jordan", "JO", None, Bank.LEFT),
    ("Dnipro", "UA", None, Bank.NONE),
]


@pytest.mark.parametrize(("river", "country", "at", "bank"), BANKS)
def test_bank_of_country(river, country, at, bank):
    assert bank_of_country(country, load_river(river), at) is bank
