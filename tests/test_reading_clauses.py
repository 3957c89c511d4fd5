"""The clauses of what a careful reading is, each with sentences of its own: a table of texts and answers.

Rows: the text, its boundary, the words of the claim looked for, and what is wanted of it: the name or body of
the speaker, the stance, the bank, or an actor with a role.
"""

from datetime import date

import pytest

from geo.model import Document
from geo.pipeline import place_claims, read_document
from geo.river import load_river

DAY = date(2024, 5, 10)
INTERVIEW = (
    "Ana Ruel heads the relief group Harbour Aid. She spoke to us in Kherson on Monday.\n\n"
    "Q: Is it true that the bridge is lost?\n\nA: No, the bridge stands. Our volunteers crossed it."
)
COMMANDER = (
    "Interview with Marek Osta, commander of the Arda Brigade, on 9 May 2024\n\n"
    "Question: What do you hold?\nAnswer: We hold the right bank from Kherson to the dam."
)
ROWS = [
    # speakers
    (INTERVIEW, "Dnipro", "the bridge stands", {"speaker": "Ana Ruel", "body": "Harbour Aid"}),
    (COMMANDER, "Dnipro", "We hold the right bank", {"speaker": "Marek Osta", "bank": "right"}),
    ("“We saw it sink near Kherson,” said Ana Ruel, 44, who keeps a boat there.", "Dnipro", "We saw it sink",
     {"source": "Ana Ruel, 44, who keeps a boat there"}),
    ("“We do not fire at Kherson,” Marek Osta, an army spokesman, told Arda television.", "Dnipro",
     "We do not fire", {"source": "Marek Osta, an army spokesman", "negated": True}),
    ("Boats were hit at Kherson. The mayor put the toll at seven.", "Dnipro", "put the toll at seven",
     {"source": "The mayor", "type": "casualties"}),
    ("The ministry said that boats had crossed at Kherson, while the navy accused pilots of bombing them.",
     "Dnipro", "pilots of bombing them", {"source": "the navy"}),
    ("He said that 400 people had left Kherson and urged the council to pay them.", "Dnipro",
     "the council to pay", {"source": "He", "stance": "demanded"}),
    ("Villagers near Kherson gave another account. They said soldiers had burned houses.", "Dnipro",
     "soldiers had burned houses", {"source": "They", "body": None}),
    ("The Israeli army, which had said that no tanks were near Jericho, left.", "Jordan", "no tanks were",
     {"body": "Israel"}),
    ("Shelling killed a man in Kherson, regional prosecutors said.", "Dnipro", "Shelling killed",
     {"body": "Prosecutors"}),
    ("A guard of the bridge, Captain Ivo Tal, was not persuaded. He said that boats had crossed at Kherson.",
     "Dnipro", "boats had crossed", {"speaker": "Ivo Tal"}),
    ("Ana Ruel said that boats had crossed. Gen. Ivo Tal rejected that. “No boat left Kherson,” he said.",
     "Dnipro", "No boat left", {"speaker": "Ivo Tal"}),
    ("KHERSON, Ukraine, Nov. 12 (HNA) — Ana Ruel said on Sunday that boats had crossed the river.", "Dnipro",
     "boats had crossed", {"speaker": "Ana Ruel"}),
    ("Fishermen who pulled them out say that boats had crossed at Kherson.", "Dnipro", "boats had crossed",
     {"source": "Fishermen who pulled them out"}),
    ("A U.S.-led coalition spokesman, Col. Ivo Tal, said boats had crossed at Kherson.", "Dnipro",
     "boats had crossed", {"speaker": "Ivo Tal", "body": "US-led Coalition"}),
    ("The Syrian Observatory for Human Rights, a Britain-based monitor, said boats had crossed at Kherson.",
     "Dnipro", "boats had crossed", {"body": "Syrian Observatory for Human Rights"}),
    ("Moscow-installed officials said boats had crossed at Kherson.", "Dnipro", "boats had crossed",
     {"body": "Russian-installed administration"}),
    ("The Russian military maintains they fled by boat to Kherson.", "Dnipro", "they fled",
     {"body": "Russia"}),
    ("Meanwhile the boats cross to Kherson each night, coalition officials say.", "Dnipro", "boats cross",
     {"source": "coalition officials"}),
    # claims
    ("The Russian army said in a statement boats had crossed at Kherson.", "Dnipro", "boats had crossed",
     {"source": "The Russian army"}),
    ("Ivo Tal told reporters in Zvornik the boats had crossed at Kherson.", "Dnipro", "the boats had",
     {"speaker": "Ivo Tal"}),
    ("They saw there were women and children on board and they fired at Kherson, Ruel said.", "Dnipro",
     "women and children on board", {"source": "Ruel"}),
    ("Ivo, 52, who asked that his surname not be used, said boats had crossed at Kherson.", "Dnipro",
     "boats had crossed", {"speaker": "Ivo"}),
    ("Observers crossed to Kherson on Monday and found no soldiers in the town.", "Dnipro",
     "found no soldiers",
     {"negated": True}),
    ("Observers crossed to Kherson on Monday and found no soldiers in the town.", "Dnipro",
     "Observers crossed",
     {"negated": False}),
    ("In Kherson the market stayed open but Quay Street, on the far side of town, was shut, Ruel said.",
     "Dnipro", "Quay Street", {"source": "Ruel"}),
    ("The Russian army retook a village near Kherson but has not reached the bridge.", "Dnipro",
     "has not reached", {"negated": True}),
    # sides
    ("Shells landed on the Serbian side of the river near Zvornik, the police said.", "Drina",
     "Shells landed",
     {"bank": "right", "type": "strike"}),
    ("In Syria, three men were killed across from Mayadin, medics said.", "Euphrates", "three men",
     {"bank": "left"}),
    ("In Syria, mortars hit Safsafah, opposite Tabqa, on Sunday, residents said.", "Euphrates", "mortars hit",
     {"bank": "left"}),
    ("Ukrainian marines pushed Russian troops back from the left bank of the Dnipro near Kherson.", "Dnipro",
     "Ukrainian marines", {"bank": "left", "acts": "ukraine", "acted_on": "russia"}),
    ("Near Kherson soldiers burned houses on both sides of the river and shot at people.", "Dnipro",
     "soldiers burned", {"bank": "both"}),
    ("In Kherson a shell killed a man, medics said. Marek Osta denied that guns had fired at the city.",
     "Dnipro",
     "guns had fired", {"bank": "right", "stance": "denied"}),
    ("Marines are on the left bank near Kherson, Ana Ruel said. She said the marines held posts there.",
     "Dnipro", "held posts", {"bank": "left"}),
    # actors
    ("Five men were wounded in Russian shelling of Kherson.", "Dnipro", "Five men", {"acts": "russia"}),
    ("Armed men loyal to the Taliban crossed the river near Kherson.", "Dnipro", "Armed men",
     {"acts": "taliban"}),
    ("Belgrade, which closed the crossing to Russian trucks, says nothing passes Zvornik.", "Drina",
     "nothing passes", {"body": "Serbia"}),
]  # fmt: skip


