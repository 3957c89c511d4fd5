"""Many files, one after the other: a report for each, the same text once.

A generator, so that whoever goes through it shows how far it is, and stops it by going no further.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from geo.errors import InputError, ThalwegError
from geo.escape import for_log
from geo.ingest.columns import Mapping, guess_mapping
from geo.ingest.rows import documents_of
from geo.ingest.values import Content, Fate, Found, Report, Table, Unpacked
from geo.ingest.worker import Parser
from geo.model import text_id
from geo.pipeline import check_text

INSIDE = " › "
"""Between a zip's name and the name of a file in it."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be brought in. `load` gives its bytes once they are wanted, or InputError."""

    name: str
    load: Callable[[], bytes]
    encoding: str = ""
    """Chosen by a person; empty: it is told from the bytes."""

    @classmethod
    def of(cls, name: str, content: bytes, *, encoding: str = "") -> Source:
        return cls(name, lambda: content, encoding)


def read_sources(
    sources: Iterable[Source],
    parser: Parser,
    *,
    known: Iterable[str] = (),
    mapping: Mapping | None = None,
    ask_columns: bool = False,
) -> Iterator[Report]:
    """A report for each file, and for each file of a zip. `known` are ids of documents already there.

    Tables become documents by `mapping`, else by the columns their header suggests; with `ask_columns` they
    stay tables.
    """
    seen = dict.fromkeys(known, "the case")
    for source in sources:
        for name, content in _contents(source, parser):
            if isinstance(content, Found):
                yield _checked(name, content, seen)
            elif isinstance(content, Table) and ask_columns:
                yield Report(name, Fate.TABLE, "; ".join(content.notes), table=content)
            elif isinstance(content, Table):
                yield from _from_table(name, content, mapping, seen)
            else:
                yield Report(name, Fate.REFUSED, str(content))


def rows_reports(name: str, found: Iterable[Found], seen: dict[str, str]) -> Iterator[Report]:
    """Reports of what a table's rows became; `seen` grows by it."""
    for number, one in enumerate(found, 1):
        yield _checked(f"{name}{INSIDE}row {number}", one, seen)


def _contents(source: Source, parser: Parser) -> Iterator[tuple[str, Content | ThalwegError]]:
    """What is in a file or in the files of a zip, or why it can't be had."""
    try:
        content = parser.parse(source.name, source.load(), encoding=source.encoding)
    except ThalwegError as error:
        yield source.name, error
        return
    if not isinstance(content, Unpacked):
        yield source.name, content
        return
    for one in content.refused:
        yield _inside(source.name, one.name), InputError(one.sentence)
    for member in content.members:
        name = _inside(source.name, member.name)
        try:
            inner = parser.parse(member.name, member.content, encoding=source.encoding)
        except ThalwegError as error:
            yield name, error
            continue
        yield name, inner


def _inside(name: str, member: str) -> str:
    """A name that whoever made a zip wrote: in one short line, with nothing that turns or hides letters."""
    return f"{name}{INSIDE}{for_log(member)}"


def _from_table(name: str, table: Table, mapping: Mapping | None, seen: dict[str, str]) -> Iterator[Report]:
    try:
        found, refused = documents_of(name, table, mapping or guess_mapping(table))
    except InputError as error:
        yield Report(name, Fate.REFUSED, str(error))
        return
    for sentence in refused:
        yield Report(name, Fate.REFUSED, sentence)
    if len(found) == 1:
        yield _checked(name, found[0], seen)
        return
    yield from rows_reports(name, found, seen)


def _checked(name: str, found: Found, seen: dict[str, str]) -> Report:
    try:
        check_text(found.text)
    except InputError as error:
        return Report(name, Fate.REFUSED, str(error), found)
    identity = text_id(found.text)
    if identity in seen:
        return Report(name, Fate.SAME, f"its text is that of {seen[identity]}", found)
    seen[identity] = name
    return Report(name, Fate.READ, "; ".join(found.notes), found)
