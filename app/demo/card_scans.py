"""Drawn scans of red and green course cards and practical cards.

A scan of the pool is worn by many cards, so what is written on it is a pattern, except the heading and 样张.
"""

from __future__ import annotations

from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

from app.demo.chance import stream
from app.paths import FONTS

CARD_SCANS = 24
CARD_KINDS = ("red", "green", "practical")

_PAPERS = {"red": (214, 88, 84), "green": (96, 158, 112), "practical": (116, 140, 176)}
_HEADINGS = {
    "red": "高等教育自学考试课程合格证",
    "green": "高等教育自学考试课程合格证",
    "practical": "实践性环节考核合格卡",
}
_WIDTH, _HEIGHT = 1240, 880


def kind_of_scan(number: int) -> str:
    return CARD_KINDS[number % len(CARD_KINDS)]


def is_faint(number: int) -> bool:
    return number % 5 == 4


@lru_cache(maxsize=4)
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / "NotoSerifSC-Regular.ttf"), size)


def draw_card_scan(seed: int, number: int) -> Image.Image:
    """A card lying a little askew on the glass; every fifth one is faint, as old cards are."""
    chance = stream(seed, 8, number)
    kind = kind_of_scan(number)
    faint = is_faint(number)
    card = Image.new("RGB", (1040, 700), (250, 247, 238))
    draw = ImageDraw.Draw(card)
    ink = (172, 166, 158) if faint else (58, 54, 52)
    draw.rectangle((0, 0, 1039, 92), fill=_PAPERS[kind])
    draw.text((520, 46), _HEADINGS[kind], font=_font(44), fill=(252, 248, 240), anchor="mm")
    for row, label in enumerate(("准考证号", "姓　　名", "课程代码", "课程名称", "成　　绩", "合格时间")):
        y = 150 + row * 78
        draw.text((60, y), label, font=_font(32), fill=ink)
        length = chance.randint(180, 420)
        draw.rounded_rectangle((240, y + 8, 240 + length, y + 34), 8, fill=ink)
        draw.line((232, y + 46, 690, y + 46), fill=(206, 200, 190), width=2)
    draw.rectangle((770, 140, 960, 400), outline=(206, 200, 190), width=3, fill=(232, 230, 224))
    draw.text((865, 270), "照片", font=_font(32), fill=(190, 184, 176), anchor="mm")
    draw.text((520, 655), "样张  演示数据  无效", font=_font(30), fill=(176, 150, 140), anchor="mm")
    stamp = Image.new("L", card.size, 0)
    _draw_stamp(ImageDraw.Draw(stamp), number)
    card.paste((204, 62, 58), mask=stamp.point([level * (40 if faint else 150) // 255 for level in range(256)]))
    glass = Image.new("RGB", (_WIDTH, _HEIGHT), (228, 228, 226))
    turned = card.rotate(chance.uniform(-2.4, 2.4), Image.Resampling.BILINEAR, expand=True, fillcolor=(228, 228, 226))
    glass.paste(turned, ((_WIDTH - turned.width) // 2, (_HEIGHT - turned.height) // 2))
    return glass


def _draw_stamp(draw: ImageDraw.ImageDraw, number: int) -> None:
    x, y = 780 + number % 4 * 18, 520 - number % 3 * 14
    draw.ellipse((x - 110, y - 110, x + 110, y + 110), outline=255, width=7)
    draw.text((x, y), "★", font=_font(64), fill=255, anchor="mm")
    draw.text((x, y + 62), "考试专用章", font=_font(26), fill=255, anchor="mm")
