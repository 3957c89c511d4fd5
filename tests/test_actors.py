"""Parties in a text: names, adjectives, seats of government, names that only a context resolves."""

import pytest

from geo.actors import colour_of, find_people, load_actors, slug

# text, countries it is about, ids in order
FOUND = [
    ("Islamic State, IS, ISIS, ISIL and Daesh are one.", (), ["islamic-state"] * 5),
    ("What is is, and they told us so.", (), []),
    ("US troops and U.S. forces left.", (), ["united-states", "united-states"]),
    ("The regime shelled the town.", ("SY",), ["syrian-government"]),
    ("The regime shelled the town.", (), []),
    ("Coalition jets and the coalition.", ("SY", "IQ"), ["us-led-coalition", "us-led-coalition"]),
    ("The coalition bombed a port.", ("YE",), ["saudi-led-coalition"]),
    ("The Ukrainian army and Ukrainian forces advanced.", (), ["ukraine", "ukraine"]),
    ("The Russian Foreign Ministry spoke.", (), ["russia"]),
    ("Russia's defence ministry spoke.", (), ["russia"]),
    ("Ukrainian farmers harvest wheat in Ukraine.", (), []),
    ("Moscow denied it.", (), ["russia"]),
    ("The train from Moscow was late.", (), []),
    ("Khartoum rejected the offer.", (), ["sudan"]),
    ("They live in Khartoum.", (), []),
    ("The army held the bridge.", ("SD",), ["sudanese-armed-forces"]),
    ("RSF fighters crossed.", ("SD",), ["rapid-support-forces"]),
    ("The Niger River rose.", (), []),
    ("Thousands of ethnic Albanians fled.", (), []),
    ("The Russians crossed.", (), ["russia"]),
    ("The Harvest Front (HF) struck; HF fighters fled.", (), ["harvest-front", "harvest-front"]),
    ("Members of the Union of Forces for Renewal came.", (), ["union-of-forces-for-renewal"]),
    ("Da'esh, Daesh and DAESH", (), ["islamic-state", "islamic-state", "islamic-state"]),
    ("Hizbollah and Hezbollah", (), ["hezbollah", "hezbollah"]),
    ("al Qaeda and al-Qaida", (), ["al-qaeda", "al-qaeda"]),
    ("The Democratic Republic of the Congo is large.", (), []),
    ("in the Democratic Republic of the Congo", (), []),
    ("The junta bombed the base.", ("TH", "MM"), ["myanmar"]),
    ("Russian-held areas", (), ["russia"]),
    ("Kachin rebels fled; the rebels left.", (), ["kia", "kia"]),
    ("The rebels left.", (), []),
    ("A Croat militia shelled the port.", ("BA",), ["hvo"]),
    ("A Croat militia shelled the port.", ("HR",), []),
    ("Villagers fled to Thailand and down the Niger.", (), []),
    ("So the Netherlands said.", (), ["netherlands"]),
]


@pytest.mark.parametrize(("text", "countries", "ids"), FOUND)
def test_find(text, countries, ids):
    found = load_actors().find(text, countries=countries)
    assert [actor.id for _, actor in found] == ids


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Coalition", None),
        ("the Syrian Democratic Forces", "sdf"),
        ("Damascus", "syrian-government"),
        ("United States", "united-states"),
        ("spokesman of the Israeli army", "israel"),
        ("nobody in particular", None),
    ],
)
def test_resolve(name, wanted):
    actor = load_actors().resolve(name)
    assert (actor and actor.id) == wanted


def test_spans_cover_the_words():
    text = "Then the Russian Foreign Ministry spoke."
    ((span, actor),) = load_actors().find(text)
    assert (span.of(text), actor.name) == ("Russian Foreign Ministry", "Russia")


def test_ids_and_colours_are_unique_and_stable():
    actors = list(load_actors())
    assert len({actor.id for actor in actors}) == len(actors) > 300
    assert all(len(actor.colour) == 7 and actor.colour.startswith("#") for actor in actors)
    assert load_actors().get("sdf").colour == "#e3b505"
    assert colour_of("harvest-front", ["#111111", "#222222"]) == colour_of(
        "harvest-front", ["#111111", "#222222"]
    )


def test_unknown_organisations_keep_their_name():
    actor = load_actors().unknown("the Harvest Front")
    assert (actor.id, actor.name, actor.kind) == ("harvest-front", "Harvest Front", "other")


@pytest.mark.parametrize(
    ("name", "wanted"), [("The Harvest Front", "harvest-front"), ("{{7*191}}", "7-191"), ("!", "unnamed")]
)
def test_slug(name, wanted):
    assert slug(name) == wanted


# text, the words read as people or local bodies, their ids
PEOPLE = [
    ("Five villagers were wounded and residents fled.", ["villagers", "residents"], ["civilians"] * 2),
    ("Firefighters rescued 12 people.", ["Firefighters", "people"], ["rescuers", "civilians"]),
    ("The People's Defence Forces met residents' association leaders.", [], []),
    ("Armed civilians and a people-smuggler", [], []),
    ("Police closed the road; policemen stood there.", ["Police", "policemen"], ["police"] * 2),
    ("The district council never refused.", ["district council"], ["district-council"]),
    ("It burned near the town's hospital.", ["hospital"], ["hospital"]),
    ("The council met in the new hospital.", [], []),
    ("Aid agencies and human rights groups object.", ["Aid agencies", "human rights groups"],
     ["aid-agencies", "human-rights-groups"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "ids"), PEOPLE)
def test_people_without_a_name(text, words, ids):
    found = find_people(text, ())
    assert [span.of(text) for span, _ in found] == words
    assert [actor.id for _, actor in found] == ids


def test_named_parties_keep_their_words():
    text = "Greek police stopped migrants."
    named = load_actors().find(text)
    assert [actor.id for _, actor in named] == ["greece"]
    assert [actor.id for _, actor in find_people(text, named)] == ["civilians"]
