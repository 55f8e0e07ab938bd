"""The work behind each command of `cli.py`."""
