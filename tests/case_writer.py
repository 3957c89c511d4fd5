"""A process that imports documents until it is killed; each line of its log is something it was told is kept.

Lines: "D id" for a document, "C id" for a correction, "E sentence".
"""

import os
from pathlib import Path

from geo.cases.store import new_correction, open_store, stored
from geo.errors import StoreError
from geo.model import Document


def text_of(writer: str, number: int) -> str:
    """A report of some 5 kB that can be told to be whole."""
    return f"Report {number} of {writer}. " + f"The ferry of {writer} ran {number} times. " * 120


def run(url: str, identity: str, path: Path) -> None:
    """Write until the end, which is not ours to choose."""
    log = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        write(url, identity, path.stem, log)
    except StoreError as error:
        os.write(log, f"E {error}\n".encode())


def write(url: str, identity: str, writer: str, log: int) -> None:
    store = open_store(url)
    number = 0
    while True:
        document = Document.of(text_of(writer, number))
        store.add_documents(identity, [stored(document, by=writer)])
        os.write(log, f"D {document.id}\n".encode())
        said = new_correction(document.id, "place", "ferry", was=number, becomes=text_of(writer, number))
        store.add_corrections(identity, [said])
        os.write(log, f"C {said.id}\n".encode())
        number += 1
