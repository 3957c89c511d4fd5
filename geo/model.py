"""The values that flow between the rooms: frozen, slotted, tuples instead of lists.

Coordinates are WGS 84 degrees. A bare pair is always (lon, lat); fields are named `lon` and `lat`.
Offsets are Python string offsets into `Document.text`, end exclusive. Banks are named facing downstream.
Standard library only: every room may import this one.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LonLat = tuple[float, float]
Ring = tuple[LonLat, ...]


class MentionKind(StrEnum):
    PLACE = "place"
    DEMONYM = "demonym"


class AttributionKind(StrEnum):
    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    NARRATED = "narrated"


class ClaimType(StrEnum):
    CONTROL = "control"
    FIGHTING = "fighting"
    STRIKE = "strike"
    CROSSING = "crossing"
    MOVEMENT = "movement"
    CASUALTIES = "casualties"
    DECONFLICTION = "deconfliction"
    SUPPORT = "support"
    POLICY = "policy"
    PRESENCE = "presence"
    AREA_OF_OPERATIONS = "area_of_operations"
    CREDIBILITY = "credibility"
    GEOGRAPHY = "geography"
    OTHER = "other"


class Stance(StrEnum):
    ASSERTED = "asserted"
    DENIED = "denied"
    DOUBTED = "doubted"
    DEMANDED = "demanded"
    PLANNED = "planned"


class Role(StrEnum):
    SPEAKS = "speaks"
    ACTS = "acts"
    ACTED_ON = "acted_on"
    MENTIONED = "mentioned"


class Bank(StrEnum):
    """Side of the boundary, facing downstream."""

    LEFT = "left"
    RIGHT = "right"
    ON_RIVER = "on_river"
    BOTH = "both"
    NONE = "none"


class Basis(StrEnum):
    """Where a bank comes from: the text's words, a place's point, a hand-kept table, or nowhere."""

    STATED = "stated"
    LOCATED = "located"
    CURATED = "curated"
    CORRECTED = "corrected"  # set by a person
    NONE = "none"


SAID = (Basis.STATED, Basis.CORRECTED)
"""Bases of a side that somebody has put into words: the text, or who corrected its reading."""


class Certainty(StrEnum):
    CERTAIN = "certain"
    PROBABLE = "probable"
    ON_LINE = "on_line"
    BEYOND = "beyond"


class SideWord(StrEnum):
    """What a text says of a side, before any river is known."""

    WEST = "west"
    EAST = "east"
    NORTH = "north"
    SOUTH = "south"
    LEFT = "left"
    RIGHT = "right"
    ON_RIVER = "on_river"
    BOTH = "both"
    OTHER = "other"  # the far, the opposite side: relative to the place or actor the sentence speaks of
    SAME = "same"  # this, their own, the near side


class PlaceKind(StrEnum):
    SETTLEMENT = "settlement"
    ADMIN = "admin"
    RIVER = "river"
    COUNTRY = "country"
    REGION = "region"
    OTHER = "other"


class Precision(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    OPEN = "open"
    NONE = "none"


class Confidence(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Link(StrEnum):
    """How a claim came by a place."""

    MENTIONED = "mentioned"
    CARRIED = "carried"  # from a sentence before, in the same quotation or paragraph: weaker
    CORRECTED = "corrected"


class Origin(StrEnum):
    """Who read a claim: the rules, the rules and a person who knew better, a person alone, or whoever wrote
    the table in which it was given."""

    MACHINE = "machine"
    CORRECTED = "corrected"
    ADDED = "added"
    TABLE = "table"


class ReviewState(StrEnum):
    """What people who looked at a claim's reading think of it."""

    NEW = "new"
    CHECKED = "checked"
    DISPUTED = "disputed"
    WITHDRAWN = "withdrawn"


class ConflictKind(StrEnum):
    FACT = "fact"
    STANCE = "stance"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Document:
    id: str
    text: str
    title: str = ""
    url: str = ""
    publisher: str = ""
    published: date | None = None

    @classmethod
    def of(
        cls,
        text: str,
        *,
        title: str = "",
        url: str = "",
        publisher: str = "",
        published: date | None = None,
    ) -> Document:
        """A document whose id is the hash of its text: the same text twice is one document."""
        return cls(text_id(text), text, title, url, publisher, published)


