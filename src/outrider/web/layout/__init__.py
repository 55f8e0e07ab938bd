"""The frame around every page: navigation, error pages, its own actions, and `components.html`, the shared macros."""
