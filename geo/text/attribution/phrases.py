"""Noun phrases beside a cue: where a speaker's mention begins and ends, without a tagger.

Everything works on token indexes of one row and looks at most `REACH` tokens away. A range is (start, end),
end exclusive. The closed word classes come from speech_grammar.toml.
"""

from __future__ import annotations

from collections.abc import Sequence

from geo.text.attribution.tokens import QUOTED, Token
from geo.text.attribution.words import word_class

Range = tuple[int, int]
REACH = 45
AGE_DIGITS = 2
LONGEST_OWNED = 6
"""Tokens from "whose" to the verb of its clause: "farmers whose land lies …"."""
RELATIVES = frozenset(("who", "which"))
DASHES = frozenset(("—", "–", "―", "--", "-"))
_LIKELY = frozenset(("likely", "unlikely"))
_ALWAYS_STOP = frozenset((";", ":", "!", "?", "…", "(", "[", "•", "|"))


def subject_before(tokens: Sequence[Token], end: int) -> Range | None:
    """The noun phrase that ends before token `end`: the subject of a verb that stands there."""
    if end <= 0:
        return None
    last = tokens[end - 1]
    if last.low in RELATIVES:
        return end - 1, end
    if last.low in word_class("conjunctions") or last.low == "then":
        return None
    if last.low in word_class("personal") or is_contraction(last.low):
        return end - 1, end
    if last.low == "that":
        return (end - 1, end) if end > 1 and tokens[end - 2].word and not tokens[end - 2].cap else None
    if last.low == ",":
        return _before_aside(tokens, end - 1)
    if last.low in DASHES:
        return _before_dash(tokens, end - 1)
    if last.low in (")", "]"):
        return _before_bracket(tokens, end - 1)
    return _plain(tokens, end)


def _plain(tokens: Sequence[Token], end: int) -> Range | None:
    while end > 1 and tokens[end - 1].low in _LIKELY:
        end -= 1
    if tokens[end - 1].low in (")", "]"):
        return _before_bracket(tokens, end - 1)
    start = _walk_left(tokens, end)
    head = _named_as(tokens, start) if start and tokens[start - 1].low == "as" else None
    head = _relative_head(tokens, start) if head is None else head
    start = skip_opening(tokens, start if head is None else head, end)
    if start >= end or all(token.low in word_class("times") for token in tokens[start:end]):
        return None
    return _with_title_before(tokens, start, end), end


def _named_as(tokens: Sequence[Token], start: int) -> int | None:
    """Start of whom a name behind "as" is given: "a man who gave his name as Ruel", "a guard known as …"."""
    at = start - 2
    while at > 0 and is_adverb(tokens[at].low):
        at -= 1
    if at < 1 or tokens[at].low not in word_class("naming"):
        return None
    back = range(at, max(0, at - LONGEST_OWNED), -1)
    end = next((i for i in back if tokens[i].low in RELATIVES), at)
    head = _walk_left(tokens, end)
    return head if head < end else None


def _relative_head(tokens: Sequence[Token], start: int) -> int | None:
    """Start of the noun that a relative clause at `start` tells of: "Boatmen who pulled them out"."""
    at = start
    while at and (is_finite(tokens, at - 1) or is_adverb(tokens[at - 1].low)):
        at -= 1
    verb = tokens[at].low
    told = at < start or verb.endswith("ed") or verb in word_class("pasts")
    owner = next((i for i in range(at - 1, max(0, at - LONGEST_OWNED), -1) if tokens[i].low == "whose"), None)
    if owner is not None and (told or owner == start - 1) and tokens[owner - 1].word:
        at = owner + 1
    elif at < 2 or not told or tokens[at - 1].low not in ("who", "which") or not tokens[at - 2].word:
        return None
    head = _walk_left(tokens, at - 1)
    return head if head < at - 1 else None


def _walk_left(tokens: Sequence[Token], end: int) -> int:
    """Leftmost token of the run that ends at `end` and holds no clause boundary."""
    start, joint = end, None
    while start > max(0, end - REACH):
        token = tokens[start - 1]
        if token.low == "and":
            if _joins_clauses(tokens, start - 1):
                return start
            joint = joint or start
        elif _is_boundary(tokens, start - 1):
            clause = token.word and token.low != QUOTED and not _is_linking(token)
            return joint if joint and clause else start
        start -= 1
    return start


