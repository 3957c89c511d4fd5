"""Attribution: text → who says what. Speakers, places and organisations are invented."""

from __future__ import annotations

import re

import pytest

from geo.model import Attribution
from geo.text.attribution import attribution_record, cue_class, find_attributions
from geo.text.attribution.speakers import describe_mention

Row = tuple[str | None, str | None, str]
"""Speaker and cue as written, and the content; pieces of a split content are parted by " ## "."""


def row_of(attribution: Attribution, text: str) -> Row:
    content = " ## ".join(span.of(text) for span in attribution.content)
    source, cue = attribution.source, attribution.cue
    return (source.text if source else None, cue.of(text) if cue else None, re.sub(r"\s+", " ", content))


ACCOUNTS = [
    (
        "“The bridge is lost,” a man who gave his name as Ruel said as he left.",
        [("a man who gave his name as Ruel", "said", "“The bridge is lost,”")],
    ),
    (
        "A guard known only as Ruel said the bridge was lost.",
        [("A guard known only as Ruel", "said", "the bridge was lost")],
    ),
    (
        "He had seen, he said, eleven boats behind the mosque.",
        [("he", "said", "He had seen ## eleven boats behind the mosque")],
    ),
    (
        "By the account of one ferryman, the bridge is lost.",
        [("one ferryman", "By the account of", "the bridge is lost")],
    ),
    (
        "In the army's telling, the bridge was lost on Monday.",
        [("the army's", "telling", "the bridge was lost on Monday")],
    ),
    (
        "According to two guards, and to footage seen in Arda, the bridge was hit on Monday.",
        [("two guards", "According to", "the bridge was hit on Monday")],
    ),
    (
        "Farmers whose land lies on the east bank complain that the gates are shut.",
        [("Farmers whose land lies on the east bank", "complain", "that the gates are shut")],
    ),
    (
        "A guard said resupply was possible only by boat.",
        [("A guard", "said", "resupply was possible only by boat")],
    ),
]
DIRECT = [
    ("“The bridge is lost,” Captain Ruel said.", [("Captain Ruel", "said", "“The bridge is lost,”")]),
    ('"The bridge is lost," said Captain Ruel.', [("Captain Ruel", "said", '"The bridge is lost,"')]),
    ("''The bridge is lost,'' he said.", [("he", "said", "''The bridge is lost,''")]),
    ("‘The bridge is lost,’ said Captain Ruel.", [("Captain Ruel", "said", "‘The bridge is lost,’")]),
    ("'They told me \"no\" and we left,' Ana Ruel said.",
     [("Ana Ruel", "said", "'They told me \"no\" and we left,'"), ("They", "told", '"no"')]),
    ("'We can't hold the boys' camp,' Ana Ruel said.",
     [("Ana Ruel", "said", "'We can't hold the boys' camp,'")]),
    ("« The bridge is lost », said Captain Ruel.", [("Captain Ruel", "said", "« The bridge is lost »")]),
    ("„The bridge is lost,“ Captain Ruel said.", [("Captain Ruel", "said", "„The bridge is lost,“")]),
    ('“The bridge is lost," Captain Ruel said.', [("Captain Ruel", "said", '“The bridge is lost,"')]),
    ("Captain Ruel said: “The bridge is lost.”", [("Captain Ruel", "said", "“The bridge is lost.”")]),
    ("Captain Ruel told reporters on Monday, “The bridge is lost.”",
     [("Captain Ruel", "told", "“The bridge is lost.”")]),
    ("“We left,” Ana Ruel said. “No one stayed behind.”",
     [("Ana Ruel", "said", "“We left,” ## “No one stayed behind.”")]),
    ("“We left,” Ana Ruel said, “and no one stayed behind.”",
     [("Ana Ruel", "said", "“We left,” ## “and no one stayed behind.”")]),
    ("“Where are they?” Ana Ruel asked.", [("Ana Ruel", "asked", "“Where are they?”")]),
    ("“We left. No one stayed. It was dark,” she recalled.",
     [("she", "recalled", "“We left. No one stayed. It was dark,”")]),
    ("“We left,” said Ana Ruel, a teacher who grew up in Arda.",
     [("Ana Ruel, a teacher who grew up in Arda", "said", "“We left,”")]),
    ("“The convoy crossed at dawn,” Northern Command spokesman Colonel Piet Okonjo told the Arda Post.",
     [("Northern Command spokesman Colonel Piet Okonjo", "told", "“The convoy crossed at dawn,”")]),
    ("“The convoy crossed,” Head of Operations, Army Colonel Piet Okonjo\u00a0told The Post.",
     [("Head of Operations, Army Colonel Piet Okonjo", "told", "“The convoy crossed,”")]),
    ("“The convoy crossed,” U.N. Major General Piet Okonjo, Deputy Commander told reporters.",
     [("U.N. Major General Piet Okonjo, Deputy Commander", "told", "“The convoy crossed,”")]),
    ("“We left.\n\n“No one stayed,” Ana Ruel said.",
     [("Ana Ruel", "said", "“We left. ## “No one stayed,”")]),
    ("“We left,” Ana Ruel said. “It was dark.\n\n“No one stayed.”\n\nThe road is closed.",
     [("Ana Ruel", "said", "“We left,” ## “It was dark. ## “No one stayed.”")]),
    ("Ana Ruel spoke first. She said:\n\n“We left. No one stayed.”",
     [("She", "said", "“We left. No one stayed.”")]),
    ("“We left,” Ana Ruel said.\n\n“It was dark on the road that night.”",
     [("Ana Ruel", "said", "“We left,”"), ("Ana Ruel", None, "“It was dark on the road that night.”")]),
    ("He said so. \n“As you know, the road is closed,” he said.",
     [("he", "said", "“As you know, the road is closed,”")]),
    ("“They told us ‘the bridge is lost’ and we ran,” Ana Ruel said.",
     [("Ana Ruel", "said", "“They told us ‘the bridge is lost’ and we ran,”"),
      ("They", "told", "‘the bridge is lost’")]),
]  # fmt: skip

