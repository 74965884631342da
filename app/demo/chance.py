"""Repeatable chance: everything about a candidate follows from the seed and the candidate's index alone."""

from __future__ import annotations

import random
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from math import gcd
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")

_GOLDEN = 0x9E3779B97F4A7C15
_WORD = (1 << 64) - 1


def mix(*parts: int) -> int:
    """A 64-bit number that looks random and depends on all parts in their order (the finaliser of splitmix64)."""
    state = 0
    for part in parts:
        state = (state + part * 2 + 1 + _GOLDEN) & _WORD
        state = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & _WORD
        state = ((state ^ (state >> 27)) * 0x94D049BB133111EB) & _WORD
        state ^= state >> 31
    return state


def stream(*parts: int) -> random.Random:
    return random.Random(mix(*parts))  # noqa: S311 - an invented province, not a secret


@lru_cache(maxsize=64)
def _stride(seed: int, size: int) -> tuple[int, int]:
    stride = mix(seed, size, 1) % size
    while gcd(stride, size) != 1:
        stride += 1
    return stride, mix(seed, size, 2) % size


def shuffled(position: int, size: int, seed: int) -> int:
    """Where `position` (0 … size - 1) comes to stand when the numbers below `size` are shuffled: no two meet."""
    stride, shift = _stride(seed, size)
    return (position * stride + shift) % size


class Weighted(Generic[T]):
    """Picks one of its members, some oftener than others."""

    def __init__(self, members: Sequence[tuple[T, float]]) -> None:
        self._members = [member for member, _ in members]
        self._sums = list(accumulate(weight for _, weight in members))

    def pick(self, chance: random.Random) -> T:
        return self._members[bisect_right(self._sums, chance.random() * self._sums[-1])]
