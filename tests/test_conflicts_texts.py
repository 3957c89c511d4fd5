"""Pairs that may conflict, from whole short texts: a table of texts and the kinds of their pairs.

Most texts hold no conflict although they speak of one thing: few false alarms matter more than many pairs.
"""

import pytest

from geo.conflicts import find_conflicts
from geo.model import Document
from geo.pipeline import place_claims, read_document

CONFLICTS = [
    ("The Russian defence ministry said its forces had taken Krynky. Ukraine's "
     "General Staff denied that Russian "
     "forces had taken Krynky.", "fact"),
    ("Ukraine's interior ministry said that three men were wounded near Kherson. The "
     "Russian army said its gunners "
     "had not fired.", "fact"),
    ("The Sudanese army said its soldiers control Kosti. The Rapid Support Forces "
     "said its fighters control Kosti.",
     "fact"),
    ("Moldova demanded that Russian troops leave the left bank. Transnistria said "
     "that Russian troops will stay on "
     "the left bank.", "stance"),
    ("The army said that 40 soldiers were killed in Gao. The rebels said that 60 "
     "soldiers were killed in Gao.",
     "fact"),
    ("The governor said the bridge at Bender was closed. The customs committee said "
     "the bridge is open.", "fact"),
    ("The ministry said that the dam was never in danger. Engineers said that the dam "
     "was in danger.", "fact"),
    ("A spokesman for the army said the town had been cleared. A resident disputes that.", "fact"),
    ("Turkish officials said that Greek police had shot at migrants near Ipsala. "
     "Greek police denied shooting at migrants near Ipsala.", "fact"),
    ("The army said its marines had taken Kosti. The rebels said that they had repelled an attack on Kosti.",
     "fact"),
    ("The navy said its drones had sunk the ferry Arda near Kosti. The ministry said "
     "that the ferry had arrived safely.", "fact"),
    ("The army said its gunners had shot down a Turkish drone near Kosti. Turkey's "
     "defence ministry said that all its drones had returned safely.", "fact"),
    ("The mayor said that shells had killed three people in Kosti. The council put the "
     "number of dead at five.", "fact"),
    ("Witnesses said that soldiers had fired on the market. The army denied that "
     "civilians had been targeted.", "fact"),
    ("The governor said that all rebels had left Kosti. The mayor said that rebels remain in Kosti.", "fact"),
    ("The mission demanded an apology. The ministry ruled out an apology.", "stance"),
    ("The council demanded that the buoys be removed. The ministry said it had no plans to remove the buoys.",
     "stance"),
]  # fmt: skip
NONE = [
    "A villager said jets had bombed the ferry at Kosti three times. Aid groups estimate that 12,000 people "
    "have left Kosti.",
    "The newspapers said rebels had burned two schools in Kosti. Aid groups estimate that 12,000 people have "
    "left Kosti.",
    "The Russian defence ministry said its forces had taken Krynky. Ukraine's "
    "General Staff said that Russian "
    "forces had taken Krynky.",
    "The Russian defence ministry said its forces had taken Krynky. The ministry "
    "denied that its forces had taken "
    "Antonivka.",
    "Ukraine's interior ministry said that three men were wounded in Kherson. The "
    "Russian army said its gunners had "
    "not fired on Mykolaiv.",
    "The Sudanese army said its soldiers control Kosti. The Rapid Support Forces "
    "said its fighters control Omdurman.",
    "In March 2014 the Sudanese army said its soldiers controlled Kosti. In May 2023 "
    "the Rapid Support Forces said "
    "its fighters retook Kosti.",
    "Moldova demanded that Russian troops leave the left bank. Transnistria said "
    "that Ukrainian troops will stay in "
    "Odesa.",
    "The army said that 40 soldiers were killed in Gao. The rebels said that 60 "
    "civilians were wounded in Timbuktu.",
    "The governor said the bridge at Bender was closed. The customs committee said the ferry is open.",
    "Turkish officials said that Greek police had shot at migrants near Ipsala. "
    "Greek police said that two men were "
    "arrested.",
    "The ministry said that the dam was never in danger. Engineers said that the road was flooded.",
    "A spokesman for the army said the town had been cleared. A resident thanked the soldiers.",
    "The council demanded that the buoys be removed. The ministry said it would repair the ferry.",
    "The army shelled Kosti, the governor said. “We will not leave Kosti,” the governor said.",
    "The police said that the river had risen. The fire service said that it had not rained.",
    "Ana Ruel, a farmer, said the levee was safe. Ana Ruel said the levee was not safe.",
    "The ministry said 12 people were killed on Monday. The ministry said 14 people were killed on Tuesday.",
    "The navy said boats had crossed the river at night. The army said tanks had not crossed the border.",
    "The village lies on the left bank. It has two mills. The army is not there.",
    "The UN said that aid had reached Kosti. The army said that fuel had not reached Khartoum.",
    "The army said its marines had taken Kosti. The army said that it had repelled an attack on Atbara.",
    "The navy said its drones had sunk a ferry near Kosti. The ministry said that "
    "flour had arrived in Omdurman.",
    "The governor said that refugees had left Kosti. The mayor said that soldiers remain in Khartoum.",
    "The mayor said the market was open. The teacher said the school was shut.",
]  # fmt: skip


def pairs(text: str) -> list[str]:
    placed = place_claims(read_document(Document.of(text)), None)
    return [conflict.kind.value for conflict in find_conflicts(placed)]


@pytest.mark.parametrize(("text", "kind"), CONFLICTS)
def test_who_contradicts_whom_is_joined(text: str, kind: str) -> None:
    assert pairs(text) == [kind]


@pytest.mark.parametrize("text", NONE)
def test_what_only_looks_alike_is_no_conflict(text: str) -> None:
    assert pairs(text) == []
