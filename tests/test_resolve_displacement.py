"""Words that put something beside, between or around named places."""

import pytest

from geo.model import Displacement
from geo.resolve import read_toponyms

Row = tuple[str, str, str, float | None, float | None, float, str]


def moved(text: str, name: str) -> Displacement | None:
    return next(r.displacement for r in read_toponyms(text) if r.mention.text == name)


@pytest.mark.parametrize(
    ("text", "name", "kind", "bearing", "distance", "radius", "toward"),
    [
        ("Fighting went on 20 km south of Raqqa in Syria.", "Raqqa", "offset", 180, 20, 11, ""),
        ("A car was hit 15 miles north-east of Mosul, Iraq.", "Mosul", "offset", 45, 24.1, 13.3, ""),
        ("A base 5km west of Abu Kamal in Syria was hit.", "Abu Kamal", "offset", 270, 5, 4, ""),
        ("Six kilometres to the east of Homs in Syria a base burned.", "Homs", "offset", 90, 6, 4, ""),
        ("Shells fell south of the city of Kherson in Ukraine.", "Kherson", "offset", 180, 8, 8, ""),
        ("Twenty kilometres from Goma, DRC, rebels dug in.", "Goma", "around", None, 20, 20, ""),
        ("Clashes went on in and around Idlib in Syria.", "Idlib", "around", None, None, 12, ""),
        ("Strikes hit Aleppo's western countryside in Syria.", "Aleppo", "countryside", 270, 15, 15, ""),
        ("Strikes hit the western Aleppo countryside in Syria.", "Aleppo", "countryside", 270, 15, 15, ""),
        ("Strikes hit the countryside of Aleppo in Syria.", "Aleppo", "countryside", None, None, 15, ""),
        ("Strikes hit the eastern outskirts of Raqqa in Syria.", "Raqqa", "outskirts", 90, 4, 4, ""),
        ("They live on the outskirts of Khartoum in Sudan.", "Khartoum", "outskirts", None, None, 4, ""),
        ("He fell between Bakhmut and Chasiv Yar.", "Bakhmut", "between", None, 6.1, 4, "Chasiv Yar"),
        ("The road from Damascus to Homs in Syria was cut.", "Damascus", "road", None, 70.4, 14.1, "Homs"),
        ("The road from Damascus to Homs in Syria was cut.", "Homs", "road", None, 70.4, 14.1, "Damascus"),
    ],
)  # fmt: skip
def test_displacement(
    text: str, name: str, kind: str, bearing: float, distance: float, radius: float, toward: str
) -> None:
    found = moved(text, name)
    assert found is not None
    assert (found.kind, found.bearing_deg, found.toward.name if found.toward else "") == (
        kind,
        bearing,
        toward,
    )
    assert found.distance_km == pytest.approx(distance, abs=0.3) if distance else found.distance_km is None
    assert found.radius_km == pytest.approx(radius, abs=0.3)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Fighting went on in Raqqa in Syria.", "Raqqa"),
        ("Talks between Moscow and Kyiv began.", "Moscow"),
        ("Between them, Homs and Hama in Syria lost much.", "Homs"),
        ("The army stands east of the Euphrates in Syria.", "Euphrates"),
        ("The army stands south of Turkey.", "Turkey"),
        ("He went south. Damascus in Syria was quiet.", "Damascus"),
        ("The line between London and Sydney is busy.", "London"),
    ],
)
def test_no_displacement(text: str, name: str) -> None:
    assert moved(text, name) is None


def test_the_place_stays_the_named_one_and_the_words_are_kept() -> None:
    text = "Fighting went on 20 km south of Raqqa in Syria."
    found = next(r for r in read_toponyms(text) if r.mention.text == "Raqqa")
    assert found.displacement is not None
    assert found.place is not None
    assert found.place.name.endswith("Raqqah")
    assert found.displacement.span.of(text) == "20 km south of Raqqa"
