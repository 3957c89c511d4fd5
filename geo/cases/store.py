"""Cases kept in a database: documents and corrections, which are inputs; what a machine read is made again.

`open_store` takes a URL of SQLAlchemy's: sqlite:///path/to/file or postgresql://user@host/database. What a
method that writes has returned from is on disk. Every failure is a ThalwegError with a sentence, after which
the store is as it was.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa

from geo.cases.connecting import engine_of, reading, sentences, sqlite_path, writing
from geo.cases.migrating import migrate
from geo.cases.values import (
    CaseHead,
    Correction,
    Json,
    StoredCase,
    StoredDocument,
    StoredInput,
    Visibility,
    is_id,
    new_id,
)
from geo.errors import InputError, UnknownNameError
from geo.escape import for_file
from geo.model import Document

NO_SUCH_CASE = "no case is kept here under this name; it was kept on another server, or removed"
_LONGEST = 10_000
"""Characters of a title, a note, an address."""
_AT_ONCE = 50
"""Readings fetched at once."""

_META = sa.MetaData()
_CASES = sa.Table(
    "cases",
    _META,
    *(sa.Column(n, sa.Text) for n in ("id", "title", "note", "created", "changed", "visibility")),
)
_DOCUMENTS = sa.Table(
    "documents",
    _META,
    sa.Column("number", sa.Integer),
    *(
        sa.Column(n, sa.Text)
        for n in ("case_id", "id", "title", "publisher", "url", "published", "text", "added", "added_by")
    ),
)
_CORRECTIONS = sa.Table(
    "corrections",
    _META,
    sa.Column("number", sa.Integer),
    *(
        sa.Column(n, sa.Text)
        for n in ("id", "case_id", "document_id", "kind", "subject", "was", "becomes", "made", "made_by")
    ),
)

_READINGS = sa.Table(
    "readings",
    _META,
    *(sa.Column(n, sa.Text) for n in ("case_id", "document_id", "made_from", "claims", "reader", "earlier")),
)
_FINDINGS = sa.Table(
    "findings", _META, *(sa.Column(n, sa.Text) for n in ("case_id", "seen", "made_from", "found"))
)
_INPUTS = sa.Table(
    "inputs",
    _META,
    *(sa.Column(n, sa.Text) for n in ("case_id", "kind", "name", "value", "made", "made_by")),
)


def open_store(url: str) -> CaseStore:
    """The store at a URL, made or brought up to date first. InputError for a URL that is none."""
    engine = engine_of(url)
    migrate(engine)
    return CaseStore(engine)


class CaseStore:
    """Open cases of one database. Threads and processes may share a database; each process opens its own."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine

    def close(self) -> None:
        self.engine.dispose()

    # ------------------------------------------------------------ cases

    def create_case(
        self,
        title: str = "",
        *,
        note: str = "",
        documents: Sequence[StoredDocument] = (),
        corrections: Sequence[Correction] = (),
        inputs: Sequence[StoredInput] = (),
    ) -> str:
        """A new case, with all of this in it; its id."""
        now = _now()
        head = CaseHead(new_id(), title, note, now, now)
        self.put_case(StoredCase(head, tuple(documents), tuple(corrections), tuple(inputs)))
        return head.id

    def put_case(self, case: StoredCase) -> None:
        """A whole case under its own id, or nothing of it. InputError where that id is taken."""
        with writing(self.engine) as connection:
            if _has_case(connection, case.head.id):
                raise InputError(f"there is a case {case.head.id!r} already")
            _insert_case(connection, case)

    def put_copies(self, cases: Sequence[StoredCase]) -> tuple[str, ...]:
        """All these cases or none; their ids, which are other ones where their own are taken here."""
        with writing(self.engine) as connection:
            ids = []
            for case in cases:
                taken = _has_case(connection, case.head.id)
                identity = new_id() if taken else case.head.id
                _insert_case(connection, replace(case, head=replace(case.head, id=identity)))
                ids.append(identity)
        return tuple(ids)

    def load_case(self, identity: str) -> StoredCase:
        """All of a case, as it was at one moment. UnknownNameError where there is none."""
        with reading(self.engine) as connection:
            return _case(connection, identity)

    def list_cases(self) -> tuple[CaseHead, ...]:
        """Every case without its content, the last changed first. Not for visitors: an id opens a case."""
        counted = sa.select(_DOCUMENTS.c.case_id, sa.func.count().label("n")).group_by(_DOCUMENTS.c.case_id)
        counts = counted.subquery()
        rows = (
            sa.select(_CASES, sa.func.coalesce(counts.c.n, 0).label("documents"))
            .outerjoin(counts, counts.c.case_id == _CASES.c.id)
            .order_by(_CASES.c.changed.desc(), _CASES.c.id)
        )
        with reading(self.engine) as connection:
            return tuple(_head(row) for row in connection.execute(rows))

    def count_cases(self, since: datetime | None = None) -> int:
        """How many cases are kept, or were made since then."""
        wanted = sa.select(sa.func.count()).select_from(_CASES)
        if since is not None:
            wanted = wanted.where(_CASES.c.created >= _moment(since))
        with reading(self.engine) as connection:
            return int(connection.execute(wanted).scalar_one())

    def load_all(self) -> tuple[StoredCase, ...]:
        """Every case as it was at one and the same moment, in the order of their ids: for a backup."""
        with reading(self.engine) as connection:
            ids = connection.execute(sa.select(_CASES.c.id).order_by(_CASES.c.id)).scalars().all()
            return tuple(_case(connection, identity) for identity in ids)

    def rename_case(self, identity: str, title: str, note: str) -> None:
        """Another title and note."""
        with writing(self.engine) as connection:
            _touch(connection, identity, title=_short("title", title), note=_short("note", note))

    def show_case(self, identity: str, visibility: Visibility) -> None:
        """Another answer to who can open a case."""
        with writing(self.engine) as connection:
            _touch(connection, identity, visibility=visibility.value)

    def delete_case(self, identity: str) -> None:
        """Remove a case with all that is in it; in a SQLite file its text is overwritten."""
        with writing(self.engine) as connection:
            _touch(connection, identity)
            connection.execute(sa.delete(_CASES).where(_CASES.c.id == identity))
        self._empty_log()

    # ------------------------------------------------------------ documents

    def add_documents(self, identity: str, documents: Iterable[StoredDocument]) -> tuple[bool, ...]:
        """For each document whether it is new; all are kept, or none. The same text twice is one document."""
        with writing(self.engine) as connection:
            _touch(connection, identity)
            number = _last_number(connection, _DOCUMENTS, identity)
            news = []
            for document in documents:
                is_new = not _has_document(connection, identity, document.document)
                if is_new:
                    number += 1
                    values = _document_values(identity, number, document)
                    connection.execute(sa.insert(_DOCUMENTS).values(values))
                news.append(is_new)
        return tuple(news)

    def remove_document(self, identity: str, document_id: str) -> None:
        """Remove a document and its corrections. UnknownNameError where the case has none of that id."""
        with writing(self.engine) as connection:
            _touch(connection, identity)
            here = sa.and_(_DOCUMENTS.c.case_id == identity, _DOCUMENTS.c.id == document_id)
            if connection.execute(sa.delete(_DOCUMENTS).where(here)).rowcount != 1:
                raise UnknownNameError(f"the case has no document {document_id!r}")
            connection.execute(sa.delete(_FINDINGS).where(_FINDINGS.c.case_id == identity))
        self._empty_log()

    # ------------------------------------------------------------ corrections

    def add_corrections(self, identity: str, corrections: Sequence[Correction]) -> None:
        """Add to the journal, all or none. InputError for a correction of a document that is not there."""
        with writing(self.engine) as connection:
            _touch(connection, identity)
            known = set(_document_ids(connection, identity))
            first = _last_number(connection, _CORRECTIONS, identity) + 1
            for number, correction in enumerate(corrections, first):
                if correction.document_id and correction.document_id not in known:
                    raise InputError(f"the case has no document {correction.document_id!r} to correct")
                values = _correction_values(identity, number, correction)
                connection.execute(sa.insert(_CORRECTIONS).values(values))

    def put_inputs(self, identity: str, inputs: Sequence[StoredInput]) -> None:
        """Each in place of the one of its kind and name; one whose value is None takes that away."""
        with writing(self.engine) as connection:
            _touch(connection, identity)
            for one in inputs:
                same = sa.and_(_INPUTS.c.kind == _short("kind", one.kind), _INPUTS.c.name == one.name)
                connection.execute(sa.delete(_INPUTS).where(_INPUTS.c.case_id == identity, same))
                if one.value is not None:
                    connection.execute(sa.insert(_INPUTS).values(_input_values(identity, one)))

    # ------------------------------------------------------------ readings

    def load_readings(self, identity: str) -> dict[str, tuple[str, str]]:
        """What machines made of the documents, by document: what it was made from, and the claims."""
        return {document_id: (key, claims) for document_id, key, claims in self.each_reading(identity)}

    def each_reading(self, identity: str) -> Iterator[tuple[str, str, str]]:
        """The same one by one, as they stood at one moment: in all they are many times the documents."""
        columns = (_READINGS.c.document_id, _READINGS.c.made_from, _READINGS.c.claims)
        wanted = sa.select(*columns).where(_READINGS.c.case_id == identity)
        with reading(self.engine) as connection:
            for row in connection.execute(wanted, execution_options={"yield_per": _AT_ONCE}):
                yield row.document_id, row.made_from, row.claims

    def load_earlier(self, identity: str) -> dict[str, str]:
        """What the reader before made of documents that another one has read since, by document."""
        wanted = sa.select(_READINGS).where(_READINGS.c.case_id == identity, _READINGS.c.earlier != "")
        with reading(self.engine) as connection:
            return {row.document_id: row.earlier for row in connection.execute(wanted)}

    def forget_earlier(self, identity: str) -> None:
        """Somebody has seen what the newer reader reads otherwise."""
        with writing(self.engine) as connection:
            connection.execute(sa.update(_READINGS).where(_READINGS.c.case_id == identity).values(earlier=""))

    def keep_readings(self, identity: str, made: Mapping[str, tuple[str, str]], reader: str = "") -> None:
        """Keep these beside the documents that are still there, in place of older ones.

        What another `reader` made of them stays as the earlier reading, until it is forgotten.
        """
        if not made:
            return
        with writing(self.engine) as connection:
            here = sa.select(_CASES.c.id).where(_CASES.c.id == identity).with_for_update()
            connection.execute(here).all()  # so that nobody removes a document meanwhile
            for document_id in set(_document_ids(connection, identity)) & set(made):
                key, claims = made[document_id]
                mine = sa.and_(_READINGS.c.case_id == identity, _READINGS.c.document_id == document_id)
                before = connection.execute(sa.select(_READINGS).where(mine)).one_or_none()
                connection.execute(sa.delete(_READINGS).where(mine))
                values = {"case_id": identity, "document_id": document_id, "made_from": key, "claims": claims}
                values |= {"reader": reader, "earlier": _earlier(before, reader)}
                connection.execute(sa.insert(_READINGS).values(values))

    def load_findings(self, identity: str, seen: str) -> tuple[str, str] | None:
        """What was found among the claims of a case, seen this way: what it was made from, and what it is."""
        wanted = sa.select(_FINDINGS).where(_FINDINGS.c.case_id == identity, _FINDINGS.c.seen == seen)
        with reading(self.engine) as connection:
            row = connection.execute(wanted).one_or_none()
        return None if row is None else (row.made_from, row.found)

    def keep_findings(self, case: CaseHead, seen: str, made_from: str, found: str) -> None:
        """Keep these in place of older ones, unless the case has been changed or removed since."""
        with writing(self.engine) as connection:
            here = sa.and_(_CASES.c.id == case.id, _CASES.c.changed == _moment(case.changed))
            if connection.execute(sa.select(_CASES.c.id).where(here).with_for_update()).first() is None:
                return
            mine = sa.and_(_FINDINGS.c.case_id == case.id, _FINDINGS.c.seen == seen)
            connection.execute(sa.delete(_FINDINGS).where(mine))
            values = {"case_id": case.id, "seen": seen, "made_from": made_from, "found": found}
            connection.execute(sa.insert(_FINDINGS).values(values))

    # ------------------------------------------------------------ the file

    def _empty_log(self) -> None:
        """Move SQLite's log into the file, so that what was deleted stands in neither.

        Where somebody is reading, the rest of the log follows with the next deletion or when all have closed.
        """
        if sqlite_path(self.engine):
            with sentences(self.engine), closing(self.engine.raw_connection()) as connection:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def new_correction(
    document_id: str, kind: str, subject: str, *, was: Json, becomes: Json, by: str = ""
) -> Correction:
    """A correction made now."""
    return Correction(new_id(), document_id, kind, subject, was, becomes, _now(), by)


