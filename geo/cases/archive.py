"""Cases as one file: a zip that another Thalweg, or a person with patience, can read.

manifest.json               format, version, when and by which Thalweg it was made, the sha256 of every file
cases/ID/case.json          title, note, times; the documents with their publisher and days; the corrections;
                            lists of places and lines that people brought
cases/ID/documents/DOC.txt  each text as it is, in UTF-8

In goes what the store keeps, out comes the same. The same cases give the same bytes. Reading trusts nothing:
names, sizes, checksums and types are looked at first, and nothing is ever written to a disk under a name
that the file gives.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from geo import __version__
from geo.cases.values import (
    CaseHead,
    Correction,
    StoredCase,
    StoredDocument,
    StoredInput,
    Visibility,
    is_id,
)
from geo.errors import InputError
from geo.escape import for_log
from geo.model import Document, text_id

FORMAT, VERSION = "thalweg-cases", 2
_READ = (1, VERSION)
"""Version 1 has no inputs, and no correction of a whole case."""
_MANIFEST = "manifest.json"
_NAME = re.compile(r"manifest\.json|cases/k[a-z2-7]{26}/(case\.json|documents/[0-9a-f]{12}\.txt)")
_MOST_FILES = 200_000
_MOST_BYTES = 500_000_000
_MOST_PACKED = 100
"""Times that a file may be larger than its packed form: texts are packed three to five times."""
_PACKED_FREE = 1_000_000
_T = TypeVar("_T")


def write_archive(cases: Iterable[StoredCase], made: datetime) -> bytes:
    """The file of these cases."""
    files: dict[str, bytes] = {}
    for case in cases:
        folder = f"cases/{case.head.id}"
        files[f"{folder}/case.json"] = _dump(_case_record(case))
        for one in case.documents:
            files[f"{folder}/documents/{one.document.id}.txt"] = one.document.text.encode("utf-8")
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        "made": _moment(made),
        "by": f"Thalweg {__version__}",
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())},
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in [(_MANIFEST, _dump(manifest)), *sorted(files.items())]:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def read_archive(payload: bytes) -> tuple[StoredCase, ...]:
    """The cases of a file. InputError says what is wrong with one that is damaged, altered or another's."""
    try:
        with zipfile.ZipFile(io.BytesIO(payload)) as archive:
            files = _checked(archive)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError("this is no case file, or it is damaged; take the file as it was saved") from None
    ids = sorted({name.split("/")[1] for name in files})
    return tuple(_case(identity, files) for identity in ids)


# ---------------------------------------------------------------- out


def _case_record(case: StoredCase) -> dict[str, Any]:
    head = case.head
    return {
        "id": head.id,
        "title": head.title,
        "note": head.note,
        "created": _moment(head.created),
        "changed": _moment(head.changed),
        "visibility": head.visibility.value,
        "documents": [_document_record(one) for one in case.documents],
        "corrections": [_correction_record(one) for one in case.corrections],
        "inputs": [_input_record(one) for one in case.inputs],
    }


def _document_record(kept: StoredDocument) -> dict[str, Any]:
    document = kept.document
    return {
        "id": document.id,
        "title": document.title,
        "publisher": document.publisher,
        "url": document.url,
        "published": document.published.isoformat() if document.published else None,
        "added": _moment(kept.added),
        "by": kept.by,
    }


def _correction_record(correction: Correction) -> dict[str, Any]:
    return {
        "id": correction.id,
        "document": correction.document_id,
        "kind": correction.kind,
        "subject": correction.subject,
        "was": correction.was,
        "becomes": correction.becomes,
        "made": _moment(correction.made),
        "by": correction.by,
    }


