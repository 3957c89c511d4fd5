from dataclasses import replace
from datetime import date
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import filters
from geo.model import (
    NO_TIME,
    Actor,
    ActorRole,
    Attribution,
    AttributionKind,
    Bank,
    BankCall,
    Basis,
    Claim,
    ClaimType,
    Confidence,
    Filter,
    PlacedClaim,
    Precision,
    Review,
    ReviewState,
    Role,
    Span,
    Speaker,
    Stance,
    TimeSpan,
    text_id,
)

ACTORS = {
    "reds": Actor("reds", "Red Party", "party"),
    "blues": Actor("blues", "Blue League", "party"),
    "greens": Actor("greens", "Green Front", "party"),
}


def placed(
    text="Something happened.",
    *,
    bank=Bank.RIGHT,
    by="Ada Stone",
    kind=ClaimType.STRIKE,
    stance=Stance.ASSERTED,
    when=None,
    **roles,
):
    """A placed claim. `roles`: speaks="reds", acts="blues", acted_on="greens"."""
    span = Span(0, len(text))
    source = Speaker(span, by, name=by) if by else None
    actors = tuple(ActorRole(ACTORS[actor], Role(role)) for role, actor in roles.items())
    start, end = when or (None, None)
    time = TimeSpan(start, end, "then", Precision.DAY) if when else NO_TIME
    claim = Claim(
        id=text_id(text, by or "", str(bank)),
        document_id="doc",
        attribution=Attribution((span,), AttributionKind.INDIRECT, source, None),
        span=span,
        text=text,
        type=kind,
        negated=False,
        stance=stance,
        actors=actors,
        places=(),
        when=time,
    )
    return PlacedClaim(claim, None, BankCall(bank, Basis.LOCATED))


NOVEMBER = (date(2017, 11, 1), date(2017, 11, 30))
NEW_YEAR = (date(2018, 1, 1), date(2018, 1, 1))
CASE = (
    placed(
        "Boats were sunk.", bank=Bank.ON_RIVER, when=NOVEMBER, speaks="reds", acts="reds", acted_on="blues"
    ),
    placed("The mill was shelled.", bank=Bank.LEFT, when=NEW_YEAR, speaks="reds", acts="blues"),
    placed("The town is ours.", kind=ClaimType.CONTROL, by="Bo Hill", speaks="blues", acts="blues"),
    placed("The town is theirs.", kind=ClaimType.CONTROL, by=None, stance=Stance.DOUBTED, acts="blues"),
    placed("They shall leave.", bank=Bank.NONE, kind=ClaimType.POLICY, by="Bo Hill", stance=Stance.DEMANDED),
)
COLUMNS = filters.columns_of(CASE)
OPEN = (date(2018, 1, 5), None)


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [
        (Filter(), "01234"),
        (Filter(banks=frozenset({Bank.LEFT})), "1"),
        (Filter(banks=frozenset({Bank.LEFT, Bank.ON_RIVER})), "01"),
        (Filter(banks=frozenset({Bank.NONE})), "4"),
        (Filter(banks=frozenset({Bank.BOTH})), ""),
        (Filter(actor="blues"), "0123"),
        (Filter(actor="blues", role=Role.ACTS), "123"),
        (Filter(actor="blues", role=Role.ACTED_ON), "0"),
        (Filter(actor="blues", role=Role.SPEAKS), "2"),
        (Filter(role=Role.SPEAKS), "01234"),
        (Filter(actor="nobody"), ""),
        (Filter(speaker="ada-stone"), "01"),
        (Filter(speaker="report"), "3"),
        (Filter(types=frozenset({ClaimType.CONTROL})), "23"),
        (Filter(types=frozenset({ClaimType.CONTROL, ClaimType.POLICY})), "234"),
        (Filter(stances=frozenset({Stance.DOUBTED})), "3"),
        (Filter(since=date(2017, 12, 1)), "1"),
        (Filter(until=date(2017, 12, 31)), "0"),
        (Filter(since=date(2017, 11, 15), until=date(2018, 1, 1)), "01"),
        (Filter(words="TOWN"), "23"),
        (Filter(words="town ours"), "2"),
        (Filter(words="  "), "01234"),
        (Filter(words="league boats"), "0"),
        (Filter(words="bo hill"), "24"),
        (Filter(banks=frozenset({Bank.RIGHT}), actor="blues", speaker="bo-hill"), "2"),
    ],
)
def test_a_filter_keeps(wanted, kept):
    assert filters.apply(wanted, CASE) == tuple(CASE[int(index)] for index in kept)
    assert [filters.keeps(wanted, claim) for claim in CASE] == [str(i) in kept for i in range(len(CASE))]
    assert filters.kept(wanted, COLUMNS).tolist() == [str(i) in kept for i in range(len(CASE))]


