"""What visitors are told of errors."""

import pytest

from geo.cases.store import open_store
from geo.errors import InputError, StoreError
from geo.ui.telling import told


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (InputError("no words"), "no words"),
        (StoreError("the archive is empty"), "the archive is empty"),
        (StoreError("the store /srv/a b: disk full", store="/srv/a b"), "the store of kept cases: disk full"),
        (StoreError("busy: /srv/a", store="/srv/a"), "busy: …"),
    ],
)
def test_a_visitor_is_not_told_where_things_are_kept(error: Exception, sentence: str) -> None:
    assert told(error) == sentence


def test_a_real_store_that_fails_names_no_path_on_screen_but_in_the_log(tmp_path, caplog) -> None:
    path = tmp_path / "cases.sqlite"
    path.write_bytes(b"no database at all " * 100)
    with pytest.raises(StoreError) as caught:
        open_store(f"sqlite:///{path}").list_cases()
    assert str(path) in str(caught.value)
    assert str(tmp_path) not in told(caught.value)
    assert "database" in told(caught.value)
    assert path.name in caplog.text
