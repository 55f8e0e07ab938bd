-- Domains: what those of senders publish for mail, and how much those of recipients have been sent.

-- Whether a sender's domain may send campaign mail (SPF, DKIM, DMARC), as DNS last said. A domain that DNS could not be asked
-- about keeps the status it had.
CREATE TABLE sender_domains (
    workspace_id    bigint NOT NULL REFERENCES workspaces ON DELETE CASCADE,
    domain          text NOT NULL,
    status          text NOT NULL DEFAULT 'unchecked' CHECK (status IN ('unchecked','ready','lacking')),
    lacking         text[] NOT NULL DEFAULT '{}',     -- no_spf, no_dkim, no_dmarc
    checked_at      timestamptz,                      -- when DNS last answered
    next_at         timestamptz NOT NULL,             -- when it is asked again
    failures        int NOT NULL DEFAULT 0,           -- times in a row that it did not answer
    lease_until     timestamptz,
    PRIMARY KEY (workspace_id, domain)
);
CREATE INDEX sender_domains_due ON sender_domains (next_at);

-- Messages to one recipient domain on a day, where a limit asks for it; campaign_id 0: of the whole workspace.
CREATE TABLE domain_days (
    workspace_id    bigint NOT NULL REFERENCES workspaces ON DELETE CASCADE,
    campaign_id     bigint NOT NULL,
    domain          text NOT NULL,
    day             date NOT NULL,
    n               int NOT NULL DEFAULT 0,
    PRIMARY KEY (workspace_id, campaign_id, domain, day)
);
CREATE INDEX domain_days_day ON domain_days (workspace_id, day);

-- What the retention of raw mail looks through.
CREATE INDEX messages_raw ON messages (workspace_id, created_at) WHERE raw IS NOT NULL;
