"""Workspaces, seats, users, teams, keys and sign-in."""
