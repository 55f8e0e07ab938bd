-- Routing: whose mailboxes write to whom, by who runs the mail of each.

-- Who runs the mail of recipients' domains, as DNS last said; asked where a campaign chooses its senders by it.
CREATE TABLE mail_domains (
    workspace_id    bigint NOT NULL REFERENCES workspaces ON DELETE CASCADE,
    domain          text NOT NULL,
    provider        text,                             -- google, microsoft, zoho, yahoo, other; NULL: DNS has not answered yet
    next_at         timestamptz NOT NULL,             -- when DNS is asked, or asked again
    failures        int NOT NULL DEFAULT 0,           -- times in a row that it did not answer
    lease_until     timestamptz,
    PRIMARY KEY (workspace_id, domain)
);
CREATE INDEX mail_domains_due ON mail_domains (next_at);

-- The recipient's group of providers (rules.routing), where the campaign chooses by it; 0: it does not, or nothing is known yet.
ALTER TABLE enrollments ADD COLUMN route smallint NOT NULL DEFAULT 0;
DROP INDEX enrollments_new;
CREATE INDEX enrollments_new ON enrollments (workspace_id, campaign_id, route, priority DESC, due_at, id)
    WHERE status = 'active' AND due_at IS NOT NULL AND sender_id IS NULL;

-- The category is for people to set: what a reply says does not change it.
ALTER TABLE enrollments ADD COLUMN category_by_hand boolean NOT NULL DEFAULT false;

-- When the workspace is closed; NULL: never.
ALTER TABLE workspaces ADD COLUMN remove_at timestamptz;
CREATE INDEX workspaces_remove ON workspaces (remove_at) WHERE remove_at IS NOT NULL AND deleted_at IS NULL;
