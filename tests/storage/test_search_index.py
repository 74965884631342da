from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, update

from app.domain.identity_number import expand_15
from app.schema.filing import applications
from app.schema.person import candidate_numbers, candidates, former_identities
from app.services.lookup import FIRST_HITS, LookupResult, LookupService
from app.services.lookup_match import ReasonKind
from app.storage import search_index, search_queries
from app.storage.search_queries import SearchQueries
from tests.builders import a_candidate, an_application, put

if TYPE_CHECKING:
    from uuid import UUID

    from app.storage.store import Store

OLD_NUMBER = "142601870424901"


class NoProgress:
    def progress(self, candidate_ids: Any) -> dict[Any, Any]:
        raise AssertionError("nobody asked where people stand")

    def preview(self, candidate_id: Any) -> None:
        raise AssertionError("nobody asked for a preview")


def look_up(store: Store, text: str, **asked: Any) -> LookupResult:
    return LookupService(SearchQueries(store), NoProgress()).find(text, **asked)


def names(store: Store, text: str, **asked: Any) -> list[str]:
    return [hit.name for hit in look_up(store, text, **asked).hits]


def add(store: Store, **values: Any) -> UUID:
    candidate_id = a_candidate(store, **values)
    refresh(store, candidate_id)
    return candidate_id


def refresh(store: Store, candidate_id: UUID) -> None:
    with store.write() as connection:
        search_index.refresh(connection, [candidate_id])


@pytest.fixture
def indexed(store: Store) -> Store:
    search_index.ensure(store)
    return store


@pytest.fixture
def zhang(indexed: Store) -> UUID:
    return add(
        indexed,
        name="张晓敏",
        id_number="14260119870424901X",
        born_on=date(1987, 4, 24),
        phone="13900000358",
        candidate_no="260115200417",
    )


TYPED = [
    "张晓敏", "晓敏", "张", "张晓", "zxm", "ZXM", "zhxm", "zhangxiaomin", "zhang xiao min", "zhangxm", "zhangx",
    "zh", "z x m", "张xm", "zhāng xiǎo mǐn", "14260119870424901X", "14260119870424901x",
    "１４２６０１１９８７０４２４９０１Ｘ",
    "142601 19870424 901X", "142601870424901", "901x", "901X", "1987", "0424", "19870424", "198704", "870424", "4260",
    "1987年4月24日", "1987-04-24", "4月24日", "260115200417", "2601152", "200417", "417", "0417", "13900000358", "0358",
    "00358", "139", "1390", "139 0000 0358", "张 1987", "zxm 0424", "张 0358 139", "晓敏 901x", "zx 0417", "张 87",
    "1426",
]  # fmt: skip


@pytest.mark.parametrize("typed", TYPED)
def test_finds_a_person_whatever_was_typed(indexed: Store, zhang: UUID, typed: str) -> None:
    add(indexed, name="李四", id_number="140202200012318888", born_on=date(2000, 12, 31), phone="15811119999")
    assert [hit.candidate_id for hit in look_up(indexed, typed).hits] == [zhang]


@pytest.mark.parametrize("typed", TYPED)
def test_the_index_made_at_once_finds_the_same(indexed: Store, zhang: UUID, typed: str) -> None:
    with indexed.bulk() as raw:
        assert search_index.rebuild(raw) == 1
    assert [hit.candidate_id for hit in look_up(indexed, typed).hits] == [zhang]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("单雄信", "shanxx"), ("单雄信", "danxx"), ("单雄信", "sxx"), ("仇英", "qiuying"), ("曾巩", "zenggong"),
        ("解缙", "xiejin"), ("查良镛", "zhaly"), ("盖聂", "ge"), ("尉巍", "ww"), ("尉迟恭", "yuchigong"),
        ("万俟卨", "moqi"), ("乐毅", "yueyi"), ("乐毅", "leyi"), ("吕布", "lvbu"), ("吕布", "lubu"), ("吕布", "lǚ bu"),
        ("买买提·艾力", "买买提艾力"), ("买买提·艾力", "买买提•艾力"), ("买买提·艾力", "提·艾"), ("买买提·艾力", "mmt"),
        ("买买提·艾力", "maimaitiai"), ("𠮷𬱖", "𠮷"), ("𠮷𬱖", "𬱖"), ("𠮷𬱖", "𠮷𬱖"), ("𠮷𬱖", "jidi"),
        ("王龑", "王䶮"), ("王䶮", "龑"), ("欧阳娜娜", "ouyang"), ("欧阳娜娜", "oynn"), ("欧阳娜娜", "阳娜娜"),
    ],
)  # fmt: skip
def test_finds_names_as_they_are_read_and_written(indexed: Store, name: str, typed: str) -> None:
    add(indexed, name=name)
    add(indexed, name="赵强", id_number="140202200012318888", born_on=date(2000, 12, 31))
    assert names(indexed, typed) == [name]


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "\x00",
        "😀",
        '"',
        "'",
        '" OR "',
        "*",
        "张*",
        "NEAR(张 晓)",
        "a:b",
        "-1",
        "%",
        "张 AND",
        "1",
        "王" * 65,
        "(",
        "^张",
    ],
)
def test_nothing_that_is_typed_breaks_the_search(indexed: Store, zhang: UUID, typed: str) -> None:
    assert len(look_up(indexed, typed).hits) <= 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(st.text(max_size=70))
