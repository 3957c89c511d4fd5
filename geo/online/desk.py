"""The desk: takes questions, has one worker ask them, and tells how each stands. Nobody waits at it.

A question is known by its key: asked twice it is one question. Every question ends by its deadline, with an
answer or with a sentence, even where the worker hangs: its time is read off the clock when it is looked at.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections import OrderedDict, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from geo.errors import OnlineError
from geo.escape import for_log
from geo.online.answers import Answer, Answers
from geo.online.breaker import Breaker
from geo.online.turnstile import APART_S, Turnstile

DEADLINE_S = 8.0
MOST_WAITING = 6
_MOST_KEPT = 500
_LOG = logging.getLogger(__name__)


class State(StrEnum):
    WAITING = "waiting"
    ANSWERED = "answered"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask. `ask` gets the deadline (time.monotonic) and gives plain JSON or raises OnlineError."""

    service: str
    """Its name for people, and what the breaker knows it by: "OpenStreetMap's Nominatim"."""
    key: str
    licence: str
    ask: Callable[[float], object]


@dataclass(frozen=True, slots=True)
class Ticket:
    """How a question stands: an answer with its day and licence, or a sentence why there is none."""

    state: State
    answer: Answer | None = None
    sentence: str = ""

    @property
    def is_waiting(self) -> bool:
        return self.state is State.WAITING


WAITING = Ticket(State.WAITING)


@dataclass(slots=True)
class _Job:
    question: Question
    until: float
    ticket: Ticket | None = None


class Desk:
    """One for the installation: `open_desk`. Times are injectable for tests, by shorter limits."""

    def __init__(
        self, folder: Path, *, keep_days: int = 30, deadline_s: float = DEADLINE_S, apart_s: float = APART_S
    ) -> None:
        self._answers = Answers(folder, keep_days=keep_days)
        self._turnstile = Turnstile(folder, apart_s=apart_s)
        self._deadline_s = deadline_s
        self._breakers: dict[str, Breaker] = defaultdict(Breaker)
        self._jobs: OrderedDict[str, _Job] = OrderedDict()
        self._queue: queue.SimpleQueue[_Job] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._worker: threading.Thread | None = None

    def ask(self, question: Question) -> Ticket:
        """Hand in a question; what is kept is answered at once, and one that stands is not asked again."""
        with self._lock:
            job = self._jobs.get(question.key)
            if job is not None and self._still_stands(ticket := self._ticket(job)):
                return ticket
            job = _Job(question, time.monotonic() + self._deadline_s)
            job.ticket = self._at_once(question)
            self._jobs[question.key] = job
            self._jobs.move_to_end(question.key)
            while len(self._jobs) > _MOST_KEPT:
                self._jobs.popitem(last=False)
            if job.ticket is None:
                self._queue.put(job)
                self._start()
            return self._ticket(job)

    def look(self, key: str) -> Ticket | None:
        """How a question stands; None for one that was never asked."""
        with self._lock:
            job = self._jobs.get(key)
            return self._ticket(job) if job else None

    def _still_stands(self, ticket: Ticket) -> bool:
        """A question that waits or is answered; one that failed, or whose answer grew old, is asked again."""
        if ticket.answer is not None:
            return self._answers.is_fresh(ticket.answer, today=_today())
        return ticket.is_waiting

    def _at_once(self, question: Question) -> Ticket | None:
        """What needs no asking: an answer that is kept, a server that is left alone, too long a queue."""
        kept = self._answers.find(question.key, today=_today())
        if kept is not None:
            return Ticket(State.ANSWERED, kept)
        left = self._breakers[question.service].left(time.monotonic())
        if left > 0:
            return _failed(question, f"it is left alone for another {_duration(left)} after faults")
        waiting = sum(self._ticket(job).is_waiting for job in self._jobs.values())
        return _failed(question, "too many others are asking just now") if waiting >= MOST_WAITING else None

    def _ticket(self, job: _Job) -> Ticket:
        if job.ticket is None and time.monotonic() >= job.until:
            job.ticket = _failed(job.question, "it did not answer in time")
        return job.ticket or WAITING

    def _start(self) -> None:
        if self._worker is None or not self._worker.is_alive():
            self._worker = threading.Thread(target=self._work, name="thalweg-online", daemon=True)
            self._worker.start()

    def _work(self) -> None:
        while True:
            job = self._queue.get()
            with self._lock:
                is_over = not self._ticket(job).is_waiting
            if not is_over:
                ticket = self._run(job)
                with self._lock:
                    job.ticket = job.ticket or ticket

    def _run(self, job: _Job) -> Ticket:
        question = job.question
        breaker = self._breakers[question.service]
        try:
            with self._turnstile.turn(job.until):
                content = question.ask(job.until)
        except OnlineError as error:
            if error.is_fault:
                breaker.note_fault(time.monotonic(), pause_s=error.pause_s)
            return _failed(question, str(error))
        except Exception as error:  # whatever a library makes of an odd answer, the worker lives on
            _LOG.warning("%s: %s", question.service, for_log(repr(error)))
            breaker.note_fault(time.monotonic())
            return _failed(question, "its answer has an unknown form")
        breaker.note_answer()
        answer = Answer(question.service, _today(), question.licence, content)
        try:
            self._answers.keep(question.key, answer)
        except OSError as error:
            _LOG.warning("an answer could not be kept: %s", for_log(str(error)))
        return Ticket(State.ANSWERED, answer)


def _failed(question: Question, why: str) -> Ticket:
    return Ticket(State.FAILED, sentence=f"{question.service} gave no answer: {why}.")


def _duration(seconds: float) -> str:
    minutes = max(1, round(seconds / 60))
    return "minute" if minutes == 1 else f"{minutes} minutes"


def _today() -> date:
    return datetime.now(UTC).date()


@lru_cache(maxsize=4)
def open_desk(folder: str, keep_days: int) -> Desk:
    """The installation's desk; without a folder its answers lie in the user's cache."""
    home = Path(folder) if folder else Path.home() / ".cache" / "thalweg"
    return Desk(home / "online", keep_days=keep_days)
