"""What the headings of columns name, as programs and people of many languages write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outrider.rules.headings import field_of, fields_of


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Email", "email"), ("EMAIL_ADDRESS", "email"), ("E-Mail*", "email"), ("Email (required)", "email"),
        ("Contact Email", "email"), ("Person - Email - Work", "email"), ("E-mail 1 - Value", "email"), ("Work Email", "email"),
        ("E-Mail-Adresse", "email"), ("Adresse e-mail", "email"), ("Correo electrónico", "email"), ("E-mailadres", "email"),
        ("Indirizzo e-mail", "email"), ("Adres e-mail", "email"), ("E-postadress", "email"), ("Sähköposti", "email"),
        ("Электронная почта", "email"), ("メールアドレス", "email"), ("电子邮件", "email"), ("이메일", "email"),
        ("البريد الإلكتروني", "email"), ("ईमेल", "email"), ("Email\nAddress", "email"), ("Emails", "email"),
        ("1. Email", "email"), ("properties.email", "email"), ("contact__email", "email"), ("Email:", "email"),
        ("Prénom", "first_name"), ("Vorname", "first_name"), ("Imię", "first_name"), ("Contact First Name", "first_name"),
        ("Nachname", "last_name"), ("Фамилия", "last_name"), ("姓", "last_name"), ("Apellidos", "last_name"),
        ("Organization Name", "company_name"), ("Société", "company_name"), ("会社名", "company_name"), ("Firma", "company_name"),
        ("Organization Title", "job_title"), ("Stanowisko", "job_title"), ("Mobile Phone", "phone"),
        ("Profile URL", "linkedin_url"),
        ("Company Email", None), ("Secondary Email", None), ("E-mail 2 - Value", None), ("E-mail 1 - Type", None),
        ("Email Status", None), ("Last Email Sent", None), ("Name", None), ("Ad", None), ("By", None), ("", None), ("---", None),
    ],
)  # fmt: skip
def test_headings(heading: str, name: str | None) -> None:
    found = field_of(heading)
    assert (found and found[0]) == name


def test_of_several_headings_the_most_exact_has_the_field() -> None:
    assert fields_of(["Title", "Job Title", "E-mail Address", "Email", "Email"]) == [None, "job_title", None, "email", None]


@given(st.text(max_size=30))
def test_any_heading_names_a_field_or_none(heading: str) -> None:
    assert len(fields_of([heading, heading])) == 2
