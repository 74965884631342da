from __future__ import annotations

import io

import pytest
from PIL import Image

from app.demo.faces import face
from app.demo.picture_pool import (
    FACES,
    GRADUATION_BLUE,
    IDENTITY_FACES,
    KINDS,
    Picture,
    draw_pictures,
    face_number,
    names_of,
)

SEED = 20261123


@pytest.fixture(scope="module")
def first() -> dict[str, Picture]:
    return {picture.kind: picture for picture in draw_pictures(SEED, 0)}


def test_the_same_seed_draws_the_same_pictures(first):
    again = draw_pictures(SEED, 0)

    assert [picture.sha256 for picture in again] == [picture.sha256 for picture in first.values()]


def test_another_number_has_another_face(first):
    assert not {picture.sha256 for picture in draw_pictures(SEED, 1)} & {each.sha256 for each in first.values()}


@pytest.mark.parametrize("kind", ["admission", "graduation"])
def test_portraits_are_as_the_registration_standard_wants_them(first, kind):
    content = first[kind].content
    image = Image.open(io.BytesIO(content))

    assert image.format == "JPEG"
    assert image.size == (480, 640)
    assert image.mode == "RGB"
    assert 20_000 <= len(content) <= 40_000


def test_the_graduation_photo_stands_before_light_blue(first):
    image = Image.open(io.BytesIO(first["graduation"].content)).convert("RGB")
    corner = image.crop((0, 0, 60, 60)).reduce(60).getpixel((0, 0))

    assert all(abs(found - wanted) <= 6 for found, wanted in zip(corner, GRADUATION_BLUE, strict=True))


def test_every_kind_is_drawn_for_the_first_numbers(first):
    assert set(first) == set(KINDS)


def test_later_numbers_are_portraits_only():
    assert [picture.kind for picture in draw_pictures(SEED, FACES - 1)] == ["admission", "graduation"]


def test_names_are_in_the_order_of_the_numbers():
    pictures = [Picture("admission", number, bytes([number])) for number in (2, 0, 1)]

    assert names_of(pictures).admission == tuple(Picture("admission", n, bytes([n])).sha256 for n in range(3))


def test_a_face_is_of_the_right_sex_and_age():
    for index in range(80):
        for female in (False, True):
            young = face(SEED, face_number(index, female, 30, with_identity=False))
            old = face(SEED, face_number(index, female, 55, with_identity=True))
            assert (young.female, young.older) == (female, False)
            assert (old.female, old.older) == (female, True)
            assert old.number < IDENTITY_FACES
