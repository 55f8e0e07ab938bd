"""All routes of campaigns."""

from outrider.web.campaigns import acts, adding, listing, overview, people

ROUTES = [*listing.ROUTES, *overview.ROUTES, *adding.ROUTES, *people.ROUTES, *acts.ROUTES]
