"""From sentences to claims: propositions, kinds, stance, negation, roles, sides, time, who speaks."""

from datetime import date

import pytest

from geo.claims.clauses import split_clauses
from geo.claims.kinds import read_kind
from geo.claims.sides import read_sides
from geo.claims.stance import read_negation
from geo.claims.words import inflected, words_of
from geo.model import ClaimType, Document, Link, Role, SideWord, Span, Stance
from geo.pipeline import read_document

PUBLISHED = date(2024, 5, 15)


def words(text):
    return words_of(text, Span(0, len(text)))


def claims(text):
    return read_document(Document.of(text, published=PUBLISHED))


def one(text):
    (claim,) = claims(text)
    return claim


CLAUSES = [
    ("The army shelled the port.", ["The army shelled the port"]),
    (
        "The army holds the town, and the rebels attacked the port.",
        ["The army holds the town", "the rebels attacked the port"],
    ),
    (
        "The army holds the town while the rebels hold the port.",
        ["The army holds the town", "while the rebels hold the port"],
    ),
    ("Fighting between A Corps and B Corps goes on.", ["Fighting between A Corps and B Corps goes on"]),
    ("They do not stop at the line, and cross at night.", ["They do not stop at the line", "cross at night"]),
    ("We strike them wherever and whenever they cross.", ["We strike them wherever and whenever they cross"]),
    ("As you know, the army holds the town.", ["the army holds the town"]),
    ("That being said, the rebels do not give up the port.", ["the rebels do not give up the port"]),
    (
        "The navy holds the north bank, the army the south.",
        ["The navy holds the north bank", "the army the south"],
    ),
    ("The army left; the rebels took the port.", ["The army left", "the rebels took the port"]),
]


@pytest.mark.parametrize(("sentence", "wanted"), CLAUSES)
def test_a_sentence_makes_one_or_two_propositions(sentence, wanted):
    found = split_clauses(words(sentence), lambda span: len(span) > 8)
    assert [sentence[part[0].start : part[-1].end] for part in found] == wanted


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("our troops captured the town", ClaimType.CONTROL),
        ("the port was shelled overnight", ClaimType.STRIKE),
        ("clashes broke out at the mill", ClaimType.FIGHTING),
        ("they crossed the river by boat", ClaimType.CROSSING),
        ("nine people were killed", ClaimType.CASUALTIES),
        ("its jets have sunk two boats", ClaimType.STRIKE),
        ("we drove them out of the valley", ClaimType.CONTROL),
        ("residents should stay away from the quay", ClaimType.POLICY),
        ("the brigade withdrew to the hills", ClaimType.MOVEMENT),
        ("the two armies use a hotline", ClaimType.DECONFLICTION),
        ("the report is not credible", ClaimType.CREDIBILITY),
        ("we train and equip the militia", ClaimType.SUPPORT),
        ("nothing of the kind", ClaimType.OTHER),
    ],
)
def test_kind(text, kind):
    assert read_kind(words(text))[0] is kind


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("we have not struck the western side", True),
        ("we don't shell towns", True),
        ("we don’t shell towns", True),
        ("nobody was hurt", True),
        ("no bridge was hit", True),
        ("they no longer hold the town", True),
        ("not only the bridge was hit", False),
        ("they strike whenever we do not watch", False),
        ("no fewer than nine people died", False),
        ("the knot held", False),
        ("Bridge No. 2 was hit", False),
    ],
)
def test_negation(text, negated):
    assert read_negation(words(text))[0] is negated


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("on the western bank of the river", [SideWord.WEST]),
        ("on the left bank", [SideWord.LEFT]),
        ("villages east of the river", [SideWord.EAST]),
        ("on both banks of the river", [SideWord.BOTH]),
        ("from the west to the east bank they went", [SideWord.WEST, SideWord.EAST]),
        ("on the opposite bank", [SideWord.OTHER]),
        ("the left-bank authorities left the talks", []),
        ("left-bank villages were hit", [SideWord.LEFT]),
        ("settlers in the West Bank", []),
        ("the eastern outskirts of the town", []),
        ("on the western side of the town", []),
        ("the other side refused to sign", []),
        ("two boats in midstream", [SideWord.ON_RIVER]),
        ("the bridge was closed", [SideWord.ON_RIVER]),
        ("a border crossing was closed", []),
        ("they shelled the port from the left bank", []),
        ("guns on the left bank shelled the port", []),
        ("guns on the left bank were moved", [SideWord.LEFT]),
        ("they left the southern bank", [SideWord.SOUTH]),
        ("both sides fought for the islands", [SideWord.ON_RIVER]),
        ("a hospital on the left bank of the Una", [SideWord.LEFT]),
        ("the western half of the city is dark", [SideWord.WEST]),
        ("troops crossed to the left bank", [SideWord.LEFT]),
        ("troops tried to cross to the left bank", [SideWord.ON_RIVER, SideWord.LEFT]),
        ("they fought along the river for days", [SideWord.ON_RIVER]),
        ("they reached the river town", []),
        ("two speedboats were sunk", [SideWord.ON_RIVER]),
    ],
)
def test_sides(text, sides):
    kind = read_kind(words(text))[0]
    assert [side.word for side in read_sides(text, words(text), kind, ())] == sides


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("no shells landed on the Thai bank", ["TH"]),
        ("they moved to the Thai side", ["TH"]),
        ("the Thai side refused to sign", []),
        ("Thai banks closed early", []),
    ],
)
def test_banks_of_a_country(text, countries):
    nations = {word.end: "TH" for word in words(text) if word.low == "thai"}
    found = read_sides(text, words(text), ClaimType.OTHER, (), nations=nations)
    assert [side.country for side in found] == countries


