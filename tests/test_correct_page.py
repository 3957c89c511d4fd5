"""Correcting on the screen: the form below the card, the table, undo and redo, the log, what was missed."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from streamlit.testing.v1 import AppTest

from geo.access import OWNER, READER
from geo.cases import NO_SUCH_CASE, load_samples, open_desk
from geo.cases.belongings import kept_boundary, kept_lines, lines_in, places_in
from geo.cases.desk import CaseDesk
from geo.cases.store import stored
from geo.codec import encode
from geo.corrections import Kind, apply, change, entries, subject_of, undo
from geo.errors import UnknownNameError
from geo.escape import for_markdown
from geo.gazetteer import OwnPlace
from geo.model import Document, Origin, ReviewState, River, Span, Stance
from geo.pipeline import read_document
from geo.ui import correct_place, words
from geo.ui.add_claim import whole_words
from geo.ui.correct_place import find_places
from geo.ui.map_panel import read_point
from geo.ui.readings import _kept_case, _kept_claims, read_case
from geo.ui.review_page import log_rows, row_changes
from tests.factories import place
from tests.test_pages import APP, open_app, settled, shown

SAMPLE = load_samples()[0].document
DELETED = Document.of("The Quillon ferry was shelled near Raqqa, Mara Venn said.")
CLAIM = next(c for c in read_document(SAMPLE) if c.places and c.stance is Stance.ASSERTED)
HOSTILE = "![x](http://evil.test/i.png) {{7*7}} <b>"


def open_form(app: AppTest | None = None) -> AppTest:
    """The map page with the claim's card and the fold below it open."""
    app = app or open_app(claim=CLAIM.id)
    app.session_state["correct_box"] = True
    return settled(app.run())


def field(app: AppTest, kind: str, end: str):
    return next(each for each in app.get(kind) if str(each.key).startswith("c_c") and each.key.endswith(end))


def save(app: AppTest) -> AppTest:
    button = next(b for b in app.button if b.label == words.F_SAVE)
    return settled(button.click().run())


def journal(app: AppTest):
    try:
        return app.session_state["journal"]
    except KeyError:
        return ()


def test_the_form_is_filled_and_saving_it_unchanged_changes_nothing():
    app = save(open_form())
    assert journal(app) == ()
    assert any(words.SAVED_NOTHING.rstrip(".") in w.value.replace("\\", "") for w in app.warning)


def test_what_is_changed_is_one_action_marked_on_card_and_list_and_undone():
    app = open_form()
    field(app, "selectbox", "_stance").set_value(Stance.DOUBTED)
    field(app, "selectbox", "_review").set_value(ReviewState.CHECKED)
    field(app, "text_area", "_note").set_value(HOSTILE)
    field(app, "text_input", "_speaker").set_value("Mara Venn")
    save(app)
    assert [e.kind for e in journal(app)] == [Kind.REVIEW, Kind.NOTE, Kind.STANCE, Kind.SPEAKER]
    assert len({e.made for e in journal(app)}) == 1
    card = shown(app, "card")
    for said in (
        words.BY_HAND[Origin.CORRECTED],
        words.REVIEW_BADGE[ReviewState.CHECKED],
        HOSTILE,
        "Mara Venn",
    ):
        assert said in card
    assert words.BY_HAND[Origin.CORRECTED] in shown(app, "list")
    settled(app.button(key="undo_card").click().run())
    assert words.BY_HAND[Origin.CORRECTED] not in shown(app, "card")
    settled(app.button(key="redo_card").click().run())
    assert "Mara Venn" in shown(app, "card")


def test_dates_that_end_before_they_begin_are_refused():
    app = open_form()
    field(app, "date_input", "_from").set_value(date(2018, 1, 2))
    field(app, "date_input", "_to").set_value(date(2018, 1, 1))
    save(app)
    assert journal(app) == ()
    assert any("Not saved" in w.value for w in app.warning)


def test_actors_sides_and_parties_are_changed():
    app = open_form()
    field(app, "multiselect", "_acts").set_value(["Ferry Guild"])
    field(app, "selectbox", "_side").set_value("both")
    field(app, "selectbox", "_party").set_value("Islamic State")
    save(app)
    assert {e.kind for e in journal(app)} == {Kind.ACTORS, Kind.SIDE, Kind.SPEAKER}
    assert "Ferry Guild: acts" in shown(app, "card")
    assert words.title("both banks") in shown(app, "card")


