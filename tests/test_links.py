"""Addresses: every view comes back from its own; what an address gets wrong is left out and said."""

from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import filters, links
from geo.links import Base, Centre, Page, Part, Theme, View
from geo.model import Bank, Filter
from tests.test_filters import ANY_TEXTS, wanted_filters

HOSTILE = (
    "{{7*191}}", "<img src=x onerror=top.ran=1>", "x" * 5_000, "a\x00b", "${top.ran=1}", "../../etc/passwd",
    "![i](http://evil.test/i.png)", "\ud800", "%00%ff", "\u202egnp", "nan,inf,9", "1e400,0,9",
    "9" * 300, ",,,",
)  # fmt: skip

HEX = st.text("0123456789abcdef", min_size=12, max_size=12)
CENTRES = st.builds(
    Centre.of,
    st.floats(-85, 85, allow_nan=False),
    st.floats(-180, 180, allow_nan=False),
    st.floats(2, 15, allow_nan=False),
)


@st.composite
def views(draw: st.DrawFn) -> View:
    return View(
        case=draw(st.sampled_from(["", "abu-kamal", "own", "k" + "a2" * 13])),
        river=draw(st.sampled_from(["", "none", "euphrates", "amu-darya"])),
        home=draw(st.sampled_from(["", "SY", "US.PA", "SY.07"])),
        claim=draw(st.just("") | HEX.map("c{}".format) | HEX.map("c{}-2".format)),
        wanted=draw(st.just(filters.START) | wanted_filters()),
        at=draw(st.none() | CENTRES),
        base=draw(st.sampled_from(Base)),
        theme=draw(st.none() | st.sampled_from(Theme)),
        show=draw(st.frozensets(st.sampled_from(Part))),
        height=draw(st.integers(*links.HEIGHTS)),
        page=draw(st.sampled_from(Page)),
    )


@settings(max_examples=200, deadline=None)
@given(views(), st.booleans())
def test_every_view_comes_back_from_its_address(view, explicit):
    address = links.to_address(view, explicit=explicit)
    assert links.from_address(address) == (view, ())
    assert links.to_address(links.from_address(address)[0], explicit=explicit) == address


@pytest.mark.parametrize(
    ("view", "address"),
    [
        (View(), "/"),
        (View(wanted=Filter()), "/?confidence=all&repeats=shown"),
        (View(wanted=Filter(banks=frozenset({Bank.LEFT}))), "/?side=left&confidence=all&repeats=shown"),
        (View(wanted=replace(filters.START, banks=frozenset({Bank.LEFT}))), "/?side=left"),
        (View(case="abu-kamal", page=Page.TEXT), "/text?case=abu-kamal"),
        (View(at=Centre(34.45, 40.92, 9)), "/?at=34.45,40.92,9"),
        (View(claim="c0123456789ab", base=Base.STREET, theme=Theme.DARK),
         "/?claim=c0123456789ab&base=street&theme=dark"),
        (View(home="US.KY"), "/?home=US.KY"),
        (View(river="none", wanted=replace(filters.START, since=date(2017, 11, 1))),
         "/?river=none&from=2017-11-01"),
    ],
)  # fmt: skip
def test_addresses_are_short_and_keep_their_spelling(view, address):
    """These spellings are promises: a link made today is read tomorrow."""
    assert links.to_address(view) == address
    assert links.from_address(address) == (view, ())


def test_an_explicit_link_spells_out_what_a_screen_folds_away():
    assert links.to_address(View(), "http://127.0.0.1:8501/", explicit=True) == (
        "http://127.0.0.1:8501/?confidence=high,medium"
    )


@pytest.mark.parametrize(
    ("query", "note"),
    [
        ("at=95,0,9", "34.45,40.92,9"),
        ("at=34.45,40.92", "34.45,40.92,9"),
        ("at=34.45,40.92,99", "no place on the map"),
        ("base=moon", "none, street, satellite"),
        ("theme=pink", "light, dark"),
        ("lang=fr", "there is: en"),
        ("claim=zebra", "“zebra”"),
        ("case=../etc", "abu-kamal"),
        ("river=<b>", "euphrates"),
        ("home=Kentucky", "SY or SY.07"),
        ("height=9", "320 to 2000"),
        ("show=credits", "filters, timeline, list"),
        ("confidence=sure", "high, medium, low"),
        ("hue=red", "“hue” is not known"),
        ("theme=dark&theme=light", "2 times"),
    ],
)
def test_what_an_address_gets_wrong_is_left_out_and_said(query, note):
    view, notes = links.from_query(query)
    assert view in (View(), View(theme=Theme.LIGHT))
    assert len(notes) == 1
    assert note in notes[0]


def test_what_networks_hang_on_to_a_link_is_passed_over():
    assert links.from_query("utm_source=mail&fbclid=x&gclid=y") == (View(), ())


def test_an_unknown_page_is_the_map_s():
    view, (note,) = links.from_address("/narnia?side=left")
    assert view.page is Page.MAP
    assert "“narnia”" in note


@pytest.mark.parametrize("trap", HOSTILE)
@pytest.mark.parametrize("key", [key.name for key in links.SCHEMA])
def test_a_hostile_value_is_refused_or_kept_as_text(key, trap):
    view, notes = links.from_query({key: [trap, trap]})
    assert len(notes) <= 6
    assert all(len(note) < 400 and note.isprintable() for note in notes)
    free = {"actor": view.wanted.actor, "speaker": view.wanted.speaker, "words": view.wanted.words}
    if free.get(key):
        assert free[key] == trap
        assert len(trap) <= 200
        assert "\x00" not in trap
    else:
        assert view == View()


@given(st.dictionaries(ANY_TEXTS | st.sampled_from(links.KEYS), ANY_TEXTS, max_size=5))
def test_no_address_raises(query):
    links.from_query(query)
    links.from_address("/?" + urlencode(query))


@given(st.floats(-85, 85), st.floats(-540, 540), st.floats(0, 22))
def test_a_centre_is_rounded_once_and_for_all(lat, lon, zoom):
    at = Centre.of(lat, lon, zoom)
    assert Centre.of(at.lat, at.lon, at.zoom) == at
    assert abs(at.lat - lat) * 256 * 2**at.zoom / 360 <= 5.1


def test_the_browser_s_own_key_is_no_step():
    query = parse_qs("side=left&at=1,2,3")
    assert links.quiet_free(query) == {"side": ["left"]}
