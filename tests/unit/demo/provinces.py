"""A province whose pictures are only names, as tests of rows need it."""

from __future__ import annotations

from datetime import UTC, datetime

from app.demo.card_scans import CARD_SCANS
from app.demo.picture_pool import FACES, IDENTITY_FACES, PictureNames
from app.demo.province import Province

NOW = datetime(2026, 11, 24, 1, 41, tzinfo=UTC)  # 09:41 in Beijing, a Tuesday
SEED = 20261123


def a_province(seed: int = SEED, county_code: str = "141026", now: datetime = NOW) -> Province:
    def names(kind: str, count: int) -> tuple[str, ...]:
        return tuple(f"{kind}-{number}" for number in range(count))

    pictures = PictureNames(
        names("admission", FACES),
        names("graduation", FACES),
        names("portrait", IDENTITY_FACES),
        names("handheld", IDENTITY_FACES),
        names("scan", CARD_SCANS),
    )
    return Province(seed, county_code, now, pictures)
