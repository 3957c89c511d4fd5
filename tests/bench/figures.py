"""The few figures of a bench that the app's page on method shows, picked from the scorers' answers.

In: what each scorer wrote with --json. Out: geo/data/measured.json, with the day and what was not measured.
"""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

FILE = Path(__file__).resolve().parents[2] / "geo" / "data" / "measured.json"
CLAIMS, SPEECH, PLACES, GOLD_PLACES = "claims", "speech", "places", "gold places"

PICKS = (
    ("Claims", CLAIMS, "total claim f1", 1, "Claims found (F1)"),
    ("Claims", CLAIMS, "total source pct", 1, "Speaker right, of claims found"),
    ("Claims", CLAIMS, "total bank pct", 1, "Side right, of claims found"),
    ("Claims", CLAIMS, "total type pct", 1, "Kind right, of claims found"),
    ("Claims", CLAIMS, "total negation f1", 1, "Denials of events told (F1)"),
    ("Claims", CLAIMS, "total e2e pct", 1, "Everything right at once, of all claims"),
    ("Speech", SPEECH, "dev content f1", 100, "Words attributed (F1)"),
    ("Speech", SPEECH, "dev end_to_end f1", 100, "Words and speaker right (F1)"),
    ("Speech", SPEECH, "dev content_direct f1", 100, "Words with quotation marks (F1)"),
    ("Places", PLACES, "corpora TR recognition_exact f1", 100, "Names found, TR-News (F1)"),
    ("Places", PLACES, "corpora TR end_to_end_overlap f1", 100, "Found and within 161 km, TR-News (F1)"),
    ("Places", PLACES, "corpora GWN recognition_exact f1", 100, "Names found, GeoWebNews (F1)"),
    ("Places", PLACES, "corpora GWN end_to_end_overlap f1", 100, "Found and within 161 km, GeoWebNews (F1)"),
)
ON = {
    CLAIMS: "own texts of many wars and rivers, written down before the rules were run and never tuned on",
    SPEECH: "PolNeAR, the development part",
    PLACES: "TR-News and GeoWebNews, on which the weights were fitted",
}


def keep(answers: Mapping[str, Any], file: Path = FILE) -> None:
    """Write what was measured; a figure that is not among the answers is left out, and so is its row."""
    rows = [
        {"part": part, "what": what, "value": round(scale * value, 1), "unit": "%", "on": ON[run]}
        for part, run, path, scale, what in PICKS
        if (value := _at(answers.get(run), path)) is not None
    ]
    content = {"measured": date.today().isoformat(), "figures": rows}
    file.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _at(answer: Any, path: str) -> float | None:
    for key in path.split():
        if not isinstance(answer, Mapping) or key not in answer:
            return None
        answer = answer[key]
    return float(answer)
