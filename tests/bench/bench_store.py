"""A store with a million claims: a case of it is opened, and every kind of filter is put to all of them.

The claims are made up of invented words as often as words are in a language, of few parties and many
speakers; they are written into a SQLite file as readings of documents, and come out of it again.
"""

from __future__ import annotations

import gc
import itertools
import json
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

from geo import filters
from geo.cases.readings import read_case, reader_version, reading_key
from geo.cases.store import CaseStore, open_store, stored
from geo.codec import encode
from geo.filters import Columns
from geo.model import (
    Actor,
    Bank,
    Claim,
    ClaimType,
    Confidence,
    Document,
    Filter,
    PlacedClaim,
    Precision,
    Role,
    Span,
    Stance,
    TimeSpan,
)
from geo.pipeline import NO_INPUTS, place_claims
from tests.factories import claim, placed, speaker

CASES, REPORTS, CLAIMS = 100, 1_000, 10
"""A case has so many reports of so many claims each."""
BANKS = (Bank.LEFT, Bank.RIGHT, Bank.BOTH, Bank.NONE, Bank.ON_RIVER)
ROUNDS = 5
_WORDS = 200_000
Row = tuple[str, float, str, str]

FILTERS = {
    "none": Filter(),
    "the screen's own": filters.START,
    "a side": Filter(banks=frozenset({Bank.LEFT})),
    "an actor": Filter(actor="party-3"),
    "an actor in a role": Filter(actor="party-3", role=Role.ACTED_ON),
    "a speaker": Filter(speaker="speaker-17"),
    "kinds": Filter(types=frozenset({ClaimType.STRIKE, ClaimType.CONTROL})),
    "a stance": Filter(stances=frozenset({Stance.DENIED})),
    "dates": Filter(since=date(2017, 6, 1), until=date(2018, 2, 1)),
    "a rare word": Filter(words="qu17"),
    "a letter that stands in most claims": Filter(words="e"),
    "three words": Filter(words="w1 w2 w30"),
    "all at once": Filter(
        banks=frozenset({Bank.LEFT, Bank.BOTH}),
        actor="party-3",
        speaker="speaker-17",
        stances=frozenset({Stance.ASSERTED, Stance.DENIED}),
        since=date(2017, 6, 1),
        words="e w1",
        confidences=frozenset({Confidence.HIGH}),
    ),
}


def run() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cases.sqlite"
        store = open_store(f"sqlite:///{path}")
        gc.disable()  # nothing of what is made goes round in circles
        began = time.perf_counter()
        columns = filters.columns_of(filled(store))
        made, size = time.perf_counter() - began, path.stat().st_size / 1e6
        gc.enable()
        rows = [
            (
                "claims in the store",
                columns.size,
                "",
                f"of {CASES} cases of {REPORTS:,} reports; made in {made:.0f} s",
            ),
            ("the file", size, "MB", ""),
            ("the columns", column_bytes(columns) / 1e6, "MB", f"{len(columns.words.spelled):,} words"),
            *opened(store),
        ]
        store.close()
    return rows + filtered(columns)


def filled(store: CaseStore) -> Iterator[PlacedClaim]:
    """Every claim while it is written into the store, one case after the other, each on some bank."""
    banks = itertools.cycle(BANKS)
    for number in range(CASES):
        for one in fill(store, number):
            yield placed(one, next(banks))


def fill(store: CaseStore, number: int) -> list[Claim]:
    """A case with its readings; their claims."""
    chance = Random(number)
    documents = [Document.of(f"Report {number}-{n}. The ferry ran.", title="A") for n in range(REPORTS)]
    identity = store.create_case(f"Case {number}", documents=[stored(one) for one in documents])
    readings, every = {}, []
    for one in documents:
        made = [made_up(chance, one.id, place) for place in range(CLAIMS)]
        readings[one.id] = (
            reading_key(stored(one), NO_INPUTS),
            json.dumps([encode(claim) for claim in made]),
        )
        every += made
    store.keep_readings(identity, readings, reader_version())
    return every


