import os
import subprocess
import sys
from datetime import UTC, date, datetime

import pytest

from geo.access import OWNER
from geo.cases import (
    is_kept_id,
    keep_documents,
    load_kept_case,
    load_sample,
    load_samples,
    sample_document,
)
from geo.cases.archive import read_archive
from geo.cases.connecting import sqlite_url
from geo.cases.store import open_store
from geo.errors import InputError, StoreError, UnknownNameError
from geo.filters import speaker_key
from geo.model import Bank, Document, Stance
from geo.pipeline import place_claims, read_document, suggest_river
from geo.river import load_river
from geo.sharing import case_file
from geo.ui import start


def first_kept(identity: str, url: str = "") -> Document:
    return load_kept_case(identity, OWNER, url).documents[0].document


def test_the_first_sample_opens_by_default():
    assert sample_document() == load_samples()[0].document
    assert sample_document() == sample_document(load_samples()[0].name)


@pytest.mark.parametrize("sample", load_samples(), ids=lambda s: s.name)
class TestEverySample:
    def test_it_names_where_it_comes_from(self, sample):
        assert sample.document.title
        assert sample.document.publisher
        assert sample.note

    def test_it_has_a_day_of_publication(self, sample):
        assert isinstance(sample.document.published, date)

    def test_it_speaks_indirectly(self, sample):
        for document in sample.documents:
            assert not set('"“”„«»‹›') & set(document.text), "no words are put into anybody's mouth"

    def test_its_text_is_plain_paragraphs(self, sample):
        assert sample.document.text == sample.document.text.strip()
        assert "\n\n" in sample.document.text
        assert len(sample.document.text) > 400

    def test_it_is_found_by_its_name(self, sample):
        assert load_sample(sample.name) is sample


def test_the_first_sample_names_the_article_it_retells():
    assert "The Region" in load_samples()[0].document.publisher
    assert "Wladimir van Wilgenburg" in load_samples()[0].document.publisher


def test_an_unknown_case_names_those_that_are_there():
    with pytest.raises(UnknownNameError, match=r"'narnia'.*abu-kamal"):
        load_sample("narnia")


def placed_sample(sample):
    claims = read_document(sample.document)
    return place_claims(claims, load_river(suggest_river(claims)))


@pytest.mark.parametrize("sample", [s for s in load_samples() if len(s.documents) == 1], ids=lambda s: s.name)
def test_a_sample_shows_what_a_reader_can_filter(sample):
    placed = placed_sample(sample)
    assert len({speaker_key(claim.claim) for claim in placed}) >= 4
    assert any(claim.claim.negated for claim in placed)
    assert {claim.claim.stance for claim in placed} == set(Stance)
    assert {Bank.LEFT, Bank.RIGHT, Bank.ON_RIVER, Bank.NONE} <= {claim.call.bank for claim in placed}
    assert 0 < sum(claim.position is not None for claim in placed) < len(placed)


def test_the_first_sample_has_claims_of_every_side_and_a_side_other_than_its_town_s():
    placed = placed_sample(load_samples()[0])
    assert {claim.call.bank for claim in placed} == set(Bank)
    assert any(claim.call.contradicts for claim in placed)


OWN = Document.of(
    "Ferries stopped, the guild said.\n\n{{7*191}} <b> \u202e é", title="Ferries", publisher="The Courier",
    url="https://example.test/a", published=date(2018, 1, 15),
)  # fmt: skip


def claim_ids(document):
    return [claim.id for claim in read_document(document)]


@pytest.fixture
def store(tmp_path):
    return sqlite_url(tmp_path / "cases.sqlite")


