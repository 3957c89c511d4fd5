"""Lands whose name says on which bank they lie: Transnistria, the Jazira, Right-Bank Ukraine.

Rows: geo/data/sources/banks_regions.toml. A name counts where it is written with a capital.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from importlib import resources

from geo.model import Bank, River

SIDES = (Bank.LEFT, Bank.RIGHT)


def region_in(text: str, river: River) -> tuple[str, Bank] | None:
    """The first land of one bank of `river` that `text` names, as written there, and the bank.

    What comes "from" a land happens elsewhere.
    """
    pattern, banks = _names(river.water)
    found = pattern.search(_plain(text)) if pattern else None
    if found is None or re.search(r"\bfrom (the )?$", text[: found.start()]):
        return None
    return text[found.start() : found.end()], banks[_key(found.group())]


@cache
def _names(river_id: str) -> tuple[re.Pattern[str] | None, dict[str, Bank]]:
    source = resources.files("geo.data") / "sources" / "banks_regions.toml"
    rows = tomllib.loads(source.read_text(encoding="utf-8"))["river"]
    banks = {
        _key(name): bank
        for row in rows
        if row["river"] == river_id
        for bank in SIDES
        for name in row.get(bank.value, ())
    }
    if not banks:
        return None, {}
    longest = sorted(banks, key=len, reverse=True)
    spelled = "|".join(re.escape(name).replace("\\ ", r"[-\s]+") for name in longest)
    return re.compile(rf"(?<![\w-])(?=(?-i:\w*[A-Z]|al-[A-Z]))(?:{spelled})(?![\w-])", re.IGNORECASE), banks


def _key(name: str) -> str:
    return re.sub(r"[-\s]+", " ", _plain(name)).casefold()


def _plain(text: str) -> str:
    """Without accents, sign by sign, so that offsets stay."""
    if text.isascii():
        return text
    return "".join(unicodedata.normalize("NFD", sign)[0] for sign in text)
