"""What a correction is: an entry of a journal to which is only added, and how it names what it corrects."""

from __future__ import annotations

import re
import secrets
from base64 import b32encode
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from geo.codec import Json
from geo.model import Claim, Span

_RANDOM_BYTES = 16
_ID = re.compile(r"k[a-z2-7]{26}")
_SUBJECT = re.compile(r"([^@\s]{1,80})@(\d{1,9})-(\d{1,9})")
WHOLE_CASE = ""
"""In place of a document's id: learned for every document of the case."""


class Kind(StrEnum):
    """What is corrected. The subject of the first two is a spelling, of the last two an entry's id."""

    PLACE = "place"
    ACTOR = "actor"
    ADD = "add"
    MERGE = "merge"
    SPLIT = "split"
    REJECT = "reject"
    SPEAKER = "speaker"
    ACTORS = "actors"
    AT = "at"
    SIDE = "side"
    TYPE = "kind"
    NEGATED = "negated"
    STANCE = "stance"
    WHEN = "when"
    GRADE = "grade"
    NOTE = "note"
    REVIEW = "review"
    UNDO = "undo"
    REDO = "redo"


SPELLINGS = frozenset({Kind.PLACE, Kind.ACTOR})
FIELDS = (
    Kind.SPEAKER, Kind.ACTORS, Kind.AT, Kind.SIDE, Kind.TYPE, Kind.NEGATED, Kind.STANCE, Kind.WHEN,
    Kind.GRADE, Kind.NOTE, Kind.REVIEW,
)  # fmt: skip
JUDGED = frozenset({Kind.GRADE, Kind.NOTE, Kind.REVIEW})
"""What people think of a reading; it changes nothing that was read."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing a person said better than the machine: an entry of a journal to which is only added.

    The newest entry of a `kind` and `subject` of a document holds, unless an entry of the kind "undo" names
    it. What it `becomes` is JSON; None is as the machine reads it. Entries made at one moment by one person
    are one action.
    """

    id: str
    document_id: str
    """Empty: of every document of the case."""
    kind: str
    subject: str
    """Which one in the document: a spelling, or a claim as `subject_of` writes it."""
    was: Json
    becomes: Json
    made: datetime
    by: str = ""


def new_id() -> str:
    """An id that nobody can guess: 128 random bits, in letters and digits that a link holds as they are."""
    return "k" + b32encode(secrets.token_bytes(_RANDOM_BYTES)).decode("ascii").rstrip("=").lower()


def is_id(name: str) -> bool:
    """Whether a name is spelled as the ids of `new_id` are; it says nothing about there being one."""
    return _ID.fullmatch(name) is not None


def subject_of(claim: Claim) -> str:
    """A claim's id and where its words stand, so that it is found again when a newer reader names it anew."""
    return f"{claim.id}@{claim.span.start}-{claim.span.end}"


def read_subject(subject: str) -> tuple[str, Span | None]:
    """Id and span of a claim; the span is None where the subject tells none."""
    found = _SUBJECT.fullmatch(subject)
    return (found[1], Span(int(found[2]), int(found[3]))) if found else (subject, None)