def text_id(*parts: str, length: int = 12) -> str:
    """Short stable id of some text: hexadecimal, equal on every server."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:length]


@dataclass(frozen=True, slots=True)
class Reason:
    """One small thing that spoke for or against a reading, in words a reader can check."""

    feature: str
    score: float
    detail: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A toponym as the text spells it; `value` is the name to look up."""

    span: Span
    text: str
    kind: MentionKind
    value: str
    score: float = 1.0
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """The source of an attribution. `text` is what stands next to the cue ("he"), `name` whom it means."""

    span: Span
    text: str
    name: str | None = None
    role: str | None = None
    """Title or office as written: "Army Colonel", "spokesman"."""
    organisation: str | None = None
    """As written in the text; geo.claims resolves it to an Actor."""
    antecedent: Span | None = None
    """Where a pronoun's or a description's named speaker stands."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what. `content` holds more than one span where a tag interrupts a quotation."""

    content: tuple[Span, ...]
    kind: AttributionKind
    source: Speaker | None
    cue: Span | None
    rule: str = ""

    @property
    def span(self) -> Span:
        return Span(self.content[0].start, self.content[-1].end)

    @property
    def speaker_label(self) -> str:
        """Who speaks, for people to read: the resolved name, else the words; empty for the narrator."""
        return (self.source.name or self.source.text) if self.source else ""


@dataclass(frozen=True, slots=True)
class Actor:
    """A party to the events. `colour` is #rrggbb; an unknown organisation keeps its name as written."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    colour: str = "#6b6b6b"


@dataclass(frozen=True, slots=True)
class ActorRole:
    actor: Actor
    role: Role
    span: Span | None = None
    """Where the words stand that name the actor; None where it follows from the speaker alone."""


ASKED = ", asked "
"""In the source of a place that another service suggested, before the day."""


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the gazetteer, with GeoNames' feature class and code and ISO 3166 alpha-2 country."""

    geonames_id: int | None
    name: str
    lat: float
    lon: float
    feature_class: str
    feature_code: str
    country: str = ""
    admin1: str = ""
    """GeoNames admin-1 code within the country: "07", not "SY.07"."""
    population: int = 0
    local_name: str = ""
    source: str = "GeoNames"
    """Where the entry is from; of one from another service: "SERVICE, LICENCE, asked 2026-11-22"."""
    river_id: str = ""
    """Id of the river in geo.river's catalogue, for a place that is one."""
    known_bank: Bank | None = None
    """The bank of the boundary on the map that an analyst's own list gives this place."""
    within_km: float = 0.0
    """How far off a hand-kept point may be; 0 where the source's own exactness holds."""

    @property
    def kind(self) -> PlaceKind:
        if self.feature_class == "P":
            return PlaceKind.SETTLEMENT
        if self.feature_code.startswith(("PCL", "TERR")):
            return PlaceKind.COUNTRY
        if self.feature_class == "A":
            return PlaceKind.ADMIN
        if self.feature_code.startswith("STM"):
            return PlaceKind.RIVER
        if self.feature_code in ("RGN", "CONT", "RGNE", "AREA"):
            return PlaceKind.REGION
        return PlaceKind.OTHER


class DisplacementKind(StrEnum):
    """How words put events against a named place."""

    OFFSET = "offset"  # "20 km south of X", "south of X"
    BETWEEN = "between"  # "between X and Y"
    ROAD = "road"  # "the X–Y road"
    AROUND = "around"  # "near X", "in and around X", "20 km from X"
    OUTSKIRTS = "outskirts"
    COUNTRYSIDE = "countryside"


@dataclass(frozen=True, slots=True)
class Displacement:
    """Where around its named place something is said to be, and how wide that is; `span` are the words."""

    kind: DisplacementKind
    span: Span
    radius_km: float
    bearing_deg: float | None = None
    """Clockwise from north; None: in any direction."""
    distance_km: float | None = None
    """From the named place to the centre; None where the words give none."""
    toward: Place | None = None
    """The other end of a stretch ("between X and Y")."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """A mention and the place it was read as. Not finding one is an ordinary answer with reasons."""

    mention: Mention
    place: Place | None
    score: float = 0.0
    reasons: tuple[Reason, ...] = ()
    candidates: tuple[Place, ...] = ()
    chances: tuple[float, ...] = ()
    """How likely each of the candidates is, 0 to 1; empty where nothing was weighed."""
    grounds: tuple[tuple[str, ...], ...] = ()
    """For each of the candidates, what speaks for it, the weightiest first."""
    link: Link = Link.MENTIONED
    near: bool = False
    """The text says "near", "in the vicinity of", "around": the extent is wider."""
    displacement: Displacement | None = None
    """The text puts it beside, between or around named places; the place stays the named one."""


@dataclass(frozen=True, slots=True)
class PlaceCorrection:
    """What a person says a name means in one document: an input, kept apart from what was read by machine."""

    document_id: str
    spelling: str
    """The name as the text spells it; every mention of that spelling is meant."""
    place: Place | None
    """None: the words name no place."""


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """When the event is said to happen, both ends included; the words always beside it."""

    start: date | None
    end: date | None
    text: str | None
    precision: Precision
    span: Span | None = None


NO_TIME = TimeSpan(None, None, None, Precision.NONE)


@dataclass(frozen=True, slots=True)
class StatedSide:
    """A side in the text's words; which bank it is, only a river can say."""

    word: SideWord
    span: Span
    text: str
    river: str | None = None
    """The river the words name ("east of the Euphrates"), as written."""
    country: str = ""
    """ISO code of the country whose bank it is ("the Thai bank"); the word is then SAME."""
    of_town: bool = False
    """A part of a town ("western Mosul"): a bank only where the line runs through the town."""
    near: bool = False
    """The words only bring the claim near the water ("along the river"): a known place tells more."""


