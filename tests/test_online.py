"""The door to the network: every fault ends in a sentence, within the deadline, and nobody waits."""

import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from geo.errors import OnlineError
from geo.online import Answer, Answers, Breaker, Desk, Question, Ticket, Turnstile, fetch, read_json
from tests.fake_server import FAULTS, FakeServer, answer, answer_json, silent, status

DEADLINE_S = 0.7
GRACE_S = 1.5
"""Room for a busy machine; a dripping server would take 45 s."""


@pytest.fixture
def server() -> Iterator[FakeServer]:
    fake = FakeServer()
    yield fake
    fake.close()


def question(url: str, key: str = "q", service: str = "The fake") -> Question:
    def ask(until: float) -> object:
        return read_json(fetch(url, until=until, headers={"User-Agent": "test"}))

    return Question(service, key, "CC0", ask)


def desk_in(folder: Path, deadline_s: float = DEADLINE_S) -> Desk:
    return Desk(folder, deadline_s=deadline_s, apart_s=0.01)


def settled(desk: Desk, key: str = "q") -> Ticket:
    until = time.monotonic() + DEADLINE_S + GRACE_S
    while time.monotonic() < until:
        ticket = desk.look(key)
        if ticket is not None and not ticket.is_waiting:
            return ticket
        time.sleep(0.01)
    pytest.fail("no end within the deadline")


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_ends_within_the_deadline_with_a_sentence(fault, server, tmp_path):
    server.behaviour, sentence = FAULTS[fault]
    desk = desk_in(tmp_path)
    start = time.monotonic()
    first = desk.ask(question(server.url))
    assert time.monotonic() - start < 0.3, "asking never waits"
    assert first.is_waiting or first.sentence
    ticket = settled(desk)
    assert time.monotonic() - start < DEADLINE_S + GRACE_S
    assert ticket.answer is None
    assert ticket.sentence.startswith("The fake gave no answer: ")
    assert sentence in ticket.sentence
    assert list(tmp_path.glob("*.json")) == [], "a fault is never kept as an answer"


@pytest.mark.parametrize("fault", ["slow", "dripping head", "dripping body", "dripping chunks"])
def test_the_request_itself_ends_and_frees_the_worker(fault, server):
    server.behaviour, _ = FAULTS[fault]
    start = time.monotonic()
    with pytest.raises(OnlineError, match="in time"):
        fetch(server.url, until=start + 0.4, headers={})
    assert time.monotonic() - start < 0.4 + GRACE_S


def test_nobody_there_is_said(tmp_path):
    desk = desk_in(tmp_path)
    desk.ask(question("http://127.0.0.1:9"))
    assert "failed or broke off" in settled(desk).sentence


def test_an_answer_is_kept_with_its_day_and_licence_and_not_asked_for_again(server, tmp_path):
    server.behaviour = answer_json([1, "two"])
    desk = desk_in(tmp_path)
    desk.ask(question(server.url, "a hidden village"))
    found = settled(desk, "a hidden village").answer
    assert (found.content, found.licence, found.service) == ([1, "two"], "CC0", "The fake")
    again = desk_in(tmp_path).ask(question(server.url, "a hidden village"))
    assert again.answer == found
    assert len(server.requests) == 1
    assert "village" not in next(tmp_path.glob("*.json")).read_text(encoding="utf-8")


def test_one_question_asked_by_two_is_one_request(server, tmp_path):
    server.behaviour = answer_json([])
    desk = desk_in(tmp_path)
    for _ in range(3):
        desk.ask(question(server.url))
    settled(desk)
    desk.ask(question(server.url))
    assert len(server.requests) == 1


def test_after_three_faults_it_is_left_alone(server, tmp_path):
    server.behaviour = status("500 Oops")
    desk = desk_in(tmp_path)
    for number in range(3):
        desk.ask(question(server.url, f"q{number}"))
        settled(desk, f"q{number}")
    ticket = desk.ask(question(server.url, "q9"))
    assert "left alone for another minute" in ticket.sentence
    assert len(server.requests) == 3
    other = desk.ask(question(server.url, "other", service="Another"))
    assert other.is_waiting or "left alone" not in other.sentence


@pytest.mark.parametrize(
    ("line", "more", "words"),
    [
        ("429 Too Many Requests", "Retry-After: 600\r\n", "10 minutes"),
        ("429 Too Many Requests", "", "minute"),
        ("429 Too Many Requests", "Retry-After: soon\r\n", "minute"),
        ("403 Forbidden", "", "60 minutes"),
    ],
)
def test_a_server_that_asks_for_quiet_gets_it(line, more, words, server, tmp_path):
    server.behaviour = status(line, more)
    desk = desk_in(tmp_path)
    desk.ask(question(server.url))
    settled(desk)
    assert f"left alone for another {words} after" in desk.ask(question(server.url, "next")).sentence
    assert len(server.requests) == 1


