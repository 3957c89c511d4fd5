"""Claims seen against a river: which bank a claim speaks of, and where it is drawn.

In: a Claim and a River. Out: a PlacedClaim. A stated side beats a located one, a hand-kept table of
places beats geometry; what was beaten stays visible in the BankCall.
"""

from geo.banks.calls import FAR_KM, call_bank
from geo.banks.context import carry_banks
from geo.banks.placing import main_place, place_claim
from geo.banks.precision import drawn_precision_km, precision_km
from geo.banks.stops import far_km, stops_along

__all__ = [
    "FAR_KM",
    "call_bank",
    "carry_banks",
    "drawn_precision_km",
    "far_km",
    "main_place",
    "place_claim",
    "precision_km",
    "stops_along",
]
