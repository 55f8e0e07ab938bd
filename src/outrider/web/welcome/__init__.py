"""Onboarding of a new owner: their account and the workspace's name. Next steps are shown on Home."""