def made_up(chance: Random, document_id: str, number: int) -> Claim:
    """Some twenty words, of which few are frequent and very many are rare."""
    spoken, often = _spoken()
    words = " ".join(chance.choices(spoken, cum_weights=often, k=20))
    start = date(2016, 1, 1) + timedelta(days=chance.randrange(900))
    who = f"Speaker {int(chance.paretovariate(0.7)) % 5_000}"
    made = claim(
        words,
        id=f"{document_id[:12]}{number}",
        span=Span(0, 10),
        source=speaker(who, name=who),
        actors=((_party(chance), Role.SPEAKS), (_party(chance), Role.ACTS), (_party(chance), Role.ACTED_ON)),
        type=chance.choice(tuple(ClaimType)),
        stance=chance.choice(tuple(Stance)),
        confidence=chance.choice(tuple(Confidence)),
    )
    when = TimeSpan(start, start, "then", Precision.DAY) if chance.random() < 0.6 else made.when
    return replace(made, document_id=document_id, when=when)


@cache
def _spoken() -> tuple[list[str], list[float]]:
    """Words, few of them frequent and very many rare, with how often each or one before it is said."""
    words = [f"w{n}" if n < 5_000 else f"ne{n}" if n % 7 else f"qu{n}" for n in range(1, _WORDS)]
    return words, [1 - (n + 1) ** -0.6 for n in range(1, _WORDS)]


def _party(chance: Random) -> Actor:
    number = int(chance.paretovariate(0.8)) % 60
    return Actor(f"party-{number}", f"Party {number}", "armed group", (), "#0072b2")


def opened(store: CaseStore) -> list[Row]:
    """One case of the store, as its page opens it: claims from the store, on their banks, into columns."""
    head = store.list_cases()[CASES // 2]
    began = time.perf_counter()
    case = store.load_case(head.id)
    claims = [one for of in read_case(store, case).values() for one in of]
    read = time.perf_counter() - began
    assert len(claims) == REPORTS * CLAIMS, "what was kept is what is read"
    began = time.perf_counter()
    columns = filters.columns_of(place_claims(claims, None))
    made = time.perf_counter() - began
    slowest = max(seconds(wanted, columns) for wanted in FILTERS.values())
    return [
        ("a case of it, its claims read from the store", read, "s", f"{len(claims):,} claims"),
        ("placed and made into columns", made, "s", "once"),
        ("the slowest filter with its counts there", 1000 * slowest, "ms", "least of 5 each"),
    ]


def filtered(columns: Columns) -> list[Row]:
    """What a page asks at each filter: which claims, how many each choice would give, how many are folded."""
    gc.collect()
    gc.freeze()
    times = {name: seconds(wanted, columns) for name, wanted in FILTERS.items()}
    slowest = max(times, key=times.__getitem__)
    return [
        *((f"filter with counts: {name}", 1000 * spent, "ms", "") for name, spent in times.items()),
        ("the slowest of them", 1000 * times[slowest], "ms", f"at most 300; {slowest}"),
    ]


def seconds(wanted: Filter, columns: Columns) -> float:
    """The least of some rounds."""
    spent = []
    for _ in range(ROUNDS):
        columns.words.asked.clear()
        began = time.perf_counter()
        filters.kept(wanted, columns)
        filters.facet_counts(wanted, columns)
        filters.count_left_out(filters.Restriction.CONFIDENCE, wanted, columns)
        spent.append(time.perf_counter() - began)
    return min(spent)


def column_bytes(columns: Columns) -> int:
    arrays = (columns.banks, columns.types, columns.stances, columns.confidences, columns.reviews)
    wide = (columns.starts, columns.ends, columns.speakers, columns.reports)
    parts, words = columns.parts, columns.words
    more = (parts.claim, parts.actor, parts.role, parts.is_new_actor, parts.is_new_role)
    every = (*arrays, *wide, *more, words.starts, words.claims)
    return sum(array.nbytes for array in every) + sum(map(len, words.spelled))
