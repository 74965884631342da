"""What the province publishes to every office: counties, offices, rounds, hosts, plans, reasons, settings, clerks."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from app.demo.plans import host_names, packs, specialties
from app.demo.province import CLERKS, OFFICE_PHONE
from app.demo.territory import shanxi
from app.paths import RESOURCES
from app.schema import catalogue
from app.services.reasons import ReasonLibrary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from uuid import UUID

    from sqlalchemy import Table

    from app.demo.plans import Specialty
    from app.demo.province import DemoClerk, Province
    from app.demo.schedule import DemoRound
    from app.demo.territory import County

SETTINGS = {
    "clerk_may_enter_applications": True,
    "rule_packs_are_demo": {
        "demo": True,
        "note": "演示用规则包取自外省公开的专业计划，不适用于山西省的毕业审核。",
    },
    "fee_fen": 4000,
}

Rows = list[dict[str, Any]]


def published(
    province: Province, credentials: Mapping[str, dict[str, Any]], ids: Mapping[str, UUID]
) -> Iterator[tuple[Table, Rows]]:
    """Rows by table. `ids`: clerks by name; `credentials` likewise."""
    counties = shanxi().counties
    yield (
        catalogue.counties,
        [{"id": each.id, "code": each.code, "name": each.name, "city_name": each.city_name} for each in counties],
    )
    yield catalogue.offices, [_office(each, province.county) for each in counties]
    yield catalogue.rounds, [_round(each) for each in province.rounds]
    yield catalogue.provincial_settings, [{"name": name, "content": content} for name, content in SETTINGS.items()]
    yield from _studies()
    yield catalogue.reasons, _reasons()
    yield catalogue.clerks, [_clerk(each, province, credentials, ids) for each in CLERKS]


def _studies() -> Iterator[tuple[Table, Rows]]:
    hosts = {name: number for number, name in enumerate(host_names(), start=1)}
    yield catalogue.hosts, [{"id": number, "name": name} for name, number in hosts.items()]
    yield catalogue.specialties, [_specialty(each, hosts[each.host]) for each in specialties()]
    yield catalogue.rule_packs, list(_rule_packs())


def _round(each: DemoRound) -> dict[str, Any]:
    return {
        "id": each.id,
        "graduation_on": each.graduation_on,
        "times": each.document(),
        "non_working_days": sorted(day.isoformat() for day in each.round.calendar.off),
    }


def _specialty(each: Specialty, host_id: int) -> dict[str, Any]:
    return {
        "code": each.code,
        "name": each.name,
        "level": each.level,
        "host_id": host_id,
        "stopped": each.stopped,
    }


def _clerk(
    each: DemoClerk, province: Province, credentials: Mapping[str, dict[str, Any]], ids: Mapping[str, UUID]
) -> dict[str, Any]:
    return {
        "county_id": province.county_id,
        "id": ids[each.name],
        "name": each.name,
        "roles": list(each.roles),
        "active": True,
        "key_version": 1,
        "credentials": credentials[each.name],
    }


def _office(county: County, own: County) -> dict[str, Any]:
    city = 50 + int(county.city_code[2:4])
    phone = OFFICE_PHONE if county.code == own.code else f"03{city}-0000{int(county.code[4:6]):03d}"
    return {
        "county_id": county.id,
        "official_name": f"{county.name}招生考试管理中心",
        "address": f"{county.city_name}{county.name}府前街1号政务大厅二层",
        "phone": phone,
        "hours": "工作日 8:30—12:00，14:30—18:00",
    }


def _rule_packs() -> Iterator[dict[str, Any]]:
    files = sorted((RESOURCES / "rules").glob("*.json"))
    for file, pack in zip(files, packs(), strict=True):
        plan = pack["plan"]
        yield {
            "id": plan["id"],
            "specialty_code": plan["specialty"]["code"],
            "generation": plan["generation"],
            "content": pack,
            "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
        }


def _reasons() -> Rows:
    names = [column.name for column in catalogue.reasons.columns]
    library = ReasonLibrary.load(RESOURCES / "reasons")
    return [{name: getattr(reason, name) for name in names} for reason in library.all_versions]
