"""The floor of the claims scores: a sentence with a quotation mark or a verb of saying, by the nearest name.

`python -m tests.bench.floor_claims` reads and writes the same JSON lines as `python -m geo claims`. It knows
nothing of grammar, places, banks or dates: what the product gains over it is what its rules are worth.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from typing import Any

SENTENCE = re.compile(r"[^.!?\n]+[.!?]*[\"”’']?")
SAYS = re.compile(
    r"[\"“”«]|\b(?:said|says?|told|added|claim(?:s|ed)|den(?:y|ies|ied)|announced|warned|according to)\b"
)
NAME = re.compile(r"\b[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+)*")
NOWHERE = {"bank": "none", "words": None, "basis": "none", "distance_km": None}
NEVER = {"text": None, "start": None, "end": None, "precision": "none"}


def read(text: str) -> Iterator[dict[str, Any]]:
    """One claim for each sentence that looks like speech."""
    for number, sentence in enumerate(SENTENCE.finditer(text)):
        start, end = sentence.span()
        start += len(sentence[0]) - len(sentence[0].lstrip())
        if end - start < 2 or not SAYS.search(sentence[0]):
            continue
        name = next(iter(sorted(NAME.finditer(text, start, end), key=lambda m: -m.end())), None)
        source = name and {
            "text": name[0], "start": name.start(), "end": name.end(),
            "name": name[0], "role": None, "organisation": name[0],
        }  # fmt: skip
        kind = "indirect" if source else "narrated"
        attribution = {"kind": kind, "start": start, "end": end, "cue": None, "source": source}
        actors = (
            [{"id": name[0], "name": name[0], "role": "speaks", "start": None, "end": None}] if name else []
        )
        yield {
            "id": f"f{number}", "start": start, "end": end, "attribution": attribution, "type": "other",
            "negated": " not " in sentence[0], "stance": "asserted", "actors": actors, "places": [],
            "side": NOWHERE, "when": NEVER, "conflicts": [], "confidence": "low",
        }  # fmt: skip


def main() -> None:
    for line in sys.stdin:
        document = json.loads(line)
        print(json.dumps({"id": document["id"], "claims": list(read(document["text"]))}))


if __name__ == "__main__":
    main()
