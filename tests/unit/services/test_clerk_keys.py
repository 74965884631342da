"""A clerk's keys and her password."""

from __future__ import annotations

import pytest

from app.domain.errors import ClerkError
from app.services.clerk_keys import OFFICE_COST, ClerkKeys, check_password, create_credentials, seal, unlock
from tests.builders import CHEAP, PASSWORD


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("1234567", "password.too_short"),
        ("x" * 129, "password.too_long"),
        ("a\tb-c7d9e", "password.characters"),
        ("12345678", "password.too_simple"),
        ("87654321", "password.too_simple"),
        ("aaaaaaaa", "password.too_simple"),
    ],
)
def test_a_password_too_easy_is_refused(password: str, code: str) -> None:
    with pytest.raises(ClerkError) as caught:
        check_password(password)
    assert caught.value.code == code


def test_full_width_digits_of_an_input_method_are_the_same_password() -> None:
    wrapped = ClerkKeys.new().wrap("考办2026abc", CHEAP)
    assert unlock(wrapped, "考办２０２６ａｂｃ").are_of(wrapped)


def test_a_password_is_wrapped_at_the_office_cost() -> None:
    made = create_credentials(PASSWORD)
    assert (made["kdf"], made["memory_kib"], made["passes"]) == ("argon2id", 64 * 1024, OFFICE_COST.passes)
    assert len(made["salt"]) == 24
    assert unlock(made, PASSWORD).are_of(made)
    with pytest.raises(ClerkError, match=r"session\.wrong_password"):
        unlock(made, PASSWORD + "x")


@pytest.mark.parametrize("change", [{"memory_kib": 1 << 30}, {"passes": 0}, {"kdf": "pbkdf2"}, {"salt": "?"}])
def test_unreasonable_credentials_are_told_and_cost_nothing(change: dict) -> None:
    with pytest.raises(ClerkError, match=r"session\.credentials_damaged"):
        unlock({**create_credentials(PASSWORD), **change}, PASSWORD)


def test_what_is_sealed_for_one_clerk_and_purpose_opens_for_no_other() -> None:
    mine, hers = ClerkKeys.new(), ClerkKeys.new()
    sealed = seal(mine.public_key, b"the store key", "slot 1")
    assert mine.unseal(sealed, "slot 1") == b"the store key"
    for keys, purpose in ((hers, "slot 1"), (mine, "slot 2")):
        with pytest.raises(ClerkError, match=r"session\.credentials_damaged"):
            keys.unseal(sealed, purpose)
