"""The home area: it decides between places of one name, is named among the reasons and stays with a case."""

import json
from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from geo.cases.belongings import home_in, kept_home, kept_places
from geo.cases.readings import read_case
from geo.cases.store import stored
from geo.cases.values import StoredInput
from geo.errors import InputError
from geo.gazetteer import OwnPlace, area_name, read_home
from geo.model import Document
from geo.pipeline import Inputs, read_parts
from geo.resolve import read_toponyms
from geo.ui import words
from tests.factories import place
from tests.test_cases_store import store, url
from tests.test_cli import answers, lines, run
from tests.test_pages import hand_in, open_app, open_form, settled, shown

__all__ = ["store", "url"]
REPORT = (
    "Sheriff Mara Venn said that shots had been fired near the mill in Richmond on Monday. "
    "She said that two men had fled to Nicholasville."
)
NOW = datetime.now(UTC)


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("", ""), ("Syria", "SY"), (" sy ", "SY"), ("Georgia", "GE"), ("us.ga", "US.GA"), ("Kosovo", "XK"),
        ("Kentucky", "US.KY"), ("Deir ez-Zor", "SY.07"),
    ],
)  # fmt: skip
def test_an_area_by_code_or_by_name(word: str, code: str) -> None:
    assert read_home(word) == code
    assert bool(area_name(code)) is bool(code)


@pytest.mark.parametrize(("word", "offered"), [("Sirya", "'Syria'"), ("QQ", "US.PA"), ("US.QQ", "US.PA")])
def test_what_is_no_area_is_refused_with_what_would_work(word: str, offered: str) -> None:
    with pytest.raises(InputError, match=word) as refused:
        read_home(word)
    assert offered in str(refused.value)


@pytest.mark.parametrize(
    ("text", "mention", "home", "found"),
    [
        (REPORT, "Richmond", "US.KY", ("US", "KY")),
        ("A fire broke out in Richmond on Monday.", "Richmond", "US.KY", ("US", "KY")),
        ("A fire broke out in Richmond on Monday.", "Richmond", "CA.02", ("CA", "02")),
        ("A man was held in Columbia on Monday.", "Columbia", "US.MO", ("US", "MO")),
        ("Shells fell on Tripoli at noon.", "Tripoli", "LB", ("LB", "09")),
        ("Talks were held in Paris, France, at noon.", "Paris", "US.TX", ("FR", "11")),
        ("The president of France spoke in Paris.", "Paris", "US.TX", ("FR", "11")),
    ],
)
def test_of_places_of_one_name_the_home_area_s_come_first(
    text: str, mention: str, home: str, found: tuple[str, str]
) -> None:
    place = _named(text, mention, home).place
    assert place is not None
    assert (place.country, place.admin1) == found


@pytest.mark.parametrize(("home", "feature"), [("US.KY", "home"), ("US", "home"), ("US.VA", "homecountry")])
def test_the_home_area_is_named_among_the_reasons(home: str, feature: str) -> None:
    text = "Two men were arrested in Lexington, the seat of Fayette County, on Monday."
    told = {reason.feature: reason for reason in _named(text, "Lexington", home).reasons}
    assert told[feature].score > 0
    assert "home area that was chosen" in told[feature].detail
    assert not {"home", "homecountry"} & {r.feature for r in _named(text, "Lexington", "").reasons}


def test_a_dateline_is_a_weak_hint() -> None:
    said = "Two men were arrested in Richmond on Monday."
    dated = _named(f"LEXINGTON, Ky. (News Desk) — {said}", "Richmond", "")
    assert dated.place is not None
    assert dated.place.admin1 == "KY"
    assert "dateline" in {reason.feature for reason in dated.reasons}
    inside = _named(f"They met in Lexington, Ky. {said}", "Richmond", "")
    assert "dateline" not in {reason.feature for reason in inside.reasons}


def test_the_command_line_takes_it() -> None:
    record = lines({"id": 1, "text": "A fire broke out in Richmond on Monday."})
    (answer,) = answers(run("toponyms", "--home", "Kentucky", text=record))
    assert round(answer["toponyms"][0]["lon"]) == -84  # type: ignore[index]
    refused = run("toponyms", "--home", "Kentuky", text=record)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "Kentuky" in refused.stderr


def test_a_kept_case_is_read_with_its_home_area_and_list_of_places(store) -> None:
    own = OwnPlace(place("Nicholasville", 34.7, 41.0, geonames_id=None))
    inputs = (*kept_places((own,), NOW), *kept_home("US.KY", NOW))
    document = Document.of(REPORT)
    identity = store.create_case("Mill", documents=[stored(document)], inputs=inputs)
    case = store.load_case(identity)
    assert home_in(case.inputs) == "US.KY"
    claims = read_case(store, case)[document.id]
    named = {r.mention.text: r.place for claim in claims for r in claim.places}
    assert named["Richmond"].admin1 == "KY"
    assert named["Nicholasville"].lat == 34.7


@pytest.mark.parametrize("value", [None, "QQ", 7, ["US"], "{{7*7}}"])
def test_what_is_no_area_in_a_case_is_none(value) -> None:
    assert home_in([StoredInput("home", "", value, NOW)]) == ""


# ---------------------------------------------------------------- the page


def richmond(app: AppTest) -> str:
    (case,) = {id(one): one for one in app.session_state["own_reading"].cases.values()}.values()
    places = {r.mention.text: r.place for one in case.placed for r in one.claim.places}
    return f"{places['Richmond'].country}.{places['Richmond'].admin1}"


def test_a_text_is_read_with_the_area_chosen_beside_its_form() -> None:
    app = open_form()
    settled(app.selectbox(key="home_country").set_value("US").run())
    settled(app.selectbox(key="home_province").set_value("US.KY").run())
    app = hand_in(app, REPORT, title="Mill")
    app.switch_page("pages/claims_map.py")
    settled(app.run())
    assert app.session_state["view"].home == "US.KY"
    assert richmond(app) == "US.KY"
    assert "Kentucky, United States" in _captions(app)


def test_the_area_is_chosen_on_the_map_kept_in_the_link_and_taken_away() -> None:
    app = open_app()
    settled(app.selectbox(key="home_country").set_value("SY").run())
    assert app.query_params["home"] == "SY"
    settled(app.selectbox(key="home_province").set_value("SY.07").run())
    assert app.query_params["home"] == "SY.07"
    assert "Syria" in _captions(app)
    settled(app.selectbox(key="home_country").set_value("").run())
    assert "home" not in app.query_params
    assert words.home_used("") not in _captions(app)


def test_a_link_with_an_unknown_area_says_so_and_opens() -> None:
    app = open_app(home="QQ")
    assert app.session_state["view"].home == ""
    assert "QQ" in json.dumps([w.value for w in app.warning]) + shown(app, "head") + _captions(app)


def _captions(app: AppTest) -> str:
    return " ".join(each.value.replace("\\", "") for each in (*app.caption, *app.info, *app.warning))


def _named(text: str, mention: str, home: str):
    return next(r for r in read_toponyms(text, home=home) if r.mention.text == mention)


def test_the_whole_reading_takes_it() -> None:
    parts = read_parts(Document.of(REPORT), Inputs(home="US.KY"))
    assert {r.place.admin1 for r in parts.resolutions if r.place} == {"KY"}
