"""Home: what needs a person now, current problems, and today's sending."""
