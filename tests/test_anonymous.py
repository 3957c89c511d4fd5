"""A visitor of a hosted server who makes his messages by hand: nothing of what an owner can do happens.

Every step is first done by the owner of the same store, which changes it; then the very same messages, with
the very same ids of buttons and fields, are sent by somebody who is nobody there.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState

from geo.cases import CaseHead, Visibility, load_samples
from geo.cases.archive import write_archive
from geo.cases.readings import read_case
from geo.cases.store import CaseStore, open_store, stored
from geo.cases.values import StoredCase
from geo.model import Document
from geo.ui import words
from tests.browser.conftest import ROOT, start_streamlit
from tests.streamlit_client import (
    Run,
    Visitor,
    Widget,
    chosen,
    edited,
    handed_in,
    opened,
    pressed,
    uploaded,
    written,
)

SECRET = "The Quillon ferry landed at Raqqa, Mara Venn said."
MADE = datetime(2018, 2, 1, 12, tzinfo=UTC)
PLACES = b"name,lat,lon\nThe Ford,34.45,40.92\n"
SAVED = write_archive(
    [StoredCase(CaseHead("k" + "s" * 26, "Saved", "", MADE, MADE), (stored(Document.of(SECRET)),))], MADE
)
UPLOADS = {"own.csv": PLACES, "own.txt": SECRET.encode(), "own.zip": SAVED}
Sent = tuple[str, str, tuple[WidgetState, ...]]
"""A page, a query and what was touched."""


@dataclass
class House:
    """A store, and two servers over it: the owner's own and a hosted one."""

    store: CaseStore
    own: str
    hosted: str

    def new_case(self) -> str:
        """The query of a link to a public case and a claim of it."""
        documents = [stored(one) for one in load_samples()[0].documents]
        identity = self.store.create_case("Ferries", documents=documents)
        self.store.show_case(identity, Visibility.PUBLIC)
        claims = next(iter(read_case(self.store, self.store.load_case(identity)).values()))
        return f"case={identity}&claim={claims[0].id}"

    def publish(self) -> None:
        """Everything is for everybody to see."""
        for head in self.store.list_cases():
            self.store.show_case(head.id, Visibility.PUBLIC)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("house")
    place = f"sqlite:///{folder}/cases.sqlite"
    store = open_store(place)
    running = []
    for name, access in (("own", "local"), ("hosted", "hosted")):
        (folder / name).mkdir()
        environment = {"THALWEG_STORE": place, "THALWEG_ACCESS": access, "THALWEG_KEEP_TEXTS": "no"}
        running.append(start_streamlit(ROOT / "app.py", folder / name, **environment))
    yield House(store, running[0][1], running[1][1])
    store.close()
    for process, _ in running:
        process.terminate()
        process.wait(timeout=20)


class Recorder:
    """The owner at work: what he sends is written down."""

    def __init__(self, visitor: Visitor, query: str) -> None:
        self.visitor, self.query = visitor, query
        self.sent: list[Sent] = []
        self.last = Run()

    def send(self, page: str, *touched: WidgetState) -> None:
        self.sent.append((page, self.query, touched))
        self.last = self.visitor.run(page, self.query, *touched)

    def widget(self, key: str) -> Widget:
        return next(one for one in self.last.widgets if one.key.startswith(key))


def home(owner: Recorder) -> None:
    owner.send("")
    box = owner.widget("home_country")
    owner.send("", chosen(box, box.message.options[-1]))


def table(owner: Recorder) -> None:
    owner.send("review")
    owner.send("review", edited(owner.widget("review_table"), note="By hand.", negated=True))


def undo(owner: Recorder) -> None:
    table(owner)
    owner.send("review")
    owner.send("review", pressed(owner.widget("undo_page")))


def seen_by(owner: Recorder) -> None:
    owner.send("")
    owner.send("", pressed(owner.widget("share")))
    field = owner.widget("seen_by")
    owner.send("", chosen(field, words.VISIBILITIES["private"]))


