"""The composed briefing: what covers what, what is listed, what the words say."""

import io
import itertools
import math
from dataclasses import replace
from datetime import date

import pytest
import shapely
from PIL import Image, ImageChops

from geo.briefing import SHEETS, THEMES, Brief, compose_brief
from geo.briefing.furniture import legend_items, round_length
from geo.briefing.ground import bank_shapes, river_line
from geo.briefing.lettering import (
    plain,
    runs_right_to_left,
    shortened,
    width_of,
    wrapped,
    wrapped_parts,
)
from geo.briefing.page import line_box
from geo.briefing.panel import map_panel
from geo.briefing.pins import REACH, pin_marks
from geo.briefing.theme import channels, theme_of
from geo.briefing.values import Box, Disc, Drawn, Layer, Page, Shape, Words
from geo.briefing.view import view_of
from geo.briefing.words import letters
from geo.errors import InputError
from geo.model import Bank, BankCall, Basis, Conflict, ConflictKind, Stance
from geo.river import load_river, nearest_point
from geo.still import draw_png
from tests.briefs import ABU_KAMAL, REPORT, SCENES, located, off_map, scene_of

BRIEFS: dict[tuple[str, str], object] = {}


def brief_of(name: str, layout: str = "16:9"):
    """A scene's briefing, composed once for all tests."""
    if (name, layout) not in BRIEFS:
        BRIEFS[name, layout] = compose_brief(
            SCENES[name](), layout=layout, documents=[REPORT], as_of=date(2018, 1, 15), total=400
        )
    return BRIEFS[name, layout]


def covers(one: Drawn, other: Drawn) -> bool:
    """Whether two drawn things cover each other; pins are round."""
    if one.kind == other.kind == "pin":
        (ax, ay), (bx, by) = one.box.middle, other.box.middle
        return math.hypot(ax - bx, ay - by) < 2 * REACH - 0.5
    if "pin" in (one.kind, other.kind):
        pin, box = (one, other.box) if one.kind == "pin" else (other, one.box)
        x, y = pin.box.middle
        near = max(box.x0, min(x, box.x1)), max(box.y0, min(y, box.y1))
        return math.hypot(near[0] - x, near[1] - y) < REACH - 3
    return one.box.meets(other.box)


def clashes(brief: Brief) -> list[tuple[Drawn, Drawn]]:
    """Drawn things that cover each other, on any page."""
    pairs = (pair for page in brief.pages for pair in itertools.combinations(page.drawn, 2))
    return [(one, other) for one, other in pairs if covers(one, other)]


def cut_off(brief: Brief) -> list[str]:
    """Texts that reach out of what they are drawn in, and boxes that reach out of the sheet."""
    found = []
    for page in brief.pages:
        for layer in page.layers:
            frame = (layer.clip or brief.sheet.box).grown(0.5)
            words = (mark for mark in layer.marks if isinstance(mark, Words) and not mark.angle)
            found += [mark.text for mark in words if not frame.holds(line_box(mark))]
        found += [drawn.text or drawn.kind for drawn in page.drawn if not brief.sheet.box.holds(drawn.box)]
    return found


@pytest.mark.parametrize("layout", SHEETS)
@pytest.mark.parametrize("name", SCENES)
def test_nothing_covers_anything_and_nothing_is_clipped(name: str, layout: str) -> None:
    brief = brief_of(name, layout)
    assert clashes(brief) == []
    assert cut_off(brief) == []


@pytest.mark.parametrize("name", SCENES)
def test_every_claim_is_listed_once_with_who_and_how(name: str) -> None:
    brief = brief_of(name)
    scene = brief.scene
    listed = [entry.placed.claim.id for page in brief.pages for entry in page.entries]
    assert sorted(listed) == sorted(placed.claim.id for placed in scene.claims)
    on_map = {scene.claims[index].claim.id for pin in scene.pins for index in pin.claims}
    for entry in brief.entries:
        assert entry.speaker
        assert entry.stance_words
        assert entry.on_map == (entry.placed.claim.id in on_map)
        assert entry.source == "Quiet on the lower river, Lowland Gazette, 3 December 2017"


@pytest.mark.parametrize("name", SCENES)
def test_every_number_in_the_list_stands_on_the_map(name: str) -> None:
    brief = brief_of(name)
    numbers = {drawn.text for drawn in brief.pages[0].drawn if drawn.kind == "pin"}
    assert {
        entry.mark.rstrip("abcdefghijklmnopqrstuvwxyz") for entry in brief.entries if entry.on_map
    } == numbers


@pytest.mark.parametrize("name", ["town", "province", "many", "one spot", "flat river"])
def test_a_group_holds_claims_of_one_bank(name: str) -> None:
    banks: dict[str, set[Bank]] = {}
    for entry in brief_of(name).entries:
        if entry.on_map:
            number = entry.mark.rstrip("abcdefghijklmnopqrstuvwxyz")
            banks.setdefault(number, set()).add(entry.placed.call.bank)
    assert all(len(found) == 1 for found in banks.values())


