"""Promise 6: for whoever acts in one workspace, the things of another are exactly as if they did not exist.

Every public verb of `outreach` that takes ids is called twice in one workspace for each place that takes one: with the id of
another workspace's thing, and with one that nothing has. Both calls must end alike, and nothing of the other workspace may
change. A new verb is covered without being named here; one whose arguments can't be guessed fails until SAMPLES or KINDS know it.
"""

import dataclasses
import importlib
import inspect
import itertools
import pkgutil
import re
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import outrider.outreach
from outrider.channels.email import oauth
from outrider.channels.email.oauth import OAuthClient
from outrider.errors import OutriderError
from outrider.outreach.base import approvals, jobs
from outrider.outreach.base.scope import Act, Core, Mode, Scope
from outrider.outreach.campaigns import campaigns, sequences, templates
from outrider.outreach.conversations import drafts, snippets, webhooks
from outrider.outreach.deliverability import placement, results, seeds
from outrider.outreach.enrollments import enrollments
from outrider.outreach.enrollments.filters import Filters
from outrider.outreach.leads import lists, notes, searches, segments, suppression, tags, tasks
from outrider.outreach.leads.searches import Search
from outrider.outreach.senders import consents
from outrider.outreach.tenancy import categories, keys, seats, users
from outrider.outreach.tenancy.workspaces import Installed
from tests.making import a_campaign, a_sender

GHOST = 900_000_000
_blocks = itertools.count(700_000_001, 1000)  # ids of one workspace after those of another
MARK = "Xanadu"

# What `id` and `ids` stand for: by function, else by module.
OF_FUNCTION = {
    "users.get_role": "role", "staffing.delete_sender": "sender", "users.update_role": "role", "users.delete_role": "role",
    "explain.of_enrollment": "enrollment", "explain.of_sender": "sender", "explain.of_campaign": "campaign",
    "placement.get_folder": "folder", "placement.delete_folder": "folder", "results.mail": "mail",
    "placement_changes.change_campaign": "enrollment",
    "lists.get_members": "list_member", "lists.update_member": "list_member", "lists.delete_members": "list_member",
}  # fmt: skip
OF_MODULE = {
    "campaigns": "campaign", "enrollments": "enrollment", "senders": "sender", "leads": "lead", "lists": "list", "tags": "tag",
    "suppression": "suppression", "webhooks": "webhook", "jobs": "job", "templates": "template",
    "segments": "segment", "visitors": "visitor", "pipeline": "lead", "leaving": "lead", "staffing": "campaign",
    "copying": "campaign", "deleting": "campaign", "keys": "api_key", "seats": "seat", "enrollment_states": "enrollment",
    "message_states": "message", "tasks": "task", "drafts": "draft", "placement": "test", "seeds": "seed",
    "consents": "consent", "snippets": "snippet", "sending_limits": "sender",
    "searches": "search",
}  # fmt: skip
# What other names of arguments stand for, where they are not <kind>_id or <kind>_ids.
KINDS = {
    "owner_user": "user", "assigned_user": "user", "assigned_to": "user", "parent": "campaign", "from_campaign": "campaign",
    "to_campaign": "campaign", "from_list": "list", "to_list": "list", "lead": "lead", "reassign_to": "category", "add": "tag",
    "remove": "tag", "object": "campaign", "entity": "campaign", "exclude_category": "category", "delivery": "webhook_delivery",
    "excluded": "job", "not_category": "category", "source_lead": "lead", "parent_campaign": "campaign",
    "subsequence": "campaign",
}  # fmt: skip
ALL_KINDS = (
    "user", "seat", "role", "api_key", "approval", "sender", "campaign",
    "enrollment", "lead", "step", "variant", "list_member", "list",
    "tag", "suppression", "job", "category", "webhook_delivery", "webhook", "conversation", "message", "template",
    "segment", "visitor", "task", "tagging", "folder", "test", "seed", "mail", "draft", "consent", "snippet", "search",
)  # fmt: skip
# Ids that other systems gave.
OTHERS = ("client", "provider", "wire", "account", "reference", "event", "external", "chat", "profile")
# Arguments that are no ids and must make sense for the verb to get anywhere.
SAMPLES: dict[str, Any] = {
    "status": "active", "role": "viewer", "object_kind": "campaign", "to": ["x@y.example"], "url": "https://x.example",
    "channel": "email", "settings": {}, "address": "x@sender.example", "headers": {}, "reason": "manual",
    "every": timedelta(hours=1), "ref": ("enrollment", 5), "into": ("enrollment", 6), "raw": b"mail",
    "mode": Mode.READ,
}  # fmt: skip
# Values by type for all others.
BY_TYPE = {"timedelta": timedelta(hours=1), "Exception": ValueError("sample"), "bytes": b"sample",
           "datetime": datetime(2026, 3, 1, tzinfo=UTC), "date": date(2026, 3, 1), "Mapping": {"a": 1}, "dict": {"a": 1},
           "Sequence": [], "list": [], "bool": True, "int": 1, "float": 1.0, "str": "sample"}  # fmt: skip
