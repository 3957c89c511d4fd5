"""Makers of small files of every kind that can be brought in, and of files made to break a reader."""

import io
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

HEAD = "River guard says the eastern bank is quiet"
LINES = (
    "Colonel Mara Venn said that the River Guard holds the bridge at Abu Kamal and the eastern bank.",
    "“We have seen no strike on the western side since Monday,” she told reporters in the town.",
    "A spokesman for the town council denied that its police had crossed the Euphrates.",
)
TEXT = "\n\n".join((HEAD, *LINES))
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
    "<dc:title>{title}</dc:title><dc:creator>{creator}</dc:creator>"
    "<dcterms:created>2018-01-16T09:00:00Z</dcterms:created></cp:coreProperties>"
)


def zipped(parts: dict[str, bytes | str], *, stored: bool = False) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


def docx(*paragraphs: str, body: str = "", title: str = HEAD, creator: str = "Ana Bel") -> bytes:
    inner = body or "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in paragraphs)
    document = f'<?xml version="1.0"?><w:document xmlns:w="{_W}"><w:body>{inner}</w:body></w:document>'
    core = CORE.format(title=title, creator=creator)
    return zipped(
        {"[Content_Types].xml": "<Types/>", "word/document.xml": document, "docProps/core.xml": core}
    )


def page(*paragraphs: str, head: str = "", around: str = "") -> bytes:
    inner = "".join(f"<p>{line}</p>" for line in paragraphs)
    return (
        f"<!doctype html><html><head><meta charset=utf-8><title>{HEAD}</title>{head}</head><body>"
        f"<nav><a href=/>Home</a> <a href=/a>About us</a></nav>{around}<article><h1>{HEAD}</h1>"
        f"{inner}</article>"
        "<footer>All rights reserved. Subscribe to our newsletter.</footer></body></html>"
    ).encode()


def letter(text: str = TEXT, *, subject: str = HEAD, html: bool = False, attached: int = 0) -> bytes:
    message = EmailMessage()
    message["From"] = "Ana Bel <ana.bel@river-post.example>"
    message["Subject"] = subject
    message["Date"] = "Tue, 16 Jan 2018 10:00:00 +0200"
    if html:
        message.set_content(page(*LINES).decode(), subtype="html")
    else:
        message.set_content(text, charset="utf-8", cte="quoted-printable")
    for number in range(attached):
        message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename=f"{number}.pdf")
    return message.as_bytes()


def pdf(*lines: str, title: str = HEAD, pages: int = 1) -> bytes:
    """A small PDF with each line of text on a line of its own."""
    operators = "".join(f"({line.translate(_PDF)}) Tj 0 -16 Td " for line in lines)
    stream = f"BT /F1 10 Tf 40 780 Td {operators} ET".encode("cp1252", "replace")
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{5 + n} 0 R" for n in range(pages))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    box = "/MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents 4 0 R"
    objects += [f"<< /Type /Page /Parent 2 0 R {box} >>".encode() for _ in range(pages)]
    objects.append(f"<< /Title ({title}) /Author (Ana Bel) /CreationDate (D:20180116090000Z) >>".encode())
    return pdf_of(objects)


_PDF = str.maketrans({"(": r"\(", ")": r"\)", "\\": r"\\"})


def pdf_of(objects: list[bytes]) -> bytes:
    """A PDF of these objects; the first is its root, the last its info."""
    out, places = bytearray(b"%PDF-1.5\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        len(objects),
        start,
    )
    return bytes(out)


def workbook(*rows: tuple) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


ARTICLES_CSV = "Headline,Body,Outlet,Date\n" + f'{HEAD},"{TEXT}",River Post,2018-01-16\n'.replace(
    "“", ""
).replace("”", "")
CLAIMS_CSV = (
    "speaker,organisation,statement,location,lat,lon,event date,stance,side\n"
    "Mara Venn,River Guard,The bridge at the ford is ours.,The Ford,34.45,40.92,2018-01-15,asserted,east\n"
    "Tol Arden,,No police crossed the river.,Abu Kamal,,,15 January 2018,denied,\n"
)


# ---------------------------------------------------------------- bombs


def _laughs() -> str:
    lines = ['<!ENTITY l0 "lollollollollollol">']
    lines += [f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12)]
    return f"<!DOCTYPE w [{''.join(lines)}]>"


