"""Answers kept on disk, each a small JSON file with its service, date and licence.

The name of a file is the hash of the question: what was asked is not written down. An answer too old, or a
file that can't be read, counts as none.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path

MOST_FILES = 2_000


@dataclass(frozen=True, slots=True)
class Answer:
    """`content` is plain JSON; `asked` the day on which the service answered."""

    service: str
    asked: date
    licence: str
    content: object


class Answers:
    """The answers in one folder; `keep_days` is how old one may grow."""

    def __init__(self, folder: Path, *, keep_days: int = 30) -> None:
        self._folder = folder
        self._keep = timedelta(days=keep_days)

    def find(self, question: str, *, today: date) -> Answer | None:
        """The answer to a question; None where there is none or it is too old."""
        try:
            raw = json.loads(self._path(question).read_text(encoding="utf-8"))
            answer = Answer(
                str(raw["service"]), date.fromisoformat(raw["asked"]), str(raw["licence"]), raw["content"]
            )
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None
        return answer if self.is_fresh(answer, today=today) else None

    def is_fresh(self, answer: Answer, *, today: date) -> bool:
        """Whether an answer is not too old."""
        return abs(today - answer.asked) <= self._keep

    def keep(self, question: str, answer: Answer) -> None:
        """Write an answer whole or not at all. OSError where the folder can't be written."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._make_room()
        raw = asdict(answer) | {"asked": answer.asked.isoformat()}
        handle, name = tempfile.mkstemp(dir=self._folder, suffix=".part")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(raw, file, ensure_ascii=False)
            os.replace(name, self._path(question))
        except BaseException:
            with suppress(OSError):
                os.unlink(name)
            raise

    def _path(self, question: str) -> Path:
        return self._folder / f"{hashlib.sha256(question.encode('utf-8', 'surrogatepass')).hexdigest()}.json"

    def _make_room(self) -> None:
        """The oldest go where there are too many."""
        files = list(self._folder.glob("*.json"))
        if len(files) < MOST_FILES:
            return
        dated = []
        for path in files:
            with suppress(OSError):
                dated.append((path.stat().st_mtime, path))
        for _, path in sorted(dated)[: len(files) - MOST_FILES + 1]:
            path.unlink(missing_ok=True)
