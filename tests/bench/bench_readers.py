"""Readers of a case while two processes write into it and are killed, twenty times; SQLite and PostgreSQL."""

import tempfile
import threading
import time
from pathlib import Path
from statistics import median, quantiles
from threading import Event

from geo.cases.store import open_store, stored
from geo.model import Document
from tests import case_writer
from tests.postgres import server_programs, serving
from tests.test_cases_killed import ROUNDS, Told, rounds

READ_EVERY_S, WRITE_S, REPORTS = 0.01, 0.5, 100
Row = tuple[str, float, str, str]


def run() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        rows = measured("SQLite", f"sqlite:///{path}/cases.sqlite", path)
    programs = server_programs()
    if programs is None:
        return [*rows, ("PostgreSQL", 0, "", "not measured: no server is installed")]
    with tempfile.TemporaryDirectory() as folder, serving(programs) as server:
        return [*rows, *measured("PostgreSQL", server.url(), Path(folder))]


def measured(kind: str, url: str, folder: Path) -> list[Row]:
    """What a reader waited while the writers wrote, and what those were told, of all rounds together."""
    identity = with_reports(url)
    ended, writing, spent = threading.Event(), threading.Event(), list[float]()
    reader = threading.Thread(target=read_on, args=(url, identity, ended, writing, spent))
    reader.start()

    def let_write(_: int, __: object) -> None:
        writing.set()
        time.sleep(WRITE_S)
        writing.clear()

    try:
        told = rounds(url, folder, let_write)
    finally:
        ended.set()
        reader.join()
    opened = f"{kind}: a case of {REPORTS} reports opened meanwhile"
    return [
        (f"{kind}: documents and corrections told to be kept", _count(told), "", f"{ROUNDS} rounds; 0 lost"),
        (f"{kind}: writers told that it is busy", _busy(told), "", "0"),
        (f"{opened}, median", 1000 * median(spent), "ms", f"{len(spent):,} times"),
        (f"{opened}, 95 of 100", 1000 * quantiles(spent, n=20)[-1], "ms", "at most 100"),
    ]


def with_reports(url: str) -> str:
    """A case beside the one that is written into."""
    store = open_store(url)
    documents = [stored(Document.of(case_writer.text_of("a reader", number))) for number in range(REPORTS)]
    identity = store.create_case("Read meanwhile", documents=documents)
    store.close()
    return identity


def read_on(url: str, identity: str, ended: Event, writing: Event, spent: list[float]) -> None:
    """List the cases and open one, again and again, as visitors do."""
    store = open_store(url)
    while not ended.wait(READ_EVERY_S):
        if writing.is_set():
            began = time.perf_counter()
            store.list_cases()
            store.load_case(identity)
            spent.append(time.perf_counter() - began)
    store.close()


def _count(told: Told) -> int:
    return len(told.documents) + len(told.corrections)


def _busy(told: Told) -> int:
    return sum("busy" in error or "locked" in error for error in told.errors)
