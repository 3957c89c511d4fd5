"""The boundary's widgets: a stretch, a line of one's own with named sides, what is refused, what warns."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from geo.ui.map_panel import read_point

APP = "../app.py"
POINTS = "40.2 35.6\n40.5 35.1\n41.2 34.2"


def opened(**query: str) -> AppTest:
    app = AppTest.from_file(APP, default_timeout=60)
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    return app


def with_line(app: AppTest, points: str = POINTS, left: str = "", right: str = "") -> AppTest:
    app.text_area(key="line_points").set_value(points)
    app.text_input(key="line_left").set_value(left)
    app.text_input(key="line_right").set_value(right)
    app.button(key="line_use").click().run()
    assert not app.exception
    return app


def river_in_link(app: AppTest) -> str:
    found = app.query_params.get("river", "")
    return found[0] if isinstance(found, list) and found else str(found or "")


def sides(app: AppTest) -> list[str]:
    return next(one for one in app.get("button_group") if one.key == "f_side").options  # type: ignore[no-any-return]


def errors(app: AppTest) -> str:
    return " ".join(one.value for one in app.error)


def test_a_pasted_line_with_named_sides_is_the_boundary_and_is_in_the_link() -> None:
    app = with_line(opened(), left="Gov {{7*7}} [x](http://e)", right="SDF side")
    assert river_in_link(app).startswith("line.")
    names = " ".join(sides(app))
    assert "SDF side" in names
    assert "[x](" not in names
    assert "on the line" in names.lower()
    again = opened(river=river_in_link(app))
    assert sides(again) == sides(app)
    assert not again.warning


@pytest.mark.parametrize(
    ("points", "words"),
    [
        ("", "no line yet"),
        ("40 35", "two different points"),
        ("0 0\n2 2\n2 0\n0 2", "itself"),
        ("35 140\n34 140", "swapped"),
        ('{"type": "Point", "coordinates": [1, 2]}', "Point"),
        ("x" * 500, "is no point"),
    ],
)
def test_a_bad_line_is_refused_with_a_sentence_and_changes_nothing(points: str, words: str) -> None:
    app = opened()
    before = sides(app)
    with_line(app, points)
    assert words in errors(app)
    assert (sides(app), river_in_link(app)) == (before, "")


def test_a_line_too_long_for_a_link_stays_in_the_session() -> None:
    long = "\n".join(f"{40 + i / 500} {35 - i / 300}" for i in range(900))
    app = with_line(opened(), long)
    assert river_in_link(app).startswith("own-")
    assert any("too long for a link" in one.value for one in app.caption)
    elsewhere = opened(river=river_in_link(app))
    assert any("not in this session" in one.value for one in elsewhere.warning)


def test_a_far_away_boundary_warns() -> None:
    app = with_line(opened(), "-70 -10\n-71 -12")
    assert any("km from the nearest place" in one.value for one in app.warning)


def test_a_stretch_changes_the_boundary_and_a_bad_one_does_not() -> None:
    app = opened()
    towns = app.selectbox(key="f_stretch_from").options
    assert towns[0] == "km 0 · upper end"
    first, second, last = (label.split()[1] for label in (towns[1], towns[2], towns[-2]))
    app.selectbox(key="f_stretch_from").set_value(first).run()
    app.selectbox(key="f_stretch_to").set_value(last).run()
    assert not app.exception
    assert river_in_link(app) == f"euphrates:{first}-{last}"
    app.selectbox(key="f_stretch_to").set_value(first).run()
    assert "too short a stretch" in errors(app)
    assert river_in_link(app) == f"euphrates:{first}-{last}"
    app.selectbox(key="f_stretch_from").set_value(second).run()
    assert river_in_link(app) == f"euphrates:{second}-{last}"


@pytest.mark.parametrize("word", ["line.x.y", "euphrates:1-2", "own-123", "line." + "A" * 3000])
def test_a_damaged_boundary_in_a_link_is_a_sentence(word: str) -> None:
    app = opened(river=word)
    assert app.warning


@pytest.mark.parametrize(
    ("picked", "point"),
    [
        ({"scene": "a", "point": [40.5, 35], "n": 2}, (40.5, 35.0)),
        ({"point": [40.5, 35], "n": 1}, None),
        ({"point": [40.5, 95], "n": 2}, None),
        ({"point": [float("nan"), 3], "n": 2}, None),
        ({"point": ["<b>", 3], "n": 2}, None),
        ({"point": [1, 2, 3], "n": 2}, None),
        ({"pins": [1]}, None),
        ("n", None),
        (None, None),
    ],
)
def test_a_click_is_believed_only_as_the_next_point(picked: object, point: object) -> None:
    assert read_point(picked, 2) == point
