"""From a text, its attributions, places, dates and actors to claims: one per proposition.

A claim is a sentence inside an attribution, or a clause where a sentence makes two; a report's own
sentence is one where it tells an event (the narrator's claim). Offsets are Python string offsets.
"""

from geo.claims.document import Reading
from geo.claims.reading import all_attributions, find_claims, read_words
from geo.claims.saying import Said, said_on

__all__ = ["Reading", "Said", "all_attributions", "find_claims", "read_words", "said_on"]
