"""Claims of a table: taken as given, each pointing to its characters, told apart from what was read."""

from datetime import date

import pytest

from geo.claims.table import TableError, is_table, table_text
from geo.model import Bank, ClaimType, Document, Origin, Precision, Role, SideWord, Stance
from geo.pipeline import place_claims, read_document
from geo.river import load_river

ROW = {
    "speaker": "Mara Venn", "organisation": "River Guard", "words": "The bridge | is ours.",
    "place": "The Ford", "lat": "34.45", "lon": "40,92", "date": "2018-01-15", "stance": "Asserted",
    "side": "east",
    "kind": "control", "actor": "Syrian Democratic Forces", "target": "ISIS",
}  # fmt: skip


def read(*rows: dict):
    return read_document(Document.of(table_text(rows), published=date(2018, 1, 20)))


def test_a_claim_is_as_given():
    (claim,) = read(ROW)
    assert (claim.text, claim.type, claim.stance, claim.negated) == (
        "The bridge ¦ is ours.",
        ClaimType.CONTROL,
        Stance.ASSERTED,
        False,
    )
    assert claim.attribution.speaker_label == "Mara Venn"
    assert claim.speaker.name == "River Guard"
    assert (claim.when.start, claim.when.precision) == (date(2018, 1, 15), Precision.DAY)
    place = claim.places[0].place
    assert (place.name, place.lat, place.lon) == ("The Ford", 34.45, 40.92)
    assert [side.word for side in claim.sides] == [SideWord.EAST]
    assert {role.role: role.actor.name for role in claim.actors}[Role.ACTS] == "Syrian Democratic Forces"


def test_it_is_told_apart_from_what_was_read():
    (claim,) = read(ROW)
    assert claim.review.origin is Origin.TABLE
    assert claim.attribution.rule == "from a table"
    assert "as given" in claim.reasons[0].detail


def test_every_part_points_to_its_characters():
    rows = (ROW, {"words": "No police crossed.", "place": "Abu Kamal", "speaker": "Tol Arden"})
    text = table_text(rows)
    for claim in read(*rows):
        assert claim.span.of(text) == claim.text
        assert claim.attribution.source.span.of(text) == claim.attribution.source.text
        for place in claim.places:
            assert place.mention.span.of(text) == place.mention.text


@pytest.mark.parametrize(
    ("more", "bank"),
    [
        ({}, Bank.LEFT),
        ({"side": ""}, Bank.RIGHT),
        ({"side": "", "lat": "", "lon": "", "place": "Hajin"}, Bank.LEFT),
    ],
)  # fmt: skip
def test_a_claim_is_placed_like_any_other(more, bank):
    point = {"lat": "34.40", "lon": "40.80"} if "lat" not in more else {}
    (placed,) = place_claims(read(ROW | point | more), load_river("Euphrates"))
    assert placed.call.bank is bank
    assert placed.position is not None


@pytest.mark.parametrize(
    ("date_given", "start", "precision"),
    [
        ("2018-01-15", date(2018, 1, 15), Precision.DAY),
        ("January 2018", date(2018, 1, 1), Precision.MONTH),
        ("yesterday", date(2018, 1, 19), Precision.DAY),
        ("in those days", None, Precision.NONE),
    ],
)
def test_dates_in_words_are_read(date_given, start, precision):
    (claim,) = read(ROW | {"date": date_given})
    assert (claim.when.start, claim.when.precision, claim.when.text) == (start, precision, date_given)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"words": " "}, "no words"),
        ({"stance": "perhaps"}, "give asserted"),
        ({"kind": "party"}, "its kind"),
        ({"side": "upper"}, "its side"),
        ({"negated": "maybe"}, "yes or no"),
        ({"lat": "91"}, "no point on earth"),
        ({"lat": ""}, "no point on earth"),
        ({"lon": "nan"}, "no point on earth"),
    ],
)
def test_a_value_that_can_t_be_is_refused(more, why):
    with pytest.raises(TableError, match=why):
        table_text([ROW | more])


def test_a_row_without_a_speaker_is_the_table_s_own():
    (claim,) = read({"words": "The bridge is closed."})
    assert claim.attribution.source is None
    assert claim.places == ()


@pytest.mark.parametrize(
    "text", ["", "Claims from a table", "Claims from a table\nwords of a report", "The words | are | these"]
)
def test_an_ordinary_text_is_no_table(text):
    assert not is_table(text)


def test_cells_can_t_make_rows_or_columns():
    claims = read({"words": "a\nb | speaker | c", "speaker": "x | y\nz"})
    assert [(one.text, one.attribution.speaker_label) for one in claims] == [("a b ¦ speaker ¦ c", "x ¦ y z")]
