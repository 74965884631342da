"""A PDF document in the making: pages, pictures, drawings used again, and one subset of each font.

ReportLab writes the file; its own TrueType embedding is not used, because it parses fonts whole, cuts a font into
pieces of 256 characters and writes a text layer that loses every character beyond the BMP.
"""

from __future__ import annotations

import hashlib
import zlib
from typing import TYPE_CHECKING, Any, Final

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc

from app.forms.typefaces import open_font

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from app.forms.picture import Jpeg
    from app.forms.truetype import TrueTypeFile
    from app.forms.typefaces import Typeface

CMAP_BLOCK: Final = 100
"""Entries that one bfchar block of a ToUnicode map may hold."""
SERIF_FLAGS: Final = 0x0006
"""Symbolic, with serifs: the codes are our own."""


class _Codes(dict[str, str]):
    """Character to its two-byte code in hex.

    Every character has a code of its own, so that the text layer returns it even where two share one drawing.
    """

    def __init__(self, font: TrueTypeFile) -> None:
        super().__init__()
        self._font = font
        self.glyphs = [0]
        self.characters = [""]

    def __missing__(self, character: str) -> str:
        code = f"{len(self.glyphs):04X}"
        self.glyphs.append(self._font.glyph_of(ord(character)))
        self.characters.append(character)
        self[character] = code
        return code