INDIRECT = [
    ("Captain Ruel said that the bridge was lost.", [("Captain Ruel", "said", "that the bridge was lost")]),
    ("Captain Ruel said the bridge was lost.", [("Captain Ruel", "said", "the bridge was lost")]),
    ("The bridge was lost, Captain Ruel said.", [("Captain Ruel", "said", "The bridge was lost")]),
    ("The bridge was lost, said Captain Ruel.", [("Captain Ruel", "said", "The bridge was lost")]),
    ("The bridge, Captain Ruel said, was lost.", [("Captain Ruel", "said", "The bridge ## was lost")]),
    ("Captain Ruel, a spokesman for the fleet, said the bridge was lost.",
     [("Captain Ruel, a spokesman for the fleet", "said", "the bridge was lost")]),
    ("On Tuesday the Halvian Interior Ministry said in a statement that the bridge was lost.",
     [("the Halvian Interior Ministry", "said", "that the bridge was lost")]),
    ("According to the Interior Ministry, the bridge was lost.",
     [("the Interior Ministry", "According to", "the bridge was lost")]),
    ("The bridge was lost, according to two officials.",
     [("two officials", "according to", "The bridge was lost")]),
    ("Captain Ruel told reporters in Arda that the bridge was lost.",
     [("Captain Ruel", "told", "that the bridge was lost")]),
    ("The governor posted on Telegram that the bridge was lost.",
     [("The governor", "posted", "that the bridge was lost")]),
    ("Captain Ruel also claimed that the fort stood.",
     [("Captain Ruel", "also claimed", "that the fort stood")]),
    ("The fort stands, coalition officials say.", [("coalition officials", "say", "The fort stands")]),
    ("As Captain Ruel said, the fort stands.", [("Captain Ruel", "said", "the fort stands")]),
    ("Captain Ruel said the fort stood and added that no one had fled.",
     [("Captain Ruel", "said", "the fort stood"), ("Captain Ruel", "added", "that no one had fled")]),
    ("Captain Ruel said the fort stood, adding that no one had fled.",
     [("Captain Ruel", "said", "the fort stood"), ("Captain Ruel", "adding", "that no one had fled")]),
    ("Captain Ruel said the fort stood, but Ana Ruel said it had fallen.",
     [("Captain Ruel", "said", "the fort stood"), ("Ana Ruel", "said", "it had fallen")]),
    ("The town slept. Captain Ruel says, flood or no flood, he will stay.",
     [("Captain Ruel", "says", "flood or no flood, he will stay")]),
    ("“We left,” Captain Ruel shot back.", [("Captain Ruel", "shot back", "“We left,”")]),
    ("While Captain Ruel said the fort stood, villagers fled.",
     [("Captain Ruel", "said", "the fort stood")]),
    ("Mr Venn, who said the fort stood, fled.", [("who", "said", "the fort stood")]),
    ("Villagers in the north say the army shelled the mill.",
     [("Villagers in the north", "say", "the army shelled the mill")]),
    ("Police say two men drowned.", [("Police", "say", "two men drowned")]),
    ("The ministry reports that two men drowned.", [("The ministry", "reports", "that two men drowned")]),
    ("He's saying that the fort stands.", [("He's", "saying", "that the fort stands")]),
    ("Jolly said he has worked with both armies.", [("Jolly", "said", "he has worked with both armies")]),
]  # fmt: skip

