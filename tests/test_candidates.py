"""Another candidate one click away: what the card offers, and which clicks are believed."""

from dataclasses import replace

import pytest

from geo.model import Document, Link, PlaceCorrection
from geo.pipeline import Inputs, place_claims, read_document
from geo.river import load_river
from geo.ui import words
from geo.ui.candidates import NO_PLACE, UNDO, candidate_nodes, read_choice
from tests.factories import claim, place, place_journal, placed, resolution
from tests.test_pages import open_app, settled, shown, texts

TRIPOLI = place("Tripoli", 32.89, 13.18, country="LY", geonames_id=1, population=1_150_989)
OTHER = place("Tripoli", 34.43, 35.84, country="LB", geonames_id=2, population=229_398)
HERE = replace(
    resolution(TRIPOLI),
    candidates=(TRIPOLI, OTHER),
    chances=(0.8, 0.001),
    grounds=(("it has the most people of all places of that name",), ()),
)
ON_CARD = placed(claim("Tripoli is quiet.", places=(HERE,)))
GONE = PlaceCorrection("document", "Tripoli", None)


def test_each_candidate_tells_what_and_where_it_is_and_why():
    found = texts(candidate_nodes(ON_CARD, ()))
    assert "settlement · Libya · 1,150,989 people · 80 % likely" in found
    assert "settlement · Lebanon · 229,398 people · under 1 % likely" in found
    assert "it has the most people of all places of that name" in found
    assert words.CHOSEN_PLACE in found
    assert words.UNDO_PLACE not in found


def test_a_corrected_name_can_be_undone_on_the_card():
    nodes = candidate_nodes(placed(claim(places=(replace(HERE, link=Link.CORRECTED),))), ())
    assert words.UNDO_PLACE in texts(nodes)
    nodes = candidate_nodes(placed(claim("Tripoli is quiet.", places=())), (GONE,))
    assert words.said_no_place("Tripoli") in texts(nodes)
    assert words.UNDO_PLACE in texts(nodes)


@pytest.mark.parametrize(
    ("value", "choice"),
    [
        ("1 Tripoli", ("Tripoli", OTHER)),
        (f"{NO_PLACE} Tripoli", ("Tripoli", NO_PLACE)),
        (f"{UNDO} Tripoli", ("Tripoli", UNDO)),
        ("2 Tripoli", None),
        ("-1 Tripoli", None),
        ("1 Damascus", None),
        ("1", None),
        ("", None),
        ("٣ Tripoli", None),
        ("1e9 Tripoli", None),
        (f"{NO_PLACE} Damascus", None),
    ],
)
def test_a_click_is_believed_only_where_it_was_on_offer(value, choice):
    assert read_choice(value, ON_CARD, ()) == choice


def test_what_was_taken_out_can_be_undone_though_the_claim_names_it_no_more():
    assert read_choice(f"{UNDO} Tripoli", placed(claim(places=())), (GONE,)) == ("Tripoli", UNDO)


def test_a_correction_moves_the_pin_and_is_undone():
    text = "The captain said that shells fell on Tripoli on Monday."
    document = Document.of(text)
    (read,) = read_document(document)
    first = read.places[0]
    other = next(c for c in first.candidates if c != first.place and c.feature_class == "P")
    moved = PlaceCorrection(document.id, "Tripoli", other)
    (there,) = place_claims(read_document(document, Inputs(corrections=(moved,))), None)
    assert there.position == (other.lon, other.lat)
    assert there.claim.id == read.id
    (back,) = place_claims(read_document(document), None)
    assert back.position == (first.place.lon, first.place.lat)


def test_the_page_shows_a_correction_of_this_visit_only():
    app = open_app()
    case = app.session_state
    assert "journal" not in case
    from geo.cases import load_samples

    sample = load_samples()[0].document
    claims = place_claims(read_document(sample), load_river("Euphrates"))
    chosen = next(p for p in claims if p.place and p.place.place and p.position)
    name = chosen.place.mention.text
    app.session_state["journal"] = place_journal((sample.id, name, OTHER))
    app.query_params["claim"] = chosen.claim.id
    settled(app.run())
    card = shown(app, "card")
    assert words.LINK[Link.CORRECTED] in card
    assert words.UNDO_PLACE in card
    assert words.UNDO_PLACE not in shown(open_app(claim=chosen.claim.id), "card")
