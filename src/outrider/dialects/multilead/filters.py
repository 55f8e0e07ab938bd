"""The groups of filters of lead lists and exports: within a group one must hold, between groups all."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from fastapi import Query
from pydantic import BeforeValidator, Field

from outrider.dialects.multilead import answers
from outrider.dialects.multilead.bodies import NUMBERS, Id, MaybeTimestampText, moment
from outrider.dialects.multilead.errors import wrong
from outrider.errors import Invalid
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Scope
from outrider.outreach.enrollments import moves
from outrider.outreach.enrollments.filters import Filters
from outrider.values import is_array


def _not_empty(value: object) -> object:
    """An empty parameter is an error to the vendor, not "no filter"."""
    given = value if is_array(value) else [value]
    if any(v == "" for v in given):
        raise ValueError("can't be empty")
    return value


Ids = Annotated[list[Id] | None, NUMBERS, BeforeValidator(_not_empty), Query()]
Degrees = Annotated[list[Annotated[int, Field(ge=1, le=3)]] | None, NUMBERS, BeforeValidator(_not_empty), Query()]
Statuses = Annotated[list[Annotated[int, Field(ge=1, le=4)]] | None, NUMBERS, BeforeValidator(_not_empty), Query()]
Flag = Annotated[bool | None, BeforeValidator(lambda text: None if text == "" else text), Query()]
# The length is the text's alone: an empty parameter has become None, which has none.
Word = Annotated[
    Annotated[str, Field(max_length=500)] | None, BeforeValidator(lambda text: (text and text.strip()) or None), Query()
]


@dataclass(frozen=True, slots=True)
class LeadFilter:
    """The parameters, grouped. Ask FastAPI for it with `Depends()`."""

    search: Word = None
    filterByVerifiedEmails: Flag = None
    filterByNotVerifiedEmails: Flag = None
    filterByStatus: Statuses = None
    filterByConnectionDegree: Degrees = None
    filterByCurrentStep: Ids = None
    filterByName: Word = None
    filterByCompany: Word = None
    filterByOccupation: Word = None
    filterByHeadline: Word = None
    filterByOutOfOffice: Flag = None
    filterByStepChangeTimestamp: Annotated[MaybeTimestampText | None, Query()] = None
    filterBySelectedLeads: Ids = None

    def groups(self) -> list[list[Filters]]:
        texts = [
            Filters(name=self.filterByName),
            Filters(company=self.filterByCompany),
            Filters(title=self.filterByOccupation),
            Filters(headline=self.filterByHeadline),
        ]
        found = [[text for text in texts if text != Filters()], self._status()]
        if (connection := self._connections()) is not None:
            found.append([Filters(connection=connection)])
        if self.search:
            found.append([Filters(search=self.search), Filters(headline=self.search)])
        return [group for group in found if group]

    def _status(self) -> list[Filters]:
        statuses = {
            answers.DISCOVERED: Filters(connection=["none"], replied=False),
            answers.PENDING: Filters(connection=["pending"], replied=False),
            answers.CONNECTED: Filters(connection=["connected"], replied=False),
            answers.REPLIED: Filters(replied=True),
        }
        group = [statuses[status] for status in self.filterByStatus or ()]
        return [*group, Filters(reasons=[Reason.OUT_OF_OFFICE])] if self.filterByOutOfOffice else group

    def _connections(self) -> list[str] | None:
        """The first degree is connected, the others are not."""
        degrees = set(self.filterByConnectionDegree or ())
        first, further = 1 in degrees, bool(degrees - {1})
        return None if first == further else ["connected"] if first else ["none", "pending"]

    @property
    def moved_after(self) -> datetime | None:
        try:
            return moment(self.filterByStepChangeTimestamp)
        except Invalid:
            raise wrong(filterByStepChangeTimestamp="filterByStepChangeTimestamp must be a timestamp") from None

    async def core(self, scope: Scope, **place: Any) -> Filters:
        """As the core's filters; `place`: campaign_ids or seat_ids, and what else must hold.

        Leads that are named are found where they are now.
        """
        ids = self.filterBySelectedLeads
        if ids is not None:
            ids = sorted({id for line in (await moves.lines_of(scope, ids)).values() for id in line})
        verified = None
        if bool(self.filterByVerifiedEmails) != bool(self.filterByNotVerifiedEmails):
            verified = bool(self.filterByVerifiedEmails)
        return Filters(
            any_of=self.groups(),
            moved_after=self.moved_after,
            verified=verified,
            step_ids=self.filterByCurrentStep,
            ids=ids,
            **place,
        )
