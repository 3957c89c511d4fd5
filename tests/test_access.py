"""Who may do what: every visit is somebody's, every way to write asks who."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geo.access import OWNER, READER, Request, Role, Visitor, check_change, visitor_of
from geo.cases.desk import CaseDesk
from geo.cases.store import CaseStore, open_store, stored
from geo.cases.values import StoredInput, Visibility
from geo.corrections import Kind, change, entries
from geo.errors import DeniedError, InputError, UnknownNameError
from geo.model import Document, ReviewState, text_id
from geo.settings import Settings
from tests.test_cases_store import MADE

MAIL = "mara@desk.example"
LOCAL = Settings()
HOSTED = Settings(access="hosted", editors=(MAIL,))
EDITOR = Visitor(Role.EDITOR, MAIL)


def login(mail: str) -> Request:
    return Request(host="map.desk.example", mail=mail, is_mail_verified=True)


@pytest.mark.parametrize(
    ("request_", "settings", "role"),
    [
        (Request(host="localhost:8501"), LOCAL, Role.OWNER),
        (Request(host="127.0.0.1:8501"), LOCAL, Role.OWNER),
        (Request(host="[::1]:8501"), LOCAL, Role.OWNER),
        (Request(host="127.0.0.1:8501", address="127.0.0.1"), LOCAL, Role.OWNER),
        (Request(host=""), LOCAL, Role.READER),
        (Request(host="map.desk.example"), LOCAL, Role.READER),
        (Request(host="localhost.desk.example"), LOCAL, Role.READER),
        (Request(host="192.168.1.5:8501"), LOCAL, Role.READER),
        (Request(host="localhost:8501", address="192.168.1.7"), LOCAL, Role.READER),
        (Request(host="localhost:8501", is_forwarded=True), LOCAL, Role.READER),
        (replace(login(MAIL), host="localhost:8501", is_forwarded=True), LOCAL, Role.READER),
        (Request(host="localhost:8501"), HOSTED, Role.READER),
        (login(MAIL), HOSTED, Role.EDITOR),
        (login(" Mara@Desk.Example "), HOSTED, Role.EDITOR),
        (replace(login(MAIL), is_mail_verified=False), HOSTED, Role.READER),
        (login("ivo@desk.example"), HOSTED, Role.READER),
        (login(""), Settings(access="hosted"), Role.READER),
    ],
)  # fmt: skip
def test_whose_visit_it_is(request_: Request, settings: Settings, role: Role) -> None:
    assert visitor_of(request_, settings).role is role


def test_only_a_reader_is_refused() -> None:
    check_change(OWNER)
    check_change(EDITOR)
    with pytest.raises(DeniedError, match="only editors can change"):
        check_change(READER)


def report(text: str = "The ferry ran, Mara Venn said.") -> Document:
    return Document(text_id(text), text, title="Ferries")


@pytest.fixture
def store(tmp_path: Path) -> CaseStore:
    return open_store(f"sqlite:///{tmp_path / 'cases.sqlite'}")


def kept(store: CaseStore, visibility: Visibility) -> str:
    identity = store.create_case(visibility.value, documents=[stored(report())])
    store.show_case(identity, visibility)
    return identity


WRITES: dict[str, Callable[[CaseDesk, str], object]] = {
    "create_case": lambda desk, case: desk.create_case("New", documents=[stored(report())]),
    "add_documents": lambda desk, case: desk.add_documents(case, [stored(report("Another one."))]),
    "remove_document": lambda desk, case: desk.remove_document(case, report().id),
    "add_corrections": lambda desk, case: desk.add_corrections(case, []),
    "put_inputs": lambda desk, case: desk.put_inputs(case, [StoredInput("places", "", [], MADE)]),
    "forget_earlier": lambda desk, case: desk.forget_earlier(case),
    "rename_case": lambda desk, case: desk.rename_case(case, "Other", ""),
    "show_case": lambda desk, case: desk.show_case(case, Visibility.PUBLIC),
    "put_copies": lambda desk, case: desk.put_copies([desk._store.load_case(case)]),
    "delete_case": lambda desk, case: desk.delete_case(case),
}


def test_every_way_to_write_is_in_the_table() -> None:
    reading = {"load_case", "list_cases", "read_case", "machine_claims", "changed_readings", "shown"}
    derived = {"found", "keep_found"}  # from what is there, by the server itself: no input of anybody's
    assert {name for name in vars(CaseDesk) if not name.startswith("_")} - reading - derived == set(WRITES)


@pytest.mark.parametrize("name", WRITES)
def test_a_reader_changes_nothing(store: CaseStore, name: str) -> None:
    identity = kept(store, Visibility.UNLISTED)
    before = store.load_all()
    with pytest.raises(DeniedError):
        WRITES[name](CaseDesk(store, READER, HOSTED), identity)
    assert store.load_all() == before


@pytest.mark.parametrize("name", WRITES)
def test_an_editor_and_the_owner_change(store: CaseStore, name: str) -> None:
    for visitor, settings in ((EDITOR, HOSTED), (OWNER, LOCAL)):
        WRITES[name](CaseDesk(store, visitor, settings), kept(store, Visibility.UNLISTED))


def test_what_a_reader_finds(store: CaseStore) -> None:
    cases = {visibility: kept(store, visibility) for visibility in Visibility}
    desk = CaseDesk(store, READER, HOSTED)
    assert [head.id for head in desk.list_cases()] == [cases[Visibility.PUBLIC]]
    assert desk.load_case(cases[Visibility.UNLISTED]).head.title == "unlisted"
    with pytest.raises(UnknownNameError, match="no case is kept here under this name"):
        desk.load_case(cases[Visibility.PRIVATE])
    assert {head.id for head in CaseDesk(store, EDITOR, HOSTED).list_cases()} == set(cases.values())


def test_readers_see_checked_claims_alone_where_the_host_says_so(store: CaseStore) -> None:
    identity = kept(store, Visibility.PUBLIC)
    (read,) = CaseDesk(store, OWNER, LOCAL).read_case(store.load_case(identity))[report().id].claims
    public = replace(HOSTED, public_claims="checked")
    seen = {"all": HOSTED, "checked": public}

    def counts() -> dict[str, int]:
        case = store.load_case(identity)
        found = {n: CaseDesk(store, READER, s).read_case(case)[report().id] for n, s in seen.items()}
        assert CaseDesk(store, EDITOR, public).read_case(case)[report().id].claims != ()
        return {name: len(applied.claims) for name, applied in found.items()}

    assert counts() == {"all": 1, "checked": 0}
    said = entries([change(read, Kind.REVIEW, ReviewState.CHECKED)], made=MADE)
    CaseDesk(store, EDITOR, HOSTED).add_corrections(identity, said)
    assert counts() == {"all": 1, "checked": 1}


def test_a_visitor_keeps_no_heap_beside_a_text(store: CaseStore) -> None:
    desk = CaseDesk(store, READER, replace(HOSTED, keep_texts="yes"))
    heap = StoredInput("places", "", "x" * 600_000, MADE)
    with pytest.raises(DeniedError, match="visitors may keep"):
        desk.create_case("New", documents=[stored(report())], inputs=[heap])
    assert store.count_cases() == 0


def test_what_an_editor_writes_bears_his_name_and_no_other(store: CaseStore) -> None:
    forged = [stored(report(), by="somebody else")]
    identity = CaseDesk(store, EDITOR, HOSTED).create_case("New", documents=forged)
    assert store.load_case(identity).documents[0].by == MAIL


DRAFTS = Settings(access="hosted", keep_texts="yes", max_drafts_per_hour=2, max_text_chars=100)


def test_a_reader_keeps_drafts_where_the_host_lets_him(store: CaseStore) -> None:
    desk = CaseDesk(store, READER, DRAFTS)
    identity = desk.create_case("Draft", documents=[stored(report())])
    assert desk.load_case(identity).head.visibility is Visibility.UNLISTED
    assert desk.list_cases() == ()


@pytest.mark.parametrize(
    ("documents", "error", "sentence"),
    [
        ([stored(report()), stored(report("Another one."))], DeniedError, "one text at a time"),
        ([], DeniedError, "one text at a time"),
        ([stored(report("word " * 50))], InputError, "longer than 100 characters"),
    ],
)
def test_a_draft_has_limits(store: CaseStore, documents, error, sentence) -> None:
    with pytest.raises(error, match=sentence):
        CaseDesk(store, READER, DRAFTS).create_case("Draft", documents=documents)
    assert store.count_cases() == 0


def test_drafts_come_now_and_then(store: CaseStore) -> None:
    desk = CaseDesk(store, READER, DRAFTS)
    for number in range(2):
        desk.create_case("Draft", documents=[stored(report(f"Ferry {number}."))])
    with pytest.raises(DeniedError, match="2 texts were kept here within an hour"):
        desk.create_case("Draft", documents=[stored(report("Ferry 3."))])
    assert store.count_cases() == 2
    assert store.count_cases(since=datetime(2100, 1, 1, tzinfo=UTC)) == 0


def test_no_more_cases_than_the_host_wants(store: CaseStore) -> None:
    desk = CaseDesk(store, OWNER, Settings(max_kept_texts=1))
    desk.create_case("One")
    with pytest.raises(InputError, match="1 cases are kept here"):
        desk.create_case("Two")


def about(monkeypatch: pytest.MonkeyPatch, *, logged_in: bool, visitor: Visitor) -> AppTest:
    """The page about Thalweg, on a server with a login."""
    monkeypatch.setenv("THALWEG_ACCESS", "hosted")
    monkeypatch.setattr("geo.ui.visitor._has_login", lambda: True)
    monkeypatch.setattr("geo.ui.visitor.is_logged_in", lambda: logged_in)
    monkeypatch.setattr("geo.ui.visitor.this_visitor", lambda: visitor)
    app = AppTest.from_file(str(Path(__file__).resolve().parent.parent / "app.py"), default_timeout=60)
    return app.switch_page("pages/about.py").run()


@pytest.mark.parametrize(
    ("logged_in", "visitor", "button", "sentence"),
    [
        (False, READER, "log_in", "Editors of this server log in"),
        (True, READER, "log_out", "no editor here"),
        (True, EDITOR, "log_out", "Logged in as mara"),
    ],
)
def test_editors_find_the_way_in_and_out(monkeypatch, logged_in, visitor, button, sentence) -> None:
    app = about(monkeypatch, logged_in=logged_in, visitor=visitor)
    assert not app.exception
    assert app.button(key=button)
    assert any(sentence in caption.value for caption in app.caption)


def test_local_use_knows_no_login() -> None:
    app = AppTest.from_file(str(Path(__file__).resolve().parent.parent / "app.py"), default_timeout=60)
    keys = [button.key for button in app.switch_page("pages/about.py").run().button]
    assert "log_in" not in keys