def test_another_place_for_the_claim_or_for_the_name():
    app = open_form()
    app.text_input(key="c_place_find").set_value("Raqqa")
    settled(app.run())
    settled(app.button(key="c_place_take").click().run())
    assert journal(app)[-1].kind == Kind.AT
    assert "Raqqa" in journal(app)[-1].becomes["place"]["name"]
    scope = next(s for s in app.selectbox if str(s.key).startswith("c_place_for"))
    name = CLAIM.places[0].mention.text
    scope.set_value(f"case {name}")
    settled(app.run())
    settled(app.button(key="c_place_take").click().run())
    last = journal(app)[-1]
    assert (last.kind, last.subject, last.document_id) == (Kind.PLACE, name, "")


def test_a_claim_is_taken_out_and_brought_back():
    app = open_form()
    settled(app.button(key="c_reject").click().run())
    assert CLAIM.id not in {c.id for c in read_back(app)}
    page = review_page(app)
    assert any(each.value == words.REJECTED for each in page.subheader)
    settled(page.button(key=f"back_{CLAIM.id}").click().run())
    assert not any(each.value == words.REJECTED for each in page.subheader)


def read_back(app: AppTest):
    return apply(read_document(SAMPLE), journal(app), SAMPLE).claims


def review_page(app: AppTest | None = None, **query: str) -> AppTest:
    page = AppTest.from_file(APP, default_timeout=90)
    for key, value in query.items():
        page.query_params[key] = value
    if app is not None:
        page.session_state["journal"] = journal(app)
    page.run()
    page.switch_page("pages/review.py")
    return settled(page.run())


def test_a_spot_that_is_clicked_on_the_map_becomes_the_place(monkeypatch):
    app = open_form()
    settled(app.toggle(key="c_place_point").set_value(True).run())
    assert words.PLACE_CLICK_WAITS in [each.value for each in app.caption]
    clicks = iter([{"n": 0, "point": [40.654321, 34.123456]}])
    monkeypatch.setattr(correct_place, "read_point", lambda *_: read_point(next(clicks, None), 0))
    settled(app.run())
    (entry,) = journal(app)
    there = entry.becomes["place"]
    assert (entry.kind, there["lat"], there["lon"], there["geonames_id"]) == (
        Kind.AT,
        34.12346,
        40.65432,
        None,
    )
    assert not app.session_state["c_place_point"], "the next click chooses a pin again"
    settled(app.button(key="undo_card").click().run())
    assert [entry.kind for entry in journal(app)] == [Kind.AT, Kind.UNDO]


def test_a_town_comes_before_its_province():
    found = find_places("Raqqa", ("SY",))
    assert [one.feature_code for one in found[:2]] == ["PPL", "ADM1"]


def test_a_claim_that_is_taken_out_says_where_it_is():
    app = open_form()
    app.button(key="c_reject").click().run()
    assert words.REJECTED_SAID in [each.value for each in app.toast]


def test_the_card_stays_with_the_claim_that_is_parted():
    app = open_form()
    settled(app.button(key="c_part_do").click().run())
    first = next(one for one in read_back(app) if one.span.start == CLAIM.span.start)
    assert first.id != CLAIM.id
    assert app.session_state["view"].claim == first.id
    settled(app.button(key="undo_card").click().run())
    assert app.session_state["view"].claim == CLAIM.id
    settled(app.button(key="redo_card").click().run())
    assert app.session_state["view"].claim == first.id


def test_the_words_of_a_claim_are_parted_and_joined():
    app = open_form()
    settled(app.button(key="c_part_do").click().run())
    assert len(read_back(app)) == len(read_document(SAMPLE)) + 1
    settled(app.run())
    app = open_form(open_app(claim=CLAIM.id))
    settled(app.button(key="c_join_do").click().run())
    assert len(read_back(app)) == len(read_document(SAMPLE)) - 1


def test_a_name_of_a_party_is_learned():
    app = open_form()
    who = next(s for s in app.selectbox if str(s.key).startswith("c_name_"))
    meant = next(s for s in app.selectbox if str(s.key).startswith("c_means_"))
    named = who.value
    meant.set_value(next(name for name in meant.options if name != named))
    settled(app.run())
    settled(app.button(key="c_name_take").click().run())
    assert journal(app)[-1].kind == Kind.ACTOR
    assert named not in {r.actor.name for c in read_back(app) for r in c.actors}


def test_the_review_page_lists_every_claim_and_the_log():
    page = review_page()
    frame = page.dataframe[0].value
    assert len(frame) > 10
    assert list(frame.columns) == [name for name in words.COLUMN if name != "report"]
    assert words.LOG_EMPTY in [c.value for c in page.caption]


