"""Finding a person from whatever the counter has in hand: part of a number, a name, its pinyin, a phone's end."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

from app.domain.names import rare_characters
from app.services.lookup_query import parse_query

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from uuid import UUID

    from app.services.lookup_match import MatchReason
    from app.services.lookup_preview import PersonPreview, Progress
    from app.services.lookup_query import LookupQuery

    Superseded = Callable[[], bool]
    """True once nobody waits for this answer any more; asked from time to time while searching."""

MOST_HITS = 200
FIRST_HITS = 50
"""So many are shown where there are more than `MOST_HITS`."""


class LookupHit(NamedTuple):
    """One person. `candidate_nos`: the one in use first; several wait to be merged (合并待办)."""

    candidate_id: UUID
    name: str
    id_number: str
    sex: str
    born_on: date
    candidate_nos: tuple[str, ...]
    phone: str
    former_names: tuple[str, ...]
    graduated: bool
    reasons: tuple[MatchReason, ...]

    @property
    def needs_merging(self) -> bool:
        return len(self.candidate_nos) > 1

    @property
    def rare_characters(self) -> tuple[str, ...]:
        return rare_characters(self.name)


@dataclass(frozen=True, slots=True)
class LookupResult:
    """`more`: others were left out, so more should be typed (请再输入). `too_short`: it would name nearly everybody.

    `hidden_graduated`: nobody else was found, but so many who have graduated (at most `FIRST_HITS` are counted).
    `superseded`: broken off, says nothing.
    """

    text: str
    hits: tuple[LookupHit, ...] = ()
    more: bool = False
    too_short: bool = False
    hidden_graduated: int = 0
    superseded: bool = False

    @property
    def opens_directly(self) -> bool:
        """Enter or the scanner may open the file: there is exactly one person. Typing alone never opens one."""
        return len(self.hits) == 1 and not self.more


@dataclass(frozen=True, slots=True)
class IndexAnswer:
    """What the index found, best first."""

    hits: tuple[LookupHit, ...] = ()
    more: bool = False
    hidden_graduated: int = 0
    superseded: bool = False


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """A hit with where the person stands: one line of `candidates find`."""

    hit: LookupHit
    progress: Progress | None = field(default=None)


class PersonIndex(Protocol):
    def search(
        self, query: LookupQuery, limit: int, *, include_graduated: bool, superseded: Superseded | None
    ) -> IndexAnswer: ...


class ProgressReader(Protocol):
    def progress(self, candidate_ids: Sequence[UUID]) -> Mapping[UUID, Progress]:
        """For the rows that are on the screen; people without a filing in the present round are in it too."""

    def preview(self, candidate_id: UUID) -> PersonPreview | None: ...


class LookupService:
    """Reads only. Rows come at once; where each person stands is read for the visible ones by `progress`."""

    def __init__(self, index: PersonIndex, reader: ProgressReader) -> None:
        self._index = index
        self._reader = reader

    def find(
        self,
        text: str,
        limit: int = MOST_HITS,
        *,
        include_graduated: bool = False,
        superseded: Superseded | None = None,
    ) -> LookupResult:
        """Never raises for anything typed. Whole numbers find graduates too."""
        query = parse_query(text)
        if not query.terms:
            return LookupResult(text, too_short=query.too_short)
        answer = self._index.search(
            query, max(1, min(limit, MOST_HITS)), include_graduated=include_graduated, superseded=superseded
        )
        return LookupResult(
            text, answer.hits, answer.more, hidden_graduated=answer.hidden_graduated, superseded=answer.superseded
        )

    def progress(self, candidate_ids: Sequence[UUID]) -> Mapping[UUID, Progress]:
        """Where these people stand in the present round: ask for what is on the screen."""
        return self._reader.progress(candidate_ids)

    def preview(self, candidate_id: UUID) -> PersonPreview | None:
        """The panel beside the list; None where the person is not (any more) in this store."""
        return self._reader.preview(candidate_id)

    def found(self, result: LookupResult) -> tuple[FoundPerson, ...]:
        """All hits with their progress: for the command line, which shows everything at once."""
        stands = self.progress([hit.candidate_id for hit in result.hits])
        return tuple(FoundPerson(hit, stands.get(hit.candidate_id)) for hit in result.hits)
