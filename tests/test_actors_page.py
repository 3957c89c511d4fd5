"""Who is claimed to have done what: the counts, the tables, and a cell chosen as a filter."""

import pytest

from geo.filters import Tally, actor_rows, speaker_rows
from geo.model import Bank, Filter, Role, Stance
from geo.ui import words
from geo.ui.actors_page import matrix_nodes, speaker_nodes
from tests.factories import COALITION, MILITIA, claim, placed, speaker
from tests.test_pages import APP, AppTest, settled, shown, texts

SIDES = {bank: f"{bank.value} side" for bank in Bank}
ACTS, TARGET = Role.ACTS, Role.ACTED_ON
CLAIMS = [
    placed(claim("One.", actors=((COALITION, ACTS), (MILITIA, TARGET))), Bank.LEFT),
    placed(claim("Two.", actors=((COALITION, ACTS),), negated=True), Bank.LEFT),
    placed(claim("Three.", actors=((COALITION, ACTS), (COALITION, Role.SPEAKS))), Bank.RIGHT),
    placed(claim("Four.", actors=((MILITIA, ACTS),), stance=Stance.DENIED), Bank.NONE, None),
    placed(claim("Five.", actors=(), source=speaker("Tol Arden"), speaker=None), Bank.BOTH),
    placed(claim("Six.", actors=(), source=None), Bank.NONE, None),
]


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (ACTS, [("us-led-coalition", {Bank.LEFT: (2, 1), Bank.RIGHT: (1, 0)}, (3, 1)),
                ("river-guard", {Bank.NONE: (1, 1)}, (1, 1))]),
        (TARGET, [("river-guard", {Bank.LEFT: (1, 0)}, (1, 0))]),
        (Role.MENTIONED, []),
    ],
)  # fmt: skip
def test_claims_by_actor_and_side(role, expected):
    rows = actor_rows(Filter(), CLAIMS, role)
    wanted = [
        (key, {bank: Tally(*pair) for bank, pair in banks.items()}, Tally(*total))
        for key, banks, total in expected
    ]
    assert [(row.actor.id, row.banks, row.total) for row in rows] == wanted


def test_the_tables_own_choices_do_not_count_but_others_do():
    chosen = Filter(banks=frozenset({Bank.RIGHT}), actor="river-guard", role=TARGET)
    assert actor_rows(chosen, CLAIMS, ACTS) == actor_rows(Filter(), CLAIMS, ACTS)
    assert [row.total for row in actor_rows(Filter(words="three"), CLAIMS, ACTS)] == [Tally(1, 0)]


def test_speakers_stand_with_their_party():
    rows = speaker_rows(Filter(speaker="tol-arden"), CLAIMS)
    assert [(row.key, row.organisation, row.total.claims) for row in rows] == [
        ("mara-venn", COALITION, 4),
        ("report", None, 1),
        ("tol-arden", None, 1),
    ]


def test_the_tables_say_what_is_counted():
    found = texts(matrix_nodes(actor_rows(Filter(), CLAIMS, ACTS), SIDES, Filter()))
    assert found[:2] == [words.MATRIX_CAPTION, words.ACTOR]
    assert words.against(1) in found
    assert words.MATRIX_EMPTY in texts(matrix_nodes((), SIDES, Filter()))
    named = texts(speaker_nodes(speaker_rows(Filter(), CLAIMS), Filter()))
    assert words.THE_REPORT in named
    assert words.NO_PARTY in named


def test_the_cell_chosen_is_marked():
    chosen = Filter(actor="us-led-coalition", role=ACTS, banks=frozenset({Bank.LEFT}))
    nodes = str(matrix_nodes(actor_rows(chosen, CLAIMS, ACTS), SIDES, chosen))
    assert nodes.count("'current': True") == 1


def test_the_page_shows_the_sample():
    app = AppTest.from_file(APP, default_timeout=90)
    settled(app.run())
    settled(app.switch_page("pages/actors.py").run())
    assert "Islamic State" in shown(app, "matrix")
    assert "Thomas Veale" in shown(app, "speakers")
