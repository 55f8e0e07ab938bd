"""Whose clock a lead lives by, from what is known of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outrider.rules import schedule
from outrider.rules.zones import zone_of


@pytest.mark.parametrize(
    ("facts", "zone"),
    [
        ({"schedule_timezone": "Asia/Tokyo", "country": "Germany"}, "Asia/Tokyo"),
        ({"Time zone": "Europe/Lisbon"}, "Europe/Lisbon"),
        ({"timezone": "PST"}, "America/Los_Angeles"),
        ({"timezone": "UTC+2"}, "Etc/GMT-2"),
        ({"timezone": "europe/berlin"}, "Europe/Berlin"),
        ({"timezone": "AMERICA/NEW YORK"}, "America/New_York"),
        ({"timezone": "W. Europe Standard Time"}, "Europe/Berlin"),
        ({"timezone": "Pacific Daylight Time"}, "America/Los_Angeles"),
        ({"timezone": "GMT+5:30"}, "Asia/Kolkata"),
        ({"timezone": "(UTC+01:00) Amsterdam, Berlin, Bern, Rome"}, "Europe/Amsterdam"),
        ({"timezone": "(UTC-08:00) Pacific Time (US & Canada)"}, "America/Los_Angeles"),
        ({"timezone": "(GMT+09:00) Nowhere"}, "Etc/GMT-9"),
        ({"timezone": "Eastern Time (US & Canada)"}, "America/New_York"),
        ({"country": "Allemagne"}, "Europe/Berlin"),
        ({"country": "Estados Unidos", "state": "CA"}, "America/Los_Angeles"),
        ({"country": "Brazil", "state": "AM"}, "America/Manaus"),
        ({"country": "Brasil"}, "America/Sao_Paulo"),
        ({"country": "México", "state": "Jalisco"}, "America/Mexico_City"),
        ({"country": "Россия", "city": "Новосибирск"}, "Asia/Novosibirsk"),
        ({"country": "Portugal", "city": "Funchal"}, "Atlantic/Madeira"),
        ({"location": "El Paso, Texas"}, "America/Denver"),
        ({"location": "Toronto, Ontario"}, "America/Toronto"),
        ({"location": "Toronto, ON"}, "America/Toronto"),
        ({"location": "Vancouver, WA"}, "America/Los_Angeles"),
        ({"location": "Washington, D.C."}, "America/New_York"),
        ({"location": "Dallas-Fort Worth Metroplex"}, "America/Chicago"),
        ({"city": "Warszawa"}, "Europe/Warsaw"),
        ({"city": "Cambridge"}, None),
        ({"timezone": "UTC +05:45"}, "Asia/Kathmandu"),
        ({"timezone": "UTC-03:30"}, "America/St_Johns"),
        ({"timezone": "../../etc/passwd", "country": "France"}, "Europe/Paris"),
        ({"timezone": "nonsense", "Country": "France"}, "Europe/Paris"),
        ({"country": "DE"}, "Europe/Berlin"),
        ({"country": "deu"}, "Europe/Berlin"),
        ({"country": "日本"}, "Asia/Tokyo"),
        ({"country": "대한민국"}, "Asia/Seoul"),
        ({"country": "Ελλάδα"}, "Europe/Athens"),
        ({"country": "Россия", "city": "Москва"}, "Europe/Moscow"),
        ({"country": "Россия"}, None),
        ({"country": "Spain", "city": "Las Palmas"}, "Atlantic/Canary"),
        ({"country": "Mexico", "city": "Tijuana"}, "America/Tijuana"),
        ({"city": "New York"}, "America/New_York"),
        ({"city": "São Paulo"}, "America/Sao_Paulo"),
        ({"city": "Zürich"}, "Europe/Zurich"),
        ({"city": "München"}, "Europe/Berlin"),
        ({"city": "Dubai"}, "Asia/Dubai"),
        ({"city": "Springfield"}, None),
        ({"city": "Paris", "state": "Texas", "country": "US"}, "America/Chicago"),
        ({"state": "Georgia", "country": "United States"}, "America/New_York"),
        ({"country": "Georgia"}, "Asia/Tbilisi"),
        ({"Country": "Deutschland"}, "Europe/Berlin"),
        ({"country": "Türkiye"}, "Europe/Istanbul"),
        ({"country": "UK", "city": "Nowhere"}, "Europe/London"),
        ({"country": "United States"}, None),
        ({"country": "United States", "state": "TX"}, "America/Chicago"),
        ({"country": "US", "city": "San Francisco"}, "America/Los_Angeles"),
        ({"country": "Canada", "state": "British Columbia"}, "America/Vancouver"),
        ({"country": "Australia", "city": "Perth"}, "Australia/Perth"),
        ({"country": "Brazil", "city": "São Paulo"}, "America/Sao_Paulo"),
        ({"country": "Spain", "city": "Elche"}, "Europe/Madrid"),
        ({"location": "Berlin, Germany"}, "Europe/Berlin"),
        ({"location": "San Francisco, CA"}, "America/Los_Angeles"),
        ({"location": "Paris, TX"}, "America/Chicago"),
        ({"location": "Austin, Texas, United States"}, "America/Chicago"),
        ({"location": "Toronto, Ontario, Canada"}, "America/Toronto"),
        ({"location": "Greater Boston Area"}, "America/New_York"),
        ({"location": "Kraków"}, "Europe/Warsaw"),
        ({"location": "somewhere warm"}, None),
        ({"phone": "+49 30 123456"}, "Europe/Berlin"),
        ({"phone": "00358 9 1234"}, "Europe/Helsinki"),
        ({"phone": "+1 555 0100"}, None),
        ({"phone": "030 123456"}, None),
        ({"phone": "+49 30 123456", "country": "Austria"}, "Europe/Vienna"),
        ({"country": None, "custom": 5}, None),
        ({}, None),
    ],
)
def test_zones(facts: dict[str, object], zone: str | None) -> None:
    assert zone_of(facts) == zone


@given(st.dictionaries(st.sampled_from(["timezone", "country", "state", "city", "location", "phone"]), st.text(max_size=30)))
def test_any_facts_give_a_zone_that_exists_or_none(facts: dict[str, str]) -> None:
    zone = zone_of(facts)
    assert zone is None or schedule.zone(zone)
