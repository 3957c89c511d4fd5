"""Places of own texts in many styles: digests, headlines, archives, sport and business, persons, streets."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from geo.model import MentionKind, Resolution
from geo.resolve import read_toponyms

FOLDER = Path(__file__).parent / "cases" / "places"
MARK = re.compile(r"\[([^\]|]+)\|((?:[A-Z]{2}(?:\.[A-Z0-9]+)?)?)\]")
TEXTS = sorted(path.stem for path in FOLDER.glob("*.txt"))
PRECISION, RECALL = 0.86, 0.89
Spans = dict[tuple[int, int], str]


def unmarked(name: str) -> tuple[str, Spans]:
    """The text and, by span, the country or province each place lies in (empty where none is asked for)."""
    raw = (FOLDER / f"{name}.txt").read_text("utf-8")
    text, gold, at = "", {}, 0
    for match in MARK.finditer(raw):
        text += raw[at : match.start()]
        gold[len(text), len(text) + len(match[1])] = match[2]
        text += match[1]
        at = match.end()
    return text + raw[at:], gold


def read(text: str) -> dict[tuple[int, int], Resolution]:
    found = (r for r in read_toponyms(text) if r.mention.kind is not MentionKind.DEMONYM)
    return {(r.mention.span.start, r.mention.span.end): r for r in found}


def test_most_places_are_found_and_little_else() -> None:
    right = predicted = wanted = 0
    for name in TEXTS:
        text, gold = unmarked(name)
        found = read(text)
        right += len(found.keys() & gold.keys())
        predicted += len(found)
        wanted += len(gold)
    assert len(TEXTS) >= 12
    assert right / predicted >= PRECISION
    assert right / wanted >= RECALL


UNKNOWN_VILLAGES = pytest.mark.xfail(
    strict=True, reason="a hamlet that no gazetteer has (Nancy, Ky.), a town by half its name (Santiago)"
)
HARD = ("encyclopedia", "local_kentucky")


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=UNKNOWN_VILLAGES) if name in HARD else name for name in TEXTS]
)
def test_no_place_is_put_into_another_country(name: str) -> None:
    text, gold = unmarked(name)
    found = read(text)
    for span in found.keys() & gold.keys():
        place = found[span].place
        held = {f"{place.country}.{place.admin1}", place.country} if place else set()
        assert not gold[span] or gold[span] in held, text[slice(*span)]
