"""What can go wrong with a store gets a sentence, and nothing that was kept is lost."""

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from geo.cases import migrating
from geo.cases.connecting import engine_of, writing
from geo.cases.migrating import migrate, newest
from geo.cases.store import CaseStore, open_store
from geo.errors import StoreError
from tests.test_cases_store import correction, report, store, url

__all__ = ["store", "url"]
ROOT = Path(__file__).resolve().parent.parent
SCHEMAS = ROOT / "tests" / "cases" / "store"
CONTENT = ["The ferry ran, Mara Venn said.", "The ferry lay still."]


def texts(store: CaseStore, identity: str) -> list[str]:
    return [one.document.text for one in store.load_case(identity).documents]


# ---------------------------------------------------------------- schemas


def laid_out(url: str, script: str) -> None:
    engine = engine_of(url)
    with writing(engine) as connection:
        for statement in script.split(";\n"):
            bare = "\n".join(line for line in statement.splitlines() if not line.startswith("--"))
            if bare.strip():
                connection.exec_driver_sql(bare.rstrip(";\n"))
    engine.dispose()


def test_there_is_a_store_of_every_released_schema() -> None:
    assert [path.stem for path in sorted(SCHEMAS.glob("*.sql"))] == [
        f"schema-{number}" for number in range(1, newest() + 1)
    ]


@pytest.mark.parametrize("path", sorted(SCHEMAS.glob("*.sql")), ids=lambda path: path.stem)
def test_a_store_of_every_released_schema_is_read_and_written(url: str, path: Path) -> None:
    laid_out(url, path.read_text(encoding="utf-8"))
    store = open_store(url)
    case = store.load_case("k" + "a" * 26)
    assert [one.document.text for one in case.documents] == CONTENT
    assert (case.head.title, case.documents[0].document.publisher) == ("Ferries", "The Ferry Post")
    assert case.corrections[0].becomes == {"name": "Raqqa"}
    assert store.add_documents("k" + "b" * 26, [report()]) == (True,)
    assert len(store.list_cases()) == 2


STEP = ("ALTER TABLE cases ADD COLUMN colour TEXT NOT NULL DEFAULT 'blue'", "UPDATE cases SET title = 'New'")


def with_steps(monkeypatch: pytest.MonkeyPatch, *more: tuple[str, ...]) -> None:
    steps = (*migrating._steps(), *more)
    monkeypatch.setattr(migrating, "_steps", lambda: steps)
    monkeypatch.setattr(migrating, "newest", lambda: len(steps))


def test_an_older_store_is_brought_up_to_date(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    old = open_store(url)
    identity = old.create_case("Old", documents=[report()])
    with_steps(monkeypatch, STEP, ("CREATE TABLE extra (x TEXT)",))
    new = open_store(url)
    assert new.load_case(identity).head.title == "New"
    assert new.load_case(identity).documents == (report(),)
    assert {"extra", "cases"} <= set(sa.inspect(new.engine).get_table_names())


def test_a_step_that_fails_leaves_all_as_it_was(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    old = open_store(url)
    identity = old.create_case("Old", documents=[report()])
    with_steps(monkeypatch, (*STEP, "DROP TABLE documents", "THIS IS NO SQL"))
    with pytest.raises(StoreError):
        open_store(url)
    monkeypatch.undo()
    same = open_store(url)
    assert same.load_case(identity).head.title == "Old"
    assert same.load_case(identity).documents == (report(),)


def test_two_that_bring_it_up_to_date_do_it_once(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    open_store(url).create_case("Old")
    with_steps(monkeypatch, STEP)
    start, errors = threading.Barrier(4), []

    def bring() -> None:
        start.wait()
        try:
            migrate(engine_of(url))
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=bring) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert [head.title for head in open_store(url).list_cases()] == ["New"]


def test_a_newer_store_is_left_alone(store: CaseStore, url: str) -> None:
    identity = store.create_case("Kept", documents=[report()])
    with writing(store.engine) as connection:
        connection.exec_driver_sql("UPDATE thalweg_schema SET version = 99")
    with pytest.raises(StoreError, match=r"newer Thalweg \(schema 99.*upgrade"):
        open_store(url)
    assert texts(store, identity) == ["The ferry ran."]


def test_another_program_s_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE bookmarks (x)")
        other.commit()
    with pytest.raises(StoreError, match="something else"):
        open_store(f"sqlite:///{path}")
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("bookmarks",)]


# ---------------------------------------------------------------- disks


def test_a_full_disk_gets_a_sentence_and_loses_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/cases.sqlite"
    store = open_store(url)
    identity = store.create_case("Kept", documents=[report()])
    store.engine.dispose()
    sa.event.listen(store.engine, "connect", lambda raw, _: raw.execute("PRAGMA max_page_count = 40"))
    with pytest.raises(StoreError, match=r"cases\.sqlite: the disk is full; free some space"):
        store.add_documents(identity, [report("Small."), report("x" * 400_000)])
    assert texts(store, identity) == ["The ferry ran."]
    assert store.add_documents(identity, [report("Small.")]) == (True,)
    assert texts(open_store(url), identity) == ["The ferry ran.", "Small."]


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lambda content: b"no database at all " * 500, "it is no database; put the last backup"),
        (lambda content: content[:100] + os.urandom(len(content) - 100), "it is damaged|no database"),
        (lambda content: content[:4096] + b"\xff" * (len(content) - 4096), "it is damaged; put the last"),
    ],
)
def test_a_damaged_file_gets_a_sentence_and_is_not_touched(
    damage: Callable[[bytes], bytes], sentence: str, tmp_path: Path
) -> None:
    path = tmp_path / "cases.sqlite"
    store = open_store(f"sqlite:///{path}")
    identity = store.create_case("Kept", documents=[report("x" * 50_000)])
    store.close()
    path.write_bytes(damage(path.read_bytes()))
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    with pytest.raises(StoreError, match=sentence):
        open_store(f"sqlite:///{path}").load_case(identity)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before


