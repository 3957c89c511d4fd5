"""The texts that come with Thalweg: plain files in geo/data/sample, read like any other text.

Beside each NAME.txt stands a NAME.toml with title, publisher, url, published and its place in the order. A
case of several reports has a NAME.toml alone, with a title and for each report a table [[report]] that names
its file. Nothing about a sample is known to the code.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from geo.errors import DataError, UnknownNameError
from geo.model import Document

_FOLDER = files("geo.data") / "sample"


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample case. `name` is its key in a link; `note` says what a reader must know about it."""

    name: str
    title: str
    documents: tuple[Document, ...]
    note: str = ""

    @property
    def document(self) -> Document:
        """The first report."""
        return self.documents[0]


@cache
def load_samples() -> tuple[Sample, ...]:
    """All samples, the one to open first in front. DataError where a file is missing or unreadable."""
    names = sorted(p.name.removesuffix(".toml") for p in _FOLDER.iterdir() if p.name.endswith(".toml"))
    if not names:
        raise DataError("geo/data/sample holds no case; reinstall Thalweg")
    ordered = sorted((_about(name).get("order", len(names)), name) for name in names)
    return tuple(_read_sample(name) for _, name in ordered)


def load_sample(name: str) -> Sample:
    """The sample of that name. UnknownNameError names those that are there."""
    samples = load_samples()
    for sample in samples:
        if sample.name == name:
            return sample
    known = ", ".join(sample.name for sample in samples)
    raise UnknownNameError(f"unknown case {name!r}; there are: {known}")


def sample_document(name: str = "") -> Document:
    """The document of a sample; without a name, of the first."""
    return load_sample(name).document if name else load_samples()[0].document


def _read_sample(name: str) -> Sample:
    about = _about(name)
    reports = about.get("report") or [about | {"file": f"{name}.txt"}]
    return Sample(
        name, about.get("title", ""), tuple(_document(report) for report in reports), about.get("note", "")
    )


def _document(about: Mapping[str, Any]) -> Document:
    file, published = about["file"], about.get("published")
    try:
        text = (_FOLDER / file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"the sample text {file} can't be read; reinstall Thalweg") from error
    return Document.of(
        text,
        title=about.get("title", ""),
        url=about.get("url", ""),
        publisher=about.get("publisher", ""),
        published=published if isinstance(published, date) else None,
    )


def _about(name: str) -> dict[str, Any]:
    try:
        return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"{name}.toml in geo/data/sample can't be read; reinstall Thalweg") from error
