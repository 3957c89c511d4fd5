"""A visitor's own list of places in the page: used, refused row by row, dropped, and in one visit only."""

import pytest
from streamlit.testing.v1 import AppTest

from geo.cases import load_samples
from geo.gazetteer.own import TEMPLATE
from geo.ui import words
from tests.factories import place, place_journal
from tests.test_pages import hand_in, open_app, open_form, rows, settled, shown

LIST = "name,lat,lon,bank\nAbu Kamal,34.60,41.20,left\n"
REPORT = "Ferry captain Mara Venn said that shells had fallen on Zebra Post in Syria on Monday."


def hand_over(app: AppTest, content: str | bytes) -> AppTest:
    data = content.encode() if isinstance(content, str) else content
    uploader = next(u for u in app.file_uploader if u.key == "own_places_file")
    uploader.upload("places.csv", data)
    return settled(app.run())


def in_use(app: AppTest) -> str:
    """What the page says is in use."""
    return " ".join(c.value.replace("\\", "") for c in app.sidebar.caption)


def test_a_place_of_the_list_comes_first_and_only_for_this_visitor():
    app = open_app()
    before = rows(app)
    hand_over(app, LIST)
    assert words.own_places_used(1) in in_use(app)
    assert words.own_places_named(1, 1) in in_use(app)
    assert rows(app) == before
    assert "of your list" not in in_use(open_app())
    settled(app.button(key="own_places_drop").click().run())
    assert "of your list" not in in_use(app)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xff\xfe\x00n", "no text in UTF-8"),
        ("", "no column name, lat, lon"),
        ("just words", "no column name, lat, lon"),
        ("name,lat,lon\n", words.NO_ROWS),
        ("name,lat,lon\nHere,north,40\n", "row 2: lat 'north' is not a number"),
    ],
)
def test_a_list_that_cannot_be_used_is_refused_and_changes_nothing(content, sentence):
    app = hand_over(open_app(), LIST)
    hand_over(app, content)
    said = [e.value.replace("\\", "") for e in app.error]
    assert any(sentence in each and each.startswith(words.PLACES_REFUSED) for each in said)
    assert words.own_places_used(1) in in_use(app), "the list from before stays"


def test_bad_rows_are_named_and_the_others_used():
    bad = "".join(f"Row {n},north,40,\n" for n in range(9))
    app = hand_over(open_app(), LIST + bad)
    said = [w.value.replace("\\", "") for w in app.warning]
    assert "Row 3: lat 'north' is not a number." in said
    assert words.more_rows(4) in said
    assert words.own_places_used(1) in in_use(app)


def test_hostile_names_stay_text():
    app = hand_over(open_app(), 'name,lat,lon,kind\n"![x](http://evil.test/i)",1,2,"<b>{{7*7}}"\n')
    assert all("![x](http" not in e.value for e in app.error)
    assert app.error


def test_a_list_brought_before_the_text_is_read_with_it():
    app = open_form()
    hand_over(app, "name,lat,lon,kind\nZebra Post,34.7,41.0,base\n")
    app = hand_in(app, REPORT, title="Zebra")
    app.switch_page("pages/claims_map.py")
    settled(app.run())
    assert "Zebra Post" in shown(app, "list")
    assert words.own_places_named(1, 1) in in_use(app)


def test_a_correction_stands_in_the_sidebar_and_is_undone_there():
    sample = load_samples()[0].document
    app = open_app()
    app.session_state["journal"] = place_journal(
        (sample.id, "Abu Kamal", None), (sample.id, "Hajin", place("Hajin", 34.7, 40.8))
    )
    settled(app.run())
    said = [c.value.replace("\\", "") for c in app.sidebar.caption]
    assert words.said_no_place("Abu Kamal") in said
    assert words.correction("Hajin", "Hajin") in said
    assert words.corrections_used(2) in in_use(app)
    settled(app.button(key="correction_undo_0").click().run())
    assert words.corrections_used(1) in in_use(app)


def test_the_template_is_a_list_that_reads():
    app = hand_over(open_app(), f"\ufeff{TEMPLATE}")
    assert not app.error
    assert words.own_places_used(2) in in_use(app)
