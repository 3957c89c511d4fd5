"""PDF files: their lines put together as paragraphs, page by page."""

from __future__ import annotations

import re
from collections import Counter
from contextlib import closing
from typing import Any

from geo.errors import InputError
from geo.ingest.encodings import tidy
from geo.ingest.limits import MOST_PAGES
from geo.ingest.proposals import compact_day
from geo.ingest.values import Found
from geo.settings import read_settings

_FULL = 0.8
"""A line this full, of the usual width, goes on in the next."""
_SENTENCE_END = (".", "!", "?", "”", '"', ":", "…")
_LEAST_REPEATED = 3


def read_pdf(content: bytes) -> Found:
    """The text of a PDF. InputError where it holds none, as one of scanned pages."""
    import pypdfium2 as pdfium

    try:
        file = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise InputError(
            "it is locked with a password; unlock it first" if locked else "it is damaged: it can't be opened"
        ) from None
    with closing(file):
        if len(file) > MOST_PAGES:
            raise InputError(f"it has {len(file):,} pages; {MOST_PAGES:,} are the most")
        pages, lost = _pages(file)
        meta = file.get_metadata_dict(skip_empty=True)
    text = tidy("\n".join(flowed(line_free(pages)))).strip("\n")
    if not text.strip():
        raise InputError("there are no words in it, only pictures of pages; run text recognition (OCR) first")
    made = compact_day(meta.get("CreationDate", ""))
    title = meta.get("Title", "")
    return Found(
        text,
        title="" if re.search(r"\.(?:docx?|indd|qxp|pdf)$|^Microsoft Word", title, re.I) else title,
        author=meta.get("Author", ""),
        notes=(
            *((f"pages that can't be read are left out: {lost}",) if lost else ()),
            *((f"the file was made on {made}, which need not be the day of publication",) if made else ()),
        ),
    )


def _pages(file: Any) -> tuple[list[list[str]], int]:  # noqa: ANN401 (pypdfium2 has no types)
    """Lines of each page, and how many pages can't be read. InputError where there are too many signs."""
    from pypdfium2 import PdfiumError

    most, total, pages, lost = read_settings().max_text_chars, 0, [], 0
    for number in range(len(file)):
        try:
            words = file[number].get_textpage().get_text_range()
        except PdfiumError:
            lost += 1
            continue
        total += len(words)
        if total > 2 * most:
            raise InputError(f"its text has more than {most:,} characters, which is the most")
        words = words.replace("\ufffe\r\n", "").replace("\ufffe", "").replace("\x02", "")
        pages.append([line.strip() for line in tidy(words).splitlines()])
    return pages, lost


def line_free(pages: list[list[str]]) -> list[str]:
    """All lines without what stands at head or foot of most pages: running titles, page numbers."""
    if len(pages) < _LEAST_REPEATED:
        return [line for page in pages for line in page]
    edges = Counter(_numberless(line) for page in pages for line in {*page[:1], *page[-1:]})
    running = {line for line, count in edges.items() if line and count > len(pages) // 2}
    kept = []
    for page in pages:
        last = len(page) - 1
        kept += [
            line for n, line in enumerate(page) if n not in (0, last) or _numberless(line) not in running
        ]
    return kept


def _numberless(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip())


def flowed(lines: list[str]) -> list[str]:
    """Paragraphs: a full line goes on in the next one, a short line or a gap ends it; hyphens are healed."""
    lengths = sorted(len(line) for line in lines if line)
    usual = lengths[int(len(lengths) * 0.75)] if lengths else 0
    found: list[str] = []
    open_line = ""
    for line in lines:
        if not line:
            found, open_line = _ended(found, open_line), ""
            continue
        open_line = _joined(open_line, line) if open_line else line
        is_short = len(line) < _FULL * usual
        if is_short and (line.endswith(_SENTENCE_END) or not found):
            found, open_line = _ended(found, open_line), ""
    return _ended(found, open_line)


def _ended(found: list[str], line: str) -> list[str]:
    if line:
        found.append(line)
    return found


def _joined(before: str, line: str) -> str:
    if before.endswith("-") and before[-2:-1].isalpha() and line[:1].islower():
        return before[:-1] + line
    return f"{before} {line}"
