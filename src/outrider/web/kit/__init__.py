"""What every page is made with: the visit, templates, static files, forms' protection, live updates."""
