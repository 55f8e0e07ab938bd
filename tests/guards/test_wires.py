"""Every verb that puts something on a wire, or widens who may, says so: to a person who approves it, and to a key's policy.

A verb is known by what it writes: messages, what they are made of and go through, what else is sent out, and who may decide. It
notes its act (`Scope.note` and the functions of `approvals`), asks for a person (`require_person`), or is listed here.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from outrider.outreach.base import acts
from tests.guards.test_house import modules, name_of, tree

TABLES = re.compile(
    r"\b(?:INSERT INTO|UPDATE)\s+(?P<written>webhooks|senders|campaigns|campaign_senders|steps|variants|lead_sources|jobs|firings"
    r"|tracking_domains|own_texts|placement_tests|api_keys|key_workspaces|members|member_grants|roles|users|user_tokens|sessions"
    r"|workspaces|oauth_codes|oauth_refresh_tokens|installation)\b"
    r"|\bINSERT INTO\s+(?P<new>messages|enrollments)\b|\bDELETE FROM\s+(?P<gone>suppressions)\b"
)
CLOSES = re.compile(r"\.note\(|note_campaign\(|note_enrolled\(|note_leads\(|require_person\(|require_no_policy\(|_note_firings\(")

# Verbs that need not: why not.
LISTED = {
    "outreach/base/jobs.py:cancel": "stops",
    "outreach/base/marks.py:renumber": "`sequences.replace` notes",
    "outreach/base/wake.py:_wake": "only says when to look for work",
    "outreach/campaigns/campaigns.py:create": "a draft, which `start` notes",
    "outreach/campaigns/campaigns.py:delete": "stops",
    "outreach/campaigns/campaign_states.py:restore": "paused, and `start` notes",
    "outreach/campaigns/campaign_states.py:complete_if_done": "stops",
    "outreach/campaigns/campaign_states.py:reactivate": "received mail: only what was started before is sent again",
    "outreach/campaigns/campaign_states.py:_halt": "stops",
    "outreach/campaigns/copying.py:duplicate": "a draft, which `start` notes",
    "outreach/campaigns/linkedin_accounts.py:note_owner": "what LinkedIn says",
    "outreach/campaigns/protection.py:_warn": "the engine's",
    "outreach/campaigns/sequences.py:_save_steps": "`replace` notes",
    "outreach/campaigns/sequences.py:_save_variants": "`replace` notes",
    "outreach/campaigns/winners.py:_judge": "the engine's",
    "outreach/correspondence/filing.py:file_own": "received mail",
    "outreach/correspondence/filing.py:_insert": "received mail",
    "outreach/correspondence/letters.py:_insert": "`_queue` notes",
    "outreach/correspondence/linkedin.py:disconnect": "stops",
    "outreach/correspondence/linkedin.py:_keep_account": "`_take_in` notes",
    "outreach/deliverability/placement.py:_start": "the engine's",
    "outreach/deliverability/results.py:_settled": "the engine's",
    "outreach/enrollments/leaving.py:erase": "a hash of the address stays suppressed",
    "outreach/enrollments/sources.py:take": "the engine's",
    "outreach/enrollments/sources.py:postpone": "the engine's",
    "outreach/enrollments/sources.py:give_up": "the engine's",
    "outreach/leads/suppression.py:release_addresses": "`leaving.resubscribe` notes",
    "outreach/senders/senders.py:_set_servers": "`update` notes",
    "outreach/senders/senders.py:set_secrets": "those who set an account's secrets note",
    "outreach/senders/senders.py:set_status": "`resume` and `linkedin.connect` note; else it stops, or is the engine's",
    "outreach/senders/senders.py:rest": "the engine's",
    "outreach/senders/senders.py:note_auth_failure": "the engine's",
    "outreach/senders/senders.py:note_auth_success": "the engine's",
    "outreach/senders/senders.py:_reconsider": "only says when to look for work",
    "outreach/senders/tracking_domains.py:want": "`senders.create` and `senders.update` note",
    "outreach/senders/tracking_domains.py:note": "what DNS says",
    "outreach/senders/tracking_domains.py:claim": "the engine's",
    "outreach/senders/warmup.py:disable": "stops",
    "outreach/tenancy/installation.py:check_secret": "the operator's",
    "outreach/tenancy/installation.py:sign_secret": "the operator's",
    "outreach/tenancy/installation.py:resume": "the operator's",
    "outreach/tenancy/keys.py:_look_up": "notes that a key was used",
    "outreach/tenancy/logins.py:issue_token": "mailed to its user, never answered",
    "outreach/tenancy/logins.py:redeem_token": "whoever has the token",
    "outreach/tenancy/oauth.py:exchange": "whoever has the code, which a person consented to",
    "outreach/tenancy/oauth.py:_use_code": "whoever has the code, which a person consented to",
    "outreach/tenancy/oauth.py:_end": "stops",
    "outreach/tenancy/oauth.py:_keep_refresh": "whoever has the code, which a person consented to, or no more than before",
    "outreach/tenancy/oauth.py:_renew": "no more than before",
    "outreach/tenancy/provisional.py:settle": "whoever has the token that was mailed",
    "outreach/tenancy/provisional.py:_hand_over": "whoever has the token that was mailed, or signs in",
    "outreach/tenancy/registration.py:_set_password": "whoever has the token that was mailed",
    "outreach/tenancy/registration.py:claim": "whoever has the token that was mailed",
    "outreach/tenancy/registration.py:_confirm": "whoever has the token that was mailed",
    "outreach/tenancy/registration.py:_complete": "whoever has the token that was mailed",
    "outreach/tenancy/rotation.py:rotate": "the operator's",
    "outreach/tenancy/sessions.py:begin": "after a sign-in",
    "outreach/tenancy/sessions.py:complete": "after a sign-in",
    "outreach/tenancy/sessions.py:recognise": "after a sign-in",
    "outreach/tenancy/teams.py:open_with_key": "`workspaces.create` and invitations ask for a person",
    "outreach/tenancy/users.py:update_user": "oneself, on pages",
    "outreach/tenancy/workspaces.py:spend_credits": "buys nothing that is sent",
}


def verbs(path: Path) -> Iterator[tuple[str, set[str], bool]]:
    """The functions of a module that write to these tables: name, tables, and whether they say so."""
    parsed = tree(path)
    constants = {
        target.id: ast.unparse(node.value)
        for node in parsed.body
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }
    for node in parsed.body:
        if isinstance(node, ast.AsyncFunctionDef | ast.FunctionDef):
            used = {name.id for name in ast.walk(node) if isinstance(name, ast.Name)}
            text = ast.unparse(node)
            whole = " ".join([text, *(constants[name] for name in used & constants.keys())]).replace("\\n", " ")
            tables = {word for found in TABLES.finditer(whole) for word in found.groupdict().values() if word}
            if tables:
                yield f"{name_of(path)}:{node.name}", tables, bool(CLOSES.search(text))


def found() -> dict[str, tuple[set[str], bool]]:
    paths = [path for path in modules() if name_of(path).startswith("outreach/")]
    return {name: (tables, closed) for path in paths for name, tables, closed in verbs(path)}


def test_every_verb_that_reaches_a_wire_says_so() -> None:
    silent = {name: sorted(tables) for name, (tables, closed) in found().items() if not closed}
    assert {name: tables for name, tables in silent.items() if name not in LISTED} == {}


def test_nothing_is_listed_that_says_so_itself() -> None:
    silent = {name for name, (_, closed) in found().items() if not closed}
    assert sorted(LISTED.keys() - silent) == []


KINDS = re.compile(r"""(?:\.note|note_campaign)\((?:[^"]*?, )?"([a-z]+(?:\.[a-z]+)?)\"""")


def test_every_act_has_a_sentence_and_is_held_or_refused_by_policies() -> None:
    """An act that a policy holds at the claim is one that this test knows; all others are refused to keys with a policy."""
    noted = {kind for path in modules() if name_of(path).startswith("outreach/") for kind in KINDS.findall(path.read_text())}
    assert noted - acts.SENTENCES.keys() == set()
    assert {
        "campaign.start",  # campaigns.api_key_id
        "leads.enroll",  # enrollments.api_key_id
        "subsequence",  # firings.api_key_id, then enrollments.api_key_id
        "message.manual",  # messages.api_key_id
        "message.forward",
        "message.test",
    } == acts.HELD_AT_CLAIM
