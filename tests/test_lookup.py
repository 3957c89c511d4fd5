"""The page that asks another service: only where it is on, never waiting, and always with its licence."""

import time
from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from geo.cases import load_samples
from geo.geocoder import Service
from geo.model import Link
from geo.online import Answer, Ticket, open_desk
from geo.online.desk import State
from geo.pipeline import place_claims, read_document
from geo.river import load_river
from geo.ui import words
from geo.ui.lookup import lookup_nodes, read_take
from tests.factories import place_journal, resolution
from tests.fake_server import FAULTS, FakeServer, answer_json, silent
from tests.test_geocoder_service import HAJIN
from tests.test_pages import open_app, rows, settled, shown, texts

SERVICE = Service("nominatim", "OpenStreetMap (nominatim)", "ODbL", "", "", "test")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path) -> Iterator[FakeServer]:
    fake = FakeServer()
    monkeypatch.setenv("THALWEG_GEOCODER", "nominatim")
    monkeypatch.setenv("THALWEG_GEOCODER_URL", fake.url)
    monkeypatch.setenv("THALWEG_USER_AGENT", "test (mail@desk.example)")
    monkeypatch.setenv("THALWEG_ONLINE_FOLDER", str(tmp_path))
    open_desk.cache_clear()
    yield fake
    fake.close()
    open_desk.cache_clear()


def sample_claim() -> tuple[str, str]:
    """A claim of the sample with a place on the map: its id, and the place as it is spelled."""
    claims = place_claims(read_document(load_samples()[0].document), load_river("Euphrates"))
    chosen = next(p for p in claims if p.place and p.place.place and p.position)
    return chosen.claim.id, chosen.place.mention.text


def ask_button(app: AppTest):
    return next((b for b in app.button if (b.key or "").startswith("lookup_ask")), None)


def after_the_answer(app: AppTest) -> AppTest:
    until = time.monotonic() + 12
    while time.monotonic() < until:
        settled(app.run())
        if not any("Asking OpenStreetMap" in c.value for c in app.caption):
            return app
        time.sleep(0.1)
    pytest.fail("no end within the deadline")


def test_nothing_of_it_is_seen_by_default():
    identity, _ = sample_claim()
    app = open_app(claim=identity)
    assert ask_button(app) is None
    assert shown(app, "lookup") == ""


def test_an_answer_is_a_suggestion_beside_the_gazetteer_s(server):
    server.behaviour = answer_json([HAJIN])
    identity, name = sample_claim()
    app = open_app(claim=identity)
    assert server.requests == [], "nothing is asked before somebody asks"
    before = shown(app, "card")
    settled(ask_button(app).click().run())
    app = after_the_answer(app)
    assert len(server.requests) == 1
    said = shown(app, "lookup")
    assert "Hajin, Deir ez-Zor, Syria" in said
    assert "© OpenStreetMap contributors, ODbL 1.0; asked on 20" in said
    assert words.ONLY_SUGGESTED in said
    assert f"“{name}”" in said
    assert shown(app, "card") == before
    other = open_app(claim=identity)
    assert shown(other, "lookup") == "", "another visitor has not asked"
    settled(ask_button(other).click().run())
    assert "Hajin" in shown(other, "lookup")
    assert len(server.requests) == 1, "the answer was kept"


@pytest.mark.parametrize("fault", ["403", "429", "503", "reset", "HTML", "NaN"])
def test_a_fault_is_a_sentence_and_the_page_is_whole(fault, server):
    server.behaviour, sentence = FAULTS[fault]
    identity, _ = sample_claim()
    app = open_app(claim=identity)
    settled(ask_button(app).click().run())
    app = after_the_answer(app)
    assert any(sentence in c.value.replace("\\", "") for c in app.caption)
    assert rows(app) > 10
    assert ask_button(app) is not None


def test_the_page_answers_while_the_service_hangs(server):
    server.behaviour = silent
    identity, _ = sample_claim()
    app = open_app(claim=identity)
    start = time.monotonic()
    settled(ask_button(app).click().run())
    settled(next(p for p in app.get("pills") if p.key == "f_stance").set_value(["denied"]).run())
    assert time.monotonic() - start < 7, "the question itself takes eight seconds"
    assert any("Asking" in c.value for c in app.caption)


def test_a_wrong_setting_is_a_sentence(monkeypatch):
    monkeypatch.setenv("THALWEG_GEOCODER", "narnia")
    monkeypatch.setenv("THALWEG_USER_AGENT", "test")
    identity, _ = sample_claim()
    app = open_app(claim=identity)
    assert any("geopy does not know" in w.value for w in app.warning)
    assert rows(app) > 10


def ticket_of(*content: object) -> Ticket:
    from datetime import date

    return Ticket(State.ANSWERED, Answer("OpenStreetMap", date(2026, 3, 1), "ODbL", list(content)))


PLAIN = {"lat": 34.7, "lon": 40.83, "address": "Hajin, Syria", "class": "place", "country": "SY"}


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("0 0", "Hajin"),
        ("0 1", None),
        ("1 0", None),
        ("", None),
        ("0", None),
        ("-1 0", None),
        ("٠ 0", None),
        ("0 0 0", None),
    ],
)
def test_a_click_is_believed_only_where_it_was_on_offer(value, name):
    taken = read_take(value, [(resolution(), ticket_of(PLAIN))])
    assert (taken[1].name if taken else None) == name


def test_nothing_found_is_said_with_the_licence():
    found = texts(lookup_nodes([(resolution(), ticket_of())], SERVICE))
    assert words.nothing_suggested("Abu Kamal") in found
    assert "ODbL; asked on 2026-03-01" in found


def test_a_suggestion_tells_how_far_it_is_from_the_gazetteer_s_place():
    found = texts(lookup_nodes([(resolution(), ticket_of(PLAIN))], SERVICE))
    assert "settlement · 29 km from Abu Kamal" in found


def test_a_place_taken_over_shows_where_it_is_from(server):
    from geo.geocoder import suggestions_of

    identity, name = sample_claim()
    (suggestion,) = suggestions_of(ticket_of(PLAIN))
    app = AppTest.from_file(open_app.__globals__["APP"], default_timeout=90)
    app.query_params["claim"] = identity
    app.session_state["journal"] = place_journal((load_samples()[0].document.id, name, suggestion.place))
    settled(app.run())
    card = shown(app, "card")
    assert words.LINK[Link.CORRECTED] in card
    assert "asked 2026-03-01" in card
