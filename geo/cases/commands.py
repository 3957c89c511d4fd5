"""`python -m geo cases …`: list, read, save, load, back up, delete. Results to stdout, notices to stderr."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import InputError
from geo.escape import for_log

if TYPE_CHECKING:
    from geo.cases.store import CaseStore

_MOST_BYTES = 500_000_000


def add_arguments(command: argparse.ArgumentParser) -> None:
    """What may follow `python -m geo cases`."""
    command.add_argument("--store", default="", help="URL of the store; without it THALWEG_STORE, or a file")
    actions = command.add_subparsers(required=True, metavar="ACTION", dest="action")
    actions.add_parser("list", help="id, number of documents, last change and title of every case")
    actions.add_parser("read", help="read every case again that another version has read, ahead of visitors")
    save = actions.add_parser("save", help="one case as a file")
    save.add_argument("case", metavar="ID")
    backup = actions.add_parser("backup", help="every case in one file, also while others write")
    for one in (save, backup):
        one.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.zip")
    load = actions.add_parser("load", help="the cases of a file that save or backup wrote")
    load.add_argument("file", type=Path, metavar="FILE.zip")
    actions.add_parser("delete", help="remove a case and all in it").add_argument("case", metavar="ID")


def run(arguments: argparse.Namespace) -> int:
    """Do it; the exit code."""
    from geo.cases.connecting import store_url
    from geo.cases.store import open_store

    store = open_store(arguments.store or store_url())
    try:
        return _ACTIONS[arguments.action](store, arguments)
    finally:
        store.close()


def _list(store: CaseStore, _: argparse.Namespace) -> int:
    for head in store.list_cases():
        print(head.id, f"{head.documents:6}", f"{head.changed:%Y-%m-%d %H:%M}", for_log(head.title, 100))
    return 0


def _read(store: CaseStore, _: argparse.Namespace) -> int:
    from geo.cases.findings import find_ahead
    from geo.cases.readings import read_case

    heads = store.list_cases()
    for number, head in enumerate(heads, 1):
        case = store.load_case(head.id)
        read_case(store, case, _watched(f"{number}/{len(heads)}", head.documents))
        find_ahead(store, case)
        print(head.id)
    return 0


def _watched(name: str, documents: int) -> Callable[[int], None] | None:
    """A bar where somebody watches."""
    if not sys.stderr.isatty():
        return None
    from tqdm import tqdm

    bar = tqdm(total=documents, desc=name, unit=" documents", delay=1)
    return lambda done: bar.update(done - bar.n) and None


def _save(store: CaseStore, arguments: argparse.Namespace) -> int:
    return _write(store, [arguments.case], arguments.output)


def _backup(store: CaseStore, arguments: argparse.Namespace) -> int:
    return _write(store, None, arguments.output)


def _write(store: CaseStore, ids: Sequence[str] | None, path: Path) -> int:
    from geo.cases.archive import write_archive

    cases = store.load_all() if ids is None else tuple(store.load_case(identity) for identity in ids)
    write_whole(path, write_archive(cases, datetime.now(UTC)))
    documents = sum(len(case.documents) for case in cases)
    _notice(f"written to {path}: cases {len(cases):,}, documents {documents:,}")
    return 0


def _load(store: CaseStore, arguments: argparse.Namespace) -> int:
    from geo.cases.archive import read_archive

    cases = read_archive(_payload(arguments.file))
    for case, identity in zip(cases, store.put_copies(cases), strict=True):
        print(identity)
        if identity != case.head.id:
            _notice(f"there is a case {case.head.id} here already; the one of the file is now {identity}")
    return 0


def _delete(store: CaseStore, arguments: argparse.Namespace) -> int:
    store.delete_case(arguments.case)
    _notice(f"the case {arguments.case} is removed")
    return 0


_ACTIONS = {"list": _list, "read": _read, "save": _save, "backup": _backup, "load": _load, "delete": _delete}


def write_whole(path: Path, content: bytes) -> None:
    """All of it or nothing, for its owner alone; what stood there stays where it fails."""
    partial = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise InputError(f"can't write {str(path)!r}: {error.strerror}") from None


def _payload(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise InputError(f"{str(path)!r} has more than {_MOST_BYTES:,} bytes; such a file is not read")
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"can't read {str(path)!r}: {error.strerror}") from None


def _notice(sentence: str) -> None:
    print(for_log(sentence, 500), file=sys.stderr)
