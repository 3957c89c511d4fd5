"""The few figures of a bench that the app's page on method shows, picked from the scorers' answers.

Out: geo/data/measured.json, with the day. What was there stays where the evaluation set is not found.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
FILE = ROOT / "geo" / "data" / "measured.json"
GEO = [sys.executable, "-m", "geo"]
CLAIMS, SPEECH, PLACES = "claims", "speech", "places"

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


def measure(shared: Path) -> None:
    """Run the scorers and keep their figures; where one gives none, all stay as they were."""
    evaluation = shared / "eval"
    texts = [file for file in sorted(HERE.parent.glob("cases/blind7/*.json")) if int(file.name[:2]) % 2 == 0]
    commands = {
        CLAIMS: ["evaluate_claims.py", *texts, "--json", "{}", "--", *GEO, "claims"],
        SPEECH: ["evaluate_attribution.py", "--json", "{}", "--system", " ".join([*GEO, "attributions"])],
        PLACES: ["evaluate_toponyms.py", "--corpora", "TR,GWN", "--json", "{}", "--", *GEO, "toponyms"],
    }
    print("\n## figures of the page on method", flush=True)
    answers = {run: _answer(evaluation, command) for run, command in commands.items()}
    if not all(answers.values()):
        print("not measured: the evaluation set was not found under --shared; the kept figures stay")
        return
    keep(answers)
    print(FILE.read_text(encoding="utf-8"))


def _answer(evaluation: Path, command: list[Any]) -> Any:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "answer.json"
        words = [str(out) if word == "{}" else str(word) for word in command[1:]]
        script = evaluation / command[0]
        if not script.is_file():
            return None
        subprocess.run(
            [sys.executable, str(script), *words], cwd=ROOT, stdout=subprocess.DEVNULL, check=False
        )
        return json.loads(out.read_text(encoding="utf-8")) if out.is_file() else None


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