STANCES = [
    ("General Ostrov denied that the army had shelled the port.", Stance.DENIED, False),
    ("General Ostrov said the army had not shelled the port.", Stance.ASSERTED, True),
    ("The Harvest Front vowed to retake the port.", Stance.PLANNED, False),
    ("The Harvest Front demanded that the army leave the port.", Stance.DEMANDED, False),
    ("General Ostrov doubts that the rebels hold the port.", Stance.DOUBTED, False),
    ("General Ostrov could not confirm that the army had shelled the port.", Stance.DOUBTED, False),
    ("General Ostrov did not confirm the loss of the port.", Stance.DOUBTED, False),
    ("General Ostrov never said that the army had shelled the port.", Stance.DOUBTED, False),
    ("General Ostrov not only said that the army had shelled the port.", Stance.ASSERTED, False),
    ("The Syrian army reportedly shelled the port on Monday.", Stance.DOUBTED, False),
    ("“We will strike the port again,” General Ostrov said.", Stance.PLANNED, False),
    ("General Ostrov said the villagers were held against their will.", Stance.ASSERTED, False),
    ("There were no casualties.", Stance.ASSERTED, True),
    ("No one was injured.", Stance.ASSERTED, True),
]


@pytest.mark.parametrize(("text", "stance", "negated"), STANCES)
def test_stance_and_negation_are_two_things(text, stance, negated):
    claim = one(text)
    assert (claim.stance, claim.negated) == (stance, negated)


ROLES = [
    ("Israeli jets struck Hezbollah positions", {"israel": Role.ACTS, "hezbollah": Role.ACTED_ON}),
    ("Hezbollah was attacked by Israeli troops", {"israel": Role.ACTS, "hezbollah": Role.ACTED_ON}),
    ("Fighting between Hezbollah and Hamas goes on", {"hezbollah": Role.ACTS, "hamas": Role.ACTS}),
    ("The SDF cleared the town of Daesh", {"sdf": Role.ACTS, "islamic-state": Role.ACTED_ON}),
    ("US-backed SDF fighters crossed over", {"sdf": Role.ACTS, "united-states": Role.MENTIONED}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "roles"), ROLES)
def test_roles_follow_grammar(text, roles):
    found = {(role.actor.id, role.role) for role in one(f"{text}, an aid worker said.").actors}
    assert found >= set(roles.items())


def test_we_is_the_organisation_of_the_speaker():
    claim = one("“We control the port,” said Osman Tayib, a spokesman for Hamas.")
    assert claim.speaker is not None
    assert {(role.actor.id, role.role) for role in claim.actors} == {
        ("hamas", Role.SPEAKS),
        ("hamas", Role.ACTS),
    }


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Colonel Dan Marlow of the US Army, a spokesman for NATO, said the bridge fell.", ["nato"]),
        (
            "The Dutch defence ministry said it fell. A ministry spokesman said boats crossed.",
            ["netherlands"] * 2,
        ),
        ("NATO said the bridge fell. Its spokesman, Jan Kolar, said boats crossed.", ["nato"] * 2),
        (
            "“The bridge fell,” said Ana Weber of the Pilots Union. “Boats crossed,” Weber said.",
            ["pilots-union"] * 2,
        ),
        ("“The bridge fell,” said the farmer Jan Kolar.", [None]),
        ("NATO rejected the account. “The bridge fell,” said Jan Kolar, its press secretary.", ["nato"] * 2),
        ("Hamas, a group linked to Hezbollah, said the bridge fell.", ["hamas"]),
        (
            "The river authority said the gates held. Its director, Jan Kolar, said boats crossed.",
            ["river-authority"] * 2,
        ),
        (
            "NATO's transport office said it fell. The town's school office said boats sank.",
            ["nato", "town-s-school-office"],
        ),
        ("Hamas shelled the port. The rebels' press desk said the bridge fell.", [None, "hamas"]),
        ("Refugees questioned by NATO said the bridge fell.", [None]),
    ],
)
def test_whom_a_speaker_speaks_for(text, speakers):
    assert [claim.speaker and claim.speaker.id for claim in claims(text)] == speakers


