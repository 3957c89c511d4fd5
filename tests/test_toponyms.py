"""Recognition: which words of a text name places."""

import time

import pytest

from geo.gazetteer import load_gazetteer
from geo.model import MentionKind, Span
from geo.text.toponyms import mention_at, recognize_toponyms

TOWNS = [
    "Raqqa", "Palmyra", "Kobani", "Aleppo", "Homs", "Hajin", "Baghuz", "Manbij", "Afrin", "Idlib", "Mosul",
    "Fallujah", "Sinjar", "Tikrit", "Bakhmut", "Avdiivka", "Kherson", "Mariupol", "Kursk", "Sirte", "Misrata",
    "Benghazi", "Goma", "Bukavu", "Khartoum", "Omdurman", "Nyala", "Zalingei", "Myawaddy", "Lashio",
    "Stepanakert", "Shusha", "Vukovar", "Srebrenica", "Rafah", "Jabalia", "Kandahar", "Kunduz", "Taiz",
    "Hodeidah", "Marib", "Mekelle", "Lalibela",
]  # fmt: skip


def names(text: str) -> list[str]:
    return [mention.text for mention in recognize_toponyms(text, load_gazetteer())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fighting went on in Abu Kamal, a town in Syria.", ["Abu Kamal", "Syria"]),
        ("Boats crossed the Euphrates River near Hajin in Syria.", ["Euphrates River", "Hajin", "Syria"]),
        ("Talks were held in Deir ar Zour province in Syria.", ["Deir ar Zour", "Syria"]),
        ("Syrian officials met Russian officers in Damascus.", ["Syrian", "Russian", "Damascus"]),
        ("Police in Lexington, Ky., searched the house.", ["Lexington", "Ky."]),
        ("The U.S. and the U.K. signed in Paris, France.", ["U.S.", "U.K.", "Paris", "France"]),
        ("Mr Paris told Charlotte Smith that the court was wrong.", []),
        ("She said so on Monday in May, and He agreed.", []),
        ("SYRIA: HEAVY FIGHTING IN ALEPPO\n\nResidents left.", ["SYRIA", "ALEPPO"]),
        ("The flood reached Saint-Étienne and Xi'an in China.", ["Saint-Étienne", "Xi'an", "China"]),
        ("Shells fell on Tel Abyad in Syria's north.", ["Tel Abyad", "Syria"]),
        ("The al-Omar oil field in Syria was shelled.", ["al-Omar oil field", "Syria"]),
        ("They went to Bosnia and Herzegovina by train.", ["Bosnia and Herzegovina"]),
        ("Russian troops shelled Mariupol on Monday.", ["Russian", "Mariupol"]),
        ("Iraqi forces took Rawa and Anah.", ["Iraqi", "Rawa", "Anah"]),
        ("Shells hit Kapan and Goris in Armenia.", ["Kapan", "Goris", "Armenia"]),
        ("Residents of Kapan complained.", ["Kapan"]),
        ("The Aleppo-Damascus highway was cut.", ["Aleppo", "Damascus"]),
        ("Lebanese media said Khiam and Aitaroun were hit.", ["Lebanese", "Khiam", "Aitaroun"]),
        ("Shells fell on Херсон in Ukraine.", ["Херсон", "Ukraine"]),
        ("The regional governor, Oleh Drahan, said that Ukraine had lost a bridge.", ["Ukraine"]),
        ("Croatia protested. At Brcko, in Bosnia, guns fell silent.", ["Croatia", "Brcko", "Bosnia"]),
        ("Vehicles of the SDF left Ain Issa in Syria.", ["Ain Issa", "Syria"]),
        ("Talks were held in Georgia.", ["Georgia"]),
        ("The Kerch Bridge was hit.", ["Kerch Bridge"]),
        ("They crossed at Qaim, near the al-Omar oil field.", ["Qaim", "al-Omar oil field"]),
        ("Kadyrov was wounded, an aide said.", []),
        ("Bayraktar was shot down.", []),
        ("Alexander was killed in the fighting.", []),
        ("", []),
        ("... !!! ???", []),
    ],
)
def test_recognition(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "name",
    TOWNS,
)
@pytest.mark.parametrize("said", ["{} was shelled on Monday.", "Shells fell on {} at dawn."])
def test_a_town_that_a_war_made_known_is_found_by_its_name_alone(name: str, said: str) -> None:
    assert names(said.format(name)) == [name]


@pytest.mark.parametrize("text", ["Ukraine’s army left Kherson’s outskirts.", "“Kherson” is in Ukraine."])
def test_offsets_are_those_of_the_text(text: str) -> None:
    for mention in recognize_toponyms(text, load_gazetteer()):
        assert mention.span.of(text) == mention.text


@pytest.mark.xfail(reason="a country's name weighs more than the surname behind it")
def test_a_person_may_be_called_like_a_country() -> None:
    assert names("He told Jordan Smith that the court was wrong.") == []


def test_a_people_is_told_from_a_place() -> None:
    kinds = {m.text: m.kind for m in recognize_toponyms("Turkish troops left Turkey.", load_gazetteer())}
    assert kinds == {"Turkish": MentionKind.DEMONYM, "Turkey": MentionKind.PLACE}


def test_mentions_explain_themselves() -> None:
    (mention,) = recognize_toponyms("The convoy came from Damascus.", load_gazetteer())
    assert mention.reasons
    assert all(reason.detail and reason.score for reason in mention.reasons)


def test_a_given_span_makes_a_mention() -> None:
    text = "They left Qwxzyville."
    mention = mention_at(text, Span(10, 20), load_gazetteer())
    assert (mention.text, mention.kind) == ("Qwxzyville", MentionKind.PLACE)


@pytest.mark.parametrize(
    "piece",
    [
        "Abu Kamal near the Euphrates. ",
        "A. B. C. D-E-F ",
        "Al-",
        "of the of the ",
        "Deir ez-Zor of ",
        "\n",
        "«»'",
    ],
)
def test_time_is_linear_in_the_text(piece: str) -> None:
    def seconds(size: int) -> float:
        text = (piece * (size // len(piece) + 1))[:size]
        began = time.process_time()
        recognize_toponyms(text, load_gazetteer())
        return time.process_time() - began

    seconds(2_000)
    short, long = seconds(20_000), seconds(160_000)
    assert long < 30 * max(short, 0.02)
