"""What the tools share."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Annotated, Any, TypedDict, Unpack, get_type_hints

from pydantic import Field, ValidationError

from outrider.dialects.instantly.tools import outputs
from outrider.dialects.instantly.tools.outputs import CampaignDetail, LeadDetail
from outrider.dialects.kit.toolbox import PLAIN, Function, Toolbox, Wire, texts_of
from outrider.dialects.kit.tools import Answer, ApiError, call
from outrider.errors import OutriderError
from outrider.values import is_array, is_object

PERSON = frozenset(
    {
        "first_name", "last_name", "company_name", "company_domain", "job_title",
        "phone", "website", "personalization", "payload",
    }
)  # fmt: skip


MAIL = frozenset({"subject", "body", "content_preview", "from_address_email", "reply_to"})


PAGE = "\nWithout it 10."


After = Annotated[str | None, Field(description="Pagination cursor from next_starting_after\nUnchanged; null ends the list.")]


Ids = list[str] | None


BROKEN = "The API's answer is not of the form that it promises."


INTEREST = (
    "1 interested, 2 meeting booked, 3 meeting completed, 4 won, 0 out of office, -1 not interested, -2 wrong person, -3 lost,"
    " -4 no show, or a custom label's number"
)


def toolbox(toolset: str) -> Toolbox:
    """A toolset whose descriptions are in the file of its name beside this module."""
    return Toolbox(toolset, texts=texts_of(__package__ or "", toolset))


class Hints(TypedDict, total=False):
    destructive: bool
    idempotent: bool
    open_world: bool
    answers: tuple[str, ...]
    untrusted: frozenset[str]


Fields = Mapping[str, object]  # of an output, without `success` and `error`


def action(
    tools: Toolbox, route: str | None = None, wire: Wire = PLAIN, *, reads: bool = False, **hints: Unpack[Hints]
) -> Callable[[Function], Function]:
    """Declare an action, which answers with the model that its function returns, failures included. With a route, `wire.answer`
    makes the model's fields.
    """

    def declare(function: Function) -> Function:
        output: type[outputs.Output] = get_type_hints(function)["return"]
        fields = tools.requesting(function, route, wire) if route else None

        @wraps(function)
        async def run(*args: object, **kwargs: object) -> dict[str, object]:
            try:
                answer = output(success=True, **await fields(*args, **kwargs)) if fields else await function(*args, **kwargs)
            except ApiError as error:
                answer = output(success=False, error=str(error))
            except OutriderError as error:
                answer = output(success=False, error=error.message)
            except ValidationError:
                answer = output(success=False, error=BROKEN)
            return answer.model_dump(mode="json")

        add = tools.read if reads else tools.write
        given: Hints = {"untrusted": frozenset(), "answers": (route,) if route else (), **hints}
        return add(output_schema=output.model_json_schema(), **given)(run)

    return declare


def checked(body: Any) -> Any:
    """What the API answered. Raises ApiError for an answer that is not an object."""
    if not is_object(body):
        raise ApiError(0, BROKEN)
    return body


async def ask(method: str, path: str, json: Mapping[str, object]) -> Any:
    """What the API answers. Raises ApiError, also for an answer that is not an object."""
    return checked(await call(method, path, json=json))


def page(name: str, detail: type[outputs.Detail]) -> Callable[[Answer], Fields]:
    """A page of things, under their name."""

    def shown(answer: Answer) -> Fields:
        body = checked(answer.body)
        found, cursor = body.get("items"), body.get("next_starting_after")
        items = [detail.of(item) for item in found] if is_array(found) else []
        return {name: items, "count": len(items), "next_starting_after": cursor if isinstance(cursor, str) else None}

    return shown


def one_lead(answer: Answer) -> Fields:
    lead = LeadDetail.of(checked(answer.body))
    return {
        "lead": lead,
        "id": lead.id,
        "email_address": lead.email,
        "first_name": lead.first_name,
        "last_name": lead.last_name,
        "campaign": lead.campaign,
        "status": lead.status,
    }


def one_campaign(answer: Answer) -> Fields:
    campaign = CampaignDetail.of(checked(answer.body))
    return {"campaign": campaign, "id": campaign.id, "name": campaign.name, "status": campaign.status}


ONE_LEAD, ONE_CAMPAIGN = Wire(answer=one_lead), Wire(answer=one_campaign)

SCHEDULE = Field(
    description="Campaign schedule object with schedules array\n"
    "{schedules: [{name, timing: {from: 'HH:MM', to: 'HH:MM'}, days: {'0': bool .. '6': bool; 0 is Sunday}, timezone}],"
    " start_date?, end_date?}; the timezone is one of the vendor's list, e.g. America/Chicago or Etc/GMT+12."
)


Sequences = Annotated[
    list[dict[str, object]] | None,
    Field(
        description="Campaign sequence definitions\n"
        "[{steps: [{type: 'email', delay, delay_unit?, variants: [{subject, body}]}]}]: only the first element counts; delay is"
        " the wait AFTER the step (days); leave a follow-up's subject empty to stay in the thread."
    ),
]


Mailboxes = Annotated[list[str] | None, Field(description="Sending email accounts\nTheir addresses.")]


DailyLimit = Annotated[int | None, Field(description="Daily sending limit\nEmails a day, of the whole campaign.")]


NewLeads = Annotated[int | None, Field(description="Daily maximum new leads to contact")]


Opens = Annotated[bool | None, Field(description="Whether to track opens")]


Links = Annotated[bool | None, Field(description="Whether to track links")]


StopOnReply = Annotated[
    bool | None, Field(description="Whether to stop the campaign on reply\nFor the lead who replied; the others go on.")
]


TextOnly = Annotated[bool | None, Field(description="Whether the campaign is text only")]


Gap = Annotated[int | None, Field(description="Gap between emails in minutes\nOf one sending account.")]


Worth = Annotated[float | None, Field(description="Value of every positive lead")]


CampaignId = Annotated[str, Field(description="Campaign ID")]
