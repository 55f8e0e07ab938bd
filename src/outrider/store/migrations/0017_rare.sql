-- What few rows have and lists are filtered by: found without reading all the others.
CREATE INDEX leads_unreachable ON leads (workspace_id, id) WHERE unsubscribed_at IS NOT NULL OR bounced_at IS NOT NULL;
CREATE INDEX enrollments_reason ON enrollments (workspace_id, reason, id) WHERE reason IS NOT NULL;
CREATE INDEX enrollments_category ON enrollments (workspace_id, category_id, id) WHERE category_id IS NOT NULL;
CREATE INDEX enrollments_clicked ON enrollments (workspace_id, id) WHERE clicks > 0;
CREATE INDEX list_members_category ON list_members (workspace_id, category_id, id) WHERE category_id IS NOT NULL;
CREATE INDEX enrollments_owner ON enrollments (workspace_id, owner_user_id, id) WHERE owner_user_id IS NOT NULL;
CREATE INDEX list_members_owner ON list_members (workspace_id, owner_user_id, id) WHERE owner_user_id IS NOT NULL;
CREATE INDEX conversations_snoozed ON conversations (workspace_id, snoozed_until) WHERE snoozed_until IS NOT NULL;
CREATE INDEX conversations_important ON conversations (workspace_id, id) WHERE important;
CREATE INDEX conversations_assigned ON conversations (workspace_id, assigned_user_id, id) WHERE assigned_user_id IS NOT NULL;
CREATE INDEX messages_outcome ON messages (workspace_id, campaign_id, id)
    WHERE clicked_at IS NOT NULL OR replied_at IS NOT NULL OR bounced_at IS NOT NULL OR unsubscribed_at IS NOT NULL;
CREATE INDEX messages_waiting ON messages (workspace_id, id) WHERE state IN ('queued', 'sending');
CREATE INDEX messages_kind ON messages (workspace_id, kind, id) WHERE kind NOT IN ('step', 'reply');
