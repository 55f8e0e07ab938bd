"""A house in which settings are changed at random through every dialect, and what the house is expected to do by the last word
said of each.

The engine is the real one, on a simulated clock; its mail goes to the sandbox's servers by SMTP. `Wanted` is what an owner who
never looked at our code would say: who writes, when, how often, with what in the mail.
"""

import email
import email.policy
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from typing import Any
from zoneinfo import ZoneInfo

from outrider.clock import SimulatedClock
from outrider.engine.engine import Engine
from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy.workspaces import Installed
from outrider.sandbox.world import World
from outrider.store.ids import to_uuid
from tests.dialects.clients import Api, Json, ok

ADDRESS, PASSWORD = "anna@sender.example", "letmein"
LINK = "https://acme.example/offer"
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@dataclass
class Wanted:
    """What was last said of the campaign and its mailbox. Days of the week: 0 is Sunday. Gaps in minutes."""

    running: bool = False
    opens: bool = True
    clicks: bool = True
    plain: bool = False
    farewell: str = ""  # the text with which a lead can leave
    header: bool = True  # List-Unsubscribe
    cc: str = ""
    bcc: str = ""
    daily: int | None = None
    newcomers: int | None = None
    gap: int = 0
    zone: str = "America/Chicago"
    days: tuple[int, ...] = (1, 2, 3, 4, 5)
    hours: tuple[int, int] = (8, 18)
    greeting: str = "Hello"
    name: str = "Anna"
    signature: str = ""
    answers_to: str = ""
    own_bcc: str = ""
    own_daily: int = 40
    own_gap: int = 10
    own_zone: str = "UTC"


@dataclass
class Person:
    """A lead of the campaign. `stopped`: paused, or never to be written to."""

    email: str
    first_name: str
    lead_id: int
    enrollment_id: int
    paused: bool = False
    blocked: bool = False
    written: bool = False


@dataclass
class House:
    core: Core
    clock: SimulatedClock
    world: World
    engine: Engine
    owner: Installed
    listener: str  # where webhooks are taken
    apis: dict[str, Api]
    chance: random.Random
    campaign: int = 0
    sender: int = 0
    wanted: Wanted = field(default_factory=Wanted)
    people: list[Person] = field(default_factory=list)
    sent: list[datetime] = field(default_factory=list)
    told: list[str] = field(default_factory=list)  # what was done, for whoever reads a failure
    hooks: dict[int, int] = field(default_factory=dict)  # webhook -> deliveries that it must have

    @property
    def uuid(self) -> str:
        return str(to_uuid("campaign", self.campaign))

    @property
    def seat(self) -> str:
        return f"/v1/users/{self.owner.user_id}/accounts/{self.owner.seat_id}"

    async def smartlead(self, method: str, path: str, **body: Any) -> Any:
        return await ok(self.apis["smartlead"].request(method, path, **({"json": body} if body else {})))

    async def instantly(self, method: str, path: str, **body: Any) -> Any:
        return await ok(self.apis["instantly"].request(method, path, **({"json": body} if body else {})))

    async def multilead(self, method: str, path: str, **body: Any) -> Any:
        return await ok(self.apis["multilead"].request(method, path, **({"json": body} if body else {})), (200, 201, 204))

    async def outrider(self, method: str, path: str, **body: Any) -> Any:
        return await ok(self.apis["outrider"].request(method, path, **({"json": body} if body else {})), (200, 201))

    async def makinari(self, path: str, **body: Any) -> Any:
        return await ok(self.apis["makinari"].post(path, json=body), (200, 201))


Set = Callable[[House, Any], Awaitable[object]]
Get = Callable[[House], Awaitable[object]]


@dataclass(frozen=True)
class Setting:
    """A field of `Wanted`: what it may be, how each dialect says it, and how each dialect shows it."""

    name: str
    values: tuple[object, ...]
    says: dict[str, Set]
    shows: dict[str, Get] = field(default_factory=dict)


# ---- Reading back


def _getter(dialect: str, path: str) -> Callable[[Callable[[Json], object]], Get]:
    """Makes what reads an answer of a dialect. `path` is below the dialect's base and may name parts of `house`."""

    def getter(read: Callable[[Json], object]) -> Get:
        async def get(house: House) -> object:
            return read(await getattr(house, dialect)("GET", path.format(house=house)))

        return get

    return getter


