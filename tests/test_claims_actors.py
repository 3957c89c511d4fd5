"""Who speaks, acts and suffers in a claim: people without a name, local bodies, the enemy and one's own."""

from datetime import date

import pytest

from geo.model import Document
from geo.pipeline import read_document

# text, words of the claim asked for, actors as id:role
ROWS = [
    ("Human rights groups say troops alone do not help.", "troops", {"human-rights-groups:speaks"}),
    ("The NSW SES said 300 people had been evacuated.", "300", {"nsw-ses:speaks", "civilians:acted_on"}),
    ("Police in Vidin said 40 families had fled.", "families", {"police:speaks", "civilians:acts"}),
    ("Villagers said three children drowned in the Sava.", "drowned", {"civilians:acted_on"}),
    (
        "Ana Ruel of the group Blue Meadow said the dam would hold.",
        "dam",
        {"blue-meadow:speaks"},
    ),
    (
        "Ivo Tal, interior minister of Kasai province, said soldiers had retaken the ferry.",
        "retaken",
        {"kasai-province:speaks"},
    ),
    (
        "The enemy shelled Vukovar, the Croatian army said. Serbian gunners fired 40 rounds, it added.",
        "shelled",
        {"croatia:speaks", "serbia:acts"},
    ),
    ("Our guys hold Kupiansk. Russian troops shelled the town.", "hold", {"ukraine:acts"}),
    (
        "Kamuina Nsapu fighters attacked a police post near Tshikapa.",
        "attacked",
        {"kamwina-nsapu:acts"},
    ),
]


@pytest.mark.parametrize(("text", "words", "wanted"), ROWS)
def test_actors_of_a_claim(text: str, words: str, wanted: set[str]) -> None:
    claims = read_document(Document.of(text, published=date(2024, 3, 8)))
    claim = next(one for one in claims if words in one.text)
    assert {f"{role.actor.id}:{role.role.value}" for role in claim.actors} == wanted


def test_nobody_s_enemy_is_not_guessed() -> None:
    claims = read_document(Document.of("The enemy crossed the river at dawn.", published=date(2024, 3, 8)))
    assert [role for claim in claims for role in claim.actors] == []
