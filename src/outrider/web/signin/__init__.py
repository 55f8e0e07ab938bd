"""Signing in and out, and the pages behind links in the installation's own mail, for people who are not signed in."""
