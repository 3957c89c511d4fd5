"""`python -m geo ingest PATHS… --case NAME`: a report a line to stdout, notices to stderr."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import InputError, UnknownNameError
from geo.escape import for_log

if TYPE_CHECKING:
    from geo.cases.store import CaseStore
    from geo.cases.values import StoredDocument
    from geo.ingest.bringing import Source
    from geo.ingest.columns import Mapping
    from geo.ingest.values import Report

_BATCH = 20
"""Documents written at once: a crash loses no acknowledged one, and the disk is not asked for each."""


def add_arguments(command: argparse.ArgumentParser) -> None:
    """What may follow `python -m geo ingest`."""
    command.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files, or folders of them")
    command.add_argument(
        "--case", required=True, metavar="NAME", help="id or title of a case; made if there is none"
    )
    command.add_argument(
        "--encoding", default="", help="of all these files; without it, told from their bytes"
    )
    command.add_argument("--by", default="", help="who brings them in, noted beside each document")
    command.add_argument("--store", default="", help="URL of the store; without it THALWEG_STORE, or a file")
    command.add_argument("--json", action="store_true", help="each report as a line of JSON")
    command.add_argument(
        "--columns",
        default="",
        metavar="FIELD=COLUMN,…",
        help='columns of tables, "text=Body,date=Day"; without it, as their headers suggest',
    )
    command.add_argument("--table", default="", choices=("", "articles", "claims"), help="what tables are of")


def run(arguments: argparse.Namespace) -> int:
    """Bring them in; the exit code. Documents are on disk before their report is printed."""
    from geo.cases.connecting import store_url
    from geo.cases.store import open_store

    sources = list(_sources(arguments.paths, arguments.encoding))
    if not sources:
        raise InputError("there are no files to bring in under these paths")
    store = open_store(arguments.store or store_url())
    try:
        return _bring_in(store, sources, arguments)
    finally:
        store.close()


def _bring_in(store: CaseStore, sources: Sequence[Source], arguments: argparse.Namespace) -> int:
    from geo.cases.findings import find_ahead
    from geo.cases.readings import read_ahead
    from geo.ingest.bringing import read_sources
    from geo.ingest.worker import Parser

    case = store.load_case(case_named(store, arguments.case))
    known = [one.document.id for one in case.documents]
    fates: Counter[str] = Counter()
    with Parser() as parser:
        reports = read_sources(
            _watched(sources), parser, known=known, mapping=_mapping(arguments.columns, arguments.table)
        )
        for batch in _batches(reports):
            brought = _keep(store, case.head.id, batch, arguments.by)
            for report in batch:
                fates[report.fate.value] += 1
                _print(report, as_json=arguments.json)
            sys.stdout.flush()
            read_ahead(store, case, brought)
    find_ahead(store, store.load_case(case.head.id))
    said = f"brought in {fates['read']:,}, there already {fates['same']:,}, refused {fates['refused']:,}"
    print(f"{said}; case {case.head.id}", file=sys.stderr)
    return 1 if fates["refused"] else 0


def case_named(store: CaseStore, name: str) -> str:
    """The id of the case of this id or title; a new case of that title where there is none."""
    from geo.cases.values import is_id

    heads = store.list_cases()
    if is_id(name):
        if not any(head.id == name for head in heads):
            raise UnknownNameError(f"there is no case {name} in this store")
        return name
    titled = [head.id for head in heads if head.title == name]
    if len(titled) > 1:
        raise InputError(
            f"{len(titled)} cases are called {name!r}; give the id of one: {', '.join(titled[:5])}"
        )
    return titled[0] if titled else store.create_case(name)


def _keep(store: CaseStore, identity: str, batch: Sequence[Report], by: str) -> list[StoredDocument]:
    from geo.cases.store import stored
    from geo.ingest.values import Fate

    documents = [stored(one.found.document, by=by) for one in batch if one.fate is Fate.READ and one.found]
    if documents:
        store.add_documents(identity, documents)
    return documents


def _batches(reports: Iterable[Report]) -> Iterator[list[Report]]:
    held: list[Report] = []
    for report in reports:
        held.append(report)
        if len(held) == _BATCH:
            yield held
            held = []
    if held:
        yield held


def _mapping(columns: str, kind: str) -> Mapping | None:
    """What the call says of the columns of tables; None where it says nothing."""
    from geo.ingest.columns import ARTICLES, CLAIMS, Mapping

    if not columns:
        if kind:
            raise InputError("--table wants --columns: say which column is which")
        return None
    pairs = dict(pair.split("=", 1) for pair in columns.split(",") if "=" in pair)
    given = {field.strip(): column.strip() for field, column in pairs.items()}
    return Mapping.of(kind or (CLAIMS if "words" in given else ARTICLES), given)


def _sources(paths: Sequence[Path], encoding: str) -> Iterator[Source]:
    from geo.ingest.bringing import Source

    for path in paths:
        if not path.exists():
            raise InputError(f"there is no file {str(path)!r}")
        for file in sorted(_files(path)):
            yield Source(_shown(file), partial(_load, file), encoding)


def _files(path: Path) -> Iterator[Path]:
    from geo.ingest.kinds import ENDINGS

    if not path.is_dir():
        yield path
        return
    for folder, inner, names in os.walk(path):
        inner.sort()
        yield from (Path(folder, name) for name in names if Path(name).suffix.lower() in ENDINGS)


def _shown(path: Path) -> str:
    return str(path).encode("utf-8", "replace").decode("utf-8")


def _load(path: Path) -> bytes:
    """A file's bytes; its size is looked at first, and it must be a file, not a pipe or a device."""
    from geo.ingest.limits import MOST_BYTES
    from geo.ingest.worker import too_large

    try:
        if not path.is_file():
            raise InputError("it is no ordinary file")
        if path.stat().st_size > MOST_BYTES:
            raise too_large(path.stat().st_size)
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"it can't be read: {error.strerror}") from None


def _watched(sources: Sequence[Source]) -> Iterable[Source]:
    """With a bar where somebody watches."""
    if not sys.stderr.isatty():
        return sources
    from tqdm import tqdm

    bar: Iterable[Source] = tqdm(sources, unit=" files", delay=1)
    return bar


def _print(report: Report, *, as_json: bool) -> None:
    if not as_json:
        said = f": {report.sentence}" if report.sentence else ""
        print(for_log(f"{report.fate.value:8} {report.name}{said}", 600))
        return
    found = report.found
    values: dict[str, object] = {"name": report.name, "fate": report.fate.value, "sentence": report.sentence}
    if found:
        values |= {
            "id": found.document.id,
            "title": found.title,
            "credit": found.credit,
            "published": found.published.isoformat() if found.published else None,
            "published_from": found.published_from,
            "encoding": found.encoding,
            "characters": len(found.text),
        }
    print(json.dumps(values, ensure_ascii=False))
