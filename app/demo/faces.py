"""What makes one drawn face differ from the next; the drawing itself is in portraits.py."""

from __future__ import annotations

from dataclasses import dataclass

from app.demo.chance import stream

Color = tuple[int, int, int]

SKINS: tuple[Color, ...] = ((250, 222, 200), (244, 211, 184), (236, 198, 168), (226, 184, 150), (211, 166, 132))
HAIRS: tuple[Color, ...] = ((28, 26, 28), (38, 32, 30), (52, 40, 34), (66, 48, 38))
GREY_HAIR: Color = (116, 114, 114)
CLOTHES: tuple[Color, ...] = (
    (44, 62, 92), (58, 66, 78), (36, 40, 48), (96, 52, 58), (70, 92, 84), (92, 84, 116), (52, 84, 120), (112, 96, 78),
    (60, 60, 66), (122, 66, 60),
)  # fmt: skip
MALE_STYLES = ("short", "side_part", "crew", "thinning", "fringe")
FEMALE_STYLES = ("bob", "ponytail", "long", "bun", "short_curls", "fringe_long")
NECKLINES = ("suit", "shirt", "polo", "round", "jumper")


@dataclass(frozen=True, slots=True)
class Face:
    """Lengths are pixels of the finished 480 × 640 picture; `jaw` is 0 round … 1 angular."""

    number: int
    female: bool
    older: bool
    skin: Color
    hair: Color
    style: str
    clothes: Color
    neckline: str
    glasses: bool
    half_width: int
    jaw: float
    eye_line: int
    chin: int
    eye_gap: int
    eye_size: float
    brow: int
    mouth: int
    smile: float
    mole: tuple[int, int] | None


def face(seed: int, number: int) -> Face:
    """Even numbers are men, odd ones women; every fourth pair is over forty-five."""
    chance = stream(seed, 7, number)
    female = number % 2 == 1
    older = (number // 2) % 4 == 3
    greying = older and chance.random() < 0.5
    return Face(
        number=number,
        female=female,
        older=older,
        skin=chance.choice(SKINS),
        hair=GREY_HAIR if greying else chance.choice(HAIRS),
        style=chance.choice(FEMALE_STYLES if female else MALE_STYLES),
        clothes=chance.choice(CLOTHES),
        neckline=chance.choice(NECKLINES),
        glasses=chance.random() < 0.3,
        half_width=chance.randint(96, 106) if female else chance.randint(102, 116),
        jaw=chance.uniform(0.0, 0.5) if female else chance.uniform(0.3, 1.0),
        eye_line=chance.randint(246, 262),
        chin=chance.randint(388, 408),
        eye_gap=chance.randint(43, 51),
        eye_size=chance.uniform(0.88, 1.14),
        brow=chance.randint(5, 8) if female else chance.randint(8, 12),
        mouth=chance.randint(27, 37),
        smile=chance.uniform(0.0, 1.0),
        mole=(chance.randint(-70, 70), chance.randint(20, 100)) if chance.random() < 0.12 else None,
    )
