"""Extraction quality on short texts of other rivers and styles, with a floor that only rises.

A small scorer: claims match one to one by intersection over union of their words, at least 0.5.
"""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from geo.errors import UnknownNameError
from geo.model import Document
from geo.pipeline import place_claims, read_document
from geo.river import load_river

FOLDER = Path(__file__).parent / "cases"
CASES = sorted(FOLDER.glob("*.json"))
FIRST = [file for name in ("blind", "blind2") for file in sorted((FOLDER / name).glob("*.json"))]
TUNED = [file for file in FIRST if int(file.name[:2]) % 2]
"""Texts annotated before the rules saw them, and tuned on since."""
OPENED = [file for file in FIRST if int(file.name[:2]) % 2 == 0]
"""Their other half: only scored at first, looked into much later. As they were before, with 207 claims:
claim F1 90, source 95, bank 87, end-to-end 51."""
NEWEST = sorted((FOLDER / "blind3").glob("*.json"))
"""A third set, in the styles the first two lack; annotated before the rules saw it and tuned on since."""
LATEST = sorted((FOLDER / "blind4").glob("[0-9][13579]-*.json"))
"""Half of a fourth set; the other half is only scored."""
FIFTH = sorted((FOLDER / "blind5").glob("[0-9][13579]-*.json"))
"""Half of a fifth set, written down before the rules saw it. As it came, all eight texts: claim F1 93.7,
source 95.6, bank 95.6 (strictly 68.9), end-to-end 53.8, conflict F1 21.4."""
SIXTH = sorted((FOLDER / "blind6").glob("[0-9][13579]-*.json"))
"""Half of a sixth set. As it came, all six texts: claim F1 86.6, source 94.1, bank 94.1 (strictly 75.0),
end-to-end 58.0, conflict F1 44.4."""
SEVENTH = sorted((FOLDER / "blind7").glob("[0-9][13579]-*.json"))
"""Half of a seventh set, four of six on rivers without a line here. As it came: claim F1 85.5, source 87.8,
bank 85.1 (strictly 58.1), end-to-end 44.1; its even texts stay only scored."""
WORD = re.compile(r"\w+")
FLOORS = {
    "own": {"claim": 0.94, "source": 0.95, "negated": 0.99, "stance": 0.99, "bank": 0.94},
    "blind": {"claim": 0.94, "source": 0.95, "negated": 0.99, "stance": 0.99, "bank": 0.95},
    "opened": {"claim": 0.89, "source": 0.84, "negated": 0.97, "stance": 0.93, "bank": 0.86},
    "newest": {"claim": 0.88, "source": 0.94, "negated": 0.98, "stance": 0.97, "bank": 0.82},
    "fifth": {"claim": 0.96, "source": 0.96, "negated": 0.99, "stance": 0.99, "bank": 0.90},
    "sixth": {"claim": 0.88, "source": 0.97, "negated": 0.99, "stance": 0.97, "bank": 0.97},
    "seventh": {"claim": 0.90, "source": 0.95, "negated": 0.97, "stance": 0.95, "bank": 0.85},
    "latest": {"claim": 0.92, "source": 0.94, "negated": 0.99, "stance": 0.97, "bank": 0.84},
}
SETS = {
    "own": CASES,
    "blind": TUNED,
    "opened": OPENED,
    "newest": NEWEST,
    "latest": LATEST,
    "fifth": FIFTH,
    "sixth": SIXTH,
    "seventh": SEVENTH,
}


def tokens(text, start, end):
    return frozenset(m.start() for m in WORD.finditer(text, start, end))


def matched(case, placed):
    """Pairs of gold and placed claim, best overlap first."""
    text, pairs = case["text"], []
    for gold in case["claims"]:
        spans = [(gold["start"], gold["end"]), *map(tuple, gold.get("alt_spans", []))]
        for one in placed:
            mine = tokens(text, one.claim.span.start, one.claim.span.end)
            share = max(len(mine & tokens(text, *s)) / len(mine | tokens(text, *s)) for s in spans)
            pairs.append((share, gold["id"], gold, one))
    used, out = set(), []
    for share, name, gold, one in sorted(pairs, key=lambda p: (-p[0], p[1])):
        if share >= 0.5 and not {name, one.claim.id} & used:
            used |= {name, one.claim.id}
            out.append((gold, one))
    return out


def fits(gold, field, value):
    wanted = gold["side"]["bank"] if field == "bank" else gold[field]
    return value == wanted or value in gold.get("accept", {}).get(field, [])


def source_fits(gold, claim):
    wanted, mine = gold["attribution"]["source"], claim.attribution.source
    if wanted is None or mine is None:
        return wanted is None and mine is None
    near = mine.span.start < wanted["end"] and wanted["start"] < mine.span.end
    return near or (mine.name or mine.text).split()[-1] == wanted.get("name", wanted["text"]).split()[-1]


def river_of(case):
    """The boundary, None where the text names none or one without a line here."""
    try:
        return load_river(case["river"]) if case["river"] else None
    except UnknownNameError:
        return None


def score(case):
    """Counts of one case: right and of how many, by field; and claims found, given, wanted."""
    day = date.fromisoformat(case["published"]) if case["published"] else None
    claims = read_document(Document.of(case["text"], published=day))
    placed = place_claims(claims, river_of(case))
    pairs = matched(case, placed)
    optional = [gold for gold, _ in pairs if gold.get("optional")]
    hits = [(gold, one) for gold, one in pairs if not gold.get("optional")]
    return {
        "claim": (len(hits), len(placed) - len(optional), sum(not g.get("optional") for g in case["claims"])),
        "source": [source_fits(gold, one.claim) for gold, one in hits],
        "negated": [fits(gold, "negated", one.claim.negated) for gold, one in hits],
        "stance": [fits(gold, "stance", one.claim.stance.value) for gold, one in hits],
        "bank": [fits(gold, "bank", one.call.bank.value) for gold, one in hits],
    }


@pytest.fixture(scope="module", params=list(SETS))
def scored(request):
    """The floors of one set of texts, and the scores of each."""
    cases = (json.loads(path.read_text(encoding="utf-8")) for path in SETS[request.param])
    return FLOORS[request.param], [score(case) for case in cases]


def test_there_are_cases():
    assert len(CASES) >= 20
    assert len(TUNED) >= 16
    assert len(NEWEST) >= 12
    assert len(LATEST) >= 4
    assert len(FIFTH) >= 4
    assert len(SIXTH) >= 3
    assert len(SEVENTH) >= 3


def test_claims_are_found(scored):
    floors, scores = scored
    hits, given, wanted = (sum(one["claim"][n] for one in scores) for n in range(3))
    assert 2 * hits / (given + wanted) >= floors["claim"]


@pytest.mark.parametrize("field", ["source", "negated", "stance", "bank"])
def test_fields_of_matched_claims_are_right(scored, field):
    floors, scores = scored
    answers = [right for one in scores for right in one[field]]
    assert sum(answers) / len(answers) >= floors[field]


@pytest.mark.parametrize("path", [*CASES, *FOLDER.glob("blind*/*.json")], ids=lambda path: path.stem)
def test_gold_stands_at_its_offsets(path):
    case = json.loads(path.read_text(encoding="utf-8"))
    for claim in case["claims"]:
        source = claim["attribution"]["source"]
        assert 0 <= claim["start"] < claim["end"] <= len(case["text"])
        assert source is None or case["text"][source["start"] : source["end"]] == source["text"]
    assert all(case["text"][n["start"] : n["end"]] == n["text"] for n in case["non_claims"])
