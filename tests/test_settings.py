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
