"""A case as one file: exactly what was kept comes back, and a file that was touched is refused."""

import contextlib
import io
import json
import sys
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.__main__ import main
from geo.cases.archive import read_archive, write_archive
from geo.cases.findings import ALL, load_found
from geo.cases.store import open_store
from geo.cases.values import CaseHead, StoredCase, StoredInput, new_id
from geo.errors import InputError
from tests.test_cases_store import HOSTILE, MADE, TEXTS, VALUES, correction, report

SHORT = st.text(st.characters(blacklist_categories=("Cs",)), max_size=20)


def a_case(title: str = "Ferries", identity: str = "") -> StoredCase:
    one, two = report(HOSTILE, title="One"), report("Two.\r\nlines\n")
    learned = replace(correction(one, {"place": None}), document_id="")
    said = (correction(one, {"lat": 1.5}), correction(two, None), learned)
    brought = (
        StoredInput("line", "tigris", [[40.0, 35.0]], MADE, "mara"),
        StoredInput("places", "", [], MADE),
    )
    return StoredCase(CaseHead(identity or new_id(), title, "", MADE, MADE, 2), (one, two), said, brought)


def test_a_file_brings_back_what_was_kept() -> None:
    cases = tuple(sorted((a_case("One"), a_case("Two")), key=lambda case: case.head.id))
    assert read_archive(write_archive(cases, MADE)) == cases


def test_nothing_is_a_file_too() -> None:
    assert read_archive(write_archive((), MADE)) == ()


def test_the_same_cases_are_the_same_bytes() -> None:
    case = a_case()
    assert write_archive([case], MADE) == write_archive([case], MADE)
    assert write_archive([case], MADE) != write_archive([case], MADE + timedelta(seconds=1))


def test_from_store_to_file_to_store(tmp_path: Path) -> None:
    first, second = (open_store(f"sqlite:///{tmp_path}/{name}.sqlite") for name in "ab")
    case = a_case()
    first.put_case(case)
    saved = write_archive([first.load_case(case.head.id)], MADE)
    second.put_copies(read_archive(saved))
    assert second.load_case(case.head.id) == first.load_case(case.head.id) == case
    assert write_archive(second.load_all(), MADE) == saved


