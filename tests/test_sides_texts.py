"""Short reports about other rivers and wars, all invented: which bank each claim speaks of, read whole.

A row is the river, the report, and for words out of its claims the bank that is right; several where a
reader may take more than one. The banks were written down before any rule was.
"""

# ruff: noqa: E501 - a report is read whole
from __future__ import annotations

import pytest

from geo.model import Document, PlacedClaim
from geo.pipeline import place_claims, read_document
from geo.river import load_river

TEXTS: list[tuple[str, str, dict[str, str]]] = [
    (
        "Danube",
        "NOVI SAD - NATO aircraft destroyed the last of the city's three bridges before dawn, officials said. "
        '"Nobody can cross," said Milan Terzin, a civil defence officer. '
        "A missile also fell on Petrovaradin, across the river from Novi Sad, wounding two people, he said. "
        "The refinery on the left bank burned for hours, a fire brigade spokesman said.",
        {
            "last of the city": "on_river",
            "Nobody can cross": "on_river",
            "fell on Petrovaradin": "right",
            "refinery on the left bank": "left",
        },
    ),
    (
        "Dnipro",
        "Ukrainian marines hold a strip of the left bank near Krynky, the southern command said on Monday. "
        "Russian jets dropped glide bombs on right-bank Kherson overnight, the governor said. "
        "Russia's Defence Ministry said its gunners had sunk two speedboats. "
        "It said the Ukrainians had been thrown back across the river. "
        "Left-bank authorities appointed by Moscow said all was calm.",
        {
            "hold a strip": "left",
            "glide bombs": "right",
            "two speedboats": "on_river",
            "thrown back across": "on_river left",
            "all was calm": "none left",
        },
    ),
    (
        "Euphrates",
        "The SDF said its fighters had repelled an attack from the Shamiya side of the river near Mayadin. "
        'The tribes of the Jazira are "with us", said a commander, Abu Sultan. '
        "Government media said militias had shelled Dhiban, on the opposite bank from Mayadin. "
        "A resident said the ferry at Buqruq had been hit and three people had drowned.",
        {"repelled an attack": "left", "shelled Dhiban": "left", "ferry at Buqruq": "on_river"},
    ),
    (
        "Tigris",
        "Iraqi forces have cleared eastern Mosul, the joint command said. "
        "Jihadists still hold the western half of the city, an officer said. "
        '"They are firing mortars at us from the other side," he said. '
        "Two of the floating bridges have been repaired, the army's engineers said.",
        {
            "cleared eastern Mosul": "left",
            "hold the western half": "right",
            "firing mortars at us": "left",
            "floating bridges": "on_river",
        },
    ),
    (
        "Nile",
        "The army shelled Omdurman from across the Nile on Sunday, witnesses said. "
        "The RSF said it had shot down a drone over Bahri. "
        "Boats carrying wounded men were seen midstream near Tuti Island, a doctor said.",
        {"shelled Omdurman": "left", "Boats carrying": "on_river"},
    ),
    (
        "Dniester",
        "Moldova's government said separatist troops had set up a checkpoint in Transnistria, opposite Vadul lui Voda. "
        'Tiraspol denied it. "Our soldiers have not moved an inch," a spokesman, Anton Belkov, said. '
        "Police on the right bank were told to stay in their barracks, Chisinau said.",
        {
            "set up a checkpoint": "left",
            "have not moved an inch": "left none",
            "Police on the right": "right",
        },
    ),
    (
        "Jordan",
        "Israeli troops raided a village north of Jericho on Friday, residents said. "
        "The army said two men had been shot on the Jordanian side of the river. "
        "Amman said nobody had been hurt on the eastern bank. "
        "The bridge will stay shut until Sunday, the crossings authority said.",
        {
            "shot on the Jordanian side": "left",
            "nobody had been hurt on the eastern": "left",
            "bridge will stay shut": "on_river",
        },
    ),
    (
        "Mekong",
        "A patrol boat was fired on near Sop Ruak, Thai police said. "
        "The shots came from the Lao bank, a Thai officer said. "
        "Vientiane said its soldiers had only fired into the air. "
        "Six crewmen were killed, police said.",
        {
            "patrol boat was fired on": "on_river",
            "shots came from": "on_river right",
            "Six crewmen": "on_river",
        },
    ),
    (
        "Amur",
        "Chinese fishermen had landed on an island in mid-river, Russian border guards said. "
        "Beijing said the men had never left the southern bank. "
        "Both banks are being patrolled, a Russian officer said.",
        {
            "landed on an island": "on_river",
            "never left the southern": "right",
            "Both banks are being": "both",
        },
    ),
    (
        "Drina",
        "Serb shells fell on Gorazde for a third day, the Bosnian army said. "
        "Eight people were killed in the market, doctors said. "
        "The left-bank suburbs are cut off since the bridge was hit, a UN observer said. "
        "The Bosnian Serb army denied shelling the town.",
        {
            "Eight people were killed": "right left none",
            "left-bank suburbs": "left",
        },
    ),
    (
        "Rhine",
        "American engineers threw a pontoon bridge over the Rhine at Remagen, the First Army said. "
        "German guns on the far bank kept firing at it all night, a sergeant said. "
        "By noon three battalions stood on the east bank, headquarters said.",
        {
            "pontoon bridge over": "on_river",
            "kept firing at it": "on_river none",
            "three battalions stood": "right",
        },
    ),
    (
        "Irrawaddy",
        "Rebels seized a landing on the western shore of the Irrawaddy near Katha, the KIA said. "
        "The junta said its gunboats had shelled the rebels' camp. "
        "Villagers fled to the opposite bank by raft, an aid worker said. "
        "Myanmar's foreign ministry called on its neighbours to stop supplying arms.",
        {
            "seized a landing": "right",
            "fled to the opposite": "left on_river",
            "stop supplying arms": "none",
        },
    ),
    (
        "Niger",
        "Gunmen on motorcycles killed 12 farmers in a hamlet in the Gourma, south of Gao, a local official said. "
        "The army said it had sent troops across the river by ferry. "
        "Two soldiers were wounded on the right bank, it said.",
        {"killed 12 farmers": "right", "sent troops across": "on_river", "Two soldiers": "right"},
    ),
    (
        "Donets",
        "Russian units reached the river near Bilohorivka, the Ukrainian general staff said. "
        "They lost 70 vehicles trying to cross, it said. "
        "Fighting goes on for the bridgehead on the southern bank, a brigade commander said. "
        "Western countries should send more shells, he said.",
        {
            "reached the river": "on_river left",
            "trying to cross": "on_river",
            "bridgehead on the southern": "right",
            "send more shells": "none",
        },
    ),
    (
        "Vistula",
        "Soviet troops stood on the east bank of the Vistula and watched, a survivor said. "
        "German planes bombed Praga, across the river, on Tuesday, the Home Army said. "
        "Its own companies held out in the Old Town, on the left bank, it said.",
        {"stood on the east bank": "right", "bombed Praga": "right", "held out in the Old Town": "left"},
    ),
    (
        "Euphrates",
        "Turkish-backed rebels said they had taken three villages west of the Euphrates and would not go east of it. "
        "The YPG said it had withdrawn to the east side of the river a week ago. "
        '"There is not one of our fighters left in Manbij," its spokesman, Redur Kobani, said.',
        {
            "taken three villages": "right",
            "withdrawn to the east": "left",
            "not one of our fighters": "right",
        },
    ),
]

WEAK = {
    "repelled an attack": "fire from a land, on nobody named",
    "firing mortars at us": "where the speaker stands is in no word",
    "shots came from": "an adjective of nationality that the tables lack",
    "killed 12 farmers": "a town that only gives the distance counts as the scene",
}
"""Known weaknesses, by the words of the claim."""


def _marks(words: str) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(reason=WEAK[words], strict=True)] if words in WEAK else []


ROWS = [
    pytest.param(river, text, words, banks.split(), id=f"{river}-{words[:20]}", marks=_marks(words))
    for river, text, gold in TEXTS
    for words, banks in gold.items()
]


def bank_in(river: str, text: str, words: str) -> str:
    placed = place_claims(read_document(Document.of(text)), load_river(river))
    return str(_claim_with(placed, words).call.bank)


def _claim_with(placed: tuple[PlacedClaim, ...], words: str) -> PlacedClaim:
    found = [one for one in placed if words in " ".join(one.claim.text.split())]
    assert found, [one.claim.text for one in placed]
    return found[-1]


@pytest.mark.parametrize(("river", "text", "words", "banks"), ROWS)
def test_bank_of_a_claim_in_its_report(river: str, text: str, words: str, banks: list[str]) -> None:
    assert bank_in(river, text, words) in banks