class TestKeptTexts:
    def test_a_kept_text_comes_back_whole(self, store):
        identity = keep_documents((OWN,), OWNER, url=store)
        assert is_kept_id(identity)
        assert first_kept(identity, store) == OWN

    def test_no_two_ids_are_alike(self, store):
        assert len({keep_documents((OWN,), OWNER, url=store) for _ in range(20)}) == 20

    @pytest.mark.parametrize(
        "name",
        ["", "k", "../secret", "k" + "a" * 25 + "/", "K" + "a" * 26, "k" + "1" * 26, "own", "k" + "a" * 26],
    )
    def test_no_other_name_reaches_a_text(self, name, store, tmp_path):
        with pytest.raises(UnknownNameError, match="no text is kept"):
            first_kept(name, store)
        assert list(tmp_path.iterdir()) == [], "a link to nothing makes no store"
        keep_documents((OWN,), OWNER, url=store)
        with pytest.raises(UnknownNameError, match="no text is kept"):
            first_kept(name, store)

    def test_a_removed_text_is_gone_at_once(self, store):
        identity = keep_documents((OWN,), OWNER, url=store)
        assert first_kept(identity, store) == OWN
        open_store(store).delete_case(identity)
        with pytest.raises(UnknownNameError, match="no text is kept"):
            first_kept(identity, store)

    def test_a_damaged_store_gets_a_sentence(self, store, tmp_path):
        (tmp_path / "cases.sqlite").write_bytes(b"no database " * 1_000)
        for ask in (
            lambda: keep_documents((OWN,), OWNER, url=store),
            lambda: first_kept("k" + "a" * 26, store),
        ):
            with pytest.raises(StoreError, match="no database; put the last backup"):
                ask()

    def test_a_text_too_long_is_refused_and_nothing_is_written(self, store, tmp_path, monkeypatch):
        monkeypatch.setenv("THALWEG_MAX_TEXT_CHARS", "10")
        with pytest.raises(InputError, match="10 are the most"):
            keep_documents((OWN,), OWNER, url=store)
        assert list(tmp_path.iterdir()) == []

    def test_no_more_are_kept_than_the_host_allows(self, store, monkeypatch):
        monkeypatch.setenv("THALWEG_MAX_KEPT_TEXTS", "1")
        keep_documents((OWN,), OWNER, url=store)
        with pytest.raises(InputError, match="which is the most"):
            keep_documents((OWN,), OWNER, url=store)

    def test_a_folder_that_can_t_be_written_gets_a_sentence(self, tmp_path):
        (tmp_path / "file").write_text("")
        with pytest.raises(StoreError, match=r"Not a directory|File exists"):
            keep_documents((OWN,), OWNER, url=sqlite_url(tmp_path / "file" / "cases.sqlite"))

    @pytest.mark.parametrize("name", ["plain", "with space", "q?u#e%20ry&", "né"])
    def test_the_folder_is_the_host_s_to_choose(self, name, tmp_path, monkeypatch):
        monkeypatch.setenv("THALWEG_DATA_DIR", str(tmp_path / name))
        assert first_kept(keep_documents((OWN,), OWNER)) == OWN
        assert (tmp_path / name / "cases.sqlite").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("document", [OWN, sample_document()], ids=["own", "sample"])
def test_claims_keep_their_ids_through_a_file_and_another_reading(document):
    (case,) = read_archive(case_file((document,), datetime(2018, 1, 15, tzinfo=UTC)))
    again = case.documents[0].document
    assert again == document
    assert claim_ids(again) == claim_ids(document)
    retitled = Document.of(document.text, title="Another title", publisher="X", published=document.published)
    assert claim_ids(retitled) == claim_ids(document)


def test_claims_keep_their_ids_when_others_are_added():
    text, published = sample_document().text, sample_document().published
    longer = Document.of(f"{text}\n\nThe ferry guild said that two boats had crossed.", published=published)
    before = claim_ids(sample_document())
    assert claim_ids(longer)[: len(before)] == before
    assert len(claim_ids(longer)) > len(before)


def test_claim_ids_are_the_same_in_another_process():
    script = "from geo.cases import sample_document as s; from geo.pipeline import read_document as r;"
    script += "print(*[c.id for c in r(s())])"
    found = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "7"},
    )
    assert found.stdout.split() == claim_ids(sample_document())


def test_a_start_looks_into_the_store_and_makes_none(tmp_path, monkeypatch, caplog):
    monkeypatch.setattr(start, "_read_first_case", lambda: None)
    monkeypatch.setenv("THALWEG_STORE", sqlite_url(tmp_path / "cases.sqlite"))
    start._prepare()
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "cases.sqlite").write_bytes(b"no database " * 1_000)
    before = (tmp_path / "cases.sqlite").read_bytes()
    with caplog.at_level("INFO", logger=start.__name__):
        start._prepare()
    assert "not warmed up: StoreError" in caplog.text, "the page that needs it will say so"
    assert (tmp_path / "cases.sqlite").read_bytes() == before