def test_any_text_is_answered(indexed: Store, zhang: UUID, text: str) -> None:
    look_up(indexed, text)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.integers(0, 14), st.integers(3, 18))
def test_any_part_of_the_number_is_found(indexed: Store, zhang: UUID, start: int, length: int) -> None:
    for number in ("14260119870424901X", OLD_NUMBER):
        part = number[start : start + length]
        if len(part) > 2:
            assert names(indexed, part) == ["张晓敏"]


def test_an_old_number_is_found_by_the_new_one(indexed: Store, zhang: UUID) -> None:
    put(indexed, former_identities, candidate_id=zhang, kind="id_number", value="140105870101003")
    refresh(indexed, zhang)
    for typed in (expand_15("140105870101003"), "140105870101003", "140105870101", "70101003"):
        (hit,) = look_up(indexed, typed).hits
        assert [reason.kind for reason in hit.reasons] == [ReasonKind.FORMER_ID_NUMBER], typed


@pytest.mark.parametrize("typed", ["0357-1234567", "03571234567", "4567", "0357"])
def test_a_telephone_with_an_area_code_is_found(indexed: Store, typed: str) -> None:
    add(indexed, name="赵强", phone="0357-1234567")
    assert names(indexed, typed) == ["赵强"]


def test_a_changed_name_is_found_at_once_and_the_old_one_only_as_former(indexed: Store, zhang: UUID) -> None:
    with indexed.write() as connection:
        connection.execute(update(candidates).values(name="李晓敏").where(candidates.c.id == zhang))
        search_index.refresh(connection, [zhang])
    assert names(indexed, "李晓敏") == ["李晓敏"]
    assert names(indexed, "张晓敏") == []
    put(indexed, former_identities, candidate_id=zhang, kind="name", value="张晓敏")
    refresh(indexed, zhang)
    (hit,) = look_up(indexed, "zxm").hits
    assert [(each.kind, each.text) for each in hit.reasons] == [(ReasonKind.FORMER_NAME, "张晓敏")]
    assert hit.former_names == ("张晓敏",)


def test_the_words_of_a_changed_name_are_gone(indexed: Store, zhang: UUID) -> None:
    with indexed.write() as connection:
        connection.execute(update(candidates).values(name="李晓敏").where(candidates.c.id == zhang))
        search_index.refresh(connection, [zhang])
        kept = connection.exec_driver_sql("""SELECT rowid FROM search_word WHERE search_word MATCH '"n张晓"'""").all()
    assert kept == []


def rename_and_fail(store: Store, candidate_id: UUID) -> None:
    with store.write() as connection:
        connection.execute(update(candidates).values(name="李晓敏").where(candidates.c.id == candidate_id))
        search_index.refresh(connection, [candidate_id])
        raise ZeroDivisionError


def test_a_change_that_is_rolled_back_leaves_the_index_as_it_was(indexed: Store, zhang: UUID) -> None:
    with pytest.raises(ZeroDivisionError):
        rename_and_fail(indexed, zhang)
    assert names(indexed, "张晓敏") == ["张晓敏"]
    assert names(indexed, "李晓敏") == []


def test_nothing_is_written_where_nothing_searched_has_changed(indexed: Store, zhang: UUID) -> None:
    def state() -> list[object]:
        with indexed.read() as connection:
            return list(connection.exec_driver_sql("SELECT id, length(block) FROM search_word_data ORDER BY id"))

    before = state()
    refresh(indexed, zhang)
    assert state() == before


def test_a_person_who_has_moved_away_is_not_found(indexed: Store, zhang: UUID) -> None:
    with indexed.write() as connection:
        connection.execute(delete(candidates).where(candidates.c.id == zhang))
        search_index.refresh(connection, [zhang])
    assert names(indexed, "张") == []


def test_several_numbers_of_one_person_are_one_hit_to_be_merged(indexed: Store, zhang: UUID) -> None:
    put(indexed, candidate_numbers, candidate_no="260118100099", candidate_id=zhang, position=1)
    refresh(indexed, zhang)
    for typed in ("260118100099", "2601", "张"):
        (hit,) = look_up(indexed, typed).hits
        assert hit.candidate_nos == ("260115200417", "260118100099")
        assert hit.needs_merging


