"""How fast texts are read, beside a plain regular expression; and how precise each attribution rule is.

`python -m tests.bench.bench_text EVALUATE_ATTRIBUTION.PY CORPUS` prints the rows of speech_rules.toml as
measured on the corpus's training part, and the precision of each tier on `--split` (train or dev).
"""

from __future__ import annotations

import argparse
import collections
import importlib.util
import random
import re
import resource
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from geo.claims import all_attributions
from geo.model import Attribution, Document
from geo.pipeline import read_document, read_parts
from geo.text.attribution import attribution_record, find_attributions, is_nested, rule_tiers, tier_of
from geo.text.dates import find_dates
from geo.text.segment import split_sentences
from tests.test_dates import PUBLISHED, RESOLVED, UNSEEN, UNSEEN_DAY, day, near

Row = tuple[str, float, str, str]

PATTERNS = [
    "“The {0} crossing is closed until the flood has passed,” Captain {1} of the guard said on {2}. “Stay.”",
    "The {0} ministry said in a statement on {2} that two boats had sunk near the mill, and {1} knew of it.",
    "According to {1}, a trader in {0}, the market has been empty since {2} and the bakers have left.",
    "Villagers left {0} on {2} after the dam broke, taking their cattle along the old road to the north.",
    "{1} denied the report, saying the guards in {0} had not fired, and called for a meeting on {2}.",
]
NAMES = ["Ruel", "Okonjo", "Venn", "Marlow", "Sabir", "Tolmay", "Ilk", "Dorrance"]
TOWNS = ["Arda", "Lower Fenn", "Halva", "Kesh", "Port Ruan", "Old Mirra"]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
WORD = re.compile(r"\w+")
HARD = {
    "1 MB of open quotation marks": "“" * 1_000_000,
    "a sentence of 100,000 characters": "the army said the town " * 4_347,
    "500,000 characters of “he said”": "he said " * 62_500,
    "500,000 characters of “he said —”": "he said — " * 50_000,
    "10,000 nested brackets": "(" * 10_000 + "mud" + ")" * 10_000,
}


def make_documents(count: int = 200, sentences: int = 35) -> list[str]:
    """Invented news texts of about 800 words, equal in every run."""
    draw = random.Random(7)

    def sentence() -> str:
        return draw.choice(PATTERNS).format(draw.choice(TOWNS), draw.choice(NAMES), draw.choice(DAYS))

    return ["\n\n".join(sentence() for _ in range(sentences)) for _ in range(count)]


def run() -> list[Row]:
    """Documents a second of each step; the floor finds the words and nothing else."""
    documents = make_documents()
    floor = _rate(WORD.findall, documents)
    rows: list[Row] = [("words by a regular expression (floor)", floor, "docs/s", "")]
    for label, step in (("sentences", split_sentences), ("attributions", find_attributions)):
        rate = _rate(step, documents)
        rows.append((label, rate, "docs/s", f"{floor / rate:.0f} times the floor"))
    rows += [row for label, text in HARD.items() for row in _hard_rows(label, text)]
    rows.append(("memory after the hostile texts", _peak_mb(), "MB", "target 300"))
    rows += [_dates_row("60 expressions of time", RESOLVED), _dates_row("40 more, never tuned on", UNSEEN)]
    return rows


def _hard_rows(label: str, text: str) -> Iterator[Row]:
    """CPU seconds of a hostile text: its attributions, and all that the claims command does."""
    for step, work in (("attributions", find_attributions), ("all", read_document)):
        start = time.process_time()
        work(text if step == "attributions" else Document.of(text))  # type: ignore[operator]
        yield f"{label}: {step}", time.process_time() - start, "s CPU", "target 2"


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _dates_row(label: str, table: list[Any]) -> Row:
    """Share of expressions whose interval is within two days of the one written down for them."""
    rows = [row.values if hasattr(row, "values") else row for row in table]
    lists = {id(RESOLVED): (PUBLISHED, "It happened {}."), id(UNSEEN): (UNSEEN_DAY, "{}")}
    day_of_text, frame = lists[id(table)]
    right = 0
    for words, start, end, *_ in rows:
        found = find_dates(frame.format(words), published=day_of_text)
        one = next((when for when in found if when.start or when.end), None)
        right += near(one and one.start, day(start)) and near(one and one.end, day(end))
    return label, 100 * right / len(rows), "%", f"{right} of {len(rows)}; target 90"


