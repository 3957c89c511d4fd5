"""A page from an address that a person gives, as a file like any other; only where the host allows it."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import unquote, urlsplit

from geo.errors import InputError
from geo.ingest.bringing import Source
from geo.ingest.encodings import known, tidy
from geo.ingest.values import Report
from geo.online import Page, fetch_page
from geo.settings import Settings

OFF = "this server fetches no pages; save the page as a file, and bring that in"


def fetched(url: str, settings: Settings) -> tuple[Source, str]:
    """The page as a file, and the address where it was found. InputError and OnlineError in a sentence."""
    if settings.fetch_pages != "yes":
        raise InputError(OFF)
    page = fetch_page(url, user_agent=settings.user_agent)
    return Source.of(_name(page), _in_utf8(page)), page.url


def found_at(report: Report, url: str) -> Report:
    """The report on a fetched page, its address that of the page where the page itself says none."""
    if report.found is None or report.found.url:
        return report
    return replace(report, found=replace(report.found, url=url[:2_000]))


def _name(page: Page) -> str:
    parts = urlsplit(page.url)
    last = unquote(parts.path.rstrip("/").rsplit("/", 1)[-1]).rsplit(".", 1)[0]
    return f"{parts.hostname or 'page'} {last}"[:120].strip() + page.ending


def _in_utf8(page: Page) -> bytes:
    """Content of text as UTF-8 with its mark, where the server says how it is written and is right."""
    charset = known(page.charset) if page.ending in (".html", ".txt", ".md") else ""
    try:
        return tidy(page.content.decode(charset)).encode("utf-8-sig") if charset else page.content
    except (UnicodeDecodeError, ValueError):
        return page.content
