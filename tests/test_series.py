"""A series of pictures: what its parts keep, what is in none of them, what the zip holds."""

import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from PIL import Image

from geo import filters
from geo.brief import Look, brief_of, narrowed, proposed_subtitle
from geo.errors import InputError
from geo.model import Actor, Bank, Filter, Role, Scene, Stance
from geo.series import CAPTIONS, left_out, parts_of, series_zip
from tests.briefs import HOSTILE, REPORT, located, off_map, scene_of
from tests.factories import when

EVERYTHING = Filter()
SPOTS = (("Hajin", 40.83, 34.69), ("Al Baghuz", 40.99, 34.47), ("West Well", 40.7, 34.5))


@pytest.fixture(scope="module")
def case() -> Scene:
    claims = [located(*SPOTS[n % 3], "Euphrates", n) for n in range(9)]
    return scene_of([*claims, off_map(9)], "Euphrates", sources=("Lowland Gazette",))


def kept(case: Scene, wanted: Filter) -> list[str]:
    return [placed.claim.id for placed in filters.apply(wanted, case.claims)]


@pytest.mark.parametrize(
    "wanted",
    [EVERYTHING, Filter(stances=frozenset({Stance.ASSERTED})), Filter(banks=frozenset({Bank.LEFT}))],
)
@pytest.mark.parametrize("by", ["side", "actor", "week"])
def test_the_parts_and_the_rest_are_what_the_filter_keeps(case: Scene, wanted: Filter, by: str) -> None:
    parts = parts_of(case, wanted, by)
    shown = {claim for part in parts for claim in kept(case, part.wanted)}
    rest = {placed.claim.id for placed in left_out(case, wanted, parts)}
    assert shown | rest == set(kept(case, wanted))
    assert not shown & rest
    assert all(kept(case, part.wanted) for part in parts)


def test_sides_share_no_claim_and_are_named_as_on_the_map(case: Scene) -> None:
    parts = parts_of(case, EVERYTHING, "side")
    assert [part.label for part in parts] == ["east bank", "west bank", "no side"]
    shown = [claim for part in parts for claim in kept(case, part.wanted)]
    assert sorted(shown) == sorted(kept(case, EVERYTHING))


def test_actors_come_by_weight_and_only_in_the_role_asked_for(case: Scene) -> None:
    parts = parts_of(case, EVERYTHING, "actor")
    counts = [len(kept(case, part.wanted)) for part in parts]
    assert counts == sorted(counts, reverse=True)
    assert parts_of(case, Filter(role=Role.MENTIONED), "actor") == ()
    one = Filter(actor="river-guard")
    assert [part.wanted for part in parts_of(case, one, "actor")] == [one]


@pytest.mark.parametrize(
    ("wanted", "labels"),
    [
        (Filter(), ["30 Oct 2017 – 5 Nov 2017", "6 Nov 2017 – 12 Nov 2017", "13 Nov 2017 – 19 Nov 2017"]),
        (Filter(since=date(2017, 11, 8)), ["8 Nov 2017 – 12 Nov 2017", "13 Nov 2017 – 19 Nov 2017"]),
        (Filter(until=date(2017, 11, 1)), []),
        (Filter(words="nothing says this"), []),
    ],
)
def test_weeks_run_from_monday_to_sunday_within_the_dates_asked_for(wanted: Filter, labels: list) -> None:
    dated = located("Hajin", 40.83, 34.69, "Euphrates", 1, when=when("2017-11-03", "2017-11-14"))
    undated = replace(off_map(2), claim=replace(off_map(2).claim))
    parts = parts_of(scene_of([dated, undated], "Euphrates"), wanted, "week")
    assert [part.label for part in parts] == labels


def test_too_many_weeks_are_refused_with_what_would_work() -> None:
    long = located("Hajin", 40.83, 34.69, "Euphrates", 1, when=when("1990-01-01", "2020-01-01"))
    with pytest.raises(InputError, match=r"span 1,566 weeks; choose dates that span at most 60"):
        parts_of(scene_of([long], "Euphrates"), EVERYTHING, "week")


