"""Analytics: what was sent and what came of it, of the workspace, a campaign, a sender or a domain, in any period."""
