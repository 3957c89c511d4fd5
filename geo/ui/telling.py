"""What a visitor is told of an error: its sentence, without where on the server things are kept."""

from __future__ import annotations

import logging

from geo.errors import StoreError
from geo.escape import for_log
from geo.ui import words

_log = logging.getLogger(__name__)


def told(error: Exception) -> str:
    """The error's own words; a store's without its file or server, which goes to the log instead."""
    if not isinstance(error, StoreError) or not error.store:
        return str(error)
    _log.warning("%s", for_log(str(error), 500))
    return str(error).replace(f"the store {error.store}", words.THE_STORE).replace(error.store, "…")