# Verbs that take ids and are not tried, and why.
EXEMPT = {
    "events.append": "writes whatever events it is given, as the caller's own",
    "events.audit": "writes whatever it is given, as the caller's own",
    "users.add_member": "a user of the installation may be invited anywhere; callers find users by address",
    "workspaces.create": "any user of the installation may own one",
    "logins.issue_token": "for users of the installation, whatever their workspaces",
    "oauth.give_code": "for the user who is signed in, as the page takes it from the session",
    "teams.create": "any user of the installation may own a team",
    "teams.open_with_key": "opens the caller's own workspace to a key of the installation",
    "teams.note_registration": "for users of the installation, whatever their workspaces",
    "teams.transfer_credits": "any user's workspace may be given credits",
    "filing.file": "takes a received mail; tests/engine covers it",
    "unfiled.filed": "takes a mail that a claim in this workspace gave",
    "unfiled.failed": "takes a mail that a claim in this workspace gave",
}
Verb = Callable[..., Any]


def verbs() -> Iterator[tuple[str, Verb]]:
    """Every public verb of outreach that works in a scope, by "module.function"."""
    for found in pkgutil.walk_packages(outrider.outreach.__path__, "outrider.outreach."):
        module = importlib.import_module(found.name)
        noun = found.name.rsplit(".", 1)[1]
        for name, verb in vars(module).items():
            if not name.startswith("_") and inspect.iscoroutinefunction(verb) and verb.__module__ == module.__name__:
                yield f"{noun}.{name}", verb


def kind_of(name: str, parameter: str) -> str | None:
    """Which kind of thing an argument names, or None."""
    if parameter in ("id", "ids"):
        return OF_FUNCTION.get(name) or OF_MODULE[name.split(".")[0]]
    if parameter in KINDS:
        return KINDS[parameter]
    for ending in ("_ids", "_id"):
        if parameter.endswith(ending):
            stem = parameter.removesuffix(ending)
            if stem in OTHERS:
                return None
            return KINDS.get(stem) or next((kind for kind in ALL_KINDS if stem.endswith(kind)), stem)
    return None


def is_id(name: str, parameter: str) -> bool:
    if parameter in ("id", "ids"):
        return name in OF_FUNCTION or name.split(".")[0] in OF_MODULE
    return kind_of(name, parameter) is not None


def value_for(name: str, parameter: str, hint: Any, ids: Mapping[str, int]) -> Any:
    """An id of the kind that the argument names, or a list of it where it takes several."""
    kind = kind_of(name, parameter) or ""
    assert kind in ids, f"a_full_workspace makes no '{kind}', which {name} takes as '{parameter}'"
    id = ids[kind]
    return [id] if "Sequence" in str(hint) or "list[" in str(hint) else id


def filters_of(hint: Any) -> type | None:
    """The dataclass that an argument of filters takes."""
    options = typing.get_args(hint) if isinstance(hint, types.UnionType) else (hint,)
    return next((o for o in options if isinstance(o, type) and dataclasses.is_dataclass(o)), None)


@dataclasses.dataclass(frozen=True)
class Taken:
    """An argument that a verb takes."""

    name: str
    hint: Any
    required: bool


def taken_by(verb: Verb) -> Iterator[Taken]:
    """A verb's arguments after the scope; of a TypedDict that it takes as keyword arguments, each item is one."""
    hints = typing.get_type_hints(verb)
    for parameter in list(inspect.signature(verb).parameters.values())[1:]:
        if parameter.kind is not parameter.VAR_KEYWORD:
            yield Taken(parameter.name, hints.get(parameter.name), parameter.default is parameter.empty)
        elif (shapes := typing.get_args(hints[parameter.name])) and typing.is_typeddict(shapes[0]):
            items = typing.get_type_hints(shapes[0])
            yield from (Taken(key, hint, key in shapes[0].__required_keys__) for key, hint in items.items())