SOURCES = [
    ("According to Piet Okonjo, a spokesman for the fleet, the bridge was lost.",
     [("Piet Okonjo, a spokesman for the fleet", "According to", "the bridge was lost")]),
    ("According to Colonel Piet Okonjo, head of the Water Board in Arda, two boats sank.",
     [("Colonel Piet Okonjo, head of the Water Board in Arda", "According to", "two boats sank")]),
    ("According to the mayor, who left on Monday, the bridge was lost.",
     [("the mayor, who left on Monday", "According to", "the bridge was lost")]),
    ("According to Ana Ruel, a miller from Arda, the bridge was lost.",
     [("Ana Ruel, a miller from Arda", "According to", "the bridge was lost")]),
    ("The bridge was lost, according to Ana Ruel, a miller from Arda.",
     [("Ana Ruel, a miller from Arda", "according to", "The bridge was lost")]),
    ("According to Ana Ruel, a boat sank at the mill.",
     [("Ana Ruel", "According to", "a boat sank at the mill")]),
    ("According to Ana Ruel, two men and a boy drowned.",
     [("Ana Ruel", "According to", "two men and a boy drowned")]),
    ("According to the mayor, the army, which left on Monday, has shelled the mill.",
     [("the mayor", "According to", "the army, which left on Monday, has shelled the mill")]),
    ("Rebels have left the fort, the mayor's aides told reporters on Friday.",
     [("the mayor's aides", "told", "Rebels have left the fort")]),
    ("Captain Ruel said the fort stood, adding that “no one left.”",
     [("Captain Ruel", "said", "the fort stood"), ("Captain Ruel", "adding", "that “no one left.”")]),
    ("The convoy was hit, Captain Ruel said, adding: “No one left town.”",
     [("Captain Ruel", "said", "The convoy was hit"), ("Captain Ruel", "adding", "“No one left town.”")]),
    ("Guards fired warning shots at the boats.", []),
    ("A fighter with the call sign Belo, video from the cellars of Arda: “We hold the bank.”",
     [("A fighter with the call sign Belo", ":", "“We hold the bank.”")]),
    ("▪️Harbour police: no boats left.\n\n▪️Arda city council: the garrison is still holding the port.",
     [("Harbour police", ":", "no boats left."),
      ("Arda city council", ":", "the garrison is still holding the port.")]),
    ("Guards captured two villages on Sunday, state television reported.",
     [("state television", "reported", "Guards captured two villages on Sunday")]),
    ("Guards did not make confirmed gains there. There were 12 confirmed deaths.", []),
    ("The army confirmed the deaths of two men.",
     [("The army", "confirmed", "the deaths of two men")]),
    ("Arda should ask Belo to publish the figures.", []),
    ("The local authorities in Arda report that no armed men have come.",
     [("The local authorities in Arda", "report", "that no armed men have come")]),
    ("Ruel told foreign journalists this morning that the boats had sunk.",
     [("Ruel", "told", "that the boats had sunk")]),
    ("A communiqué issued in Arda states that the enemy fired first.",
     [("A communiqué issued in Arda", "states", "that the enemy fired first")]),
    ("The member states that fired first left.", []),
    ("The ministry thinks it likely that the boats will sink.",
     [("The ministry", "thinks", "that the boats will sink")]),
    ("According to Arda radio, border guards still hold Belo, a village.",
     [("Arda radio", "According to", "border guards still hold Belo, a village")]),
    ("According to the ministry, guards seized the island, a rock in the river.",
     [("the ministry", "According to", "guards seized the island, a rock in the river")]),
    ("The garrison received warning messages from the mill.", []),
    ("The garrison issued a paper warning that a flood was near.",
     [("The garrison", "warning", "that a flood was near")]),
    ("Kesh: Two boats sank near the mill, police said.",
     [("police", "said", "Two boats sank near the mill")]),
    ("Kesh: Two boats sank near the mill on Monday.\n\nThe town slept.", []),
    ("At 10:30 two boats sank, police said.", [("police", "said", "At 10:30 two boats sank")]),
]  # fmt: skip

