"""一次性告知单: everything a person still lacks, each with what, where, until when, how and whom to call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from app.domain.identity_number import masked
from app.domain.lacking import Place, lacking, settled_for_good
from app.services.case_facts import case_without_filing, filed_case
from app.services.rounds_at_hand import round_in_hand

if TYPE_CHECKING:
    from uuid import UUID

    from app.domain.case import Case
    from app.domain.lacking import Lack
    from app.domain.rounds import Round
    from app.services.case_record import CaseReader, OfficeRecord, PersonRecord
    from app.services.notice_texts import NoticeTexts
    from app.services.ports import Clock, Signer
    from app.services.rounds_at_hand import RoundReader
    from app.services.value_names import ValueNames

ERROR_CODES = frozenset({"notice.texts_unreadable", "notice.text_missing"})


@dataclass(frozen=True, slots=True)
class NoticeItem:
    """One thing that is lacking, as the candidate is to read it.

    `bring` lists what to bring or have ready. `until` None: no time binds, and `until_text` says so; a time that has
    gone by is said in `how` too. `now` False: it comes only after what stands before it.
    """

    code: str
    application_no: str
    matter: str
    where: str
    how: str
    bring: tuple[str, ...]
    until: datetime | None
    until_text: str
    phone: str
    now: bool


@dataclass(frozen=True, slots=True)
class Notice:
    """`items` empty: nothing is lacking. `remarks`: what is over for good in this round, a sentence each."""

    candidate_name: str
    candidate_no: str
    id_number_masked: str
    items: tuple[NoticeItem, ...]
    office_name: str
    office_address: str
    office_phone: str
    office_hours: str
    clerk_name: str
    made_at: datetime
    remarks: tuple[str, ...] = ()


class NoticeRenderer(Protocol):
    def render(self, notice: Notice) -> bytes:
        """One or more A4 pages as PDF. Raises ClerkError with a code of app.forms."""


class NoticeService:
    def __init__(
        self,
        cases: CaseReader,
        rounds: RoundReader,
        renderer: NoticeRenderer,
        texts: NoticeTexts,
        names: ValueNames,
        clock: Clock,
    ) -> None:
        self._cases = cases
        self._rounds = rounds
        self._renderer = renderer
        self._texts = texts
        self._names = names
        self._clock = clock

    def prepare(self, candidate_id: UUID, signer: Signer) -> Notice:
        """Raises ClerkError("candidate_not_found")."""
        person = self._cases.person(candidate_id)
        office = self._cases.office()
        now = self._clock.now()
        its_round = round_in_hand(self._rounds.rounds(), now)
        case = _case(person, its_round)
        over = settled_for_good(case)
        return Notice(
            candidate_name=person.candidate.name,
            candidate_no=person.numbers[0] if person.numbers else "",
            id_number_masked=masked(person.candidate.id_number),
            items=tuple(self._item(lack, person, office, its_round, now) for lack in lacking(case)),
            office_name=office.official_name,
            office_address=office.address or "",
            office_phone=office.phone or "",
            office_hours=office.hours or "",
            clerk_name=signer.name,
            made_at=now,
            remarks=tuple(self._texts.remark_on(each, self._words(each, person, office)) for each in over),
        )

    def pdf(self, candidate_id: UUID, signer: Signer) -> bytes:
        """Raises as `prepare` and as NoticeRenderer.render."""
        return self._renderer.render(self.prepare(candidate_id, signer))

    def _item(
        self, lack: Lack, person: PersonRecord, office: OfficeRecord, its_round: Round | None, now: datetime
    ) -> NoticeItem:
        own_office = person.candidate.registration_county_id == person.county_id
        elsewhere = lack.place is Place.REGISTRATION_OFFICE and not own_office
        words = self._words(lack, person, office)
        text = self._texts.of(lack, words)
        until = _until(lack, its_round)
        over = until is not None and until <= now
        return NoticeItem(
            code=lack.code,
            application_no=words.get("application_no", ""),
            matter=text.matter,
            where=self._texts.where(lack, words),
            how=f"{self._texts.overdue}{text.how}" if over else text.how,
            bring=text.bring,
            until=until,
            until_text=self._texts.no_time if until is None else "",
            phone="" if elsewhere else office.phone or "",
            now=lack.now,
        )

    def _words(self, lack: Lack, person: PersonRecord, office: OfficeRecord) -> dict[str, str]:
        """What fills the sentences in."""
        words = {name: str(value) for name, value in lack.details.items()}
        return words | {
            "office": office.official_name,
            "registration_office": self._cases.office_name(person.candidate.registration_county_id),
            "card_kind": self._names.name("card_kind", words.get("card_kind")),
        }


def _case(person: PersonRecord, its_round: Round | None) -> Case:
    """The filing of the round in hand; who has none in it is told from the beginning."""
    code = None if its_round is None else its_round.code
    filing = next((each for each in person.filings if each.round_id == code), None)
    if filing is None:
        return case_without_filing(person, its_round)
    return filed_case(person, filing, its_round).case


def _until(lack: Lack, its_round: Round | None) -> datetime | None:
    own = lack.details.get("materials_until")
    if isinstance(own, datetime):
        return own
    return None if lack.until is None or its_round is None else its_round.binding_close(lack.until)
