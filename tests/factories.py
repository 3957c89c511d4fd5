"""Small makers of domain values for tests: what a test does not name has an ordinary value."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from geo.corrections import Change, Correction, Kind, entries, place_value
from geo.model import (
    NO_TIME,
    Actor,
    ActorRole,
    Attribution,
    AttributionKind,
    Bank,
    BankCall,
    Basis,
    Certainty,
    Claim,
    ClaimType,
    Confidence,
    LonLat,
    Mention,
    MentionKind,
    Place,
    PlacedClaim,
    Precision,
    Resolution,
    Role,
    Span,
    Speaker,
    Stance,
    TimeSpan,
    text_id,
)

COALITION = Actor("us-led-coalition", "US-led Coalition", "alliance", ("Coalition",), "#0072b2")
MILITIA = Actor("river-guard", "River Guard", "armed group", (), "#d55e00")


def place(name: str = "Abu Kamal", lat: float = 34.45226, lon: float = 40.91854, **more: Any) -> Place:
    values = {"feature_class": "P", "feature_code": "PPL", "country": "SY", "population": 57572}
    return Place(more.pop("geonames_id", 174448), name, lat, lon, **(values | more))


def resolution(at: Place | None = None, **more: Any) -> Resolution:
    at = at or place()
    mention = Mention(Span(0, len(at.name)), at.name, MentionKind.PLACE, at.name)
    return Resolution(mention, at, 0.9, candidates=(at,), **more)


def speaker(text: str = "Mara Venn", **more: Any) -> Speaker:
    return Speaker(more.pop("span", Span(0, len(text))), text, **more)


def when(start: str, end: str, text: str = "in those days", precision: Precision = Precision.DAY) -> TimeSpan:
    return TimeSpan(date.fromisoformat(start), date.fromisoformat(end), text, precision)


def claim(text: str = "The town is quiet.", **more: Any) -> Claim:
    source = more.pop("source", speaker())
    kind = AttributionKind.INDIRECT if source else AttributionKind.NARRATED
    span = more.pop("span", Span(0, len(text)))
    attribution = Attribution((span,), more.pop("attribution", kind), source, None, "said-that")
    acting = more.pop("actors", ((COALITION, Role.SPEAKS),))
    values = {
        "type": ClaimType.OTHER,
        "negated": False,
        "stance": Stance.ASSERTED,
        "actors": tuple(ActorRole(actor, role) for actor, role in acting),
        "places": (resolution(),),
        "when": NO_TIME,
        "speaker": COALITION if source else None,
        "confidence": Confidence.HIGH,
    }
    identity = more.pop("id", text_id(text, source.text if source else ""))
    return Claim(identity, "document", attribution, span, text, **(values | more))


def placed(
    of: Claim | None = None, bank: Bank = Bank.RIGHT, at: LonLat | None = (40.91, 34.45), **more: Any
) -> PlacedClaim:
    of = of or claim()
    basis = Basis.NONE if bank is Bank.NONE else Basis.LOCATED
    call = more.pop("call", BankCall(bank, basis, Certainty.CERTAIN, 4.2))
    first = of.places[0] if of.places else None
    return PlacedClaim(of, more.pop("place", first), call, at, more.pop("extent", None))


def place_journal(*said: tuple[str, str, Place | None]) -> tuple[Correction, ...]:
    """A journal of what names mean: document, spelling, place. One action each."""
    made = datetime(2018, 2, 1, tzinfo=UTC)
    changes = [Change(document, Kind.PLACE, name, None, place_value(at)) for document, name, at in said]
    return tuple(
        entry
        for number, one in enumerate(changes)
        for entry in entries([one], made=made + timedelta(minutes=number))
    )