def stored(document: Document, *, by: str = "") -> StoredDocument:
    """A document brought in now."""
    return StoredDocument(document, _now(), by)


def _now() -> datetime:
    return datetime.now(UTC)


# ---------------------------------------------------------------- rows


def _case(connection: sa.Connection, identity: str) -> StoredCase:
    row = connection.execute(sa.select(_CASES).where(_CASES.c.id == identity)).one_or_none()
    if row is None:
        raise UnknownNameError(NO_SUCH_CASE)
    found = sa.select(_DOCUMENTS).where(_DOCUMENTS.c.case_id == identity).order_by(_DOCUMENTS.c.number)
    documents = tuple(_document(row) for row in connection.execute(found))
    said = sa.select(_CORRECTIONS).where(_CORRECTIONS.c.case_id == identity).order_by(_CORRECTIONS.c.number)
    corrections = tuple(_correction(row) for row in connection.execute(said))
    brought = sa.select(_INPUTS).where(_INPUTS.c.case_id == identity).order_by(_INPUTS.c.kind, _INPUTS.c.name)
    inputs = tuple(_input(row) for row in connection.execute(brought))
    return StoredCase(replace(_head(row), documents=len(documents)), documents, corrections, inputs)


def _earlier(before: sa.Row[Any] | None, reader: str) -> str:
    """The oldest reading by another reader that nobody has seen the changes of."""
    if before is None or before.earlier:
        return "" if before is None else str(before.earlier)
    return "" if before.reader == reader else str(before.claims)


