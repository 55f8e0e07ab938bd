"""The web pages, and the few addresses that recipients of mail reach.

- `pages` puts the subjects together. Each subject is a package with `routes.py`, a view model of dataclasses (`view.py` where it
  is more than a few) and `templates/`: `home`, `inbox`, `account`, `welcome`; `signin` is for people who are not signed in yet.
- `kit` holds what the pages are built with. `visit` declares routes (`page` reads, `act` changes) with the permission each needs
  and gives handlers a `Visit`; `guest` does the same for people who are not signed in; `templates`, `static`, `text`, `security`,
  `live` and `navigation` are described in their own docstrings.
- `layout/templates/components.html` has the components as macros, `static/` the style sheet and the browser's modules.
- `recipients` (links in mail), `connect` (consent at a mailbox provider), `explain` (for programs) and `bounds` (request limits)
  do not belong to a page.

To add a subject, create a package, list its `ROUTES` in `pages.SUBJECTS` and add a line to `kit.navigation`.
"""
