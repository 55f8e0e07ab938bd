"""Analytics: what was sent and its results, by workspace, campaign, sender or domain, for any period."""