def test_a_quotation_of_two_sentences_is_two_claims():
    found = claims("“We hold the port. The rebels shelled it on Monday,” Colonel Ostrov said.")
    assert [claim.text for claim in found] == ["We hold the port", "The rebels shelled it on Monday"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "“They shelled Deir ez-Zor on Monday. Nine people were killed,” Colonel Ostrov said.",
            ["Deir ez-Zor"],
        ),
        ("“They shelled Deir ez-Zor on Monday. We need help,” Colonel Ostrov said.", []),
        ("“They shelled Deir ez-Zor on Monday. Another boy was killed elsewhere,” Colonel Ostrov said.", []),
        (
            "“They shelled Deir ez-Zor,” Colonel Ostrov said.\n\n“Nine people were killed,” he said.",
            [],
        ),
    ],
)
def test_an_event_without_a_place_happens_where_the_speaker_was(text, wanted):
    places = claims(text)[-1].places
    assert [(place.place and place.place.name, place.link) for place in places] == [
        (name, Link.CARRIED) for name in wanted
    ]


def test_time_of_the_event_not_of_the_statement():
    claim = one("The bridge was hit in March 2023, Colonel Ostrov said on Monday.")
    assert (claim.when.start, claim.when.end) == (date(2023, 3, 1), date(2023, 3, 31))


@pytest.mark.parametrize(
    "text",
    [
        "The town lies 100 km from the capital.",
        "The ministry did not respond to a request for comment.",
        "The war began in 2014.",
        "Before the war the crossing took ten minutes.",
        "The claim could not be independently verified.",
        "Asked whether troops were still in Arda, the mayor shook his head.",
        "The mayor would not say how many boats had crossed.",
        "The mayor would not discuss the dead.",
        "“Why would they blow up the bridge?” the mayor asked.",
        "A woman of forty declined to give her full name.",
    ],
)
def test_background_claims_nothing(text):
    assert claims(text) == ()


@pytest.mark.parametrize(
    "text",
    ["The bridge, she said, was gone.", "“The bridge,” said Ana Ruel, “is gone.”"],
)
def test_a_subject_that_a_tag_parts_from_its_verb_is_one_claim_with_it(text):
    claim = one(text)
    assert claim.text.startswith("The bridge")
    assert claim.text.endswith("gone")


def test_the_speaker_s_tag_inside_a_claim_is_no_party_and_no_place_of_it():
    claim = one("The ferry, the Ukrainian army in Kherson said, was sunk by Russian guns.")
    assert [role.actor.id for role in claim.actors if role.role is not Role.SPEAKS] == ["russia"]
    assert claim.places == ()


@pytest.mark.parametrize(
    "text",
    [
        "The army said it had sunk two boats but gave no details.",
        "The army said it had sunk two boats, but did not comment on the bridge.",
        "A captain, who calls himself “the Goat”, said it had sunk two boats.",
    ],
)
def test_what_turns_to_the_report_of_an_event_is_no_part_of_it(text):
    assert one(text).text == "it had sunk two boats"


def test_this_town_is_the_one_the_report_was_written_from():
    claim = one("ZVORNIK, April 12 - Irregulars held most of this town on the Drina yesterday.")
    assert [place.place.name for place in claim.places] == ["Drina", "Zvornik"]
    assert claim.sides[0].near


def test_ids_are_stable_and_unique():
    text = "“We hold the port,” Colonel Ostrov said. “We hold the port,” Colonel Ostrov said."
    first, again = claims(text), claims("Other words before it.\n" + text)
    assert len({claim.id for claim in first}) == len(first)
    assert {claim.id for claim in first} <= {claim.id for claim in again}


def test_evidence_points_to_its_characters():
    text = "Russian troops left Kherson on Friday, Colonel Ostrov said."
    claim = one(text)
    assert claim.span.of(text) == claim.text
    assert all(role.span is None or claim.span.contains(role.span) for role in claim.actors)
    assert claim.reasons


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("hit/hit/hit", {"hit", "hits", "hitting"}),
        ("carry", {"carry", "carries", "carried", "carrying"}),
        ("repel", {"repel", "repels", "repelled", "repelling"}),
        ("cross", {"cross", "crosses", "crossed", "crossing"}),
    ],
)
def test_verbs_are_inflected(lemma, forms):
    assert set(inflected([lemma])) == forms
