"""What Smartlead's bodies are understood by, for telling what is not."""

from collections.abc import Iterator

from pydantic import BaseModel

from outrider.dialects.kit.field_names import names_of_model
from outrider.dialects.kit.ignored import naming_ignored
from outrider.dialects.smartlead.bodies import AddLeads, Body, Lead, snake


def _names(model: type[BaseModel]) -> Iterator[str]:
    """Every name that a body is understood by; fields of an inner object may stand beside the others."""
    yield from names_of_model(model)
    if model is AddLeads:  # one lead by itself stands for a list
        yield from ("campaign_id", *_names(Lead))
    for field in model.model_fields.values():
        if isinstance(field.annotation, type) and issubclass(field.annotation, Body):
            yield from _names(field.annotation)


name_ignored = naming_ignored(_names, snake)
