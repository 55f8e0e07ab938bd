"""Merge fields of other systems in pasted templates: none of them reaches a reader."""

import pytest

from outrider.rules.merge import InvalidTemplate, MissingTag, render, tags

VALUES = {"first_name": "Jo", "company_name": "Acme"}
FORMS = (
    "*|FNAME|*", "[[first_name]]", "[[First Name|there]]", "[FIRST_NAME]", "[First Name]", "%firstname%", "%%first_name%%",
        
    "<<First Name>>", "&lt;&lt;First Name&gt;&gt;", "{first_name}", "{ firstName }", "{FNAME}", "{first_name|there}",
        "${first_name}",
    "{!Contact.FirstName}", "{contactfield=firstname}", "{subscriber.first_name|default('there')}", "{ {first_name} }",
    "\uff5b\uff5bfirst_name\uff5d\uff5d", "{{lead.first_name}}", "{{ contact.firstname }}", "{{ .Subscriber.FirstName }}",
)  # fmt: skip


@pytest.mark.parametrize("html", [False, True])
@pytest.mark.parametrize("form", FORMS)
def test_a_foreign_field_is_filled_in(form: str, html: bool) -> None:
    assert render(f"Hi {form}, of {{{{company_name}}}}", VALUES, key="k", html=html).text == "Hi Jo, of Acme"


@pytest.mark.parametrize(
    "form", ["*|FNAME|*", "*|LIST:ADDRESS|*", "[Last Name]", "%lname%", "{last_name}", "{name}", "[[email]]"]
)
def test_one_without_a_value_stops_the_message(form: str) -> None:
    with pytest.raises(MissingTag):
        render(f"Hi {form}", {"company_name": "Acme"}, key="k", html=True)


@pytest.mark.parametrize(
    ("template", "sent"),
    [
        ("{{nick || 'you'}}", "you"), ("{{nick or \"you\"}}", "you"), ("{{nick ?? 'you'}}", "you"),
        ("{{nick | default('you')}}", "you"),
        ("{{nick, fallback=you}}", "you"), ("{{nick, 'you'}}", "you"), ("{{first_name || 'you'}}", "Jo"),
        ("[Name,fallback=you]", "you"),
        ("{last_name|you}", "you"), ("{first-name|you}", "Jo"), ("*|FNAME|* at *|COMPANY_NAME|*", "Jo at Acme"),
        ("{% if contact.first_name == 'contact.x' %}a{% else %}{{contact.first_name}}{% endif %}", "Jo"),
        ("{Jo|{first_name}}", "Jo"), ("https://a.io/?n={first_name}&c=%company_name%", "https://a.io/?n=Jo&c=Acme"),
    ],
)  # fmt: skip
def test_fallbacks_and_places_of_foreign_fields(template: str, sent: str) -> None:
    assert render(template, VALUES, key="k", html=False).text == sent


@pytest.mark.parametrize(
    "text",
    [
        "{a} and { b }", "[Company](https://a.io)", "[First Name](https://a.io)", "[1] [link] [[page]] [[a|b]]", "*a|b* *| x |*",
        "50% off, 100% sure", "%first% %PATH%", "a << b >> c", "${amount} ${0}",
        "<script>f({first_name}, `${firstName}`, a[fname])</script>",
        "<style>{company}</style>", "<!--[if mso]><b><![endif]-->",
    ],
)  # fmt: skip
def test_what_is_no_field_stays(text: str) -> None:
    assert render(text, VALUES, key="k", html=True).text == text


def test_spintax_of_plain_words_is_no_field() -> None:
    sent = {render("{company|firm} {First name|Name}", VALUES, key=str(n), html=False).text for n in range(40)}
    assert sent == {"company First name", "company Name", "firm First name", "firm Name"}


def test_a_tag_that_is_not_opened_is_refused() -> None:
    with pytest.raises(InvalidTemplate, match="not opened"):
        render("Hi {first_name}}", VALUES, key="k", html=False)


def test_the_names_of_foreign_fields_are_known_before() -> None:
    assert tags("*|FNAME|* [Last Name] {company_name|x}") == {"first_name", "lastname", "company_name"}
