"""What leaves the screen: links, snippets, codes and case files say what they should and run nothing."""

from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from urllib.parse import parse_qs, unquote, urlsplit
from xml.etree import ElementTree

import pytest

from geo import filters, links, sharing
from geo.cases.archive import read_archive
from geo.links import Centre, Page, Part, Theme, View
from geo.model import Bank, Document

BASE = "http://127.0.0.1:8501"
TRAP = "\"><script>top.ran=1</script><img src=x onerror=top.ran=2> {{7*191}} ' & `"
VIEW = View(
    claim="c0123456789ab",
    wanted=replace(filters.START, banks=frozenset({Bank.LEFT}), words=TRAP),
    at=Centre(34.45, 40.92, 9),
    theme=Theme.DARK,
    page=Page.TEXT,
    show=frozenset({Part.LIST}),
    height=700,
)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data


def query_of(address: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(address).query)


def test_a_link_restores_the_view_on_its_page():
    link = sharing.link_of(VIEW, BASE)
    assert link.startswith(f"{BASE}/text?")
    view, notes = links.from_address(link.removeprefix(BASE))
    assert notes == ()
    assert view == replace(VIEW, show=frozenset(), height=View().height)
    assert query_of(link)["confidence"] == ["high,medium"]


def test_a_snippet_is_one_frame_and_one_link_whatever_the_view_says():
    tags = Tags()
    tags.feed(sharing.embed_snippet(VIEW, BASE, TRAP))
    assert [tag for tag, _ in tags.found] == ["iframe", "p", "a"]
    frame, _, link = (attributes for _, attributes in tags.found)
    assert frame["title"] == TRAP
    assert tags.text.strip() == TRAP
    assert frame["height"] == "700"
    assert link["href"] == sharing.link_of(VIEW, BASE)
    asked = query_of(frame["src"] or "")
    assert asked["embed"] == ["true"]
    assert asked["embed_options"] == ["dark_theme"]
    assert asked["show"] == ["list"]
    assert asked["height"] == ["700"]
    assert asked["words"] == [TRAP]
    assert urlsplit(frame["src"] or "").path == "/"


def test_a_code_is_drawn_here_and_refers_to_nothing():
    picture = sharing.qr_picture(sharing.link_of(VIEW, BASE))
    kind, _, drawing = picture.partition(",")
    assert kind.startswith("data:image/svg+xml")
    root = ElementTree.fromstring(unquote(drawing))
    parts = list(root.iter())
    assert {part.tag.rpartition("}")[2] for part in parts} <= {"svg", "g", "path"}
    assert not {name for part in parts for name in part.attrib} & {"href", "src", "style"}
    assert sharing.qr_picture(f"{BASE}/?side=left") != sharing.qr_picture(f"{BASE}/?side=right")


def test_a_link_too_long_for_a_code_has_none():
    assert sharing.qr_picture(f"{BASE}/?words=" + "x" * 5_000) == ""


@pytest.mark.parametrize(
    ("address", "fits"),
    [
        (BASE, True),
        ("https://desk.example/maps", True),
        ("", False),
        ("javascript:alert(1)", False),
        ('http://a"><script>', False),
        ("http://a b", False),
        ("http://" + "a" * 400, False),
    ],
)
def test_only_an_address_stands_before_a_link(address, fits):
    assert sharing.is_base(address) is fits


def test_a_case_file_can_be_read_again():
    document = Document.of("The guild said {{7*191}} boats crossed.", title=TRAP, publisher="A \u202e B")
    (case,) = read_archive(sharing.case_file((document,), datetime(2018, 1, 15, tzinfo=UTC)))
    assert [one.document for one in case.documents] == [document]
    assert case.head.title == TRAP
