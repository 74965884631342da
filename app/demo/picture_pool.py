"""The pool of drawn pictures: every person of the demo wears one of its faces, every course card one of its scans."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from app.demo.canvas import Canvas, grainy, jpeg, shade
from app.demo.card_scans import CARD_SCANS, draw_card_scan
from app.demo.faces import CLOTHES, Color, Face, face
from app.demo.portraits import draw_bust

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from concurrent.futures import Executor

GRADUATION_BLUE: Color = (100, 197, 255)
WHITE: Color = (252, 252, 252)
GREY: Color = (236, 238, 240)

FACES = 150
IDENTITY_FACES = 40
"""Only the first faces have pictures of the identity check; whoever has sent such pictures wears one of them."""


@dataclass(frozen=True, slots=True)
class Picture:
    """`kind` as the blob shelf keeps it; `number` of the face or the scan."""

    kind: str
    number: int
    content: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class PictureNames:
    """SHA-256 of every picture of the pool: what the generated rows refer to."""

    admission: tuple[str, ...]
    graduation: tuple[str, ...]
    identity_portrait: tuple[str, ...]
    identity_handheld: tuple[str, ...]
    card_scan: tuple[str, ...]


OLDER_FROM = 45
KINDS = ("admission", "graduation", "identity_portrait", "identity_handheld", "card_scan")


def draw_pictures(seed: int, number: int) -> tuple[Picture, ...]:
    """All pictures of one number of the pool."""
    one = face(seed, number)
    drawn = [Picture("admission", number, jpeg(grainy(_admission(one), number, 7), 86))]
    drawn.append(Picture("graduation", number, jpeg(grainy(_graduation(one), number + 1000, 7), 86)))
    if number < IDENTITY_FACES:
        card = identity_card(one)
        held = holding_card(one, card)
        drawn.append(Picture("identity_portrait", number, jpeg(grainy(card, number + 2000, 7), 80)))
        drawn.append(Picture("identity_handheld", number, jpeg(grainy(held, number + 3000, 7), 80)))
    if number < CARD_SCANS:
        drawn.append(Picture("card_scan", number, jpeg(grainy(draw_card_scan(seed, number), number + 4000, 8), 78)))
    return tuple(drawn)


def _draw_share(share: tuple[int, range]) -> list[Picture]:
    seed, numbers = share
    return [picture for number in numbers for picture in draw_pictures(seed, number)]


def draw_pool(seed: int, workers: Executor, progress: Callable[[int], None]) -> list[Picture]:
    """`progress` is told how many numbers of the pool are done."""
    shares = [(seed, range(start, min(start + 10, FACES))) for start in range(0, FACES, 10)]
    pictures: list[Picture] = []
    for done, share in enumerate(workers.map(_draw_share, shares), start=1):
        pictures += share
        progress(min(done * 10, FACES))
    return pictures


def names_of(pictures: Iterable[Picture]) -> PictureNames:
    found: dict[str, list[tuple[int, str]]] = {kind: [] for kind in KINDS}
    for picture in pictures:
        found[picture.kind].append((picture.number, picture.sha256))
    ordered = {kind: tuple(sha256 for _, sha256 in sorted(entries)) for kind, entries in found.items()}
    return PictureNames(**ordered)


def face_number(index: int, female: bool, age: int, *, with_identity: bool) -> int:  # noqa: FBT001 - a fact of the person
    """A face of the right sex and, roughly, age."""
    places = _pairs(with_identity=with_identity, older=age > OLDER_FROM)
    return places[index % len(places)] * 2 + (1 if female else 0)


@lru_cache(maxsize=4)
def _pairs(*, with_identity: bool, older: bool) -> tuple[int, ...]:
    pairs = (IDENTITY_FACES if with_identity else FACES) // 2
    return tuple(pair for pair in range(pairs) if (pair % 4 == 3) == older)


def _admission(one: Face) -> Image.Image:
    return draw_bust(one, WHITE if one.number % 3 else GREY, one.clothes).finished()


def _graduation(one: Face) -> Image.Image:
    """Dressed darkly, whatever was worn on the admission photo: it must stand out from the blue."""
    return draw_bust(one, GRADUATION_BLUE, CLOTHES[(one.number * 7) % 3]).finished()


def identity_card(one: Face) -> Image.Image:
    """The 人像面, 856 × 540: bars of grey instead of text, so that nothing can be taken for a real card."""
    image = Image.new("RGB", (856, 540), (226, 232, 238))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((18, 18, 838, 522), 26, fill=(240, 245, 248), outline=(188, 198, 208), width=3)
    for row, length in enumerate((190, 120, 250, 330, 280)):
        draw.rounded_rectangle((60, 70 + row * 66, 116, 92 + row * 66), 6, fill=(160, 190, 214))
        draw.rounded_rectangle((136, 70 + row * 66, 136 + length, 92 + row * 66), 6, fill=(96, 104, 114))
    draw.rounded_rectangle((60, 448, 200, 474), 6, fill=(160, 190, 214))
    draw.rounded_rectangle((230, 446, 700, 476), 6, fill=(84, 92, 102))
    bust = draw_bust(one, (244, 247, 249), one.clothes).finished()
    image.paste(bust.resize((258, 344), Image.Resampling.LANCZOS), (546, 66))
    return image


def holding_card(one: Face, card: Image.Image) -> Image.Image:
    """The hand-held picture, 600 × 800: upper body, an arm, and the card before the chest."""
    wall: Color = (214, 210, 202)
    canvas = Canvas(600, 800, wall)
    canvas.polygon(((96, 800), (120, 560), (480, 560), (504, 800)), one.clothes)
    image = canvas.finished()
    image.paste(draw_bust(one, wall, one.clothes).finished().resize((390, 520), Image.Resampling.LANCZOS), (105, 60))
    draw = ImageDraw.Draw(image)
    draw.polygon(((40, 800), (104, 600), (196, 640), (250, 720), (190, 800)), fill=shade(one.clothes, 0.88))
    image.paste(card.resize((260, 164), Image.Resampling.LANCZOS), (206, 592))
    for finger in range(3):
        draw.rounded_rectangle((176, 640 + finger * 30, 240, 664 + finger * 30), 12, fill=shade(one.skin, 0.97))
    return image
