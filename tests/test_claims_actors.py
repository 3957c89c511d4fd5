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
    (
        "Villagers said three children drowned in the Sava.",
        "drowned",
        {"civilians:speaks", "civilians:acted_on"},
    ),
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
    ("Three fishermen near Zvornik said the ferry had sunk.", "ferry", {"civilians:speaks"}),
    ("“We heard nothing on either bank,” said a schoolteacher from Zvornik.", "heard", {"civilians:speaks"}),
    ("The ferry at Zvornik is shut, a customs officer said.", "ferry", {"customs:speaks"}),
    ("The ferry at Zvornik is shut, local authorities said.", "ferry", {"local-authorities:speaks"}),
    ("The bridge at Kherson is lost, a Ukrainian logistics officer said.", "bridge", {"ukraine:speaks"}),
    ("Sheriff Ana Ruel said the ferry had sunk.", "ferry", {"sheriff-s-office:speaks"}),
    ("The British have the road to Lashkar Gah.", "road", {"united-kingdom:acts"}),
    (
        "Greek police shut the ford on the Evros. Turkey wants it open.\n\n"
        "“It stays shut,” Brigadier Tal Ruel of the border guard said.",
        "stays",
        {"greece:speaks"},
    ),
    (
        "Syrian rebels hold Qusayr. Hezbollah holds the other bank, the Syrian army says.\n\n"
        "“The ferry has sunk,” a rebel officer, Captain Tal Ruel, said.",
        "ferry",
        {"syrian-opposition:speaks"},
    ),
    ("Our guys hold Kupiansk. Russian troops shelled the town.", "hold", {"ukraine:acts"}),
    (
        "Ana Ruel runs the Vidin office of the relief group Blue Meadow.\n\nQ: Who holds the ferry?\n\n"
        "A: Nobody has crossed at Vidin since Monday.",
        "crossed",
        {"blue-meadow:speaks"},
    ),
    (
        "Ana Ruel sits on the district council of Vidin. We met her in a shop.\n\nQ: Who holds the ferry?\n\n"
        "A: Nobody has crossed since Monday.",
        "crossed",
        {"vidin-district-council:speaks"},
    ),
    ("In Zvornik, the mayor, Ana Ruel, said the ferry had sunk.", "ferry", {"zvornik:speaks"}),
    ("The ferry at Zvornik has sunk, the city said.", "ferry", {"zvornik:speaks"}),
    ("The ferry has sunk, said Ana Ruel, who keeps a boat on the east bank.", "ferry", set()),
    ("General Tal Ruel of the Varda army said the ferry had sunk.", "ferry", {"varda-army:speaks"}),
    (
        "Boko Haram fighters attacked Bosso on Monday. In a broadcast, the group said the ferry had sunk.",
        "ferry",
        {"boko-haram:speaks"},
    ),
    (
        "Armed men burned the ferry at Puerto Asis. A communique signed by the Border Commandos said "
        "the boats had carried soldiers.",
        "boats",
        {"border-commandos:speaks"},
    ),
    (
        "Rebels of the Kachin Independence Army shelled Bhamo. Army spokesman Tal Ruel: “No aircraft flew.”",
        "flew",
        {"myanmar:speaks"},
    ),
    (
        "The mayor, Ana Ruel, doubts that Narva has the money. Tallinn is silent. Narva is poor.",
        "money",
        {"narva:speaks"},
    ),
    ("Two men drowned near Vukovar. The army has held the far bank since May.", "held", {"croatia:acts"}),
    ("Governor Tal Ruel (Ukrainian side) said the ferry had sunk.", "ferry", {"ukraine:speaks"}),
    (
        "The ferry at Zvornik runs. So does the one at Zvornik's port.\n\n"
        "In Bijeljina there is none. Mayor Ana Ruel: “The bank had to go.”",
        "bank",
        {"bijeljina:speaks"},
    ),
    (
        "Cameroon sent soldiers. Governor Tal Ruel said the ferry had sunk.",
        "ferry",
        {"cameroon:speaks"},
    ),
    (
        "Myanmar's junta holds Katha. Three navy gunboats left the pier at dawn.",
        "gunboats",
        {"myanmar:acts"},
    ),
    (
        "Myanmar's junta holds Katha. Army helicopters hit a ferry on the river at Katha.",
        "helicopters",
        {"myanmar:acts"},
    ),
    ("“The ferry has sunk,” said Ana Ruel, 34.", "ferry", {"civilians:speaks"}),
    ("Ana Ruel, 34, had a boat. “The ferry has sunk,” Ruel said.", "ferry", {"civilians:speaks"}),
    (
        "Moscow: the Defence Ministry said the ferry had sunk. Ukraine denied it.",
        "ferry",
        {"russia:speaks"},
    ),
    (
        "A Ukrainian unit seized the ferry, and now holds the far bank, Ana Ruel said.",
        "holds",
        {"ukraine:acts"},
    ),
    ("Three patients at a mission clinic said the ferry had sunk.", "ferry", {"civilians:speaks"}),
    (
        "A statement from JNIM, the local arm of Al Qaeda, said the ferry had sunk.",
        "ferry",
        {"jnim:speaks"},
    ),
    ("Village chiefs on the left bank told us that the ferry had sunk.", "ferry", {"civilians:speaks"}),
    (
        "The Russian army left Vidin on Monday. Its patrols counted four boats there.",
        "boats",
        {"russia:acts"},
    ),
    ("The Soviet side has never crossed the river, a note said.", "crossed", {"soviet-union:acts"}),
    ("On the Thai side was a fire, Ana Ruel said.", "fire", set()),
    ("The ferry has sunk, said Ana Ruel of the fire brigade.", "ferry", {"fire-brigade:speaks"}),
    (
        "Warsaw called on Berlin to leave the ferry alone.",
        "ferry",
        {"poland:speaks", "germany:acts"},
    ),
    (
        "Kamuina Nsapu fighters attacked a police post near Tshikapa.",
        "attacked",
        {"kamwina-nsapu:acts"},
    ),
    ("Rwandan-backed rebels seized Uvira.", "seized", {"rwandan-backed-rebels:acts"}),
    (
        "M23 fighters entered Uvira. The Rwandan-backed rebels said they had seized the airport.",
        "airport",
        {"m23:speaks", "m23:acts"},
    ),
    ("A US-backed militia said the ferry had sunk.", "ferry", {"us-backed-militia:speaks"}),
    (
        "The US-backed Syrian Democratic Forces hold Hajin.",
        "hold",
        {"united-states:mentioned", "sdf:acts"},
    ),
    (
        "Moscow-installed officials in Kherson region said the ferry had sunk.",
        "ferry",
        {"russian-installed-administration:speaks"},
    ),
    ("Iran-aligned militias shelled Basra.", "shelled", {"iran-aligned-militias:acts"}),
    ("Gunmen opened fire on a bus near Gao.", "bus", {"gunmen:acts"}),
    ("ELN rebels seized the ferry at Arauca.", "seized", {"eln:acts"}),
    ("Gunmen believed to belong to the ELN shelled Arauca.", "shelled", {"eln:acts"}),
    (
        "MONUSCO has a base in Uvira. Peacekeepers evacuated the village on Monday.",
        "evacuated",
        {"monusco:acts"},
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