READ_ONLY = """
import os, sys
from geo.cases.store import open_store, stored
from geo.errors import StoreError
from geo.model import Document
open_store(sys.argv[3]).close()  # so that all is loaded before the rights are given up
if os.geteuid() == 0:
    os.setuid(65534)
try:
    open_store(sys.argv[1]).add_documents(sys.argv[2], [stored(Document.of("New."))])
except StoreError as error:
    print(error)
"""


@pytest.mark.parametrize("folder_too", [False, True])
def test_a_file_that_may_not_be_written_gets_a_sentence(folder_too: bool, tmp_path: Path) -> None:
    folder = Path(tempfile.mkdtemp())  # where another user may go
    path = folder / "cases.sqlite"
    try:
        store = open_store(f"sqlite:///{path}")
        identity = store.create_case("Kept", documents=[report()])
        store.close()
        path.chmod(0o444)
        folder.chmod(0o555 if folder_too else 0o777)
        urls = f"sqlite:///{path}", f"sqlite:///{tmp_path}/warm.sqlite"
        command = [sys.executable, "-c", READ_ONLY, urls[0], identity, urls[1]]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
        assert "can be read but not written" in done.stdout or "can't be opened" in done.stdout, done.stderr
        folder.chmod(0o755)
        path.chmod(0o600)
        assert texts(open_store(f"sqlite:///{path}"), identity) == ["The ferry ran."]
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_a_folder_that_cannot_be_made_gets_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match=r"Not a directory|File exists"):
        open_store(f"sqlite:///{tmp_path}/file/cases.sqlite")


def test_a_read_only_server_gets_a_sentence(request: pytest.FixtureRequest) -> None:
    url = request.getfixturevalue("postgres").url()
    store = open_store(url)
    identity = store.create_case("Kept", documents=[report()])
    with writing(store.engine) as connection:
        name = connection.execute(sa.text("SELECT current_database()")).scalar_one()
        connection.exec_driver_sql(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')
    store.close()
    store = open_store(url)
    with pytest.raises(StoreError, match="can be read but not written; the database is set to read-only"):
        store.add_documents(identity, [report("New.")])
    assert texts(store, identity) == ["The ferry ran."]


def test_a_busy_store_gets_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo.cases.connecting.BUSY_S", 0.2)
    store = open_store(f"sqlite:///{tmp_path}/cases.sqlite")
    with writing(store.engine), pytest.raises(StoreError, match="stayed busy for too long; try again"):
        open_store(f"sqlite:///{tmp_path}/cases.sqlite").create_case()
    assert store.create_case()


# ---------------------------------------------------------------- gone is gone


def test_what_is_deleted_is_in_no_file(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/cases.sqlite")
    secret = "the-name-of-the-source "
    kept = store.create_case("Kept", documents=[report("Other words.")])
    gone = store.create_case("Gone", documents=[report(secret * 2_000), report("Other words.")])
    some = store.create_case("Some", documents=[report(secret * 30), report("Other words.")])
    one = report(secret * 30)
    store.add_corrections(some, [correction(one, secret)])
    assert any(secret.encode() in path.read_bytes() for path in tmp_path.iterdir())
    store.delete_case(gone)
    store.remove_document(some, one.document.id)
    assert not [path.name for path in tmp_path.iterdir() if secret.strip().encode() in path.read_bytes()]
    assert texts(store, kept) == texts(store, some) == ["Other words."]


def test_the_file_is_its_owner_s_alone(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/deeper/cases.sqlite")
    store.create_case()
    assert {path.stat().st_mode & 0o077 for path in (tmp_path / "deeper").iterdir()} == {0}
    assert (tmp_path / "deeper").stat().st_mode & 0o077 == 0


def test_an_error_says_nothing_of_the_text(store: CaseStore) -> None:
    with pytest.raises(StoreError) as caught, writing(store.engine) as connection:
        connection.execute(sa.text("INSERT INTO nowhere VALUES (:secret)"), {"secret": "the-source"})
    assert "the-source" not in str(caught.value)
    assert "the-source" not in str(caught.value.__cause__)