def test_a_queue_too_long_is_refused_at_once(server, tmp_path):
    server.behaviour = silent
    desk = desk_in(tmp_path)
    tickets = [desk.ask(question(server.url, f"q{number}")) for number in range(9)]
    assert [ticket.is_waiting for ticket in tickets] == [True] * 6 + [False] * 3
    assert "too many others" in tickets[-1].sentence


def test_a_failed_question_can_be_asked_again(server, tmp_path):
    server.behaviour = status("500 Oops")
    desk = desk_in(tmp_path)
    desk.ask(question(server.url))
    assert settled(desk).answer is None
    server.behaviour = answer(b"[]")
    assert desk.ask(question(server.url)).is_waiting
    assert settled(desk).answer.content == []


def test_a_library_that_stumbles_over_an_odd_answer_does_not_stop_the_worker(server, tmp_path):
    def stumble(_: float) -> object:
        raise TypeError("list indices must be integers")

    desk = desk_in(tmp_path)
    desk.ask(Question("The fake", "odd", "CC0", stumble))
    assert "unknown form" in settled(desk, "odd").sentence
    desk.ask(question(server.url))
    assert settled(desk).answer.content == []


def test_requests_of_all_processes_are_apart(server, tmp_path):
    """Two desks on one folder, as two processes have them."""
    desks = [Desk(tmp_path, deadline_s=5, apart_s=0.3) for _ in range(2)]
    for number in range(4):
        desks[number % 2].ask(question(server.url, f"q{number}"))
    until = time.monotonic() + 5
    while len(server.times) < 4 and time.monotonic() < until:
        time.sleep(0.02)
    gaps = [b - a for a, b in zip(server.times, server.times[1:], strict=False)]
    assert len(gaps) == 3
    assert min(gaps) > 0.2


def test_who_cannot_pass_in_time_is_told_so(tmp_path):
    turnstile = Turnstile(tmp_path)
    with turnstile.turn(time.monotonic() + 1), pytest.raises(OnlineError, match="others are asking"):  # noqa: SIM117
        with Turnstile(tmp_path).turn(time.monotonic() + 0.1):
            pass


def test_answers_grow_old(tmp_path):
    answers = Answers(tmp_path, keep_days=10)
    day = date(2026, 3, 1)
    answers.keep("q", Answer("s", day, "CC0", [1]))
    assert answers.find("q", today=day + timedelta(days=10)).content == [1]
    assert answers.find("q", today=day + timedelta(days=11)) is None
    assert answers.find("other", today=day) is None


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"service": 1}', "\x00", '{"asked": "soon"}'])
def test_a_damaged_file_counts_as_none(content, tmp_path):
    answers = Answers(tmp_path)
    answers.keep("q", Answer("s", date(2026, 3, 1), "CC0", [1]))
    next(tmp_path.glob("*.json")).write_text(content, encoding="utf-8")
    assert answers.find("q", today=date(2026, 3, 1)) is None


@pytest.mark.parametrize(
    ("faults", "pause_s", "left"),
    [(1, 0, 0), (2, 0, 0), (3, 0, 60), (4, 0, 120), (20, 0, 3600), (1, 900, 900)],
)
def test_the_breaker_waits_longer_each_time(faults, pause_s, left):
    breaker = Breaker()
    for _ in range(faults):
        breaker.note_fault(100.0, pause_s=pause_s)
    assert breaker.left(100.0) == left
    breaker.note_answer()
    assert breaker.left(100.0) == 0


def test_a_folder_that_cannot_be_written_is_said_and_is_not_the_service_s_fault(server, tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    desk = desk_in(tmp_path / "file" / "online")
    for number in range(4):
        desk.ask(question(server.url, f"q{number}"))
        assert "folder for answers can't be written" in settled(desk, f"q{number}").sentence
    assert server.requests == []


def test_an_answer_that_grew_old_is_asked_for_again(server, tmp_path, monkeypatch):
    desk = desk_in(tmp_path)
    desk.ask(question(server.url))
    settled(desk)
    monkeypatch.setattr("geo.online.desk._today", lambda: date(2031, 1, 1))
    assert desk.ask(question(server.url)).is_waiting
    settled(desk)
    assert len(server.requests) == 2