@pytest.mark.parametrize(
    ("when", "since", "until", "kept"),
    [
        (NOVEMBER, date(2017, 11, 30), None, True),
        (NOVEMBER, date(2017, 12, 1), None, False),
        (NOVEMBER, None, date(2017, 11, 1), True),
        (NOVEMBER, None, date(2017, 10, 31), False),
        (OPEN, date(2030, 1, 1), None, True),
        (OPEN, None, date(2018, 1, 4), False),
        ((None, date(2018, 1, 5)), None, date(2000, 1, 1), True),
        ((None, date(2018, 1, 5)), date(2018, 1, 6), None, False),
        (None, date(1900, 1, 1), None, False),
        (None, None, None, True),
    ],
)
def test_a_date_range_keeps_what_may_fall_into_it(when, since, until, kept):
    wanted, claim = Filter(since=since, until=until), placed(when=when)
    assert filters.keeps(wanted, claim) is kept
    assert filters.kept(wanted, filters.columns_of([claim])).tolist() == [kept]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Thomas Veale", "thomas-veale"),
        ("Coalition officials", "coalition-officials"),
        (None, "report"),
    ],
)
def test_a_speaker_has_a_readable_key(name, key):
    assert filters.speaker_key(placed(by=name).claim) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Report", None),
        ("Иван Петров", "Пётр Иванов"),
        ("José", "Jose"),
        ("…", "!!!"),
        ("a" * 50 + "b", "a" * 50 + "c"),
        ("speaker", "§§§"),
    ],
)
def test_two_speakers_have_two_keys(one, other):
    keys = {filters.speaker_key(placed(by=name).claim) for name in (one, other)}
    assert len(keys) == 2
    assert all(len(key) <= 50 and key.replace("-", "").isalnum() and key.isascii() for key in keys)


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        (Filter(), "5 claims"),
        (Filter(role=Role.ACTS), "5 claims"),
        (Filter(banks=frozenset({Bank.LEFT})), "1 of 5 claims · left bank"),
        (Filter(banks=frozenset({Bank.NONE, Bank.ON_RIVER})), "2 of 5 claims · on the river, no side"),
        (Filter(actor="blues"), "4 of 5 claims · Blue League"),
        (Filter(actor="blues", role=Role.ACTED_ON), "1 of 5 claims · Blue League is the target"),
        (Filter(actor="who"), "0 of 5 claims · who"),
        (Filter(speaker="bo-hill"), "2 of 5 claims · said by Bo Hill"),
        (Filter(speaker="report"), "1 of 5 claims · said by the report itself"),
        (
            Filter(
                types=frozenset({ClaimType.POLICY, ClaimType.CONTROL}), stances=frozenset({Stance.DOUBTED})
            ),
            "1 of 5 claims · control, policy · doubted",
        ),
        (
            Filter(since=date(2017, 11, 1), until=date(2018, 1, 31)),
            "2 of 5 claims · Nov 2017 – Jan 2018",
        ),
        (Filter(words=" boats  sunk "), "1 of 5 claims · with the words “boats sunk”"),
    ],
)
def test_a_filter_describes_itself(wanted, sentence):
    assert filters.describe(wanted, CASE, None) == sentence


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        (None, None, ""),
        (date(2017, 11, 1), date(2017, 11, 30), "Nov 2017"),
        (date(2016, 2, 1), date(2016, 2, 29), "Feb 2016"),
        (date(2017, 2, 1), date(2017, 2, 27), "1 Feb 2017 – 27 Feb 2017"),
        (date(2017, 11, 5), date(2017, 11, 5), "5 Nov 2017"),
        (date(2017, 11, 1), None, "from Nov 2017"),
        (date(2017, 11, 2), None, "from 2 Nov 2017"),
        (None, date(2018, 1, 31), "until Jan 2018"),
        (None, date(2018, 1, 30), "until 30 Jan 2018"),
    ],
)
def test_a_range_of_dates_in_words(since, until, words):
    assert filters.date_words(since, until) == words


