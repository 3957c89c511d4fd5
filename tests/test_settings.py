"""Settings: read from the environment, a bad value refused with a sentence."""

from dataclasses import fields
from pathlib import Path

import pytest

from geo.__main__ import main
from geo.errors import InputError
from geo.settings import Settings, list_settings, read_settings, variable_of


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


def test_a_file_sets_what_the_environment_does_not(tmp_path: Path) -> None:
    path = tmp_path / "thalweg.toml"
    lines = ["max_text_chars = 9000", 'editors = ["A@desk.example", "b@desk.example"]', 'access = "hosted"']
    path.write_text("\n".join(lines))
    environ = {"THALWEG_SETTINGS": str(path), "THALWEG_ACCESS": "local"}
    settings = read_settings(environ)
    assert settings.max_text_chars == 9000
    assert settings.editors == ("a@desk.example", "b@desk.example")
    assert settings.access == "local"
    origins = {one.name: one.origin for one in list_settings(environ)}
    assert origins["access"] == "THALWEG_ACCESS"
    assert origins["editors"] == str(path)
    assert origins["store"] == "default"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("max_text_char = 5", "sets 'max_text_char', which is no setting; perhaps 'max_text_chars' is meant"),
        ("max_text_chars = -5", "max_text_chars in .* is '-5'; give a whole number above zero"),
        ("max_text_chars = 1.5", "give a text, a whole number or a list of texts"),
        ("access = 'open'", "access in .* is 'open'; give local or hosted"),
        ("editors = ['nobody']", "holds 'nobody'; give e-mail addresses"),
        ("not toml", "which can't be read"),
    ],
)
def test_a_bad_file_is_refused_with_a_sentence(tmp_path: Path, content: str, sentence: str) -> None:
    path = tmp_path / "thalweg.toml"
    path.write_text(content)
    with pytest.raises(InputError, match=sentence):
        read_settings({"THALWEG_SETTINGS": str(path)})


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="which can't be read"):
        read_settings({"THALWEG_SETTINGS": str(tmp_path / "none.toml")})


def test_every_setting_is_listed_with_what_it_does(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["settings"]) == 0
    out = capsys.readouterr().out
    for one in list_settings({}):
        assert variable_of(one.name) in out
        assert len(one.about) > 20
    assert len(list_settings({})) == len(fields(Settings))


def test_no_secret_is_listed() -> None:
    environ = {"THALWEG_STORE": "postgresql://desk:hush@db/cases", "THALWEG_GEOCODER_KEY": "hush"}
    values = {one.name: one.value for one in list_settings(environ)}
    assert values["store"] == "postgresql://desk:***@db/cases"
    assert values["geocoder_key"] == "***"
