"""A Filter in words: the caption of every view, picture and file, and the words its parts are made of."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date

from geo.filters.columns import Columns, count_left_out
from geo.filters.columns import kept as kept_in
from geo.filters.keeping import (
    START,
    Restriction,
    apply,
    folded_away,
    restrictions,
    speaker_key,
    speaker_name,
    told_again,
)
from geo.model import (
    UNREVIEWED,
    Bank,
    ClaimType,
    Confidence,
    Filter,
    LonLat,
    Origin,
    PlacedClaim,
    Review,
    ReviewState,
    River,
    Role,
    Stance,
)

TYPE_WORDS: dict[ClaimType, str] = {
    ClaimType.CONTROL: "control",
    ClaimType.FIGHTING: "fighting",
    ClaimType.STRIKE: "strikes",
    ClaimType.CROSSING: "crossings",
    ClaimType.MOVEMENT: "movements",
    ClaimType.CASUALTIES: "casualties",
    ClaimType.DECONFLICTION: "deconfliction",
    ClaimType.SUPPORT: "support",
    ClaimType.POLICY: "policy",
    ClaimType.PRESENCE: "presence",
    ClaimType.AREA_OF_OPERATIONS: "area of operations",
    ClaimType.CREDIBILITY: "credibility",
    ClaimType.GEOGRAPHY: "geography",
    ClaimType.OTHER: "other",
}
STANCE_WORDS: dict[Stance, str] = {
    Stance.ASSERTED: "asserted",
    Stance.DENIED: "denied",
    Stance.DOUBTED: "doubted",
    Stance.DEMANDED: "demanded",
    Stance.PLANNED: "planned",
}
REVIEW_WORDS: dict[ReviewState, str] = {
    ReviewState.NEW: "not reviewed",
    ReviewState.CHECKED: "checked",
    ReviewState.DISPUTED: "disputed",
    ReviewState.WITHDRAWN: "withdrawn",
}
ROLE_WORDS: dict[Role, str] = {
    Role.SPEAKS: "says",
    Role.ACTS: "does",
    Role.ACTED_ON: "is the target",
    Role.MENTIONED: "is mentioned",
}
ORIGIN_WORDS: dict[Origin, str] = {
    Origin.MACHINE: "",
    Origin.CORRECTED: "corrected by hand",
    Origin.ADDED: "added by hand",
    Origin.TABLE: "from a table",
}
NARRATOR_WORDS = "the report itself"
_FIXED_SIDES = {Bank.ON_RIVER: "on the river", Bank.BOTH: "both banks", Bank.NONE: "no side"}
_LINE_SIDES = {Bank.ON_RIVER: "on the line", Bank.BOTH: "both sides", Bank.NONE: "no side"}
"""The same for a boundary that is no river."""
_PLAIN_BANKS = {Bank.LEFT: "left bank", Bank.RIGHT: "right bank"}


def describe(
    wanted: Filter,
    placed: Sequence[PlacedClaim],
    river: River | None = None,
    *,
    sides: Mapping[Bank, str] | None = None,
    columns: Columns | None = None,
) -> str:
    """One sentence: "7 of 27 claims · east bank · Coalition · Nov 2017 – Jan 2018".

    `sides` are names for the banks, where a picture has given them some already; `columns` are the claims'
    own, where they have been made: then it is quicker.
    """
    sides = sides or side_names(river, placed)
    kept = len(apply(wanted, placed)) if columns is None else int(kept_in(wanted, columns).sum())
    parts = [
        _count_words(part, _left_out(part, wanted, placed, columns))
        if _is_counted(part, wanted)
        else part_words(part, wanted, placed, sides)
        for part in restrictions(wanted)
    ]
    given = [part for part in parts if part]
    count = f"{kept} of {plural(len(placed), 'claim')}" if given else plural(len(placed), "claim")
    return " · ".join([count, *given])


def _is_counted(restriction: Restriction, wanted: Filter) -> bool:
    """Whether nobody asked for it, so that it is named by how much it leaves out."""
    if restriction is Restriction.CONFIDENCE:
        return wanted.confidences == START.confidences
    return restriction is Restriction.REPEATS


def _left_out(
    restriction: Restriction, wanted: Filter, placed: Sequence[PlacedClaim], columns: Columns | None
) -> int:
    """How many claims this restriction alone leaves out."""
    if columns is not None:
        return count_left_out(restriction, wanted, columns)
    return (folded_away if restriction is Restriction.CONFIDENCE else told_again)(wanted, placed)


def _count_words(restriction: Restriction, count: int) -> str:
    if not count:
        return ""
    if restriction is Restriction.CONFIDENCE:
        return f"{count:,} of low confidence left out"
    return f"{count:,} told again by another report"


def part_words(
    restriction: Restriction, wanted: Filter, placed: Sequence[PlacedClaim], sides: Mapping[Bank, str]
) -> str:
    """One restriction of a filter in words."""
    match restriction:
        case Restriction.SIDE:
            return ", ".join(sides[bank] for bank in Bank if bank in wanted.banks)
        case Restriction.ACTOR:
            return _actor_words(wanted, placed)
        case Restriction.SPEAKER:
            return f"said by {speaker_words(wanted.speaker, placed)}"
        case Restriction.REPORT:
            return f"in {_report_words(wanted.report, placed)}"
        case Restriction.KIND:
            return ", ".join(TYPE_WORDS[kind] for kind in ClaimType if kind in wanted.types)
        case Restriction.STANCE:
            return ", ".join(STANCE_WORDS[stance] for stance in Stance if stance in wanted.stances)
        case Restriction.DATES:
            return date_words(wanted.since, wanted.until)
        case Restriction.WORDS:
            return f"with the words “{' '.join(wanted.words.split())}”"
        case Restriction.CONFIDENCE:
            return f"{' or '.join(level for level in Confidence if level in wanted.confidences)} confidence"
        case Restriction.REVIEW:
            return ", ".join(REVIEW_WORDS[state] for state in ReviewState if state in wanted.reviews)
        case Restriction.REPEATS:
            return "each claim once"


def side_names(river: River | None, placed: Sequence[PlacedClaim] = ()) -> Mapping[Bank, str]:
    """The sides in a reader's words: compass names where the river's course there allows, else left, right.

    The course is the one beside the claims placed: the same river has a south bank further up.
    """
    if river is None:
        return {**_PLAIN_BANKS, **_FIXED_SIDES}
    at = _middle(placed)
    from geo.river import side_label  # shapely is loaded only where there is a river

    fixed = _FIXED_SIDES if river.is_water else _LINE_SIDES
    return {bank: side_label(bank, river, at) for bank in _PLAIN_BANKS} | fixed


def _middle(placed: Sequence[PlacedClaim]) -> LonLat | None:
    """The middle of the box around the claims placed; None where none is."""
    lons = [claim.position[0] for claim in placed if claim.position]
    lats = [claim.position[1] for claim in placed if claim.position]
    return ((min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2) if lons else None


def speaker_words(key: str, placed: Sequence[PlacedClaim]) -> str:
    """The name behind a speaker's key, as the text first gives it; the key itself where it has none."""
    found = (claim.claim for claim in placed if speaker_key(claim.claim) == key)
    claim = next(found, None)
    return key if claim is None else speaker_name(claim) or NARRATOR_WORDS