def reject(owner: Recorder) -> None:
    owner.send("")
    owner.send("", opened(owner.widget("correct_box")))
    owner.send("", pressed(owner.widget("c_reject")))


def no_place(owner: Recorder) -> None:
    owner.send("")
    owner.send("", opened(owner.widget("correct_box")))
    owner.send("", pressed(owner.widget("c_place_none")))


def own_places(owner: Recorder) -> None:
    owner.send("")
    uploaded(owner.visitor.url, owner.last.session, "own.csv", PLACES)
    owner.send("", handed_in(owner.widget("own_places_file"), "own.csv", len(PLACES)))


def bring_in(owner: Recorder) -> None:
    owner.send("read")
    owner.send("read", chosen(owner.widget("r_way"), words.READ_WAYS["files"]))
    uploaded(owner.visitor.url, owner.visitor.session, "own.txt", SECRET.encode())
    owner.send("read", handed_in(owner.widget("b_files"), "own.txt", len(SECRET)))
    owner.send("read", pressed(owner.widget("b_look")))
    owner.send("read", pressed(owner.widget("b_keep")))


def load_file(owner: Recorder) -> None:
    owner.send("read")
    owner.send("read", chosen(owner.widget("r_way"), words.READ_WAYS["files"]))
    uploaded(owner.visitor.url, owner.visitor.session, "own.zip", SAVED)
    owner.send("read", handed_in(owner.widget("case_file"), "own.zip", len(SAVED)))
    owner.send("read", pressed(owner.widget("case_load")))


def delete(owner: Recorder) -> None:
    owner.send("review")
    owner.send("review", opened(owner.widget("delete_sure")))
    owner.send("review", pressed(owner.widget("delete_do")))


STEPS: dict[str, Callable[[Recorder], None]] = {
    "home area": home,
    "table of corrections": table,
    "undo": undo,
    "rejection": reject,
    "no place": no_place,
    "list of places": own_places,
    "files": bring_in,
    "who sees the case": seen_by,
    "file of a case": load_file,
    "deletion": delete,
}


@pytest.mark.parametrize("name", STEPS)
def test_what_the_owner_does_an_anonymous_visitor_can_t(house: House, name: str) -> None:
    query = house.new_case()
    before = house.store.load_all()
    with Visitor(house.own) as visitor:
        owner = Recorder(visitor, query)
        STEPS[name](owner)
    after = house.store.load_all()
    assert after != before, "the owner changes something, so the messages are the right ones"
    left = {case.head.id for case in after}
    house.store.put_copies([case for case in before if case.head.id not in left])
    house.publish()
    before = house.store.load_all()
    with Visitor(house.hosted, **{"X-Forwarded-For": "127.0.0.1"}) as nobody:
        for page, query, touched in owner.sent:
            session = nobody.run(page, query).session
            for file, content in UPLOADS.items():
                uploaded(house.hosted, session or nobody.session, file, content)
            nobody.run(page, query, *touched)
    assert house.store.load_all() == before


def test_an_upload_to_nobody_s_session_is_refused(house: House) -> None:
    assert uploaded(house.hosted, "nobody", "own.txt", b"words") == 400
    with Visitor(house.hosted) as visitor:
        assert uploaded(house.hosted, visitor.run("read").session, "own.txt", b"words") == 204


def test_two_sessions_never_see_each_other_s_text(house: House) -> None:
    with Visitor(house.hosted) as one, Visitor(house.hosted) as other:
        form = {widget.key: widget for widget in one.run("read").widgets}
        asked = one.run("read", "", written(form["r_text"], SECRET), pressed(form["r_read"]))
        without_date = next(widget for widget in asked.widgets if widget.key == "r_no_date")
        assert b"Quillon" in one.run("read", "", pressed(without_date)).content
        for page in ("", "text", "actors", "disputes", "review", "brief", "read"):
            assert b"Quillon" not in other.run(page).content