def _insert_case(connection: sa.Connection, case: StoredCase) -> None:
    identity = case.head.id
    connection.execute(sa.insert(_CASES).values(_case_values(case.head)))
    documents = [_document_values(identity, n, one) for n, one in enumerate(case.documents, 1)]
    corrections = [_correction_values(identity, n, one) for n, one in enumerate(case.corrections, 1)]
    if documents:
        connection.execute(sa.insert(_DOCUMENTS), documents)
    if corrections:
        connection.execute(sa.insert(_CORRECTIONS), corrections)
    if case.inputs:
        connection.execute(sa.insert(_INPUTS), [_input_values(identity, one) for one in case.inputs])


def _touch(connection: sa.Connection, identity: str, **values: str) -> None:
    """Note that a case is changed, which also keeps other writers of it waiting until this one is done."""
    changed = sa.update(_CASES).where(_CASES.c.id == identity).values(changed=_moment(_now()), **values)
    if not is_id(identity) or connection.execute(changed).rowcount != 1:
        raise UnknownNameError(NO_SUCH_CASE)


def _has_case(connection: sa.Connection, identity: str) -> bool:
    return connection.execute(sa.select(_CASES.c.id).where(_CASES.c.id == identity)).first() is not None


def _has_document(connection: sa.Connection, identity: str, document: Document) -> bool:
    """InputError where another text has this id, which is a short hash: nothing is passed over in silence."""
    here = sa.and_(_DOCUMENTS.c.case_id == identity, _DOCUMENTS.c.id == document.id)
    text = connection.execute(sa.select(_DOCUMENTS.c.text).where(here)).scalar_one_or_none()
    if text is not None and text != document.text:
        raise InputError(
            f"another text of this case has the id {document.id!r} of this one; it can't be kept"
        )
    return text is not None


