"""The pages people look at, and the few addresses that recipients of mail reach.

- `pages` puts the subjects together. Each subject is a package with `routes.py`, a view model of dataclasses (`view.py` where it
  is more than a few) and `templates/`: `home`, `inbox`, `account`, `welcome`; `signin` is for people who are not signed in yet.
- `kit` is what they are made with. `visit` declares routes (`page` reads, `act` changes) with the permission each needs and
  gives handlers a `Visit`; `guest` does the same for people who are not signed in; `templates`, `static`, `text`, `security`,
  `live` and `navigation` say what they are.
- `layout/templates/components.html` holds the components as macros, `static/` the one style sheet and the modules of the browser.
- `recipients`, `connect`, `explain` and `bounds` belong to no page: links in mail, consent at a mailbox provider, `explain` for
  programs, limits of a request.

A new subject: a package, its `ROUTES` in `pages.SUBJECTS`, its line in `kit.navigation`.
"""