def entity_docx(doctype: str, entity: str) -> bytes:
    inner = f"<w:p><w:r><w:t>words {entity}</w:t></w:r></w:p>"
    document = (
        f'<?xml version="1.0"?>{doctype}<w:document xmlns:w="{_W}"><w:body>{inner}</w:body></w:document>'
    )
    return zipped({"word/document.xml": document})


def _quadratic() -> str:
    return f'<!DOCTYPE w [<!ENTITY a "{"a" * 100_000}">]>'


def _sheet(rows: int) -> bytes:
    sheet = "xl/worksheets/sheet1.xml"
    cells = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, rows + 1))
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    book = (
        f'<workbook xmlns="{main}" xmlns:r="{rel}"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets>'
        "</workbook>"
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    link = (
        f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{rel}/{{}}" '
        'Target="{}"/></Relationships>'
    ).replace("{{}}", "{}")
    kinds = (
        f'<Types xmlns="{package}/content-types"><Override PartName="/xl/workbook.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
    )
    return zipped(
        {
            "[Content_Types].xml": kinds,
            "_rels/.rels": link.format("officeDocument", "xl/workbook.xml"),
            "xl/workbook.xml": book,
            "xl/_rels/workbook.xml.rels": link.format("worksheet", "worksheets/sheet1.xml"),
            sheet: f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>',
        }
    )


def _flate_bomb() -> bytes:
    import zlib

    stream = zlib.compress(b"BT /F1 9 Tf " + b"(words of a page) Tj " * 8_000_000 + b"ET", 9)
    return pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [5 0 R] /Count 1 >>",
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream),
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            b"/Resources << /Font << /F1 3 0 R >> >> /Contents 4 0 R >>",
            b"<< >>",
        ]
    )


def _looping_pdf() -> bytes:
    return pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9999999 >>",
            b"<< >>",
        ]
    )


def _overlapping_zip() -> bytes:
    """Many entries of the list that point at one packed member."""
    inner = zipped({"a.txt": b"word " * 200_000})
    directory = inner[inner.index(b"PK\x01\x02") : inner.index(b"PK\x05\x06")]
    count = 4_000
    end = b"PK\x05\x06" + b"\0" * 4 + count.to_bytes(2, "little") * 2
    start = inner.index(b"PK\x01\x02")
    end += (len(directory) * count).to_bytes(4, "little") + start.to_bytes(4, "little") + b"\0\0"
    return inner[:start] + directory * count + end


_SCRIPT = '<script type="application/ld+json">'
_PARAGRAPH = "<w:p><w:r><w:t>word</w:t></w:r></w:p>"
_OUTSIDE = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
_ZEROS = 200_000_000

