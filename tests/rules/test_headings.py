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
        ("Profile URL", "linkedin_url"), ("LinkedIn Contact Profile URL", "linkedin_url"), ("Invitee Email", "email"),
        ("What's your work email?", "email"), ("Indirizzo posta elettronica", "email"), ("Địa chỉ email", "email"),
        ("Primäre E-Mail-Adresse", "email"), ("E-Mail (geschäftlich)", "email"), ("Emails / Primary Email", "email"),
        ("Company / Account", "company_name"), ("Unternehmensname", "company_name"), ("Организация", "company_name"),
        ("Current Job", "job_title"), ("İŞ UNVANI", "job_title"), ("Numéro de téléphone", "phone"), ("SOYADI", "last_name"),
        ("Verified Work Email", "email"), ("E-poštni naslov", "email"), ("Презиме", "last_name"),
        ("Profile link", "linkedin_url"),
        ("Company Address", None), ("Work Address", None), ("Manager Email", None), ("Name Title", None), ("Company Phone", None),
        ("Company Email", None), ("Secondary Email", None), ("E-mail 2 - Value", None), ("E-mail 1 - Type", None),
        ("Email Status", None), ("Last Email Sent", None), ("Name", None), ("Ad", None), ("By", None), ("", None), ("---", None),
    ],
)  # fmt: skip
def test_headings(heading: str, name: str | None) -> None:
    found = field_of(heading)
    assert (found and found[0]) == name


def test_of_several_headings_the_most_exact_has_the_field() -> None:
    assert fields_of(["Title", "Job Title", "E-mail Address", "Email", "Email"]) == [None, "job_title", None, "email", None]


def test_a_street_is_no_company() -> None:
    header = ["Company Name", "Email", "Company Address", "Company City"]
    assert fields_of(header) == ["company_name", "email", None, None]


def test_the_public_profile_goes_before_another_page_of_it() -> None:
    assert fields_of(["profileUrl", "defaultProfileUrl"]) == [None, "linkedin_url"]


def test_an_address_at_work_goes_before_a_private_one() -> None:
    assert fields_of(["E-Mail (privat)", "E-Mail (geschäftlich)"]) == [None, "email"]


def test_the_guests_address_goes_before_the_hosts() -> None:
    assert fields_of(["User Email", "Invitee Email"]) == [None, "email"]


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        (["Name", "Vorname", "E-Mail"], ["last_name", "first_name", "email"]),
        (["Naam", "Voornaam", "E-mail"], ["last_name", "first_name", "email"]),
        (["Ad", "Soyad", "E-posta"], ["first_name", "last_name", "email"]),
        (["Họ", "Tên", "Email"], ["last_name", "first_name", "email"]),
        (["Name", "E-Mail"], [None, "email"]),
        (["Name", "Vorname", "Nachname"], [None, "first_name", "last_name"]),
    ],
)
def test_a_word_for_the_name_says_more_beside_another(header: list[str], fields: list[str | None]) -> None:
    assert fields_of(header) == fields


@given(st.text(max_size=30))
def test_any_heading_names_a_field_or_none(heading: str) -> None:
    assert len(fields_of([heading, heading])) == 2
