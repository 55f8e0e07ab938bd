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