def _document_ids(connection: sa.Connection, identity: str) -> Sequence[str]:
    return (
        connection.execute(sa.select(_DOCUMENTS.c.id).where(_DOCUMENTS.c.case_id == identity)).scalars().all()
    )


def _last_number(connection: sa.Connection, table: sa.Table, identity: str) -> int:
    last = sa.select(sa.func.max(table.c.number)).where(table.c.case_id == identity)
    return int(connection.execute(last).scalar_one() or 0)


def _case_values(head: CaseHead) -> dict[str, Any]:
    if not is_id(head.id):
        raise InputError(f"{head.id!r} is no id of a case")
    return {
        "id": head.id,
        "title": _short("title", head.title),
        "note": _short("note", head.note),
        "created": _moment(head.created),
        "changed": _moment(head.changed),
        "visibility": head.visibility.value,
    }


def _document_values(identity: str, number: int, kept: StoredDocument) -> dict[str, Any]:
    document = kept.document
    return {
        "case_id": identity,
        "id": document.id,
        "number": number,
        "title": _short("title", document.title),
        "publisher": _short("publisher", document.publisher),
        "url": _short("address", document.url),
        "published": document.published.isoformat() if document.published else None,
        "text": _text(document.text),
        "added": _moment(kept.added),
        "added_by": _short("name", kept.by),
    }