MIXED = [
    ("Captain Ruel said the bridge was “lost for good” and would not be rebuilt.",
     [("Captain Ruel", "said", "the bridge was “lost for good” and would not be rebuilt")]),
    ("The bridge was “lost for good this year,” Captain Ruel said.",
     [("Captain Ruel", "said", "The bridge was “lost for good this year,”")]),
    ("Captain Ruel said he would “never, ever leave the fort. Not for gold.”",
     [("Captain Ruel", "said", "he would “never, ever leave the fort. Not for gold.”")]),
]  # fmt: skip

STANCE = [
    ("Captain Ruel denied that the fort had fallen.",
     [("Captain Ruel", "denied", "that the fort had fallen")]),
    ("The army denied the charge.", [("The army", "denied", "the charge")]),
    ("The ministry has rejected the report.", [("The ministry", "has rejected", "the report")]),
    ("Lake governor doubts army victory over rebels",
     [("Lake governor", "doubts", "army victory over rebels")]),
    ("The mayor called on the rebels to leave the town.",
     [("The mayor", "called on", "the rebels to leave the town")]),
    ("The mayor called for an end to the siege.", [("The mayor", "called for", "an end to the siege")]),
    ("The Foreign Ministry questioned the troops’ presence as unlawful.",
     [("The Foreign Ministry", "questioned", "the troops’ presence as unlawful")]),
    ("The army declared victory over the rebels in Arda.",
     [("The army", "declared", "victory over the rebels in Arda")]),
    ("Captain Ruel vowed to retake the fort.", [("Captain Ruel", "vowed", "to retake the fort")]),
    ("Captain Ruel accused the rebels of burning the mill.",
     [("Captain Ruel", "accused", "the rebels of burning the mill")]),
    ("Captain Ruel called the report a lie.", [("Captain Ruel", "called", "the report a lie")]),
    ("Captain Ruel declined to say who had fired first.",
     [("Captain Ruel", "declined to say", "who had fired first")]),
    ("The envoy urged both sides to hold their fire.",
     [("The envoy", "urged", "both sides to hold their fire")]),
]  # fmt: skip

LABELS = [
    ("Ruel: The bridge is lost\n\nThe town slept.", [("Ruel", ":", "The bridge is lost")]),
    ("Bridge is lost, army says\n\nThe town slept.", [("army", "says", "Bridge is lost")]),
    ("Army Says Bridge Is Lost\n\nThe town slept.", [("Army", "Says", "Bridge Is Lost")]),
    ("Exclusive: The bridge is lost\n\nThe town slept.", []),
    ("RUEL: Where is the bridge?\n\nVENN: It went in the flood.\n\nRUEL: When did it go?",
     [("RUEL", ":", "Where is the bridge?"), ("VENN", ":", "It went in the flood."),
      ("RUEL", ":", "When did it go?")]),
    ("The town slept.\n\nThe captain’s answer: “The bridge is lost.”",
     [("The captain’s answer", ":", "“The bridge is lost.”")]),
]  # fmt: skip

