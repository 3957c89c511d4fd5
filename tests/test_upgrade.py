"""The guide's way back from a damaged store, and a page over a store of an older version."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from geo.access import OWNER
from geo.cases.connecting import sqlite_url
from geo.cases.findings import ALL, load_found
from geo.cases.kept import _opened
from geo.cases.migrating import newest
from geo.cases.readings import correct_case, read_case
from geo.cases.store import CaseStore, open_store, stored
from geo.corrections import Kind, change, entries
from geo.errors import StoreError
from geo.model import Document, Stance
from tests.test_cases_failures import SCHEMAS, laid_out
from tests.test_cases_store import MADE
from tests.test_pages import open_app, shown

ROOT = Path(__file__).resolve().parents[1]
GUIDE = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8").split("## Backup, upgrade, restore")[1]
TEXTS = ("The Quillon ferry landed at Raqqa, Mara Venn said.", "The guild denied that the ferry had landed.")
OURS = ("python -m geo cases", "mkdir", "mv")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Folder of a server's store; what an earlier test opened is closed."""
    folder = tmp_path / "thalweg"
    folder.mkdir()
    monkeypatch.setenv("THALWEG_STORE", sqlite_url(folder / "cases.sqlite"))
    monkeypatch.setattr("geo.ui.inputs.this_visitor", lambda: OWNER)
    _opened.cache_clear()
    yield folder
    _opened.cache_clear()


def said_by_guide(word: str) -> list[str]:
    """Its commands about the store, of the block that holds this word; services and packages left out."""
    (block,) = (found for found in re.findall(r"```\n(.*?)```", GUIDE, re.S) if word in found)
    lines = [line.split("  #")[0] for line in block.splitlines()]
    parts = [part.strip() for line in lines for part in line.split("&&")]
    return [part for part in parts if part.startswith(OURS)]


def done(commands: list[str], home: Path) -> str:
    """What these print, with the guide's folders and days in place of the test's."""
    script = " && ".join(commands).replace("/var/lib/thalweg", shlex.quote(str(home)))
    script = re.sub(r"/backup/cases-.+?\.zip", shlex.quote(str(home / "backup.zip")), script)
    script = script.replace("python -m", f"{shlex.quote(sys.executable)} -m")
    ran = subprocess.run(script, shell=True, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def read(store: CaseStore, identity: str) -> dict:
    case = store.load_case(identity)
    return correct_case(case, read_case(store, case))


def a_case(store: CaseStore) -> str:
    identity = store.create_case("Ferries", documents=[stored(Document.of(text)) for text in TEXTS])
    claim = read(store, identity)[Document.of(TEXTS[0]).id].claims[0]
    store.add_corrections(identity, entries([change(claim, Kind.STANCE, Stance.PLANNED)], made=MADE))
    return identity


def damaged_while_it_ran(store: CaseStore, file: Path) -> None:
    """The file's pages are overwritten, and the log of a server that was killed lies beside it."""
    log = file.with_name(f"{file.name}-wal")
    left = log.read_bytes()
    assert left
    store.close()
    log.write_bytes(left)
    file.write_bytes(b"\0" * 5_000)


def test_the_guide_s_way_back_brings_the_same_claims(home: Path) -> None:
    url = os.environ["THALWEG_STORE"]
    store = open_store(url)
    identity = a_case(store)
    store.delete_case(store.create_case("Gone"))  # which empties the log into the file
    store.rename_case(identity, "Ferries", "a note")
    before, claims = store.load_all(), read(store, identity)
    assert said_by_guide("cases backup")[0].startswith("python -m geo cases backup")
    done(said_by_guide("cases backup")[:1], home)
    damaged_while_it_ran(store, home / "cases.sqlite")
    with pytest.raises(StoreError):
        open_store(url).load_all()
    assert identity in done(said_by_guide("load"), home)
    again = open_store(url)
    assert again.load_all() == before
    assert read(again, identity) == claims
    assert "Ferries" in shown(open_app(case=identity), "head")
    assert (home / "before" / "cases.sqlite").exists()


def test_the_guide_s_upgrade_reads_ahead_of_visitors(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(os.environ["THALWEG_STORE"])
    identity = a_case(store)
    assert said_by_guide("git pull")[1:] == ["python -m geo cases read"]
    assert done(said_by_guide("git pull")[1:], home) == f"{identity}\n"
    assert load_found(store, store.load_case(identity), ALL) is not None
    monkeypatch.setattr("geo.cases.readings.read_document", lambda *_: pytest.fail("read again"))
    monkeypatch.setattr("geo.pipeline.find_conflicts", lambda *_: pytest.fail("compared again"))
    assert "Ferries" in shown(open_app(case=identity), "head")


@pytest.mark.parametrize("schema", range(1, newest() + 1))
def test_a_case_of_an_older_store_opens(home: Path, schema: int) -> None:
    laid_out(os.environ["THALWEG_STORE"], (SCHEMAS / f"schema-{schema}.sql").read_text(encoding="utf-8"))
    app = open_app(case="k" + "a" * 26)
    assert "Ferries" in shown(app, "head")
    assert not app.error
