"""Merge fields as other systems write them, such as *|FNAME|*, [First Name], {first_name} and %firstname%.

Pasted templates are full of them. What means nothing here would reach the reader as it stands, so each becomes a tag of our own;
one without a value stops its message as any of these does. Single brackets, braces and percent signs count only around names that
can be nothing else.
"""

import re

_NAMES = r"(?:first|last|full|company)[ _-]?name|[fl]name|job[ _-]?title|email[ _-]?address"
_OWNER = r"(?:(?:contact|lead|recipient|person|prospect|subscriber|customer)\.)?"
_FALLBACK = r"(?:\|[^{}\[\]|<>]{0,100})?"
# Not within script or style: there, such a thing is code.
FOREIGN = (
    r"\*\|[A-Z][A-Z0-9_:]{1,40}\|\*"
    rf"|\[\[\s?(?:{_NAMES}|company|email|name)\s?{_FALLBACK}\]\]|\[(?:{_NAMES})\](?!\()"
    rf"|%%?{_OWNER}(?:{_NAMES})%%?"
    rf"|(?:<<|&lt;&lt;)\s?(?:{_NAMES}|company|email|name)\s?(?:>>|&gt;&gt;)"
    rf"|\$\{{\s?{_OWNER}(?:{_NAMES})\s?\}}|\{{!\s?(?:\w+\.)?(?:{_NAMES})\s?\}}|\{{contactfield=\w{{1,40}}{_FALLBACK}\}}"
    rf"|(?<!\{{)\{{\s?{_OWNER}(?:{_NAMES}|company|email|name)\s?\}}"
    rf"|(?<!\{{)\{{{_OWNER}(?:(?:first|last|full|company)[_-]?name|[fl]name|job[_-]?title)\|[^{{}}|]{{0,100}}\}}"
    r"|\[(?:name|email),\s?fallback=[^\[\]]{0,100}\]"
)
_ANY = re.compile(FOREIGN, re.IGNORECASE)
_INSIDE = re.compile(r"(?:contactfield=|(?:\w+\.)?)(?P<name>[\w :-]+?)\s?(?:\|(?P<fallback>.*))?", re.DOTALL)
_MARKS = re.compile(r"^(?:\*\||\[+|%+|<<|&lt;&lt;|\$?\{!?)\s?|\s?(?:\|\*|\]+|%+|>>|&gt;&gt;|\})$")
_SHORT = {"FNAME": "first_name", "LNAME": "last_name"}


def are_in(text: str) -> bool:
    """Whether a text has any."""
    return _ANY.search(text) is not None


def tag_of(written: str) -> str:
    """Our own tag for one that `FOREIGN` found: {{first_name}}, {{first_name|there}}."""
    written = written.replace(",fallback=", "|")
    found = _INSIDE.fullmatch(_MARKS.sub("", written))
    if found is None:
        return written
    name = _SHORT.get(found["name"].upper(), found["name"].replace(":", "_"))
    return f"{{{{{name}|{found['fallback']}}}}}" if found["fallback"] else f"{{{{{name}}}}}"