def test_one_claim_is_not_plural():
    assert filters.describe(Filter(words="x"), CASE[:1]) == "0 of 1 claim · with the words “x”"


COUNTED = [
    Filter(),
    Filter(banks=frozenset({Bank.LEFT})),
    Filter(banks=frozenset({Bank.RIGHT}), actor="blues", role=Role.ACTS),
    Filter(speaker="bo-hill", stances=frozenset({Stance.DEMANDED})),
    Filter(words="town", types=frozenset({ClaimType.CONTROL})),
    Filter(since=date(2018, 1, 1), actor="reds"),
    Filter(banks=frozenset({Bank.BOTH}), words="nothing of the kind"),
]


@pytest.mark.parametrize("wanted", COUNTED)
class TestCountsAreWhatChoosingGives:
    def given(self, wanted, **choice):
        from dataclasses import replace

        return len(filters.apply(replace(wanted, **choice), CASE))

    def test_sides(self, wanted):
        counts = filters.facet_counts(wanted, COLUMNS).banks
        assert [counts.get(bank, 0) for bank in Bank] == [
            self.given(wanted, banks=frozenset({bank})) for bank in Bank
        ]

    def test_actors_and_roles(self, wanted):
        counts = filters.facet_counts(wanted, COLUMNS)
        for actor in ACTORS:
            assert counts.actors.get(actor, 0) == self.given(wanted, actor=actor)
        if wanted.actor:
            for role in Role:
                assert counts.roles.get(role, 0) == self.given(wanted, role=role)

    def test_speakers(self, wanted):
        counts = filters.facet_counts(wanted, COLUMNS).speakers
        for key in ("ada-stone", "bo-hill", "report"):
            assert counts.get(key, 0) == self.given(wanted, speaker=key)

    def test_kinds_and_stances(self, wanted):
        counts = filters.facet_counts(wanted, COLUMNS)
        for kind in ClaimType:
            assert counts.types.get(kind, 0) == self.given(wanted, types=frozenset({kind}))
        for stance in Stance:
            assert counts.stances.get(stance, 0) == self.given(wanted, stances=frozenset({stance}))


def test_undated_claims_are_counted():
    assert filters.facet_counts(Filter(), COLUMNS).undated == 3
    assert filters.facet_counts(Filter(banks=frozenset({Bank.LEFT})), COLUMNS).undated == 0
    assert filters.facet_counts(Filter(since=date(2018, 1, 1)), COLUMNS).undated == 3


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        (Filter(), ""),
        (Filter(actor="reds"), ""),
        (
            Filter(banks=frozenset({Bank.BOTH}), actor="reds"),
            "No claim fits “both banks”. Without it, 2 claims would be shown.",
        ),
        (
            Filter(banks=frozenset({Bank.LEFT}), speaker="bo-hill"),
            "No claim fits “left bank” and “said by Bo Hill” together. "
            "Without them, 5 claims would be shown.",
        ),
        (
            Filter(words="zebra", stances=frozenset({Stance.PLANNED})),
            "No claim fits “planned”. Reset the filters to see all 5 claims.",
        ),
        (
            Filter(
                actor="reds", banks=frozenset({Bank.ON_RIVER, Bank.LEFT}), types=frozenset({ClaimType.POLICY})
            ),
            "No claim fits “left bank, on the river” and “policy” together. "
            "Without them, 2 claims would be shown.",
        ),
    ],
)
def test_what_empties_a_result(wanted, sentence):
    assert filters.emptied_by(wanted, CASE) == sentence


