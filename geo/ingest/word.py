"""Word files (Office Open XML): the paragraphs of the document, and its core properties."""

from __future__ import annotations

import io

from geo.errors import InputError
from geo.ingest.encodings import tidy
from geo.ingest.packed import check_office, opened, part
from geo.ingest.proposals import read_day
from geo.ingest.values import Found

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT_W = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def read_word(content: bytes) -> Found:
    """The text of a Word file. InputError where it holds none."""
    with opened(content) as packed:
        check_office(packed)
        body = part(packed, "word/document.xml")
        core = part(packed, "docProps/core.xml", most=200_000)
        has_notes = "word/footnotes.xml" in packed.namelist()
    if body is None:
        raise InputError("there is no document of Word's in it")
    text = tidy("\n".join(paragraphs(body))).strip("\n")
    properties = _properties(core) if core else {}
    day = read_day(properties.get("created", ""))
    return Found(
        text,
        title=properties.get("title", ""),
        author=properties.get("creator", ""),
        published=None,
        notes=(
            *(("footnotes are left out",) if has_notes and b"footnoteReference" in body else ()),
            *((f"the file was made on {day}, which need not be the day of publication",) if day else ()),
        ),
    )


def paragraphs(body: bytes) -> list[str]:
    """Each paragraph that is not empty; deleted text and the codes of fields are left out."""
    from lxml import etree

    found: list[str] = []
    pieces: list[str] = []
    options = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    try:
        for _, element in etree.iterparse(io.BytesIO(body), events=("end",), **options):
            name = _local(element)
            if name == "t":
                pieces.append(element.text or "")
            elif name in _SIGNS:
                pieces.append(_SIGNS[name])
            elif name == "p":
                found.append("".join(pieces).strip())
                pieces = []
                element.clear()
    except etree.XMLSyntaxError:
        raise InputError("it is damaged: its XML can't be read") from None
    return [line for line in found if line]


def _local(element: object) -> str:
    tag = getattr(element, "tag", "")
    if not isinstance(tag, str):
        return ""
    return tag.removeprefix(_W).removeprefix(_STRICT_W)


def _properties(core: bytes) -> dict[str, str]:
    """Local names of the core properties with their values."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(core, parser)
    except etree.XMLSyntaxError:
        return {}
    elements = (one for one in root if isinstance(one.tag, str))
    return {etree.QName(one).localname: (one.text or "")[:2_000] for one in elements}