def _correction_values(identity: str, number: int, correction: Correction) -> dict[str, Any]:
    return {
        "id": correction.id,
        "case_id": identity,
        "document_id": correction.document_id or None,
        "number": number,
        "kind": _short("kind", correction.kind),
        "subject": _short("subject", correction.subject),
        "was": _json(correction.was),
        "becomes": _json(correction.becomes),
        "made": _moment(correction.made),
        "made_by": _short("name", correction.by),
    }


def _input_values(identity: str, given: StoredInput) -> dict[str, Any]:
    return {
        "case_id": identity,
        "kind": _short("kind", given.kind),
        "name": _short("name", given.name),
        "value": _json(given.value),
        "made": _moment(given.made),
        "made_by": _short("name", given.by),
    }


def _head(row: sa.Row[Any]) -> CaseHead:
    count = row._mapping.get("documents", 0)
    created, changed = _time(row.created), _time(row.changed)
    return CaseHead(row.id, row.title, row.note, created, changed, count, Visibility(row.visibility))


def _document(row: sa.Row[Any]) -> StoredDocument:
    published = date.fromisoformat(row.published) if row.published else None
    document = Document(row.id, row.text, row.title, row.url, row.publisher, published)
    return StoredDocument(document, _time(row.added), row.added_by)


def _correction(row: sa.Row[Any]) -> Correction:
    return Correction(
        row.id,
        row.document_id or "",
        row.kind,
        row.subject,
        json.loads(row.was),
        json.loads(row.becomes),
        _time(row.made),
        row.made_by,
    )


def _input(row: sa.Row[Any]) -> StoredInput:
    return StoredInput(row.kind, row.name, json.loads(row.value), _time(row.made), row.made_by)


# ---------------------------------------------------------------- what every database can hold


def _text(text: str) -> str:
    """A document's text, which must stay as it is: its id and all offsets rest on it."""
    if "\0" in text:
        raise InputError("the text holds a NUL sign, which no writing has; remove it and try again")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(
            f"the text holds half a character at {error.start:,}; save it as UTF-8 and try again"
        ) from None
    return text


def _short(name: str, text: str) -> str:
    if len(text) > _LONGEST:
        raise InputError(f"the {name} has {len(text):,} characters; {_LONGEST:,} are the most")
    return for_file(text)


def _json(value: Json) -> str:
    """ASCII, so that no database minds what is in it. InputError where it is no JSON."""
    try:
        return json.dumps(value, ensure_ascii=True, allow_nan=False)
    except (TypeError, ValueError, RecursionError):
        raise InputError("a correction must be made of text, finite numbers, yes and no") from None


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)