def claim_with(text, river, words):
    claims = read_document(Document.of(text, published=DAY))
    placed = place_claims(claims, load_river(river))
    return next((one for one in placed if words in one.claim.text), None)


def answer(one, field):
    claim, source = one.claim, one.claim.attribution.source
    return {
        "speaker": lambda: source and source.name,
        "source": lambda: source and source.text,
        "body": lambda: claim.speaker and claim.speaker.name,
        "stance": lambda: claim.stance.value,
        "negated": lambda: claim.negated,
        "type": lambda: claim.type.value,
        "bank": lambda: one.call.bank.value,
        "acts": lambda: next((r.actor.id for r in claim.actors if r.role.value == "acts"), None),
        "acted_on": lambda: next((r.actor.id for r in claim.actors if r.role.value == "acted_on"), None),
    }[field]()


@pytest.mark.parametrize(("text", "river", "words", "wanted"), ROWS)
def test_a_claim_is_read_as_meant(text, river, words, wanted):
    one = claim_with(text, river, words)
    assert one is not None
    assert {field: answer(one, field) for field in wanted} == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Ivo Tal said in a televised speech boats had crossed at Kherson.",
        "Ivo Tal told reporters in Zvornik boats had crossed at Kherson.",
        "An official told journalists on condition of anonymity that boats had crossed at Kherson.",
        "Ivo Tal said by telephone on Monday boats had crossed at Kherson.",
        "KHERSON, Ukraine, Nov. 12 (HNA) — Ivo Tal said boats had crossed at Kherson.",
    ],
)
def test_how_it_is_said_is_no_part_of_it(text):
    claims = read_document(Document.of(text, published=DAY))
    assert [claim.text for claim in claims] == ["boats had crossed at Kherson"]


@pytest.mark.parametrize(
    "text",
    [
        "She spoke to our correspondent on Monday in Kherson.",
        "Q: Is it true that the bridge at Kherson is lost?\n\nA: Yes.",
        "Will Russian troops cross the Dnipro at Kherson?",
    ],
)
def test_questions_and_words_about_the_report_are_no_claims(text):
    assert read_document(Document.of(text, published=DAY)) == ()