@dataclass(frozen=True, slots=True)
class Review:
    """What people did with a claim. `grade` is Admiralty's: source A to F, information 1 to 6."""

    origin: Origin = Origin.MACHINE
    state: ReviewState = ReviewState.NEW
    grade: str = "F6"
    note: str = ""
    changed: tuple[str, ...] = ()
    """Kinds of the corrections it carries, in the order of geo.corrections.Kind."""


UNREVIEWED = Review()


@dataclass(frozen=True, slots=True)
class SetSide:
    """A side that a person gave a claim; it is told against one boundary and says nothing of another."""

    bank: Bank
    river: str
    """`River.water` of that boundary."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One proposition by one speaker: a sentence, or a clause where a sentence makes two."""

    id: str
    document_id: str
    attribution: Attribution
    span: Span
    text: str
    type: ClaimType
    negated: bool
    stance: Stance
    actors: tuple[ActorRole, ...]
    places: tuple[Resolution, ...]
    when: TimeSpan
    sides: tuple[StatedSide, ...] = ()
    speaker: Actor | None = None
    """The organisation spoken for; None for the narrator and for a private person."""
    claimant: Actor | None = None
    """Whose claim the speaker only passes on: "we know that the regime declared …"."""
    confidence: Confidence = Confidence.MEDIUM
    reasons: tuple[Reason, ...] = ()
    set_side: SetSide | None = None
    """The side that a person gave it; None: as words and places tell."""
    review: Review = UNREVIEWED
    report: str = ""
    """Name of the report that it stands in, where a case has several."""
    repeats: str = ""
    """Id of the claim of an earlier report that says the same, where no filter tells the two apart."""


@dataclass(frozen=True, slots=True)
class UncertainStretch:
    """Part of a traced line, in km from its first vertex, where the bank is less sure."""

    start_km: float
    end_km: float
    kind: str
    """"gap", "lake", "wide", "approximate", "coarse" (a less exact source), "apart" (sources differ)."""
    sure_km: float = 5.0
    """Farther than this from the line the bank is certain."""


@dataclass(frozen=True, slots=True)
class River:
    """A boundary line in downstream order. Any line with a direction will do: a front line has no water."""

    id: str
    name: str
    names: tuple[str, ...]
    line: tuple[LonLat, ...]
    uncertain: tuple[UncertainStretch, ...] = ()
    checked: tuple[tuple[float, float], ...] = ()
    """Stretches, in km from the first vertex, where a second source draws the same line."""
    source: str = ""
    licence: str = ""
    base: str = ""
    """Id of the catalogue's river that this is another line of; empty for the catalogue's own."""
    sides: tuple[str, str] | None = None
    """Names of the left and the right side, where people gave the line some."""

    @property
    def water(self) -> str:
        """Id of the river itself, whichever line is drawn for it."""
        return self.base or self.id

    @property
    def is_water(self) -> bool:
        """Whether it is a river of the catalogue: only water has banks; a front line has sides."""
        return not self.id.startswith("own-")

    @property
    def side_noun(self) -> str:
        return "bank" if self.is_water else "side"

    def __hash__(self) -> int:
        """Cheap: rivers are keys of caches, and a line has thousands of vertices."""
        return hash((self.id, len(self.line), self.line[:1], self.line[-1:]))


