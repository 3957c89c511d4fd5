"""The store, the same on SQLite and on PostgreSQL: what goes in comes out, and nothing is half done."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.cases.store import CaseStore, new_correction, open_store
from geo.cases.values import (
    CaseHead,
    Correction,
    StoredCase,
    StoredDocument,
    StoredInput,
    is_id,
    new_id,
)
from geo.errors import InputError, StoreError, UnknownNameError
from geo.model import Document
from tests.postgres import Postgres

MADE = datetime(2018, 2, 1, 12, tzinfo=UTC)
HOSTILE = "'; DROP TABLE cases; -- {{7*7}} <script> \\ \" % %s :name ? \u202e \U0001f6f6 \x1b \r\n نهر"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/cases.sqlite"
    server: Postgres = request.getfixturevalue("postgres")
    return server.url()


@pytest.fixture
def store(url: str) -> Iterator[CaseStore]:
    opened = open_store(url)
    yield opened
    opened.close()


def report(text: str = "The ferry ran.", **more: object) -> StoredDocument:
    return StoredDocument(Document.of(text, **more), MADE, "mara")  # type: ignore[arg-type]


def correction(document: StoredDocument, becomes: object = 1, **more: object) -> Correction:
    values = {"id": new_id(), "kind": "place", "subject": "Raqqa", "was": None, "made": MADE, "by": "mara"}
    return Correction(document_id=document.document.id, becomes=becomes, **(values | more))  # type: ignore[arg-type]


# ---------------------------------------------------------------- in and out


def test_a_case_comes_out_as_it_went_in(store: CaseStore) -> None:
    one = report(
        HOSTILE, title=HOSTILE, publisher="P", url="https://example.org", published=date(2018, 1, 15)
    )
    two = report("Two.")
    said = (correction(one, {"a": [1, 2.5, None, True, HOSTILE]}), correction(two, None))
    case = StoredCase(CaseHead(new_id(), "Ferries", "a note", MADE, MADE, 2), (one, two), said)
    store.put_case(case)
    expected = replace(one, document=replace(one.document, title=HOSTILE.replace("\x1b", "\ufffd")))
    assert store.load_case(case.head.id) == replace(case, documents=(expected, two))


def test_a_new_case_has_what_it_was_given(store: CaseStore) -> None:
    identity = store.create_case("Ferries", note="n", documents=[report()])
    case = store.load_case(identity)
    assert (case.head.title, case.head.note, case.head.documents) == ("Ferries", "n", 1)
    assert case.documents == (report(),)
    assert is_id(identity)


def test_the_same_text_twice_is_one_document(store: CaseStore) -> None:
    identity = store.create_case()
    assert store.add_documents(identity, [report(), report("Two.")]) == (True, True)
    assert store.add_documents(identity, [report("Three."), report()]) == (True, False)
    texts = [one.document.text for one in store.load_case(identity).documents]
    assert texts == ["The ferry ran.", "Two.", "Three."]


def test_two_texts_with_one_id_are_not_taken_for_one(store: CaseStore) -> None:
    identity = store.create_case(documents=[report()])
    forged = replace(report(), document=replace(report().document, text="Another."))
    with pytest.raises(InputError, match="has the id"):
        store.add_documents(identity, [report("New."), forged])
    assert store.load_case(identity).documents == (report(),)


def test_cases_are_listed_the_last_changed_first(store: CaseStore) -> None:
    first, second = store.create_case("First"), store.create_case("Second", documents=[report()])
    assert [(head.title, head.documents) for head in store.list_cases()] == [("Second", 1), ("First", 0)]
    store.add_documents(first, [report("x"), report("y")])
    assert [(head.id, head.documents) for head in store.list_cases()] == [(first, 2), (second, 1)]


def test_a_case_can_be_renamed(store: CaseStore) -> None:
    identity = store.create_case("Before")
    store.rename_case(identity, "After", "why")
    head = store.load_case(identity).head
    assert (head.title, head.note) == ("After", "why")
    assert head.changed > head.created


def test_corrections_are_a_journal_in_order(store: CaseStore) -> None:
    identity = store.create_case(documents=[report()])
    said = [new_correction(report().document.id, "place", "Raqqa", was=n, becomes=n + 1) for n in range(5)]
    store.add_corrections(identity, said[:2])
    store.add_corrections(identity, said[2:])
    assert list(store.load_case(identity).corrections) == said


def test_a_document_goes_with_its_corrections(store: CaseStore) -> None:
    one, two = report(), report("Two.")
    identity = store.create_case(documents=[one, two])
    store.add_corrections(identity, [correction(one), correction(two)])
    store.remove_document(identity, one.document.id)
    case = store.load_case(identity)
    assert case.documents == (two,)
    assert [c.document_id for c in case.corrections] == [two.document.id]


def test_a_deleted_case_is_gone(store: CaseStore) -> None:
    gone, kept = (
        store.create_case("Gone", documents=[report()]),
        store.create_case("Kept", documents=[report()]),
    )
    store.delete_case(gone)
    with pytest.raises(UnknownNameError):
        store.load_case(gone)
    assert store.load_case(kept).documents == (report(),)


# ---------------------------------------------------------------- refused, and nothing changed


def test_ids_are_long_random_and_nothing_else_is_one() -> None:
    ids = {new_id() for _ in range(1_000)}
    assert len(ids) == 1_000
    assert all(is_id(one) and len(one) == 27 for one in ids)
    for bad in ("", "k", "abu-kamal", f"{new_id()}\n", new_id().upper(), f"../{new_id()}", "k" + "1" * 26):
        assert not is_id(bad)


@pytest.mark.parametrize("identity", ["", "abu-kamal", "%", "k" * 27, "' OR 1=1 --"])
def test_an_unknown_case_is_said_to_be(store: CaseStore, identity: str) -> None:
    store.create_case(documents=[report()])
    for ask in (
        lambda: store.load_case(identity),
        lambda: store.delete_case(identity),
        lambda: store.rename_case(identity, "x", ""),
        lambda: store.add_documents(identity, [report()]),
        lambda: store.add_corrections(identity, [correction(report())]),
        lambda: store.remove_document(identity, report().document.id),
    ):
        with pytest.raises(UnknownNameError, match="no case is kept here"):
            ask()
    assert len(store.list_cases()) == 1


@pytest.mark.parametrize("bad", ["a\0b", "a\ud800b"])
def test_text_that_no_database_holds_is_refused_whole(store: CaseStore, bad: str) -> None:
    identity = store.create_case()
    with pytest.raises(InputError, match="try again"):
        store.add_documents(identity, [report("Good."), report(bad)])
    assert store.load_case(identity).documents == ()


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), {1, 2}, b"x", object()])
def test_a_correction_is_json(store: CaseStore, bad: object) -> None:
    identity = store.create_case(documents=[report()])
    with pytest.raises(InputError, match="finite numbers"):
        store.add_corrections(identity, [correction(report()), correction(report(), bad)])
    assert store.load_case(identity).corrections == ()


def test_a_correction_is_of_a_document_that_is_there(store: CaseStore) -> None:
    identity = store.create_case(documents=[report()])
    with pytest.raises(InputError, match="to correct"):
        store.add_corrections(identity, [correction(report()), correction(report("Not there."))])
    assert store.load_case(identity).corrections == ()


def test_a_document_that_is_not_there_cannot_be_removed(store: CaseStore) -> None:
    identity = store.create_case(documents=[report()])
    with pytest.raises(UnknownNameError, match="'none'"):
        store.remove_document(identity, "none")
    assert store.load_case(identity).documents == (report(),)


def test_an_id_is_given_once(store: CaseStore) -> None:
    identity = store.create_case("First", documents=[report()])
    again = StoredCase(CaseHead(identity, "Second", "", MADE, MADE))
    with pytest.raises(InputError, match="already"):
        store.put_case(again)
    assert store.load_case(identity).head.title == "First"


def test_an_endless_title_is_refused(store: CaseStore) -> None:
    with pytest.raises(InputError, match="20,000 characters"):
        store.create_case("x" * 20_000)
    assert store.list_cases() == ()


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("", "no database URL"),
        ("cases.sqlite", "no database URL"),
        ("sqlite://", "begins with 'sqlite'"),
        ("mysql://x/y", "begins with 'mysql'"),
        ("https://example.org", "begins with 'https'"),
        ("postgresql://x:y/z:z", "no database URL"),
    ],
)
def test_an_address_that_is_none_is_refused(url: str, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        open_store(url)


def test_a_server_that_is_not_there_gets_a_sentence_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"does not answer|not there") as caught:
        open_store(f"postgresql://someone:opensesame@/cases?host={tmp_path}")
    assert "opensesame" not in str(caught.value)


# ---------------------------------------------------------------- many at once


def test_many_writers_lose_nothing(url: str) -> None:
    """Threads with a store each, in one case: every document is there, numbered without a gap."""
    identity = open_store(url).create_case()
    start = threading.Barrier(4)

    def write(writer: int) -> None:
        store = open_store(url)
        start.wait()
        for number in range(15):
            one = report(f"Writer {writer}, report {number}.")
            store.add_documents(identity, [one])
            store.add_corrections(identity, [correction(one)])
        store.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    case = open_store(url).load_case(identity)
    assert len({one.document.id for one in case.documents}) == len(case.documents) == 60
    assert len(case.corrections) == 60


def test_many_open_a_new_store_at_once(url: str) -> None:
    start = threading.Barrier(6)

    def first(_: int) -> str:
        start.wait()
        store = open_store(url)
        identity = store.create_case()
        store.close()
        return identity

    with ThreadPoolExecutor(6) as pool:
        ids = set(pool.map(first, range(6)))
    assert {head.id for head in open_store(url).list_cases()} == ids


def test_a_reader_sees_one_moment(store: CaseStore, url: str) -> None:
    """A document and its correction are written together; no reader ever finds one without the other."""
    identity = store.create_case()
    done = threading.Event()

    def write() -> None:
        other = open_store(url)
        for number in range(30):
            other.add_documents(identity, [report(f"{number}")])
            other.add_corrections(identity, [correction(report(f"{number}"))])
        other.close()
        done.set()

    writer = threading.Thread(target=write)
    writer.start()
    while not done.is_set():
        case = store.load_case(identity)
        ids = {one.document.id for one in case.documents}
        assert {said.document_id for said in case.corrections} <= ids
        assert len(case.documents) - len(case.corrections) in (0, 1)
    writer.join()


TEXTS = st.text(st.characters(blacklist_characters="\0", blacklist_categories=("Cs",)), min_size=1)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(TEXTS, min_size=1, max_size=4, unique=True), value=VALUES)
def test_any_text_and_any_correction_comes_out_as_it_went_in(
    store: CaseStore, texts: list[str], value: object
) -> None:
    documents = tuple(report(text) for text in texts)
    identity = store.create_case(documents=documents)
    said = correction(documents[0], value, was=value)
    store.add_corrections(identity, [said])
    case = store.load_case(identity)
    assert case.documents == documents
    assert case.corrections == (said,)


# ---------------------------------------------------------------- what is brought besides texts


def test_an_input_takes_the_place_of_the_one_before_or_takes_it_away(store: CaseStore) -> None:
    identity = store.create_case()
    one, two = (StoredInput("home", "", value, MADE, "mara") for value in ("SY", "IQ"))
    other = StoredInput("line", "tigris", [1], MADE, "mara")
    store.put_inputs(identity, [one, other])
    store.put_inputs(identity, [two])
    assert store.load_case(identity).inputs == (two, other)
    store.put_inputs(identity, [replace(two, value=None)])
    assert store.load_case(identity).inputs == (other,)


@pytest.mark.parametrize("identity", ["", "a", "../x", "k" + "a" * 25, "K" + "A" * 26])
def test_what_is_no_id_of_a_case_is_none(store: CaseStore, identity: str) -> None:
    with pytest.raises(InputError, match="is no id of a case"):
        store.put_case(StoredCase(CaseHead(identity, "A", "", MADE, MADE, 0), (), ()))
    assert store.list_cases() == ()
