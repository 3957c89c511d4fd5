"""Files that somebody made to mislead a reader, each with what must become of it."""

import io
import warnings
import zipfile
from email.message import EmailMessage
from email.mime.message import MIMEMessage

from tests.files import LINES, TEXT, page, pdf_of, zipped

WORDS = LINES[0]
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_LINKS = f'<Relationships xmlns="{_PACKAGE}/relationships">'
_NOWHERE = "http://127.0.0.1:9/"


def _body(inner: str, head: str = "") -> str:
    return f'{head}<w:document xmlns:w="{_W}" xmlns:r="{_REL}"><w:body>{inner}</w:body></w:document>'


def _paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def _linked_docx() -> bytes:
    links = "".join(
        f'<Relationship Id="r{n}" Type="{_REL}/{kind}" Target="{target}" TargetMode="External"/>'
        for n, (kind, target) in enumerate([("attachedTemplate", _NOWHERE), ("image", "file:///etc/passwd")])
    )
    inner = _paragraph(WORDS) + '<w:p><w:r><w:drawing r:link="r1"/></w:r></w:p><w:altChunk r:id="r0"/>'
    return zipped(
        {
            "word/_rels/document.xml.rels": f"{_LINKS}{links}</Relationships>",
            "word/document.xml": _body(inner),
        }
    )


def _outside_docx() -> bytes:
    doctype = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY % x SYSTEM "{_NOWHERE}x.dtd"> %x;]>'
    return zipped({"word/document.xml": _body(_paragraph(WORDS), doctype)})


def _twice_docx() -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w") as packed:
        warnings.simplefilter("ignore")
        for number in (1, 2):
            packed.writestr("word/document.xml", _body(_paragraph(f"{number}. {WORDS}")))
    return out.getvalue()


def _forwarded(times: int) -> bytes:
    letter = EmailMessage()
    letter["From"], letter["Subject"] = "a@b.example", "innermost"
    letter.set_content(WORDS)
    for number in range(times):
        outer = EmailMessage()
        outer["From"], outer["Subject"] = "a@b.example", f"forwarded {number}"
        outer.make_mixed()
        outer.attach(MIMEMessage(letter))
        letter = outer
    return letter.as_bytes()


def _letter(headers: str, body: str) -> bytes:
    return f"From: a@b.example\n{headers}\n\n{body}".encode()


