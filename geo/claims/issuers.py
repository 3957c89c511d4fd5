"""Who issued a text, by its heading: "Statement of the Border Commandos", "ISAF press release".

What such a text tells in its own words is its issuer's claim, not a reporter's.
"""

from __future__ import annotations

import re
from functools import cache

from geo.claims.words import read_source
from geo.model import Attribution, AttributionKind, Span, Speaker
from geo.text.attribution import describe_mention

RULE = "issued text"
LONGEST_HEADING = 160
_LEAD = r"(?:the |a |an )?"


def issued_by(text: str) -> Attribution | None:
    """The attribution, without content, of all that a text tells in its own words; None for a report."""
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    if end < 0 or end - start > LONGEST_HEADING or not text[end:].strip():
        return None
    match = next((found for form in _forms() if (found := form.fullmatch(text[start:end].strip()))), None)
    if match is None:
        return None
    span = Span(start + match.start("body"), start + match.end("body"))
    name, role, organisation = describe_mention(span.of(text))
    source = Speaker(span, span.of(text), name, role, organisation)
    return Attribution((), AttributionKind.INDIRECT, source, None, RULE)


@cache
def _forms() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = read_source("claims_words.toml")
    kinds, topics = words["issued"], words["issued_topics"].replace(" ", "|")
    body = rf"(?P<body>(?!(?i:{topics})\b)[A-Z][^.;:!?“”\"]{{2,80}}?)"
    aside = r"(?: \([^()]{1,40}\)| as of .{1,30}|,? [^\W\d]*[ ]?\d[\w .,:-]{0,30})?\.?"
    before = (
        rf"(?i:(?:\w+ ){{0,2}}(?:{kinds})(?: no\.? ?\d+)?(?: of| by| from| issued by) {_LEAD}){body}{aside}"
    )
    behind = rf"(?i:{_LEAD}){body}(?i:,? (?:{kinds})){aside}"
    return re.compile(before), re.compile(behind)
