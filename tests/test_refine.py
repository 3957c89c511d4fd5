"""The boundary from OpenStreetMap in the page: only where it is on, on request, credited, and taken back."""

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from geo.online import open_desk
from geo.overpass import Way
from geo.ui import words
from tests.fake_server import FAULTS, FakeServer, answer_json
from tests.rivers_osm import answer_of, cut, line_in, shaken, shuffled, turned
from tests.test_lookup import after_the_answer
from tests.test_pages import open_app, rows, settled

BOX = (40.0, 33.75, 41.75, 35.5)


def ways(**more: int) -> list[Way]:
    from geo.river import load_river

    return shuffled(turned(cut(shaken(line_in(load_river("Euphrates"), BOX))), every=more.get("every", 6)))


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path) -> Iterator[FakeServer]:
    fake = FakeServer()
    monkeypatch.setenv("THALWEG_OVERPASS_URL", f"{fake.url}/api")
    monkeypatch.setenv("THALWEG_USER_AGENT", "test (mail@desk.example)")
    monkeypatch.setenv("THALWEG_ONLINE_FOLDER", str(tmp_path))
    open_desk.cache_clear()
    yield fake
    fake.close()
    open_desk.cache_clear()


def button(app: AppTest, key: str):
    return next((b for b in app.button if b.key == key), None)


def captions(app: AppTest) -> str:
    return "\n".join(c.value.replace("\\", "") for c in app.sidebar.caption)


def credits_of(app: AppTest) -> str:
    """All that the page's own pieces carry, the map's data among it."""
    return "".join(str(piece.proto) for piece in app.get("bidi_component"))


def test_nothing_of_it_is_seen_by_default():
    assert button(open_app(), "refine_ask") is None


def test_the_line_becomes_the_boundary_of_this_visit_and_is_credited(server):
    server.behaviour = answer_json(answer_of(ways()))
    app = open_app()
    assert server.requests == []
    before = rows(app)
    settled(button(app, "refine_ask").click().run())
    app = after_the_answer(app)
    assert words.OSM_LINE_IN_USE in captions(app)
    assert "© OpenStreetMap contributors" in captions(app)
    assert "ODbL-1.0" in captions(app)
    assert "OpenStreetMap contributors" in credits_of(app), "the credit reaches the map by itself"
    assert rows(app) == before
    assert app.selectbox(key="f_river").value == "euphrates"
    other = open_app()
    assert words.OSM_LINE_IN_USE not in captions(other)
    settled(button(app, "refine_back").click().run())
    assert words.OSM_LINE_IN_USE not in captions(app)
    assert "OpenStreetMap contributors" not in credits_of(app)
    settled(button(app, "refine_ask").click().run())
    assert words.OSM_LINE_IN_USE in captions(after_the_answer(app))
    assert len(server.requests) == 1, "the answer was kept"


@pytest.mark.parametrize(
    ("elements", "sentence"),
    [
        (lambda: answer_of([]), "no line for this river"),
        (lambda: answer_of([Way(way.line[::-1]) for way in ways(every=10_000)]), "does not run as"),
        (lambda: answer_of(ways(every=2)), "don't agree on its direction"),
    ],
    ids=["nothing", "upstream", "no direction"],
)
def test_a_line_that_does_not_fit_is_refused_and_nothing_changes(elements, sentence, server):
    server.behaviour = answer_json(elements())
    app = open_app()
    settled(button(app, "refine_ask").click().run())
    app = after_the_answer(app)
    assert sentence in captions(app)
    assert words.CATALOGUE_STAYS in captions(app)
    assert words.OSM_LINE_IN_USE not in captions(app)
    assert rows(app) > 10


@pytest.mark.parametrize("fault", ["429", "503", "reset", "HTML", "half JSON"])
def test_a_fault_is_a_sentence_and_the_boundary_stays(fault, server):
    server.behaviour, sentence = FAULTS[fault]
    app = open_app()
    settled(button(app, "refine_ask").click().run())
    app = after_the_answer(app)
    assert sentence in captions(app)
    assert rows(app) > 10
    assert button(app, "refine_ask") is not None


def test_without_a_boundary_there_is_nothing_to_refine(server):
    assert button(open_app(river="none"), "refine_ask") is None