def places(name: str, verb: Verb) -> Iterator[tuple[str, str | None]]:
    """Where a verb takes an id: (argument, None), or (argument of filters, its field)."""
    for taken in taken_by(verb):
        filters = filters_of(taken.hint)
        if is_id(name, taken.name):
            yield taken.name, None
        elif filters:
            yield from ((taken.name, f.name) for f in dataclasses.fields(filters) if is_id(name, f.name))


def sample(name: str, parameter: str, hint: Any) -> Any:
    """A value for a required argument that is no id."""
    if parameter in SAMPLES:
        return SAMPLES[parameter]
    if typing.get_origin(hint) is typing.Literal:
        return typing.get_args(hint)[0]
    if shape := filters_of(hint):
        return shape(**required_of(name, shape))
    if any(typing.is_typeddict(option) for option in (hint, *typing.get_args(hint))):
        return {}
    text = hint.__name__ if isinstance(hint, type) and not typing.get_args(hint) else str(hint)
    found = next((value for word, value in BY_TYPE.items() if word in text), None)
    assert found is not None, f"SAMPLES needs a value for '{parameter}' of {name}"
    return found


def required_of(name: str, shape: type) -> dict[str, Any]:
    """Values for the fields that a dataclass can't be without."""
    hints = typing.get_type_hints(shape)
    required = [f.name for f in dataclasses.fields(shape) if f.default is f.default_factory is dataclasses.MISSING]
    return {field: sample(name, field, hints[field]) for field in required}


def arguments(
    name: str, verb: Verb, place: tuple[str, str | None], ids: Mapping[str, int], own: Mapping[str, int]
) -> dict[str, Any]:
    """Arguments with an id of `ids` in one place, and own ids and samples where else something is required."""
    hints = {taken.name: taken.hint for taken in taken_by(verb)}
    parameter, field = place
    chosen: dict[str, Any] = {}
    for other in taken_by(verb):
        if other.name == parameter or not other.required:
            continue
        if is_id(name, other.name):
            chosen[other.name] = value_for(name, other.name, hints[other.name], own)
            continue
        chosen[other.name] = sample(name, other.name, hints[other.name])
    filters = filters_of(hints[parameter])
    if field and filters:
        value = value_for(name, field, typing.get_type_hints(filters)[field], ids)
        chosen[parameter] = filters(**{**required_of(name, filters), field: value})
    else:
        chosen[parameter] = value_for(name, parameter, hints[parameter], ids)
    return chosen


async def outcome(scope: Scope, verb: Verb, given: dict[str, Any]) -> str:
    """What a call answers or raises, with ids that only one of the two calls can have made the same. Nothing it does stays."""
    try:
        async with scope.conn.transaction(force_rollback=True):
            text = repr(await verb(scope, **given))
    except OutriderError as error:
        text = f"raised {error!r} {error}"
    except Exception as error:
        text = f"broke: {error!r}"
    return re.sub(r"\b[79]0\d{7}\b", "ID", text)


async def everything(core: Core, workspace_id: int) -> dict[str, list[str]]:
    """All rows of a workspace, by table."""
    async with core.pool.connection() as conn:
        tables = await (
            await conn.execute(
                """
                SELECT table_name FROM information_schema.columns c
                JOIN information_schema.tables t USING (table_schema, table_name)
                WHERE c.table_schema = 'public' AND c.column_name = 'workspace_id' AND t.table_type = 'BASE TABLE'
                """
            )
        ).fetchall()
        found = {}
        for table in sorted(row["table_name"] for row in tables):
            rows = await conn.execute(
                f"SELECT t::text AS row FROM {table} t WHERE workspace_id = %s ORDER BY 1",  # pyright: ignore[reportArgumentType]
                (workspace_id,),
            )
            found[table] = [row["row"] for row in await rows.fetchall()]
        return found