def test_claims_on_the_river_keep_to_it() -> None:
    river = load_river("Euphrates")
    spot = nearest_point(river, (40.75, 34.78))
    claims = [
        replace(p, position=spot, call=BankCall(Bank.ON_RIVER, Basis.STATED))
        for p in (located("Hajin", *spot, "Euphrates", number) for number in range(4))
    ]
    scene = scene_of(claims, "Euphrates")
    frame = Box(0, 0, 1200, 800)
    panel = map_panel(scene, frame, theme_of("light", scene))
    line = river_line(river, view_of(scene.bounds, frame))
    assert len(panel.markers) == 4
    for marker in panel.markers:
        assert line.distance(shapely.Point(marker.x, marker.y)) < 1


@pytest.mark.parametrize("name", ["town", "province", "flat river"])
def test_a_pin_set_aside_stays_on_its_bank(name: str) -> None:
    scene = SCENES[name]()
    frame = Box(0, 0, 1200, 800)
    banks = bank_shapes(scene.areas, view_of(scene.bounds, frame))
    for marker in map_panel(scene, frame, theme_of("light", scene)).markers:
        if marker.bank in banks:
            assert banks[marker.bank].distance(shapely.Point(marker.x, marker.y)) < 1


@pytest.mark.parametrize("name", SCENES)
def test_the_same_scene_gives_the_same_briefing(name: str) -> None:
    again = compose_brief(SCENES[name](), documents=[REPORT], as_of=date(2018, 1, 15), total=400)
    assert again == brief_of(name)


@pytest.mark.parametrize("stance", Stance)
@pytest.mark.parametrize("negated", [False, True])
@pytest.mark.parametrize("theme", THEMES)
def test_only_what_is_said_to_be_so_is_filled(stance: Stance, negated: bool, theme: str) -> None:
    colours = theme_of(theme, SCENES["town"]())
    marks = pin_marks(0, 0, colour="#d55e00", stance=stance, negated=negated, text="1", theme=colours)
    filled = any(not isinstance(mark, Words) and mark.fill == "#d55e00" for mark in marks)
    assert filled == (stance is Stance.ASSERTED and not negated)
    strikes = [mark for mark in marks if isinstance(mark, Shape) and not mark.closed]
    assert bool(strikes) == (negated or stance is Stance.DENIED)


def test_stances_have_shapes_of_their_own() -> None:
    theme = theme_of("print", SCENES["town"]())

    def outline(stance: Stance, negated: bool) -> tuple:
        marks = pin_marks(0, 0, colour="#555555", stance=stance, negated=negated, text="", theme=theme)
        return tuple(
            (type(mark), mark.dash, len(mark.rings[0]) if isinstance(mark, Shape) else 0, bool(mark.fill))
            for mark in marks
        ) + tuple(mark.rings for mark in marks if isinstance(mark, Shape) and not mark.closed)

    kinds = [outline(stance, negated) for stance in Stance for negated in (False, True)]
    filled = {
        Stance.ASSERTED: pin_marks(
            0, 0, colour="#555555", stance=Stance.ASSERTED, negated=False, text="", theme=theme
        )
    }
    assert len(set(kinds)) == len(kinds)
    assert isinstance(filled[Stance.ASSERTED][1], Disc)


def test_print_uses_greys_alone() -> None:
    brief = compose_brief(SCENES["town"](), theme="print")
    for page in brief.pages:
        for mark in (mark for layer in page.layers for mark in layer.marks):
            colours = [mark.colour, mark.halo] if isinstance(mark, Words) else [mark.fill, mark.stroke]
            for colour in filter(None, colours):
                assert len(set(channels(colour))) == 1, mark


def test_the_notice_the_page_and_the_counts_are_on_every_page() -> None:
    brief = brief_of("many")
    assert len(brief.pages) > 5
    for page in brief.pages:
        lines = [mark.text for layer in page.layers for mark in layer.marks if isinstance(mark, Words)]
        assert "Claims as reported by named speakers; not verified" in lines
        assert f"Page {page.number} of {len(brief.pages)}" in lines
        assert any(line.startswith("300 of 400 claims") for line in lines)
        assert any("GeoNames" in line for line in lines)
        assert any("Lowland Gazette" in line for line in lines)


def test_the_map_has_scale_north_locator_legend_and_both_banks() -> None:
    page = brief_of("town").pages[0]
    names = {layer.name for layer in page.layers}
    assert {"ground", "banks", "boundary", "extents", "pins", "names", "scale", "locator", "legend"} <= names
    lines = {mark.text for layer in page.layers for mark in layer.marks if isinstance(mark, Words)}
    assert {"N", "Euphrates", "West bank · right", "East bank · left", "US-led Coalition"} <= lines
    assert any(line.endswith(" km") for line in lines)