def test_the_zip_holds_a_picture_a_part_and_their_words(case: Scene) -> None:
    told: list[tuple[int, int, str]] = []
    content = series_zip(
        case, EVERYTHING, Look(marking="FOR TRAINING"), by="side", scale=0.5, documents=[REPORT],
        progress=lambda *step: told.append(step),
    )  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        names = file.namelist()
        assert names == ["01-east-bank.png", "02-west-bank.png", "03-no-side.png", CAPTIONS]
        for name in names[:-1]:
            picture = Image.open(io.BytesIO(file.read(name)))
            assert picture.size == (960, 540)
            assert picture.text["Description"] in file.read(CAPTIONS).decode()
        text = file.read(CAPTIONS).decode()
    assert "claims · east bank" in text
    assert "Caption: Who says what on the lower river." in text
    assert [step[:2] for step in told] == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_what_is_in_no_picture_is_listed(case: Scene) -> None:
    content = series_zip(case, EVERYTHING, Look(), by="actor", scale=0.25)
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        text = file.read(CAPTIONS).decode()
    rest = left_out(case, EVERYTHING, parts_of(case, EVERYTHING, "actor"))
    assert rest == ()
    assert "In no picture" not in text
    undated = [replace(p, claim=replace(p.claim, when=off_map(1).claim.when)) for p in case.claims[:1]]
    some = scene_of([*undated, *case.claims[1:]], "Euphrates")
    with zipfile.ZipFile(io.BytesIO(series_zip(some, EVERYTHING, Look(), by="week", scale=0.25))) as file:
        assert f"- {undated[0].claim.text}" in file.read(CAPTIONS).decode()


def test_pages_of_a_long_list_are_files_of_their_own_and_a_pdf_holds_them_all() -> None:
    case = scene_of([located(*SPOTS[2], "Euphrates", n) for n in range(25)], "Euphrates")
    with zipfile.ZipFile(io.BytesIO(series_zip(case, EVERYTHING, Look(), by="side", scale=0.25))) as file:
        assert file.namelist()[:2] == ["01-south-bank-page-1.png", "01-south-bank-page-2.png"]
    with zipfile.ZipFile(io.BytesIO(series_zip(case, EVERYTHING, Look(), by="side", kind="pdf"))) as file:
        assert file.namelist() == ["01-south-bank.pdf", CAPTIONS]


def test_hostile_names_are_no_paths(case: Scene) -> None:
    bad = Actor("bad", f"../../{HOSTILE}", "x")
    claim = located("Hajin", 40.83, 34.69, "Euphrates", 1, actors=((bad, Role.ACTS),))
    content = series_zip(scene_of([claim], "Euphrates"), EVERYTHING, Look(), by="actor", scale=0.25)
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        name, _ = file.namelist()
        assert name.replace("-", "").removesuffix(".png").isalnum()
        assert f"../../{HOSTILE}" in file.read(CAPTIONS).decode()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"by": "moon"}, "can't make a series by 'moon'; choose one of side, actor, week"),
        ({"by": "side", "kind": "gif"}, "choose one of png, svg"),
        ({"by": "side", "wanted": Filter(words="nothing says this")}, "widen the filter"),
    ],
)
def test_what_cannot_be_made_is_refused_with_a_sentence(case: Scene, given: dict, sentence: str) -> None:
    wanted = given.pop("wanted", EVERYTHING)
    with pytest.raises(InputError, match=sentence):
        series_zip(case, wanted, Look(), **given)


@pytest.mark.parametrize("bank", [Bank.LEFT, Bank.RIGHT])
def test_a_filtered_picture_stands_on_the_case_s_map_and_names_its_banks(case: Scene, bank: Bank) -> None:
    wanted = Filter(banks=frozenset({bank}))
    whole, close = narrowed(case, wanted), narrowed(case, wanted, closely=True)
    assert whole.bounds == case.bounds
    assert close.bounds != case.bounds
    assert [area.label for area in close.areas] == [area.label for area in case.areas]
    assert [placed.claim.id for placed in whole.claims] == kept(case, wanted)
    assert whole.caption == filters.describe(wanted, case.claims, case.boundary)
    brief = brief_of(case, wanted, Look(), documents=[REPORT])
    assert brief.texts.subtitle == whole.caption
    assert brief.texts.count.startswith(f"{len(whole.claims)} of {len(case.claims)} claims")


def test_an_empty_result_keeps_the_map(case: Scene) -> None:
    nothing = Filter(words="nothing says this")
    assert narrowed(case, nothing, closely=True).bounds == case.bounds
    assert "0 of 10 claims" in brief_of(case, nothing, Look()).texts.subtitle


def test_without_a_filter_the_subtitle_says_that_nothing_is_left_out(case: Scene) -> None:
    assert proposed_subtitle(case, EVERYTHING) == "All 10 claims of the report"
    assert brief_of(case, EVERYTHING, Look(subtitle="Mine")).texts.subtitle == "Mine"
    assert brief_of(case, EVERYTHING, Look()).scene.caption == "10 claims"


def test_an_unknown_frame_names_those_that_are(case: Scene) -> None:
    with pytest.raises(InputError, match="choose one of case, claims"):
        brief_of(case, EVERYTHING, Look(frame="moon"))