_smartlead_campaign = _getter("smartlead", "/campaigns/{house.campaign}")
_instantly_campaign = _getter("instantly", "/campaigns/{house.uuid}")
_own_campaign = _getter("outrider", "/campaigns/{house.campaign}")
_smartlead_account = _getter("smartlead", "/email-accounts/{house.sender}")
_instantly_account = _getter("instantly", f"/accounts/{ADDRESS}")
_own_sender = _getter("outrider", "/senders/{house.sender}")


def _multilead_campaign(read: Callable[[Json], object]) -> Get:
    return _getter("multilead", "{house.seat}/campaigns/{house.campaign}/details")(lambda answer: read(answer["result"]))


# ---- Saying it


def _setter(dialect: str, method: str, path: str) -> Callable[..., Set]:
    """Makes what sets fields by this request, each to what its function makes of the value."""

    def setter(**fields: Callable[[Any], object]) -> Set:
        async def say(house: House, value: Any) -> None:
            body = {name: made(value) for name, made in fields.items()}
            await getattr(house, dialect)(method, path.format(house=house), **body)

        return say

    return setter


_smartlead_settings = _setter("smartlead", "POST", "/campaigns/{house.campaign}/settings")
_instantly_patch = _setter("instantly", "PATCH", "/campaigns/{house.uuid}")
_own_change = _setter("outrider", "POST", "/campaigns/{house.campaign}")
_smartlead_box = _setter("smartlead", "POST", "/email-accounts/{house.sender}")
_instantly_box = _setter("instantly", "PATCH", f"/accounts/{ADDRESS}")
_own_box = _setter("outrider", "POST", "/senders/{house.sender}")


async def _track(house: House, *, opens: bool, clicks: bool) -> None:
    off = [word for word, on in (("DONT_TRACK_EMAIL_OPEN", opens), ("DONT_TRACK_LINK_CLICK", clicks)) if not on]
    await house.smartlead("POST", f"/campaigns/{house.campaign}/settings", track_settings=off)


def same(value: Any) -> Any:
    return value


def some(value: Any) -> list[Any]:
    return [value] if value else []


def bare(value: Any) -> Any:
    """'' for what is not there."""
    return value or ""


WEEKDAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
When = tuple[str, tuple[int, ...], tuple[int, int]]  # zone, days, hours


async def _smartlead_hours(house: House, when: When) -> None:
    zone, days, (start, end) = when
    body = {"timezone": zone, "days_of_the_week": list(days), "start_hour": f"{start:02}:00", "end_hour": f"{end:02}:00"}
    await house.smartlead("POST", f"/campaigns/{house.campaign}/schedule", **body)


async def _instantly_hours(house: House, when: When) -> None:
    zone, days, (start, end) = when
    week = {str(day): day in days for day in range(7)}
    timing = {"from": f"{start:02}:00", "to": f"{end:02}:00"}
    schedule = {"schedules": [{"name": "Hours", "timing": timing, "days": week, "timezone": zone}]}
    await house.instantly("PATCH", f"/campaigns/{house.uuid}", campaign_schedule=schedule)


async def _own_hours(house: House, when: When) -> None:
    zone, days, (start, end) = when
    schedule = {"timezone": zone, "days": [WEEKDAYS[d] for d in days], "start": f"{start:02}:00", "end": f"{end:02}:00"}
    await house.outrider("POST", f"/campaigns/{house.campaign}", schedule=schedule)


def _cron(c: Json) -> object:
    cron = c["scheduler_cron_value"]
    return cron["tz"], tuple(sorted(cron["days"])), (int(cron["startHour"][:2]), int(cron["endHour"][:2]))


def _instantly_schedule(c: Json) -> object:
    [s] = c["campaign_schedule"]["schedules"]
    days = tuple(sorted(int(day) for day, on in s["days"].items() if on))
    return s["timezone"], days, (int(s["timing"]["from"][:2]), int(s["timing"]["to"][:2]))


def body_of(greeting: str) -> str:
    return f'<p>{greeting} {{{{first_name}}}}, see <a href="{LINK}">the offer</a>.</p><p>{{{{signature}}}}</p>'


async def _smartlead_steps(house: House, greeting: str) -> None:
    step = {"seq_number": 1, "seq_delay_details": {"delay_in_days": 0}, "subject": greeting, "email_body": body_of(greeting)}
    await house.smartlead("POST", f"/campaigns/{house.campaign}/sequences", sequences=[step])


