"""What the garbage collector need not look at again and again."""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collected_later() -> Iterator[None]:
    """No look for rings among many thousand new values, which have none: half of the time otherwise."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def kept_long() -> Iterator[None]:
    """What is made here stays out of every later collection: a million values hold up each of them.

    Its memory is given back when it is dropped, since values that are frozen hold no rings.
    """
    gc.collect()
    with collected_later():
        yield
        gc.freeze()


def settle() -> None:
    """What has been made so far stays out of every later collection; what was freed is given back.

    glibc keeps what start-up has freed, some 20 MB, until it is told to give it back.
    """
    gc.collect()
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
    gc.freeze()