def test_the_list_names_the_sides_as_the_map_does() -> None:
    brief = brief_of("town")
    written = {area.bank: area.label.split(" ")[0].lower() for area in brief.scene.areas}
    sided = [entry for entry in brief.entries if entry.placed.call.bank in written]
    assert sided
    assert all(entry.side.startswith(f"{written[entry.placed.call.bank]} bank, ") for entry in sided)


def test_what_is_not_on_the_map_is_listed_last_under_a_heading() -> None:
    brief = compose_brief(
        scene_of([located("Abu Kamal", 40.95, 34.5, "Euphrates", 1), off_map(2), off_map(3)], "Euphrates")
    )
    assert [entry.mark for entry in brief.entries] == ["1", "", ""]
    lines = [mark.text for layer in brief.pages[0].layers for mark in layer.marks if isinstance(mark, Words)]
    assert "Not on the map (2)" in lines
    assert brief.texts.count == "3 claims · 2 of them not on the map"


def test_the_list_says_which_claims_may_conflict() -> None:
    claims = [located(*ABU_KAMAL[1], "Euphrates", 1), located(*ABU_KAMAL[2], "Euphrates", 2), off_map(3)]
    first, second, third = (claim.claim.id for claim in claims)
    pairs = [
        Conflict(first, second, "rule", ConflictKind.FACT),
        Conflict(first, third, "rule", ConflictKind.FACT),
    ]
    pairs.append(Conflict(second, "of another report", "rule", ConflictKind.FACT))
    entries = compose_brief(scene_of(claims, "Euphrates", conflicts=pairs)).entries
    assert [entry.disputed for entry in entries] == [
        "may conflict with 2 and one not on the map",
        "may conflict with 1",
        "may conflict with 1",
    ]
    assert entries[0].details.endswith("may conflict with 2 and one not on the map")


def test_an_empty_picture_says_so() -> None:
    brief = brief_of("nothing")
    lines = [mark.text for layer in brief.pages[0].layers for mark in layer.marks if isinstance(mark, Words)]
    assert "No claim is kept by these filters." in lines
    assert "No claims are shown" in brief.alt_text


def test_the_marking_stands_at_the_top_and_the_bottom() -> None:
    for marking, count in (("", 0), ("FOR TRAINING", 2)):
        page = compose_brief(SCENES["town"](), marking=marking).pages[0]
        lines = [mark.text for layer in page.layers for mark in layer.marks if isinstance(mark, Words)]
        assert lines.count("FOR TRAINING") == count


def test_alternative_text_and_caption_keep_speaker_stance_and_source() -> None:
    brief = brief_of("town")
    for words in (
        "divided by the Euphrates",
        "14 claims by Mara Venn",
        "Not on the map: 2",
        "says it is so",
        "not verified",
    ):
        assert words in brief.alt_text
    for words in (
        "Who says what",
        "7 of 27 claims · east bank",
        "Lowland Gazette",
        "GeoNames",
        "not verified",
    ):
        assert words in brief.caption


def test_the_title_is_proposed_where_there_is_none() -> None:
    scene = replace(SCENES["town"](), title="")
    assert compose_brief(scene).texts.title == "Claims along the Euphrates"
    assert compose_brief(scene, title="My title", subtitle="mine").texts.subtitle == "mine"


@pytest.mark.parametrize("given", [{"layout": "5:4"}, {"theme": "sepia"}])
def test_an_unknown_layout_or_theme_names_those_that_are(given: dict) -> None:
    with pytest.raises(InputError, match=r"choose one of .*(16:9|light)"):
        compose_brief(SCENES["town"](), **given)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("two\nlines\tand a tab", "two lines and a tab"),
        ("a\u202egnp.exe", "agnp.exe"),
        ("bell\x07 and \ud800 half", "bell and \ufffd half"),
        ("{{7*191}} <b> $x$", "{{7*191}} <b> $x$"),
        ("قال المتحدث", "قال المتحدث"),
    ],
)
def test_text_is_drawn_as_written_on_one_line(text: str, shown: str) -> None:
    assert plain(text) == shown