async def _instantly_steps(house: House, greeting: str) -> None:
    steps = [{"type": "email", "delay": 0, "variants": [{"subject": greeting, "body": body_of(greeting)}]}]
    await house.instantly("PATCH", f"/campaigns/{house.uuid}", sequences=[{"steps": steps}])


async def _own_steps(house: House, greeting: str) -> None:
    await house.outrider("POST", f"/campaigns/{house.campaign}", steps=[{"subject": greeting, "body": body_of(greeting)}])


def _quiet(say: Set) -> Set:
    """A change for which the campaign has to rest."""

    async def resting(house: House, value: Any) -> None:
        was = house.wanted.running
        if was:
            await rest(house, "smartlead")
        await say(house, value)
        if was:
            await go(house, "smartlead")

    return resting


async def rest(house: House, dialect: str) -> None:
    match dialect:
        case "smartlead":
            await house.smartlead("POST", f"/campaigns/{house.campaign}/status", status="PAUSED")
        case "instantly":
            await house.instantly("POST", f"/campaigns/{house.uuid}/pause")
        case _:
            await house.outrider("POST", f"/campaigns/{house.campaign}/pause")
    house.wanted.running = False


async def go(house: House, dialect: str) -> None:
    match dialect:
        case "smartlead":
            await house.smartlead("POST", f"/campaigns/{house.campaign}/status", status="START")
        case "instantly":
            await house.instantly("POST", f"/campaigns/{house.uuid}/activate")
        case _:
            await house.outrider("POST", f"/campaigns/{house.campaign}/launch")
    house.wanted.running = True


RUNNERS = ("smartlead", "instantly", "outrider")