def _report_words(identity: str, placed: Sequence[PlacedClaim]) -> str:
    names = (claim.claim.report for claim in placed if claim.claim.document_id == identity)
    return next(names, "") or "one report"


def _actor_words(wanted: Filter, placed: Sequence[PlacedClaim]) -> str:
    entries = (entry.actor for claim in placed for entry in claim.claim.actors)
    name = next((actor.name for actor in entries if actor.id == wanted.actor), wanted.actor)
    return f"{name} {ROLE_WORDS[wanted.role]}" if wanted.role else name


def review_words(review: Review) -> str:
    """What people did with a claim: "corrected by hand, checked, grade B2"; empty where nothing."""
    state = REVIEW_WORDS[review.state] if review.state is not ReviewState.NEW else ""
    grade = f"grade {review.grade}" if review.grade != UNREVIEWED.grade else ""
    return ", ".join(filter(None, (ORIGIN_WORDS[review.origin], state, grade)))


def date_words(since: date | None, until: date | None) -> str:
    """A range as people write it: "Nov 2017 – Jan 2018", "from 5 Nov 2017", "until Jan 2018"."""
    if since is None and until is None:
        return ""
    if since is None:
        return f"until {_end_words(until)}"
    if until is None:
        return f"from {since:%b %Y}" if since.day == 1 else f"from {_day(since)}"
    if since.day == 1 and _ends_month(until):
        first, last = f"{since:%b %Y}", f"{until:%b %Y}"
    else:
        first, last = _day(since), _day(until)
    return first if first == last else f"{first} – {last}"


def _end_words(until: date | None) -> str:
    if until is None:
        return ""
    return f"{until:%b %Y}" if _ends_month(until) else _day(until)


def _ends_month(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def plural(count: int, noun: str) -> str:
    """A count with its noun: "1 claim", "1,200 claims"."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def join_words(words: Sequence[str]) -> str:
    """A list in a sentence: "a", "a and b", "a, b and c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