TURNS = [
    ("The town slept.\n\nChannel Six: The bridge at Kesh is open.",
     [("Channel Six", ":", "The bridge at Kesh is open.")]),
    ("The town slept.\n\nHarbour ministry on Telegram: The bridge has been shut since noon.",
     [("Harbour ministry", ":", "The bridge has been shut since noon.")]),
    ("The town slept.\n\nMAYOR: The bridge will open on Friday.",
     [("MAYOR", ":", "The bridge will open on Friday.")]),
    ("The town slept.\n\nWater level: The river is at four metres.", []),
    ("The town slept.\n\nDriver: Ana Ruel of Lower Arda", []),
    ("Q: Has the army taken the mill?\n\nA: Not yet, we are a mile away.\n\nQ: The mayor says you lied.",
     [("A", ":", "Not yet, we are a mile away."), ("The mayor", "says", "you lied")]),
    ("The town slept.\n\n• Harbour Watch (Arda), 06:40. “The bridge is open to lorries.”",
     [("Harbour Watch", None, "“The bridge is open to lorries.”")]),
    ("The town slept.\n\n• Harbour Watch, 10:02. Two boats sank at the mill.",
     [("Harbour Watch", None, "Two boats sank at the mill")]),
    ("The town slept.\n\n• Harbour Watch, 10:02. Readers say the bridge is shut.",
     [("Readers", "say", "the bridge is shut")]),
    ("The town slept.\n\nOn Monday, 10:30. Two boats sank at the mill.", []),
]  # fmt: skip

NESTED = [
    ("Captain Ruel said that the rebels had claimed that the fort was theirs.",
     [("Captain Ruel", "said", "that the rebels had claimed that the fort was theirs"),
      ("the rebels", "had claimed", "that the fort was theirs")]),
    ("“The regime declared that it had taken Arda. We doubt it,” Colonel Okonjo said.",
     [("Colonel Okonjo", "said", "“The regime declared that it had taken Arda. We doubt it,”"),
      ("The regime", "declared", "that it had taken Arda")]),
    ("“We believe the fort stands,” Colonel Okonjo said.",
     [("Colonel Okonjo", "said", "“We believe the fort stands,”")]),
]  # fmt: skip

NONE = [
    ("The claims were many and the states were poor.", []),
    ("by Ana Ruel", []),
    ("The United States left the fort in March.", []),
    ("The so-called “king” left.", []),
    ("The town lies on the river.", []),
    ("", []),
    ("“”", []),
    ("“", []),
]

WIRE = [
    ("ARDA, March 3 (HNA) - Rebels have taken Kesh, a commander said, but the army denied that it had lost.",
     [("a commander", "said", "Rebels have taken Kesh"), ("the army", "denied", "that it had lost")]),
    ("The agency quoted a guard as saying that the army had left.",
     [("The agency", "quoted", "a guard as saying that the army had left"),
      ("a guard", "saying", "that the army had left")]),
    ("It was stated in official quarters that the garrison would leave.",
     [(None, "was stated", "that the garrison would leave")]),
    ("Asked whether the fort would hold, Captain Ruel said it would.",
     [(None, "Asked", "whether the fort would hold"), ("Captain Ruel", "said", "it would")]),
    ("Footage published on March 3 shows Halvian troops in Kesh.",
     [("Footage published on March 3", "shows", "Halvian troops in Kesh")]),
    ("The Institute assessed that the army had likely crossed the river.",
     [("The Institute", "assessed", "that the army had likely crossed the river")]),
    ("Witnesses reported heavy fighting.", [("Witnesses", "reported", "heavy fighting")]),
    ("Army retakes Kesh from rebels, minister says\nBy Ana Ruel\n\nKesh slept.",
     [("minister", "says", "Army retakes Kesh from rebels")]),
    ("Villagers quoted by local radio said boats had ferried men across.",
     [("Villagers quoted by local radio", "said", "boats had ferried men across")]),
    ("The council said it had not been asked, and called for an inquiry.",
     [("The council", "said", "it had not been asked"), ("The council", "called for", "an inquiry")]),
]  # fmt: skip

NOUNS = [
    ("The mayor left despite the army's claim that the fort stands.",
     [("the army's", "claim", "that the fort stands")]),
    ("The army kept its promise to leave the town.", [("its", "promise", "to leave the town")]),
]  # fmt: skip

