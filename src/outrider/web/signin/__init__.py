"""Signing in and out, and the pages behind the links of the installation's own mail. For people who are not signed in (yet)."""