Bomb = Callable[[], tuple[str, bytes]]
SMALL_BOMBS: dict[str, Bomb] = {
    "zip of zips": lambda: ("a.zip", zipped({f"{n}.zip": zipped({"a.txt": "word"}) for n in range(16)})),
    "zip, members that overlap": lambda: ("a.zip", _overlapping_zip()),
    "zip, many names": lambda: ("a.zip", zipped(dict.fromkeys(map(str, range(6_000)), b""))),
    "zip, packed very densely": lambda: ("a.zip", zipped({"a.txt": b"0" * 15_000_000})),
    "docx, a large document": lambda: ("a.docx", zipped({"word/document.xml": b"0" * 25_000_000})),
    "docx, deep": lambda: ("a.docx", docx(body="<w:p>" * 20_000)),
    "docx, entities": lambda: ("a.docx", entity_docx(_laughs(), "&l11;")),
    "docx, one long entity": lambda: ("a.docx", entity_docx(_quadratic(), "&a;" * 100_000)),
    "docx, an entity from outside": lambda: ("a.docx", entity_docx(_OUTSIDE, "&a;")),
    "pdf, pages in a ring": lambda: ("a.pdf", _looping_pdf()),
    "pdf, thousands of pages": lambda: ("a.pdf", pdf(*LINES, pages=3_000)),
    "html, deep": lambda: ("a.html", b"<div>" * 200_000),
    "html, a table of tables": lambda: ("a.html", b"<table><tr><td>" * 20_000 + b"word"),
    "html, deep JSON": lambda: ("a.html", page(*LINES, head=f"{_SCRIPT}{'[' * 1_000_000}</script>")),
    "html, entities": lambda: ("a.html", f"{_laughs()}<html><body>&l11; word</body></html>".encode()),
    "page of XML, entities": lambda: (
        "a.xhtml",
        f'<?xml version="1.0"?>{_laughs()}<html>&l11;</html>'.encode(),
    ),
    "markdown, brackets": lambda: ("a.md", b"[" * 100_000),
    "markdown, stars": lambda: ("a.md", b"*a " * 100_000),
    "csv, many rows": lambda: ("a.csv", b"text,date\n" + b"a,b\n" * 30_000),
    "csv, one long row": lambda: ("a.csv", b"text," * 1_000_000),
    "csv, an open quote": lambda: ("a.csv", b'text\n"' + b"a,\n" * 1_000_000),
    "letter, deep parts": lambda: ("a.eml", _deep_letter(3_000)),
    "letter, many headers": lambda: ("a.eml", b"X: y\n" * 1_000_000 + b"\nword"),
}
LARGE_BOMBS: dict[str, Bomb] = {
    "zip, one large member": lambda: ("a.zip", zipped({"a.txt": b"0" * _ZEROS})),
    "zip of zips of large members": lambda: (
        "a.zip",
        zipped({f"{n}.zip": zipped({"a.txt": b"0" * 20_000_000}) for n in range(16)}),
    ),
    "docx, 200 MB of document": lambda: ("a.docx", zipped({"word/document.xml": b"0" * _ZEROS})),
    "docx, half a million paragraphs": lambda: ("a.docx", docx(body=_PARAGRAPH * 500_000)),
    "pdf, one packed page": lambda: ("a.pdf", _flate_bomb()),
    "pdf, 30,000 pages": lambda: ("a.pdf", pdf(*LINES, pages=30_000)),
    "html, a million tags": lambda: ("a.html", b"<p><b>a word</b></p>" * 450_000),
    "text, 50 MB": lambda: ("a.txt", b"word " * 10_000_000),
    "text, 19 MB": lambda: ("a.txt", b"word " * 3_800_000),
    "text, one line of letters": lambda: ("a.txt", b"a" * 19_000_000),
    "text, no encoding": lambda: ("a.txt", bytes(range(128, 256)) * 100_000),
    "csv, a million rows": lambda: ("a.csv", b"text,date\n" + b"a,b\n" * 1_000_000),
    "xlsx, 300,000 rows": lambda: ("a.xlsx", _sheet(300_000)),
    "xlsx, a million rows": lambda: ("a.xlsx", _sheet(1_000_000)),
    "letter, a long header": lambda: ("a.eml", b"Subject: " + b"=?utf-8?q?a?= " * 300_000 + b"\n\nword"),
}


def endless() -> tuple[str, bytes]:
    """Within all limits of size, and yet more work than a report is."""
    return ("a.html", b"<p><b>a word</b></p>" * 450_000)


def _deep_letter(depth: int) -> bytes:
    lines = ["MIME-Version: 1.0"]
    for number in range(depth):
        lines += [f'Content-Type: multipart/mixed; boundary="b{number}"', "", f"--b{number}"]
    return "\n".join([*lines, "Content-Type: text/plain", "", "word"]).encode()


def write_all(folder: Path) -> list[Path]:
    """One file of each kind, with texts of their own."""
    files = {
        "one.txt": ("One. " + TEXT).encode(),
        "two.docx": docx(*("Two. " + HEAD, *LINES)),
        "three.pdf": pdf("Three.", *LINES),
        "four.html": page("Four, the report begins with a sentence of its own here.", *LINES),
        "five.md": f"---\ntitle: {HEAD}\ndate: 2018-01-16\n---\n# Five\n\n{LINES[2]}\n\n{LINES[0]}".encode(),
        "six.eml": letter("Six. " + TEXT),
        "seven.csv": ARTICLES_CSV.encode(),
        "eight.xlsx": workbook(("title", "text"), ("Eight", "Eight. " + TEXT)),
        "nine.zip": zipped({"a/inner.txt": "Nine. " + TEXT, "../../b.txt": "Ten. " + TEXT}),
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in files]
