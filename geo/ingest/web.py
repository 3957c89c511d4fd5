"""Pages: the article without what stands around it, and what the page's own data say of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from geo.errors import InputError
from geo.ingest.encodings import decode
from geo.ingest.limits import MOST_MARKUP
from geo.ingest.proposals import read_day
from geo.ingest.values import Found

_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:.\-]{2,40})", re.I
)
_LOOK = 4_096
_TITLES = ("og:title", "twitter:title", "dc.title", "citation_title")
_PUBLISHERS = ("og:site_name", "dc.publisher", "citation_publisher", "publisher")
_AUTHORS = ("author", "article:author", "dc.creator", "citation_author", "parsely-author", "byl")
_DAYS = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date",
    "dc.date.issued", "dcterms.date", "dcterms.created", "citation_publication_date", "pubdate",
    "parsely-pub-date", "publish-date",
)  # fmt: skip
_ARTICLES = re.compile(r"Article|Report|BlogPosting|NewsArticle|WebPage", re.I)
_MOST_NODES, _MOST_SCRIPTS = 2_000, 20
Meta = dict[str, str]


def read_page(content: bytes, *, encoding: str = "") -> Found:
    """The article of a page. InputError where there is none."""
    if len(content) > MOST_MARKUP:
        raise InputError(f"the page has {len(content):,} bytes; {MOST_MARKUP:,} are the most")
    page, name = decode(content, chosen=encoding, declared=_declared(content))
    return article_of(page, encoding=name)


def _declared(content: bytes) -> str:
    """The encoding that a page gives itself; not one in which these very letters would not stand."""
    found = _DECLARED.search(content[:_LOOK])
    name = found[1].decode("ascii").lower() if found else ""
    return "" if name.startswith(("utf-16", "utf-32", "utf16", "utf32", "ucs")) else name


def article_of(page: str, *, encoding: str = "") -> Found:
    """The article of a page that is text already."""
    from lxml import etree
    from trafilatura import extract, load_html

    tree = load_html(page)
    if tree is None:
        raise InputError("there is no page in this file")
    meta, linked = _meta(tree), list(_linked(tree))
    try:
        text = extract(page, include_comments=False, include_tables=True, output_format="txt") or ""
    except (etree.LxmlError, RecursionError, ValueError):
        text = ""
    text = text or _all_words(tree)
    if not text.strip():
        raise InputError("there are no words on this page")
    day, basis = _day(meta, linked, tree)
    return Found(
        text,
        title=_first(meta, _TITLES) or _linked_text(linked, "headline") or _title(tree),
        publisher=_first(meta, _PUBLISHERS) or _linked_name(linked, "publisher"),
        author=_linked_name(linked, "author") or _first(meta, _AUTHORS, no_address=True),
        published=day,
        published_from=basis,
        url=_canonical(tree) or meta.get("og:url", ""),
        encoding=encoding,
    )


def _meta(tree: Any) -> Meta:  # noqa: ANN401 (lxml has no types)
    found: Meta = {}
    for tag in tree.iterfind(".//meta"):
        key = tag.get("property") or tag.get("name") or tag.get("itemprop") or ""
        value = tag.get("content") or ""
        if key and value:
            found.setdefault(key.lower()[:60], value[:2_000])
    return found


def _first(meta: Meta, keys: tuple[str, ...], *, no_address: bool = False) -> str:
    values = (meta[key] for key in keys if key in meta)
    return next((one for one in values if not (no_address and one.startswith("http"))), "")


def _title(tree: Any) -> str:  # noqa: ANN401
    heading = tree.find(".//h1")
    words = "".join(heading.itertext())[:2_000] if heading is not None else ""
    return " ".join(words.split()) or (tree.findtext(".//title") or "")


def _canonical(tree: Any) -> str:  # noqa: ANN401
    links = tree.iterfind(".//link")
    return next((str(link.get("href") or "") for link in links if link.get("rel") == "canonical"), "")


def _all_words(tree: Any) -> str:  # noqa: ANN401
    """Every word of a page in which no article was seen, a line for each block."""
    skipped = {"script", "style", "noscript", "template", "head"}
    lines = []
    for element in tree.iter():
        if isinstance(element.tag, str) and element.tag not in skipped and (element.text or "").strip():
            lines.append(" ".join(element.text.split()))
    return "\n".join(lines)


# ---------------------------------------------------------------- JSON-LD


def _linked(tree: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401
    """The articles that a page describes in JSON-LD."""
    scripts = (
        s for s in tree.iterfind(".//script") if (s.get("type") or "").lower() == "application/ld+json"
    )
    for _, script in zip(range(_MOST_SCRIPTS), scripts, strict=False):
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        yield from (node for node in _nodes(data) if _ARTICLES.search(str(node.get("@type", ""))))


def _nodes(data: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401
    waiting, seen = [data], 0
    while waiting and seen < _MOST_NODES:
        one = waiting.pop(0)
        seen += 1
        if isinstance(one, list):
            waiting.extend(one[:_MOST_NODES])
        elif isinstance(one, dict):
            yield one
            waiting.extend(v for k, v in one.items() if k in ("@graph", "mainEntity", "mainEntityOfPage"))


def _linked_text(nodes: list[dict[str, Any]], key: str) -> str:
    return next((str(node[key]) for node in nodes if isinstance(node.get(key), str)), "")


def _linked_name(nodes: list[dict[str, Any]], key: str) -> str:
    """A person or house, given as text, as an object with a name, or as a list of such."""
    for node in nodes:
        values = node.get(key)
        listed = values if isinstance(values, list) else [values]
        names = [one.get("name") if isinstance(one, dict) else one for one in listed[:10]]
        found = [name for name in names if isinstance(name, str) and not name.startswith("http")]
        if found:
            return ", ".join(found)
    return ""


def _day(meta: Meta, linked: list[dict[str, Any]], tree: Any) -> tuple[date | None, str]:  # noqa: ANN401
    """The day of publication with where it stands."""
    given = [_linked_text(linked, "datePublished"), *(meta[key] for key in _DAYS if key in meta)]
    for value in filter(None, given):
        day = read_day(value)
        if day:
            return day, "the page's own data"
    for tag in list(tree.iterfind(".//time"))[:5]:
        day = read_day(tag.get("datetime") or "")
        if day:
            return day, "a time on the page"
    return None, ""