def test_a_text_without_claims_says_so():
    assert filters.emptied_by(Filter(), ()) == "This text makes no claim."


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("", Filter()),
        ("?side=left", Filter(banks=frozenset({Bank.LEFT}))),
        ("side=left,river", Filter(banks=frozenset({Bank.LEFT, Bank.ON_RIVER}))),
        ("actor=islamic-state&role=target", Filter(actor="islamic-state", role=Role.ACTED_ON)),
        ("speaker=thomas-veale", Filter(speaker="thomas-veale")),
        ("kind=area-of-operations", Filter(types=frozenset({ClaimType.AREA_OF_OPERATIONS}))),
        ("stance=denied,doubted", Filter(stances=frozenset({Stance.DENIED, Stance.DOUBTED}))),
        ("from=2017-11-01&to=2018-01-31", Filter(since=date(2017, 11, 1), until=date(2018, 1, 31))),
        ("words=two+boats", Filter(words="two boats")),
        ("confidence=high,medium&repeats=once", filters.START),
    ],
)
def test_a_link_is_read_and_written(query, wanted):
    assert filters.from_query(query) == (wanted, ())
    assert filters.from_query(filters.to_query(wanted)) == (wanted, ())


@pytest.mark.parametrize(
    ("query", "wanted", "note"),
    [
        ("side=up", Filter(), "left, right, river, both, none"),
        ("side=left,up", Filter(banks=frozenset({Bank.LEFT})), "“up”"),
        ("stance=Denied%20(3)", Filter(), "“Denied (3)”"),
        ("role=says,does", Filter(), "not several"),
        ("from=yesterday", Filter(), "2018-01-15"),
        ("from=2018-02-30&side=both", Filter(banks=frozenset({Bank.BOTH})), "2018-02-30"),
        ("from=2018-02-02&to=2018-01-01", Filter(), "end before they begin"),
        ("words=" + "x" * 201, Filter(), "201"),
        ("sides=left", Filter(), "“sides”"),
        ("confidence=sure", Filter(), "high, medium, low"),
        ("words=a%00b", Filter(), "can't be shown"),
        ("side=left&side=right", Filter(banks=frozenset({Bank.RIGHT})), "2 times"),
    ],
)
def test_what_a_link_gets_wrong_is_left_out_and_said(query, wanted, note):
    read, notes = filters.from_query(query)
    assert read == wanted
    assert len(notes) == 1
    assert note in notes[0]


def test_a_link_is_short_and_readable():
    wanted = Filter(banks=frozenset({Bank.LEFT}), actor="us-led-coalition", since=date(2017, 11, 1))
    assert urlencode(filters.to_query(wanted)) == "side=left&actor=us-led-coalition&from=2017-11-01"


ANY_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200)
DATES = st.none() | st.dates()


@st.composite
def wanted_filters(draw):
    days = [draw(DATES), draw(DATES)]
    since, until = sorted(days) if None not in days else days
    return Filter(
        banks=draw(st.frozensets(st.sampled_from(Bank))),
        actor=draw(TEXTS),
        role=draw(st.none() | st.sampled_from(Role)),
        speaker=draw(TEXTS),
        types=draw(st.frozensets(st.sampled_from(ClaimType))),
        stances=draw(st.frozensets(st.sampled_from(Stance))),
        since=since,
        until=until,
        words=draw(TEXTS),
        confidences=draw(st.frozensets(st.sampled_from(Confidence))),
        reviews=draw(st.frozensets(st.sampled_from(ReviewState))),
    )