async def a_full_workspace(core: Core, installed: Installed, mark: str, *, domain: str = "prospect.example") -> dict[str, int]:
    """One thing of every kind, each bearing the mark; their ids by kind. `domain`: of the lead's address."""
    async with core.pool.connection() as conn:  # ids that can be told from other numbers
        rows = await conn.execute(
            "SELECT oid::regclass::text AS name FROM pg_class WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace"
        )
        for row in await rows.fetchall():
            await conn.execute("SELECT setval(%s, %s, false)", (row["name"], next(_blocks)))
    async with core.scope(installed.workspace_id) as scope:
        user = await users.create_user(scope, f"{mark}@foreign.example", full_name=mark)
        await users.add_member(scope, user.id, "editor")
        seat = await seats.create(scope, mark)
        role = await users.create_role(scope, mark)
        key, _ = await keys.create(scope, mark, user_id=user.id)
        asked = approvals.Request("smartlead", "POST", f"/{mark}", "", b"", surface="test")
        approval, _ = await approvals.ask(scope, key.id, asked, [Act("campaign.start", None, {"name": mark})], {})
        sender = await a_sender(scope, f"{mark}@foreign.example", name=mark, seat_id=seat.id)
        campaign = await a_campaign(scope, name=mark, leads=1, domain=domain, start=True, sender=sender, seat_id=seat.id)
        [enrollment] = await enrollments.search(scope, Filters(campaign_ids=[campaign.id]))
        step = (await sequences.get(scope, campaign.id))[0]
        lead_list = await lists.create(scope, mark)
        await lists.add_members(scope, lead_list.id, [enrollment.lead.id])
        member = (await lists.members(scope, lead_list.id))[0]
        tag = await tags.create(scope, mark)
        await notes.add(scope, enrollment.lead.id, mark)
        snippet = await snippets.save(scope, mark, mark)
        search = await searches.save(scope, mark, Search(mark, list_id=lead_list.id, tag_id=tag.id))
        task = await tasks.create(scope, enrollment.lead.id, mark)
        for kind, id in (("campaign", campaign.id), ("sender", sender.id), ("lead", enrollment.lead.id), ("list", lead_list.id)):
            await tags.assign(scope, kind, [id], add=[tag.id])
        tagging = (await tags.taggings(scope, object_ids=[enrollment.lead.id], kind="lead"))[0]
        [entry] = (await suppression.add(scope, [suppression.EntryInput("domain", f"{mark}.example")])).created
        job = await jobs.enqueue(scope, mark)
        category = await categories.create(scope, mark)
        webhook, _ = await webhooks.create(
            scope, dialect="smartlead", url=f"https://{mark}.example/", event_types=["reply.received"], campaign_id=campaign.id
        )
        template = await templates.save_from_campaign(scope, campaign.id, mark)
        segment = await segments.create(scope, mark)
        await segments.assign(scope, [enrollment.lead.id], segment.id)
        visitor = await _visit(scope, mark)
        seed = await seeds.add(scope, seeds.SeedInput(f"{mark}@gmail.com", mark))
        folder = await placement.add_folder(scope, mark)
        test = await placement.create(scope, placement.TestInput(mark, mark, mark, [sender.id], folder_id=folder.id))
        await placement.start_due(scope)
        mail = (await results.mails(scope, results.MailFilter([test.id])))[0]
        consent = await consents.begin(scope, OAuthClient(oauth.GOOGLE, mark, None, f"https://{mark}.example"))
        conversation, message, delivery = await _letters(scope, mark, sender.id, enrollment, webhook.id)
        draft = await drafts.create(scope, conversation, mark)
        return {
            "workspace": installed.workspace_id,
            "user": user.id, "seat": seat.id, "role": role.id, "api_key": key.id, "approval": approval,
            "sender": sender.id, "campaign": campaign.id,
            "enrollment": enrollment.enrollment.id, "lead": enrollment.lead.id, "step": step.id, "variant": step.variants[0].id,
            "list": lead_list.id, "list_member": member.id, "tag": tag.id, "suppression": entry.id,
            "job": job.id,
            "template": template.id, "category": category.id, "webhook": webhook.id, "conversation": conversation,
            "message": message, "webhook_delivery": delivery, "segment": segment.id, "visitor": visitor,
            "task": task.id, "tagging": tagging.id, "seed": seed.id, "folder": folder.id, "test": test.id, "mail": mail.id,
            "draft": draft.id, "consent": consent.id, "snippet": snippet.id, "search": search.id,
        }  # fmt: skip


async def _visit(scope: Scope, mark: str) -> int:
    row = await scope.one(
        """
        INSERT INTO visitors (workspace_id, key, first_seen_at, last_seen_at, source)
        VALUES (%(workspace_id)s, gen_random_uuid(), %(now)s, %(now)s, %(mark)s) RETURNING id
        """,
        mark=mark,
    )
    assert row is not None
    return row["id"]


