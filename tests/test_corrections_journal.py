"""The journal over the machine's claims: every kind of correction, undone and done again, none lost."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.cases.archive import read_archive, write_archive
from geo.cases.store import open_store
from geo.cases.values import CaseHead, StoredCase, StoredDocument, new_id
from geo.corrections import (
    WHOLE_CASE,
    Change,
    Correction,
    Kind,
    Voice,
    apply,
    as_json,
    differences,
    entries,
    history,
    place_corrections,
    redo,
    subject_of,
    undo,
    value_of,
)
from geo.errors import InputError
from geo.model import (
    Actor,
    ActorRole,
    Bank,
    Basis,
    ClaimType,
    Document,
    Origin,
    Precision,
    ReviewState,
    Role,
    SetSide,
    Span,
    Stance,
    TimeSpan,
)
from geo.pipeline import Inputs, place_claims, read_document
from geo.river import load_river
from tests.factories import MILITIA, place

TEXT = (
    "Ferry captain Mara Venn said that the River Guard had shelled the landing at Hajin on Monday. "
    "She denied that boats had crossed the Euphrates near Abu Kamal.\n\n"
    'The captain said: "Guards fired on the eastern bank near Hajin. We hold the landing in Raqqa."'
)
DOCUMENT = Document.of(TEXT, published=date(2018, 2, 1))
CLAIMS = read_document(DOCUMENT)
FIRST = CLAIMS[0]
MADE = datetime(2018, 2, 1, 12, tzinfo=UTC)
GUILD = Actor("ferry-guild", "Ferry Guild", "other", (), "#123456")
THERE = place("Hājin", 34.2, 40.2, geonames_id=5)
LATER = TimeSpan(date(2018, 1, 2), date(2018, 1, 3), None, Precision.DAY)


def said(*what, claim=FIRST, at=0, document=DOCUMENT.id, by=""):
    """One action: pairs of kind and value, about a claim or a spelling."""
    changes = [
        Change(document, kind, subject if subject else subject_of(claim), None, as_json(value))
        for kind, value, subject in (one if len(one) == 3 else (*one, "") for one in what)
    ]
    return entries(changes, made=MADE + timedelta(minutes=at), by=by)


def first(*journal):
    return next(c for c in apply(CLAIMS, journal, DOCUMENT).claims if c.id == FIRST.id)


def test_no_word_changes_nothing():
    assert apply(CLAIMS, (), DOCUMENT).claims == CLAIMS
    assert len(CLAIMS) >= 3


@pytest.mark.parametrize(
    ("kind", "value", "read"),
    [
        (Kind.STANCE, Stance.DOUBTED, lambda c: c.stance),
        (Kind.NEGATED, True, lambda c: c.negated),
        (Kind.TYPE, ClaimType.CASUALTIES, lambda c: c.type),
        (Kind.WHEN, LATER, lambda c: c.when),
        (Kind.SIDE, SetSide(Bank.LEFT, "euphrates"), lambda c: c.set_side),
        (Kind.ACTORS, (ActorRole(GUILD, Role.ACTS),), lambda c: c.actors),
        (Kind.GRADE, "B2", lambda c: c.review.grade),
        (Kind.NOTE, "<b>{{7*7}}</b>", lambda c: c.review.note),
        (Kind.REVIEW, ReviewState.CHECKED, lambda c: c.review.state),
    ],
)
def test_a_field_is_set_and_marked(kind, value, read):
    found = first(*said((kind, value)))
    assert read(found) == value
    judged = kind in (Kind.GRADE, Kind.NOTE, Kind.REVIEW)
    assert found.review.origin is (Origin.MACHINE if judged else Origin.CORRECTED)
    assert found.review.changed == (() if judged else (kind.value,))
    assert value_of(kind, as_json(value)) == value


def test_another_speaker_speaks_for_another_party():
    found = first(*said((Kind.SPEAKER, Voice("Tarn Oke", "pilot", GUILD))))
    assert (found.attribution.speaker_label, found.attribution.source.role) == ("Tarn Oke", "pilot")
    assert found.speaker == GUILD
    assert [r.actor for r in found.actors if r.role is Role.SPEAKS] == [GUILD]
    report = first(*said((Kind.SPEAKER, Voice(""))))
    assert report.attribution.source is None
    assert report.speaker is None


def test_a_side_holds_against_its_boundary_alone():
    journal = said((Kind.SIDE, SetSide(Bank.BOTH, "euphrates")))
    claims = apply(CLAIMS, journal, DOCUMENT).claims
    (on, *_), (off, *_) = (place_claims(claims, load_river(name)) for name in ("Euphrates", "Tigris"))
    assert (on.call.bank, on.call.basis) == (Bank.BOTH, Basis.CORRECTED)
    assert off.call.basis is not Basis.CORRECTED


def test_a_claim_s_own_place_and_no_place():
    assert [r.place for r in first(*said((Kind.AT, {"place": as_json(THERE)}))).places] == [THERE]
    assert first(*said((Kind.AT, {"place": None}))).places == ()


def test_a_claim_is_rejected_and_kept_apart():
    found = apply(CLAIMS, said((Kind.REJECT, True), (Kind.NOTE, "a headline")), DOCUMENT)
    assert [c.id for c in found.claims] == [c.id for c in CLAIMS if c is not FIRST]
    assert [(c.id, c.review.note) for c in found.rejected] == [(FIRST.id, "a headline")]
    assert found.unmatched == ()


def test_claims_are_joined_and_parted():
    second = CLAIMS[1]
    joined = apply(CLAIMS, said((Kind.MERGE, [subject_of(second)])), DOCUMENT).claims
    assert len(joined) == len(CLAIMS) - 1
    assert joined[0].span == Span(FIRST.span.start, second.span.end)
    middle = TEXT.index("shelled")
    parted = apply(CLAIMS, said((Kind.SPLIT, [middle])), DOCUMENT).claims
    assert [c.text for c in parted[:2]] == [
        TEXT[FIRST.span.start : middle].strip(),
        TEXT[middle : FIRST.span.end],
    ]
    piece = parted[1]
    journal = (*said((Kind.SPLIT, [middle])), *said((Kind.STANCE, Stance.PLANNED), claim=piece, at=1))
    assert apply(CLAIMS, journal, DOCUMENT).claims[1].stance is Stance.PLANNED
    assert apply(CLAIMS, journal, DOCUMENT).claims[0].stance is FIRST.stance


def test_what_was_said_of_a_joined_claim_does_not_move_to_the_other():
    second = CLAIMS[1]
    journal = (
        *said((Kind.STANCE, Stance.DEMANDED), claim=second),
        *said((Kind.MERGE, [subject_of(second)]), at=1),
    )
    found = apply(CLAIMS, journal, DOCUMENT)
    assert found.claims[0].stance is FIRST.stance
    assert found.unmatched == ()


def test_a_missed_claim_is_added_with_its_words():
    words = "We hold the landing in Raqqa"
    span = Span(TEXT.index(words), TEXT.index(words) + len(words))
    missed = replace(FIRST, id="c0123456789ab", span=span, text=words)
    journal = said((Kind.ADD, missed))
    found = next(c for c in apply(CLAIMS, journal, DOCUMENT).claims if c.id == missed.id)
    assert (found.text, found.review.origin) == (words, Origin.ADDED)
    corrected = (*journal, *said((Kind.STANCE, Stance.DENIED), claim=missed, at=1))
    again = next(c for c in apply(CLAIMS, corrected, DOCUMENT).claims if c.id == missed.id)
    assert (again.stance, again.review.origin) == (Stance.DENIED, Origin.ADDED)
    elsewhere = Document.of("Another text.")
    assert apply((), [replace(e, document_id=elsewhere.id) for e in journal], elsewhere).unmatched


@pytest.mark.parametrize("scope", [DOCUMENT.id, WHOLE_CASE])
def test_an_actor_s_spelling_is_learned(scope):
    names = {r.actor.name for c in CLAIMS for r in c.actors}
    assert "River Guard" in names
    journal = said((Kind.ACTOR, {"actor": as_json(GUILD)}, "river guard"), document=scope)
    claims = apply(CLAIMS, journal, DOCUMENT).claims
    assert "River Guard" not in {r.actor.name for c in claims for r in c.actors}
    assert GUILD in {r.actor for c in claims for r in c.actors}
    gone = said((Kind.ACTOR, {"actor": None}, "River Guard"), document=scope)
    assert "River Guard" not in {r.actor.name for c in apply(CLAIMS, gone, DOCUMENT).claims for r in c.actors}


def test_a_place_learned_for_the_case_gives_way_to_one_of_the_document():
    of_case = said((Kind.PLACE, {"place": as_json(THERE)}, "Hajin"), document=WHOLE_CASE)
    own = said((Kind.PLACE, {"place": None}, "HAJIN"), at=1)
    (one,) = place_corrections(of_case, DOCUMENT.id)
    assert one.place == THERE
    (one,) = place_corrections((*own, *of_case), DOCUMENT.id)
    assert one.place is None
    claims = read_document(DOCUMENT, Inputs(corrections=place_corrections(of_case, DOCUMENT.id)))
    marked = [c for c in apply(claims, of_case, DOCUMENT).claims if c.review.origin is Origin.CORRECTED]
    assert marked
    assert all(c.review.changed == ("place",) for c in marked)


# ---------------------------------------------------------------- another reading


def test_a_claim_that_a_newer_reader_names_anew_keeps_what_was_said():
    newer = [
        replace(c, id=f"c{n:012d}", span=Span(c.span.start + 3, c.span.end)) for n, c in enumerate(CLAIMS)
    ]
    found = apply(newer, said((Kind.STANCE, Stance.DOUBTED)), DOCUMENT)
    assert found.claims[0].stance is Stance.DOUBTED
    assert found.unmatched == ()


def test_what_finds_no_claim_is_listed_and_not_dropped():
    journal = said((Kind.STANCE, Stance.DOUBTED), (Kind.REJECT, True))
    found = apply(CLAIMS[2:], journal, DOCUMENT)
    assert set(found.unmatched) == set(journal)
    assert found.claims == CLAIMS[2:]


def test_two_readings_are_compared():
    newer = (
        replace(FIRST, stance=Stance.DENIED),
        *CLAIMS[2:],
        replace(CLAIMS[1], id="cnew", span=Span(9_000, 9_009)),
    )
    found = differences(CLAIMS, newer)
    assert [(d.before and d.before.id, d.after and d.after.id, d.fields) for d in found] == [
        (FIRST.id, FIRST.id, ("stance",)),
        (CLAIMS[1].id, None, ()),
        (None, "cnew", ()),
    ]
    assert differences(CLAIMS, CLAIMS) == ()


# ---------------------------------------------------------------- nothing of a stranger's file is believed


@pytest.mark.parametrize("kind", [*Kind, "other", ""])
@pytest.mark.parametrize(
    "becomes",
    [
        7, "x", [], {}, [7], {"place": 7}, {"place": {"lat": 1}},
        {"actor": {"id": "", "name": "", "kind": ""}}, {"name": "z" * 300},
        {"bank": "up", "river": "x"}, "z" * 5_000, {"id": "c", "span": {"start": 5, "end": 2}},
    ],
)  # fmt: skip
def test_a_value_that_makes_no_sense_is_listed_and_changes_nothing(kind, becomes):
    fine = {(Kind.REJECT, True), (Kind.NOTE, "x"), (Kind.MERGE, ()), (Kind.SPLIT, ()), (Kind.SPLIT, (7,)),
            (Kind.ACTORS, ())}  # fmt: skip
    hashable = tuple(becomes) if isinstance(becomes, list) else becomes
    try:
        in_order = (kind, hashable) in fine
    except TypeError:
        in_order = False
    entry = Correction(new_id(), DOCUMENT.id, kind, subject_of(FIRST), None, becomes, MADE)
    found = apply(CLAIMS, (entry,), DOCUMENT)
    if not in_order and kind not in (Kind.UNDO, Kind.REDO):
        assert found.unmatched == (entry,)
        assert found.claims == CLAIMS
        with pytest.raises(InputError):
            value_of(kind, becomes)


def test_a_colour_from_a_file_is_a_colour():
    hostile = replace(GUILD, colour='"><script>')
    found = first(*said((Kind.ACTORS, (ActorRole(hostile, Role.ACTS),))))
    assert found.actors[0].actor.colour == "#6b6b6b"


# ---------------------------------------------------------------- each kind, back and forth

_MISSED = "We hold the landing in Raqqa"
_ADDED = replace(
    FIRST,
    id="c0123456789ab",
    span=Span(TEXT.index(_MISSED), TEXT.index(_MISSED) + len(_MISSED)),
    text=_MISSED,
    attribution=replace(FIRST.attribution, content=(FIRST.span,)),
)
EVERY_KIND = {
    Kind.PLACE: ({"place": as_json(THERE)}, "Hajin"),
    Kind.ACTOR: ({"actor": as_json(GUILD)}, "River Guard"),
    Kind.ADD: (_ADDED, ""),
    Kind.MERGE: ([subject_of(CLAIMS[1])], ""),
    Kind.SPLIT: ([TEXT.index("shelled")], ""),
    Kind.REJECT: (True, ""),
    Kind.SPEAKER: (Voice("Tarn Oke", "pilot", GUILD), ""),
    Kind.ACTORS: ((ActorRole(GUILD, Role.ACTS),), ""),
    Kind.AT: ({"place": as_json(THERE)}, ""),
    Kind.SIDE: (SetSide(Bank.BOTH, "euphrates"), ""),
    Kind.TYPE: (ClaimType.CASUALTIES, ""),
    Kind.NEGATED: (True, ""),
    Kind.STANCE: (Stance.DEMANDED, ""),
    Kind.WHEN: (LATER, ""),
    Kind.GRADE: ("B2", ""),
    Kind.NOTE: ("seen", ""),
    Kind.REVIEW: (ReviewState.WITHDRAWN, ""),
}


def shown(journal):
    """What a reader is shown: places are corrected before the text is read, the rest after it."""
    inputs = Inputs(corrections=place_corrections(journal, DOCUMENT.id))
    return apply(read_document(DOCUMENT, inputs), journal, DOCUMENT)


def test_every_kind_of_correction_is_among_them():
    assert set(EVERY_KIND) == set(Kind) - {Kind.UNDO, Kind.REDO}


@pytest.mark.parametrize("scope", [DOCUMENT.id, WHOLE_CASE])
@pytest.mark.parametrize("kind", EVERY_KIND, ids=str)
def test_each_kind_is_undone_and_done_again(kind, scope):
    value, subject = EVERY_KIND[kind]
    if scope == WHOLE_CASE and not subject:
        scope = DOCUMENT.id  # only names are learned for a whole case
    earlier = said((Kind.NOTE, "looked at"), claim=CLAIMS[1])
    done = (*earlier, *said((kind, value, subject), at=1, document=scope))
    assert shown(done) != shown(earlier)
    assert shown(done).unmatched == ()
    undone = (*done, *undo(history(done).done[-1], made=MADE + timedelta(minutes=2)))
    assert shown(undone) == shown(earlier)
    redone = (*undone, *redo(history(undone).undone[-1], made=MADE + timedelta(minutes=3)))
    assert shown(redone) == shown(done)
    assert undone[: len(done)] == done, "nothing is ever taken out"


# ---------------------------------------------------------------- any journal

FIELD = st.one_of(
    st.tuples(st.just(Kind.STANCE), st.sampled_from(list(Stance))),
    st.tuples(st.just(Kind.TYPE), st.sampled_from(list(ClaimType))),
    st.tuples(st.just(Kind.NEGATED), st.booleans()),
    st.tuples(st.just(Kind.GRADE), st.sampled_from(["A1", "B2", "F6"])),
    st.tuples(st.just(Kind.NOTE), st.text(max_size=9)),
    st.tuples(st.just(Kind.REVIEW), st.sampled_from(list(ReviewState))),
    st.tuples(st.just(Kind.SPEAKER), st.sampled_from([Voice("Tarn Oke"), Voice("", "", GUILD), Voice("")])),
    st.tuples(st.just(Kind.ACTORS), st.sampled_from([(), (ActorRole(MILITIA, Role.ACTS),)])),
    st.tuples(st.just(Kind.SIDE), st.sampled_from([SetSide(Bank.LEFT, "euphrates")])),
)
PART = st.one_of(
    st.tuples(st.just(Kind.REJECT), st.just(True)),
    st.tuples(st.just(Kind.SPLIT), st.integers(0, len(TEXT)).map(lambda n: [n])),
    st.tuples(st.just(Kind.MERGE), st.sampled_from(CLAIMS).map(lambda c: [subject_of(c)])),
)
ACTION = st.tuples(st.sampled_from(CLAIMS), st.one_of(FIELD, PART))


def journal_of(actions, by=""):
    return [e for n, (claim, what) in enumerate(actions) for e in said(what, claim=claim, at=n, by=by)]


@settings(max_examples=150, deadline=None)
@given(st.lists(ACTION, max_size=8), ACTION)
def test_undo_gives_what_was_before_and_redo_what_was_done(before, last):
    journal = journal_of(before)
    done = [*journal, *said(last[1], claim=last[0], at=50)]
    action = history(done).done[-1]
    undone = [*done, *undo(action, made=MADE + timedelta(minutes=51))]
    assert apply(CLAIMS, undone, DOCUMENT) == apply(CLAIMS, journal, DOCUMENT)
    assert history(undone).undone[-1] == action
    redone = [*undone, *redo(action, made=MADE + timedelta(minutes=52))]
    assert apply(CLAIMS, redone, DOCUMENT) == apply(CLAIMS, done, DOCUMENT)
    assert history(redone).undone == ()


@settings(max_examples=100, deadline=None)
@given(st.lists(ACTION, max_size=8), st.integers(0, 8))
def test_everything_can_be_undone_down_to_the_machine_s_reading(actions, steps):
    journal = journal_of(actions)
    for step in range(len(history(journal).done)):
        journal += undo(history(journal).done[-1], made=MADE + timedelta(hours=1, minutes=step))
    assert apply(CLAIMS, journal, DOCUMENT).claims == CLAIMS
    for step in range(min(steps, len(history(journal).undone))):
        journal += redo(history(journal).undone[-1], made=MADE + timedelta(hours=2, minutes=step))
    assert len(history(journal).done) + len(history(journal).undone) == len(history(journal_of(actions)).done)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(CLAIMS), FIELD), max_size=8), st.randoms())
def test_fields_of_different_things_come_in_any_order(actions, random):
    last = {(claim.id, kind): (claim, (kind, value)) for claim, (kind, value) in actions}
    journal = journal_of(last.values())
    shuffled = list(journal)
    random.shuffle(shuffled)
    assert apply(CLAIMS, shuffled, DOCUMENT).claims == apply(CLAIMS, journal, DOCUMENT).claims


@settings(max_examples=100, deadline=None)
@given(st.lists(ACTION, max_size=8))
def test_no_claim_and_no_word_is_lost(actions):
    found = apply(CLAIMS, journal_of(actions), DOCUMENT)
    assert all(c.span.of(TEXT) == c.text for c in (*found.claims, *found.rejected))
    assert len({c.id for c in found.claims}) == len(found.claims)
    covered = [c.span for c in (*found.claims, *found.rejected)]
    for claim in CLAIMS:
        words = [n for n in range(claim.span.start, claim.span.end) if not TEXT[n].isspace()]
        assert all(any(s.start <= n < s.end for s in covered) for n in words)


@settings(max_examples=30, deadline=None)
@given(st.lists(ACTION, min_size=1, max_size=6), st.booleans())
def test_a_journal_comes_back_from_store_and_file(tmp_path_factory, actions, with_undo):
    journal = journal_of(actions, by="mara")
    if with_undo and journal:
        journal += undo(history(journal).done[-1], made=MADE + timedelta(hours=1), by="mara")
    case = StoredCase(
        CaseHead(new_id(), "", "", MADE, MADE, 1), (StoredDocument(DOCUMENT, MADE),), tuple(journal)
    )
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('journal')}/cases.sqlite")
    store.put_copies(read_archive(write_archive([case], MADE)))
    back = store.load_case(case.head.id).corrections
    store.close()
    assert back == tuple(journal)
    assert apply(CLAIMS, back, DOCUMENT) == apply(CLAIMS, journal, DOCUMENT)
    assert history(back) == history(journal)


def test_of_a_case_that_two_correct_each_undoes_their_own():
    mine = said((Kind.STANCE, Stance.DENIED), by="mara")
    theirs = said((Kind.NEGATED, True), at=1, by="tarn")
    assert history((*mine, *theirs), by="mara").done == (mine,)
    assert history((*mine, *theirs)).done == (mine, theirs)