class PdfDocument:
    """One file. Everything drawn is kept compressed; nothing in the file depends on when it was made."""

    def __init__(self, title: str) -> None:
        rl_config.pdfComments = 0
        self._document = pdfdoc.PDFDocument(compression=1, invariant=1, lang="zh-CN", pdfVersion=(1, 4))
        self._document.setTitle(title)
        self._document.setAuthor("")
        self._document.setSubject("")
        self._document.setCreator("Zikao Desk")
        self._codes: dict[Path, tuple[str, _Codes]] = {}
        self._fonts = pdfdoc.PDFDictionary()
        self._drawings = pdfdoc.PDFDictionary()
        self._resources = pdfdoc.PDFDictionary(
            {"Font": self._document.Reference(self._fonts), "XObject": self._document.Reference(self._drawings)}
        )
        self._shared: dict[bytes, str] = {}

    def print_as_it_is(self, *, flip_on_short_edge: bool) -> None:
        """Asks the viewer to print at full size, on both sides."""
        edge = "DuplexFlipShortEdge" if flip_on_short_edge else "DuplexFlipLongEdge"
        wishes = pdfdoc.ViewerPreferencesPDFDictionary()
        wishes["PrintScaling"] = "None"
        wishes["Duplex"] = edge
        self._document.Catalog.ViewerPreferences = wishes

    def encode(self, typeface: Typeface, text: str) -> Iterable[tuple[str, str, str]]:
        """Pieces of the text as (resource name of the font, codes in hex, characters)."""
        files = set(map(typeface.file_of.__getitem__, text))
        if files <= {0}:
            name, codes = self._font(typeface.paths[0])
            return ((name, "".join(map(codes.__getitem__, text)), text),)
        pieces = []
        for index, piece in typeface.runs(text):
            name, codes = self._font(typeface.paths[index])
            pieces.append((name, "".join(map(codes.__getitem__, piece)), piece))
        return pieces

    def _font(self, path: Path) -> tuple[str, _Codes]:
        entry = self._codes.get(path)
        if entry is None:
            entry = self._codes[path] = (f"F{len(self._codes) + 1}", _Codes(open_font(path)))
        return entry

    def add_jpeg(self, picture: Jpeg) -> str:
        """The resource name; the bytes go into the file as they are, once."""
        return self._add_drawing(
            picture.data,
            {
                "Subtype": pdfdoc.PDFName("Image"),
                "Width": picture.width,
                "Height": picture.height,
                "ColorSpace": pdfdoc.PDFName(picture.colour_space),
                "BitsPerComponent": 8,
                "Filter": pdfdoc.PDFName("DCTDecode"),
                **({"Decode": pdfdoc.PDFArray([1, 0] * 4)} if picture.colour_space == "DeviceCMYK" else {}),
            },
        )

    def add_drawing(self, operators: str, size: tuple[float, float]) -> str:
        """A drawing used more than once, as a form XObject of ``size`` points; its resource name."""
        return self._add_drawing(
            zlib.compress(operators.encode("ascii")),
            {
                "Subtype": pdfdoc.PDFName("Form"),
                "BBox": pdfdoc.PDFArray([0, 0, *size]),
                "Resources": self._document.Reference(self._resources),
                "Filter": pdfdoc.PDFName("FlateDecode"),
            },
        )

    def _add_drawing(self, content: bytes, entries: Mapping[str, Any]) -> str:
        key = hashlib.sha256(content).digest()
        name = self._shared.get(key)
        if name is None:
            name = self._shared[key] = f"X{len(self._shared) + 1}"
            stream = _stream(content, {"Type": pdfdoc.PDFName("XObject"), **entries})
            self._drawings[name] = self._document.Reference(stream)
        return name

    def add_page(self, operators: str, size: tuple[float, float]) -> Any:
        """Adds the page; what it shows can be added again by ``repeat_page``."""
        stream = _stream(zlib.compress(operators.encode("ascii")), {"Filter": pdfdoc.PDFName("FlateDecode")})
        contents = self._document.Reference(stream)
        entries = {
            "Type": pdfdoc.PDFName("Page"),
            "Parent": self._document.Reference(self._document.Pages),
            "MediaBox": pdfdoc.PDFArray([0, 0, *(round(length, 2) for length in size)]),
            "Resources": self._document.Reference(self._resources),
            "Contents": contents,
        }
        self._document.addPage(pdfdoc.PDFDictionary(entries))
        return entries

    def repeat_page(self, entries: Any) -> None:
        """The same page once more: a page of its own that shows the same content stream."""
        self._document.addPage(pdfdoc.PDFDictionary(entries))

    def finish(self) -> bytes:
        for path, (name, codes) in self._codes.items():
            self._fonts[name] = self._embedded(open_font(path), codes)
        return bytes(self._document.GetPDFData(None))

    def _embedded(self, font: TrueTypeFile, codes: _Codes) -> Any:
        name = pdfdoc.PDFName(f"{_subset_tag(codes.characters)}+{font.path.stem}")
        to_unicode = _compressed(to_unicode_map(codes.characters))
        return self._reference(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("Type0"),
                "BaseFont": name,
                "Encoding": pdfdoc.PDFName("Identity-H"),
                "DescendantFonts": pdfdoc.PDFArray([self._glyph_font(font, codes, name)]),
                "ToUnicode": self._document.Reference(to_unicode),
            }
        )

    def _glyph_font(self, font: TrueTypeFile, codes: _Codes, name: str) -> Any:
        scale = 1000 / font.units_per_em
        widths = pdfdoc.PDFArray([round(font.advance(glyph) * scale) for glyph in codes.glyphs])
        system = {"Registry": pdfdoc.PDFString("Adobe"), "Ordering": pdfdoc.PDFString("Identity"), "Supplement": 0}
        return self._reference(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("CIDFontType2"),
                "BaseFont": name,
                "CIDSystemInfo": pdfdoc.PDFDictionary(system),
                "FontDescriptor": self._descriptor(font, codes, name),
                "DW": 1000,
                "W": pdfdoc.PDFArray([0, widths]),
                "CIDToGIDMap": pdfdoc.PDFName("Identity"),
            }
        )

    def _descriptor(self, font: TrueTypeFile, codes: _Codes, name: str) -> Any:
        scale = 1000 / font.units_per_em
        content = font.subset(codes.glyphs)
        return self._reference(
            {
                "Type": pdfdoc.PDFName("FontDescriptor"),
                "FontName": name,
                "Flags": SERIF_FLAGS,
                "FontBBox": pdfdoc.PDFArray([round(edge * scale) for edge in font.bounding_box]),
                "ItalicAngle": 0,
                "Ascent": round(font.ascent * scale),
                "Descent": round(font.descent * scale),
                "CapHeight": round(font.ascent * scale),
                "StemV": 80,
                "FontFile2": self._document.Reference(_compressed(content, Length1=len(content))),
            }
        )

    def _reference(self, entries: Mapping[str, Any]) -> Any:
        return self._document.Reference(pdfdoc.PDFDictionary(dict(entries)))


def _compressed(content: bytes, **entries: Any) -> Any:
    return _stream(zlib.compress(content), {"Filter": pdfdoc.PDFName("FlateDecode"), **entries})


def _stream(content: bytes, entries: Mapping[str, Any]) -> Any:
    return pdfdoc.PDFStream(dictionary=pdfdoc.PDFDictionary(dict(entries)), content=content)


def _subset_tag(characters: list[str]) -> str:
    digest = hashlib.sha256("".join(characters).encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def to_unicode_map(characters: list[str]) -> bytes:
    """The map from codes back to text: UTF-16BE, so a character beyond the BMP is a surrogate pair."""
    entries = [
        f"<{code:04X}> <{character.encode('utf-16-be').hex().upper()}>"
        for code, character in enumerate(characters)
        if character
    ]
    blocks = []
    for start in range(0, len(entries), CMAP_BLOCK):
        block = entries[start : start + CMAP_BLOCK]
        blocks.append("\n".join([f"{len(block)} beginbfchar", *block, "endbfchar"]))
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<0000> <FFFF>",
            "endcodespacerange",
            *blocks,
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    ).encode("ascii")