async def _letters(
    scope: Scope, mark: str, sender_id: int, enrollment: enrollments.Listed, webhook_id: int
) -> tuple[int, int, int]:
    params = {
        "sender": sender_id, "lead": enrollment.lead.id, "enrollment": enrollment.enrollment.id, "mark": mark,
        "address": enrollment.lead.email, "campaign": enrollment.enrollment.campaign_id, "webhook": webhook_id,
    }  # fmt: skip
    row = await scope.one(
        """
        WITH c AS (
            INSERT INTO conversations (workspace_id, channel, sender_id, lead_id, campaign_id, enrollment_id, subject, unread,
                                       last_message_at, last_reply_at, created_at, updated_at)
            VALUES (%(workspace_id)s, 'email', %(sender)s, %(lead)s, %(campaign)s, %(enrollment)s, %(mark)s, true, %(now)s,
                    %(now)s, %(now)s, %(now)s) RETURNING id
        ), m AS (
            INSERT INTO messages (workspace_id, direction, kind, state, sender_id, conversation_id, lead_id, campaign_id,
                                  enrollment_id, subject, from_address, body_text, wire_id, sent_at, created_at, updated_at)
            SELECT %(workspace_id)s, 'in', 'reply', 'received', %(sender)s, c.id, %(lead)s, %(campaign)s, %(enrollment)s,
                   %(mark)s, %(address)s, %(mark)s, 'wire@foreign.example', %(now)s, %(now)s, %(now)s
            FROM c RETURNING id
        ), e AS (
            INSERT INTO events (workspace_id, at, type, campaign_id)
            VALUES (%(workspace_id)s, %(now)s, 'reply.received', %(campaign)s)
            RETURNING id
        ), d AS (
            INSERT INTO webhook_deliveries (workspace_id, webhook_id, event_id, created_at, updated_at)
            SELECT %(workspace_id)s, %(webhook)s, e.id, %(now)s, %(now)s FROM e RETURNING id
        )
        SELECT c.id AS conversation, m.id AS message, d.id AS delivery FROM c, m, d
        """,
        **params,
    )
    assert row is not None
    return row["conversation"], row["message"], row["delivery"]


async def test_foreign_things_are_as_if_they_did_not_exist(core: Core, workspace: Installed, stranger: Installed) -> None:
    own = await a_full_workspace(core, workspace, "Own")
    foreign = await a_full_workspace(core, stranger, MARK)
    ghosts = {kind: GHOST + n for n, kind in enumerate(foreign)}
    before = await everything(core, stranger.workspace_id)
    tried, wrong = 0, []
    for name, verb in verbs():
        if name in EXEMPT or next(iter(inspect.signature(verb).parameters), "") != "scope":
            continue
        for place in places(name, verb):
            tried += 1
            async with core.scope(workspace.workspace_id) as scope:
                real = await outcome(scope, verb, arguments(name, verb, place, foreign, own))
                imagined = await outcome(scope, verb, arguments(name, verb, place, ghosts, own))
            if scrubbed(real) != scrubbed(imagined):
                wrong.append(f"{name} {place}\n    theirs:  {real[:400]}\n    nobodys: {imagined[:400]}")
    assert not wrong, "\n".join(wrong)
    assert tried > 150
    assert await everything(core, stranger.workspace_id) == before


def scrubbed(text: str) -> str:
    """Without what differs between any two calls: random secrets, and the order of a set."""
    return re.sub(r"or_[0-9a-f]{40}|'[0-9a-f]{4}'|hint='\w+'", "RANDOM", text)


async def test_the_opposite_is_noticed(core: Core, workspace: Installed, stranger: Installed) -> None:
    """A verb that forgets the workspace is caught by the comparison above."""
    foreign = await a_full_workspace(core, stranger, MARK)

    async def careless(scope: Scope, campaign_id: int) -> list[Any]:
        return await scope.all("SELECT name FROM campaigns WHERE id = %(id)s", id=campaign_id)

    async with core.scope(workspace.workspace_id) as scope:
        real = await outcome(scope, careless, {"campaign_id": foreign["campaign"]})
        assert real != await outcome(scope, careless, {"campaign_id": GHOST})
        assert (await campaigns.find_all(scope)) == []