def _joins_clauses(tokens: Sequence[Token], joint: int) -> bool:
    """Whether "and" can't join two noun phrases: what stands before it is no name, plural or figure."""
    if joint == 0:
        return True
    before, after = tokens[joint - 1], tokens[joint + 1]
    plain = not (
        before.cap or before.low.endswith("s") or before.low.endswith("men") or before.low[0].isdigit()
    )
    return plain and after.cap and before.word


def _is_linking(token: Token) -> bool:
    return token.low in word_class("subordinators") or token.low in word_class("conjunctions")


def _is_boundary(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    if token.low == QUOTED:
        return not is_scare(token) or token.closing in (",", ".", "?", "!")
    if not token.word:
        return token.low not in ("/", "&", "$", "%", "'", "’", "#", "]", ")", ".")
    return _is_linking(token) or is_finite(tokens, index) or token.low in RELATIVES


def is_scare(token: Token) -> bool:
    """Whether a quotation is a word or two inside a phrase, no utterance of its own."""
    return token.quotation is not None and not token.utterance


def is_finite(tokens: Sequence[Token], index: int) -> bool:
    """Whether the token is surely a verb that makes a clause: auxiliaries and a list of common forms."""
    token = tokens[index]
    if token.cap and index > 0:
        return False
    if token.low in word_class("auxiliaries"):
        return True
    if index and token.low.endswith("ed") and _is_name_like(tokens[index - 1]):
        return not is_informant(tokens[index - 1]) and tokens[min(index + 1, len(tokens) - 1)].low != "by"
    if (
        index
        and token.low.endswith("ed")
        and (tokens[index - 1].cap or tokens[index - 1].low in word_class("personal"))
    ):
        return True
    passive = token.low.endswith("ed") and index + 1 < len(tokens) and tokens[index + 1].low == "by"
    if token.low not in word_class("finite") or passive:
        return False
    before = tokens[index - 1].low if index else ""
    return before not in word_class("determiners") and before not in word_class("prepositions")


def _is_name_like(token: Token) -> bool:
    return token.cap or token.low in word_class("personal")


def skip_opening(tokens: Sequence[Token], start: int, end: int) -> int:
    """Past what opens a sentence before its subject: conjunctions, adverbs, "on Monday", "last week"."""
    while start < end:
        low = tokens[start].low
        if low in word_class("conjunctions") or (is_adverb(low) and tokens[start].low != "both"):
            start += 1
        elif low in word_class("prepositions") or low == "earlier" or low == "last":
            start = _skip_time(tokens, start, end)
            break
        elif not tokens[start].word:
            start += 1
        else:
            break
    return start


def is_contraction(low: str) -> bool:
    """Whether a word is a pronoun with its auxiliary ("he's", "they've")."""
    pronoun, mark, _ = low.partition("'")
    return bool(mark) and (pronoun in word_class("personal") or pronoun in RELATIVES)


def is_auxiliary(low: str) -> bool:
    """Whether a word is "has", "will" and the like, not a contraction that holds the subject."""
    return low in word_class("auxiliaries") and not is_contraction(low)


def is_adverb(low: str) -> bool:
    if low in word_class("adverbs"):
        return True
    return low.endswith("ly") and len(low) > 4 and low not in word_class("not_adverbs")


def _skip_time(tokens: Sequence[Token], start: int, end: int) -> int:
    at = start + 1
    times, determiners = word_class("times"), word_class("determiners")
    while at < end and (
        tokens[at].low in times or tokens[at].low in determiners or tokens[at].low[:1].isdigit()
    ):
        if tokens[at].low in determiners and not _time_ahead(tokens, at, end):
            break
        at += 1
    if at > start + 1 and at < end:
        return at
    capital = next((i for i in range(start + 2, end) if _starts_name(tokens, i)), None)
    return capital if capital is not None else start + 1


def _time_ahead(tokens: Sequence[Token], at: int, end: int) -> bool:
    return any(tokens[i].low in word_class("times") for i in range(at + 1, min(at + 3, end)))


def _starts_name(tokens: Sequence[Token], index: int) -> bool:
    before = tokens[index - 1]
    linked = before.low in word_class("prepositions") or before.low in word_class("determiners") or before.cap
    return tokens[index].cap and not linked and tokens[index].low not in word_class("times")


def _with_title_before(tokens: Sequence[Token], start: int, end: int) -> int:
    """Start of a title by a comma: "Head of Mission, Colonel Ana Ruel" · "Colonel Ana Ruel, Deputy Head"."""
    if start < 2 or tokens[start - 1].low != ",":
        return start
    earlier = _walk_left(tokens, start - 1)
    at_edge = earlier == 0 or tokens[earlier - 1].low == QUOTED or not tokens[earlier - 1].word
    opening = tokens[earlier].low if earlier < start - 1 else ""
    if not at_edge or not opening or opening in word_class("prepositions") or is_adverb(opening):
        return start
    part = tokens[earlier : start - 1]
    named = all(token.cap for token in part) and _is_title(tokens[start:end])
    return earlier if part[0].cap and (named or _is_title(part)) else start


def _is_title(part: Sequence[Token]) -> bool:
    """Whether a phrase is an office without its bearer: "Head of Mission", not "President Ana Ruel"."""
    offices = [i for i, token in enumerate(part) if is_office(token)]
    linking = word_class("prepositions") | word_class("articles")
    if not offices or not all(token.cap or is_office(token) or token.low in linking for token in part):
        return False
    behind = part[offices[-1] + 1 :]
    return not behind or behind[0].low in word_class("prepositions")


def is_office(token: Token) -> bool:
    """Whether the word names a rank or an office."""
    return token.low in word_class("ranks", "titles.toml") or token.low in word_class(
        "offices", "titles.toml"
    )


def is_informant(token: Token) -> bool:
    """Whether the word names an organisation, or a thing that tells ("poll", "report")."""
    return token.low in word_class("organisations", "titles.toml") or token.low in word_class(
        "informants", "titles.toml"
    )


def _before_aside(tokens: Sequence[Token], comma: int) -> Range | None:
    """Subject whose apposition or relative clause ends at `comma`: "Smith, a lawyer who left, said"."""
    parts = _parts_before(tokens, comma)
    for index, (start, end) in enumerate(parts):
        begin = skip_opening(tokens, start, end)
        last = index == len(parts) - 1
        if begin < end and not last and _is_head(tokens, start, begin, end):
            following = tokens[end + 1].low
            adverbial = following in word_class("prepositions") or is_adverb(following)
            return begin, end if adverbial else comma
    start, end = parts[-1] if parts else (comma, comma)
    begin = skip_opening(tokens, max(start, _walk_left(tokens, end)), end)
    return (begin, end) if begin < end else None


def _is_head(tokens: Sequence[Token], start: int, begin: int, end: int) -> bool:
    """Whether a part between commas may be the subject's head: a noun phrase that no preposition opens."""
    opening = tokens[start].low
    if (
        opening in word_class("prepositions")
        or opening in word_class("subordinators")
        or opening.endswith("ing")
    ):
        return False
    relative = next((i for i in range(begin + 1, end) if tokens[i].low in (*RELATIVES, "that")), end)
    own = range(begin, relative)
    return not any(is_finite(tokens, i) or (_is_linking(tokens[i]) and tokens[i].low != "and") for i in own)


def _parts_before(tokens: Sequence[Token], comma: int) -> list[Range]:
    """Parts between commas, from the last clause boundary up to `comma`, in order."""
    parts: list[Range] = []
    end = at = comma
    floor = max(0, comma - REACH)
    while at > floor:
        token = tokens[at - 1]
        if token.low in _ALWAYS_STOP or token.low in DASHES or (token.low == QUOTED and not is_scare(token)):
            break
        if token.low == ",":
            parts.append((at, end))
            end = at - 1
        at -= 1
    parts.append((at, end))
    parts.reverse()
    return [part for part in parts if part[0] < part[1]]


def _before_dash(tokens: Sequence[Token], dash: int) -> Range | None:
    opening = next((i for i in range(dash - 1, max(0, dash - REACH), -1) if tokens[i].low in DASHES), None)
    return _plain(tokens, opening) if opening else None


def _before_bracket(tokens: Sequence[Token], bracket: int) -> Range | None:
    opening = next(
        (i for i in range(bracket - 1, max(0, bracket - 12), -1) if tokens[i].low in ("(", "[")), None
    )
    found = _plain(tokens, opening) if opening else None
    return (found[0], bracket + 1) if found else None


def subject_after(tokens: Sequence[Token], start: int) -> Range | None:
    """The noun phrase from token `start` on, apposition included: the subject of an inverted tag."""
    at = start
    while at < len(tokens) and is_adverb(tokens[at].low):
        at += 1
    first = tokens[at] if at < len(tokens) else None
    if first is None or not first.word or first.quotation is not None:
        return None
    if first.low in word_class("personal"):
        return at, at + 1
    if first.low in word_class("prepositions") or first.low in word_class("subordinators"):
        return None
    end = _walk_right(tokens, at)
    return (at, _with_aside_after(tokens, end)) if end > at else None


def _walk_right(tokens: Sequence[Token], start: int) -> int:
    at = start
    while at < min(len(tokens), start + REACH):
        token = tokens[at]
        if token.low != "and" and (_is_boundary(tokens, at) or _ends_tag(tokens, at, start)):
            break
        at += 1
    while at > start and (tokens[at - 1].low == "and" or not tokens[at - 1].word):
        at -= 1
    return at


def _ends_tag(tokens: Sequence[Token], at: int, start: int) -> bool:
    """A preposition that opens an adjunct of the tag ("said Ruel in a statement"), or a day's name."""
    low = tokens[at].low
    if low in word_class("times") and tokens[at].cap:
        return True
    if low in ("of", "for", "from", "at") and at > start:
        return at + 1 < len(tokens) and tokens[at + 1].low in ("a", "an")
    return low in word_class("prepositions") and at > start and low not in ("with",)


def _with_aside_after(tokens: Sequence[Token], end: int) -> int:
    """End of an apposition or relative clause behind a name: "Ruel, head of the mission", "Ruel, 44, who"."""
    if end + 1 >= len(tokens) or tokens[end].low != ",":
        return end
    if is_age(tokens[end + 1]):
        return _with_aside_after(tokens, end + 2)
    opening = tokens[end + 1]
    apposed = opening.low in RELATIVES or opening.low in word_class("determiners") or is_office(opening)
    if not (apposed or _office_ahead(tokens, end + 1)):
        return end
    at = end + 1
    while at < min(len(tokens), end + REACH) and tokens[at].low not in (",", ".", ";", ":", QUOTED, "?", "!"):
        at += 1
    relative = next((i for i in range(end + 1, at) if tokens[i].low in RELATIVES), at)
    return end if any(is_finite(tokens, i) for i in range(end + 1, relative)) else at


def is_age(token: Token) -> bool:
    """Whether a figure behind a name can be somebody's age."""
    return token.low.isdigit() and len(token.low) == AGE_DIGITS


def apposition_end(tokens: Sequence[Token], start: int, at: int, end: int) -> int:
    """End of a source with its apposition or relative clause: "according to Ruel, a guard at Arda, …".

    What follows the comma at `at` is the source's only if it names an office, or what a named person is.
    """
    if at + 1 >= end or tokens[at].low != ",":
        return at
    close = next((i for i in range(at + 1, min(end, at + REACH)) if not tokens[i].word), end)
    if close >= end:
        return at if start < 3 else _closed_apposition(tokens, start, at, end)
    behind = tokens[min(close + 1, end - 1)].low
    if tokens[close].low != "," or behind in RELATIVES:
        return at
    return _closed_apposition(tokens, start, at, close)


def _closed_apposition(tokens: Sequence[Token], start: int, at: int, close: int) -> int:
    opening = tokens[at + 1]
    relative = next((i for i in range(at + 1, close) if tokens[i].low in RELATIVES), close)
    if relative == at + 1:
        return close
    inside = tokens[at + 1 : close]
    told = range(at + 1, relative)
    if any(is_finite(tokens, i) or _has_object(tokens, i, close) or tokens[i].quotation for i in told):
        return at
    person = at - start > 1 and all(t.cap and not is_informant(t) for t in tokens[at - 2 : at])
    opens = opening.low in word_class("articles") or is_office(opening) or opening.cap
    office = opens and any(is_office(token) for token in inside)
    return close if office or (person and opening.low in ("a", "an")) else at


def _has_object(tokens: Sequence[Token], index: int, end: int) -> bool:
    """Whether a word behind a plural is its verb: "guards seized the island", "guards still hold Arda"."""
    low, before = tokens[index].low, tokens[index - 1]
    if index + 1 >= end or tokens[index].cap or low.endswith("ing") or not before.word:
        return False
    closed = ("prepositions", "conjunctions", "subordinators", "determiners")
    if any(low in word_class(cls) for cls in closed) or is_adverb(low):
        return False
    after = tokens[index + 1]
    if is_adverb(before.low):
        return after.cap or after.low in word_class("determiners")
    return before.low.endswith("s") and after.low in word_class("determiners")


def _office_ahead(tokens: Sequence[Token], at: int) -> bool:
    for token in tokens[at : at + 8]:
        if not token.word or token.low in word_class("subordinators"):
            return False
        if is_office(token):
            return True
    return False
