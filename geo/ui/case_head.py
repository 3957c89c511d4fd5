"""The head of the map page: which report, by whom, and in one sentence what is shown of it."""

from __future__ import annotations

from geo import filters
from geo.model import Document, Filter
from geo.pipeline import report_name
from geo.ui import words
from geo.ui.leaf import Node, data_text, node
from geo.ui.readings import Case


def head_nodes(case: Case, wanted: Filter, note: str = "") -> list[Node]:
    """Title, byline, caption; `note` is what a reader must know about a sample."""
    caption = filters.describe(wanted, case.placed, sides=case.sides, columns=case.columns)
    count, *rest = caption.split(" · ", 1)
    return [
        node(
            "header",
            "head",
            data_text("h1", "", case.title or words.UNTITLED),
            data_text("p", "byline", case_byline(case)),
            data_text("p", "byline", note) if note else None,
            node(
                "p",
                "caption",
                count,
                data_text("span", "rest", "".join(f" · {part}" for part in rest)),
            ),
        )
    ]


def short_head_nodes(case: Case, wanted: Filter) -> list[Node]:
    """Title and caption alone, for a small frame."""
    title = case.title or words.UNTITLED
    caption = filters.describe(wanted, case.placed, sides=case.sides, columns=case.columns)
    return [
        node(
            "header",
            "head short",
            data_text("h1", "", title),
            data_text("p", "byline", " · ".join([caption, case_byline(case)])),
        )
    ]


def case_byline(case: Case) -> str:
    """Who published the report and when; of several, how many and which."""
    if len(case.documents) == 1:
        return byline(case.document)
    return words.reports([report_name(document) or words.UNTITLED for document in case.documents])


def byline(document: Document) -> str:
    published = filters.date_words(document.published, document.published) or words.NO_DATE
    return words.byline(document.publisher, published)
