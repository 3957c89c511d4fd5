"""`make bench`: every figure that the README or a note may quote.

Each bench_*.py beside this file has `run() -> list[Row]`; speed is given as a ratio to a floor or a peer of
the same run. Scores need the evaluation set; where it is not found, that is said.
"""

import argparse
import importlib
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from tests.bench import figures, toponyms

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
GEO = [sys.executable, "-m", "geo"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--shared", type=Path, default=ROOT.parent / "shared", help="folder of the evaluation set"
    )
    parser.add_argument("names", nargs="*", help="bench modules or scores to run; all where none is named")
    arguments = parser.parse_args()
    speeds = {path.stem.removeprefix("bench_"): path.stem for path in sorted(HERE.glob("bench_*.py"))}
    for name, module in speeds.items():
        if not arguments.names or name in arguments.names:
            show(name, importlib.import_module(f"tests.bench.{module}").run())
    if not arguments.names or "scores" in arguments.names:
        scores(arguments.shared)
    if not arguments.names or "toponyms" in arguments.names:
        toponyms.show_scores(arguments.shared)
    if not arguments.names or "kept" in arguments.names:
        figures.measure(arguments.shared)


def show(name: str, rows: Iterable[tuple[str, float, str, str]]) -> None:
    print(f"\n## {name}", flush=True)
    for label, value, unit, remark in rows:
        print(f"{label:<52} {value:>12,.2f} {unit:<8} {remark}", flush=True)


def scores(shared: Path) -> None:
    evaluation = shared / "eval"
    runs = {
        "claims, seed article": (
            shared / "seed/gold.json",
            [evaluation / "evaluate_claims.py", shared / "seed/gold.json", "--", *GEO, "claims"],
        ),
        **{title: (evaluation, command) for title, command in _claims_runs(evaluation)},
        "tiers of the attribution rules, PolNeAR dev": (
            shared / "corpora/polnear",
            [
                *["-m", "tests.bench.bench_text", evaluation / "evaluate_attribution.py"],
                *[shared / "corpora/polnear", "--split", "dev"],
            ],
        ),
        "attributions, PolNeAR dev, floor: whatever stands in quotation marks": (
            shared / "corpora/polnear",
            [evaluation / "evaluate_attribution.py", "--baseline", "quotes"],
        ),
        "attributions, PolNeAR dev": (
            shared / "corpora/polnear",
            [evaluation / "evaluate_attribution.py", "--system", " ".join([*GEO, "attributions"])],
        ),
    }
    for title, (needed, command) in runs.items():
        print(f"\n## {title}", flush=True)
        if not needed.exists():
            print(f"not measured: {needed.name} was not found under --shared")
            continue
        subprocess.run([sys.executable, *map(str, command)], cwd=ROOT, check=False)


_TUNED_ON = ("first set", "second set", "third set", "fourth set", "fifth set", "sixth set")


def _claims_runs(evaluation: Path) -> list[tuple[str, list[str | Path]]]:
    """Titles and commands of the claims scores on the texts beside the tests, and of their floor."""
    cases, scorer = HERE.parent / "cases", evaluation / "evaluate_claims.py"
    before = "texts annotated before the rules saw them"
    halves = [
        (f"{before}, {name}, {half}", _half(cases / folder, odd))
        for name, folder in (("seventh set", "blind7"),)
        for half, odd in (("odd numbers (tuned on since)", 1), ("even numbers (never tuned on)", 0))
    ]
    opened = [
        (f"{before}, {name} (tuned on since)", sorted((cases / folder).glob("*.json")))
        for name, folder in zip(
            _TUNED_ON, ("blind", "blind2", "blind3", "blind4", "blind5", "blind6"), strict=True
        )
    ]
    sets = [
        ("own texts (tuned on)", sorted(cases.glob("*.json"))),
        *opened,
        *halves,
    ]
    runs: list[tuple[str, list[str | Path]]] = [
        (f"claims, {title}", [scorer, *files, "--", *GEO, "claims"]) for title, files in sets
    ]
    floor = [sys.executable, "-m", "tests.bench.floor_claims"]
    every = [file for _, files in halves for file in files]
    runs.append(("claims, floor: a sentence that looks like speech", [scorer, *every, "--", *floor]))
    return runs


def _half(folder: Path, odd: int) -> list[Path]:
    """The texts of a folder whose number is odd, or even."""
    return [file for file in sorted(folder.glob("*.json")) if int(file.name[:2]) % 2 == odd]


if __name__ == "__main__":
    main()