@given(wanted_filters())
def test_every_filter_comes_back_from_its_link(wanted):
    link = urlencode(filters.to_query(wanted))
    assert filters.from_query(dict(parse_qsl(link, keep_blank_values=True))) == (wanted, ())


@given(wanted_filters())
def test_every_filter_can_be_described_and_counted(wanted):
    kept = filters.apply(wanted, CASE)
    restricted = set(filters.restrictions(replace(wanted, confidences=frozenset())))
    says_all = not restricted and wanted.confidences in (frozenset(), filters.START.confidences)
    assert filters.describe(wanted, CASE).startswith("5 c" if says_all else f"{len(kept)} of")
    assert bool(filters.emptied_by(wanted, CASE)) is not bool(kept)
    assert sum(filters.facet_counts(wanted, COLUMNS).banks.values()) >= len(kept)


@given(st.dictionaries(ANY_TEXTS, ANY_TEXTS, max_size=4))
def test_no_query_raises(query):
    filters.from_query(query)
    filters.from_query(urlencode(query))


@pytest.mark.parametrize(
    ("bearing", "left", "right"),
    [
        (((40.0, 35.0), (40.9, 34.4), (41.5, 34.0)), "north bank", "south bank"),
        (((40.0, 36.0), (40.1, 34.4), (40.2, 33.0)), "east bank", "west bank"),
        (((40.0, 33.0), (40.0, 34.4), (40.0, 36.0)), "west bank", "east bank"),
    ],
    ids=["flows east-south-east", "flows south", "flows north"],
)
def test_banks_are_named_by_the_course_of_the_river(bearing, left, right):
    from geo.model import River

    names = filters.side_names(River("r", "R", ("R",), bearing), CASE)
    assert (names[Bank.LEFT], names[Bank.RIGHT]) == (left, right)
    assert names[Bank.BOTH] == "both banks"


def test_a_picture_s_own_names_for_the_banks_are_used():
    names = {bank: f"the {bank.value} side" for bank in Bank}
    wanted = Filter(banks=frozenset({Bank.LEFT}))
    assert filters.describe(wanted, CASE, sides=names) == "1 of 5 claims · the left side"
    assert "the both side" in filters.emptied_by(Filter(banks=frozenset({Bank.BOTH})), CASE, sides=names)


SURE = placed("The bridge is closed.")
UNSURE = replace(
    SURE, claim=replace(SURE.claim, id="cunsure", text="It may open.", confidence=Confidence.LOW)
)
MIXED = (SURE, UNSURE, *(replace(UNSURE, claim=replace(UNSURE.claim, id=f"c{n}")) for n in "ab"))


DAYS = st.none() | st.dates(date(2017, 10, 25), date(2018, 1, 10))
EVERY = (
    *CASE,
    *MIXED,
    placed("The town was left.", when=OPEN, by="Report", speaks="reds", acts="greens", acted_on="reds"),
    placed("The mill is theirs.", when=(None, date(2018, 1, 1)), by=None, bank=Bank.BOTH, acts="greens"),
    replace(SURE, claim=replace(SURE.claim, id="cagain", document_id="other", repeats=SURE.claim.id)),
)
EVERY_COLUMN = filters.columns_of(EVERY)
LIKELY = st.builds(
    Filter,
    banks=st.frozensets(st.sampled_from(Bank), max_size=3),
    actor=st.sampled_from(["", "", *ACTORS, "nobody"]),
    role=st.none() | st.sampled_from(Role),
    speaker=st.sampled_from(["", "", "ada-stone", "report", "bo-hill", "nobody"]),
    report=st.sampled_from(["", "", "", "doc", "other", "none"]),
    types=st.frozensets(st.sampled_from(ClaimType), max_size=3),
    stances=st.frozensets(st.sampled_from(Stance), max_size=3),
    since=DAYS,
    until=DAYS,
    words=st.sampled_from(["", "", "town", "THE town", "the m", "is our", "red", "x"]),
    confidences=st.frozensets(st.sampled_from(Confidence)),
    once=st.booleans(),
)