def test_a_missed_claim_is_added_by_its_sentence():
    page = review_page(confidence="all")
    before = len(page.dataframe[0].value)
    page.multiselect(key="missed_sentences").set_value([0])
    settled(page.run())
    settled(page.button(key="missed_add_sentences").click().run())
    assert page.multiselect(key="missed_sentences").value == [], "what was added is no longer chosen"
    added = page.dataframe[0].value
    assert len(added) == before + 1
    assert list(added["read"]).count(words.READ_BY[Origin.ADDED]) == 1
    settled(page.button(key="undo_page").click().run())
    assert len(page.dataframe[0].value) == before


@pytest.mark.parametrize("lost", [False, True])
def test_a_correction_that_finds_no_claim_is_listed(lost):
    app = open_form()
    field(app, "selectbox", "_stance").set_value(Stance.DOUBTED)
    save(app)
    (entry,) = journal(app)
    page = AppTest.from_file(APP, default_timeout=90)
    page.session_state["journal"] = (replace(entry, subject="c0@90000-90001") if lost else entry,)
    page.run()
    page.switch_page("pages/review.py")
    settled(page.run())
    assert (words.LOST in [each.value for each in page.subheader]) is lost


# ---------------------------------------------------------------- kept cases


@pytest.fixture
def store(monkeypatch, tmp_path):
    """A store of our own, on a machine that is the visitor's own."""
    monkeypatch.setenv("THALWEG_DATA_DIR", str(tmp_path))
    for module in ("inputs", "share"):
        monkeypatch.setattr(f"geo.ui.{module}.this_visitor", lambda: OWNER)
    return open_desk(OWNER)


def kept_id(app: AppTest) -> str:
    asked = app.query_params["case"]
    return asked if isinstance(asked, str) else asked[0]


def test_keeping_a_case_keeps_what_was_corrected_and_brought(store):
    app = open_form()
    field(app, "selectbox", "_stance").set_value(Stance.DOUBTED)
    save(app)
    app.session_state["own_places"] = (OwnPlace(place("Zebra Post", geonames_id=None)),)
    settled(app.run())
    settled(app.button(key="share").click().run())
    assert any(words.ADDED_UNKEPT in warning.value for warning in app.warning)
    settled(app.button(key="s_keep").click().run())
    identity = kept_id(app)
    case = store.load_case(identity)
    assert [entry.kind for entry in case.corrections] == [Kind.STANCE]
    assert places_in(case.inputs) == app.session_state["own_places"]
    assert journal(app) == ()
    again = open_form(open_app(case=identity, claim=CLAIM.id))
    assert words.BY_HAND[Origin.CORRECTED] in shown(again, "card")
    settled(again.button(key="undo_card").click().run())
    assert words.BY_HAND[Origin.CORRECTED] not in shown(again, "card")
    assert [entry.kind for entry in store.load_case(identity).corrections] == [Kind.STANCE, Kind.UNDO]
    later = open_form(open_app(case=identity, claim=CLAIM.id))
    settled(later.button(key="redo_card").click().run())
    assert words.BY_HAND[Origin.CORRECTED] in shown(later, "card")


def deleting(page: AppTest, what: str = "") -> AppTest:
    if what:
        page.selectbox(key="delete_what").set_value(what)
    assert page.button(key="delete_do").disabled, "asked for twice"
    page.checkbox(key="delete_sure").check()
    settled(page.run())
    return settled(page.button(key="delete_do").click().run())


def test_a_report_and_then_the_case_is_deleted_for_good(store, monkeypatch):
    monkeypatch.setattr("geo.ui.delete_case.this_visitor", lambda: OWNER)
    other = load_samples()[1].document
    identity = store.create_case("Ferries", documents=[stored(SAMPLE), stored(other)])
    page = deleting(review_page(case=identity), other.id)
    assert [one.document.id for one in store.load_case(identity).documents] == [SAMPLE.id]
    page = deleting(page)
    assert not page.exception
    with pytest.raises(UnknownNameError):
        store.load_case(identity)
    assert "case" not in page.query_params
    assert not [one for one in page.button if one.key == "delete_do"], "a sample can't be deleted"


