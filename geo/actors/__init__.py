"""Parties to the events: an editable catalogue, and where a text names one of them.

In: a text and the countries it is about. Out: spans with actors. Names are compared without accents;
a capital letter in the catalogue asks for one in the text, words in capitals ("IS", "US") for capitals.
Country codes are ISO 3166 alpha-2. The files are geo/data/sources/actors*.toml.
"""

from geo.actors.catalogue import ActorCatalogue
from geo.actors.loading import load_actors
from geo.actors.people import civilians, find_people, is_people, people_actors, speaking_people
from geo.actors.pieces import colour_of, fold, slug

__all__ = [
    "ActorCatalogue",
    "civilians",
    "colour_of",
    "find_people",
    "fold",
    "is_people",
    "load_actors",
    "people_actors",
    "slug",
    "speaking_people",
]
