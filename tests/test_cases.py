from datetime import date

import pytest

from geo.cases import load_sample, load_samples, sample_document
from geo.errors import UnknownNameError
from geo.filters import speaker_key
from geo.model import Bank, Stance
from geo.pipeline import place_claims, read_document, suggest_river
from geo.river import load_river


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
        assert not set('"“”„«»‹›') & set(sample.document.text), "no words are put into anybody's mouth"

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


@pytest.mark.parametrize("sample", load_samples(), ids=lambda s: s.name)
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