def _workbook(sheet: str) -> bytes:
    """A workbook of this one sheet, as raw XML."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    link, end = f'{_LINKS}<Relationship Id="rId1" Type="{_REL}/', "/></Relationships>"
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Override '
            f'PartName="/xl/workbook.xml" ContentType="{kind}"/></Types>',
            "_rels/.rels": f'{link}officeDocument" Target="xl/workbook.xml"{end}',
            "xl/_rels/workbook.xml.rels": f'{link}worksheet" Target="worksheets/sheet1.xml"{end}',
            "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>'
            '<sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}">{sheet}</worksheet>',
        }
    )


def _cell(at: str, words: str) -> str:
    return f'<c r="{at}" t="inlineStr"><is><t>{words}</t></is></c>'


def _row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


_HEADER = _row(1, _cell("A1", "text"))
_FORMULA = f'<c r="A2" t="str"><f>WEBSERVICE("{_NOWHERE}")</f><v>{WORDS}</v></c>'


def _pdf(content: bytes, *, page: bytes = b"", more: tuple[bytes, ...] = (), catalog: bytes = b"") -> bytes:
    font = b"/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
    return pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << %s %s >> >>"
            % (font, page),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
            *more,
            b"<< /Title (<script>alert\\(1\\)</script>{{7*7}}) >>",
        ]
    )


_SAID = b"BT /F1 9 Tf 9 9 Td (Mara Venn said that the bank is quiet.) Tj ET"
_RING = (
    b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >> "
    b"/Length 29 >>\nstream\n/X Do /X Do /X Do /X Do /X Do\nendstream"
)


def _linked_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        packed.writestr(link, "/etc/passwd")
    return out.getvalue()


_PAGE = (
    f'<html><head><base href="{_NOWHERE}"><meta http-equiv=refresh content="0;url={_NOWHERE}">'
    '<link rel=canonical href="javascript:alert(1)"><meta property="og:url" content="data:text/html,x">'
    f"<title>{{{{7*7}}}}</title></head><body><svg onload=alert(1)><use href='{_NOWHERE}x'/></svg><article>"
    f"<h1>A</h1><p>{WORDS}</p><p>{LINES[1]}</p><iframe src='{_NOWHERE}'></iframe></article></body></html>"
)
_DEEP = '<script type="application/ld+json">' + '{"@graph":[' * 100_000 + "</script>"
_WIDE = '<script type="application/ld+json">[' + '{"@type":"Article"},' * 50_000 + "{}]</script>"
_ATTRIBUTES = " ".join(f'a{n}=""' for n in range(300_000))
READ = ""

ODD_FILES: dict[str, tuple[str, bytes, str]] = {
    "docx, links outside": ("a.docx", _linked_docx(), READ),
    "docx, a definition outside": ("b.docx", _outside_docx(), READ),
    "docx, in UTF-16": (
        "c.docx",
        zipped(
            {
                "word/document.xml": _body(
                    _paragraph(WORDS), '<?xml version="1.0" encoding="UTF-16"?>'
                ).encode("utf-16")
            }
        ),
        READ,
    ),
    "docx, the document twice": ("d.docx", _twice_docx(), READ),
    "docx, a paragraph of 300,000 attributes": (
        "e.docx",
        zipped({"word/document.xml": _body(f"<w:p {_ATTRIBUTES}>{_paragraph(WORDS)}</w:p>")}),
        READ,
    ),
    "letter, forwarded thirty times": ("a.eml", _forwarded(30), READ),
    "letter, parts without a boundary": (
        "b.eml",
        _letter("Content-Type: multipart/mixed", WORDS),
        "no letter",
    ),
    "letter, in UTF-7": (
        "c.eml",
        _letter(
            "Subject: =?x-none?q?a?=\nContent-Type: text/plain; charset=utf-7", f"+ADw-script+AD4- {WORDS}"
        ),
        READ,
    ),
    "letter, thousands of parts": (
        "d.eml",
        _letter('Content-Type: multipart/mixed; boundary="a"', f"--a\n\n{WORDS}\n" * 20_000 + "--a--"),
        "cut off|parts",
    ),
    "csv, formulas": ("a.csv", f"title,text,url\n=cmd|'/c calc'!A1,{WORDS},javascript:x\n".encode(), READ),
    "csv, NULs": ("b.csv", b"title,text\na\0b,words \0of a report\n", READ),
    "csv, quotes without end": ("c.csv", b"text\n" + b'"a""' * 1_000_000, "no table with columns"),
    "csv, points that are none": (
        "d.csv",
        b'speaker,statement,lat,lon\nA,"<b>B</b> held.",NaN,inf\nC,D held.,1e999,-1e999\n',
        "no point on earth",
    ),
    "xlsx, a cell in the last row": (
        "a.xlsx",
        _workbook(
            '<dimension ref="A1:XFD1048576"/><sheetData>'
            + _HEADER
            + _row(1_048_576, _cell("A1048576", WORDS))
            + "</sheetData>"
        ),
        READ,
    ),
    "xlsx, a size that is too small": (
        "b.xlsx",
        _workbook(
            '<dimension ref="A1"/><sheetData>'
            + _row(1, _cell("A1", "title"), _cell("B1", "text"))
            + _row(2, _cell("A2", "Quiet"), _cell("B2", f"2. {WORDS}"))
            + "</sheetData>"
        ),
        READ,
    ),
    "xlsx, rows as wide as can be": (
        "c.xlsx",
        _workbook(
            f"<sheetData>{_HEADER}"
            + "".join(_row(n, _cell(f"XFD{n}", WORDS)) for n in range(2, 3_000))
            + "</sheetData>"
        ),
        "cut off|columns|times its size",
    ),
    "xlsx, a formula that asks elsewhere": (
        "d.xlsx",
        _workbook(f"<sheetData>{_HEADER}{_row(2, _FORMULA)}</sheetData>"),
        READ,
    ),
    "xlsx, a row that is none": (
        "e.xlsx",
        _workbook(f"<sheetData>{_HEADER}{_row(999_999_999_999, _cell('ZZZZZZZZ9', 'x'))}</sheetData>"),
        "damaged|no rows|cut off",
    ),
    "pdf, a form that draws itself": (
        "a.pdf",
        _pdf(b"/X Do " + _SAID, page=b"/XObject << /X 5 0 R >>", more=(_RING,)),
        "cut off",
    ),
    "pdf, scripts and a program to start": (
        "b.pdf",
        _pdf(
            _SAID,
            catalog=b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >> /AA << /O << /S /Launch >> >>",
        ),
        READ,
    ),
    "pdf, a page that is its own parent": (
        "c.pdf",
        pdf_of(
            [
                b"<< /Type /Catalog /Pages 2 0 R >>",
                b"<< /Type /Pages /Kids [3 0 R] /Count 1 /Parent 2 0 R >>",
                b"<< /Type /Page /Parent 3 0 R /Contents [4 0 R 4 0 R] /Resources 3 0 R >>",
                b"<< /Length 4 0 R >>\nstream\nBT (quiet) Tj ET\nendstream",
                b"<< >>",
            ]
        ),
        "no words",
    ),
    "html, base, refresh, frames, pictures": ("a.html", _PAGE.encode(), READ),
    "html, an encoding that it can't have": (
        "b.html",
        f"<meta charset=utf-16><p>{WORDS} Čačak".encode("cp1250", "replace"),
        READ,
    ),
    "html, JSON within JSON": ("c.html", page(*LINES, head=_DEEP), READ),
    "html, a list of 50,000 articles": ("d.html", page(LINES[1], LINES[2], head=_WIDE), READ),
    "html, a comment without end": (
        "e.html",
        f"<!--{'--!' * 500_000}<p>{WORDS}".encode(),
        "no page|no words",
    ),
    "text, two encodings": (
        "a.txt",
        WORDS.encode() + "Čačak “".encode("cp1250") + "Привет".encode("koi8-r"),
        READ,
    ),
    "text, marks of the start in the middle": ("b.txt", "\ufeff".join([WORDS] * 3).encode(), READ),
    "text, half of a sign": ("c.txt", WORDS.encode("utf-16") + b"\0", "not written in utf-16"),
    "text, half signs": ("d.txt", b"\xff\xfe" + b"\x00\xd8" * 100, "not written in utf-16"),
    "text, NULs": ("e.txt", b"3. " + WORDS.encode() + b"\0\0\0" + WORDS.encode(), READ),
    "text, turned letters": ("f.txt", ("\u202e" + WORDS + "\u2066\u2067" * 500 + WORDS).encode(), READ),
    "text, a heap of accents": ("g.txt", (WORDS + "a" + "\u0301" * 100_000).encode(), READ),
    "zip, a link": ("a.zip", _linked_zip(), "a link to another file"),
    "zip, paths out of it": ("b.zip", zipped({"../../etc/cron.txt": f"4. {WORDS}"}), READ),
    "zip, a name of lines and turned letters": (
        "c.zip",
        zipped({"\u202etxt\n{{7*7}}.txt": f"5. {WORDS}"}),
        READ,
    ),
    "zip, no ending": ("d.zip", zipped({"readme": TEXT}), "files without an ending are not read"),
}
"""Name, bytes, and a pattern of the reason; READ where its words are read."""
