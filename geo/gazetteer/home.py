"""The home area of a reading: a country ("SY") or a province of one ("SY.07"), by code or by name."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache

from geo.errors import InputError
from geo.gazetteer.index import Gazetteer, load_gazetteer

_CODE = re.compile(r"[A-Z]{2}(\.[A-Z0-9]{1,10})?")
_CLOSE = 0.6


def read_home(word: str) -> str:
    """The code of an area: "SY" of "Syria" and "sy", "US.PA" of "Pennsylvania"; empty stays empty.

    A name that both a country and a province bear is the country's; a code tells them apart. InputError
    where nothing is called so.
    """
    word = " ".join(word.split())
    if not word or area_name(word.upper()):
        return word.upper()
    gazetteer = load_gazetteer()
    places = gazetteer.lookup(word)
    for level, code in (("PCL", "{0.country}"), ("ADM1", "{0.country}.{0.admin1}")):
        found = next((p for p in places if p.feature_code.startswith(level)), None)
        if found is not None and area_name(code.format(found)):
            return code.format(found)
    raise InputError(f"the home area {word[:60]!r} is no country or province; {_offer(word)}")


def area_name(code: str) -> str:
    """ "Pennsylvania, United States" of "US.PA"; empty for a code of nothing."""
    if not _CODE.fullmatch(code):
        return ""
    country, _, province = code.partition(".")
    gazetteer = load_gazetteer()
    name = gazetteer.country_name(country)
    if not province or not name:
        return name
    unit = gazetteer.admin1_name(country, province)
    return f"{unit}, {name}" if unit else ""


@lru_cache(maxsize=1)
def country_names() -> dict[str, str]:
    """All countries by their ISO code, in the order of their names."""
    gazetteer = load_gazetteer()
    names = {code: gazetteer.country_name(code) for code in gazetteer.countries()}
    return dict(sorted(names.items(), key=lambda item: item[1]))


@lru_cache(maxsize=64)
def province_names(country: str) -> dict[str, str]:
    """Provinces of a country by their codes ("SY.07"), in the order of their names."""
    gazetteer: Gazetteer = load_gazetteer()
    codes = (code for code in gazetteer.provinces() if code.startswith(f"{country}."))
    names = {code: gazetteer.admin1_name(country, code.partition(".")[2]) for code in codes}
    return dict(sorted(names.items(), key=lambda item: item[1]))


def _offer(word: str) -> str:
    close = get_close_matches(word.title(), country_names().values(), n=2, cutoff=_CLOSE)
    meant = f"did you mean {' or '.join(map(repr, close))}? " if close else ""
    return f"{meant}write a name or a code, such as Syria, SY or US.PA"
