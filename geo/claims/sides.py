"""Sides of a river in the text's words, before any river is known.

"On the western bank", "east of the Euphrates", "the other side", "both banks"; boats, bridges, islands
and crossings are on the river. Names of parties ("left-bank authorities", "the West Bank") and parts of
a town ("the eastern outskirts") are no sides. Word lists: claims_sides.toml.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from types import MappingProxyType

from geo.claims.words import Word, closed, is_finite, read_source
from geo.model import ClaimType, SideWord, Span, StatedSide

FIRE = frozenset({ClaimType.STRIKE, ClaimType.FIGHTING, ClaimType.CASUALTIES})
REACH = 3
NAMED = 7
"""Words before a bank in which the country whose it is, the article and the preposition stand."""
COMPASS = frozenset({SideWord.WEST, SideWord.EAST, SideWord.NORTH, SideWord.SOUTH})
ABSOLUTE = COMPASS | {SideWord.LEFT, SideWord.RIGHT}
_FACING = {
    SideWord.WEST: SideWord.EAST,
    SideWord.EAST: SideWord.WEST,
    SideWord.NORTH: SideWord.SOUTH,
    SideWord.SOUTH: SideWord.NORTH,
    SideWord.LEFT: SideWord.RIGHT,
    SideWord.RIGHT: SideWord.LEFT,
}


@cache
def _directions(table: str) -> dict[str, SideWord]:
    rows = read_source("claims_sides.toml")[table]
    return {word: SideWord(side) for side, words in rows.items() for word in words.split()}


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(read_source("claims_sides.toml")["words"][name].split())


def read_sides(
    text: str,
    words: Sequence[Word],
    kind: ClaimType,
    rivers: Sequence[Span],
    *,
    towns: Sequence[Span] = (),
    bank_before: bool = False,
    nations: Mapping[int, str] = MappingProxyType({}),
) -> tuple[StatedSide, ...]:
    """Sides that the words of one claim state, in order.

    `rivers`, `towns`: where the text names rivers and towns. `bank_before`: the sentence spoke of a bank
    just before, so that "the south" alone means one. `nations`: countries by where their name or adjective
    ends ("Thai").
    """
    named = (
        *_stated(text, words, rivers),
        *_national(text, words, nations),
        *_parts_of_town(text, words, towns),
    )
    told = sorted(named or _across(text, words, rivers, towns), key=lambda side: side.span)
    stated = [side for side in told if not _is_origin(words, side, kind)]
    if len(told) == 2 and len(stated) == 1:
        stated = [_away_from(told[0], stated[0])]
    if bank_before and not stated:
        stated = list(_bare(text, words))
    stated = [*stated, *_to_the_other(text, words, stated)]
    on_water = list(_on_river(text, words, rivers, over=kind not in FIRE))
    wet = on_water[:1] or list(_beside(text, words, rivers))[:1]
    if stated and not any(_has_landed(words, side) for side in stated):
        if kind is ClaimType.CROSSING:
            return (*wet, *stated)
        if wet and all(_is_way_over(words, side) for side in stated):
            return tuple(wet)
    if not stated and kind in FIRE:
        wet = list(_exchange(text, words, rivers)) or wet
    if wet and not wet[0].near and stated and all(_is_goal(words, side, wet[0]) for side in stated):
        return tuple(wet)
    return tuple(stated or wet)


def _is_goal(words: Sequence[Word], side: StatedSide, scene: StatedSide) -> bool:
    """Where somebody is driven to, after the scene: "beat him on an islet, pushed him to the far bank"."""
    if side.word not in (SideWord.OTHER, SideWord.SAME) or side.country or side.span < scene.span:
        return False
    at = next(i for i, word in enumerate(words) if word.start == side.span.start)
    return any(word.low in ("to", "onto", "towards", "toward") for word in words[max(0, at - 2) : at])


def speaks_of_bank(words: Sequence[Word]) -> bool:
    """Whether a word for a bank stands among the words."""
    return any(word.low in _list("banks") | _list("sides") for word in words)


def _stated(text: str, words: Sequence[Word], rivers: Sequence[Span]) -> Iterator[StatedSide]:
    for index, word in enumerate(words):
        hyphenated = _directions("hyphenated").get(word.low)
        if hyphenated:
            if not _is_party(words, index + 1):
                yield _side(text, hyphenated, word, word)
            continue
        side = _directions("directions").get(word.low)
        if side is None or _is_verb(words, index):
            continue
        noun = _bank_noun(words, index)
        if noun is not None:
            if _counts(text, words, index, noun, side, rivers):
                yield _side(text, side, word, words[noun], _river_after(text, words, noun + 1, rivers))
        elif side in ABSOLUTE and index + 1 < len(words) and words[index + 1].low == "of":
            river = _river_after(text, words, index + 1, rivers)
            if river is not None:
                yield _side(text, side, word, words[index + 1], river)


def _is_verb(words: Sequence[Word], index: int) -> bool:
    """ "Left the southern bank" leaves it."""
    after = words[index + 1] if index + 1 < len(words) else None
    return words[index].low == "left" and after is not None and after.low in closed("determiners")


def _across(
    text: str, words: Sequence[Word], rivers: Sequence[Span], towns: Sequence[Span]
) -> Iterator[StatedSide]:
    """ "Across the river from X", "opposite X": the bank that X is not on; the span ends before the town."""
    for index, word in enumerate(words):
        last = index
        if word.low in _list("across"):
            ends = range(index + 1, min(index + REACH + 2, len(words)))
            last = next((at for at in ends if words[at].low == "from"), index)
            if last == index or not _has_river(words[index:last], rivers):
                continue
        elif word.low not in _list("facing"):
            continue
        if last + 1 < len(words) and any(town.start == words[last + 1].start for town in towns):
            yield _side(text, SideWord.OTHER, word, words[last])


def _has_river(words: Sequence[Word], rivers: Sequence[Span]) -> bool:
    named = any(river.start <= word.start < river.end for river in rivers for word in words)
    return named or len(words) == 1 or any(word.low in _list("rivers") for word in words)


def _parts_of_town(text: str, words: Sequence[Word], towns: Sequence[Span]) -> Iterator[StatedSide]:
    """ "Western Mosul", "the western half of the city": a bank only where the river runs through the town."""
    starts = {town.start for town in towns}
    for index, word in enumerate(words):
        side = _directions("directions").get(word.low)
        if side not in ABSOLUTE or any(town.start <= word.start < town.end for town in towns):
            continue
        assert side is not None
        after = words[index + 1 : index + 5]
        if after and after[0].start in starts and side in COMPASS:
            yield replace(_side(text, side, word, word), of_town=True)
        elif len(after) > 2 and after[1].low == "of":
            whole = after[3] if after[2].low == "the" and len(after) > 3 else after[2]
            named = after[0].low == "side" and whole.start in starts
            part = after[0].low in _list("town_parts") and (
                whole.start in starts or whole.low in _list("towns")
            )
            bank = side not in COMPASS and after[0].low == "side" and whole.low in _list("towns")
            if named or part or bank:
                yield replace(_side(text, side, word, after[0]), of_town=True)


def _national(text: str, words: Sequence[Word], nations: Mapping[int, str]) -> Iterator[StatedSide]:
    """ "The Thai bank", "on the U.S. side": the bank of a country."""
    for at, noun in enumerate(words):
        if at == 0 or not (noun.low in _list("banks") or noun.low == "side"):
            continue
        country = nations.get(words[at - 1].end) or nations.get(words[at - 2].end if at > 1 else -1, "")
        before = [word.low for word in words[max(0, at - NAMED) : at]]
        if not country or _is_party(words, at + 1) or "the" not in before:
            continue
        led = _list("to_a_side") & set(before[: -before[::-1].index("the") - 1][-1:])
        if noun.low in _list("banks") or led:
            first = words[max(0, at - 1)]
            yield replace(_side(text, SideWord.SAME, first, noun), country=country)


def _bank_noun(words: Sequence[Word], index: int) -> int | None:
    """Index of the bank that a direction belongs to: "west and east banks", "west to the east bank"."""
    joints = {"and", "or", "to", "the", "/", ",", "own", "river", *_directions("directions")}
    for at in range(index + 1, min(index + REACH + 3, len(words))):
        if words[at].low in _list("banks") or words[at].low in _list("sides"):
            return at
        if words[at].low not in joints:
            return None
    return None


def _counts(
    text: str, words: Sequence[Word], index: int, noun: int, side: SideWord, rivers: Sequence[Span]
) -> bool:
    bank = words[noun].low in _list("banks")
    if _is_party(words, noun + 1) or (
        words[index].capital and words[noun].capital and words[index].low == "west"
    ):
        return _river_after(text, words, noun + 1, rivers) is not None
    followed = noun + 1 < len(words) and words[noun + 1].low == "of"
    if followed:
        river = _river_after(text, words, noun + 1, rivers)
        of_bridge = side in ABSOLUTE and _of_landmark(words, noun + 2)
        return river is not None or of_bridge or (bank and _of_name(words, noun + 2))
    if bank:
        return True
    if side in ABSOLUTE:
        return words[noun].low == "side" or words[noun].low == "sides"
    wet = bool(rivers) or any(w.low in _list("rivers") | _list("cross") | _list("on_river") for w in words)
    before = words[index - 1].low if index else ""
    led = before in ("the", "on", "to", "from", "onto", "own", "their", "our", "along")
    return wet and led and side in (SideWord.OTHER, SideWord.BOTH, SideWord.SAME)


def _of_name(words: Sequence[Word], at: int) -> bool:
    """Whether a name follows: "the left bank of the Una", a river that no gazetteer knows."""
    while at < len(words) and words[at].low in closed("determiners"):
        at += 1
    return at < len(words) and words[at].capital


def _of_landmark(words: Sequence[Word], at: int) -> bool:
    """Whether a bridge or dam follows: its eastern side is the eastern bank."""
    ahead = words[at : at + 2 + REACH]
    named = next((n for n, word in enumerate(ahead) if word.low in _list("landmarks")), None)
    return named is not None and all(w.capital or w.low in closed("determiners") for w in ahead[:named])


def _is_party(words: Sequence[Word], at: int) -> bool:
    return at < len(words) and words[at].low in _list("parties")


def _river_after(text: str, words: Sequence[Word], at: int, rivers: Sequence[Span]) -> str | None:
    """The river named after "of", as written; "" where it only says "the river"; None where there is none."""
    if at >= len(words) or words[at].low != "of":
        return None
    for index in range(at + 1, min(at + 2 + REACH, len(words))):
        if words[index].low in _list("rivers"):
            return ""
        for river in rivers:
            if river.start <= words[index].start < river.end:
                return river.of(text)
        if not words[index].capital and words[index].low not in closed("determiners"):
            return None
    return None


def _has_landed(words: Sequence[Word], side: StatedSide) -> bool:
    """Whether a crossing has reached the side: "crossed to the left bank", not "tried to cross to it"."""
    at = next(i for i, word in enumerate(words) if word.start == side.span.start)
    led = [word.low for word in words[max(0, at - 2 * REACH) : at]]
    ways = [i for i, low in enumerate(led) if low in ("to", "onto", "on")]
    done = [i for i, low in enumerate(led) if low in _list("landed")]
    return bool(ways and done) and done[-1] < ways[-1] and not set(led) & _list("trying")


def _is_way_over(words: Sequence[Word], side: StatedSide) -> bool:
    """Whether a crossing that may not have ended leads to a side: "kept from crossing to the far bank"."""
    at = next(i for i, word in enumerate(words) if word.start == side.span.start)
    led = [word.low for word in words[max(0, at - REACH) : at]]
    ways = [i for i, low in enumerate(led) if low in ("to", "onto")]
    return bool(ways) and ways[-1] > 0 and led[ways[-1] - 1] in ("cross", "crossing")


def _away_from(origin: StatedSide, hit: StatedSide) -> StatedSide:
    """ "Guns on the east bank hit the opposite shore": the one that the guns are not on."""
    facing = _FACING.get(origin.word)
    return replace(hit, word=facing) if facing and hit.word is SideWord.OTHER and origin != hit else hit


def _exchange(text: str, words: Sequence[Word], rivers: Sequence[Span]) -> Iterator[StatedSide]:
    """ "Exchanged fire across the river": both banks are shot at."""
    for index, word in enumerate(words):
        if word.low not in _list("exchanging") or not {w.low for w in words[index : index + REACH + 1]} & (
            _list("fire")
        ):
            continue
        over = (at for at in range(index, len(words)) if words[at].low in _list("across"))
        at = next(over, None)
        if at is not None and _has_river(words[at + 1 : at + REACH + 2], rivers):
            yield _side(text, SideWord.BOTH, word, words[at])


def _is_origin(words: Sequence[Word], side: StatedSide, kind: ClaimType) -> bool:
    """Fire from a bank does not happen there: "shelled from the left bank", "guns on the left bank fired"."""
    if kind not in FIRE:
        return False
    at = next(i for i, word in enumerate(words) if word.start == side.span.start)
    led = [word.low for word in words[max(0, at - REACH) : at]]
    if {word.low for word in words[max(0, at - NAMED - REACH) : at]} & _list("driven"):
        return False
    return (
        bool(set(led[-2:]) & _list("origin"))
        or (bool(led) and led[0] in _list("shooters") and "on" in led)
        or _shoots_from(words, at)
    )


def _shoots_from(words: Sequence[Word], at: int) -> bool:
    """The side of a subject that fires at something: "gunners north of the river shelled the town"."""
    fired = next((n for n in range(at, len(words)) if words[n].low in _list("shooting")), None)
    if fired is None or fired + 1 >= len(words) or at < 1 or any(is_finite(words, n) for n in range(at)):
        return False
    between = {word.low for word in words[at:fired]}
    if between & (closed("be") | {",", ";", ":"}) or words[fired - 1].low in closed("auxiliaries") - {
        "have",
        "had",
        "has",
    }:
        return False
    subject = [word for word in words[:at] if word.low not in closed("determiners") | closed("prepositions")]
    return bool(subject) and words[0].low not in closed("prepositions")


def _bare(text: str, words: Sequence[Word]) -> Iterator[StatedSide]:
    """ "…, the rebels the south": a direction that ends the clause."""
    for at, word in enumerate(words[-2:], max(0, len(words) - 2)):
        side = _directions("directions").get(word.low)
        if side in ABSOLUTE | {SideWord.OTHER} and at and words[at - 1].low == "the" and at == len(words) - 1:
            assert side
            yield _side(text, side, word, word)


def _to_the_other(text: str, words: Sequence[Word], stated: Sequence[StatedSide]) -> Iterator[StatedSide]:
    """ "From the south bank to the north": a second bank that needs no noun."""
    if len(stated) != 1 or stated[0].word not in COMPASS:
        return
    last = next(
        i
        for i, word in enumerate(words)
        if word.end == stated[0].span.end or word.start >= stated[0].span.end
    )
    lows = [word.low for word in words[last + 1 : last + 4]]
    if len(lows) == 3 and lows[:2] in (["to", "the"], ["and", "the"]):
        side = _directions("directions").get(lows[2])
        after = words[last + 4] if last + 4 < len(words) else None
        if side in COMPASS and side is not stated[0].word and not (after and after.capital):
            yield _side(text, side, words[last + 3], words[last + 3])


def _on_river(
    text: str, words: Sequence[Word], rivers: Sequence[Span], *, over: bool
) -> Iterator[StatedSide]:
    """Words that put a claim on the water; `over`: "across the river" counts, as it does not for fire."""
    for index, word in enumerate(words):
        before = words[index - 1].low if index else ""
        if word.low in _list("on_river"):
            crossed = word.low in _list("cross") | _list("crossings")
            wet = not (crossed and before in _list("dry")) and not _is_landmark(words, index)
        elif word.low in _list("cross"):
            wet = _crosses_water(words, index, rivers)
        elif word.low in _list("force"):
            wet = _has_object(words, index, rivers)
        elif word.low == "across":
            wet = over and _ends_there(words, index)
        else:
            named = word.low in _list("rivers") or any(r.start <= word.start < r.end for r in rivers)
            named = named and not (before == "under" and word.low == "water")
            wet = named and _is_on(words, index, over=over) and not _is_bank_of(words, index)
        if wet:
            yield _side(text, SideWord.ON_RIVER, word, word)


def _has_object(words: Sequence[Word], index: int, rivers: Sequence[Span]) -> bool:
    """Whether a river is what a verb is done to: "tried to force the Oskil"."""
    at = index + 2 if index + 1 < len(words) and words[index + 1].low == "the" else index + 1
    return at < len(words) and any(river.start <= words[at].start < river.end for river in rivers)


def _ends_there(words: Sequence[Word], index: int) -> bool:
    """Whether "across" stands alone behind its verb: "took eleven people across on Monday"."""
    if index < REACH:
        return False
    after = words[index + 1].low if index + 1 < len(words) else ""
    ends = closed("prepositions") - {"from", "of", "to"} | closed("coordinators") | _list("after_river")
    return not after or after in ends or after in (",", ";", ".")


def _is_landmark(words: Sequence[Word], index: int) -> bool:
    """A bridge that something else is told from: "south of the bridge", "the eastern side of the bridge"."""
    at = index - 1
    while at > 0 and (words[at].low in closed("determiners") or words[at].capital):
        at -= 1
    if words[index].low not in _list("landmarks") or at < 1:
        return False
    led, head = words[at].low, words[at - 1].low
    return led == "of" and (head in _directions("directions") or head in _list("banks") | _list("sides"))


def _beside(text: str, words: Sequence[Word], rivers: Sequence[Span]) -> Iterator[StatedSide]:
    """ "Along the river", "reached the Litani": near the water, which a place may tell more about."""
    for index, word in enumerate(words):
        named = word.low in ("river", "rivers") or any(r.start <= word.start < r.end for r in rivers)
        if not named:
            continue
        at = index - 1
        while at > 0 and (words[at].low in closed("determiners") or words[at].capital):
            at -= 1
        led = at >= 0 and (words[at].low in _list("beside_water") or _is_town_on(words, at))
        if led and not _is_bank_of(words, index):
            near = not words[at].low.startswith("reach")
            yield replace(_side(text, SideWord.ON_RIVER, word, word), near=near)


def _is_on(words: Sequence[Word], index: int, *, over: bool) -> bool:
    """Whether "on", "in", "into", "the middle of" lead to the river named at `index`."""
    at = index - 1
    while at > 0 and (words[at].low in closed("determiners") or words[at].capital):
        at -= 1
    if at < 0:
        return False
    if words[at].low in _list("across"):
        return over and not _is_aside(words, at, index)
    if words[at].low == "from":
        return at > 0 and words[at - 1].low not in _list("measures")
    if words[at].low == "of":
        return at > 0 and words[at - 1].low in ("middle", "centre", "center", "out")
    return words[at].low in _list("on_water") and not _is_town_on(words, at)


def _is_town_on(words: Sequence[Word], at: int) -> bool:
    """ "A town on the Drina": it lies beside it, nothing is on the water."""
    return at > 0 and words[at].low == "on" and words[at - 1].low in _list("towns_beside")


def _is_aside(words: Sequence[Word], at: int, river: int) -> bool:
    """Whether the words only say where a town lies: "Praga, across the river", "across the river in X"."""
    after = words[river + 1].low if river + 1 < len(words) else ""
    lies = after == "in" and river + 2 < len(words) and words[river + 2].capital
    return after == "from" or lies or (at > 0 and words[at - 1].low == ",")


def _is_bank_of(words: Sequence[Word], index: int) -> bool:
    """The river here only modifies: "in the river town", "on the Euphrates front"."""
    after = words[index + 1] if index + 1 < len(words) else None
    if after and after.low in ("river", "rivers"):
        after = words[index + 2] if index + 2 < len(words) else None
    return (
        after is not None
        and after.is_word
        and after.low
        not in closed("prepositions")
        | closed("subordinators")
        | closed("coordinators")
        | closed("auxiliaries")
        | _list("after_river")
        and not after.capital
    )


def _crosses_water(words: Sequence[Word], index: int, rivers: Sequence[Span]) -> bool:
    """Whether a crossing has the river, or nothing dry, as its object."""
    following = words[index + 1 : index + 1 + REACH + 1]
    lows = [word.low for word in following]
    if set(lows[:3]) & _list("dry") or "into" in lows[:1]:
        return False
    if set(lows) & (_list("rivers") | _list("banks") | _list("sides")) or lows[:1] == ["back"] or not lows:
        return True
    if any(r.start <= word.start < r.end for r in rivers for word in following):
        return True
    if (
        lows[0] in closed("subordinators") | {".", ";"}
        or lows[0] in _list("after_crossing")
        or lows[0].isdigit()
    ):
        return True
    return lows[0] == "at" or (lows[0] in ("over", "from", "to", ".", ",", "by", "in") and bool(rivers))


def _side(text: str, side: SideWord, first: Word, last: Word, river: str | None = None) -> StatedSide:
    span = Span(first.start, last.end)
    return StatedSide(side, span, span.of(text), river or None)
