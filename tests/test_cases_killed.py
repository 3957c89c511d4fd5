"""Two processes import while they are killed, again and again: what one was told is kept, is kept whole."""

import multiprocessing
import os
import random
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from geo.cases.store import open_store
from geo.errors import StoreError
from geo.model import Document
from tests.case_writer import run, text_of
from tests.postgres import Postgres, server_programs, serving

ROUNDS = 20
WAIT_S = 60.0


@dataclass
class Told:
    """What the writers of all rounds were told."""

    documents: set[str] = field(default_factory=set)
    corrections: set[str] = field(default_factory=set)
    errors: list[str] = field(default_factory=list)

    def add(self, log: Path) -> None:
        lines = log.read_text(encoding="utf-8").split("\n")[:-1] if log.exists() else []
        kinds = {"D": self.documents.add, "C": self.corrections.add, "E": self.errors.append}
        for line in lines:
            kinds[line[0]](line[2:])


def started(url: str, identity: str, logs: list[Path]) -> list[BaseProcess]:
    """Processes of their own, forked from one that has everything loaded and nothing open."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.case_writer"])
    processes: list[BaseProcess] = [context.Process(target=run, args=(url, identity, log)) for log in logs]
    for process in processes:
        process.start()
    return processes


def wait_for(logs: list[Path], lines: int) -> None:
    until = time.monotonic() + WAIT_S
    while time.monotonic() < until:
        if all(log.exists() and log.read_bytes().count(b"\n") >= lines for log in logs):
            return
        time.sleep(0.005)
    pytest.fail("the writers did not get to write")


def kill(processes: list[BaseProcess]) -> None:
    for process in processes:
        os.kill(process.pid or 0, signal.SIGKILL)
    wait(processes)


def wait(processes: list[BaseProcess]) -> None:
    for process in processes:
        process.join(WAIT_S)
        assert not process.is_alive()


def check(url: str, identity: str, told: Told) -> None:
    """Everything that was acknowledged is there; everything that is there is whole."""
    store = open_store(url)
    case = store.load_case(identity)
    store.close()
    kept = {one.document.id: one for one in case.documents}
    assert told.documents <= set(kept)
    assert told.corrections <= {one.id for one in case.corrections}
    for one in kept.values():
        number = int(one.document.text.split()[1])
        assert one.document.text == text_of(one.by, number)
        assert one.document == Document.of(one.document.text)
    for said in case.corrections:
        assert said.becomes == text_of(kept[said.document_id].by, int(str(said.was)))


def rounds(url: str, folder: Path, interrupt: Callable[[int, list[BaseProcess]], None]) -> Told:
    """So many rounds of two writers that come to a bad end at a random moment."""
    identity, told, chance = open_store(url).create_case(), Told(), random.Random(20180115)
    for number in range(ROUNDS):
        logs = [folder / f"{number}-{name}.log" for name in "ab"]
        processes = started(url, identity, logs)
        try:
            wait_for(logs, 4)
            time.sleep(chance.uniform(0, 0.1))
            interrupt(number, processes)
        finally:
            kill([one for one in processes if one.is_alive()])
        for log in logs:
            told.add(log)
        check(url, identity, told)
    return told


def test_sqlite_loses_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/cases.sqlite"
    told = rounds(url, tmp_path, lambda _, processes: kill(processes))
    assert told.errors == []
    assert len(told.documents) >= 2 * ROUNDS
    with closing(sqlite3.connect(tmp_path / "cases.sqlite")) as file:
        assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@pytest.fixture
def server() -> Iterator[Postgres]:
    """A server that this test may bring down."""
    programs = server_programs()
    if programs is None:
        pytest.skip("no PostgreSQL server is installed")
    with serving(programs) as server:
        yield server


def test_postgresql_loses_nothing(tmp_path: Path, server: Postgres) -> None:
    """Every fourth time it is the server that goes down, as by a power failure."""
    url = server.url()

    def interrupt(number: int, processes: list[BaseProcess]) -> None:
        if number % 4 == 3:
            server.stop("immediate")
            wait(processes)
            with pytest.raises(StoreError, match="does not answer"):
                open_store(url)
            server.start()
        else:
            kill(processes)

    told = rounds(url, tmp_path, interrupt)
    assert len(told.documents) >= 2 * ROUNDS
    crashes = ROUNDS // 4
    assert len(told.errors) == 2 * crashes
    assert not [error for error in told.errors if "went away" not in error and "does not answer" not in error]
