"""The gazetteer: names in, places out (GeoNames ids, feature codes, WGS 84).

`load_gazetteer()` opens the memory-mapped index; `lookup` finds every place of a name, most populous first;
`facts` sums up what a name could be, for readers of text; `area` gives the outline of a province. A user's
own CSV of places takes precedence: `OwnGazetteer(read_own_places(text)[0])`. `read_home` gives
the code of the area that a local paper writes for.
"""

from geo.gazetteer.home import area_name, country_names, province_names, read_home
from geo.gazetteer.index import Entry, Gazetteer, NameFacts, load_gazetteer
from geo.gazetteer.own import OwnGazetteer, OwnPlace, read_own_places

__all__ = [
    "Entry",
    "Gazetteer",
    "NameFacts",
    "OwnGazetteer",
    "OwnPlace",
    "area_name",
    "country_names",
    "load_gazetteer",
    "province_names",
    "read_home",
    "read_own_places",
]
