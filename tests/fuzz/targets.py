"""What is fuzzed: for each reader of what comes from outside, seeds and a call that may refuse, not fail."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from urllib.parse import parse_qs

from geo import filters, links
from geo.cases.archive import read_archive, write_archive
from geo.cases.store import stored
from geo.cases.values import CaseHead, Correction, StoredCase, StoredInput, new_id
from geo.claims.table import is_table, table_text
from geo.errors import ThalwegError
from geo.gazetteer import read_own_places
from geo.ingest import documents_of, guess_mapping
from geo.ingest.readers import read_content
from geo.ingest.values import Found, Table
from geo.model import Document
from geo.pipeline import check_text, read_document
from geo.river import read_own_line
from tests import files
from tests.files import ARTICLES_CSV, CLAIMS_CSV, LINES, TEXT


@dataclass(frozen=True)
class Target:
    """`call` returns, or raises ThalwegError; anything else is a fault."""

    seeds: tuple[bytes, ...]
    call: Callable[[bytes], object]


def _file(name: str) -> Callable[[bytes], object]:
    def call(content: bytes) -> object:
        found = read_content(name, content)
        if isinstance(found, Found):
            _check(found)
        if isinstance(found, Table):
            assert all(len(row) == len(found.header) for row in found.rows)
            for one in documents_of(name, found, guess_mapping(found))[0]:
                _check(one)
        return found

    return call


def _check(found: Found) -> None:
    found.text.encode("utf-8")
    assert "\0" not in found.text
    assert "\n" not in found.title + found.credit
    assert found.document.id


def _reading(content: bytes) -> object:
    return read_document(
        Document.of(check_text(content.decode("utf-8", "replace")), published=date(2018, 1, 16))
    )


def _claims_table(content: bytes) -> object:
    text = table_text([{"words": "The bank is quiet."}]) + "\n" + content.decode("utf-8", "replace")
    for whole in (text, content.decode("utf-8", "replace")):
        if is_table(whole):
            for claim in read_document(Document.of(whole)):
                assert claim.span.of(whole) == claim.text
    return None


def _query(content: bytes) -> object:
    query = content.decode("utf-8", "replace")
    filters.from_query(query)
    view, _ = links.from_query(parse_qs(query, max_num_fields=None))
    again, _ = links.from_query({key: [value] for key, value in links.to_query(view).items()})
    assert again == view
    return view


@cache
def _case_file() -> bytes:
    now = datetime(2026, 1, 2, tzinfo=UTC)
    head = CaseHead(new_id(), "Spring", "", now, now)
    text = replace(stored(Document.of(TEXT, title="T")), added=now)
    said = Correction(new_id(), text.document.id, "place", "Raqqa", None, {"lat": 1.5}, now, "mara")
    home = StoredInput("home", "", "SY.07", now, "mara")
    return write_archive([StoredCase(head, (text,), (said,), (home,))], now)


def _case_record() -> bytes:
    """What a case file says of its case, as it stands in it."""
    with zipfile.ZipFile(io.BytesIO(_case_file())) as packed:
        return packed.read(next(name for name in packed.namelist() if name.endswith("case.json")))


def _summed(content: bytes) -> object:
    """A case file whose record somebody changed who knows how: with its sum."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_case_file())) as old, zipfile.ZipFile(out, "w") as new:
        manifest = json.loads(old.read("manifest.json"))
        for name in old.namelist():
            if name.endswith("case.json"):
                manifest["files"][name] = hashlib.sha256(content).hexdigest()
                new.writestr(name, content)
            elif name != "manifest.json":
                new.writestr(name, old.read(name))
        new.writestr("manifest.json", json.dumps(manifest))
    return read_archive(out.getvalue())


_LINE = (
    b'{"type":"Feature","properties":{"name":"Front"},"geometry":{"type":"LineString","coordinates":'
    b"[[40.92,34.45],[40.38,35.02],[39.01,35.95]]}}"
)
_CLAIM = {"words": "a", "speaker": "b", "place": "Raqqa", "lat": "1", "lon": "2", "side": "east"}
_PLACES = b"name,lat,lon,aliases,kind,bank\nThe Ford,34.45,40.92,Ford;El Ford,settlement,left\n"
_QUERY = (
    b"side=left&actor=sdf&since=2018-01-01&type=strike&claim=c0d3f&at=34.45,40.92,9",
    b"case=kaaaaaaaaaaaaaaaaaaaaaaaaaa&river=euphrates:900-1300&confidence=high,low&words=the+bank",
)

TARGETS: dict[str, Callable[[], Target]] = {
    "text": lambda: Target(tuple(map(TEXT.encode, ("utf-8", "utf-16", "cp1252"))), _file("a.txt")),
    "markdown": lambda: Target(
        (f"---\ntitle: T\ndate: 2018-01-16\n---\n# H\n\n*a* [b](https://x.example)\n> {TEXT}".encode(),),
        _file("a.md"),
    ),
    "page": lambda: Target(
        (
            files.page(*LINES, head='<meta name="author" content="A"><meta name=date content="2018-01-16">'),
            files.page(*LINES, head='<script type="application/ld+json">{"@type":"NewsArticle"}</script>'),
        ),
        _file("a.html"),
    ),
    "word": lambda: Target((files.docx(*LINES),), _file("a.docx")),
    "pdf": lambda: Target((files.pdf(*LINES), files.pdf(*LINES, pages=4)), _file("a.pdf")),
    "letter": lambda: Target(
        (files.letter(), files.letter(html=True), files.letter(attached=2)), _file("a.eml")
    ),
    "csv": lambda: Target((ARTICLES_CSV.encode(), CLAIMS_CSV.encode()), _file("a.csv")),
    "workbook": lambda: Target(
        (files.workbook(("title", "text", "date"), ("a", TEXT, date(2018, 1, 16))),), _file("a.xlsx")
    ),
    "zip": lambda: Target((files.zipped({"a.txt": TEXT, "b/c.html": files.page(*LINES)}),), _file("a.zip")),
    "claims": lambda: Target((table_text([_CLAIM]).encode(),), _claims_table),
    "reading": lambda: Target((TEXT.encode(), "\n".join(LINES).encode()), _reading),
    "line": lambda: Target((_LINE,), read_own_line),
    "places": lambda: Target((_PLACES,), lambda content: read_own_places(content.decode("utf-8", "replace"))),
    "query": lambda: Target(_QUERY, _query),
    "case": lambda: Target((_case_file(),), read_archive),
    "record": lambda: Target((_case_record(),), _summed),
}  # fmt: skip


def fault(target: Target, content: bytes) -> str:
    """What went wrong with these bytes; empty where they were read or refused with a sentence."""
    try:
        target.call(content)
    except ThalwegError as error:
        said = str(error)
        return "" if said.strip() and len(said) < 1_000 else f"no sentence: {said[:200]!r}"
    except (Exception, RecursionError) as error:
        return f"{type(error).__name__}: {str(error)[:200]}"
    return ""
