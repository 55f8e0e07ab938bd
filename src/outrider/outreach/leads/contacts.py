"""When leads were last written to. Kept beside them (lead_contacts), because it changes with each message that is sent."""

from typing import LiteralString

# Of a lead `l`: when it was last written to; NULL: never.
LAST: LiteralString = """(
    SELECT k.last_contacted_at FROM lead_contacts k WHERE k.workspace_id = %(workspace_id)s AND k.lead_id = l.id)"""
# A lead `l` that was written to, and one that never was.
WRITTEN: LiteralString = """l.id IN (
    SELECT k.lead_id FROM lead_contacts k WHERE k.workspace_id = %(workspace_id)s AND k.last_contacted_at IS NOT NULL)"""
NEVER: LiteralString = """l.id IN (
    SELECT k.lead_id FROM lead_contacts k WHERE k.workspace_id = %(workspace_id)s AND k.last_contacted_at IS NULL)"""

# Leads that were written to (`contacted`) or never were (`new`), in the order of their ids, `k.lead_id`. `+ 0`: each is looked up
# from here. Else all leads may be gone through to fill a page, because those not yet written to mostly lie together.
_KEPT: LiteralString = """lead_contacts k JOIN leads l
    ON l.workspace_id = %(workspace_id)s AND l.id = k.lead_id + 0 AND k.workspace_id = %(workspace_id)s AND k.last_contacted_at"""
KEPT: dict[str, LiteralString] = {"contacted": _KEPT + " IS NOT NULL", "new": _KEPT + " IS NULL"}
