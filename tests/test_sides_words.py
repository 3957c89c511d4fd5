"""Words to banks: one invented sentence a row, on many rivers, and the banks a reader may take it for."""

from __future__ import annotations

import pytest

from geo.model import Document
from geo.pipeline import place_claims, read_document
from geo.river import load_river

SENTENCES = [
    ("Drava", "The radio said gunners north of the Drava shelled Osijek all night.", "right"),
    ("Drava", "The mayor said villages north of the Drava were shelled all night.", "left"),
    ("Dnipro", "The mayor said troops on the left bank fired rockets at Kherson.", "right"),
    ("Euphrates", "The agency said a drone had hit a car on the western side of the bridge.", "right"),
    ("Oder", "The council said smoke was rising on the left bank south of the bridge.", "left"),
    ("Severn", "The club said its ground in Worcester would be under water for a week.", "none left"),
    ("Dnipro", "The ministry said people from the left bank were in hospital in Kherson.", "right"),
    (
        "Mississippi",
        "The sheriff said families had fled from the west bank to the east.",
        "both left on_river",
    ),
    ("Donets", "Russian forces on the river's right bank have been reinforced, the ministry said.", "right"),
    ("Donets", "Troops advanced on the Donets' northern bank near Lyman, the staff said.", "left"),
    ("Donets", "The bridgehead south of the river was eliminated, Kyiv said.", "right"),
    ("Donets", "Units withdrew to positions north of the Siverskyi Donets, the staff said.", "left"),
    ("Dnipro", "The officer said his men had dug in along the left bank.", "left"),
    ("Dnipro", "The officer said the Left Bank was being shelled daily.", "left"),
    ("Dnipro", "The officer said the right-bank part of the region was calm.", "right"),
    ("Dnipro", "Russia's army said it had hit a Ukrainian crossing point.", "on_river"),
    ("Dnipro", "The ministry said three landing craft had been destroyed.", "on_river"),
    ("Dnipro", "The mayor said people living on both sides of the Dnipro lacked water.", "both"),
    (
        "Dnipro",
        "The spokesman said Kyiv's troops would soon be on the other side of the Dnipro.",
        "none left right",
    ),
    (
        "White Nile",
        "Residents said fighters had moved to the western shore of the White Nile near Kosti.",
        "left",
    ),
    ("White Nile", "The army said it holds both shores.", "both"),
    ("White Nile", "Aid workers said barges were stuck at Malakal.", "on_river"),
    ("Rio Grande", "The sheriff said a man drowned in the Rio Grande on Monday.", "on_river"),
    ("Rio Grande", "The sheriff said agents found two bodies on the U.S. bank.", "left"),
    ("Rio Grande", "The sheriff said migrants were waiting on the Mexican side near Matamoros.", "right"),
    ("Rio Grande", "The agency said buoys had been placed mid-river near Eagle Pass.", "on_river"),
    ("Rio Grande", "The mayor said floodwater had covered the southern bank.", "right"),
    ("Helmand", "Elders said the Taliban held everything west of the Helmand.", "right"),
    (
        "Helmand",
        "A Marine said they took fire from the treeline across the river.",
        "none on_river left right",
    ),
    ("Helmand", "The governor said insurgents had dug in on the far side of the river from Sangin.", "right"),
    ("Ibar", "Police said stones were thrown at the main bridge in Mitrovica.", "on_river"),
    ("Ibar", "Serbs living north of the Ibar will not pay, their leader said.", "left"),
    ("Ibar", "A KFOR spokesman said southern Mitrovica was calm.", "right none"),
    ("Ibar", "The mayor said nobody from the north side had crossed the bridge.", "on_river"),
    ("Jordan", "The army said rockets had been fired from the East Bank of the Jordan.", "left none"),
    (
        "Jordan",
        "A spokesman in Amman said Israeli tanks had crossed to the east bank at Karameh.",
        "left on_river",
    ),
    ("Jordan", "The radio said a patrol had been ambushed on the Jordan's west bank.", "right"),
    ("Jordan", "The minister said the West Bank would be annexed.", "none right"),
    (
        "Jordan",
        "Israeli and Jordanian guns exchanged fire across the river for an hour, a UN officer said.",
        "both",
    ),
    (
        "Blue Nile",
        "The army said its gunners on the east bank hit a fuel store on the opposite shore.",
        "left",
    ),
    ("Ruzizi", "The army said it had shelled the Congolese side from Cibitoke.", "right"),
    ("Helmand", "A monitor said police had kept families from crossing to the west bank.", "on_river"),
    ("Oder", "A trader said she had crossed twice since Easter.", "on_river"),
    ("Panj", "Tajik guards said two smugglers were shot while fording the Panj.", "on_river"),
    ("Panj", "The Taliban said nobody had fired from the Afghan side.", "none left on_river right"),
    ("Panj", "Dushanbe said shells had landed on Tajik territory on the right bank.", "right"),
    ("Panj", "A guard said the island in mid-stream belonged to nobody.", "on_river"),
    ("Orontes", "Activists said the army had shelled villages on the Orontes' eastern side.", "right"),
    ("Orontes", "The rebels said they held the villages east of the Orontes near Jisr al-Shughur.", "right"),
    ("Orontes", "The note said the plain lying west of the river was quiet.", "left"),
    ("Blue Nile", "The newsletter said farmers east of the Blue Nile had fled.", "right"),
    ("Blue Nile", "The RSF said it had taken Soba, on the river's eastern bank.", "right"),
    ("Blue Nile", "The ministry said the dam had not been damaged.", "on_river"),
    ("Blue Nile", "A doctor said the ferry linking the two banks had stopped.", "on_river both"),
    ("Blue Nile", "Witnesses said troops from the west bank had stormed the east bank.", "right both"),
    ("Sava", "Officials said the town's left-bank half was under water.", "left"),
    ("Sava", "Troops dug trenches on the Bosnian side of the Sava, a UN officer said.", "right"),
    ("Sava", "Croatia said its guns had not fired across the Sava.", "none on_river right left"),
    ("Mekong", "Police said the suspects had fled to the Laotian side of the Mekong.", "left"),
    ("Mekong", "Villagers on the Thai side heard gunfire, an officer said.", "right"),
    ("Vistula", "The general said the enemy's eastern-bank batteries were silent.", "right"),
    ("Elbe", "The Americans would stop at the Elbe, the general said.", "on_river"),
    ("Elbe", "The corps said it had established a foothold beyond the Elbe.", "right none"),
    ("Rhine", "The general said his army was now over the Rhine.", "on_river right"),
    ("Oskil", "The enemy tried to force the Oskil near Dvorichna, Kyiv said.", "on_river"),
    ("Tisza", "A smuggler said he had taken eleven men across on Wednesday.", "on_river"),
    ("Narva", "Across the water in Ivangorod loudspeakers played all day, residents said.", "right"),
    ("Sava", "Residents said soldiers with boats had burned houses on both sides of the river.", "both"),
    ("Euphrates", "The SDF said no regime soldier remained east of the Euphrates.", "left"),
    ("Euphrates", "Tribesmen said ISIS cells operate in the river valley's eastern half.", "left none"),
    ("Euphrates", "The coalition said it had struck two positions on the eastern side, near Hajin.", "left"),
    ("Euphrates", "Residents said shells fell on the bank opposite Mayadin.", "left"),
    (
        "Tigris",
        "The police said families had fled from the west side to the east side of Mosul.",
        "both left on_river",
    ),
    ("Tigris", "A commander said the right side of the city would fall within weeks.", "right"),
    ("Tigris", "An officer said IS had mined the fourth bridge.", "on_river"),
    ("Oder", "The mayor said the dyke on the Polish side had broken.", "right"),
    ("Danube", "Belgrade said a tugboat had sunk downstream of Smederevo.", "on_river"),
    ("Amur", "Moscow said a Chinese cutter had crossed the midline of the Amur.", "on_river"),
    ("Amur", "Chinese guards said shots had come from the Russian bank.", "none right on_river left"),
    ("Niger", "Officials said the attackers had come by pirogue.", "on_river"),
    ("Kabul", "The agency said the tunnel under the river was dry.", "on_river"),
    ("Congo", "Kinshasa said refugees had gone back to the left bank by canoe.", "left on_river"),
    (
        "Irrawaddy",
        "The KIA said its men had crossed the Irrawaddy at night and burned a post at Sinbo.",
        "on_river left right",
    ),
    ("Salween", "The KNU said army posts along the west bank had been abandoned.", "right"),
    ("Una", "He said the line of separation ran along the Una.", "on_river"),
    ("Drina", "The general said no one had swum the Drina that night.", "on_river"),
    ("Senegal", "Herders said the north-bank villages had been emptied.", "right"),
    ("Shatt al-Arab", "Tehran said its troops held a strip west of the Shatt al-Arab.", "right"),
    ("Litani", "Israel said Hezbollah still had posts south of the Litani.", "left"),
    ("Yalu", "China's army said volunteers were massing on the near side of the Yalu.", "none right"),
    ("Somme", "The general said two villages on the Somme's left bank had been taken.", "left"),
    ("Seine", "The prefect said the quays on the Right Bank were closed.", "right"),
]

WEAK = {
    "had taken Soba, on the river": "the apposition is no part of the claim",
    "line of separation ran along": "the river is not found here",
}
"""Known weaknesses, by words of their sentence."""


def _row(river: str, sentence: str, banks: str) -> object:
    why = next((reason for words, reason in WEAK.items() if words in sentence), "")
    marks = [pytest.mark.xfail(reason=why, strict=True)] if why else []
    return pytest.param(river, sentence, banks.split(), id=f"{river}-{sentence[:40]}", marks=marks)


@pytest.mark.parametrize(("river", "sentence", "banks"), [_row(*row) for row in SENTENCES])
def test_words_name_a_bank(river: str, sentence: str, banks: list[str]) -> None:
    placed = place_claims(read_document(Document.of(sentence)), load_river(river))
    assert {str(one.call.bank) for one in placed} & set(banks)
