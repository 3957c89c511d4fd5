"""The journal of corrections: what holds of it, what can be undone and done again.

Nothing is ever taken out. An undo is an entry that names another one, a redo names it again; so a case that
is opened next year can be undone from where it was left.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from geo.codec import Json
from geo.corrections.values import SPELLINGS, Correction, Kind, new_id, read_subject
from geo.gazetteer.names import fold

Journal = Sequence[Correction]
Action = tuple[Correction, ...]
"""Entries made at one moment by one person: undone and done again together."""
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """A correction about to be made: what of a document becomes what. Several make one action."""

    document_id: str
    kind: Kind
    subject: str
    was: Json
    becomes: Json


@dataclass(frozen=True, slots=True)
class History:
    """Actions that hold and those undone, each list with the next one to undo or redo last."""

    done: tuple[Action, ...]
    undone: tuple[Action, ...]


def entries(changes: Iterable[Change], *, made: datetime, by: str = "") -> Action:
    """The entries of one action. Changes that change nothing are left out."""
    return tuple(
        Correction(new_id(), c.document_id, c.kind, c.subject, c.was, c.becomes, made, by)
        for c in changes
        if c.was != c.becomes
    )


def live(journal: Journal) -> tuple[Correction, ...]:
    """Entries that hold, in their order: not undone, and neither an undo nor a redo."""
    undone: set[str] = set()
    for entry in journal:
        if entry.kind == Kind.UNDO:
            undone.add(entry.subject)
        elif entry.kind == Kind.REDO:
            undone.discard(entry.subject)
    return tuple(e for e in journal if e.kind not in (Kind.UNDO, Kind.REDO) and e.id not in undone)


def key_of(entry: Correction) -> Key:
    """What an entry is about: later entries about the same take its place."""
    if entry.kind in SPELLINGS:
        return entry.document_id, entry.kind, fold(entry.subject)
    whole = entry.kind in (Kind.MERGE, Kind.SPLIT)  # of one claim there may be several, one after the other
    return entry.document_id, entry.kind, entry.subject if whole else read_subject(entry.subject)[0]


def holding(journal: Journal) -> tuple[Correction, ...]:
    """The last live entry about each thing, in the order in which they were made.

    Those that say "as the machine reads it" are left out.
    """
    last: dict[Key, Correction] = {}
    for entry in live(journal):
        key = key_of(entry)
        last.pop(key, None)
        last[key] = entry
    return tuple(entry for entry in last.values() if entry.becomes is not None)


def history(journal: Journal, *, by: str | None = None) -> History:
    """What can be undone and redone; `by` one person only, of a case that several correct."""
    done: list[Action] = []
    undone: list[Action] = []
    mine = [entry for entry in journal if by is None or entry.by == by]
    for _, group in groupby(mine, key=lambda e: (e.made, e.by, e.kind in (Kind.UNDO, Kind.REDO) and e.kind)):
        action = tuple(group)
        if action[0].kind == Kind.UNDO:
            _move(action, done, undone)
        elif action[0].kind == Kind.REDO:
            _move(action, undone, done)
        else:
            done.append(action)
            undone.clear()
    return History(tuple(done), tuple(undone))


def _move(names: Action, here: list[Action], there: list[Action]) -> None:
    wanted = {entry.subject for entry in names}
    moved = [action for action in here if any(entry.id in wanted for entry in action)]
    here[:] = [action for action in here if action not in moved]
    there.extend(moved)


def undo(action: Action, *, made: datetime, by: str = "") -> Action:
    """Entries that take an action back."""
    return tuple(_naming(Kind.UNDO, entry, made, by) for entry in action)


def redo(action: Action, *, made: datetime, by: str = "") -> Action:
    """Entries that make an undone action hold again."""
    return tuple(_naming(Kind.REDO, entry, made, by) for entry in action)


def _naming(kind: Kind, entry: Correction, made: datetime, by: str) -> Correction:
    back, forth = (entry.becomes, entry.was) if kind is Kind.UNDO else (entry.was, entry.becomes)
    return Correction(new_id(), entry.document_id, kind, entry.id, back, forth, made, by)