def _rate(step: Callable[[str], Any], documents: list[str]) -> float:
    step(documents[0])
    start = time.perf_counter()
    for document in documents:
        step(document)
    return len(documents) / (time.perf_counter() - start)


def measure_rules(evaluation: ModuleType, corpus: str, split: str) -> Iterator[tuple[str, str, bool, bool]]:
    """(rule, tier, content right, content and speaker right) of every attribution outside quotations."""
    texts, annotations = evaluation.read_corpus(corpus, split)
    for key in sorted(annotations):
        text, document = texts[key], evaluation.Text(texts[key])
        gold = evaluation.gold_items(document, annotations[key][sorted(annotations[key])[0]])
        yield from _judge(evaluation, document, gold, text)


def _judge(
    evaluation: ModuleType, document: Any, gold: list[Any], text: str
) -> Iterator[tuple[str, str, bool, bool]]:
    found: list[tuple[Attribution, Any]] = []
    for attribution in all_attributions(read_parts(Document.of(text))):
        items = evaluation.pred_items(document, [attribution_record(attribution, text)])
        if items and not is_nested(attribution):
            found.append((attribution, items[0]))
    pairs = [
        (overlap, g, p)
        for g, wanted in enumerate(gold)
        for p, (_, got) in enumerate(found)
        if (overlap := len(wanted["tok"] & got["tok"]) / len(wanted["tok"] | got["tok"])) >= 0.5
    ]
    matched = {p: gold[g] for g, p in evaluation.greedy(pairs)}
    for index, (attribution, got) in enumerate(found):
        rule = attribution.rule.removeprefix("participle, ")
        right = index in matched
        yield (
            rule,
            tier_of(attribution, text).name,
            right,
            right and _same_speaker(evaluation, matched[index], got),
        )


def _same_speaker(evaluation: ModuleType, wanted: Any, got: Any) -> bool:
    if not wanted["src"]:
        return not got["has_src"]
    return bool(evaluation.overlap(wanted["src"], got["src"])) or wanted["src_last"] == got["src_last"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("evaluation", type=Path, help="evaluate_attribution.py")
    parser.add_argument("corpus", help="folder of PolNeAR")
    parser.add_argument("--split", default="train")
    arguments = parser.parse_args()
    spec = importlib.util.spec_from_file_location("evaluation", arguments.evaluation)
    assert spec is not None
    assert spec.loader is not None
    evaluation = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(evaluation)
    rules: dict[str, list[tuple[bool, bool]]] = collections.defaultdict(list)
    tiers: dict[str, list[bool]] = collections.defaultdict(list)
    for rule, tier, right, speaker in measure_rules(evaluation, arguments.corpus, arguments.split):
        rules[rule].append((right, speaker))
        tiers[tier].append(right)
    for rule, judged in sorted(rules.items(), key=lambda pair: -len(pair[1])):
        cases = len(judged)
        share, both = sum(r for r, _ in judged) / cases, sum(s for _, s in judged) / cases
        tier = rule_tiers()[rule].name if rule in rule_tiers() else "low"
        print(
            f'"{rule}" = {{ tier = "{tier}", precision = {share:.2f},'
            f" speaker = {both:.2f}, cases = {cases} }}"
        )
    for tier, answers in tiers.items():
        print(f"# {tier}: {sum(answers) / len(answers):.3f} of {len(answers)}")


if __name__ == "__main__":
    main()
