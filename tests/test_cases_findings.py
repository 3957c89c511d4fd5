"""What is found among a kept case's claims is kept beside it, and is what would be found afresh."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from geo.cases import findings, readings
from geo.cases.belongings import HOME, kept_boundary, kept_lines
from geo.cases.findings import ALL, CHECKED, find_ahead, keep_found, load_found
from geo.cases.readings import correct_case, read_case
from geo.cases.store import CaseStore, new_correction, stored
from geo.cases.values import StoredCase, StoredInput, Visibility
from geo.corrections import Kind, change, entries
from geo.errors import StoreError
from geo.model import Document, River, Stance
from geo.pipeline import NO_INPUTS, Among, join_reports, see_claims
from geo.ui import readings as shown
from tests.test_cases_store import MADE, store, url

__all__ = ["store", "url"]
TEXTS = [
    "The army said that its soldiers control Raqqa. The rebels said that the army does not control Raqqa.",
    "Colonel Mara Venn said that forty boats had crossed the Euphrates at Deir ez-Zor by night.",
    "Two hundred people waited. Colonel Mara Venn said that forty boats had crossed the Euphrates at Deir "
    "ez-Zor by night. The governor denied that boats had crossed the Euphrates at Deir ez-Zor.",
]
FRONT = River(
    "own-front", "Front", ("Front",), ((40.0, 34.0), (39.0, 35.9), (38.0, 36.5)), sides=("Green", "Brown")
)
Happens = Callable[[CaseStore, str], None]


def a_case(store: CaseStore) -> str:
    return store.create_case("Ferries", documents=[stored(Document.of(text)) for text in TEXTS])


def afresh(case: StoredCase, store: CaseStore) -> shown.Case:
    """The case as its page makes it, with nothing known."""
    return _seen(case, store, None)


def _seen(case: StoredCase, store: CaseStore, known: Among | None) -> shown.Case:
    documents = tuple(one.document for one in case.documents)
    claims = read_case(store, case)
    word = findings.boundary_in(case.inputs)
    lines = findings.lines_in(case.inputs)
    made = shown._Made(documents, case.head.title, word, NO_INPUTS, case.corrections, lines)
    return shown._corrected(made, [claims[one.id] for one in documents], known)[0]


def test_what_is_found_ahead_is_what_would_be_found(store: CaseStore) -> None:
    identity = a_case(store)
    find_ahead(store, store.load_case(identity))
    case = store.load_case(identity)
    found = load_found(store, case, ALL)
    assert found is not None
    assert (found.boundary, len(found.repeats) > 0, len(found.conflicts) > 1) == ("euphrates", True, True)
    assert _seen(case, store, found) == afresh(case, store)
    assert load_found(store, case, CHECKED) is None


def _correct(store: CaseStore, identity: str) -> None:
    case = store.load_case(identity)
    claim = read_case(store, case)[case.documents[0].document.id][0]
    store.add_corrections(identity, entries([change(claim, Kind.STANCE, Stance.PLANNED)], made=MADE))


def _correct_in_vain(store: CaseStore, identity: str) -> None:
    document_id = store.load_case(identity).documents[0].document.id
    gone = new_correction(document_id, Kind.ACTORS, "c0", was=None, becomes={"actors": []}, by="mara")
    store.add_corrections(identity, [gone])


def _drop(store: CaseStore, identity: str) -> None:
    store.remove_document(identity, Document.of(TEXTS[1]).id)


def _add(store: CaseStore, identity: str) -> None:
    store.add_documents(identity, [stored(Document.of("The rebels said that they hold Raqqa."))])


def _bound(store: CaseStore, identity: str) -> None:
    store.put_inputs(identity, kept_boundary("khabur", MADE))


def _home(store: CaseStore, identity: str) -> None:
    store.put_inputs(identity, [StoredInput(HOME, "", "SY", MADE)])


def _redraw(store: CaseStore, identity: str) -> None:
    line = replace(FRONT, id="euphrates:own", base="euphrates", sides=None)
    store.put_inputs(identity, kept_lines([line], MADE))


@pytest.mark.parametrize("happens", [_correct, _correct_in_vain, _drop, _add, _bound, _home, _redraw])
def test_what_was_found_holds_for_nothing_else(store: CaseStore, happens: Happens) -> None:
    identity = a_case(store)
    find_ahead(store, store.load_case(identity))
    happens(store, identity)
    case = store.load_case(identity)
    assert load_found(store, case, ALL) is None
    find_ahead(store, case)
    known = load_found(store, case, ALL)
    assert known is not None
    assert _seen(case, store, known) == afresh(case, store)


def test_another_version_finds_again(store: CaseStore, monkeypatch: pytest.MonkeyPatch) -> None:
    identity = a_case(store)
    find_ahead(store, store.load_case(identity))
    monkeypatch.setattr(findings, "looker_version", lambda: "another")
    assert load_found(store, store.load_case(identity), ALL) is None
    assert len({readings.looker_version(), readings.reader_version()}) == 2


def test_another_name_and_other_readers_change_nothing(store: CaseStore) -> None:
    identity = a_case(store)
    find_ahead(store, store.load_case(identity))
    store.rename_case(identity, "Boats", "a note")
    store.show_case(identity, Visibility.PUBLIC)
    assert load_found(store, store.load_case(identity), ALL) is not None


def test_it_is_found_once(store: CaseStore, monkeypatch: pytest.MonkeyPatch) -> None:
    identity = a_case(store)
    find_ahead(store, store.load_case(identity))
    monkeypatch.setattr(findings, "see_claims", lambda *_, **__: pytest.fail("looked again"))
    find_ahead(store, store.load_case(identity))


@pytest.mark.parametrize("nonsense", ["", "[", "7", '{"repeats": [{"claim": 7, "of": "c"}]}'])
def test_what_can_t_be_understood_is_found_again(store: CaseStore, nonsense: str) -> None:
    identity = a_case(store)
    find_ahead(store, store.load_case(identity))
    case = store.load_case(identity)
    kept = store.load_findings(identity, ALL)
    assert kept is not None
    store.keep_findings(case.head, ALL, kept[0], nonsense)
    assert load_found(store, case, ALL) is None


def test_what_is_known_of_other_claims_is_not_taken(store: CaseStore) -> None:
    identity = a_case(store)
    find_ahead(store, store.load_case(identity))
    case = store.load_case(identity)
    known = load_found(store, case, ALL)
    claims = correct_case(case, read_case(store, case))
    documents = [one.document for one in case.documents]
    read = join_reports(documents, [claims[one.id].claims for one in documents])
    fewer = see_claims(read[1:], TEXTS, lambda _: None, boundary="euphrates", known=known)
    assert read[0].id in {one.a for one in known.conflicts} | {one.b for one in known.conflicts}
    assert fewer == see_claims(read[1:], TEXTS, lambda _: None, boundary="euphrates")
    other = see_claims(read, TEXTS, lambda _: None, boundary="none", known=known)
    assert other == see_claims(read, TEXTS, lambda _: None, boundary="none"), "of another boundary"


def test_it_goes_with_its_case_and_with_a_document(store: CaseStore) -> None:
    identity = a_case(store)
    find_ahead(store, store.load_case(identity))
    before = store.load_case(identity)
    store.remove_document(identity, Document.of(TEXTS[0]).id)
    assert store.load_findings(identity, ALL) is None
    keep_found(store, before, ALL, Among("late"))
    assert store.load_findings(identity, ALL) is None, "of a case that has changed since"
    find_ahead(store, store.load_case(identity))
    assert store.load_findings(identity, ALL) is not None
    store.delete_case(identity)
    assert store.load_findings(identity, ALL) is None
    keep_found(store, before, ALL, Among("late"))
    assert store.load_findings(identity, ALL) is None


def test_a_store_that_can_t_be_written_is_looked_through_all_the_same(
    store: CaseStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StoreError("the disk is full", store="a")

    identity = a_case(store)
    monkeypatch.setattr(store, "keep_findings", full)
    find_ahead(store, store.load_case(identity))
    assert store.load_findings(identity, ALL) is None


def test_a_boundary_that_can_t_be_had_is_left_to_the_page(store: CaseStore) -> None:
    identity = a_case(store)
    store.put_inputs(identity, kept_boundary("own-nowhere", MADE + timedelta(days=1)))
    find_ahead(store, store.load_case(identity))
    assert store.load_findings(identity, ALL) is None
    store.put_inputs(identity, [*kept_lines([FRONT], MADE), *kept_boundary(FRONT.id, MADE)])
    find_ahead(store, store.load_case(identity))
    found = load_found(store, store.load_case(identity), ALL)
    assert found is not None
    assert found.boundary == FRONT.id
