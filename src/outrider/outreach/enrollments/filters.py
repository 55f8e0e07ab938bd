"""Which enrollments are meant: filters, and the conditions of a query that they make."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal, LiteralString

from outrider.outreach.base import marks, purges
from outrider.outreach.base.query import alone, parameter, sql, words
from outrider.outreach.base.scope import Scope

NEAR = 20  # rows looked at, for each that is wanted, before all leads that a text finds
LEAD = "JOIN leads l ON l.workspace_id = %(workspace_id)s AND l.id = e.lead_id"


@dataclass(frozen=True, slots=True)
class Filters:
    """Which enrollments to list: those that pass every filter given (None: any). Sequences mean "one of these".

    `any_of`: groups of alternatives; an enrollment must pass one of each group. `name`, `company`, `title` and `headline` are
    contained in the lead's, each of their words beginning one of the lead's.
    """

    any_of: Sequence[Sequence["Filters"]] = ()
    seat_ids: Sequence[int] | None = None
    campaign_ids: Sequence[int] | None = None
    ids: Sequence[int] | None = None
    lead_ids: Sequence[int] | None = None
    happened_after: datetime | None = None  # something happened to the lead in this campaign later than this
    emails: Sequence[str] | None = None
    list_ids: Sequence[int] | None = None
    status: Sequence[str] | None = None
    exclude_status: Sequence[str] | None = None
    reasons: Sequence[str] | None = None
    category_ids: Sequence[int] | None = None
    exclude_category_ids: Sequence[int] | None = None
    categorised: bool | None = None
    sender_ids: Sequence[int] | None = None
    owner_user_ids: Sequence[int] | None = None
    tag_ids: Sequence[int] | None = None
    search: str | None = None  # words of name, address, company, title
    name: str | None = None
    company: str | None = None
    title: str | None = None
    headline: str | None = None  # as LinkedIn shows it, or the lead's own field 'headline'
    verified: bool | None = None  # the address is known to exist
    step_ids: Sequence[int] | None = None  # the step to be done next
    moved_after: datetime | None = None  # did its last step, or was added
    done_position: int | None = None
    started: bool | None = None
    opened: bool | None = None
    clicked: bool | None = None
    replied: bool | None = None
    connection: Sequence[str] | None = None  # 'none', 'pending', 'connected'
    unsubscribed: bool = False  # only those whose lead has unsubscribed
    bounced: bool = False  # only those whose lead cannot be reached at its address
    sent_after: datetime | None = None  # was sent a message later than this
    created_after: datetime | None = None
    created_from: datetime | None = None
    created_before: datetime | None = None
    updated_after: datetime | None = None
    updated_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """A clause of a WHERE: `place` says where to look (campaigns, ids), `own` asks the enrollment, `lead` its lead, joined as l.

    The fourth kind, `leads`, is not a clause but a query of the leads that pass. `few`: where few enrollments pass, a query of
    them. `counted`: it asks only what enrollments are counted by (base.enrollment_places).
    """

    sql: LiteralString
    kind: Literal["place", "own", "lead", "leads"] = "own"
    few: LiteralString = ""
    counted: bool = False


# Filter -> clause; `{value}` is its parameter.
_CLAUSES: dict[str, Condition] = {
    "seat_ids": Condition(
        """e.campaign_id IN (SELECT s.id FROM campaigns s WHERE s.workspace_id = %(workspace_id)s
                   AND s.seat_id = ANY ({value}))""",
        "place",
        counted=True,
    ),
    "campaign_ids": Condition("e.campaign_id = ANY ({value})", "place", counted=True),
    "ids": Condition("e.id = ANY ({value})"),
    "lead_ids": Condition("e.lead_id = ANY ({value})"),
    "happened_after": Condition("""EXISTS (SELECT FROM events v WHERE v.workspace_id = %(workspace_id)s
                   AND v.enrollment_id = e.id AND v.at > {value})"""),
    "emails": Condition("l.email = ANY ({value})", "lead"),
    "list_ids": Condition("""EXISTS (SELECT FROM list_members m WHERE m.workspace_id = %(workspace_id)s
                   AND m.list_id = ANY ({value}) AND m.lead_id = e.lead_id)"""),
    "status": Condition("e.status = ANY ({value})", counted=True),
    "exclude_status": Condition("e.status <> ALL ({value})", counted=True),
    "reasons": Condition(
        "e.reason = ANY ({value})",
        few="SELECT b.id FROM enrollments b WHERE b.workspace_id = %(workspace_id)s AND b.reason = ANY ({value})",
    ),
    "category_ids": Condition("e.category_id = ANY ({value})"),
    "exclude_category_ids": Condition("(e.category_id IS NULL OR e.category_id <> ALL ({value}))"),
    "categorised": Condition("(e.category_id IS NOT NULL) = {value}"),
    "sender_ids": Condition("e.sender_id = ANY ({value})"),
    "owner_user_ids": Condition("e.owner_user_id = ANY ({value})"),
    "tag_ids": Condition("""EXISTS (SELECT FROM taggings t WHERE t.workspace_id = %(workspace_id)s AND t.tag_id = ANY ({value})
                  AND (t.object_kind, t.object_id) IN (('lead', e.lead_id), ('enrollment', e.id)))"""),
    "step_ids": Condition(
        marks.standing_at(
            "s.position - 1",
            campaigns="campaigns k JOIN steps s ON s.workspace_id = %(workspace_id)s AND s.campaign_id = k.id",
            only="s.id = ANY ({value}) AND s.deleted_at IS NULL",
        ),
        counted=True,
    ),
    "moved_after": Condition("coalesce(e.last_step_at, e.created_at) > {value}"),
    "done_position": Condition(marks.standing_at("{value}"), counted=True),
    "started": Condition(sql("{new} <> {value}", new=marks.standing_at("0"), value="{value}"), counted=True),
    "opened": Condition("(e.opens > 0) = {value}"),
    "clicked": Condition("(e.clicks > 0) = {value}"),
    "replied": Condition("(e.replies > 0) = {value}"),
    "connection": Condition("coalesce(e.connection, 'none') = ANY ({value})"),
    "sent_after": Condition("""EXISTS (SELECT FROM messages x WHERE x.workspace_id = %(workspace_id)s
                   AND x.enrollment_id = e.id AND x.direction = 'out' AND x.sent_at > {value})"""),
    "created_after": Condition("e.created_at > {value}"),
    "created_from": Condition("e.created_at >= {value}"),
    "created_before": Condition("e.created_at < {value}"),
    "updated_after": Condition("e.updated_at > {value}"),
    "updated_before": Condition("e.updated_at < {value}"),
}
# Who was sent a message within the last hours, found by the messages made about then and those tried again, as in senders.sends:
# asked by itself, nearly every enrollment would be asked in vain. A letter may be made long before it leaves; letters are few.
_LATELY = timedelta(days=1)
_SENT_LATELY: LiteralString = """e.id IN (
    SELECT x.enrollment_id FROM campaigns k
    JOIN messages x ON x.workspace_id = %(workspace_id)s AND x.campaign_id = k.id AND x.kind = 'step'
     AND (x.created_at > {value} - interval '1 day' OR x.attempts > 1)
    WHERE k.workspace_id = %(workspace_id)s AND {campaigns} AND x.direction = 'out' AND x.sent_at > {value}
    UNION ALL
    SELECT x.enrollment_id FROM messages x
    WHERE x.workspace_id = %(workspace_id)s AND x.kind NOT IN ('step', 'reply') AND x.direction = 'out'
      AND x.sent_at > {value})"""
# Negated as a whole and not compared with a value, so that either is answered as a join, from the index of verified leads.
_VERIFIED: LiteralString = """EXISTS (SELECT FROM leads v
    WHERE v.workspace_id = %(workspace_id)s AND v.id = e.lead_id AND v.verification = 'verified')"""
# Filters on what is written about a lead -> the leads found. The words' index finds few, of which the text itself is asked.
_CONTAINS = """SELECT l.id FROM leads l WHERE l.workspace_id = %(workspace_id)s
    AND l.search @@ to_tsquery('simple', {words}) AND strpos(lower({column}), lower({value})) > 0"""
_LEADS_BY: dict[str, LiteralString] = {
    "search": """SELECT l.id FROM leads l
        WHERE l.workspace_id = %(workspace_id)s AND l.search @@ to_tsquery('simple', {words})""",
    "name": sql(_CONTAINS, column="concat_ws(' ', l.first_name, l.last_name)", words="{words}", value="{value}"),
    "company": sql(_CONTAINS, column="l.company_name", words="{words}", value="{value}"),
    "title": sql(_CONTAINS, column="l.job_title", words="{words}", value="{value}"),
    "headline": """
        SELECT l.id FROM linkedin_users u JOIN leads l ON l.workspace_id = %(workspace_id)s AND l.linkedin_key = u.slug
        WHERE u.workspace_id = %(workspace_id)s AND u.headline IS NOT NULL
          AND to_tsvector('simple'::regconfig, u.headline) @@ to_tsquery('simple', {words})
          AND strpos(lower(u.headline), lower({value})) > 0
        UNION
        SELECT l.id FROM leads l WHERE l.workspace_id = %(workspace_id)s AND l.custom ? 'headline'
          AND to_tsvector('simple'::regconfig, l.custom ->> 'headline') @@ to_tsquery('simple', {words})
          AND strpos(lower(l.custom ->> 'headline'), lower({value})) > 0""",
}


# The same for what is marked on few leads: an index has those that cannot be written to.
_MARKED: LiteralString = """SELECT l.id FROM leads l WHERE l.workspace_id = %(workspace_id)s
    AND (l.unsubscribed_at IS NOT NULL OR l.bounced_at IS NOT NULL) AND l.{column} IS NOT NULL"""
_OF_LEADS: LiteralString = """SELECT b.id FROM enrollments b
    WHERE b.workspace_id = %(workspace_id)s AND b.lead_id IN ({leads})"""


@dataclass(slots=True)
class Found:
    """The conditions of a query of enrollments with their parameters."""

    conditions: list[Condition]
    params: dict[str, object]

    @property
    def by_leads(self) -> bool:
        """Whether leads are found first, by what is written about them."""
        return any(c.kind == "leads" for c in self.conditions)

    @property
    def asks_lead(self) -> bool:
        return any(c.kind == "lead" for c in self.conditions)

    @property
    def is_counted(self) -> bool:
        """Whether the enrollments that pass are counted as they move: `enrollment_counts` has all that is asked."""
        return all(c.counted for c in self.conditions)

    @property
    def sql(self) -> LiteralString:
        """What follows WHERE."""
        return " AND ".join([_clause(c) for c in self.conditions])

    @property
    def source(self) -> LiteralString:
        """The tables that the conditions need."""
        return sql("enrollments e {lead}", lead=LEAD) if self.asks_lead else "enrollments e"

    @property
    def key(self) -> LiteralString:
        """What to sort by. Leads found by words are few: + 0 keeps the planner from walking all enrollments by their key."""
        return "e.id + 0" if self.by_leads else "e.id"


def _clause(condition: Condition) -> LiteralString:
    return sql("e.lead_id IN ({leads})", leads=condition.sql) if condition.kind == "leads" else condition.sql


async def found_by(scope: Scope, filters: Filters) -> Found:
    """What the filters ask for, without what is left of campaigns that were deleted."""
    found = _where(filters, scope.now - _LATELY)
    if filters.campaign_ids is None and filters.seat_ids is None and (gone := await purges.going(scope)):
        found.conditions.append(Condition("e.campaign_id <> ALL (%(gone)s)", "place", counted=True))
        found.params["gone"] = gone
    return found


def _where(filters: Filters, lately: datetime) -> Found:
    params: dict[str, object] = {}
    conditions = [Condition("e.workspace_id = %(workspace_id)s", "place", counted=True), *_conditions(filters, params, lately)]
    conditions += [_one_of([_conditions(each, params, lately) for each in group]) for group in filters.any_of]
    return Found(conditions, params)


def _one_of(alternatives: Sequence[Sequence[Condition]]) -> Condition:
    """One of the alternatives, each of which is all of its conditions."""
    if all(len(a) == 1 and a[0].kind == "leads" for a in alternatives):
        return Condition(" UNION ".join([a[0].sql for a in alternatives]), "leads")
    if all(len(a) == 1 and (a[0].kind == "leads" or a[0].few) for a in alternatives):
        few: list[LiteralString] = [a[0].few or sql(_OF_LEADS, leads=a[0].sql) for a in alternatives]
        return Condition(sql("e.id IN ({few})", few=" UNION ".join(few)))
    either: list[LiteralString] = [" AND ".join([_clause(c) for c in a]) or "true" for a in alternatives]
    asks_lead = any(c.kind == "lead" for a in alternatives for c in a)
    counted = all(c.counted for a in alternatives for c in a)
    return Condition(sql("(({either}))", either=") OR (".join(either)), "lead" if asks_lead else "own", counted=counted)


def _conditions(filters: Filters, params: dict[str, object], lately: datetime) -> list[Condition]:
    """The conditions of one set of filters; their values are added to `params`, each under a name of its own. `lately`: since
    when few enrollments were sent something.
    """
    conditions: list[Condition] = []

    def bound(value: object) -> LiteralString:
        params[f"value_{len(params)}"] = value
        return parameter("value", len(params) - 1)

    for filtered, condition in _CLAUSES.items():
        if (value := getattr(filters, filtered)) is not None:
            if filtered == "sent_after" and value > lately:
                within = filters.campaign_ids
                campaigns = "true" if within is None else sql("k.id = ANY ({ids})", ids=bound(within))
                condition = Condition(sql(_SENT_LATELY, value="{value}", campaigns=campaigns))
            elif filtered == "emails":
                value = [email.strip().lower() for email in value]
            value, own, few = alone("{value}", value, condition.sql, condition.few)
            name = bound(value)
            conditions.append(replace(condition, sql=sql(own, value=name), few=sql(few, value=name)))
    if filters.verified is not None:
        conditions.append(Condition(_VERIFIED if filters.verified else sql("NOT {verified}", verified=_VERIFIED)))
    if filters.unsubscribed:
        conditions.append(Condition(sql(_MARKED, column="unsubscribed_at"), "leads"))
    if filters.bounced:
        conditions.append(Condition(sql(_MARKED, column="bounced_at"), "leads"))
    for name, leads_by in _LEADS_BY.items():
        text = (getattr(filters, name) or "").strip()
        if found := words(text):  # without a word there is nothing to look for
            conditions.append(Condition(sql(leads_by, words=bound(found), value=bound(text)), "leads"))
    return conditions
