"""Ids of generated rows: repeatable, and rising with the candidate's index, so that loading only appends."""

from __future__ import annotations

from enum import IntEnum

from app.demo.chance import mix


class RowKind(IntEnum):
    CANDIDATE = 0
    FILING = 1
    APPLICATION = 2
    COURSE_CARD = 3
    CORRECTION = 4
    COMMAND = 5
    CLERK = 6
    WORKSTATION = 7


def row_id(seed: int, index: int, kind: RowKind, serial: int = 0) -> bytes:
    """The 16 bytes of a UUID (version 8: of our own making)."""
    scatter = mix(seed, index, kind, serial)
    head = (index << 80) | (0x8 << 76) | (kind << 72) | (serial << 64)
    return (head | (0b10 << 62) | (scatter >> 2)).to_bytes(16, "big")
