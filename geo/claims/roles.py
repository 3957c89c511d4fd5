"""Who does what in a claim: actors with roles, from a light reading of its grammar.

Before the verb stands who acts, behind it who is acted on; a passive turns this round, "by" turns it back.
"We" is the speaker's organisation in quoted words. Somebody merely present is mentioned.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geo.claims.words import Word, closed, event_nouns, is_finite, verb_forms
from geo.model import Actor, ActorRole, ClaimType, Role, Span

Party = tuple[Span, Actor]
SUBJECT_REACH = 12
FROM_REACH = 12
OPENING = 3
"""Words at the start of reported speech in which "its" and "it" mean the speaker."""
_QUOTES = frozenset("“”\"‘'")
TALK = frozenset({ClaimType.CREDIBILITY})


@dataclass(frozen=True, slots=True)
class Setting:
    """What the words alone do not tell: who speaks, whether in their own words, whom "they" means."""

    kind: ClaimType
    speaker: Actor | None = None
    quoted: bool = False
    they: Actor | None = None


def read_roles(words: Sequence[Word], parties: Sequence[Party], setting: Setting) -> tuple[ActorRole, ...]:
    """Actors of one claim with their roles; the speaker first."""
    roles = [ActorRole(setting.speaker, Role.SPEAKS)] if setting.speaker else []
    for span, actor in _with_pronouns(words, parties, setting):
        roles.append(ActorRole(actor, _role(words, span, setting), span))
    kept: dict[tuple[str, Role], ActorRole] = {}
    for role in roles:
        kept.setdefault((role.actor.id, role.role), role)
    busy = {key for key, role in kept if role in (Role.ACTS, Role.ACTED_ON)}
    return tuple(r for (key, role), r in kept.items() if role is not Role.MENTIONED or key not in busy)


def read_people(words: Sequence[Word], people: Sequence[Party], setting: Setting) -> tuple[ActorRole, ...]:
    """People without a name who act or are acted on; the merely mentioned are left out."""
    roles = {(actor.id, role): ActorRole(actor, role, span) for span, actor in reversed(people)
             if (role := _role(words, span, setting)) is not Role.MENTIONED}  # fmt: skip
    return tuple(sorted(roles.values(), key=lambda role: role.span or Span(0, 0)))


def _with_pronouns(words: Sequence[Word], parties: Sequence[Party], setting: Setting) -> list[Party]:
    found = list(parties)
    for word in words:
        if setting.speaker and _is_own(words, word, quoted=setting.quoted):
            found.append((Span(word.start, word.end), setting.speaker))
        elif setting.they and _means_them(words, word, alone=not parties):
            found.append((Span(word.start, word.end), setting.they))
    return sorted(found, key=lambda party: party[0])


def _is_own(words: Sequence[Word], word: Word, *, quoted: bool) -> bool:
    """Whether a pronoun means the speaker: "we" in quoted words, "its troops" in reported ones."""
    return word.low.split("'")[0] in closed("we") if quoted else _means_speaker(words, word)


def _means_speaker(words: Sequence[Word], word: Word) -> bool:
    """Whether reported words begin with the speaker: "its troops had crossed", "it had lost four men"."""
    at = next((i for i, one in enumerate(words[:OPENING]) if one is word), OPENING)
    if at == OPENING or any(one.capital for one in words[:at]):
        return False
    if word.low in ("its", "their", "his"):
        return any(one.low in closed("forces") for one in words[at + 1 : at + 4])
    at += 1
    while at < len(words) and not words[at].is_word and words[at].low in _QUOTES:
        at += 1
    return word.low in ("it", "they") and at < len(words) and is_finite(words, at)


def _means_them(words: Sequence[Word], word: Word, *, alone: bool) -> bool:
    """Whether a pronoun means the party named before: "its fighters …", or "they" with no other near."""
    if word is words[0] and word.low in ("its", "their"):
        return True
    return alone and word.low in closed("they") and not word.low.startswith("it")


def _role(words: Sequence[Word], span: Span, setting: Setting) -> Role:
    first = next((i for i, word in enumerate(words) if word.start >= span.start), len(words))
    after = next((i for i, word in enumerate(words) if word.start >= span.end), len(words))
    if setting.kind in TALK:
        return Role.ACTS if first < 2 else Role.MENTIONED
    if _is_compound(words, span):
        return Role.MENTIONED
    if after - first > 1 and words[after - 1].low in event_nouns():
        return Role.ACTS
    if _subject_of_infinitive(words, after) or _holds(words, first, after):
        return Role.ACTS
    marked = _by_preposition(words, first, after)
    return marked or _by_place(words, first, after)


def _is_compound(words: Sequence[Word], span: Span) -> bool:
    """ "US-backed forces": the first half of a hyphenated word is only mentioned."""
    whole = next((w for w in words if w.start <= span.start < w.end), None)
    return whole is not None and whole.end > span.end and "-" in whole.low and whole.start == span.start


def _holds(words: Sequence[Word], first: int, after: int) -> bool:
    """ "In our hands", "under the army's full control": whose it is holds the place."""
    at = _skip_back(words, first)
    led = at >= 0 and words[at].low in ("in", "under", "into")
    return led and any(word.low in closed("holding") for word in words[after : after + 3])


def _subject_of_infinitive(words: Sequence[Word], after: int) -> bool:
    """ "X to leave the country", "X of violating its waters": what X does or should do."""
    if after + 1 >= len(words):
        return False
    low, form = words[after].low, verb_forms().get(words[after + 1].low)
    if form is None:
        return False
    return (low == "to" and form.shape == "base") or (low == "of" and form.shape == "ing")


def _by_preposition(words: Sequence[Word], first: int, after: int) -> Role | None:
    """The role that the words right before a name give it."""
    at = _skip_back(words, first)
    before = words[at].low if at >= 0 else ""
    window = [word.low for word in words[max(0, at - 6) : max(0, at)]]
    if before == "to" and at > 0 and words[at - 1].low in closed("belonging"):
        return _by_verb_after(words, after)
    if before in ("against", "targeting", "versus"):
        return Role.ACTED_ON
    if before == "by":
        return Role.ACTS
    if before == "between" or (before == "and" and "between" in window):
        return Role.ACTS
    if before == "with" and set(window) & closed("fight_with"):
        return Role.ACTS
    if before == "from" and {word.low for word in words[max(0, at - FROM_REACH) : at]} & closed("from_verbs"):
        return Role.ACTED_ON
    if before == "of" and set(window[-4:]) & closed("from_verbs"):
        return Role.ACTED_ON
    if before in ("on", "over", "at") and set(window[-5:]) & (event_nouns() | set(verb_forms())):
        return Role.ACTED_ON
    if before == "of" and at > 0:
        return Role.ACTS if words[at - 1].low in event_nouns() else None
    return None


def _by_verb_after(words: Sequence[Word], after: int) -> Role | None:
    """The role of those who belong to a party: "men loyal to X crossed", "men loyal to X were killed"."""
    right = _verb_after(words, after)
    if right is None:
        return None
    return Role.ACTED_ON if _is_passive(words, right) or _undergoes(words, right) else Role.ACTS


def _skip_back(words: Sequence[Word], first: int) -> int:
    """Index of the last word before a name that is no article or adjective."""
    at = first - 1
    while at >= 0 and words[at].is_word and (
        words[at].low in closed("determiners")
        or (words[at].low not in closed("prepositions") | closed("coordinators") | closed("subordinators")
            and words[at].low not in verb_forms() and not is_finite(words, at) and first - at <= 3)
    ):  # fmt: skip
        at -= 1
    return at


def _by_place(words: Sequence[Word], first: int, after: int) -> Role:
    """The role by the verbs around a name."""
    left = _verb_before(words, first)
    right = _verb_after(words, after)
    if left is not None and not _starts_clause(words, left, first):
        return _as_object(words, left, first)
    if right is None:
        return Role.ACTS if left is None and _heads_event(words, after) else Role.MENTIONED
    if _suffers(words, after) and not _is_passive(words, right):
        return Role.MENTIONED if _verb_transitive_free(words, right) else Role.ACTS
    return Role.ACTED_ON if _is_passive(words, right) or _undergoes(words, right) else Role.ACTS


def _undergoes(words: Sequence[Word], right: int) -> bool:
    """ "Three civilians died": the subject of some verbs is who it happened to."""
    return any(word.low in closed("undergone") for word in words[right : right + 3])


def _verb_before(words: Sequence[Word], first: int) -> int | None:
    for at in range(first - 1, -1, -1):
        if _is_verb(words, at):
            return at
    return None


def _verb_after(words: Sequence[Word], after: int) -> int | None:
    for at in range(after, min(after + SUBJECT_REACH, len(words))):
        if words[at].low in (";", ":"):
            return None
        if is_finite(words, at) or (at == after and words[at].low in verb_forms()):
            return at
    return None


def _is_verb(words: Sequence[Word], at: int) -> bool:
    if is_finite(words, at):
        return True
    form = verb_forms().get(words[at].low)
    if form is None or words[at].capital:
        return False
    before = words[at - 1].low if at else ""
    if before == "to" or before in closed("auxiliaries") or before in closed("be"):
        return form.shape in ("base", "past", "ing")
    return form.shape == "ing" and before not in closed("determiners")


def _starts_clause(words: Sequence[Word], left: int, first: int) -> bool:
    """Whether a new clause, with this name as its subject, begins between a verb and the name."""
    for at in range(left + 1, first):
        low = words[at].low
        if low in closed("subordinators") or low in (";", ":"):
            return True
        if low in (",", "and", "but", "while", "—", "–"):
            right = _verb_after(words, first)
            if right is not None and not any(words[i].low in (",", ";") for i in range(first, right)):
                return True
    return False


def _as_object(words: Sequence[Word], left: int, first: int) -> Role:
    """The role of a name behind a verb."""
    low = words[left].low
    between = [word.low for word in words[left + 1 : first]]
    if low in closed("demand_verbs"):
        return Role.ACTS
    prepositions = [word for word in between if word in closed("prepositions")]
    if not prepositions:
        if low in closed("be"):
            return Role.MENTIONED
        return Role.ACTED_ON
    last = prepositions[-1]
    if last in ("to", "for") or (
        last in ("of", "on", "against", "at", "over") and set(between) & event_nouns()
    ):
        return Role.ACTED_ON
    return Role.MENTIONED


def _heads_event(words: Sequence[Word], after: int) -> bool:
    """Whether an event that the name does follows at once: "coalition strikes"."""
    return any(word.low in event_nouns() for word in words[max(0, after - 1) : after + 2])


def _suffers(words: Sequence[Word], after: int) -> bool:
    return after < len(words) and words[after].low in closed("suffering")


def _verb_transitive_free(words: Sequence[Word], at: int) -> bool:
    return words[at].low in closed("be")


def _is_passive(words: Sequence[Word], at: int) -> bool:
    """Whether the verb group that begins at `at` is passive: "were", perhaps an adverb, a participle."""
    seen_be = False
    for index in range(at, min(at + 5, len(words))):
        low = words[index].low
        form = verb_forms().get(low)
        if low in closed("be"):
            seen_be = True
        elif form and form.shape == "past" and low not in closed("auxiliaries"):
            return seen_be
        elif (
            low not in closed("auxiliaries")
            and not low.endswith("ly")
            and low not in ("not", "also", "now", "still")
        ):
            return False
    return False
