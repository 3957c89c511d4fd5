"""Paragraphs and sentences: text → spans."""

from itertools import pairwise

import pytest

from geo.text.segment import split_paragraphs, split_sentences

SENTENCES = [
    ("One. Two.", ["One.", "Two."]),
    ("Gen. Marlow met Sen. Okoro (R-Ohio) on Feb. 15 at 5 p.m. in Arda.",
     ["Gen. Marlow met Sen. Okoro (R-Ohio) on Feb. 15 at 5 p.m. in Arda."]),
    ("He lives in the U.S. The army does not.", ["He lives in the U.S.", "The army does not."]),
    ("The U.S. Army left.", ["The U.S. Army left."]),
    ("“We left. No one stayed.” He wept.", ["“We left.", "No one stayed.”", "He wept."]),
    ("J. R. Venn agreed… Then he left!", ["J. R. Venn agreed…", "Then he left!"]),
    ("It cost 3.5 million. No. 5 was cheaper.", ["It cost 3.5 million.", "No. 5 was cheaper."]),
    ("A headline without a stop\n\nby Ana Ruel\n\nThe text.",
     ["A headline without a stop", "by Ana Ruel", "The text."]),
    ("The\u00a0end.\u00a0A start.", ["The\u00a0end.", "A start."]),
    ("He said so. \n“Yes,” she said.", ["He said so.", "“Yes,” she said."]),
    ("“Is it?” asked Ruel. “It is.”", ["“Is it?” asked Ruel.", "“It is.”"]),
    ("They fired at the boats until 4 a.m. One sank.", ["They fired at the boats until 4 a.m.", "One sank."]),
    ("At 4 a.m. Arda's guns fired.", ["At 4 a.m. Arda's guns fired."]),
    ("It sank at 4 a.m. Saturday near Arda.", ["It sank at 4 a.m. Saturday near Arda."]),
    ("", []),
    (" \n\t\n ", []),
    ("...", ["..."]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in split_sentences(text)] == expected


WRAPPED = """ARDA, March 3 - The garrison of the northern fort laid down its
arms on Tuesday after a siege that had lasted for nine weeks and cost
both of the armies dearly.

The commander said that he would march his men across the river to
the camp before nightfall.
"""


def test_lines_broken_at_a_fixed_width_are_one_paragraph() -> None:
    paragraphs = split_paragraphs(WRAPPED)
    assert len(paragraphs) == 2
    assert paragraphs[0].of(WRAPPED).endswith("both of the armies dearly.")


@pytest.mark.parametrize("text", ["a\r\nB", "a\u2028B", "Title\nText."])
def test_a_line_is_a_paragraph(text: str) -> None:
    assert len(split_paragraphs(text)) == 2


@pytest.mark.parametrize(
    "text", ["“" * 200_000, "a " * 100_000, "." * 100_000, "\n" * 100_000, "x. " * 50_000]
)
def test_long_monotonous_text_is_split(text: str) -> None:
    spans = split_sentences(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
