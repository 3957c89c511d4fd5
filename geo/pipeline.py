"""The way from a document to its claims, and from claims to claims seen against a river.

In: a text or Document. Out: values of geo.model. The same text gives the same
claims.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from geo.actors import load_actors
from geo.banks import place_claim
from geo.claims import Reading, find_claims
from geo.gazetteer import load_gazetteer
from geo.model import Claim, Document, PlacedClaim, PlaceKind, Resolution, River, Span
from geo.resolve import resolve_toponyms
from geo.text.attribution import find_attributions
from geo.text.dates import find_dateline, find_dates
from geo.text.toponyms import recognize_toponyms


def read_toponyms(
    text: str, *, home: str | None = None, spans: Sequence[Span] | None = None
) -> tuple[Resolution, ...]:
    """Places that a text names, each with its gazetteer entry or the reason why none was found.

    `home`: country, or country and province ("US.PA"), of a local paper. `spans`: resolve just these.
    """
    gazetteer = load_gazetteer()
    mentions = recognize_toponyms(text, gazetteer)
    return resolve_toponyms(text, mentions, gazetteer, home=home)


def read_document(document: Document) -> tuple[Claim, ...]:
    """All claims of a document in text order."""
    return find_claims(read_parts(document))


def read_parts(document: Document) -> Reading:
    """What the rooms below find in a document: attributions, places, dates, parties."""
    text = document.text
    resolutions = read_toponyms(text)
    catalogue = load_actors()
    countries = main_countries(resolutions)
    return Reading(
        document=document,
        attributions=find_attributions(text),
        resolutions=resolutions,
        dates=find_dates(text, published=document.published or find_dateline(text)),
        parties=catalogue.find(text, countries=countries),
        catalogue=catalogue,
        countries=countries,
    )


def main_countries(resolutions: Sequence[Resolution]) -> tuple[str, ...]:
    """ISO codes of the countries a text is about, most often named first."""
    counts = Counter(r.place.country for r in resolutions if r.place and r.place.country)
    return tuple(country for country, _ in counts.most_common(3))


def place_claims(claims: Sequence[Claim], river: River | None) -> tuple[PlacedClaim, ...]:
    """Each claim with its bank and its place on the map, in the order given."""
    return tuple(place_claim(claim, river) for claim in claims)


def suggest_river(claims: Sequence[Claim]) -> str | None:
    """Id of the river the claims speak of most, or None where they name none."""
    counts = Counter(
        r.place.river_id
        for claim in claims
        for r in claim.places
        if r.place and r.place.kind is PlaceKind.RIVER and r.place.river_id
    )
    return counts.most_common(1)[0][0] if counts else None


def explain(document: Document) -> Iterator[str]:
    """For every claim, line by line, which rule made what."""
    for claim in read_document(document):
        yield f"{claim.span.start}-{claim.span.end} {claim.type.value}: {' '.join(claim.text.split())}"
        for reason in claim.reasons:
            yield f"    {reason.feature}: {reason.detail}"
