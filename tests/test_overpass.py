"""A river's line from OpenStreetMap: put in order whatever its ways, checked, and refused with a sentence."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from geo.errors import InputError, OnlineError
from geo.model import Certainty
from geo.online import Desk, Ticket
from geo.overpass import Way, ask_line, find_course, look_line, read_ways, refined_river, view_box
from geo.overpass.course import length_km
from geo.overpass.question import query_of
from geo.overpass.ways import plain_ways, read_members
from geo.river import curated_bank, distance_km, load_river, locate_banks
from geo.settings import Settings
from tests.fake_server import FAULTS, FakeServer, answer_json
from tests.rivers_osm import VIEW, answer_of, braid, cut, line_in, shaken, shuffled, turned

EUPHRATES = load_river("Euphrates")
LINE = shaken(line_in(EUPHRATES))
WAYS = cut(LINE)
DAY = date(2026, 3, 1)
LOOPED = [Way((*LINE[:60], LINE[52], (LINE[52][0] + 0.01, LINE[52][1] + 0.01), *LINE[60:]))]


def without(ways, numbers):
    return [way for number, way in enumerate(ways) if number not in numbers]


MIXES = {
    "in order": WAYS,
    "shuffled": shuffled(WAYS),
    "a fifth upstream": shuffled(turned(WAYS, every=5)),
    "all upstream but a fifth": turned([Way(way.line[::-1]) for way in WAYS], every=5),
    "braided": shuffled([*WAYS, braid(WAYS[4]), braid(WAYS[9], degrees=-0.012)]),
    "gaps of a km": shuffled(
        [Way(way.line[1:-2]) if number in (3, 8) else way for number, way in enumerate(WAYS)]
    ),
    "a loose bit far away": [*WAYS, Way(((40.6, 34.9), (40.62, 34.91)))],
    "a dead arm": [*WAYS, Way((WAYS[5].line[0], (WAYS[5].line[0][0] + 0.02, WAYS[5].line[0][1] + 0.01)))],
    "a way twice": [*WAYS, WAYS[2]],
    "a round pond": [*WAYS, Way((LINE[0], (40.9, 34.6), LINE[0]))],
}


@pytest.mark.parametrize("mix", MIXES)
def test_the_course_is_found_whatever_the_ways(mix):
    if mix == "all upstream but a fifth":
        course = find_course(MIXES[mix])
        assert course.line[0] == LINE[-1], "the ways say so; the catalogue will object"
        return
    course = find_course(MIXES[mix])
    assert course.line[0] == LINE[0]
    assert course.line[-1] == LINE[-1]
    assert length_km(course.line) == pytest.approx(length_km(LINE), rel=0.05)


def test_gaps_are_told():
    course = find_course(MIXES["gaps of a km"])
    assert len(course.gaps) >= 2
    assert all(0 < end - start <= 3 for start, end in course.gaps)


@pytest.mark.parametrize(
    ("ways", "sentence"),
    [
        ([], "no line for this river"),
        ([Way((LINE[0], LINE[0]))], "no line for this river"),
        (turned(WAYS, every=2), "don't agree on its direction"),
    ],
)
def test_ways_that_give_no_course_are_refused(ways, sentence):
    with pytest.raises(InputError, match=sentence):
        find_course(ways)


class TestTheRiver:
    def made(self, ways=WAYS):
        return refined_river(EUPHRATES, find_course(ways), box=VIEW, asked=DAY)

    @pytest.mark.parametrize("mix", [mix for mix in MIXES if mix != "all upstream but a fifth"])
    def test_banks_are_those_of_the_catalogue_wherever_they_are_certain(self, mix):
        river = self.made(MIXES[mix])
        chance = np.random.default_rng(2)
        lon, lat = chance.uniform(40.0, 41.8, 3000), chance.uniform(33.9, 35.4, 3000)
        ours, theirs = locate_banks(lon, lat, river), locate_banks(lon, lat, EUPHRATES)
        sure = [
            i
            for i in range(len(lon))
            if ours.certainty[i] is Certainty.CERTAIN and theirs.certainty[i] is Certainty.CERTAIN
        ]
        assert len(sure) > 1500
        assert all(ours.side[i] == theirs.side[i] for i in sure)

    def test_within_the_view_it_is_openstreetmap_s_line_and_elsewhere_the_catalogue_s(self):
        river = self.made()
        inside = [distance_km(point, river) for point in LINE[5:-5]]
        assert max(inside) < 0.1
        assert river.line[0] == EUPHRATES.line[0]
        assert river.line[-1] == EUPHRATES.line[-1]
        assert length_km(river.line) == pytest.approx(length_km(EUPHRATES.line), rel=0.05)

    def test_it_names_its_source_and_licence_and_stays_the_same_water(self):
        river = self.made()
        assert "© OpenStreetMap contributors, asked 2026-03-01" in river.source
        assert river.licence.startswith("ODbL-1.0; ")
        assert river.id.startswith("euphrates-osm-")
        assert river.water == "euphrates"
        town = (40.91854, 34.45226)
        assert curated_bank(town, river) == curated_bank(town, EUPHRATES)

    def test_uncertain_and_checked_stretches_lie_on_the_line(self):
        river = self.made(MIXES["gaps of a km"])
        end = length_km(river.line)
        for low, high in [(s.start_km, s.end_km) for s in river.uncertain] + list(river.checked):
            assert 0 <= low < high <= end * 1.01
        assert sum(stretch.kind == "gap" for stretch in river.uncertain) >= 2
        outside = sum(b - a for a, b in EUPHRATES.checked)
        assert sum(b - a for a, b in river.checked) > 0.5 * outside

    @pytest.mark.parametrize(
        ("ways", "sentence"),
        [
            ([Way(way.line[::-1]) for way in WAYS], "does not run as the catalogue's Euphrates does"),
            (cut([(x + 0.12, y + 0.12) for x, y in LINE]), "it may be another river"),
            (WAYS[:4], "too little to replace"),
            ([Way(((40.5, 34.3), (41.2, 34.9)))], "it may be another river"),
            (LOOPED, "crosses itself"),
        ],
        ids=["upstream", "elsewhere", "a bit of it", "a straight line", "a loop"],
    )
    def test_a_line_that_does_not_fit_the_catalogue_is_refused(self, ways, sentence):
        with pytest.raises(InputError, match=sentence):
            self.made(ways)


class TestTheAnswer:
    def test_side_streams_are_dropped(self):
        read = read_members(answer_of(WAYS, side=[braid(WAYS[2])]))
        assert len(read) == len(WAYS)

    def test_ways_come_back_from_what_is_kept(self):
        read = read_members(answer_of(WAYS))
        assert read_ways(plain_ways(read)) == read

    @pytest.mark.parametrize("content", [None, 7, {}, [1], [[1]], [[[1]]], [[["x", 1], [2, 3]]], [[[1, 2]]]])
    def test_a_kept_answer_that_is_damaged_gives_no_ways(self, content):
        assert read_ways(content) == ()

    @pytest.mark.parametrize(
        "answer",
        [
            None,
            7,
            "x",
            [],
            {},
            {"elements": 7},
            {"elements": [], "remark": "runtime error: Query timed out"},
            answer_of(WAYS, remark="runtime error: Query ran out of memory"),
        ],
    )
    def test_another_form_is_refused(self, answer):
        with pytest.raises(OnlineError):
            read_members(answer)

    @pytest.mark.parametrize(
        "element",
        [
            None,
            {},
            {"type": "way"},
            {"type": "way", "id": "1", "geometry": []},
            {"type": "way", "id": 1, "geometry": [{"lat": 1}, {"lon": 2}, None, 7]},
            {"type": "way", "id": 1, "geometry": [{"lat": 91, "lon": 0}, {"lat": 1, "lon": 999}]},
            {"type": "relation", "id": 1, "members": 7},
            {"type": "relation", "id": 1, "members": [7, {"type": "way", "ref": "x"}]},
        ],
    )
    def test_odd_elements_are_left_out(self, element):
        members = {"type": "relation", "id": 9, "members": [{"type": "way", "ref": 1, "role": ""}]}
        assert read_members({"elements": [members, element]}) == ()

    def test_points_outside_the_box_cut_a_way(self):
        points = [None, {"lat": 1.0, "lon": 1.0}, {"lat": 1.0, "lon": 1.1}, None, {"lat": 1.0, "lon": 5.0}]
        members = {"type": "relation", "id": 9, "members": [{"type": "way", "ref": 1, "role": ""}]}
        (way,) = read_members({"elements": [members, {"type": "way", "id": 1, "geometry": points}]})
        assert way.line == ((1.0, 1.0), (1.1, 1.0))

    def test_too_much_is_refused(self):
        many = answer_of([Way(tuple((x / 1e4, y / 1e3) for x in range(400))) for y in range(600)])
        with pytest.raises(OnlineError, match="more than"):
            read_members(many)


class TestTheQuestion:
    def test_it_asks_by_wikidata_id_and_by_names_in_the_box(self):
        query = query_of(EUPHRATES, VIEW)
        assert 'rel["type"="waterway"]["wikidata"="Q34589"](34.25,40.5,35,41.25);' in query
        assert "الفرات" in query
        assert query.startswith("[out:json][timeout:7]")

    def test_names_cannot_break_out_of_the_pattern(self):
        hostile = replace(EUPHRATES, names=('x"](if:1);out;//', "a|b", "(", "line\nbreak"))
        query = query_of(hostile, VIEW)
        assert query.count('"') == query_of(replace(EUPHRATES, names=()), VIEW).count('"')
        assert "\n" not in query

    @pytest.mark.parametrize(
        ("bounds", "box"),
        [
            ((40.6, 34.3, 41.1, 34.9), (40.5, 34.25, 41.25, 35.0)),
            ((-1.1, -0.1, 0.1, 0.2), (-1.25, -0.25, 0.25, 0.25)),
        ],
    )
    def test_views_of_one_place_are_one_question(self, bounds, box):
        assert view_box(bounds) == box

    def test_a_view_too_wide_is_refused(self):
        with pytest.raises(InputError, match="6 degrees"):
            view_box((30.0, 30.0, 40.0, 35.0))


@pytest.fixture
def server() -> Iterator[FakeServer]:
    fake = FakeServer()
    yield fake
    fake.close()


def ask(server: FakeServer, folder) -> Ticket:
    settings = Settings(overpass_url=f"{server.url}/api", user_agent="test (mail@desk.example)")
    desk = Desk(folder, deadline_s=0.9, apart_s=0.01)
    start = time.monotonic()
    ticket = ask_line(desk, settings, EUPHRATES, VIEW)
    assert time.monotonic() - start < 0.3
    while ticket.is_waiting and time.monotonic() < start + 3:
        time.sleep(0.01)
        ticket = look_line(desk, settings, EUPHRATES, VIEW)
    return ticket


def test_from_a_server_to_a_river(server, tmp_path):
    server.behaviour = answer_json(answer_of(MIXES["a fifth upstream"], side=[braid(WAYS[3])]))
    ticket = ask(server, tmp_path)
    assert (ticket.answer.licence, ticket.sentence) == ("ODbL-1.0", "")
    course = find_course(read_ways(ticket.answer.content))
    river = refined_river(EUPHRATES, course, box=VIEW, asked=ticket.answer.asked)
    assert river.water == "euphrates"
    (request,) = server.requests
    assert request.startswith("POST /api HTTP/1.1")
    assert "User-Agent: test (mail@desk.example)" in request


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_is_a_sentence_within_the_deadline(fault, server, tmp_path):
    server.behaviour, sentence = FAULTS[fault]
    ticket = ask(server, tmp_path)
    assert ticket.answer is None
    assert ticket.sentence.startswith("OpenStreetMap (Overpass) gave no answer: ")
    assert sentence in ticket.sentence


def test_an_empty_answer_is_no_line(server, tmp_path):
    server.behaviour = answer_json({"elements": []})
    ticket = ask(server, tmp_path)
    with pytest.raises(InputError, match="no line for this river"):
        find_course(read_ways(ticket.answer.content))


@pytest.mark.parametrize("name", ["Tisza", "Yarmouk", "Mississippi", "Dnipro", "Rhine"])
def test_the_joints_with_the_catalogue_make_no_hook(name):
    """A line that doubles back on itself has the wrong side for far points behind the hook."""
    river = load_river(name)
    x, y = river.line[len(river.line) // 2]
    box = view_box((x - 0.5, y - 0.4, x + 0.5, y + 0.4))
    ways = shuffled(turned(cut(shaken(line_in(river, box), metres=40)), every=6))
    refined = refined_river(river, find_course(ways), box=box, asked=DAY)
    chance = np.random.default_rng(1)
    lon, lat = chance.uniform(box[0], box[2], 4000), chance.uniform(box[1], box[3], 4000)
    ours, theirs = locate_banks(lon, lat, refined), locate_banks(lon, lat, river)
    both = [i for i in range(4000) if ours.certainty[i] is theirs.certainty[i] is Certainty.CERTAIN]
    assert len(both) > 1000
    assert [i for i in both if ours.side[i] != theirs.side[i]] == []