@given(LIKELY)
def test_columns_keep_what_the_claims_one_by_one_do(wanted):
    one_by_one = [filters.keeps(wanted, claim) for claim in EVERY]
    assert filters.kept(wanted, EVERY_COLUMN).tolist() == one_by_one
    for restriction, without in (
        (filters.Restriction.CONFIDENCE, replace(wanted, confidences=frozenset())),
        (filters.Restriction.REPEATS, replace(wanted, once=False)),
    ):
        left_out = sum(filters.keeps(without, claim) for claim in EVERY) - sum(one_by_one)
        assert filters.count_left_out(restriction, wanted, EVERY_COLUMN) == left_out
    assert filters.describe(wanted, EVERY, columns=EVERY_COLUMN) == filters.describe(wanted, EVERY)


@given(LIKELY)
def test_counts_are_what_choosing_each_option_would_keep(wanted):
    counts = filters.facet_counts(wanted, EVERY_COLUMN)

    def would_keep(**choice):
        return len(filters.apply(replace(wanted, **choice), EVERY))

    for bank in Bank:
        assert counts.banks[bank] == would_keep(banks=frozenset({bank}))
    for stance in Stance:
        assert counts.stances[stance] == would_keep(stances=frozenset({stance}))
    for kind in ClaimType:
        assert counts.types[kind] == would_keep(types=frozenset({kind}))
    for speaker in ("ada-stone", "report", "bo-hill"):
        assert counts.speakers[speaker] == would_keep(speaker=speaker)
    for report in ("doc", "other"):
        assert counts.reports[report] == would_keep(report=report)
    for actor in ACTORS:
        assert counts.actors[actor] == would_keep(actor=actor)


def test_a_case_without_claims_has_columns_too():
    nothing = filters.columns_of(())
    assert filters.kept(Filter(words="bridge", actor="reds"), nothing).tolist() == []
    assert filters.facet_counts(Filter(actor="reds", since=date(2018, 1, 1)), nothing).banks == {}


@pytest.mark.parametrize(
    ("wanted", "caption", "folded"),
    [
        (Filter(), "4 claims", 0),
        (filters.START, "1 of 4 claims · 3 of low confidence left out", 3),
        (replace(filters.START, words="bridge"), "1 of 4 claims · with the words “bridge”", 0),
        (Filter(confidences=frozenset({Confidence.LOW})), "3 of 4 claims · low confidence", 1),
    ],
)
def test_what_is_left_out_for_its_confidence_is_said(wanted, caption, folded):
    assert filters.describe(wanted, MIXED) == caption
    assert filters.folded_away(wanted, MIXED) == folded
    assert filters.count_left_out(filters.Restriction.CONFIDENCE, wanted, filters.columns_of(MIXED)) == folded


def test_claims_are_chosen_by_their_review():
    checked = [replace(c, claim=replace(c.claim, review=Review(state=ReviewState.CHECKED))) for c in CASE[:2]]
    case = (*checked, *CASE[2:])
    wanted, notes = filters.from_query("review=checked,disputed")
    assert (wanted.reviews, notes) == (frozenset({ReviewState.CHECKED, ReviewState.DISPUTED}), ())
    assert filters.describe(wanted, case) == "2 of 5 claims · checked, disputed"
    assert filters.facet_counts(wanted, filters.columns_of(case)).reviews == {
        ReviewState.CHECKED: 2,
        ReviewState.NEW: 3,
    }
    assert "“not reviewed”" in filters.emptied_by(Filter(reviews=frozenset({ReviewState.NEW})), case[:2])


def test_a_start_that_folds_nothing_away_says_nothing():
    assert filters.describe(filters.START, CASE) == "5 claims"


def test_a_case_of_low_claims_alone_says_how_to_see_them():
    assert filters.emptied_by(filters.START, MIXED[1:]) == (
        "No claim fits “high or medium confidence”. Without it, 3 claims would be shown."
    )
