"""A Brief as PDF 1.7, written directly: vector marks, selectable text, the letters it uses embedded.

Text is written glyph by glyph with a map back to its characters. Lines of scripts whose letters join or run
from right to left are drawn as outlines, with the same words invisible above them to select and search.
"""

from __future__ import annotations

import math
import unicodedata
import zlib
from collections.abc import Iterable
from functools import cache, lru_cache

from geo.briefing import Brief, Page
from geo.briefing.lettering import font_file, width_of
from geo.briefing.values import Box, Disc, Layer, Mark, Shape, Words
from geo.still.fonts import Glyphs, glyphs_of, subset_font
from geo.still.outline import outlined, pieces, turned

_KAPPA = 0.5522847498
_CAPS = {True: 0, False: 1}


def draw_pdf(brief: Brief) -> bytes:
    """All pages in the sheet's size. Title and caption are the document's title and subject."""
    file = _File()
    fonts = {bold: _FontUse(bold) for bold in (False, True)}
    tree = file.reserve()
    pages = [_write_page(file, brief, page, fonts, tree) for page in brief.pages]
    resources = file.resources
    file.write(resources, _resources(file, brief, fonts))
    kids = " ".join(f"{page} 0 R" for page in pages)
    file.write(tree, f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>")
    about = {
        "Title": brief.texts.title,
        "Subject": brief.caption,
        "Creator": "Thalweg",
        "Producer": "Thalweg",
    }
    info = file.add(f"<<{''.join(f'/{key} {_string(value)}' for key, value in about.items())}>>")
    root = file.add(f"<</Type/Catalog/Pages {tree} 0 R/Lang(en)/ViewerPreferences<</DisplayDocTitle true>>>>")
    return file.finished(root, info)


def _write_page(file: _File, brief: Brief, page: Page, fonts: dict[bool, _FontUse], tree: int) -> int:
    sheet, scale = brief.sheet, brief.sheet.points_per_unit
    width, height = sheet.width * scale, sheet.height * scale
    pen = _Pen(sheet.height, fonts)
    content = [f"{scale:.5f} 0 0 {scale:.5f} 0 0 cm 1 j"]
    content += (line for layer in page.layers for line in pen.layer(layer))
    stream = file.add_stream("\n".join(content).encode("ascii"))
    return file.add(
        f"<</Type/Page/Parent {tree} 0 R/MediaBox[0 0 {width:.3f} {height:.3f}]"
        f"/Resources {file.resources} 0 R/Contents {stream} 0 R>>"
    )


def _resources(file: _File, brief: Brief, fonts: dict[bool, _FontUse]) -> str:
    used = "".join(f"/F{int(bold)} {font.embed(file)} 0 R" for bold, font in fonts.items() if font.used)
    marks = (mark for page in brief.pages for layer in page.layers for mark in layer.marks)
    opacities = {mark.opacity for mark in marks if not isinstance(mark, Words)} | {1.0}
    states = "".join(f"/{_state(value)}<</ca {value:.3f}/CA {value:.3f}>>" for value in sorted(opacities))
    return f"<</Font<<{used}>>/ExtGState<<{states}>>>>"


def _state(opacity: float) -> str:
    return f"O{round(opacity * 1000)}"


# ---------------------------------------------------------------- marks


class _Pen:
    """Writes marks as operators, in sheet units with y up from the sheet's lower edge."""

    def __init__(self, height: float, fonts: dict[bool, _FontUse]) -> None:
        self.height, self.fonts = height, fonts

    def layer(self, layer: Layer) -> Iterable[str]:
        yield "q"
        if layer.clip is not None:
            yield self._rectangle(layer.clip) + " W n"
        for mark in layer.marks:
            yield self._mark(mark)
        yield "Q"

    def _rectangle(self, box: Box) -> str:
        return f"{box.x0:.2f} {self.height - box.y1:.2f} {box.width:.2f} {box.height:.2f} re"

    def _mark(self, mark: Mark) -> str:
        if isinstance(mark, Words):
            return self._words(mark)
        path = self._disc(mark) if isinstance(mark, Disc) else self._path(mark)
        return f"{_paint(mark)} {path} {_painted(mark)}"

    def _path(self, shape: Shape) -> str:
        parts = []
        for ring in shape.rings:
            points = [f"{x:.2f} {self.height - y:.2f}" for x, y in ring]
            parts.append(f"{points[0]} m " + " ".join(f"{point} l" for point in points[1:]))
            if shape.closed:
                parts.append("h")
        return " ".join(parts)

    def _disc(self, disc: Disc) -> str:
        x, y, r = disc.x, self.height - disc.y, disc.radius
        k = r * _KAPPA
        return (
            f"{x + r:.2f} {y:.2f} m {x + r:.2f} {y + k:.2f} {x + k:.2f} {y + r:.2f} {x:.2f} {y + r:.2f} c "
            f"{x - k:.2f} {y + r:.2f} {x - r:.2f} {y + k:.2f} {x - r:.2f} {y:.2f} c "
            f"{x - r:.2f} {y - k:.2f} {x - k:.2f} {y - r:.2f} {x:.2f} {y - r:.2f} c "
            f"{x + k:.2f} {y - r:.2f} {x + r:.2f} {y - k:.2f} {x + r:.2f} {y:.2f} c h"
        )

    # ---------------------------------------------------------------- text

    def _words(self, words: Words) -> str:
        if not words.text:
            return ""
        lines = []
        joined = _joined(words.text)
        for text, x in pieces(words):
            if words.halo:
                width = words.halo_width
                lines.append(f"/O1000 gs {_rgb(words.halo)} RG {width:g} w [] 0 d 1 J")
                lines.append(self._outline(words, text, x) + " S")
            if joined:
                lines.append(f"/O1000 gs {_rgb(words.colour)} rg {self._outline(words, text, x)} f")
            lines.append(self._text(words, text, x, invisible=joined))
        return " ".join(lines)

    def _text(self, words: Words, text: str, x: float, *, invisible: bool) -> str:
        font = self.fonts[words.bold]
        digits, natural = font.written(_as_seen(text) if invisible else text)
        wide = width_of(text, words.size, bold=words.bold)
        stretch = 100 * wide / (natural * words.size) if natural else 100
        px, py = turned(words, x)
        cosine, sine = _turn(words)
        mode = "3 Tr" if invisible else f"0 Tr {_rgb(words.colour)} rg"
        return (
            f"/O1000 gs BT /F{int(words.bold)} {words.size:.2f} Tf {stretch:.2f} Tz {mode} "
            f"{cosine:.4f} {sine:.4f} {-sine:.4f} {cosine:.4f} {px:.2f} {self.height - py:.2f} Tm "
            f"<{digits}> Tj ET"
        )

    def _outline(self, words: Words, text: str, x: float) -> str:
        px, py = turned(words, x)
        cosine, sine = _turn(words)
        factor = words.size
        place = (factor * cosine, factor * sine, px, self.height - py)
        return outlined(text, bold=words.bold, place=place)


def _turn(words: Words) -> tuple[float, float]:
    """Cosine and sine of the line's angle."""
    turn = math.radians(words.angle)
    return math.cos(turn), math.sin(turn)


@lru_cache(maxsize=8192)
def _joined(text: str) -> bool:
    """Letters join or run from right to left: glyph by glyph would be wrong."""
    return any(
        ord(c) > 0x02FF and (unicodedata.bidirectional(c) in ("R", "AL") or unicodedata.combining(c))
        for c in text
    )


def _as_seen(text: str) -> str:
    """Words that run from right to left turned round: readers of a PDF take letters as they are seen."""
    kinds = [unicodedata.bidirectional(character) for character in text]
    strong = [n for n, kind in enumerate(kinds) if kind in ("R", "AL")]
    out, begin = list(text), 0
    while begin < len(strong):
        end = begin
        while end + 1 < len(strong) and not _ordered(kinds[strong[end] : strong[end + 1]]):
            end += 1
        first, last = strong[begin], strong[end] + 1
        out[first:last] = reversed(out[first:last])
        begin = end + 1
    return "".join(out)


def _ordered(kinds: list[str]) -> bool:
    """Something among these runs from left to right."""
    return any(kind in ("L", "EN", "AN") for kind in kinds)


def _paint(mark: Shape | Disc) -> str:
    parts = [f"/{_state(mark.opacity)} gs"]
    if mark.fill:
        parts.append(f"{_rgb(mark.fill)} rg")
    if mark.stroke:
        flat = bool(mark.dash) or (isinstance(mark, Shape) and mark.butt)
        dash = " ".join(f"{length:g}" for length in mark.dash)
        parts.append(f"{_rgb(mark.stroke)} RG {mark.width:g} w {_CAPS[flat]} J [{dash}] 0 d")
    return " ".join(parts)


def _painted(mark: Shape | Disc) -> str:
    return "B" if mark.fill and mark.stroke else "f" if mark.fill else "S"


@cache
def _rgb(colour: str) -> str:
    value = int(colour[1:], 16)
    return " ".join(f"{channel / 255:.3f}" for channel in (value >> 16, value >> 8 & 255, value & 255))


# ---------------------------------------------------------------- fonts


class _FontUse:
    """The letters of one font that a document uses."""

    def __init__(self, bold: bool) -> None:
        self.bold = bold
        self.glyphs: Glyphs = glyphs_of(font_file(bold))
        self.used: dict[int, str] = {}

    def written(self, text: str) -> tuple[str, float]:
        """Glyph numbers as hexadecimal digits, and the width in sizes."""
        digits, wide = [], 0
        for character in text:
            number = self.glyphs.number(character)
            self.used.setdefault(number, character)
            digits.append(f"{number:04X}")
            wide += self.glyphs.widths[number]
        return "".join(digits), wide / self.glyphs.units

    def embed(self, file: _File) -> int:
        """Number of the font's object; the file holds the used glyphs alone."""
        name = f"/THALWG+DejaVuSans{'-Bold' if self.bold else ''}"
        content = subset_font(font_file(self.bold), frozenset(self.used), keep_numbers=True)
        program = file.add_stream(content, f"/Length1 {len(content)}")
        box = " ".join(f"{value * 1000 / self.glyphs.units:.0f}" for value in self.glyphs.box)
        descriptor = file.add(
            f"<</Type/FontDescriptor/FontName{name}/Flags 4/FontBBox[{box}]/ItalicAngle 0/Ascent 928"
            f"/Descent -236/CapHeight 729/StemV {120 if self.bold else 80}/FontFile2 {program} 0 R>>"
        )
        widths = " ".join(
            f"{number}[{self.glyphs.widths[number] * 1000 / self.glyphs.units:.0f}]"
            for number in sorted(self.used)
        )
        inner = file.add(
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont{name}/CIDToGIDMap/Identity/DW 600"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            f"/FontDescriptor {descriptor} 0 R/W[{widths}]>>"
        )
        meaning = file.add_stream(self._to_unicode().encode("ascii"))
        return file.add(
            f"<</Type/Font/Subtype/Type0/BaseFont{name}/Encoding/Identity-H"
            f"/DescendantFonts[{inner} 0 R]/ToUnicode {meaning} 0 R>>"
        )

    def _to_unicode(self) -> str:
        pairs = [f"<{n:04X}> <{c.encode('utf-16-be').hex().upper()}>" for n, c in sorted(self.used.items())]
        blocks = (pairs[begin : begin + 100] for begin in range(0, len(pairs), 100))
        body = "\n".join(f"{len(b)} beginbfchar\n" + "\n".join(b) + "\nendbfchar" for b in blocks)
        return (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
            "/CMapName /Thalweg def /CMapType 2 def\n"
            f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{body}\n"
            "endcmap CMapName currentdict /CMap defineresource pop end end"
        )


# ---------------------------------------------------------------- the file


class _File:
    """Numbered objects and where they begin."""

    def __init__(self) -> None:
        self.objects: list[bytes] = []
        self.resources = self.reserve()

    def reserve(self) -> int:
        self.objects.append(b"")
        return len(self.objects)

    def write(self, number: int, content: str) -> None:
        self.objects[number - 1] = content.encode("ascii")

    def add(self, content: str) -> int:
        number = self.reserve()
        self.write(number, content)
        return number

    def add_stream(self, content: bytes, more: str = "") -> int:
        packed = zlib.compress(content, 6)
        head = f"<</Length {len(packed)}/Filter/FlateDecode{more}>>\nstream\n".encode("ascii")
        self.objects.append(head + packed + b"\nendstream")
        return len(self.objects)

    def finished(self, root: int, info: int) -> bytes:
        out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        begins = []
        for number, content in enumerate(self.objects, 1):
            begins.append(len(out))
            out += f"{number} 0 obj\n".encode("ascii") + content + b"\nendobj\n"
        table = "".join(f"{begin:010d} 00000 n \n" for begin in begins)
        count = len(self.objects) + 1
        trailer = (
            f"trailer\n<</Size {count}/Root {root} 0 R/Info {info} 0 R>>\nstartxref\n{len(out)}\n%%EOF\n"
        )
        return bytes(out) + f"xref\n0 {count}\n0000000000 65535 f \n{table}{trailer}".encode("ascii")


def _string(text: str) -> str:
    """A text string of PDF: UTF-16 with its mark, as hexadecimal digits."""
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>"
