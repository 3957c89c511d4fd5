"""Errors by what the caller can do about them.

ThalwegError
├── InputError (ValueError)      the text or file can't be read: show the sentence, change nothing
├── UnknownNameError (LookupError)    a river, actor or case of that name is not there: offer what is
├── DataError (RuntimeError)     the installation is incomplete: say which command mends it
├── DeniedError (PermissionError)     the visitor may not do this: say who may
├── StoreError (OSError)         what is kept can't be read or written: say so; nothing was changed
└── OnlineError (OSError)        another server gave no usable answer: say so, and go on without it

Every message is a sentence a reader can act on: what was wrong, with the value, and what would work.
"""


class ThalwegError(Exception):
    """Base of all errors that Thalweg raises on purpose."""


class InputError(ThalwegError, ValueError):
    """What was handed in can't be used."""


class UnknownNameError(ThalwegError, LookupError):
    """Nothing of that name is known."""


class DeniedError(ThalwegError, PermissionError):
    """The visitor may not do this; nothing was changed."""


class DataError(ThalwegError, RuntimeError):
    """A file that belongs to the installation is missing or damaged."""


class OnlineError(ThalwegError, OSError):
    """Another server gave no usable answer. The message says why, to be put behind the server's name."""

    def __init__(self, why: str, *, pause_s: float = 0.0, is_fault: bool = True) -> None:
        """`pause_s`: how long to leave it alone; `is_fault`: whether it is the server's doing."""
        super().__init__(why)
        self.pause_s = pause_s
        self.is_fault = is_fault


class StoreError(ThalwegError, OSError):
    """Kept cases can't be read or written; nothing was changed."""

    def __init__(self, sentence: str, *, store: str = "") -> None:
        """`store`: the file or server that the sentence names, which visitors are not told."""
        super().__init__(sentence)
        self.store = store