def test_a_case_that_is_here_already_comes_as_another(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/a.sqlite")
    case = a_case()
    store.put_case(case)
    (identity,) = store.put_copies(read_archive(write_archive([case], MADE)))
    assert identity != case.head.id
    copy = store.load_case(identity)
    assert (copy.documents, copy.corrections) == (case.documents, case.corrections)


@settings(max_examples=60, deadline=None)
@given(texts=st.lists(TEXTS, max_size=3, unique=True), value=VALUES, title=SHORT, by=SHORT)
def test_any_case_comes_back(texts: list[str], value: object, title: str, by: str) -> None:
    documents = tuple(replace(report(text, title=title), by=by) for text in texts)
    said = tuple(correction(one, value, subject=title) for one in documents)
    case = StoredCase(CaseHead(new_id(), title, by, MADE, MADE, len(texts)), documents, said)
    assert read_archive(write_archive([case], MADE)) == (case,)


# ---------------------------------------------------------------- touched, damaged, another's


INPUT = {"kind": "home", "name": "", "value": "SY", "made": MADE.isoformat(), "by": "mara"}


def rezipped(change: Callable[[dict[str, bytes]], None], **more: int) -> bytes:
    """A file of one case after `change` has had its way with the files in it, sums and all."""
    with zipfile.ZipFile(io.BytesIO(write_archive([a_case()], MADE))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", more.get("packed", zipfile.ZIP_DEFLATED)) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def named(files: dict[str, bytes], end: str) -> str:
    return next(name for name in sorted(files) if name.endswith(end))


def summed(files: dict[str, bytes], name: str, content: bytes) -> None:
    """Change a file and its sum, as somebody would who knows how."""
    import hashlib

    files[name] = content
    manifest = json.loads(files["manifest.json"])
    manifest["files"][name] = hashlib.sha256(content).hexdigest()
    files["manifest.json"] = json.dumps(manifest).encode()


def with_record(**values: object) -> Callable[[dict[str, bytes]], None]:
    def change(files: dict[str, bytes]) -> None:
        name = named(files, "case.json")
        summed(files, name, json.dumps(json.loads(files[name]) | values).encode())

    return change


def with_manifest(**values: object) -> Callable[[dict[str, bytes]], None]:
    def change(files: dict[str, bytes]) -> None:
        files["manifest.json"] = json.dumps(json.loads(files["manifest.json"]) | values).encode()

    return change


def with_entry(name: str, **values: object) -> Callable[[dict[str, bytes]], None]:
    """Of the first document or correction."""

    def change(files: dict[str, bytes]) -> None:
        record = json.loads(files[named(files, "case.json")])
        with_record(**{name: [record[name][0] | values, *record[name][1:]]})(files)

    return change


def without_text(files: dict[str, bytes]) -> None:
    del files[named(files, ".txt")]


def without_record(files: dict[str, bytes]) -> None:
    name = named(files, "case.json")
    sums = json.loads(files["manifest.json"])["files"]
    del files[name], sums[name]
    with_manifest(files=sums)(files)


def without_text_and_sum(files: dict[str, bytes]) -> None:
    name = named(files, ".txt")
    sums = json.loads(files["manifest.json"])["files"]
    del files[name], sums[name]
    with_manifest(files=sums)(files)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda files: files.pop("manifest.json"), "no manifest.json"),
        (lambda files: files.update({"../evil.txt": b"x"}), r"holds '\.\./evil\.txt'"),
        (lambda files: files.update({"/etc/passwd": b"x"}), "holds '/etc/passwd'"),
        (lambda files: files.update({named(files, ".txt"): b"other"}), "altered or damaged"),
        (lambda files: summed(files, named(files, ".txt"), b"other"), "another one than its id says"),
        (lambda files: summed(files, named(files, ".txt"), b"\xff"), "is no UTF-8"),
        (lambda files: summed(files, named(files, ".json"), b"[" * 100_000), "is no JSON"),
        (lambda files: summed(files, named(files, ".json"), b"[]"), "is not about the case"),
        (lambda files: summed(files, named(files, ".json"), b'{"x": NaN}'), "is no JSON"),
        (lambda files: summed(files, named(files, ".json"), b"9" * 9_999), "is no JSON"),
        (without_text, "is missing from the case file"),
        (without_record, "has no cases/"),
        (without_text_and_sum, "is missing from the case file"),
        (with_manifest(format="other"), "no case file of Thalweg"),
        (with_manifest(version=3), "reads versions 1 to 2; upgrade"),
        (with_manifest(files=None), "no proper 'files'"),
        (with_record(id=new_id()), "is not about the case"),
        (with_record(title=7), "no proper 'title'"),
        (with_record(created="soon"), "no proper 'created'"),
        (with_record(created=None), "no proper 'created'"),
        (with_record(documents={}), "no proper 'documents'"),
        (with_record(documents=["x"]), "no proper 'id'"),
        (with_record(documents=[]), "corrects one that it does not hold"),
        (with_entry("documents", publisher=None), "no proper 'publisher'"),
        (with_entry("documents", published="2018"), "no proper 'published'"),
        (with_entry("documents", id="../../x"), "'../../x' is missing"),
        (with_entry("corrections", id="x"), "without its id"),
        (with_entry("corrections", made=7), "no proper 'made'"),
        (with_record(visibility="everybody"), "no proper 'visibility'"),
        (with_record(inputs=[INPUT, INPUT]), "holds an input twice"),
        (with_record(inputs=[INPUT | {"value": None}]), "an input without its value"),
        (with_record(inputs=[INPUT | {"made": "soon"}]), "no proper 'made'"),
        (with_record(inputs=["x"]), "no proper 'kind'"),
    ],
)
def test_a_touched_file_is_refused(change: Callable[[dict[str, bytes]], None], sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        read_archive(rezipped(change))


@pytest.mark.parametrize("payload", [b"", b"PK", b"no zip at all", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_zip_is_refused(payload: bytes) -> None:
    with pytest.raises(InputError, match="no case file"):
        read_archive(payload)


@pytest.mark.parametrize("at", range(0, 100, 3))
def test_a_damaged_byte_is_noticed_or_harmless(at: int) -> None:
    """A byte of the frame may mean nothing; whatever is read is what was saved."""
    whole = write_archive([a_case("Ferries", "k" + "a" * 26)], MADE)
    wanted = read_archive(whole)
    place = at * len(whole) // 100
    damaged = whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :]
    with contextlib.suppress(InputError):
        assert read_archive(damaged) == wanted


def test_a_file_cut_short_is_refused() -> None:
    whole = write_archive([a_case()], MADE)
    for length in (10, len(whole) // 2, len(whole) - 1):
        with pytest.raises(InputError):
            read_archive(whole[:length])


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    def change(files: dict[str, bytes]) -> None:
        summed(files, named(files, ".txt"), b"a" * 30_000_000)

    with pytest.raises(InputError, match="unpacks to"):
        read_archive(rezipped(change))


def test_a_bomb_that_lies_about_its_size_is_refused() -> None:
    whole = rezipped(lambda files: summed(files, named(files, ".txt"), b"a" * 900_000))
    size, other = (900_000).to_bytes(4, "little"), (100).to_bytes(4, "little")
    lying = whole.replace(size, other)
    assert lying != whole
    with pytest.raises(InputError):
        read_archive(lying)


@pytest.mark.parametrize("packed", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_odd_packing_is_refused(packed: int) -> None:
    with pytest.raises(InputError, match="packed in a way"):
        read_archive(rezipped(lambda files: None, packed=packed))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_refused_with_a_sentence(payload: bytes) -> None:
    with pytest.raises(InputError):
        read_archive(b"PK\x03\x04" + payload)
    assert zlib.crc32(payload) >= 0


# ---------------------------------------------------------------- from the command line


def test_save_load_backup_and_delete(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    url, other = (f"sqlite:///{tmp_path}/{name}.sqlite" for name in "ab")
    store = open_store(url)
    identity = store.create_case("Ferries", documents=[report()])
    store.create_case("Boats")
    files = tmp_path / "one.zip", tmp_path / "all.zip"
    assert main(["cases", "--store", url, "save", identity, "-o", str(files[0])]) == 0
    assert main(["cases", "--store", url, "backup", "-o", str(files[1])]) == 0
    assert (files[0].stat().st_mode & 0o777) == 0o600
    assert main(["cases", "--store", other, "load", str(files[1])]) == 0
    assert open_store(other).load_all() == store.load_all()
    assert main(["cases", "--store", url, "delete", identity]) == 0
    assert [head.title for head in store.list_cases()] == ["Boats"]
    assert main(["cases", "--store", url, "load", str(files[0])]) == 0
    capsys.readouterr()
    assert main(["cases", "--store", url, "list"]) == 0
    assert identity in capsys.readouterr().out


@pytest.mark.parametrize("is_watched", [True, False])
def test_every_case_is_read_ahead(is_watched: bool, tmp_path: Path, capsys, monkeypatch) -> None:
    url = f"sqlite:///{tmp_path}/a.sqlite"
    store = open_store(url)
    identities = {store.create_case(title, documents=[report()]) for title in ("Ferries", "Boats")}
    monkeypatch.setattr(sys.stderr, "isatty", lambda: is_watched)
    assert main(["cases", "--store", url, "read"]) == 0
    assert set(capsys.readouterr().out.split()) == identities
    for identity in identities:
        assert list(store.load_readings(identity)) == [report().document.id]
        assert load_found(store, store.load_case(identity), ALL) is not None


@pytest.mark.parametrize(
    ("action", "sentence"),
    [
        (["save", "nothing", "-o", "x.zip"], "no case is kept here"),
        (["delete", "nothing"], "no case is kept here"),
        (["load", "nothing.zip"], "can't read 'nothing.zip'"),
        (["backup", "-o", "no/such/folder/x.zip"], "can't write"),
    ],
)
def test_what_cannot_be_done_gets_a_sentence(
    action: list[str], sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["cases", "--store", f"sqlite:///{tmp_path}/a.sqlite", *action]) == 2
    assert sentence in capsys.readouterr().err


def test_a_backup_while_others_write_is_of_one_moment(tmp_path: Path) -> None:
    """Documents come in pairs; no backup holds one without the other."""
    import threading

    url = f"sqlite:///{tmp_path}/a.sqlite"
    store, identity = open_store(url), open_store(url).create_case()
    stop = threading.Event()

    def write() -> None:
        other, number = open_store(url), 0
        while not stop.is_set():
            other.add_documents(identity, [report(f"{number} a"), report(f"{number} b")])
            number += 1
        other.close()

    writer = threading.Thread(target=write)
    writer.start()
    counts = []
    try:
        for _ in range(10):
            (case,) = read_archive(write_archive(store.load_all(), datetime.now(UTC)))
            counts.append(len(case.documents))
    finally:
        stop.set()
        writer.join()
    assert all(count % 2 == 0 for count in counts)
    assert counts == sorted(counts)