SIGNED = [
    ("“No one is left here to see it.” — Ana Ruel, teacher",
     [("Ana Ruel, teacher", "—", "“No one is left here to see it.”")]),
    ("“We stay.” ― Ana Ruel\n“We go.” ― Piet Okonjo",
     [("Ana Ruel", "―", "“We stay.”"), ("Piet Okonjo", "―", "“We go.”")]),
    ("“We hold the fort.” — The army left on Monday.", []),
    ("But, Ruel said, it is late for talks.", [("Ruel", "said", "it is late for talks")]),
    ("Overall, she said, a number of towns are cut off.",
     [("she", "said", "Overall ## a number of towns are cut off")]),
]  # fmt: skip

ALL = [
    *SIGNED,
    *ACCOUNTS,
    *DIRECT,
    *INDIRECT,
    *SOURCES,
    *MIXED,
    *STANCE,
    *LABELS,
    *TURNS,
    *WIRE,
    *NOUNS,
    *NESTED,
    *NONE,
]


@pytest.mark.parametrize(("text", "expected"), ALL, ids=[text[:60] for text, _ in ALL])
def test_attributions(text: str, expected: list[Row]) -> None:
    assert [row_of(attribution, text) for attribution in find_attributions(text)] == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (DIRECT[0][0], "direct"),
        (INDIRECT[0][0], "indirect"),
        (MIXED[0][0], "mixed"),
        (STANCE[0][0], "indirect"),
    ],
)
def test_kind(text: str, kind: str) -> None:
    assert [str(attribution.kind) for attribution in find_attributions(text)] == [kind]


MENTIONS = [
    ("Captain Ilya Ruel", ("Ilya Ruel", "Captain", None)),
    ("Northern Command spokesman Captain Ilya Ruel", ("Ilya Ruel", "spokesman Captain", "Northern Command")),
    ("Ilya Ruel, head of the Water Board", ("Ilya Ruel", "head", "Water Board")),
    ("Ilya Ruel, a spokesman for the fleet", ("Ilya Ruel", "spokesman", "fleet")),
    ("the Halvian Interior Ministry", (None, None, "Halvian Interior Ministry")),
    ("Halvian officials", (None, "officials", "Halvian")),
    ("coalition officials", (None, "officials", "coalition")),
    ("the coalition official", (None, "official", "coalition")),
    ("a villager", (None, "villager", None)),
    ("Ruel", ("Ruel", None, None)),
    ("he", (None, None, None)),
    ("Mrs. Ruel", ("Ruel", "Mrs.", None)),
    ("Jan van der Meer", ("Jan van der Meer", None, None)),
    ("SANA", (None, None, "SANA")),
    ("Defence Minister Piet Okonjo", ("Piet Okonjo", "Defence Minister", None)),
    ("Halvian Foreign Minister Piet Okonjo", ("Piet Okonjo", "Foreign Minister", "Halvian")),
    ("rebel spokesman Jon Venn", ("Jon Venn", "spokesman", "rebel")),
    ("The Tolmay General Staff", (None, None, "Tolmay General Staff")),
    ("Colonel Piet Okonjo of the border guard", ("Piet Okonjo", "Colonel", "border guard")),
    ("Piet Okonjo of the relief group Open Door", ("Piet Okonjo", None, "relief group Open Door")),
    (
        "Lt Gen Sabir al-Ruel of the army's Third Division",
        ("Sabir al-Ruel", "Lt Gen", "army's Third Division"),
    ),
    ("Halvian Foreign Minister Piet Okonjo of Arda", ("Piet Okonjo", "Foreign Minister", "Halvian")),
]


@pytest.mark.parametrize(("mention", "expected"), MENTIONS)
def test_mentions_are_taken_apart(mention: str, expected: tuple[str | None, str | None, str | None]) -> None:
    assert describe_mention(mention) == expected


