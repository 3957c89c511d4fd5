"""Settings: read from the environment, a bad value refused with a sentence."""

import pytest

from geo.errors import InputError
from geo.settings import Settings, read_settings


def test_defaults() -> None:
    assert read_settings({}) == Settings()


def test_a_value_from_the_environment() -> None:
    assert read_settings({"THALWEG_MAX_TEXT_CHARS": "5000"}).max_text_chars == 5000


@pytest.mark.parametrize("value", ["", "0", "-5", "ten", "1e3", "５"])
def test_a_bad_value_is_refused(value: str) -> None:
    with pytest.raises(InputError, match=r"THALWEG_MAX_TEXT_CHARS is .* whole number above zero"):
        read_settings({"THALWEG_MAX_TEXT_CHARS": value})


ONLINE = {"THALWEG_USER_AGENT": "desk.example (mail@desk.example)"}


@pytest.mark.parametrize(
    ("environ", "name", "value"),
    [
        ({"THALWEG_GEOCODER": "Nominatim", **ONLINE}, "geocoder", "nominatim"),
        ({"THALWEG_GEOCODER": ""}, "geocoder", "none"),
        ({"THALWEG_OVERPASS_URL": "https://overpass.example/api", **ONLINE}, "overpass_url",
         "https://overpass.example/api"),
        ({"THALWEG_ONLINE_KEEP_DAYS": "7"}, "online_keep_days", 7),
    ],
)  # fmt: skip
def test_what_is_online_is_switched_on_by_the_host(environ, name, value) -> None:
    assert getattr(read_settings(environ), name) == value


def test_nothing_online_is_on_by_default() -> None:
    settings = read_settings({})
    assert (settings.geocoder, settings.overpass_url) == ("none", "")


@pytest.mark.parametrize(
    ("environ", "sentence"),
    [
        ({"THALWEG_GEOCODER": "nominatim"}, "THALWEG_USER_AGENT is empty"),
        ({"THALWEG_OVERPASS_URL": "https://overpass.example"}, "THALWEG_USER_AGENT is empty"),
        ({"THALWEG_OVERPASS_URL": "file:///etc/passwd", **ONLINE}, "give an address that begins with https"),
        ({"THALWEG_OVERPASS_URL": "https://[", **ONLINE}, "give an address that begins with https"),
        ({"THALWEG_GEOCODER_URL": "localhost:80", **ONLINE}, "give an address that begins with https"),
        ({"THALWEG_USER_AGENT": "a\r\nX: y"}, "give one line"),
        ({"THALWEG_USER_AGENT": "Flußkarte"}, "give ASCII letters only"),
    ],
)
def test_a_bad_setting_is_refused_with_a_sentence(environ, sentence) -> None:
    with pytest.raises(InputError, match=sentence):
        read_settings(environ)


@pytest.mark.parametrize(
    ("variable", "value", "field"),
    [
        ("THALWEG_KEEP_TEXTS", "no", "keep_texts"),
        ("THALWEG_DATA_DIR", "/srv/thalweg", "data_dir"),
        ("THALWEG_MAX_KEPT_TEXTS", "7", "max_kept_texts"),
    ],
)
def test_where_and_whether_texts_are_kept(variable: str, value: str, field: str) -> None:
    assert str(getattr(read_settings({variable: value}), field)) == value


@pytest.mark.parametrize(
    ("variable", "value"),
    [("THALWEG_KEEP_TEXTS", "maybe"), ("THALWEG_DATA_DIR", " "), ("THALWEG_DATA_DIR", "a\0b")],
)
def test_a_bad_choice_is_refused(variable: str, value: str) -> None:
    with pytest.raises(InputError, match=variable):
        read_settings({variable: value})
