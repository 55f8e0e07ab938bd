"""The values a template may use: a lead's fields under all the names that the vendors' templates have for them."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache

from liquid.undefined import Undefined

from outrider.values import is_list

SIGNATURE = "signature"
IN_QUERY = "in_query__"  # the filter of a value that stands in a parameter of a link
# One thing under the names that the vendors' templates have for it. Each group's first is the core's.
_ALIASES = {
    other: names[0]
    for names in (
        ("companyname", "company", "organization", "organisation"),
        ("phone", "phonenumber"),
        ("linkedinurl", "linkedinprofile", "linkedin", "profileurl"),
        ("jobtitle", "title", "position"),
        ("website", "companyurl", "companywebsite"),
        ("email", "emailaddress"),
        ("signature", "accountsignature", "sendersignature", "emailsignature"),
    )
    for other in names
}


class MergeError(Exception):
    """The text cannot be made. `code` is a reason code for the message that stops."""

    code = "template_error"


class InvalidTemplate(MergeError):
    """The template itself is wrong."""

    code = "invalid_template"


class TooCostly(InvalidTemplate):
    """The template asks for more work than any message needs."""


class MissingTag(MergeError):
    """A tag has neither value nor fallback. `name` as the template writes it."""

    code = "missing_tag"

    def __init__(self, name: str) -> None:
        super().__init__(f"no value for {{{{{name}}}}}")
        self.name = name


class Missing(Undefined):
    """A name without a value: false in a condition, replaced by `default`, and an error anywhere else."""

    __slots__ = ()
    force_liquid_default = True

    def __str__(self) -> str:
        raise MissingTag(self.name.rstrip("_"))


class Values(dict[str, object]):
    """A lead's values: by their own name, else by a name that only differs in spelling, else by an alias."""

    def __init__(self, values: Mapping[str, object], now: datetime | None) -> None:
        super().__init__()
        self["now"] = self["today"] = now if now else Missing("now")
        for name, value in values.items():
            if value is not None and value != "" and (text := plain(value)) is not None:
                self[name] = text
                self.setdefault(canonical(name), text)

    def __missing__(self, name: str) -> object:
        bare = canonical(name)
        for candidate in (bare, _ALIASES.get(bare, bare)):
            if candidate in self:
                return self[candidate]
        group = _ALIASES.get(bare)
        for other, first in _ALIASES.items() if group else ():
            if first == group and other in self:
                return self[other]
        raise KeyError(name)


@lru_cache(maxsize=8192)
def canonical(name: str) -> str:
    """firstName, first_name, First Name -> firstname. Fit to be a Liquid identifier."""
    bare = "".join(c for c in name.casefold() if c.isalnum())
    return f"_{bare}" if bare[:1].isdigit() else bare


def plain(value: object) -> object:
    """A value as a template may see it: text, number, truth, or a list of these; None for a blank one."""
    if isinstance(value, str):
        # str(): a caller's Markup must not pass for trusted.
        return str(value) if not value.isspace() else None
    if isinstance(value, bool | int | float):
        return value
    if is_list(value):
        return [p for v in value if not is_list(v) and (p := plain(v)) is not None] or None
    return None if value is None or isinstance(value, Mapping) else str(value)
