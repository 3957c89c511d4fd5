"""What is found in a file, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from geo.model import Document


@dataclass(frozen=True, slots=True)
class Found:
    """A text, with what the file says of it: proposals for a person to look over."""

    text: str
    title: str = ""
    publisher: str = ""
    author: str = ""
    published: date | None = None
    published_from: str = ""
    """Where the day stands: "the page's own data", "the dateline" …"""
    url: str = ""
    encoding: str = ""
    """How its bytes were read as signs; empty where the kind of file leaves no choice."""
    notes: tuple[str, ...] = ()
    """What was left out, each a sentence without its full stop."""

    @property
    def credit(self) -> str:
        """Author and publisher in one line, as a document keeps them."""
        return ", ".join(dict.fromkeys(filter(None, (self.author, self.publisher))))

    @property
    def document(self) -> Document:
        return Document.of(
            self.text, title=self.title, url=self.url, publisher=self.credit, published=self.published
        )


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of a spreadsheet, each as long as the header; which column means what is not known yet."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    encoding: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside a zip."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A part of a file that can't be used, with the reason."""

    name: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What a zip holds."""

    members: tuple[Member, ...]
    refused: tuple[Refusal, ...] = ()


Content = Found | Table | Unpacked


class Fate(StrEnum):
    """What became of a file."""

    READ = "read"
    TABLE = "table"  # columns are to be chosen
    SAME = "same"  # its text came before, in another file or in the case
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Report:
    """One line of the report: a file by its name, and what became of it."""

    name: str
    fate: Fate
    sentence: str = ""
    """Why it was refused, or what else there is to say; without its full stop."""
    found: Found | None = None
    table: Table | None = None
