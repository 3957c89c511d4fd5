"""Corrections: a person's word for a name, applied at the top and taken away again."""

import json

import pytest

from geo.corrections import (
    apply_corrections,
    corrected,
    correction_from,
    correction_of,
    correction_record,
    without,
)
from geo.errors import InputError
from geo.gazetteer import read_own_places
from geo.model import Bank, Basis, Document, Link, PlaceCorrection
from geo.pipeline import Inputs, place_claims, read_document
from geo.river import load_river
from tests.factories import place, resolution

TEXT = (
    "Ferry captain Mara Venn said that boats had crossed the Euphrates near Hajin.\n\n"
    'The captain said: "Guards fired on the landing in Hajin on Monday."'
)
DOCUMENT = Document.of(TEXT)
ELSEWHERE = place("Hājin", 34.2, 40.2, geonames_id=5)


def places_of(*corrections):
    claims = read_document(DOCUMENT, Inputs(corrections=corrections))
    return {r.mention.text: r for claim in claims for r in claim.places}


def test_every_mention_of_the_spelling_takes_the_place():
    found = places_of(*corrected((), DOCUMENT.id, "Hajin", ELSEWHERE))
    assert found["Hajin"].place == ELSEWHERE
    assert found["Hajin"].link is Link.CORRECTED
    assert found["Hajin"].reasons[0].feature == "corrected"
    assert len(found["Hajin"].candidates) >= 1, "the machine's own candidates stay"


def test_not_a_place_takes_the_name_out():
    assert "Hajin" not in places_of(*corrected((), DOCUMENT.id, "Hajin", None))


def test_taking_it_away_gives_the_machine_s_reading_again():
    made = corrected((), DOCUMENT.id, "Hajin", ELSEWHERE)
    assert places_of(*without(made, DOCUMENT.id, "hajin")) == places_of()


def test_the_last_word_counts():
    made = corrected(corrected((), DOCUMENT.id, "Hajin", ELSEWHERE), DOCUMENT.id, "HAJIN", None)
    assert len(made) == 1
    assert correction_of(made, DOCUMENT.id, "Hajin").place is None


@pytest.mark.parametrize("document_id", ["", "another"])
def test_another_document_is_left_alone(document_id):
    made = corrected((), document_id, "Abu Kamal", ELSEWHERE)
    read = (resolution(),)
    assert apply_corrections(read, made, document_id=DOCUMENT.id) == read


@pytest.mark.parametrize(
    ("bank", "found", "basis"),
    [
        ("left", Bank.LEFT, Basis.CURATED),
        ("right", Bank.RIGHT, Basis.CURATED),
        ("", Bank.LEFT, Basis.LOCATED),
    ],
)
def test_the_bank_of_an_own_place_overrides_where_it_lies(bank, found, basis):
    places, refused = read_own_places(f"name,lat,lon,kind,bank\nZebra Post,34.70,40.98,base,{bank}\n")
    assert refused == ()
    document = Document.of("The captain said that shells fell on Zebra Post in Syria on Monday.")
    claims = read_document(document, Inputs(places))
    (placed,) = place_claims(claims, load_river("Euphrates"))
    assert placed.place.place.name == "Zebra Post"
    assert (placed.call.bank, placed.call.basis) == (found, basis)


@pytest.mark.parametrize("at", [ELSEWHERE, None, place(known_bank=Bank.LEFT, geonames_id=None)])
def test_a_correction_is_kept_as_plain_json(at):
    made = PlaceCorrection("doc", "Hajin", at)
    assert correction_from(json.loads(json.dumps(correction_record(made)))) == made


@pytest.mark.parametrize(
    "record",
    [
        None, 7, [], {}, {"document_id": 1, "spelling": "x", "place": None},
        {"document_id": "d", "spelling": "x", "place": {}},
        {"document_id": "d", "spelling": "x", "place": 7},
        correction_record(PlaceCorrection("d", "x", place(lat=99.0))),
        correction_record(PlaceCorrection("d", "x", place(name=7))),
    ],
)  # fmt: skip
def test_what_is_no_correction_is_refused(record):
    with pytest.raises(InputError, match="no correction"):
        correction_from(record)
