"""Fields of requests that every dialect reads alike."""

from typing import Annotated, Any

from pydantic import BeforeValidator


def no_boolean(value: Any) -> Any:
    """Validator of numbers: True and False are not numbers here, though they are in Python."""
    if isinstance(value, bool):
        raise ValueError("must be a number, not a boolean")
    return value


def no_number(value: Any) -> Any:
    """Validator of booleans: 0 and 1 are not true and false, though Python takes them for it."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise ValueError("must be true or false, not a number")
    return value


Flag = Annotated[bool, BeforeValidator(no_number)]
