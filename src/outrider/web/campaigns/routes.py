"""All routes of campaigns."""

from outrider.web.campaigns import acts, adding, editing, listing, overview, people, rehearsal, review, staffing, starting, trying

ROUTES = [
    *listing.ROUTES, *starting.ROUTES, *overview.ROUTES, *adding.ROUTES, *people.ROUTES, *editing.ROUTES, *trying.ROUTES,
    *staffing.ROUTES, *review.ROUTES, *rehearsal.ROUTES, *acts.ROUTES,
]  # fmt: skip