SETTINGS = (
    Setting("opens", (True, False), {
        "smartlead": lambda h, v: _track(h, opens=v, clicks=h.wanted.clicks),
        "instantly": _instantly_patch(open_tracking=same),
    }, {
        "smartlead": _smartlead_campaign(lambda c: "DONT_EMAIL_OPEN" not in c["track_settings"]),
        "instantly": _instantly_campaign(lambda c: c["open_tracking"]),
        "multilead": _multilead_campaign(lambda c: c["enableOpenRate"]),
    }),
    Setting("clicks", (True, False), {
        "smartlead": lambda h, v: _track(h, opens=h.wanted.opens, clicks=v),
        "instantly": _instantly_patch(link_tracking=same),
    }, {
        "smartlead": _smartlead_campaign(lambda c: "DONT_LINK_CLICK" not in c["track_settings"]),
        "instantly": _instantly_campaign(lambda c: c["link_tracking"]),
        "multilead": _multilead_campaign(lambda c: c["enableClickRate"]),
    }),
    Setting("plain", (True, False), {
        "smartlead": _smartlead_settings(send_as_plain_text=same),
        "instantly": _instantly_patch(text_only=same),
    }, {
        "smartlead": _smartlead_campaign(lambda c: c["send_as_plain_text"]),
        "instantly": _instantly_campaign(lambda c: c["text_only"]),
        "multilead": _multilead_campaign(lambda c: c["textOnlyEmails"]),
    }),
    Setting("farewell", ("", "Not for you? {{unsubscribe_url}}", "Write no more: {{unsubscribe_url}}"), {
        "smartlead": _smartlead_settings(unsubscribe_text=same),
    }, {"smartlead": _smartlead_campaign(lambda c: bare(c["unsubscribe_text"]))}),
    Setting("header", (True, False), {
        "instantly": _instantly_patch(insert_unsubscribe_header=same),
    }, {"instantly": _instantly_campaign(lambda c: c["insert_unsubscribe_header"])}),
    Setting("cc", ("", "boss@acme-sales.example"), {"instantly": _instantly_patch(cc_list=some)},
            {"instantly": _instantly_campaign(lambda c: "".join(c["cc_list"]))}),
    Setting("bcc", ("", "crm@acme-sales.example"), {"instantly": _instantly_patch(bcc_list=some)},
            {"instantly": _instantly_campaign(lambda c: "".join(c["bcc_list"]))}),
    Setting("daily", (1, 2, 3), {
        "instantly": _instantly_patch(daily_limit=same), "outrider": _own_change(daily_limit=same),
    }, {
        "instantly": _instantly_campaign(lambda c: c["daily_limit"]), "outrider": _own_campaign(lambda c: c["daily_limit"]),
        "multilead": _multilead_campaign(lambda c: c["dailyEmailSendingLimit"]),
    }),
    Setting("newcomers", (1, 2, 3), {
        "smartlead": lambda h, v: h.smartlead("POST", f"/campaigns/{h.campaign}/schedule", max_new_leads_per_day=v),
        "instantly": _instantly_patch(daily_max_leads=same), "outrider": _own_change(new_leads_per_day=same),
    }, {
        "smartlead": _smartlead_campaign(lambda c: c["max_leads_per_day"]),
        "instantly": _instantly_campaign(lambda c: c["daily_max_leads"]),
        "outrider": _own_campaign(lambda c: c["new_leads_per_day"]),
    }),
    Setting("gap", (1, 7, 45, 200), {
        "smartlead": lambda h, v: h.smartlead("POST", f"/campaigns/{h.campaign}/schedule", min_time_btw_emails=v),
        "instantly": _instantly_patch(email_gap=same),
    }, {
        "smartlead": _smartlead_campaign(lambda c: c["min_time_btwn_emails"]),
        "instantly": _instantly_campaign(lambda c: c["email_gap"]),
    }),
    Setting("when", (
        ("America/Chicago", (1, 2, 3, 4, 5), (8, 18)), ("Europe/Belgrade", (0, 6), (9, 12)),
        ("Asia/Kolkata", (0, 1, 2, 3, 4, 5, 6), (13, 14)), ("Pacific/Auckland", (2, 4), (7, 22)),
    ), {"smartlead": _smartlead_hours, "instantly": _instantly_hours, "outrider": _own_hours}, {
        "smartlead": _smartlead_campaign(_cron), "instantly": _instantly_campaign(_instantly_schedule),
    }),
    Setting("greeting", ("Hello", "Good day", "Salve"), {
        "smartlead": _quiet(_smartlead_steps), "instantly": _quiet(_instantly_steps), "outrider": _quiet(_own_steps),
    }, {
        "instantly": _instantly_campaign(lambda c: c["sequences"][0]["steps"][0]["variants"][0]["subject"]),
        "outrider": _own_campaign(lambda c: c["steps"][0]["variants"][0]["subject"]),
        "multilead": _multilead_campaign(lambda c: c["campaignSteps"][0]["data"]["subject"]),
    }),
    Setting("name", ("Anna", "Anna Berg", "A. Berg"), {
        "smartlead": _smartlead_box(from_name=same),
        "instantly": _instantly_box(first_name=lambda v: v.partition(" ")[0], last_name=lambda v: v.partition(" ")[2]),
        "outrider": _own_box(name=same),
    }, {
        "smartlead": _smartlead_account(lambda a: a["from_name"]), "outrider": _own_sender(lambda s: s["name"]),
        "instantly": _instantly_account(lambda a: f"{a['first_name']} {a['last_name'] or ''}".strip()),
    }),
    Setting("signature", ("", "<b>Anna at Berg</b>", "Yours, A."), {
        "smartlead": _smartlead_box(signature=same), "instantly": _instantly_box(signature=same),
        "outrider": _own_box(signature=same),
    }, {
        "smartlead": _smartlead_account(lambda a: bare(a["signature"])), "outrider": _own_sender(lambda s: bare(s["signature"])),
        "instantly": _instantly_account(lambda a: bare(a["signature"])),
    }),
    Setting("answers_to", ("", "desk@acme-sales.example"), {
        "smartlead": _smartlead_box(different_reply_to_address=same), "outrider": _own_box(reply_to=lambda v: v or None),
        "instantly": _instantly_box(reply_to=lambda v: v or None),
    }, {
        "smartlead": _smartlead_account(lambda a: bare(a["different_reply_to_address"])),
        "outrider": _own_sender(lambda s: bare(s["reply_to"])), "instantly": _instantly_account(lambda a: bare(a["reply_to"])),
    }),
    Setting("own_bcc", ("", "archive@acme-sales.example"), {"smartlead": _smartlead_box(bcc=same)},
            {"smartlead": _smartlead_account(lambda a: bare(a["bcc_email"]))}),
    Setting("own_daily", (1, 2, 40), {
        "smartlead": _smartlead_box(max_email_per_day=same), "instantly": _instantly_box(daily_limit=same),
        "outrider": _own_box(daily_limit=same),
    }, {
        "smartlead": _smartlead_account(lambda a: a["message_per_day"]),
        "instantly": _instantly_account(lambda a: a["daily_limit"]), "outrider": _own_sender(lambda s: s["daily_limit"]),
    }),
    Setting("own_gap", (0, 3, 90), {
        "smartlead": _smartlead_box(time_to_wait_in_mins=same), "instantly": _instantly_box(sending_gap=same),
        "outrider": _own_box(min_gap_seconds=lambda v: 60 * v),
    }, {
        "smartlead": _smartlead_account(lambda a: a["minTimeToWaitInMins"]),
        "instantly": _instantly_account(lambda a: a["sending_gap"]),
        "outrider": _own_sender(lambda s: s["min_gap_seconds"] // 60),
    }),
    Setting("own_zone", ("UTC", "Asia/Tokyo"), {"outrider": _own_box(timezone=same)},
            {"outrider": _own_sender(lambda s: s["timezone"])}),
)  # fmt: skip


# ---- What the house is expected to do


def is_open(wanted: Wanted, at: datetime) -> bool:
    local = at.astimezone(ZoneInfo(wanted.zone))
    return local.isoweekday() % 7 in wanted.days and wanted.hours[0] <= local.hour < wanted.hours[1]


def _day(at: datetime, zone: str) -> date:
    return at.astimezone(ZoneInfo(zone)).date()


def may_send(wanted: Wanted, sent: list[datetime], at: datetime) -> bool:
    """Whether the mailbox may write its next first mail of the campaign then."""
    if not wanted.running or not is_open(wanted, at):
        return False
    if sent and at < sent[-1] + timedelta(minutes=max(wanted.gap, wanted.own_gap)):
        return False
    today = sum(_day(one, wanted.zone) == _day(at, wanted.zone) for one in sent)
    # A mailbox's limit holds for its own day, and for any 24 hours.
    own = sum(_day(one, wanted.own_zone) == _day(at, wanted.own_zone) or at - one < DAY for one in sent)
    limits = [limit for limit in (wanted.daily, wanted.newcomers) if limit is not None]
    return own < wanted.own_daily and all(today < limit for limit in limits)


def departures(wanted: Wanted, sent: list[datetime], waiting: int, now: datetime, until: datetime) -> list[datetime]:
    """When the waiting ones are written to, one after the other, by the minute."""
    found: list[datetime] = []
    at = now
    while len(found) < waiting and at <= until:
        if may_send(wanted, [*sent, *found], at):
            found.append(at)
        else:
            at = at.replace(second=0, microsecond=0) + MINUTE if at.second or at.microsecond else at + MINUTE
    return found


@dataclass(frozen=True)
class Mail:
    """What stands in a mail."""

    raw: bytes

    @property
    def parsed(self) -> EmailMessage:
        parsed = email.message_from_bytes(self.raw, policy=email.policy.default)
        assert isinstance(parsed, EmailMessage)
        return parsed

    def part(self, kind: str) -> str:
        found = self.parsed.get_body((kind,))
        return str(found.get_content()) if found else ""


def differences(wanted: Wanted, person: Person, mail: Mail) -> list[str]:
    """What in a mail is not as it was asked for."""
    m, html, text = mail.parsed, mail.part("html"), mail.part("plain")
    shown = html or text
    signature = wanted.signature.replace("<b>", "").replace("</b>", "")
    found = {
        "from": (str(m["From"]), f"{wanted.name} <{ADDRESS}>".replace('"', "")),
        "reply-to": (str(m["Reply-To"] or ""), wanted.answers_to),
        "cc": (str(m["Cc"] or ""), wanted.cc),
        "bcc": (str(m["Bcc"] or ""), ""),
        "subject": (str(m["Subject"]), wanted.greeting),
        "greeting": (f"{wanted.greeting} {person.first_name}," in shown, True),
        "signature": (signature in text, True),
        "html": (bool(html), not wanted.plain),
        "pixel": ("<img" in html, wanted.opens and not wanted.plain),
        "link": (LINK in (html or text), not (wanted.clicks and html)),
        "header": ("List-Unsubscribe" in m, wanted.header),
        "farewell": (wanted.farewell.partition(" {{")[0] in shown, True),
    }
    found["from"] = (found["from"][0].replace('"', ""), found["from"][1])
    return [f"{name}: {is_so!r}, not {expected!r}" for name, (is_so, expected) in found.items() if is_so != expected]
