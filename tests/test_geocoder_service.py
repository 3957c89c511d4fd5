"""Another service's suggestions, through a fake one on loopback: what is believed, and what never is."""

import time
from collections.abc import Iterator

import pytest

from geo.errors import InputError
from geo.geocoder import Service, ask_service, look_up, service_of, suggestions_of
from geo.model import PlaceKind
from geo.online import Desk, Ticket
from geo.settings import Settings
from tests.fake_server import FAULTS, FakeServer, answer_json

DEADLINE_S = 0.7
HAJIN = {
    "lat": "34.6951",
    "lon": "40.8314",
    "display_name": "Hajin, Deir ez-Zor, Syria",
    "class": "place",
    "type": "town",
    "address": {"country_code": "sy"},
}


@pytest.fixture
def server() -> Iterator[FakeServer]:
    fake = FakeServer()
    yield fake
    fake.close()


def nominatim(server: FakeServer) -> Service:
    settings = Settings(geocoder="nominatim", geocoder_url=server.url, user_agent="test (mail@desk.example)")
    service = service_of(settings)
    assert service is not None
    return service


def ask(server: FakeServer, folder, name: str = "Hajin") -> Ticket:
    desk = Desk(folder, deadline_s=DEADLINE_S, apart_s=0.01)
    service = nominatim(server)
    assert look_up(desk, service, name) is None
    start = time.monotonic()
    ticket = ask_service(desk, service, name)
    assert time.monotonic() - start < 0.3
    while ticket.is_waiting and time.monotonic() < start + DEADLINE_S + 1.5:
        time.sleep(0.01)
        ticket = look_up(desk, service, name)
    return ticket


def test_a_suggestion_tells_its_service_day_and_licence(server, tmp_path):
    server.behaviour = answer_json([HAJIN])
    ticket = ask(server, tmp_path)
    (found,) = suggestions_of(ticket)
    assert (found.place.name, found.place.lat, found.place.country) == ("Hajin", 34.6951, "SY")
    assert found.place.kind is PlaceKind.SETTLEMENT
    assert found.place.geonames_id is None
    assert found.address == "Hajin, Deir ez-Zor, Syria"
    assert found.place.source.startswith(
        "OpenStreetMap (nominatim), © OpenStreetMap contributors, ODbL 1.0, asked 20"
    )


def test_only_the_name_leaves_the_machine_and_says_who_asks(server, tmp_path):
    server.behaviour = answer_json([])
    assert suggestions_of(ask(server, tmp_path, "Zebra  Hill")) == ()
    (request,) = server.requests
    assert "q=Zebra+Hill" in request
    assert "User-Agent: test (mail@desk.example)" in request


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_is_a_sentence_within_the_deadline(fault, server, tmp_path):
    server.behaviour, sentence = FAULTS[fault]
    ticket = ask(server, tmp_path)
    assert suggestions_of(ticket) == ()
    assert ticket.sentence.startswith("OpenStreetMap (nominatim) gave no answer: ")
    assert sentence in ticket.sentence


@pytest.mark.parametrize(
    "odd",
    [
        {"error": "some trouble"},
        "text",
        7,
        [1],
        [[]],
        [None],
        [{"lat": {}, "lon": []}],
        [{"lat": "north", "lon": "1"}],
        [{"lat": "95", "lon": "1", "display_name": "x"}],
    ],
)
def test_an_odd_form_is_a_sentence(odd, server, tmp_path):
    server.behaviour = answer_json(odd)
    ticket = ask(server, tmp_path)
    assert "gave no answer" in ticket.sentence
    assert suggestions_of(ticket) == ()


@pytest.mark.parametrize(
    "missing",
    [
        {"display_name": "Nowhere"},
        {"lat": "34.1", "display_name": "Half"},
        {"lat": "0", "lon": "0", "display_name": "Null Island"},
        {"lat": "34.1", "lon": "500", "display_name": "Turned"},
        {"lat": "nan", "lon": "1", "display_name": "Not a number"},
        {"lat": "1e999", "lon": "1", "display_name": "Endless"},
    ],
)
def test_a_position_that_is_missing_or_absurd_is_never_shown(missing, server, tmp_path):
    server.behaviour = answer_json([missing])
    ticket = ask(server, tmp_path)
    assert suggestions_of(ticket) == ()
    assert "gave no answer" in ticket.sentence
    server.behaviour = answer_json([missing, HAJIN])
    again = ask(server, tmp_path / "again")
    assert [one.place.name for one in suggestions_of(again)] in (["Hajin"], [])


def test_hostile_texts_are_cut_and_stay_text(server, tmp_path):
    server.behaviour = answer_json(
        [HAJIN | {"display_name": "{{7*7}}<script>" + "x" * 5000, "type": ["a"] * 99}]
    )
    (found,) = suggestions_of(ask(server, tmp_path))
    assert len(found.address) <= 200
    assert len(found.place.name) <= 80


@pytest.mark.parametrize(
    "content", [None, {}, [1], [{}], [{"lat": 1}], [{"lat": 99.0, "lon": 1.0}], [{"lat": "1"}]]
)
def test_a_kept_answer_that_is_damaged_gives_nothing(content):
    from datetime import date

    from geo.online import Answer
    from geo.online.desk import State

    ticket = Ticket(State.ANSWERED, Answer("s", date(2026, 1, 1), "CC0", content))
    assert suggestions_of(ticket) == ()


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        (Settings(geocoder="narnia", user_agent="x"), "geopy does not know"),
        (Settings(geocoder="here", user_agent="x"), "under which licence here answers"),
    ],
)
def test_a_service_that_cannot_be_used_is_refused(settings, sentence):
    with pytest.raises(InputError, match=sentence):
        service_of(settings)


def test_none_is_on_by_default():
    assert service_of(Settings()) is None


def test_any_geopy_service_by_setting(server, tmp_path):
    settings = Settings(geocoder="photon", geocoder_url=server.url, user_agent="test")
    service = service_of(settings)
    server.behaviour = answer_json(
        {"features": [{"properties": {"name": "Hajin"}, "geometry": {"coordinates": [40.83, 34.69]}}]}
    )
    desk = Desk(tmp_path, deadline_s=DEADLINE_S, apart_s=0.01)
    ask_service(desk, service, "Hajin")
    until = time.monotonic() + 2
    while desk.look(next(iter(desk._jobs))).is_waiting and time.monotonic() < until:
        time.sleep(0.01)
    (found,) = suggestions_of(look_up(desk, service, "Hajin"))
    assert (found.place.lat, found.place.lon) == (34.69, 40.83)
