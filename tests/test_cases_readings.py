"""A kept case is read again from its inputs, and not twice by the same reader."""

import csv
import gc
from dataclasses import replace
from pathlib import Path

import pytest

from geo.__main__ import main
from geo.access import OWNER, READER
from geo.cases import load_samples, readings
from geo.cases.connecting import sqlite_url
from geo.cases.desk import CaseDesk
from geo.cases.readings import correct_case, read_case
from geo.cases.store import CaseStore, new_correction, open_store, stored
from geo.codec import decode, encode
from geo.corrections import (
    WHOLE_CASE,
    Change,
    Kind,
    actor_value,
    change,
    entries,
    place_correction,
    place_corrections,
    place_value,
)
from geo.errors import StoreError
from geo.model import Actor, Claim, Document, Link, Origin, PlaceCorrection, ReviewState, Stance
from geo.pipeline import Inputs, read_document
from geo.settings import Settings
from tests.factories import place
from tests.test_cases_store import MADE, store, url

__all__ = ["store", "url"]
TEXTS = [
    "The landing at Raqqa was shelled, ferry captain Mara Venn said on Monday.",
    "The ferry guild said that two boats had crossed the Euphrates at Deir ez-Zor.",
]


def a_case(store: CaseStore) -> str:
    return store.create_case("Ferries", documents=[stored(Document.of(text, title="T")) for text in TEXTS])


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that were read, and not taken from what was kept."""
    seen: list[str] = []

    def spied(document: Document, inputs: readings.Inputs) -> tuple[Claim, ...]:
        seen.append(document.text)
        return read_document(document, inputs)

    monkeypatch.setattr(readings, "read_document", spied)
    return seen


@pytest.mark.parametrize("sample", load_samples(), ids=lambda sample: sample.name)
def test_a_claim_comes_back_from_json_as_it_was(sample) -> None:
    for claim in read_document(sample.document):
        assert decode(Claim, encode(claim)) == claim


def test_the_same_reader_reads_once(store: CaseStore, read: list[str]) -> None:
    identity = a_case(store)
    first = read_case(store, store.load_case(identity))
    assert read == TEXTS
    assert read_case(store, store.load_case(identity)) == first
    assert read == TEXTS
    assert first == {Document.of(text).id: read_document(Document.of(text, title="T")) for text in TEXTS}


def test_another_reader_reads_again(store: CaseStore, read: list[str], monkeypatch) -> None:
    identity = a_case(store)
    read_case(store, store.load_case(identity))
    monkeypatch.setattr(readings, "reader_version", lambda: "another")
    read_case(store, store.load_case(identity))
    assert read == TEXTS * 2


def test_a_correction_is_read_anew_and_can_be_taken_back(store: CaseStore, read: list[str]) -> None:
    identity = a_case(store)
    document = Document.of(TEXTS[1])
    before = read_case(store, store.load_case(identity))
    elsewhere = place("Rakka", 36.0, 39.0)
    kind, subject, becomes = place_correction(document.id, "Deir ez-Zor", elsewhere)
    store.add_corrections(
        identity, [new_correction(document.id, kind, subject, was=None, becomes=becomes, by="mara")]
    )
    after = read_case(store, store.load_case(identity))
    assert read == [*TEXTS, TEXTS[1]]
    corrected = [r for claim in after[document.id] for r in claim.places if r.link is Link.CORRECTED]
    assert {r.place for r in corrected} == {elsewhere}
    store.add_corrections(
        identity, [new_correction(document.id, kind, subject, was=becomes, becomes=None, by="mara")]
    )
    assert read_case(store, store.load_case(identity)) == before


def test_a_name_learned_for_the_case_is_so_in_every_report(store: CaseStore) -> None:
    texts = [
        "The Islamic State had shelled Deir ez-Zor, ferry captain Tarn Oke said.",
        "Fighters of the Islamic State left Deir ez-Zor, ferry captain Mara Venn said on Monday.",
        "The town of Raqqa was quiet, a spokesman said.",
    ]
    identity = store.create_case("Ferries", documents=[stored(Document.of(text)) for text in texts])
    elsewhere, guild = place("Rakka", 36.0, 39.0), Actor("ferries", "Ferries", "other", (), "#123456")
    learned = [
        Change(WHOLE_CASE, Kind.PLACE, "Deir ez-Zor", None, place_value(elsewhere)),
        Change(WHOLE_CASE, Kind.ACTOR, "Islamic State", None, actor_value(guild)),
    ]
    store.add_corrections(identity, entries(learned, made=MADE))
    case = store.load_case(identity)
    said = correct_case(case, read_case(store, case))
    for text in texts[:2]:
        claims = said[Document.of(text).id].claims
        assert {r.place for claim in claims for r in claim.places} == {elsewhere}
        assert guild in {role.actor for claim in claims for role in claim.actors}
        assert {claim.review.origin for claim in claims} == {Origin.CORRECTED}
    (other,) = said[Document.of(texts[2]).id].claims
    assert other.review.origin is Origin.MACHINE


@pytest.mark.parametrize("at", [place(), None])
def test_a_place_correction_comes_out_of_the_journal(at) -> None:
    kind, subject, becomes = place_correction("d", "Raqqa", at)
    said = new_correction("d", kind, subject, was=None, becomes=becomes)
    other = new_correction("e", kind, subject, was=None, becomes=becomes)
    assert place_corrections([other, said], "d") == (PlaceCorrection("d", "Raqqa", at),)


def test_a_reading_that_cannot_be_understood_is_made_again(store: CaseStore, read: list[str]) -> None:
    identity = a_case(store)
    first = read_case(store, store.load_case(identity))
    for nonsense in ("", "[]]", '[{"id": 1}]', '[{"nothing": 1}]', "[7]", "7"):
        keys = {one: (key, nonsense) for one, (key, _) in store.load_readings(identity).items()}
        store.keep_readings(identity, keys)
        assert read_case(store, store.load_case(identity)) == first
    assert len(read) == 2 * 7


def test_what_a_newer_reader_reads_otherwise_is_listed_until_it_is_seen(
    store: CaseStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    identity, document = a_case(store), Document.of(TEXTS[1], title="T")
    desk = CaseDesk(store, OWNER, Settings())
    (before,) = read_case(store, store.load_case(identity))[document.id]
    checked = change(before, Kind.REVIEW, ReviewState.CHECKED)
    desk.add_corrections(identity, entries([checked], made=MADE))

    def newer(of: Document, inputs: Inputs) -> tuple[Claim, ...]:
        found = read_document(of, inputs)
        return found if of.id != document.id else (replace(found[0], stance=Stance.DENIED), *found[1:])

    monkeypatch.setattr(readings, "reader_version", lambda: "newer")
    monkeypatch.setattr(readings, "read_document", newer)
    case = store.load_case(identity)
    listed = desk.changed_readings(case)
    assert list(listed) == [document.id]
    assert CaseDesk(store, READER, Settings()).changed_readings(case) == {}
    (now,) = desk.read_case(case)[document.id].claims
    assert (now.stance, now.review.state) == (Stance.DENIED, ReviewState.CHECKED), "corrections stay"
    monkeypatch.setattr(readings, "reader_version", lambda: "newest")
    assert desk.changed_readings(case) == listed, "until somebody has seen it"
    desk.forget_earlier(identity)
    assert desk.changed_readings(case) == {}


def test_an_earlier_reading_that_can_t_be_understood_lists_nothing(store: CaseStore) -> None:
    identity, document = a_case(store), Document.of(TEXTS[1], title="T")
    store.keep_readings(identity, {document.id: ("key", '[{"id": 7}]')}, "older")
    store.keep_readings(identity, {document.id: ("key", "[]")}, "newer")
    store.keep_readings(identity, {})
    assert list(store.load_earlier(identity)) == [document.id]
    assert readings.changed_readings(store, identity, {document.id: ()}) == {}


def test_a_store_that_can_t_be_written_is_read_all_the_same(
    store: CaseStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StoreError("the disk is full", store="a")

    identity, told = a_case(store), list[int]()
    monkeypatch.setattr(store, "keep_readings", full)
    assert len(read_case(store, store.load_case(identity), told.append)) == len(TEXTS)
    assert told == [1, 2]


def test_readings_go_with_their_document(store: CaseStore) -> None:
    identity = a_case(store)
    case = store.load_case(identity)
    read_case(store, case)
    store.remove_document(identity, case.documents[0].document.id)
    assert list(store.load_readings(identity)) == [case.documents[1].document.id]
    store.keep_readings(identity, {case.documents[0].document.id: ("late", "[]")})
    assert list(store.load_readings(identity)) == [case.documents[1].document.id]


def test_the_reader_s_version_follows_from_code_and_data() -> None:
    assert readings.reader_version() == readings.reader_version()
    assert len(readings.reader_version()) == 64


def test_a_kept_case_is_exported_from_the_command_line(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("THALWEG_STORE", sqlite_url(tmp_path / "cases.sqlite"))
    identity = a_case(open_store(sqlite_url(tmp_path / "cases.sqlite")))
    assert main(["export", identity, "-o", str(tmp_path / "out.csv")]) == 0
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["document"] for row in rows} == {Document.of(text).id for text in TEXTS}
    assert len(rows) == sum(len(read_document(Document.of(text))) for text in TEXTS)


def test_a_case_that_is_not_there_gets_a_sentence(tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.setenv("THALWEG_STORE", sqlite_url(tmp_path / "cases.sqlite"))
    assert main(["export", "k" + "a" * 26, "-o", str(tmp_path / "out.csv")]) == 2
    empty = open_store(sqlite_url(tmp_path / "cases.sqlite")).create_case()
    assert main(["export", empty, "-o", str(tmp_path / "out.csv")]) == 2
    said = capsys.readouterr().err
    assert "no case is kept here" in said
    assert "has no documents yet" in said


@pytest.mark.parametrize("is_on", [True, False])
def test_reading_leaves_the_collector_as_it_was(store: CaseStore, is_on: bool) -> None:
    identity, before = a_case(store), gc.isenabled()
    try:
        (gc.enable if is_on else gc.disable)()
        read_case(store, store.load_case(identity))
        assert gc.isenabled() is is_on
    finally:
        (gc.enable if before else gc.disable)()
