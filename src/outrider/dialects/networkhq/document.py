"""The OpenAPI document of this dialect: what FastAPI makes of the routes and models, in the vendor's manner of writing it down.

That manner: a value that may be null has null among its types; nothing has a title; errors are written out at each status; a
malformed request is 400. Statuses, parameters and schemas are those of the vendor's own document.
"""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel, TypeAdapter

from outrider.dialects.kit.tools import Schema
from outrider.dialects.networkhq import answer_types, bodies
from outrider.values import is_array, is_object, or_empty

_ERROR: Schema = {
    "type": "object",
    "properties": {
        "error": {
            "type": "object",
            "properties": {"code": {"type": "string"}, "message": {"type": "string"}},
            "required": ["code", "message"],
        }
    },
    "required": ["error"],
}
_SAID = {
    400: "The request is malformed", 401: "No key, or not a good one", 403: "The key lacks the scope", 404: "No such thing",
    409: "Not in its present state", 429: "Too many requests", 502: "An external service did not respond or refused",
    503: "Not available for now",
}  # fmt: skip


def documented(*statuses: int) -> dict[int | str, Schema]:
    """The errors that an operation documents."""
    return {s: {"description": _SAID[s], "content": {"application/json": {"schema": _ERROR}}} for s in statuses}


def component(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _object(**properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _array(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _enum(*values: str) -> Schema:
    return {"type": "string", "enum": list(values)}


def _batch(*results: str) -> Schema:
    counts = {name: {"type": "integer"} for name in answer_types.LeadImportSummary.__annotations__}
    return _object(
        data=_array(_object(index={"type": "integer"}, result=_enum(*results), lead=component("Lead"))),
        malformed=_array(component("LeadCreateValidationError")),
        failed=_array(component("LeadCreateProcessingError")),
        summary=_object(**counts),
    )


def _one(*results: str) -> Schema:
    return _object(data=component("Lead"), result=_enum(*results))


def _answer(description: str, schema: Schema) -> Schema:
    return {"description": description, "content": {"application/json": {"schema": schema}}}


_ALL = ("created", "added_existing", "already_in_list")
# What the import takes and gives: one lead or several, which no single model says.
LEAD_IMPORT: Schema = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "oneOf": [
                        component("LeadCreateRequest"),
                        {
                            "type": "object",
                            "properties": {"leads": _array(component("LeadCreateRequest")) | {"minItems": 1, "maxItems": 100}},
                            "required": ["leads"],
                            "additionalProperties": False,
                        },
                    ]
                }
            }
        },
    },
    "responses": {
        "200": _answer("Everybody was in the list", {"oneOf": [_one("already_in_list"), _batch("already_in_list")]}),
        "201": _answer("Brought into the list", {"oneOf": [_one("created", "added_existing"), _batch(*_ALL)]}),
        "207": _answer("Some were brought in, some were malformed or failed", _batch(*_ALL)),
    },
}

# Schemas in their own right. What is not named here is written out where it is used.
NAMES = (
    "Pagination", "CampaignLinkedInAccount", "CampaignLeadList", "CampaignLeadBasicLead", "CampaignLeadSender",
    "CampaignLeadCurrentState", "CampaignLeadActionEvent", "CampaignLead", "CampaignLeadMessageOverrideInput",
    "CampaignLeadMessageOverride", "CampaignLeadMessageOverrideResult", "CampaignActionRequest", "CampaignActionResult",
    "Campaign",
    "LinkedInAccountSendingLimits", "LinkedInAccount", "CompanyDetails", "LeadList", "Lead", "LeadWithLists", "LeadCreateRequest",
    "LeadListCreateInput", "LeadListCreateValidationError", "LeadCreateValidationError", "LeadCreateProcessingError",
    "LeadEnrichment", "ConversationLead", "ConversationLinkedInAccount", "ConversationLastMessage", "ConversationMessage",
    "SendConversationMessageRequest", "SendConversationMessageResult", "Conversation", "ConversationDetail",
)  # fmt: skip
_TEMPLATE = "#/components/schemas/{model}"


def document(app: FastAPI) -> Schema:
    """The document of the application's routes."""
    made = get_openapi(
        title=app.title, version=app.version, description=app.description, routes=app.routes, openapi_version="3.1.0"
    )
    known: Schema = made.get("components", {}).get("schemas", {}) | _components()
    for operations in made["paths"].values():
        for operation in operations.values():
            operation["responses"].pop("422", None)
            operation["security"] = [{"bearerAuth": []}]
            for parameter in operation.get("parameters", ()):
                schema = _plain(parameter["schema"], known)
                if is_array(schema.get("type")):  # a parameter that is left out is not null
                    schema["type"] = schema["type"][0]
                if schema.get("default", ...) is None:
                    del schema["default"]
                parameter["schema"] = schema
            for part in (operation.get("requestBody"), *operation["responses"].values()):
                for content in or_empty(part).get("content", {}).values():
                    content["schema"] = _plain(content["schema"], known)
    return {
        "openapi": "3.1.0",
        "info": made["info"],
        "servers": [{"url": f"/{app.state.dialect.name}{app.state.dialect.api_base}"}],
        "components": {
            "securitySchemes": {"bearerAuth": {"type": "http", "scheme": "bearer"}},
            "schemas": {name: _plain(known[name], known) for name in NAMES},
        },
        "paths": {path.removeprefix(app.state.dialect.api_base): of for path, of in made["paths"].items()},
    }


def _is_model(of: object) -> bool:
    return isinstance(of, type) and issubclass(of, BaseModel)


def _components() -> Schema:
    types = {name: getattr(bodies, name, None) or getattr(answer_types, name) for name in NAMES}
    inputs: Any = [(name, "validation" if _is_model(of) else "serialization", TypeAdapter(of)) for name, of in types.items()]
    shown, shared = TypeAdapter.json_schemas(inputs, ref_template=_TEMPLATE)
    found: Schema = shared.get("$defs", {})
    for (name, _), schema in shown.items():
        if "$ref" not in schema:
            found[str(name)] = schema
    return found


def _plain(schema: object, known: Schema) -> Any:
    """A schema as the vendor writes it."""
    if not is_object(schema):
        return schema
    if (ref := schema.get("$ref", "").rpartition("/")[2]) and ref not in NAMES:
        return _plain(known[ref], known)
    plain: Schema = {}
    for name, value in schema.items():
        if name == "properties":
            plain[name] = {key: _plain(part, known) for key, part in value.items()}
        elif name in ("anyOf", "oneOf", "allOf"):
            plain[name] = [_plain(part, known) for part in value]
        elif name in ("items", "additionalProperties"):
            plain[name] = _plain(value, known)
        elif name == "const":
            plain["enum"] = [value]
        elif name not in ("title", "default") or (name == "default" and value is not None):
            plain[name] = value
    return _nullable(plain)


def _nullable(schema: Schema) -> Schema:
    """`anyOf: [X, null]` as X with null among its types, where X is written out."""
    parts = schema.get("anyOf", ())
    if len(parts) != 2 or parts[1] != {"type": "null"} or "$ref" in parts[0]:
        return schema
    rest = {name: value for name, value in schema.items() if name != "anyOf"}
    either = {**parts[0], **rest, "type": [parts[0]["type"], "null"]}
    if "enum" in either:
        either["enum"] = [*either["enum"], None]
    return either