@pytest.mark.parametrize("text", ["a few words that go on for a while", "x" * 300, "", "short"])
def test_lines_are_no_wider_than_asked_and_lose_nothing(text: str) -> None:
    lines = wrapped(text, 17, 180)
    assert all(width_of(line, 17) <= 180 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert width_of(shortened(text, 17, 90), 17) <= 90


@pytest.mark.parametrize(("number", "word"), [(0, "a"), (25, "z"), (26, "aa"), (27, "ab")])
def test_letters_of_a_group(number: int, word: str) -> None:
    assert letters(number) == word


@pytest.mark.parametrize(("most", "length"), [(7.3, 5), (1999, 1000), (0.4, 0.2), (1, 1), (2000, 2000)])
def test_scale_bars_have_round_lengths(most: float, length: float) -> None:
    assert round_length(most) == pytest.approx(length)


# ---------------------------------------------------------------- print


def painted(marks: tuple, side: int = 60) -> Image.Image:
    """Marks around (0, 0) as black and white alone: every grey that is not near white is black."""
    page = Page(1, (Layer("pin", marks),), (), ())
    brief = replace(compose_brief(SCENES["nothing"](), theme="print"), pages=(page,))
    image = Image.open(io.BytesIO(draw_png(brief, scale=2, crop=Box.around(0, 0, side / 2))))
    return image.convert("L").point(lambda grey: 255 if grey > 225 else 0)


def differing(one: Image.Image, other: Image.Image) -> int:
    """Pixels in which two pictures of a pin differ, of some 3,600 that a pin covers."""
    return sum(ImageChops.difference(one, other).histogram()[1:])


def test_in_print_actors_and_stances_differ_without_any_grey() -> None:
    claims = [located("Hajin", 40.83, 34.69, "Euphrates", n) for n in range(5)]
    theme = theme_of("print", scene_of(claims, "Euphrates"))
    actors = [claim.claim.actors[0].actor for claim in claims]
    pins = {
        (actor.id, stance, negated): painted(
            pin_marks(
                0, 0, colour=theme.of(actor), stance=stance, negated=negated, text="", theme=theme,
                pips=theme.pips(actor),
            )
        )
        for actor in actors
        for stance in Stance
        for negated in (False, True)
    }  # fmt: skip
    for (_, one), (_, other) in itertools.combinations(pins.items(), 2):
        assert differing(one, other) >= 30


def test_in_print_the_banks_are_hatched_across_each_other() -> None:
    brief = compose_brief(SCENES["town"](), theme="print")
    banks = next(layer for layer in brief.pages[0].layers if layer.name == "banks")

    def slopes(shape: Shape) -> set[int]:
        return {round((y1 - y0) / (x1 - x0)) for (x0, y0), (x1, y1) in shape.rings if abs(x1 - x0) > 5}

    assert [slopes(mark) for mark in banks.marks] == [{-1}, {1}]


def test_in_print_the_legend_shows_the_dots_of_the_pins() -> None:
    scene = SCENES["town"]()
    theme = theme_of("print", scene)
    dots = [theme.pips(actor) for actor in {pin.actor for pin in scene.pins}]
    assert sorted(dots) == list(range(len(dots)))
    entries = [symbol for _, symbol in legend_items(scene, theme) if getattr(symbol, "kind", "") == "actor"]
    assert sorted(len(entry.symbol) for entry in entries) == sorted(dots)
    assert {theme_of("light", scene).pips(pin.actor) for pin in scene.pins} == {0}


# ---------------------------------------------------------------- texts that are long


@pytest.mark.parametrize("layout", SHEETS)
def test_long_texts_stay_whole_and_in_their_place(layout: str) -> None:
    long = "What the boatmen say and what the wardens deny about the fog, the ferries and the lanterns "
    marking = ("Handle with care; " * 10)[:120].strip()
    brief = compose_brief(
        SCENES["town"](), layout=layout, title=long + "of the week", subtitle=long * 2, marking=marking,
        as_of=date(2018, 1, 15), documents=[REPORT],
    )  # fmt: skip
    assert clashes(brief) == []
    assert cut_off(brief) == []
    lines = [mark.text for mark in brief.pages[0].layers[0].marks if isinstance(mark, Words)]
    assert lines.count(marking) == 2
    assert long + "of the week" in " ".join(lines)
    assert (long * 2).strip() in " ".join(lines)


def test_a_marking_that_could_not_be_read_is_refused() -> None:
    with pytest.raises(InputError, match="the marking line has 121 characters; give at most 120"):
        compose_brief(SCENES["nothing"](), marking="x" * 121)


@pytest.mark.parametrize(
    ("parts", "lines"),
    [
        (("a", "b", "c"), ("a · b · c",)),
        (("stated here", "5 Nov 2017 – 20 Nov 2017"), ("stated here ·", "5 Nov 2017 – 20 Nov 2017")),
        ((), ()),
    ],
)
def test_a_part_that_fits_a_line_is_not_broken(parts: tuple, lines: tuple) -> None:
    assert wrapped_parts(parts, 10, 150, 150) == lines


@pytest.mark.parametrize(
    ("line", "so"),
    [("قال 3", True), ("3 قال", True), ("<b>قرية</b>", False), ("Дом", False), ("12", False), ("", False)],
)
def test_a_line_runs_as_its_first_letter_does(line: str, so: bool) -> None:
    assert runs_right_to_left(line) is so
