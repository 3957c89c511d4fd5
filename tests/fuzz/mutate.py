"""Bytes made strange: seeds with small changes, as files are that were made or broken to break a reader."""

import io
import zipfile
from collections.abc import Sequence
from random import Random

TOKENS = (
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"<", b">", b"</", b"<!--", b"<![CDATA[", b"]]>", b"&#x0;", b"&a;",
    b"%", b'"', b"'", b"\\", b"{{", b"{%", b"\r\n\r\n", b"\n", b"\t", b",", b";", b"|", b"=1+1", b"-1",
    b"1e999", b"NaN", b"99999999999999999999", b"\xf0\x9f\x98\x80", b"\xed\xa0\x80", b"charset=utf-7",
    b"obj", b"stream", b"/Length", b"/Kids [2 0 R]", b"PK\x03\x04", b"PK\x05\x06", b"[[[[[[[[", b"null",
    b"=?utf-8?q?", b"?=", b"boundary=",
)  # fmt: skip
LARGEST = 200_000


def mutated(random: Random, seeds: Sequence[bytes]) -> bytes:
    """One of the seeds, changed in a few places; where it is a zip, often inside its parts."""
    seed = random.choice(seeds)
    if seed.startswith(b"PK\x03\x04") and random.random() < 0.6:
        return _inside(random, seed)
    return _changed(random, seed, seeds)


def _inside(random: Random, seed: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(seed)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        chosen = random.choice(old.namelist())
        for name in old.namelist():
            content = old.read(name)
            changed = _changed(random, content, [content]) if name == chosen else content
            new.writestr(name, changed)
    return out.getvalue()


def _changed(random: Random, seed: bytes, seeds: Sequence[bytes]) -> bytes:
    data = bytearray(seed)
    for _ in range(random.choice((1, 1, 2, 3, 8, 30))):
        _CHANGES[random.randrange(len(_CHANGES))](random, data, seeds)
    return bytes(data[:LARGEST])


def _flip(random: Random, data: bytearray, _: Sequence[bytes]) -> None:
    if data:
        data[random.randrange(len(data))] ^= 1 << random.randrange(8)


def _byte(random: Random, data: bytearray, _: Sequence[bytes]) -> None:
    if data:
        data[random.randrange(len(data))] = random.randrange(256)


def _insert(random: Random, data: bytearray, _: Sequence[bytes]) -> None:
    at = random.randint(0, len(data))
    data[at:at] = random.choice(TOKENS) * random.choice((1, 1, 1, 2, 50))


def _delete(random: Random, data: bytearray, _: Sequence[bytes]) -> None:
    start = random.randint(0, len(data))
    del data[start : start + random.choice((1, 2, 10, 100, 1_000))]


def _repeat(random: Random, data: bytearray, _: Sequence[bytes]) -> None:
    start = random.randint(0, len(data))
    piece = bytes(data[start : start + random.choice((1, 5, 40, 400))])
    data[start:start] = piece * random.choice((1, 2, 100))


def _splice(random: Random, data: bytearray, seeds: Sequence[bytes]) -> None:
    other = random.choice(seeds)
    at, start = random.randint(0, len(data)), random.randint(0, len(other))
    data[at : at + random.choice((0, 10, 100))] = other[start : start + random.choice((5, 50, 500))]


_CHANGES = (_flip, _flip, _byte, _byte, _insert, _insert, _delete, _repeat, _splice)