NAMES = [
    ("Okonjo said it was lost.\n\n“Go,” Piet Okonjo, a miller, said.", ["Piet Okonjo", "Piet Okonjo"]),
    ("Piet Okonjo, a miller from Arda, fled. Okonjo said it was lost.", ["Piet Okonjo"]),
    ("Colonel Piet Okonjo left. Okonjo said it was lost.", ["Piet Okonjo"]),
    ("Piet Okonjo, a miller, and Jan Okonjo, a baker, fled. Okonjo said it was lost.", ["Okonjo"]),
    ("On Monday Okonjo, a miller, left. Okonjo said it was lost.", ["Okonjo"]),
    ("Lt. Col. Piet Okonjo of the guard said he left.\n\nThe colonel said it was lost.", ["Piet Okonjo"] * 2),
    (
        "Fleet spokesman Colonel Piet Okonjo said he left.\n\nThe spokesman said it was lost.",
        ["Piet Okonjo"] * 2,
    ),
    (
        "Colonel Okonjo said he left.\n\nColonel Ruel said he stayed.\n\nThe colonel said it was lost.",
        ["Okonjo", "Ruel", None],
    ),
    ("Ana Ruel, mayor of Arda, said she left.\n\nThe mayor of Kesh said it was lost.", ["Ana Ruel", None]),
    ("“Go,” Colonel Piet Okonjo said.\n\n“Stay,” he said.", ["Piet Okonjo", "Piet Okonjo"]),
    ("“Go,” Colonel Piet Okonjo said.\n\n“Stay,” Okonjo said.", ["Piet Okonjo", "Piet Okonjo"]),
    ("“Go,” Mrs Ada Venn said.\n\n“Stay,” he said.", ["Ada Venn", None]),
    ("“Go,” he said.", [None]),
    ("“Go,” Mr Venn said.\n\n“Go,” Mrs Venn said.\n\n“Stay,” she said.", ["Venn", "Venn", "Venn"]),
    (
        "“Go,” Ana Ruel said.\n\n“Go,” Ilya Ruel said.\n\n“Stay,” Ruel said.",
        ["Ana Ruel", "Ilya Ruel", "Ruel"],
    ),
    ("“Go,” the official said.", [None]),
    (
        "“Go,” Colonel Piet Okonjo said.\n\nThe mayor left. “Stay,” the mayor said.\n\n“No,” he said.",
        ["Piet Okonjo", None, None],
    ),
]


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_speakers_are_resolved_only_where_sure(text: str, names: list[str | None]) -> None:
    assert [a.source.name if a.source else None for a in find_attributions(text)] == names


INTERVIEWS = [
    ("We met Colonel Piet Okonjo in Arda.\n\nQ. Is it lost?\n\nA. Not yet, we are near.", ["Piet Okonjo"]),
    ("“Go,” Ana Ruel, the mayor, said.\n\nQ: Is it lost?\n\nA: Not yet, we are near.", ["Ana Ruel"] * 2),
    ("The town slept.\n\nQ: Is it lost?\n\nA: Not yet, we are near.", [None]),
]


@pytest.mark.parametrize(("text", "names"), INTERVIEWS)
def test_answers_are_the_interviewee_s(text: str, names: list[str | None]) -> None:
    assert [a.source.name if a.source else None for a in find_attributions(text)] == names


CLASSES = [
    ("said", "saying"),
    ("has also denied", "denying"),
    ("called on", "demanding"),
    ("questioned", "doubting"),
    ("declared", "declaring"),
    ("vowed", "promising"),
    ("plans", "planning"),
    ("According to", "saying"),
    ("banana", ""),
]


@pytest.mark.parametrize(("cue", "expected"), CLASSES)
def test_cue_class(cue: str, expected: str) -> None:
    assert cue_class(cue) == expected


def test_record_points_into_the_text() -> None:
    text = "“We left,” Ana Ruel said. “No one stayed behind.”"
    record = attribution_record(find_attributions(text)[0], text)
    assert record == {
        "start": 0,
        "end": len(text),
        "spans": [[0, 10], [26, 49]],
        "cue": {"start": 20, "end": 24},
        "speaker": {"text": "Ana Ruel", "start": 11, "end": 19},
        "kind": "direct",
    }


HOSTILE = [
    "“" * 100_000,
    '"' * 100_001,
    "“a " * 50_000,
    "(" * 10_000 + "a" + ")" * 10_000,
    "he said " * 15_000,
    "the, " * 25_000,
    "he said — " * 10_000,
    "A: he said so.\n\nQ: " * 3_000,
    "• Watch, 10:02. Two boats sank.\n\n" * 3_000,
    "a " * 60_000 + "said.",
    "'" * 50_000,
    "\x00 \ud800 “\u202ehe said,” {{7*191}} said. <script>",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_monotonous_and_hostile_text_is_read_to_its_end(text: str) -> None:
    for attribution in find_attributions(text):
        assert all(0 <= span.start < span.end <= len(text) for span in attribution.content)
