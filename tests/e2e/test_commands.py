"""The stable commands, each in a process of its own: answers, exit codes, and never a traceback."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from sqlalchemy import select

from app.bootstrap import Workstation
from app.demo.fill import demo_sign_in
from app.paths import Paths
from app.schema.filing import applications, filings
from app.schema.person import candidates

if TYPE_CHECKING:
    from pathlib import Path


def told(done, code: int) -> str:
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr if code else done.stdout


def rows(folder: Path, wanted):
    with closing(Workstation(Paths.at(folder))) as workstation:
        workstation.session.sign_in(*demo_sign_in(workstation.paths))
        with workstation.store.read() as connection:
            return connection.execute(wanted).all()


def number_of(folder: Path, *where) -> str:
    """The number of an application that is so."""
    of_filing = (applications.c.county_id == filings.c.county_id) & (applications.c.filing_id == filings.c.id)
    wanted = select(applications.c.application_no).join(filings, of_filing).where(*where)
    return rows(folder, wanted.order_by(applications.c.application_no).limit(1))[0][0]


def text_of(file: Path) -> tuple[int, str]:
    with closing(pypdfium2.PdfDocument(file)) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return len(pages), "".join(pages)


class TestFindingCandidates:
    def test_answers_with_what_the_tables_call_it(self, made_office, desk_command) -> None:
        candidate_id, name, id_number = rows(
            made_office, select(candidates.c.id, candidates.c.name, candidates.c.id_number).limit(1)
        )[0]
        answer = json.loads(told(desk_command("--data-dir", made_office, "candidates", "find", id_number, "--json"), 0))
        (hit,) = answer["hits"]
        masked = f"{id_number[:4]}••••••••{id_number[-4:]}"
        assert (hit["candidate_id"], hit["name"], hit["id_number"]) == (str(candidate_id), name, masked)
        assert hit["candidate_nos"]
        assert hit["reasons"][0]["kind"] == "id_number"
        assert {"filed", "stage", "state", "actor", "until"} <= hit["progress"].keys()
        assert answer["more"] is False

    def test_identity_numbers_are_masked_unless_asked_for_in_full(self, made_office, desk_command) -> None:
        ((id_number,),) = rows(made_office, select(candidates.c.id_number).limit(1))
        words = ("--data-dir", made_office, "candidates", "find", id_number[:-1])
        for how in ((), ("--json",)):
            assert id_number not in told(desk_command(*words, *how), 0)
            assert id_number in told(desk_command(*words, *how, "--full"), 0)
        assert "显示完整身份证号" in told(desk_command("candidates", "find", "--help"), 0)

    @pytest.mark.parametrize("text", ["王" * 60, "王\x07\x1b[31m", "149901199002301234", "14990119900101123"])
    def test_what_no_name_or_number_can_be_finds_nobody(self, made_office, desk_command, text) -> None:
        answer = json.loads(told(desk_command("--data-dir", made_office, "candidates", "find", text, "--json"), 0))
        assert answer["hits"] == []

    def test_says_that_there_are_more(self, made_office, desk_command) -> None:
        words = ("--data-dir", made_office, "candidates", "find", "王", "--limit", "2")
        assert len(json.loads(told(desk_command(*words, "--json"), 0))["hits"]) == 2
        plain = told(desk_command(*words), 0)
        assert plain.endswith("共 2 人，还有更多，请再输入几个字符\n")

    def test_nobody_is_an_answer(self, made_office, desk_command) -> None:
        answer = json.loads(told(desk_command("--data-dir", made_office, "candidates", "find", "龘龘", "--json"), 0))
        assert answer["hits"] == []

    @pytest.mark.parametrize("words", [("candidates", "find"), ("candidates", "find", "王", "--limit", "0"), ("?",)])
    def test_bad_usage(self, made_office, desk_command, words) -> None:
        told(desk_command("--data-dir", made_office, *words), 2)


class TestPrintingForms:
    def test_before_payment_a_draft(self, office, desk_command, tmp_path) -> None:
        number = number_of(office, filings.c.payment_state == "open")
        out = tmp_path / "form.pdf"
        words = ("--data-dir", office, "form", "print", "--application", number, "--out", out)
        assert "草稿" in told(desk_command(*words), 0)
        pages, text = text_of(out)
        assert pages == 2
        assert number in text

    def test_once_paid_two_copies_and_again_the_same_number(self, office, desk_command, tmp_path) -> None:
        paid = (filings.c.payment_state == "paid", applications.c.materials_state == "awaited")
        current = (filings.c.round_id == "2026-2", applications.c.form_state.in_(("filled", "exported")))
        number = number_of(office, *paid, *current)
        out = tmp_path / "form.pdf"
        words = ("--data-dir", office, "form", "print", "--application", number, "--out", out)
        first = told(desk_command(*words), 0)
        assert "次导出" in first
        assert text_of(out)[0] == 4
        assert told(desk_command(*words, "--layout", "a4"), 0) == first

    def test_refused_once_the_papers_are_here(self, made_office, desk_command, tmp_path) -> None:
        number = number_of(made_office, applications.c.materials_state == "received")
        out = tmp_path / "form.pdf"
        words = ("--data-dir", made_office, "form", "print", "--application", number, "--out", out)
        assert told(desk_command(*words), 1).strip()
        assert not out.exists()

    def test_an_application_that_is_not_there(self, made_office, desk_command, tmp_path) -> None:
        words = ("form", "print", "--application", "0000000000", "--out", tmp_path / "form.pdf")
        assert "没有找到这份申请" in told(desk_command("--data-dir", made_office, *words), 2)

    def test_a_folder_that_is_not_there(self, made_office, desk_command, tmp_path) -> None:
        number = number_of(made_office, filings.c.payment_state == "open")
        words = ("form", "print", "--application", number, "--out", tmp_path / "nowhere" / "form.pdf")
        assert told(desk_command("--data-dir", made_office, *words), 2).strip()


class TestWithoutAnybody:
    """Commands ask nobody: a store without a slot in the keyring waits for a clerk."""

    @pytest.fixture
    def real_store(self, made_office, tmp_path) -> Path:
        folder = shutil.copytree(made_office, tmp_path / "real")
        (folder / "demo.json").unlink()
        return folder

    def test_a_store_that_only_a_clerk_opens(self, real_store, desk_command, tmp_path) -> None:
        for words in (
            ("candidates", "find", "王", "--json"),
            ("form", "print", "--application", "1", "--out", tmp_path / "form.pdf"),
        ):
            assert "登录" in told(desk_command("--data-dir", real_store, *words), 4)

    def test_no_store_at_all(self, desk_command, tmp_path) -> None:
        told(desk_command("--data-dir", tmp_path / "empty", "candidates", "find", "王"), 4)