def test_what_was_deleted_is_held_ready_no_more(store, monkeypatch):
    monkeypatch.setattr("geo.ui.delete_case.this_visitor", lambda: OWNER)
    read = []
    machine = CaseDesk.machine_claims
    monkeypatch.setattr(CaseDesk, "machine_claims", lambda *a: read.append(a[1].head.id) or machine(*a))
    identity = store.create_case("Ferries", documents=[stored(DELETED)])
    kept = store.load_case(identity)
    for _ in range(2):
        page = review_page(case=identity)
    assert read == [identity], "for all visitors"
    deleting(page)
    assert page.session_state["own_reading"].cases == page.session_state["own_reading"].claims == {}
    store.put_copies([kept])
    page = review_page(case=identity)
    assert read == [identity] * 2
    store.delete_case(identity)  # by somebody else
    assert for_markdown(NO_SUCH_CASE) in page.run().error[0].value
    store.put_copies([kept])
    review_page(case=identity)
    assert read == [identity] * 3


def test_a_reader_is_offered_no_deleting_and_can_t(store, monkeypatch):
    identity = store.create_case("Ferries", documents=[stored(SAMPLE)])
    page = review_page(case=identity)
    monkeypatch.setattr("geo.ui.delete_case.this_visitor", lambda: READER)
    assert deleting(page).error
    assert store.load_case(identity).documents
    monkeypatch.setattr("geo.ui.inputs.this_visitor", lambda: READER)
    assert not [one for one in review_page(case=identity).button if one.key == "delete_do"]


def test_a_reader_corrects_in_the_visit_alone(store, monkeypatch):
    identity = store.create_case("Ferries", documents=[stored(SAMPLE)])
    monkeypatch.setattr("geo.ui.inputs.this_visitor", lambda: READER)
    app = open_form(open_app(case=identity, claim=CLAIM.id))
    assert any(words.ONLY_LOOK in each.value for each in app.caption)
    field(app, "selectbox", "_stance").set_value(Stance.DOUBTED)
    save(app)
    assert words.BY_HAND[Origin.CORRECTED] in shown(app, "card")
    assert store.load_case(identity).corrections == ()


def test_a_public_view_shows_checked_claims_alone_where_the_host_says_so(store, monkeypatch):
    identity = store.create_case("Ferries", documents=[stored(SAMPLE)])
    store.add_corrections(
        identity, entries([change(CLAIM, Kind.REVIEW, ReviewState.CHECKED)], made=datetime.now(UTC))
    )
    monkeypatch.setenv("THALWEG_PUBLIC_CLAIMS", "checked")
    assert "18 claims" in shown(open_app(case=identity), "head")
    monkeypatch.setattr("geo.ui.inputs.this_visitor", lambda: READER)
    assert "1 claim" in shown(open_app(case=identity), "head")


def start_anew() -> None:
    """A server that has just started holds no case ready."""
    _kept_case.clear()
    _kept_claims.clear()


def test_a_kept_case_is_read_once_for_all_who_look_at_it(store, monkeypatch):
    start_anew()
    identity = store.create_case("Ferries", documents=[stored(SAMPLE)])
    assert "18 claims" in shown(open_app(case=identity), "head")
    monkeypatch.setattr("geo.cases.readings.read_document", lambda *_: pytest.fail("read again"))
    monkeypatch.setattr("geo.pipeline.find_conflicts", lambda *_: pytest.fail("compared again"))
    assert "18 claims" in shown(open_app(case=identity), "head")
    start_anew()
    assert "18 claims" in shown(open_app(case=identity, river="euphrates"), "head"), "as after a start"


def test_a_line_of_a_visit_is_not_shared_with_a_kept_case(store):
    identity = store.create_case("Ferries", documents=[stored(SAMPLE)])
    line = River(
        "own-0123456789ab", "Front", ("Front",), ((40.0, 34.0), (41.0, 35.0)), sides=("Green", "Brown")
    )
    without = open_app(case=identity, river=line.id)
    assert any(for_markdown(words.OWN_LINE_GONE) in each.value for each in without.warning)
    app = AppTest.from_file(APP, default_timeout=90)
    app.query_params.update(case=identity, river=line.id)
    app.session_state["own_lines"] = {line.id: line}
    assert not any(for_markdown(words.OWN_LINE_GONE) in each.value for each in settled(app.run()).warning)


def test_what_a_newer_reader_reads_otherwise_is_listed_until_it_was_seen(store, monkeypatch):
    identity = store.create_case("Ferries", documents=[stored(SAMPLE)])
    older = [replace(claim, stance=Stance.PLANNED) for claim in read_document(SAMPLE)[:1]]
    kept = {SAMPLE.id: ("an older key", json.dumps([encode(claim) for claim in older]))}
    store._store.keep_readings(identity, kept, "an older reader")
    page = review_page(case=identity)
    assert words.REREAD in [each.value for each in page.subheader]
    settled(page.button(key="reread_seen").click().run())
    assert words.REREAD not in [each.value for each in page.subheader]


