"""Lead lists."""

from typing import Any

from fastapi import APIRouter, Body, Request
from fastapi.responses import JSONResponse
from pydantic import TypeAdapter, ValidationError

from outrider.dialects.kit.access import Scoped
from outrider.dialects.kit.problems import plainly
from outrider.dialects.kit.scopes import needs
from outrider.dialects.kit.texts import clean
from outrider.dialects.networkhq import answer_types, answers, bodies, pages
from outrider.dialects.networkhq.document import component, documented
from outrider.errors import Invalid
from outrider.outreach.leads import lists
from outrider.outreach.tenancy import workspaces
from outrider.values import is_array, is_object

router = APIRouter(tags=["Lead lists"])


@router.get(
    "/lead_lists", operation_id="list_lead_lists", dependencies=[needs("lead_lists:read")], responses=documented(401, 403, 429)
)
async def list_lead_lists(
    scope: Scoped, limit: pages.LenientLimit = pages.DEFAULT, cursor: pages.Cursor = None
) -> answer_types.Page[answer_types.LeadList]:
    """The workspace's lead lists, the newest first, each with how many leads are in it."""
    start = pages.after(cursor, "list")
    found = [] if start.nowhere else await lists.find_all(scope, limit=limit + 1, after=start.id)
    shown, pagination = pages.page(found, limit, "list", lambda row: (row.id,))
    workspace = await workspaces.get(scope)
    return {"data": [answers.lead_list(row, workspace.name) for row in shown], "pagination": pagination}


@router.post(
    "/lead_lists",
    operation_id="create_lead_lists",
    status_code=201,
    response_model=answer_types.LeadListCreateResult,
    dependencies=[needs("lead_lists:write")],
    responses={207: {"description": "Some were created, some were malformed"}, **documented(400, 401, 403, 429)},
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {
                    "schema": {
                        "type": "object",
                        "properties": {
                            "lead_lists": {"type": "array", "minItems": 1, "items": component("LeadListCreateInput")},
                        },
                        "required": ["lead_lists"],
                        "additionalProperties": False,
                    }
                }
            },
        }
    },
)
async def create_lead_lists(request: Request, scope: Scoped, body: Any = Body(None)) -> JSONResponse:
    """Create lead lists. A name that is taken gets a suffix. Malformed entries are reported and the others created (207); when
    none is good nothing is created (400)."""
    given = _entries(body)
    good: list[tuple[str, dict[str, str]]] = []
    malformed: list[answer_types.LeadListCreateValidationError] = []
    for index, entry in enumerate(given):
        try:
            wanted = bodies.LeadListCreateInput.model_validate(entry)
        except ValidationError as error:
            malformed.append({"index": index, "errors": field_errors(error)})
        else:
            settings = {} if wanted.description is None else {"description": clean(wanted.description)}
            good.append((clean(wanted.name).strip() or "Untitled list", settings))
    if not good:
        first = malformed[0]
        raise Invalid(f"No entry is well-formed; entry {first['index']}: {first['errors'][0]['message']}", code="invalid_request")
    made = await lists.create_many(scope, good, scope.actor.user_id)
    workspace = await workspaces.get(scope)
    result = answer_types.LeadListCreateResult(
        data=[answers.lead_list(row, workspace.name) for row in made],
        malformed=malformed,
        summary={"attempted": len(given), "created": len(made), "malformed": len(malformed)},
    )
    return JSONResponse(_RESULT.dump_python(result, mode="json"), 207 if malformed else 201)


_RESULT = TypeAdapter(answer_types.LeadListCreateResult)


def _entries(body: Any) -> list[Any]:
    if not is_object(body) or set(body) != {"lead_lists"} or not is_array(body["lead_lists"]):
        raise Invalid("Send an object with the array lead_lists and nothing else.", code="invalid_request", field="lead_lists")
    if not body["lead_lists"]:
        raise Invalid("lead_lists must have at least one entry.", code="invalid_request", field="lead_lists")
    return body["lead_lists"]


def field_errors(error: ValidationError) -> list[answer_types.FieldError]:
    return [{"field": ".".join(map(str, e["loc"])), "message": e["msg"]} for e in map(plainly, error.errors())]


@router.get(
    "/lead_lists/{lead_list_id}",
    operation_id="get_lead_list",
    dependencies=[needs("lead_lists:read")],
    responses=documented(401, 403, 404, 429),
)
async def get_lead_list(scope: Scoped, lead_list_id: str) -> answer_types.Data[answer_types.LeadList]:
    """One lead list with how many leads are in it."""
    found = await lists.get(scope, answers.id_of("list", lead_list_id, "lead list"))
    return {"data": answers.lead_list(found, (await workspaces.get(scope)).name)}
