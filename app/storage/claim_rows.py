"""Claims and parked cases in the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from app.schema.catalogue import claims, clerks
from app.services.claims import Claim, ParkedCase
from app.storage.local_tables import parked_cases, take_overs

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy import Connection, Row, Select

    from app.storage.store import Store


class StoreClaims:
    """A ClaimBook. A lease is a hint between workstations: the clash of two decisions is found by region versions."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def take(self, claim: Claim) -> Claim | None:
        with self._store.write(durable=False) as connection:
            living = self._living_one(connection, claim)
            if living is None:
                self._write(connection, claim)
        return living

    def take_over(self, claim: Claim, reason: str) -> None:
        with self._store.write(durable=False) as connection:
            before = self._living_one(connection, claim)
            self._write(connection, claim)
            if before is not None and before.clerk_id != claim.clerk_id:
                connection.execute(
                    insert(take_overs).values(
                        entity=claim.entity,
                        entity_id=claim.entity_id,
                        from_clerk_id=before.clerk_id,
                        to_clerk_id=claim.clerk_id,
                        reason=reason,
                        at=claim.taken_at,
                    )
                )

    def release(self, entity: str, entity_id: UUID, clerk_id: UUID) -> None:
        with self._store.write(durable=False) as connection:
            connection.execute(
                delete(claims).where(
                    claims.c.county_id == self._store.county_id,
                    claims.c.entity == entity,
                    claims.c.entity_id == entity_id,
                    claims.c.clerk_id == clerk_id,
                )
            )

    def release_all(self, clerk_id: UUID) -> None:
        """What she has claimed on this workstation, but for her parked cases."""
        parked = select(parked_cases.c.entity_id).where(
            parked_cases.c.clerk_id == clerk_id, parked_cases.c.entity == claims.c.entity
        )
        with self._store.write(durable=False) as connection:
            connection.execute(
                delete(claims).where(
                    claims.c.county_id == self._store.county_id,
                    claims.c.workstation_id == self._store.workstation_id,
                    claims.c.clerk_id == clerk_id,
                    claims.c.entity_id.not_in(parked),
                )
            )

    def beat(self, clerk_id: UUID, now: datetime, expires_at: datetime) -> None:
        parked = select(parked_cases.c.entity_id).where(
            parked_cases.c.clerk_id == clerk_id, parked_cases.c.entity == claims.c.entity
        )
        with self._store.write(durable=False) as connection:
            connection.execute(
                update(claims)
                .where(
                    claims.c.county_id == self._store.county_id,
                    claims.c.clerk_id == clerk_id,
                    (claims.c.expires_at > now) | claims.c.entity_id.in_(parked),
                )
                .values(beaten_at=now, expires_at=expires_at)
            )

    def living(self, entity: str, now: datetime) -> tuple[Claim, ...]:
        wanted = self._named().where(claims.c.entity == entity, claims.c.expires_at > now)
        with self._store.read() as connection:
            return tuple(_claim(row) for row in connection.execute(wanted))

    def park(self, clerk_id: UUID, case: ParkedCase) -> None:
        values: dict[str, Any] = {
            "candidate_id": case.candidate_id,
            "screen": case.screen,
            "position": dict(case.position),
            "parked_at": case.parked_at,
        }
        row = sqlite_insert(parked_cases).values(
            clerk_id=clerk_id, entity=case.entity, entity_id=case.entity_id, **values
        )
        with self._store.write(durable=False) as connection:
            connection.execute(row.on_conflict_do_update(set_=values))

    def unpark(self, clerk_id: UUID, entity: str, entity_id: UUID) -> None:
        with self._store.write(durable=False) as connection:
            connection.execute(
                delete(parked_cases).where(
                    parked_cases.c.clerk_id == clerk_id,
                    parked_cases.c.entity == entity,
                    parked_cases.c.entity_id == entity_id,
                )
            )

    def parked(self, clerk_id: UUID) -> tuple[ParkedCase, ...]:
        wanted = select(parked_cases).where(parked_cases.c.clerk_id == clerk_id)
        with self._store.read() as connection:
            return tuple(
                ParkedCase(row.entity, row.entity_id, row.candidate_id, row.screen, row.position, row.parked_at)
                for row in connection.execute(wanted.order_by(parked_cases.c.parked_at.desc()))
            )

    def _named(self) -> Select[Any]:
        same_clerk = and_(clerks.c.county_id == claims.c.county_id, clerks.c.id == claims.c.clerk_id)
        return (
            select(claims, clerks.c.name.label("clerk_name"))
            .outerjoin(clerks, same_clerk)
            .where(claims.c.county_id == self._store.county_id)
        )

    def _living_one(self, connection: Connection, claim: Claim) -> Claim | None:
        row = connection.execute(
            self._named().where(
                claims.c.entity == claim.entity,
                claims.c.entity_id == claim.entity_id,
                claims.c.expires_at > claim.taken_at,
            )
        ).one_or_none()
        return None if row is None else _claim(row)

    def _write(self, connection: Connection, claim: Claim) -> None:
        values: dict[str, Any] = {
            "clerk_id": claim.clerk_id,
            "workstation_id": self._store.workstation_id,
            "taken_at": claim.taken_at,
            "beaten_at": claim.beaten_at,
            "expires_at": claim.expires_at,
        }
        row = sqlite_insert(claims).values(
            county_id=self._store.county_id, entity=claim.entity, entity_id=claim.entity_id, **values
        )
        connection.execute(row.on_conflict_do_update(set_=values))


def _claim(row: Row[Any]) -> Claim:
    return Claim(
        row.entity,
        row.entity_id,
        row.clerk_id,
        row.clerk_name or "",
        row.taken_at,
        row.beaten_at,
        row.expires_at,
    )
