"""What every page is built with: visits, templates, static files, CSRF protection and live updates."""
