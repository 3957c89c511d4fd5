"""Zips, and the parts of files that are zips inside: sizes are looked at before anything is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from geo.errors import InputError
from geo.ingest.limits import MOST_MEMBERS, MOST_PART, MOST_RATIO, MOST_UNPACKED, SMALL_PART
from geo.ingest.values import Member, Refusal, Unpacked

_ENCRYPTED = 0x1
_MODE, _LINK = 28, 0o12
"""Where the kind of a file stands among its attributes, as Unix writes them, and that of a link."""
_NOISE = ("__MACOSX/", ".DS_Store", "Thumbs.db")
_PICTURES = ("word/media/", "xl/media/")


@contextmanager
def opened(content: bytes) -> Iterator[zipfile.ZipFile]:
    """A zip whose list of members could be read. InputError in a sentence for all that is wrong with it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if len(packed.infolist()) > MOST_MEMBERS:
                raise InputError(f"it holds {len(packed.infolist()):,} files; {MOST_MEMBERS:,} are the most")
            yield packed
    except InputError:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        raise InputError("it is damaged: it can't be unpacked") from None


def check_office(packed: zipfile.ZipFile, *, advice: str = "") -> None:
    """The sizes that a Word file or workbook declares, but its pictures, which are never unpacked."""
    parts = [info for info in packed.infolist() if not info.filename.startswith(_PICTURES)]
    _check_total(parts, MOST_PART, advice)
    if any(_is_too_dense(info.file_size, info.compress_size) for info in parts):
        raise InputError(f"a part of it unpacks to over {MOST_RATIO} times its size{advice}")


def _check_total(infos: Sequence[zipfile.ZipInfo], most: int, advice: str = "") -> None:
    """InputError where members declare more than `most` bytes in all, or far more than they hold."""
    total, size = sum(info.file_size for info in infos), sum(info.compress_size for info in infos)
    if total > most:
        raise InputError(f"it unpacks to {total:,} bytes; {most:,} are the most{advice}")
    if _is_too_dense(total, size):
        raise InputError(f"it unpacks to {total // max(1, size):,} times its size, as no report does{advice}")


def _is_too_dense(total: int, size: int) -> bool:
    return total > SMALL_PART and total > MOST_RATIO * max(1, size)


def part(packed: zipfile.ZipFile, name: str, *, most: int = MOST_PART) -> bytes | None:
    """One part, or None where there is none of that name."""
    try:
        info = packed.getinfo(name)
    except KeyError:
        return None
    wrong = _wrong(info, most)
    if wrong:
        raise InputError(wrong)
    with packed.open(info) as file:
        return file.read(most)


def unpack(content: bytes) -> Unpacked:
    """The files of a zip; a zip inside is not opened, and no name becomes a path."""
    members, refused = [], []
    with opened(content) as packed:
        infos = [
            info
            for info in packed.infolist()
            if not info.filename.endswith("/") and not _is_noise(info.filename)
        ]
        _check_total(infos, MOST_UNPACKED)
        for info in infos:
            wrong = _wrong(info, MOST_PART) or _nested(info)
            if wrong:
                refused.append(Refusal(info.filename, wrong))
                continue
            try:
                with packed.open(info) as file:
                    members.append(Member(info.filename, file.read(info.file_size)))
            except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError):
                refused.append(Refusal(info.filename, "it is damaged: it can't be unpacked"))
    if not members and not refused:
        raise InputError("there are no files in it")
    return Unpacked(tuple(members), tuple(refused))


def _wrong(info: zipfile.ZipInfo, most: int) -> str:
    if info.external_attr >> _MODE == _LINK:
        return "it is a link to another file, not a file"
    if info.flag_bits & _ENCRYPTED:
        return "it is locked with a password; unlock it first"
    if info.file_size > most:
        return f"it unpacks to {info.file_size:,} bytes; {most:,} are the most"
    if _is_too_dense(info.file_size, info.compress_size):
        times = info.file_size // max(1, info.compress_size)
        return f"it unpacks to {times:,} times its size, as no report does"
    return ""


def _nested(info: zipfile.ZipInfo) -> str:
    return (
        "a zip inside a zip is not opened; unpack it first" if info.filename.lower().endswith(".zip") else ""
    )


def _is_noise(name: str) -> bool:
    return name.startswith(_NOISE) or name.rsplit("/", 1)[-1] in _NOISE
