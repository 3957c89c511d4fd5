"""Resolution: which place a name means in its text."""

import pytest

from geo.gazetteer import load_gazetteer
from geo.model import Resolution, Span
from geo.resolve import resolve_toponyms
from geo.text.toponyms import mention_at, recognize_toponyms


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
        ("The boat came down the Niger from Timbuktu in Mali.", "Niger", "NE", "STM"),
        ("Ferries crossed the Jordan near Jericho.", "Jordan", "JO", "STM"),
        ("The Dnipro is wide near Kherson in Ukraine.", "Dnipro", "UA", "STM"),
        ("Niger closed its border with Mali.", "Niger", "NE", "PCLI"),
        ("The Niger army left Timbuktu in Mali.", "Niger", "NE", "PCLI"),
        ("Soldiers in the Congo left Kinshasa.", "Congo", "CD", "PCLI"),
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
    ("text", "mention", "province"),
    [
        ("A man was arrested in Paris, Ky., on Monday.", "Paris", "KY"),
        ("Two died near Columbia, Kentucky, on Monday.", "Columbia", "KY"),
        ("He moved from Idaho Falls to Paris, Idaho.", "Paris", "ID"),
        ("Voters in Springfield, Vermont, went to the polls.", "Springfield", "VT"),
    ],
)
def test_a_small_town_is_found_in_the_province_named_behind_it(
    text: str, mention: str, province: str
) -> None:
    place = read(text)[mention].place
    assert place is not None
    assert (place.country, place.admin1) == ("US", province)


@pytest.mark.parametrize(
    ("text", "mention", "town"),
    [
        ("They were taken to Mercy Hospital in Des Moines, Iowa.", "Mercy Hospital", "Des Moines"),
        ("The Tahir Bridge in Cairo, Egypt, was closed to traffic.", "Tahir Bridge", "Cairo"),
    ],
)
def test_a_town_stands_in_for_a_site_that_nobody_knows(text: str, mention: str, town: str) -> None:
    gazetteer = load_gazetteer()
    start = text.index(mention)
    towns = recognize_toponyms(text, gazetteer)
    given = [m for m in towns if not m.span.overlaps(Span(start, start + len(mention)))]
    given.append(mention_at(text, Span(start, start + len(mention)), gazetteer))
    mentions = sorted(given, key=lambda m: m.span.start)
    found = {r.mention.text: r for r in resolve_toponyms(text, mentions, gazetteer)}[mention]
    assert found.place is not None
    assert found.place.name == town
    assert found.near
    assert found.score <= 0.5
    assert [reason.feature for reason in found.reasons] == ["stands_in"]


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


@pytest.mark.parametrize(
    ("written", "name", "country", "letter"),
    [
        ("Khers\u043en", "Kherson", "UA", "U+043E"),
        ("\u041cosul", "Mosul", "IQ", "U+041C"),
        ("\u0391leppo", "Aleppo", "SY", "U+0391"),
        ("Мap\u0456уполь", "Mariupol", "UA", "U+0061"),
    ],
)
def test_look_alike_letters_are_flagged_and_still_resolved(
    written: str, name: str, country: str, letter: str
) -> None:
    found = read(f"Shells fell on {written} in {load_gazetteer().country_name(country)} at noon.")[written]
    assert found.place is not None
    assert (found.place.name, found.place.country) == (name, country)
    flagged = [reason.detail for reason in found.reasons if reason.feature == "lookalike"]
    assert len(flagged) == 1
    assert letter in flagged[0]


def test_an_honest_spelling_is_not_flagged() -> None:
    found = read("Shells fell on Херсон and Kherson at noon.")
    assert not [r for one in found.values() for r in one.reasons if r.feature == "lookalike"]


def test_a_people_is_its_country() -> None:
    place = read("Syrian officials spoke in Damascus.")["Syrian"].place
    assert place is not None
    assert place.geonames_id == 163843


def test_an_unknown_name_is_an_ordinary_answer() -> None:
    gazetteer = load_gazetteer()
    text = "They left Qwxzyville."
    (found,) = resolve_toponyms(text, [mention_at(text, Span(10, 20), gazetteer)], gazetteer)
    assert found.place is None
    assert found.reasons