@dataclass(frozen=True, slots=True)
class BankCall:
    """Which bank, why, and how sure. `located` keeps the bank of the place when the text states another."""

    bank: Bank
    basis: Basis
    certainty: Certainty | None = None
    distance_km: float | None = None
    words: SideWord | None = None
    located: Bank | None = None
    detail: str = ""

    @property
    def contradicts(self) -> bool:
        """The text states one bank and the named place lies on the other."""
        sides = {Bank.LEFT, Bank.RIGHT}
        return self.basis is Basis.STATED and {self.bank, self.located} == sides


class ExtentKind(StrEnum):
    CIRCLE = "circle"  # around a place, cut by the bank the claim speaks of
    REACH = "reach"  # a stretch of the river
    AREA = "area"  # a province; approximate
    COUNTRY = "country"  # stated only, never drawn as a pin


@dataclass(frozen=True, slots=True)
class Arrow:
    """A crossing of the boundary, from (lon, lat) to (lon, lat)."""

    start: LonLat
    end: LonLat
    both_ways: bool = False
    """The words don't tell from which side to which."""
    said: bool = True
    """The words say that it happens or happened; False where it is denied, planned, demanded or doubted."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How far the words reach: what is drawn instead of a point that pretends to be exact."""

    kind: ExtentKind
    rings: tuple[Ring, ...] = ()
    lines: tuple[Ring, ...] = ()
    radius_km: float | None = None
    detail: str = ""
    arrow: Arrow | None = None


@dataclass(frozen=True, slots=True)
class PlacedClaim:
    """A claim seen against a river. `position` None: not on the map, and listed as such."""

    claim: Claim
    place: Resolution | None
    call: BankCall
    position: LonLat | None = None
    extent: Extent | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two claims that may conflict, by id, with the rule that says so. Symmetric: a < b."""

    a: str
    b: str
    rule: str
    kind: ConflictKind


@dataclass(frozen=True, slots=True)
class Repeat:
    """The claim `claim` of one report says again what `of`, of an earlier one, says; by ids."""

    claim: str
    of: str


@dataclass(frozen=True, slots=True)
class Filter:
    """What a reader wants to see. Empty means no restriction; geo.filters keeps, describes, links it."""

    banks: frozenset[Bank] = frozenset()
    actor: str = ""
    role: Role | None = None
    speaker: str = ""
    """Key of a speaker as geo.filters.speaker_key gives it."""
    report: str = ""
    """Id of one report of a case of several."""
    types: frozenset[ClaimType] = frozenset()
    stances: frozenset[Stance] = frozenset()
    since: date | None = None
    until: date | None = None
    words: str = ""
    confidences: frozenset[Confidence] = frozenset()
    reviews: frozenset[ReviewState] = frozenset()
    once: bool = False
    """Of a claim that several reports tell, the first report's alone, unless one report is asked for."""


@dataclass(frozen=True, slots=True)
class Pin:
    """One marker: claims of one actor and stance at one spot and bank. Indexes point into Scene.claims."""

    lon: float
    lat: float
    bank: Bank
    actor: Actor
    stance: Stance
    negated: bool
    claims: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """`kind` is "actor", "stance" or "extent"; `symbol` names a stance, "negated" or an extent's kind."""

    colour: str
    label: str
    kind: str = "actor"
    symbol: str = ""


@dataclass(frozen=True, slots=True)
class MapLabel:
    """A name written on the map. `kind` is "claimed" (a place of a claim), "country" or "town"."""

    name: str
    lon: float
    lat: float
    kind: str
    population: int = 0
    local: str = ""
    """The name in its own script, where that is not Latin."""


@dataclass(frozen=True, slots=True)
class BankArea:
    """A side of the boundary within the view: a tint and a name, never a statement of control."""

    bank: Bank
    label: str
    """Words for the screen: "West bank · right"."""
    rings: tuple[Ring, ...]
    label_at: LonLat | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything a picture shows; every renderer reads this one value, so they can't disagree."""

    title: str
    claims: tuple[PlacedClaim, ...]
    pins: tuple[Pin, ...]
    boundary: River | None
    areas: tuple[BankArea, ...]
    bounds: tuple[float, float, float, float]
    """west, south, east, north"""
    legend: tuple[LegendEntry, ...]
    credits: tuple[str, ...]
    conflicts: tuple[Conflict, ...] = ()
    caption: str = ""
    notice: str = "Claims as reported by named speakers; not verified"
    labels: tuple[MapLabel, ...] = ()
    sources: tuple[str, ...] = ()
    """Those of the credits that name the reports."""
    id: str = ""
    """Made of what is drawn; equal scenes have equal ids."""
