"""Bringing in: a thousand documents of many kinds by the command, and files made to break a reader."""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from streamlit.testing.v1 import AppTest

from geo.cases.readings import read_case
from geo.cases.store import open_store
from geo.errors import ThalwegError
from geo.ingest import Parser
from geo.ui.start import _prepare
from tests import files

ROOT = Path(__file__).resolve().parents[2]
MANY, FEW = 1_000, 100
TOWNS = ("Abu Kamal", "Mayadin", "Hajin", "Raqqa", "Deir ez-Zor", "Tabqa", "Ashara", "Shaddadi")
WHO = ("The Northern Council", "A spokesman for the River Guard", "Colonel Mara Venn", "The ministry")
DID = ("hit a boat near", "took the bridge at", "left the eastern bank at", "did not cross the river at")
Row = tuple[str, float, str, str]


def run() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        return [*brought_in(Path(folder)), *bombs()]


def brought_in(folder: Path) -> list[Row]:
    """Of the command: time, memory, what is lost; of the case: how long it takes to open."""
    inbox = folder / "in"
    inbox.mkdir()
    made = write_many(inbox, MANY)
    few = folder / "few"
    few.mkdir()
    write_many(few, FEW, seed=2)
    small, _, _ = ingest(few, folder / "few.sqlite")
    large, seconds, fates = ingest(inbox, folder / "many.sqlite")
    store = open_store(f"sqlite:///{folder / 'many.sqlite'}")
    (head,) = store.list_cases()
    began = time.perf_counter()
    case = store.load_case(head.id)
    loaded = time.perf_counter() - began
    lost = made - {one.document.text.split("\n", 1)[0] for one in case.documents}
    read_case(store, case)
    began = time.process_time()
    claims = read_case(store, store.load_case(head.id))
    opened = time.process_time() - began
    store.close()
    count = sum(map(len, claims.values()))
    url = f"sqlite:///{folder / 'many.sqlite'}"
    sample, first, second, again = opened_pages(url)[0], *opened_pages(url, head.id)
    return [
        ("documents brought in", fates.count("read"), "", f"of {MANY:,} files of 5 kinds"),
        ("documents lost", len(lost), "", "0"),
        ("time per document", 1000 * seconds / MANY, "ms", "the command as a whole, 1,000 files"),
        ("peak memory, 100 documents", small, "MB", "the larger of parent and child"),
        ("peak memory, 1,000 documents", large, "MB", "nearly as much; at the end it looks among all claims"),
        ("the case's documents are there in", loaded, "s", ""),
        ("its claims are there in", opened, "s", f"{count:,} claims, read before and kept"),
        (
            "floor: a sample's map page, first visitor after a start",
            sample,
            "s",
            "the script's processor time",
        ),
        (
            "the case's map page, first visitor after a start",
            first,
            "s",
            "at most 2; read and compared when brought in",
        ),
        ("the same, the next visitor", second, "s", ""),
        ("the same, once more", again, "s", "what every change of a filter costs"),
    ]


def opened_pages(store: str, identity: str = "") -> list[float]:
    """Processor time of the script of a case's map page, or of the first sample's, in a server that has just
    started and is warm: for the first visitor, the next one, and for him once more."""
    code = "from tests.bench import bench_ingest as b; import sys; b.print_times(*sys.argv[1:])"
    done = subprocess.run(
        [sys.executable, "-c", code, identity], cwd=ROOT, env=os.environ | {"THALWEG_STORE": store},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    times: list[float] = json.loads(done.stdout.splitlines()[-1])
    return times


def print_times(identity: str) -> None:
    _prepare()
    pages = [AppTest.from_file(str(ROOT / "app.py"), default_timeout=120) for _ in range(2)]
    times = []
    for page in (*pages, pages[-1]):
        if identity:
            page.query_params["case"] = identity
        began = time.process_time()
        page.run()
        times.append(time.process_time() - began)
    print(json.dumps(times))


def ingest(inbox: Path, store: Path) -> tuple[float, float, list[str]]:
    """Peak memory in MB, seconds, and the fate of each file."""
    command = [sys.executable, "-m", "geo", "ingest", str(inbox), "--case", "a", "--json"]
    measure = (
        "import resource,subprocess,sys; c=subprocess.run(sys.argv[1:]).returncode; "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)"
    )
    environment = os.environ | {"THALWEG_STORE": f"sqlite:///{store}"}
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", measure, *command], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    seconds = time.perf_counter() - began
    peak = int(done.stderr.strip().splitlines()[-1]) / 1024
    return peak, seconds, [json.loads(line)["fate"] for line in done.stdout.splitlines()]


def write_many(folder: Path, count: int, seed: int = 1) -> set[str]:
    """Reports of one page, each another; their first lines."""
    chance, firsts = random.Random(seed), set()
    for number in range(count):
        first = f"Report {number} from {chance.choice(TOWNS)}"
        lines = [
            f"{chance.choice(WHO)} said that fighters {chance.choice(DID)} {chance.choice(TOWNS)} on Monday."
            for _ in range(chance.randint(6, 14))
        ]
        name, content = _file(number, [first, *lines])
        (folder / name).write_bytes(content)
        firsts.add(first)
    return firsts


def _file(number: int, lines: list[str]) -> tuple[str, bytes]:
    kinds = (
        ("txt", lambda: "\n\n".join(lines).encode()),
        ("docx", lambda: files.docx(*lines)),
        ("eml", lambda: files.letter("\n\n".join(lines))),
        ("md", lambda: "\n\n".join(["# " + lines[0], *lines[1:]]).encode()),
        ("txt", lambda: "\r\n\r\n".join(lines).encode("utf-16")),
    )
    ending, make = kinds[number % len(kinds)]
    return f"{number:04}.{ending}", make()


def bombs() -> list[Row]:
    """The longest that a file made to break a reader takes, and that the next one waits."""
    slowest, after, refused = ("", 0.0), 0.0, 0
    every = files.SMALL_BOMBS | files.LARGE_BOMBS
    with Parser() as parser:
        parser.parse("a.txt", b"words")
        for what, make in every.items():
            name, content = make()
            began = time.perf_counter()
            try:
                parser.parse(name, content)
            except ThalwegError:
                refused += 1
            taken = time.perf_counter() - began
            slowest = max(slowest, (what, taken), key=lambda one: one[1])
            began = time.perf_counter()
            parser.parse("a.txt", b"words")
            after = max(after, time.perf_counter() - began)
    return [
        ("files made to break a reader", len(every), "", f"{refused} refused, the others read"),
        ("the slowest of them", slowest[1], "s", f"at most 2; {slowest[0]}"),
        ("the next file waits at most", after, "s", "another child process is started"),
    ]
