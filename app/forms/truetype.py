"""A TrueType file read where it lies: only the tables, groups and outlines that a document asks for.

Parsing a Chinese font whole costs most of a second; a counter PC prints one form at a time, so the file is
mapped into memory and looked into.
"""

from __future__ import annotations

import mmap
import struct
import sys
from array import array
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

ARGUMENTS_ARE_WORDS: Final = 0x0001
HAS_SCALE: Final = 0x0008
MORE_COMPONENTS: Final = 0x0020
HAS_TWO_SCALES: Final = 0x0040
HAS_MATRIX: Final = 0x0080
COPIED_TABLES: Final = ("cvt ", "fpgm", "prep")


class TrueTypeError(Exception):
    """The file is not a TrueType font with quadratic outlines."""


class TrueTypeFile:
    """One font file. Lengths are in the font's own units, ``units_per_em`` to the em."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        try:
            self._tables = self._directory()
            head = self._table("head")
            self.units_per_em: int = struct.unpack_from(">H", head, 18)[0]
            self.bounding_box: tuple[int, int, int, int] = struct.unpack_from(">4h", head, 36)
            self._long_offsets: bool = struct.unpack_from(">h", head, 50)[0] == 1
            self.ascent, self.descent = struct.unpack_from(">2h", self._table("hhea"), 4)
            self._metrics_count: int = struct.unpack_from(">H", self._table("hhea"), 34)[0]
            self.glyph_count: int = struct.unpack_from(">H", self._table("maxp"), 4)[0]
        except (struct.error, KeyError) as problem:
            raise TrueTypeError(path.name) from problem

    def _directory(self) -> dict[str, tuple[int, int]]:
        version, count = struct.unpack_from(">LH", self._data, 0)
        if version not in {0x00010000, 0x74727565}:
            raise TrueTypeError(self.path.name)
        tables = {}
        for index in range(count):
            tag, _, offset, length = struct.unpack_from(">4sLLL", self._data, 12 + 16 * index)
            if offset + length > len(self._data):
                raise TrueTypeError(self.path.name)
            tables[tag.decode("latin-1")] = (offset, length)
        return tables

    def _table(self, tag: str) -> bytes:
        offset, length = self._tables[tag]
        return self._data[offset : offset + length]

    @cached_property
    def _character_groups(self) -> tuple[array[int], array[int], array[int]]:
        """First character, last character and first glyph of each run in the format 12 map."""
        table = self._table("cmap")
        for index in range(struct.unpack_from(">H", table, 2)[0]):
            platform, encoding, offset = struct.unpack_from(">HHL", table, 4 + 8 * index)
            if (platform, encoding) in {(3, 10), (0, 4), (0, 6)} and table[offset : offset + 2] == b"\0\x0c":
                count = struct.unpack_from(">L", table, offset + 12)[0]
                words = _big_endian(table[offset + 16 : offset + 16 + 12 * count], "I")
                return words[0::3], words[1::3], words[2::3]
        raise TrueTypeError(self.path.name)

    @cached_property
    def _metrics(self) -> array[int]:
        return _big_endian(self._table("hmtx")[: 4 * self._metrics_count], "H")

    def glyph_of(self, code_point: int) -> int:
        """0 where the font does not draw the character."""
        first, last, glyphs = self._character_groups
        index = bisect_right(first, code_point) - 1
        if index < 0 or code_point > last[index]:
            return 0
        return glyphs[index] + code_point - first[index]

    def advance(self, glyph: int) -> int:
        return self._metrics[2 * min(glyph, self._metrics_count - 1)]

    def _side_bearing(self, glyph: int) -> bytes:
        start = self._tables["hmtx"][0]
        count = self._metrics_count
        position = start + 4 * glyph + 2 if glyph < count else start + 4 * count + 2 * (glyph - count)
        return self._data[position : position + 2]

    def outline(self, glyph: int) -> bytes:
        start = self._tables["loca"][0]
        if self._long_offsets:
            begin, end = struct.unpack_from(">2L", self._data, start + 4 * glyph)
        else:
            begin, end = (2 * half for half in struct.unpack_from(">2H", self._data, start + 2 * glyph))
        base = self._tables["glyf"][0]
        return self._data[base + begin : base + end]

    def subset(self, glyphs: Sequence[int]) -> bytes:
        """A font file whose glyph numbers are the positions in ``glyphs``; parts of composites follow behind."""
        chosen = list(glyphs)
        number = {glyph: index for index, glyph in reversed(list(enumerate(chosen)))}
        outlines: list[bytes] = []
        position = 0
        while position < len(chosen):
            outlines.append(self._renumbered(self.outline(chosen[position]), chosen, number))
            position += 1
        return _font_file(self._subset_tables(chosen, outlines))

    def _renumbered(self, outline: bytes, chosen: list[int], number: dict[int, int]) -> bytes:
        if len(outline) < 10 or outline[0] < 0x80:
            return outline
        changed = bytearray(outline)
        for position in _component_positions(outline):
            part = struct.unpack_from(">H", outline, position)[0]
            if part not in number:
                number[part] = len(chosen)
                chosen.append(part)
            struct.pack_into(">H", changed, position, number[part])
        return bytes(changed)

    def _subset_tables(self, chosen: list[int], outlines: list[bytes]) -> dict[str, bytes]:
        padded = [outline + b"\0" * (-len(outline) % 4) for outline in outlines]
        offsets = [0]
        for outline in padded:
            offsets.append(offsets[-1] + len(outline))
        head = bytearray(self._table("head"))
        struct.pack_into(">L", head, 8, 0)
        struct.pack_into(">h", head, 50, 1)
        hhea, maxp = bytearray(self._table("hhea")), bytearray(self._table("maxp"))
        struct.pack_into(">H", hhea, 34, len(chosen))
        struct.pack_into(">H", maxp, 4, len(chosen))
        tables = {
            "glyf": b"".join(padded),
            "head": bytes(head),
            "hhea": bytes(hhea),
            "hmtx": b"".join(struct.pack(">H", self.advance(glyph)) + self._side_bearing(glyph) for glyph in chosen),
            "loca": struct.pack(f">{len(offsets)}L", *offsets),
            "maxp": bytes(maxp),
        }
        tables.update({tag: self._table(tag) for tag in COPIED_TABLES if tag in self._tables})
        return tables


def _big_endian(data: bytes, typecode: str) -> array[int]:
    numbers = array(typecode, data)
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers


def _component_positions(outline: bytes) -> list[int]:
    """Where in a composite outline the glyph numbers of its parts stand."""
    positions = []
    position, flags = 10, MORE_COMPONENTS
    while flags & MORE_COMPONENTS:
        flags = struct.unpack_from(">H", outline, position)[0]
        positions.append(position + 2)
        position += 8 if flags & ARGUMENTS_ARE_WORDS else 6
        if flags & HAS_SCALE:
            position += 2
        elif flags & HAS_TWO_SCALES:
            position += 4
        elif flags & HAS_MATRIX:
            position += 8
    return positions


def _font_file(tables: dict[str, bytes]) -> bytes:
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    header = struct.pack(">LHHHH", 0x00010000, count, power * 16, power.bit_length() - 1, (count - power) * 16)
    entries, bodies = [], []
    offset = len(header) + 16 * count
    for tag in sorted(tables):
        body = tables[tag] + b"\0" * (-len(tables[tag]) % 4)
        checksum = sum(_big_endian(body, "I")) & 0xFFFFFFFF
        entries.append(struct.pack(">4sLLL", tag.encode("latin-1"), checksum, offset, len(tables[tag])))
        bodies.append(body)
        offset += len(body)
    return header + b"".join(entries) + b"".join(bodies)
