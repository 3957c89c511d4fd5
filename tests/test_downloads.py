"""The download menu: what the file on offer holds, and what its button says."""

from datetime import UTC, datetime

import pytest

from geo.cases import load_samples
from geo.model import Bank, Filter
from geo.tables import KINDS, export_bytes
from geo.ui import words
from geo.ui.downloads import _MIME, export_of
from geo.ui.readings import read_case

MADE = datetime(2018, 2, 1, tzinfo=UTC)


def test_every_kind_has_a_name_and_a_media_type() -> None:
    assert tuple(words.FILE_KINDS) == KINDS == tuple(_MIME)


@pytest.mark.parametrize("wanted", [Filter(), Filter(banks=frozenset({Bank.LEFT}))])
def test_the_file_holds_what_the_map_shows(wanted: Filter) -> None:
    case = read_case(load_samples()[0].documents, "", own=True)
    export = export_of(case, wanted, MADE)
    banks = wanted.banks or frozenset(Bank)
    kept = [claim for claim in case.scene.claims if claim.call.bank in banks]
    assert list(export.placed) == kept
    assert export.about()["claims"] == f"{len(kept)} of {len(case.placed)}"
    assert export.filters.startswith(f"{len(kept)} of" if wanted.banks else f"{len(kept)} claims")
    assert export_bytes(export, "csv")