def graduate(store: Store, candidate_id: UUID) -> None:
    an_application(store, candidate_id, review_state="county_approved", decision_state="graduated")
    refresh(store, candidate_id)


def test_graduates_are_hidden_counted_and_shown_last(indexed: Store, zhang: UUID) -> None:
    graduate(indexed, zhang)
    assert look_up(indexed, "张").hits == ()
    assert look_up(indexed, "张").hidden_graduated == 1
    add(indexed, name="小张")
    assert names(indexed, "张") == ["小张"]
    assert names(indexed, "张", include_graduated=True) == ["小张", "张晓敏"]


@pytest.mark.parametrize("typed", ["14260119870424901x", "260115200417", "13900000358", OLD_NUMBER])
def test_a_whole_number_finds_a_graduate(indexed: Store, zhang: UUID, typed: str) -> None:
    graduate(indexed, zhang)
    (hit,) = look_up(indexed, typed).hits
    assert hit.graduated


def test_who_applies_again_is_no_graduate(indexed: Store, zhang: UUID) -> None:
    graduate(indexed, zhang)
    again = an_application(indexed, zhang, round_id="2027-1")
    refresh(indexed, zhang)
    assert names(indexed, "张") == ["张晓敏"]
    with indexed.write() as connection:
        connection.execute(update(applications).values(review_state="closed").where(applications.c.id == again))
        search_index.refresh(connection, [zhang])
    assert names(indexed, "张") == []


def test_best_first(indexed: Store) -> None:
    for name in ("李王敏", "王敏华", "王敏", "壬敏"):
        add(indexed, name=name)
    former = a_candidate(indexed, name="赵敏")
    put(indexed, former_identities, candidate_id=former, kind="name", value="王敏")
    refresh(indexed, former)
    assert names(indexed, "王敏") == ["王敏", "王敏华", "李王敏", "壬敏", "赵敏"]


def crowd(store: Store, count: int) -> None:
    for number in range(count):
        a_candidate(store, name="王秀兰" if number % 2 else "王兰", phone=f"1390001{number:04d}")
    with store.bulk() as raw:
        search_index.rebuild(raw)


def test_up_to_the_limit_all_are_shown_beyond_it_the_first_ones(indexed: Store) -> None:
    crowd(indexed, 201)
    asked = look_up(indexed, "王")
    assert (len(asked.hits), asked.more) == (FIRST_HITS, True)
    assert (len(look_up(indexed, "王兰").hits), look_up(indexed, "王兰").more) == (101, False)
    assert {hit.name for hit in look_up(indexed, "wl").hits} == {"王兰"}
    assert look_up(indexed, "王", limit=10).more
    assert len(look_up(indexed, "王", limit=10).hits) == 10


def test_exactly_the_limit_is_not_too_many(indexed: Store) -> None:
    crowd(indexed, 200)
    asked = look_up(indexed, "王")
    assert (len(asked.hits), asked.more) == (200, False)


def test_only_a_single_person_may_be_opened(indexed: Store, zhang: UUID) -> None:
    assert look_up(indexed, "张").opens_directly
    add(indexed, name="张三")
    assert not look_up(indexed, "张").opens_directly
    assert not look_up(indexed, "李").opens_directly


def test_an_answer_that_nobody_waits_for_is_not_sought(indexed: Store, zhang: UUID) -> None:
    broken = look_up(indexed, "张", superseded=lambda: True)
    assert (broken.hits, broken.superseded) == ((), True)
    assert look_up(indexed, "张", superseded=lambda: False).hits


def test_a_long_search_is_broken_off_in_the_middle(
    indexed: Store, zhang: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every step of SQLite asks here; the first answer is that somebody still waits."""
    monkeypatch.setattr(search_queries, "_STEPS_BETWEEN_ASKING", 1)
    answers = iter([False, False, True])
    assert look_up(indexed, "张", superseded=lambda: next(answers, True)).superseded
    assert look_up(indexed, "张").hits


def test_an_index_of_another_version_is_made_again(indexed: Store, zhang: UUID) -> None:
    with indexed.write() as connection:
        connection.exec_driver_sql("UPDATE search_version SET version = 0")
        connection.exec_driver_sql("DELETE FROM search_person")
    search_index.ensure(indexed)
    assert names(indexed, "zxm") == ["张晓敏"]


def test_what_sync_or_a_command_changes_names_columns_of_the_schema() -> None:
    tables = {table.name: table for table in (candidates, candidate_numbers, former_identities, applications)}
    assert all(column in tables[table].c for table, column in search_index.SEARCHED_COLUMNS)
