"""Which claims a Filter keeps: one small test per restriction, all of which must hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import lru_cache

from geo.escape import for_filename
from geo.model import Claim, Confidence, Filter, PlacedClaim, text_id

NARRATOR = "report"
"""Key of the document's own voice, which no named speaker can take."""
START = Filter(confidences=frozenset({Confidence.HIGH, Confidence.MEDIUM}), once=True)
"""What a screen shows of a report that nobody has filtered yet: claims of low confidence, and what a later
report tells again, are folded away, and every caption says how many. Files and the command line leave nothing
out unless asked to."""
_KEY_LENGTH = 40


class Restriction(StrEnum):
    """The ways in which a Filter can leave a claim out; an actor and its role are one."""

    SIDE = "side"
    ACTOR = "actor"
    SPEAKER = "speaker"
    REPORT = "report"
    KIND = "kind"
    STANCE = "stance"
    DATES = "dates"
    WORDS = "words"
    CONFIDENCE = "confidence"
    REVIEW = "review"
    REPEATS = "repeats"


def keeps(wanted: Filter, placed: PlacedClaim) -> bool:
    """Whether the claim is among those asked for."""
    return all(test(wanted, placed) for test in TESTS.values())


def apply(wanted: Filter, placed: Iterable[PlacedClaim]) -> tuple[PlacedClaim, ...]:
    """The claims asked for, in the order given."""
    return tuple(claim for claim in placed if keeps(wanted, claim))


def folded_away(wanted: Filter, placed: Iterable[PlacedClaim]) -> int:
    """How many claims only their confidence keeps out: what the filter would show besides."""
    if not wanted.confidences:
        return 0
    others = [test for restriction, test in TESTS.items() if restriction is not Restriction.CONFIDENCE]
    return sum(
        not _has_confidence(wanted, claim) and all(test(wanted, claim) for test in others) for claim in placed
    )


def told_again(wanted: Filter, placed: Iterable[PlacedClaim]) -> int:
    """How many claims are left out only because an earlier report tells them too."""
    others = [test for restriction, test in TESTS.items() if restriction is not Restriction.REPEATS]
    return sum(
        not _is_first(wanted, claim) and all(test(wanted, claim) for test in others) for claim in placed
    )


def is_open(wanted: Filter) -> bool:
    """Whether the filter leaves nothing out. A role without an actor is no restriction."""
    return not restrictions(wanted)


def restrictions(wanted: Filter) -> tuple[Restriction, ...]:
    """Those that are set, in the order in which a caption names them."""
    is_set = {
        Restriction.SIDE: bool(wanted.banks),
        Restriction.ACTOR: bool(wanted.actor),
        Restriction.SPEAKER: bool(wanted.speaker),
        Restriction.REPORT: bool(wanted.report),
        Restriction.KIND: bool(wanted.types),
        Restriction.STANCE: bool(wanted.stances),
        Restriction.DATES: wanted.since is not None or wanted.until is not None,
        Restriction.WORDS: bool(wanted.words.strip()),
        Restriction.CONFIDENCE: bool(wanted.confidences),
        Restriction.REVIEW: bool(wanted.reviews),
        Restriction.REPEATS: wanted.once,
    }
    return tuple(restriction for restriction, given in is_set.items() if given)


def speaker_name(claim: Claim) -> str:
    """Who speaks, as the text names them; empty for the document's own voice."""
    return claim.attribution.speaker_label.strip()


def speaker_key(claim: Claim) -> str:
    """Short stable key of the claim's speaker for links: "thomas-veale", "report" for the narrator.

    Names that plain letters can't spell, that are long, or that read "report" get a piece of their hash.
    """
    return _key(speaker_name(claim)) if claim.attribution.source else NARRATOR


@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    slug = for_filename(name, fallback="speaker")
    plain = name.isascii() and len(slug) <= _KEY_LENGTH and slug not in (NARRATOR, "speaker")
    return slug if plain else f"{slug[:_KEY_LENGTH].strip('-')}-{text_id(name.casefold(), length=6)}"


def searched_text(claim: Claim) -> str:
    """Everything of a claim that words are looked for in, folded."""
    names = [entry.actor.name for entry in claim.actors]
    places = [resolution.mention.text for resolution in claim.places]
    places += [resolution.place.name for resolution in claim.places if resolution.place]
    return " ".join([claim.text, speaker_name(claim), *names, *places]).casefold()


def _has_side(wanted: Filter, placed: PlacedClaim) -> bool:
    return not wanted.banks or placed.call.bank in wanted.banks


def _has_actor(wanted: Filter, placed: PlacedClaim) -> bool:
    if not wanted.actor:
        return True
    roles = {entry.role for entry in placed.claim.actors if entry.actor.id == wanted.actor}
    return wanted.role in roles if wanted.role else bool(roles)


def _has_speaker(wanted: Filter, placed: PlacedClaim) -> bool:
    return not wanted.speaker or speaker_key(placed.claim) == wanted.speaker


def _has_report(wanted: Filter, placed: PlacedClaim) -> bool:
    return not wanted.report or placed.claim.document_id == wanted.report


def _has_kind(wanted: Filter, placed: PlacedClaim) -> bool:
    return not wanted.types or placed.claim.type in wanted.types


def _has_stance(wanted: Filter, placed: PlacedClaim) -> bool:
    return not wanted.stances or placed.claim.stance in wanted.stances


def _has_dates(wanted: Filter, placed: PlacedClaim) -> bool:
    """Whether the event may fall into the range: undated claims never do, open ends reach on."""
    if wanted.since is None and wanted.until is None:
        return True
    when = placed.claim.when
    if when.start is None and when.end is None:
        return False
    too_early = wanted.since is not None and when.end is not None and when.end < wanted.since
    too_late = wanted.until is not None and when.start is not None and when.start > wanted.until
    return not too_early and not too_late


def _has_confidence(wanted: Filter, placed: PlacedClaim) -> bool:
    return not wanted.confidences or placed.claim.confidence in wanted.confidences


def _has_review(wanted: Filter, placed: PlacedClaim) -> bool:
    return not wanted.reviews or placed.claim.review.state in wanted.reviews


def _is_first(wanted: Filter, placed: PlacedClaim) -> bool:
    return not wanted.once or not placed.claim.repeats or bool(wanted.report)


def _has_words(wanted: Filter, placed: PlacedClaim) -> bool:
    """Whether every word asked for stands in the claim, its speaker's, actors' or place's name."""
    asked = wanted.words.casefold().split()
    if not asked:
        return True
    searched = searched_text(placed.claim)
    return all(word in searched for word in asked)


TESTS: dict[Restriction, Callable[[Filter, PlacedClaim], bool]] = {
    Restriction.SIDE: _has_side,
    Restriction.ACTOR: _has_actor,
    Restriction.SPEAKER: _has_speaker,
    Restriction.REPORT: _has_report,
    Restriction.KIND: _has_kind,
    Restriction.STANCE: _has_stance,
    Restriction.DATES: _has_dates,
    Restriction.WORDS: _has_words,
    Restriction.CONFIDENCE: _has_confidence,
    Restriction.REVIEW: _has_review,
    Restriction.REPEATS: _is_first,
}
