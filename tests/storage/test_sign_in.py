"""Signing in, being wrong, waiting, locking, and the second signature, on real files."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import update

from app.domain.errors import ClerkError
from app.domain.workflow import Role
from app.schema.catalogue import clerks
from app.services.clerk_keys import ClerkKeys
from app.services.drafts import DraftService
from app.storage.clerk_rows import all_clerks
from app.storage.draft_rows import StoreDrafts
from app.storage.key_slots import KeySlots
from tests.builders import CHEAP, PASSWORD, Clerk, a_clerk, a_store, an_application
from tests.storage.decisions import a_pass, record
from tests.storage.sign_in_folder import OTHER_PASSWORD

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.session import SessionService
    from tests.storage.sign_in_folder import Workstation


def code_of(session: SessionService, clerk: Clerk, password: str) -> str:
    with pytest.raises(ClerkError) as caught:
        session.sign_in(clerk.id, password)
    return caught.value.code


def test_who_can_sign_in_is_known_before_anything_is_open(workstation: Workstation) -> None:
    session = workstation.start()
    assert [card.name for card in session.clerks()] == ["李敏", "赵强"]
    session.sign_in(workstation.reviewer.id, OTHER_PASSWORD)
    first = workstation.start().clerks()[0]
    assert (first.name, first.last_signed_in_at) == ("赵强", workstation.clock.now())
    assert first.roles == ("second_review",)


def test_the_right_password_opens_the_store_and_signs(workstation: Workstation) -> None:
    session = workstation.start()
    signed_in = session.sign_in(workstation.intake.id, PASSWORD)
    assert signed_in.roles == {Role.INTAKE, Role.REVIEW}
    assert signed_in.clock_doubt is None
    store = workstation.door.store
    record(store, a_pass(store, an_application(store)), signed_in.signer)


def test_a_wrong_password_counts_down(workstation: Workstation) -> None:
    session = workstation.start()
    left = []
    for _ in range(5):
        with pytest.raises(ClerkError) as caught:
            session.sign_in(workstation.intake.id, "not-her-password")
        assert caught.value.code == "session.wrong_password"
        left.append(caught.value.details["tries_left"])
    assert left == [4, 3, 2, 1, 0]
    assert code_of(session, workstation.intake, PASSWORD) == "session.wait"
    assert not workstation.door.is_open
    session.sign_in(workstation.reviewer.id, OTHER_PASSWORD)


def wrong(session: SessionService, clerk: Clerk, times: int = 1) -> None:
    for _ in range(times):
        assert code_of(session, clerk, "not-her-password") == "session.wrong_password"


def test_waits_double_and_end_with_the_right_password(workstation: Workstation) -> None:
    session, clerk, clock = workstation.start(), workstation.intake, workstation.clock
    wrong(session, clerk, 5)
    assert session.wait_seconds(clerk.id) == 15
    clock.pass_(seconds=15)
    wrong(session, clerk)
    assert session.wait_seconds(clerk.id) == 30
    clock.pass_(seconds=30)
    wrong(session, clerk)
    assert session.wait_seconds(clerk.id) == 60
    clock.pass_(seconds=60)
    session.sign_in(clerk.id, PASSWORD)
    wrong(session, clerk)
    assert session.wait_seconds(clerk.id) == 0


def test_a_wait_survives_a_restart_and_is_not_shortened_by_the_clock(workstation: Workstation) -> None:
    clerk, clock = workstation.intake, workstation.clock
    wrong(workstation.start(), clerk, 5)
    clock.pass_(seconds=5)
    session = workstation.start()
    assert session.wait_seconds(clerk.id) == 10
    clock.pass_(days=-365)
    assert session.wait_seconds(clerk.id) == 10
    assert code_of(session, clerk, PASSWORD) == "session.wait"
    clock.pass_(seconds=9)
    assert workstation.start().wait_seconds(clerk.id) == 1
    clock.pass_(seconds=1)
    session.sign_in(clerk.id, PASSWORD)


def test_a_clock_ahead_for_a_moment_locks_nobody_out_for_long(workstation: Workstation) -> None:
    clerk, clock, session = workstation.intake, workstation.clock, workstation.start()
    clock.pass_(days=400)
    wrong(session, clerk, 5)
    clock.pass_(days=-400)
    assert session.wait_seconds(clerk.id) == 15
    clock.pass_(seconds=15)
    session.sign_in(clerk.id, PASSWORD)


def test_ending_the_program_during_a_try_wins_no_try(workstation: Workstation, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    for _ in range(5):
        session = workstation.start()
        monkeypatch.setattr("app.services.session.unlock", killed)
        with pytest.raises(KeyboardInterrupt):
            session.sign_in(workstation.intake.id, "a guess")
    monkeypatch.undo()
    assert code_of(workstation.start(), workstation.intake, PASSWORD) == "session.wait"


def test_locking_drops_the_keys_but_not_the_store(workstation: Workstation) -> None:
    session = workstation.start()
    signer = session.sign_in(workstation.intake.id, PASSWORD).signer
    session.lock()
    assert session.signed_in is None
    with pytest.raises(ClerkError, match=r"session\.locked"):
        signer.sign(b"text")
    assert workstation.door.is_open
    session.sign_in(workstation.intake.id, PASSWORD)


def test_a_second_signature_leaves_the_first_clerk_at_her_work(workstation: Workstation) -> None:
    session = workstation.start()
    first = session.sign_in(workstation.intake.id, PASSWORD).signer
    second = session.sign_second(workstation.reviewer.id, OTHER_PASSWORD)
    assert (second.name, second.roles) == ("赵强", {Role.SECOND_REVIEW})
    store = workstation.door.store
    act = replace(a_pass(store, an_application(store, attempt=2)), command="refuse_pre_review_again")
    record(store, act, first, second)
    with pytest.raises(ClerkError, match=r"session\.locked"):
        second.sign(b"one signature only")
    assert session.signed_in.signer is first
    first.sign(b"still at work")


def test_nobody_is_her_own_second(workstation: Workstation) -> None:
    session = workstation.start()
    with pytest.raises(ClerkError, match=r"session\.locked"):
        session.sign_second(workstation.reviewer.id, OTHER_PASSWORD)
    session.sign_in(workstation.intake.id, PASSWORD)
    with pytest.raises(ClerkError, match=r"session\.same_clerk"):
        session.sign_second(workstation.intake.id, PASSWORD)


def test_a_second_signature_not_given_is_dropped_by_the_lock(workstation: Workstation) -> None:
    session = workstation.start()
    session.sign_in(workstation.intake.id, PASSWORD)
    second = session.sign_second(workstation.reviewer.id, OTHER_PASSWORD)
    session.lock()
    with pytest.raises(ClerkError, match=r"session\.locked"):
        second.sign(b"text")


def test_the_store_and_not_the_key_file_says_who_may_do_what(workstation: Workstation) -> None:
    path = workstation.folder / "keys.json"
    content = json.loads(path.read_text())
    content["slots"][0]["roles"] = ["county_admin"]
    content["slots"][0]["name"] = "局长"
    path.write_text(json.dumps(content))
    signed_in = workstation.start().sign_in(workstation.intake.id, PASSWORD)
    assert (signed_in.clerk.name, signed_in.roles) == ("李敏", {Role.INTAKE, Role.REVIEW})
    assert json.loads(path.read_text())["slots"][0]["name"] == "李敏"


def test_keys_of_one_clerk_do_not_serve_another(workstation: Workstation) -> None:
    path = workstation.folder / "keys.json"
    content = json.loads(path.read_text())
    content["slots"][1]["credentials"] = content["slots"][0]["credentials"]
    path.write_text(json.dumps(content))
    session = workstation.start()
    assert code_of(session, workstation.reviewer, PASSWORD) == "session.credentials_damaged"
    session.sign_in(workstation.intake.id, PASSWORD)
    assert code_of(session, workstation.reviewer, PASSWORD) == "session.wrong_password"


def test_a_clerk_who_left_or_is_unknown_cannot_sign_in(workstation: Workstation) -> None:
    session = workstation.start()
    session.sign_in(workstation.intake.id, PASSWORD)
    with workstation.door.store.write() as connection:
        connection.execute(update(clerks).where(clerks.c.id == workstation.reviewer.id).values(active=False))
    assert code_of(session, workstation.reviewer, OTHER_PASSWORD) == "session.inactive"
    assert code_of(session, a_clerk(), PASSWORD) == "session.unknown_clerk"
    assert session.signed_in.clerk.name == "李敏"
    session = workstation.start()
    session.sign_in(workstation.intake.id, PASSWORD)
    assert [card.name for card in session.clerks()] == ["李敏"]


def test_an_absent_clerk_gets_her_slot_from_her_row(workstation: Workstation) -> None:
    session = workstation.start()
    session.sign_in(workstation.intake.id, PASSWORD)
    newcomer = a_clerk(workstation.door.store, name="孙悦", password="quwo-8M-desk")
    session = workstation.start()
    assert "孙悦" not in [card.name for card in session.clerks()]
    session.sign_in(workstation.intake.id, PASSWORD)
    workstation.start().sign_in(newcomer.id, "quwo-8M-desk")


def test_reset_keys_replace_the_slot(workstation: Workstation) -> None:
    session = workstation.start()
    session.sign_in(workstation.intake.id, PASSWORD)
    reset = ClerkKeys.new(key_version=2).wrap("reset-by-province-1", CHEAP)
    with workstation.door.store.write() as connection:
        connection.execute(update(clerks).where(clerks.c.id == workstation.intake.id).values(credentials=reset))
    session = workstation.start()
    assert code_of(session, workstation.intake, PASSWORD) == "session.keys_replaced"
    signed_in = session.sign_in(workstation.intake.id, "reset-by-province-1")
    assert signed_in.signer.key_version == 2


def test_the_last_slot_stays(workstation: Workstation) -> None:
    slots = KeySlots(workstation.folder / "keys.json")
    slots.remove(workstation.reviewer.id)
    with pytest.raises(ClerkError, match=r"keys\.last_slot"):
        slots.remove(workstation.intake.id)
    with pytest.raises(ClerkError, match=r"keys\.last_slot"):
        KeySlots.create(workstation.folder / "none.json", bytes(32), [])
    assert not (workstation.folder / "none.json").exists()


def test_a_new_password_opens_what_the_old_one_did(workstation: Workstation) -> None:
    session, clerk = workstation.start(), workstation.intake
    session.sign_in(clerk.id, PASSWORD)
    DraftService(StoreDrafts(workstation.door.store), session).save("correction", "1", {"name": "王秀"})
    with pytest.raises(ClerkError, match=r"password\.too_short"):
        session.change_password(PASSWORD, "short")
    session.change_password(PASSWORD, "a-new-one-2027")
    session = workstation.start()
    wrong(session, replace(clerk, password=PASSWORD))
    session.sign_in(clerk.id, "a-new-one-2027")
    assert DraftService(StoreDrafts(workstation.door.store), session).restore("correction", "1") == {"name": "王秀"}


def test_a_store_of_another_workstation_is_told_as_foreign(workstation: Workstation, tmp_path: Path) -> None:
    other = a_store(tmp_path / "other", workstation.clock)
    other.close()
    (workstation.folder / "store.db").write_bytes((tmp_path / "other" / "store.db").read_bytes())
    assert code_of(workstation.start(), workstation.intake, PASSWORD) == "store.foreign"


@pytest.mark.parametrize(("days", "code"), [(365, "clock.ahead"), (-365, "clock.behind")])
def test_a_window_opened_with_the_clock_a_year_off_says_so(workstation: Workstation, days: int, code: str) -> None:
    workstation.clock.pass_(days=days)
    session = workstation.start()
    assert session.sign_in(workstation.intake.id, PASSWORD).clock_doubt.code == code
    session.confirm_clock()
    session.lock()
    assert session.sign_in(workstation.intake.id, PASSWORD).clock_doubt is None


def test_missing_or_damaged_keys_are_told(workstation: Workstation) -> None:
    session, path = workstation.start(), workstation.folder / "keys.json"
    whole = path.read_text()
    for content in ("", "{", "[]", '{"form": 9, "slots": []}', '{"form": 1, "slots": [{}], "store": ""}'):
        path.write_text(content)
        with pytest.raises(ClerkError, match=r"keys\.damaged"):
            session.clerks()
    path.unlink()
    with pytest.raises(ClerkError, match=r"keys\.missing"):
        session.clerks()
    path.write_text(whole)
    assert len(session.clerks()) == 2


def test_a_missing_or_cut_record_of_tries_is_an_empty_one(workstation: Workstation) -> None:
    session = workstation.start()
    (workstation.folder / "sign-in.json").write_text('{"cut')
    session.sign_in(workstation.intake.id, PASSWORD)


@pytest.mark.parametrize("odd", ["x", -1, 1 << 62, None, {}])
@pytest.mark.parametrize("name", ["failures", "wait_ms", "seen_at", "signed_in_at"])
def test_a_record_of_tries_that_was_tampered_with_breaks_nothing(workstation: Workstation, name: str, odd: Any) -> None:
    session, path = workstation.start(), workstation.folder / "sign-in.json"
    session.sign_in(workstation.intake.id, PASSWORD)
    state = json.loads(path.read_text())[str(workstation.intake.id)]
    path.write_text(json.dumps({str(workstation.intake.id): state | {name: odd}}))
    assert len(session.clerks()) == 2
    assert session.wait_seconds(workstation.intake.id) == 0
    session.sign_in(workstation.intake.id, PASSWORD)


def test_the_key_file_holds_no_key_and_no_password(workstation: Workstation) -> None:
    session = workstation.start()
    session.sign_in(workstation.intake.id, PASSWORD)
    key = workstation.door.store.key
    for path in workstation.folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            for secret in (key, key.hex().encode(), base64.b64encode(key), PASSWORD.encode()):
                assert secret not in content, path.name
    assert (workstation.folder / "keys.json").stat().st_mode & 0o077 == 0


def test_the_sign_in_screen_waits_for_no_heavy_import() -> None:
    script = (
        "import sys\n"
        "import app.services.session, app.storage.key_slots, app.storage.small_record, app.storage.store_door\n"
        "print(sorted({'sqlalchemy', 'cryptography', 'argon2', 'sqlcipher3', 'alembic', 'keyring'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_what_signing_in_needs_is_loaded_beforehand() -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from app.paths import Paths; from app.services.session import SessionService\n"
        "from app.storage.key_slots import KeySlots; from app.storage.small_record import JsonRecord\n"
        "from app.storage.store_door import StoreDoor; from tests.fakes import SetClock\n"
        "slots, clock = KeySlots(Path('none')), SetClock()\n"
        "door = StoreDoor(Paths.at(Path('none')), slots, clock, print)\n"
        "SessionService(slots, JsonRecord(Path('none')), door, clock).prepare()\n"
        "print(sorted({'sqlalchemy', 'cryptography', 'argon2', 'sqlcipher3', 'alembic', 'keyring'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "['argon2', 'cryptography', 'sqlalchemy', 'sqlcipher3']\n"


def test_the_rows_of_clerks_are_read_for_the_own_county(workstation: Workstation) -> None:
    session = workstation.start()
    session.sign_in(workstation.intake.id, PASSWORD)
    store = workstation.door.store
    with store.write() as connection:
        connection.exec_driver_sql("UPDATE clerk SET county_id = 1 WHERE name = '赵强'")
    with store.read() as connection:
        assert [row.name for row in all_clerks(connection, store.county_id)] == ["李敏"]
