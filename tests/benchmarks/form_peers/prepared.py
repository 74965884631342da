"""The same forms for everybody: content for us, and for the peers the same texts and ready-made pictures.

The peers get QR code, Code 128 and portrait as files made beforehand; our time includes drawing the codes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import segno
from PIL import Image

from app.forms.codes import acceptance_code, code128_bars
from app.forms.content import FormContent, ScoreRow, short_hash
from app.forms.fields import row_values, text_values
from tests.unit.forms.builders import form_content

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = {
    "resume": ("months", "place", "position", "witness"),
    "family": ("relation", "name", "born", "political_status", "work"),
    "scores": ("row", "course_code", "course_name", "credits", "score", "passed_month", "note"),
    "practice": ("course_code", "course_name", "credits", "score", "passed_month", "note"),
}


@dataclass(frozen=True, slots=True)
class PreparedForm:
    values: dict[str, str]
    rows: dict[str, list[list[str]]]
    photo: Path
    qr: Path
    barcode: Path


def contents(count: int) -> list[FormContent]:
    """Everybody with an own name, numbers, address, marks, words and portrait."""
    return [_content(number) for number in range(count)]


def _content(number: int) -> FormContent:
    base = form_content()
    assert base.photo is not None
    comment = b"\xff\xfe\x00\x06" + number.to_bytes(4, "big")
    return replace(
        base,
        application_no=f"2026299{number:011}",
        name="王李张刘陈杨黄赵吴周"[number % 10] + chr(0x4E00 + number * 17 % 9000) + "𠮷",
        candidate_no=f"9901201{number:05}",
        id_number=f"1499011998031{number:05}",
        address=f"山西省安和市安和县城关镇东关路{number + 1}号",
        phone=f"139 0000 {number:04}",
        scores=tuple(_marked(row, number, place) for place, row in enumerate(base.scores)),
        self_appraisal=f"我是第{number + 1}名考生。{base.self_appraisal}",
        photo=base.photo[:2] + comment + base.photo[2:],
    )


def _marked(row: ScoreRow, number: int, place: int) -> ScoreRow:
    return replace(row, score=str(60 + (number * 7 + place * 3) % 40)) if row.score.isdigit() else row


def prepared(forms: list[FormContent], folder: Path) -> list[PreparedForm]:
    return [_prepared(content, number, folder) for number, content in enumerate(forms)]


def _prepared(content: FormContent, number: int, folder: Path) -> PreparedForm:
    code = str(acceptance_code(content.application_no, content.form_version, short_hash(content)))
    photo, qr, barcode = (folder / f"{number}-{name}" for name in ("photo.jpg", "qr.png", "barcode.png"))
    assert content.photo is not None
    photo.write_bytes(content.photo)
    segno.make(code, error="m", micro=False).save(str(qr), border=0)
    bars, width = code128_bars(code)
    picture = Image.new("1", (width, 1), 1)
    for start, wide in bars:
        picture.paste(0, (start, 0, start + wide, 1))
    picture.save(barcode)
    rows = {
        name: [
            [row_values(row, place)[column] for column in columns]
            for place, row in enumerate(getattr(content, name), 1)
        ]
        for name, columns in COLUMNS.items()
    }
    return PreparedForm(text_values(content, short_hash(content)), rows, photo, qr, barcode)


def as_json(forms: list[PreparedForm]) -> str:
    objects: list[dict[str, Any]] = [
        {**form.values, **form.rows, "photo": form.photo.name, "qr": form.qr.name, "barcode": form.barcode.name}
        for form in forms
    ]
    return json.dumps({"forms": objects}, ensure_ascii=False)
