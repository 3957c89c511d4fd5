"""Resolution: which place a name means in its text."""

import pytest

from geo.gazetteer import load_gazetteer
from geo.model import Resolution
from geo.resolve import resolve_toponyms
from geo.text.toponyms import recognize_toponyms


def read(text: str) -> dict[str, Resolution]:
    gazetteer = load_gazetteer()
    found = resolve_toponyms(text, recognize_toponyms(text, gazetteer), gazetteer)
    return {resolution.mention.text: resolution for resolution in found}


@pytest.mark.parametrize(
    ("text", "mention", "country", "code"),
    [
        ("Troops moved through Deir ez-Zor province in Syria.", "Deir ez-Zor", "SY", "ADM1"),
        ("Shells from Oleshky and Hola Prystan fell on Kherson, Ukraine, at noon.", "Kherson", "UA", "PPL"),
        ("Shells fell on Kherson region in Ukraine at noon.", "Kherson", "UA", "ADM1"),
        ("The governor of Kherson in Ukraine spoke at noon.", "Kherson", "UA", "ADM1"),
        ("Boats left Orestiada in Greece for Edirne in Turkey.", "Edirne", "TR", "PPL"),
        ("Trucks left Rezina in Moldova at noon.", "Rezina", "MD", "PPL"),
        ("The mayor of the city of Raqqa in Syria spoke.", "Raqqa", "SY", "PPL"),
        ("They met in Paris, Texas, last week.", "Paris", "US", "PPL"),
        ("They met in Paris, France, last week.", "Paris", "FR", "PPLC"),
        ("The court sits in Tbilisi, the capital of Georgia.", "Georgia", "GE", "PCLI"),
        ("Voters in Atlanta and Savannah decide who wins Georgia.", "Georgia", "US", "ADM1"),
        ("Boats crossed the Euphrates near Hajin in Syria.", "Euphrates", "SY", "STM"),
        ("Police in Lexington, Ky., searched the house.", "Ky.", "US", "ADM1"),
    ],
)
def test_resolution(text: str, mention: str, country: str, code: str) -> None:
    place = read(text)[mention].place
    assert place is not None
    assert (place.country, place.feature_code) == (country, code)


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("Fighting went on near Abu Kamal in Syria.", True),
        ("Fighting went on in and around Abu Kamal in Syria.", True),
        ("Strikes in the vicinity of Abu Kamal in Syria stopped.", True),
        ("Fighting went on in Abu Kamal in Syria.", False),
        ("Nearby roads were closed. Abu Kamal in Syria was quiet.", False),
    ],
)
def test_near(text: str, near: bool) -> None:
    assert read(text)["Abu Kamal"].near is near


def test_an_ambiguous_name_keeps_its_candidates_and_reasons() -> None:
    found = read("The fair is held in Springfield every year.")["Springfield"]
    assert len(found.candidates) > 3
    assert found.reasons
    assert any(reason.feature == "ambiguous" for reason in found.reasons)


def test_a_people_is_its_country() -> None:
    place = read("Syrian officials spoke in Damascus.")["Syrian"].place
    assert place is not None
    assert place.geonames_id == 163843


def test_an_unknown_name_is_an_ordinary_answer() -> None:
    gazetteer = load_gazetteer()
    from geo.model import Span
    from geo.text.toponyms import mention_at

    text = "They left Qwxzyville."
    (found,) = resolve_toponyms(text, [mention_at(text, Span(10, 20), gazetteer)], gazetteer)
    assert found.place is None
    assert found.reasons