def _input_record(given: StoredInput) -> dict[str, Any]:
    return {
        "kind": given.kind,
        "name": given.name,
        "value": given.value,
        "made": _moment(given.made),
        "by": given.by,
    }


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _dump(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode("utf-8")


# ---------------------------------------------------------------- in


def _checked(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """Every file by its name, without the manifest that they have been compared with."""
    entries = archive.infolist()
    _check_sizes(entries)
    names = [entry.filename for entry in entries]
    strange = next((name for name in names if not _NAME.fullmatch(name)), None)
    if strange is not None or len(set(names)) != len(names) or _MANIFEST not in names:
        what = f"holds {for_log(strange, 60)!r}" if strange else f"has no {_MANIFEST}, or a name twice"
        raise InputError(f"this is no case file of Thalweg: it {what}")
    files = {entry.filename: _read(archive, entry) for entry in entries}
    sums = _sums(_json(files.pop(_MANIFEST), _MANIFEST))
    for name, content in files.items():
        if sums.get(name) != hashlib.sha256(content).hexdigest():
            raise InputError(
                f"{name} in the case file is not as it was saved; the file was altered or damaged"
            )
    missing = next(iter(sorted(set(sums) - set(files))), None)
    if missing is not None:
        raise InputError(f"{for_log(missing, 80)} is missing from the case file; it was altered or damaged")
    return files


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    """What the file says of itself; `_read` does not rely on it."""
    size = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > _MOST_FILES or size > _MOST_BYTES or size > _PACKED_FREE + _MOST_PACKED * packed:
        raise InputError(
            f"the case file unpacks to {len(entries):,} files of {size:,} bytes; at most {_MOST_FILES:,} of "
            f"{_MOST_BYTES:,} are read, packed at most {_MOST_PACKED} times"
        )
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        raise InputError("the case file is packed in a way that is not read here")


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with archive.open(entry) as file:
        content = file.read(entry.file_size + 1)
    if len(content) != entry.file_size:
        raise InputError(f"{entry.filename} in the case file is not as long as it says")
    return content


def _sums(manifest: Any) -> Mapping[str, object]:  # noqa: ANN401 (of a file)
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise InputError("this is no case file of Thalweg")
    if manifest.get("version") not in _READ:
        raise InputError(
            f"the case file is of version {for_log(str(manifest.get('version')), 20)}; this Thalweg reads "
            f"versions {_READ[0]} to {VERSION}; upgrade Thalweg"
        )
    sums: dict[str, object] = _field(manifest, "files", dict, _MANIFEST)
    return sums


def _case(identity: str, files: Mapping[str, bytes]) -> StoredCase:
    name = f"cases/{identity}/case.json"
    if name not in files:
        raise InputError(f"the case file has no {name}; it was altered or damaged")
    record = _json(files[name], name)
    if not isinstance(record, dict) or record.get("id") != identity or not is_id(identity):
        raise InputError(f"{name} is not about the case {identity}")
    documents = tuple(_document(one, identity, files) for one in _field(record, "documents", list, name))
    corrections = tuple(_correction(one, name) for one in _field(record, "corrections", list, name))
    known = {one.document.id for one in documents}
    if len(known) != len(documents) or not {one.document_id for one in corrections} <= known | {""}:
        raise InputError(f"{name} names a document twice, or corrects one that it does not hold")
    head = CaseHead(
        identity,
        _field(record, "title", str, name),
        _field(record, "note", str, name),
        _time(record, "created", name),
        _time(record, "changed", name),
        len(documents),
        _visibility(record, name),
    )
    brought = _field(record, "inputs", list, name) if "inputs" in record else []
    inputs = tuple(_input(one, name) for one in brought)
    if len({(one.kind, one.name) for one in inputs}) != len(inputs):
        raise InputError(f"{name} holds an input twice")
    return StoredCase(head, documents, corrections, inputs)


def _document(record: object, identity: str, files: Mapping[str, bytes]) -> StoredDocument:
    where = f"a document of {identity}"
    key = _field(record, "id", str, where)
    content = files.get(f"cases/{identity}/documents/{key}.txt")
    if content is None:
        raise InputError(f"the text of document {for_log(key, 40)!r} is missing from the case file")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise InputError(f"the text of document {key!r} is no UTF-8") from None
    if text_id(text) != key:
        raise InputError(f"the text of document {key!r} is another one than its id says")
    names = {name: _field(record, name, str, where) for name in ("title", "publisher", "url")}
    document = Document(key, text, published=_day(record, where), **names)
    return StoredDocument(document, _time(record, "added", where), _field(record, "by", str, where))


def _correction(record: object, where: str) -> Correction:
    names = ("id", "document", "kind", "subject")
    identity, document, kind, subject = (_field(record, name, str, where) for name in names)
    assert isinstance(record, dict)
    if not is_id(identity) or not {"was", "becomes"} <= set(record):
        raise InputError(f"{where} holds a correction without its id or values")
    made, by = _time(record, "made", where), _field(record, "by", str, where)
    return Correction(identity, document, kind, subject, record["was"], record["becomes"], made, by)


def _input(record: object, where: str) -> StoredInput:
    kind, name = _field(record, "kind", str, where), _field(record, "name", str, where)
    assert isinstance(record, dict)
    if record.get("value") is None:
        raise InputError(f"{where} holds an input without its value")
    made, by = _time(record, "made", where), _field(record, "by", str, where)
    return StoredInput(kind, name, record["value"], made, by)


def _json(content: bytes, name: str) -> Any:  # noqa: ANN401
    def refuse(word: str) -> None:
        raise ValueError(word)

    try:
        return json.loads(content.decode("utf-8"), parse_constant=refuse)
    except (ValueError, RecursionError):
        raise InputError(f"{name} in the case file is no JSON") from None


def _field(record: object, name: str, kind: type[_T], where: str) -> _T:
    value = record.get(name) if isinstance(record, dict) else None
    if not isinstance(value, kind):
        raise InputError(f"{where} in the case file has no proper {name!r}")
    return value


def _time(record: object, name: str, where: str) -> datetime:
    try:
        moment = datetime.fromisoformat(_field(record, name, str, where))
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError(f"{where} in the case file has no proper {name!r}") from None


def _visibility(record: dict[str, Any], where: str) -> Visibility:
    """Files from before there was one say nothing."""
    value = record.get("visibility", Visibility.UNLISTED.value)
    try:
        return Visibility(value)
    except ValueError:
        raise InputError(f"{where} in the case file has no proper 'visibility'") from None


def _day(record: object, where: str) -> date | None:
    value = record.get("published") if isinstance(record, dict) else None
    if value is None:
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise InputError(f"{where} in the case file has no proper 'published'") from None