def test_an_own_line_is_kept_with_the_case(store):
    line = River("own-front", "Front", ("Front",), ((40.0, 34.0), (41.0, 35.0)), sides=("Green", "Brown"))
    made = datetime.now(UTC)
    inputs = (*kept_lines([line], made), *kept_boundary(line.id, made))
    identity = store.create_case("Ferries", documents=[stored(SAMPLE)], inputs=inputs)
    assert lines_in(store.load_case(identity).inputs) == {line.id: line}
    app = open_app(case=identity)
    assert not app.exception
    assert app.session_state["f_river"] == line.id


# ---------------------------------------------------------------- cells and words


def a_case():
    return read_case([SAMPLE], "euphrates", own=True)


@pytest.mark.parametrize(
    ("cells", "kinds"),
    [
        ({"stance": "doubted"}, [Kind.STANCE]),
        ({"review": "checked", "grade": "B2", "note": " seen "}, [Kind.REVIEW, Kind.GRADE, Kind.NOTE]),
        ({"kind": "Strikes", "speaker": "Mara Venn"}, [Kind.TYPE, Kind.SPEAKER]),
        ({"negated": True}, [Kind.NEGATED]),
        ({"place": "Raqqa"}, [Kind.AT]),
        ({"place": ""}, [Kind.AT]),
        ({"place": "Xyzzqq"}, []),
        ({"acts": "Ferry Guild; Islamic State"}, [Kind.ACTORS]),
        ({"acted_on": None}, [Kind.ACTORS]),
        ({"side": "Both banks"}, [Kind.SIDE]),
        ({"from": "2018-01-02T00:00:00.000", "to": "2018-01-03"}, [Kind.WHEN]),
        ({"from": "2018-01-04", "to": "2018-01-03"}, []),
        ({"from": "soon"}, []),
        ({"stance": "sure", "grade": "Z9", "kind": None, "side": "upside", "review": 7, "claim": "x"}, []),
    ],
)  # fmt: skip
def test_a_cell_is_a_correction_and_nonsense_is_none(cells, kinds):
    case = a_case()
    row = next(item for item in case.placed if item.claim.id == CLAIM.id)
    made = entries(row_changes(row, case, cells), made=datetime.now(UTC))
    assert [entry.kind for entry in made] == kinds
    assert apply(read_document(SAMPLE), made, SAMPLE).unmatched == ()


@pytest.mark.parametrize(
    ("chosen", "whole"),
    [("oats cro", "boats crossed"), (" boats ", "boats"), ("boats", "boats"), (".", "."), ("d.", "crossed.")],
)
def test_selected_words_are_whole(chosen, whole):
    text = "Two boats crossed."
    start = text.index(chosen)
    assert whole_words(Span(start, start + len(chosen)), text).of(text) == whole


def test_the_log_names_parted_and_joined_claims_by_their_words():
    first, second, *_ = read_document(SAMPLE)
    at = first.span.start + first.text.index(" ") + 1
    journal = (
        *entries([change(first, Kind.SPLIT, [at])], made=datetime.now(UTC)),
        *entries([change(second, Kind.MERGE, [subject_of(CLAIM)])], made=datetime.now(UTC)),
    )
    joined, parted = log_rows(journal, read_case([SAMPLE], "euphrates", own=True))
    assert first.text.split()[0] in parted[3]
    assert parted[5].startswith(f"… {SAMPLE.text[at:].split()[0]}")
    assert "@" not in "".join((*joined, *parted))
    gone = replace(a_case(), placed=())
    assert "@" not in "".join(cell for row in log_rows(journal, gone) for cell in row)


def test_the_log_says_what_was_before_and_after():
    case = a_case()
    row = next(item for item in case.placed if item.claim.id == CLAIM.id)
    made = entries(row_changes(row, case, {"stance": "doubted", "kind": "Strikes"}), made=datetime.now(UTC))
    gone = undo(made[:1], made=datetime.now(UTC))
    rows = log_rows((*made, *gone), case)
    assert [(row[2], row[4], row[5], row[6]) for row in rows] == [
        ("kind", words.kind(CLAIM.type.value), "Strikes", words.LOG_HOLDS),
        ("stance", "asserted", "doubted", words.LOG_UNDONE),
    ]
