"""Texts that a body issued itself: their own words are its claims, not a reporter's."""

from __future__ import annotations

import pytest

from geo.claims.issuers import issued_by
from geo.model import AttributionKind, Document
from geo.pipeline import read_document

HEADINGS = [
    ("Statement of the Halvian Foreign Ministry (translation)", "Halvian Foreign Ministry"),
    ("Arda River Command press release", "Arda River Command"),
    ("Communique No. 14 of the Border Commandos", "Border Commandos"),
    ("Operational update by the General Staff of Halvia as of 06.00", "General Staff of Halvia"),
    ("Joint statement by the Arda Council, 14 March 2023", "Arda Council"),
    ("Statement by Ana Ruel, spokeswoman of the Border Guard", "Ana Ruel, spokeswoman of the Border Guard"),
    ("Statement draws anger from the army", None),
    ("Statement of Intent signed by Halvia", None),
    ("Press release", None),
    ("The army denied a statement by the council", None),
]


@pytest.mark.parametrize(("heading", "issuer"), HEADINGS)
def test_a_heading_names_the_issuer(heading: str, issuer: str | None) -> None:
    issued = issued_by(f"{heading}\n\nTwo boats sank at Vidin.")
    source = issued.source if issued else None
    assert (source.text if source else None) == issuer


def test_what_an_issued_text_tells_is_its_issuer_s_claim() -> None:
    text = (
        "Operational update by the General Staff of the Armed Forces of Ukraine\n\n"
        "Our units repelled four attacks near Krynky on Monday. We hold the far bank.\n\n"
        "Two people were wounded in Kherson, the mayor said.\n"
    )
    first, second, third = read_document(Document.of(text))
    for claim in (first, second):
        assert claim.attribution.source is not None
        assert claim.attribution.source.text == "General Staff of the Armed Forces of Ukraine"
        assert claim.attribution.kind is AttributionKind.INDIRECT
        assert {f"{role.actor.id}:{role.role}" for role in claim.actors} >= {"ukraine:speaks", "ukraine:acts"}
    assert third.attribution.source is not None
    assert third.attribution.source.text == "the mayor"


def test_a_report_s_own_words_stay_its_own() -> None:
    (claim,) = read_document(Document.of("Statement of the day\n\nUkraine shelled Oleshky on Monday."))
    assert claim.attribution.source is None
